#include "office/item_work.h"

#include <fmt/format.h>

#include <utility>

#include "base/json_writer.h"
#include "office/item_register.h"

namespace remit::office {
namespace {

Declined ended(const ItemFile& item, diag::Language language) {
    return {.by = Declined::By::procedure,
            .reasons = {say(PhraseId::item_ended, language,
                            {{"number", item.number()},
                             {"state", std::string(name_of(item.state))},
                             {"matter", item.matter}})},
            .cures = {say(PhraseId::item_ended_cure, language,
                          {{"command", fmt::format("`remit item show {}`", item.number())}})}};
}

/// With those that came last.
Result<Declined> no_such_item(MatterWork& work, const ItemOrder& order) {
    constexpr std::size_t kLastShown = 5;
    std::string last;
    for (const ItemRow& row :
         REMIT_TRY(list_items(work.connection(), {}, std::nullopt, kLastShown)))
        last += (last.empty() ? "" : ", ") + row.number;
    return declined_input(
        say(PhraseId::no_such_item, order.caller->language,
            {{"id", std::string(order.item)}, {"last", last.empty() ? std::string("-") : last}}));
}

}  // namespace

base::Hash hash_of_item_command(const Caller& caller, std::string_view command,
                                const std::vector<std::string_view>& words) {
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    json.begin_array().string(command).string(caller.officer).string(caller.unit);
    for (const std::string_view word : words) json.string(word);
    json.end_array();
    return base::sha256({json.finish()});
}

Noted noted(const ItemFile& item, bool repeated) {
    Noted answer;
    answer.id = item.id;
    answer.number = item.number();
    answer.state = name_of(item.state);
    answer.version = item.head.matter_version;
    answer.repeated = repeated;
    return answer;
}

Result<bool> begin_item(MatterWork& work, const ItemOrder& order, ItemFile& item,
                        NotedOutcome& answer) {
    const auto found = REMIT_TRY(find_repeated(work, *order.caller, order.request));
    if (found) {
        if (const auto* no = std::get_if<Declined>(&*found)) {
            answer = *no;
        } else {
            item = REMIT_TRY(load_item(work.journal(), std::get<std::string>(*found)));
            answer = noted(item, /*repeated=*/true);
        }
        return true;
    }
    std::optional<Declined> declined = check_officer(work, *order.caller);
    if (!declined) {
        const auto id = find_item_id(work.connection(), order.item);
        if (!id.ok() && id.error().code != ErrorCode::not_found) return id.error();
        if (id.ok()) {
            item = REMIT_TRY(load_item(work.journal(), id.value()));
            declined = check_version(*order.caller, item.head, PhraseId::item_moved, item.number(),
                                     "remit item show");
            if (!declined && !item.is_open()) declined = ended(item, order.caller->language);
        } else {
            declined = REMIT_TRY(no_such_item(work, order));
        }
    }
    if (declined) answer = *std::move(declined);
    return std::holds_alternative<Declined>(answer);
}

Status record_item(MatterWork& work, const ItemOrder& order, ItemFile& item, std::string_view kind,
                   std::string event) {
    const std::string id = item.id;
    REMIT_TRY(append_note(work, *order.caller, item.head,
                          {.chain = id,
                           .kind = std::string(kind),
                           .command = std::string(order.command),
                           .request = order.request,
                           .event = std::move(event)}));
    item = REMIT_TRY(load_item(work.journal(), id));
    return write_rows(work.connection(), item);
}

}  // namespace remit::office
