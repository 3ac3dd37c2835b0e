// Registers what came in: every fault of the request at once, the bytes under their digests.
//
// A marking is read in the schemes that Remit knows, and never guessed; bytes of a level that the
// institution may not keep are refused before anything is written.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "base/json_writer.h"
#include "office/item_commands.h"
#include "office/item_register.h"
#include "office/item_work.h"
#include "office/secrecy.h"

namespace remit::office {
namespace {

base::Hash hash_of(const Caller& caller, const RegisterRequest& request) {
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    json.begin_object().field("command", "register_item").field("officer", caller.officer);
    json.field("sender", request.sender).field("subject", request.subject);
    json.field("received", request.received).field("channel", request.channel);
    json.field("classification", request.classification).key("bodies").begin_array();
    for (const std::string& body : request.bodies) json.string(body);
    json.end_array().key("files").begin_array();
    for (const IncomingFile& file : request.files) {
        json.begin_object().field("name", file.name);
        json.field("digest", base::sha256({file.bytes}).hex()).end_object();
    }
    json.end_array().end_object();
    return base::sha256({json.finish()});
}

class Reader {
  public:
    Reader(const Institution& institution, calendar::Date today, diag::Language language)
        : institution_(&institution), today_(today), language_(language) {}

    ItemFile read(const RegisterRequest& request) {
        ItemFile item;
        item.sender = text("--from", request.sender);
        item.subject = text("--subject", request.subject);
        item.received = day(request.received);
        item.channel = channel(request.channel);
        for (const std::string& body : request.bodies) {
            if (!institution_->vocabulary().find_body(body))
                fault(PhraseId::no_such_body, {{"id", body}});
            item.bodies.push_back(body);
        }
        item.classification = marking(request);
        if (request.files.size() > kItemFilesMax)
            fault(PhraseId::item_too_many_files, {{"count", std::to_string(request.files.size())},
                                                  {"most", std::to_string(kItemFilesMax)}});
        for (const IncomingFile& file : request.files) {
            if (file.bytes.empty()) fault(PhraseId::item_empty_file, {{"name", file.name}});
            item.files.push_back({file.name, base::sha256({file.bytes}),
                                  static_cast<std::int64_t>(file.bytes.size())});
        }
        return item;
    }

    [[nodiscard]] const Declined& declined() const { return declined_; }
    [[nodiscard]] std::vector<std::string> take_remarks() { return std::move(remarks_); }

  private:
    void fault(std::string reason) { declined_.reasons.push_back(std::move(reason)); }
    void fault(PhraseId id, const std::vector<diag::Argument>& arguments = {}) {
        fault(say(id, language_, arguments));
    }

    std::string text(const std::string& option, const std::string& value) {
        if (value.empty()) fault(PhraseId::item_missing, {{"option", option}});
        if (value.size() > kItemTextBytesMax) {
            fault(PhraseId::item_too_long, {{"option", option},
                                            {"size", std::to_string(value.size())},
                                            {"most", std::to_string(kItemTextBytesMax)}});
        }
        return value;
    }

    std::string day(const std::string& received) {
        if (received.empty()) return today_.iso();
        const auto date = calendar::Date::parse(received);
        if (!date.ok()) {
            fault(PhraseId::item_bad_day, {{"text", received}});
        } else if (date.value() > today_) {
            fault(PhraseId::item_to_come, {{"text", received}});
        }
        return received;
    }

    std::string channel(const std::string& word) {
        if (word.empty() || std::ranges::find(kChannels, word) != std::end(kChannels)) return word;
        fault(with_known(say(PhraseId::no_such_channel, language_, {{"id", word}}), word, kChannels,
                         language_));
        return word;
    }

    std::string marking(const RegisterRequest& request) {
        if (request.classification.empty()) {
            if (request.files.empty()) fault(PhraseId::item_nothing_came);
            return {};
        }
        const bool with_files = !request.files.empty();
        MarkingRead read = read_marking(institution_->secrecy(), request.classification,
                                        with_files ? KeptOf::item : KeptOf::stub, language_);
        const bool is_level = institution_->secrecy().schemes.find_level(read.id).has_value();
        if (!with_files && !is_level && read.faults.empty()) fault(PhraseId::item_nothing_came);
        for (std::string& reason : read.faults) fault(std::move(reason));
        for (std::string& cure : read.cures) declined_.cures.push_back(std::move(cure));
        for (std::string& remark : read.remarks) remarks_.push_back(std::move(remark));
        return read.id;
    }

    const Institution* institution_;
    calendar::Date today_;
    diag::Language language_;
    Declined declined_{.by = Declined::By::input, .reasons = {}, .cures = {}};
    std::vector<std::string> remarks_;
};

/// The answer to a command that was carried out before under this key.
Result<std::optional<NotedOutcome>> answer_repeated(MatterWork& work, const Caller& caller,
                                                    const base::Hash& request) {
    const auto found = REMIT_TRY(find_repeated(work, caller, request));
    if (!found) return std::optional<NotedOutcome>();
    if (const auto* no = std::get_if<Declined>(&*found))
        return std::optional<NotedOutcome>(NotedOutcome(*no));
    const ItemFile item = REMIT_TRY(load_item(work.journal(), std::get<std::string>(*found)));
    return std::optional<NotedOutcome>(NotedOutcome(noted(item, /*repeated=*/true)));
}

Status keep_bytes(MatterWork& work, const RegisterRequest& request, const ItemFile& item) {
    for (std::size_t index = 0; index < request.files.size(); ++index) {
        const std::string& bytes = request.files[index].bytes;
        REMIT_TRY(
            work.connection().run("INSERT INTO contents (digest, size, bytes) VALUES (?1, ?2, ?3) "
                                  "ON CONFLICT (digest) DO NOTHING",
                                  {store::Blob{item.files[index].digest.view()},
                                   item.files[index].size, store::Blob{bytes}}));
    }
    return base::done();
}

/// Names the item that brought one of the files first.
Status find_duplicate(MatterWork& work, ItemFile& item, diag::Language language,
                      std::vector<std::string>& remarks) {
    for (const ItemContent& file : item.files) {
        const std::string first = REMIT_TRY(find_first_with(work.connection(), file.digest));
        if (first.empty()) continue;
        const ItemFile other = REMIT_TRY(load_item(work.journal(), first));
        if (item.duplicate_of.empty()) item.duplicate_of = first;
        remarks.push_back(
            say(PhraseId::item_came_before, language,
                {{"file", file.name}, {"subject", other.subject}, {"number", other.number()}}));
    }
    return base::done();
}

Result<NotedOutcome> register_in(MatterWork& work, const Caller& caller,
                                 const RegisterRequest& request) {
    const base::Hash asked = hash_of(caller, request);
    if (auto earlier = REMIT_TRY(answer_repeated(work, caller, asked))) return *std::move(earlier);
    if (auto unknown = check_officer(work, caller)) return NotedOutcome(*std::move(unknown));
    const calendar::Date today = work.institution().day_at(work.now());
    Reader reader(work.institution(), today, caller.language);
    ItemFile item = reader.read(request);
    if (!reader.declined().reasons.empty()) return NotedOutcome(reader.declined());
    std::vector<std::string> remarks = reader.take_remarks();

    item.id = work.new_id(kItemKind);
    item.year = today.year();
    item.ordinal = REMIT_TRY(next_item_ordinal(work.connection(), item.year));
    REMIT_TRY(find_duplicate(work, item, caller.language, remarks));
    REMIT_TRY(keep_bytes(work, request, item));
    const Written written = REMIT_TRY(append_note(work, caller, item.head,
                                                  {.chain = item.id,
                                                   .kind = "item/registered",
                                                   .command = "register_item",
                                                   .request = asked,
                                                   .event = item_registered(item)}));
    item.head = written.head;
    REMIT_TRY(write_rows(work.connection(), item));
    Noted answer = noted(item, /*repeated=*/false);
    answer.remarks = std::move(remarks);
    return NotedOutcome(std::move(answer));
}

}  // namespace

Result<NotedOutcome> register_item(Office& office, const Caller& caller,
                                   const RegisterRequest& request) {
    return office.write([&](MatterWork& work) { return register_in(work, caller, request); });
}

}  // namespace remit::office
