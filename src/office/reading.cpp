#include "office/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "office/personal.h"
#include "office/phrases.h"
#include "procedure/definition_names.h"
#include "store/connection.h"
#include "text/utf8.h"

namespace remit::office {
std::optional<std::string> fault_of_text(std::string_view field, std::string_view text,
                                         diag::Language language) {
    std::size_t place = text.find('\0');
    if (const auto fault = text::find_utf8_fault(text)) place = std::min(place, fault->offset);
    if (place == std::string_view::npos) return std::nullopt;
    return say(PhraseId::bad_text, language,
               {{"field", std::string(field)}, {"place", std::to_string(place + 1)}});
}

std::optional<Declined> refuse_note(std::string_view note, diag::Language language) {
    auto fault = fault_of_text("note", note, language);
    if (!fault) return std::nullopt;
    return Declined{.by = Declined::By::input, .reasons = {*std::move(fault)}, .cures = {}};
}

void RequestReader::note(std::string_view text) {
    if (auto fault = fault_of_text("note", text, language_)) faults_.push_back(*std::move(fault));
}

/// "there is no step 'clera' in 'position'; did you mean 'clear'?"
template <typename Entry>
std::string RequestReader::no_such(std::string_view what, std::string_view id,
                                   const std::vector<Entry>& entries) const {
    std::vector<std::string_view> ids;
    for (const Entry& entry : entries) ids.push_back(entry.id);
    return with_known(
        say(PhraseId::no_such, language_,
            {{"what", std::string(what)}, {"id", std::string(id)}, {"procedure", definition_->id}}),
        id, ids, language_);
}

std::optional<procedure::StepId> RequestReader::step(std::string_view id) {
    const auto found = definition_->find_step(id);
    if (!found) faults_.push_back(no_such("step", id, definition_->steps));
    return found;
}

std::vector<procedure::FieldChange> RequestReader::changes(std::span<const FieldText> fields) {
    std::vector<procedure::FieldChange> changes;
    for (const FieldText& text : fields) {
        const auto id = definition_->find_field(text.field);
        if (!id) {
            faults_.push_back(no_such("field", text.field, definition_->fields));
            continue;
        }
        procedure::FieldChange change{.field = *id, .value = {}};
        read_items(definition_->fields[id->index()], text, change.value);
        changes.push_back(std::move(change));
    }
    return changes;
}

/// What is wrong with the name of a body, a topic, a counterpart or a unit; nothing of other types.
std::optional<std::string> RequestReader::fault_of_name(const procedure::Field& field,
                                                        const std::string& id) const {
    const remit::Vocabulary& vocabulary = institution_->vocabulary();
    std::vector<std::string_view> known;
    const auto gather = [&](const auto& entries, auto member) {
        for (const auto& entry : entries) known.push_back(entry.*member);
    };
    switch (field.type) {
        case procedure::FieldType::body:
            gather(vocabulary.bodies, &remit::Body::id);
            break;
        case procedure::FieldType::topic:
            gather(vocabulary.topics, &remit::Topic::id);
            break;
        case procedure::FieldType::counterpart:
            gather(vocabulary.counterparts, &remit::Counterpart::id);
            break;
        case procedure::FieldType::unit:
            gather(institution_->act().units, &remit::Unit::code);
            break;
        default:
            return std::nullopt;
    }
    if (std::ranges::find(known, id) != known.end()) return std::nullopt;
    const std::string what(procedure::written_as(procedure::kFieldTypes, field.type));
    return with_near(
        say(PhraseId::unknown_name, language_, {{"field", field.id}, {"what", what}, {"id", id}}),
        id, known, language_);
}

/// An empty item is an empty cell in a column that may have one; of any other field it is nothing,
/// so that the field is emptied.
void RequestReader::read_items(const procedure::Field& field, const FieldText& text,
                               procedure::Value& value) {
    for (const std::string& item : text.items) {
        if (item.empty()) {
            if (field.may_be_empty) value.items.emplace_back(procedure::EmptyCell{});
            continue;
        }
        if (field.personal != authority::Personal::none && item == kErased) {
            faults_.push_back(say(PhraseId::bad_erased, language_, {{"field", field.id}}));
            continue;
        }
        // Before a name is looked up: a refusal shows the name, and must itself be readable.
        if (auto fault = fault_of_text(field.id, item, language_)) {
            faults_.push_back(*std::move(fault));
            continue;
        }
        if (auto fault = fault_of_name(field, item)) {
            faults_.push_back(*std::move(fault));
            continue;
        }
        Result<procedure::Item> read = procedure::read_item(field.type, item);
        if (read.ok()) {
            value.items.push_back(std::move(read).value());
        } else {
            faults_.push_back(fmt::format("{}: {}", field.id, read.error().message));
        }
    }
}

std::optional<ReadPaper> RequestReader::paper(const PaperText& text, std::size_t brought_before) {
    const auto kind = definition_->find_paper_kind(text.kind);
    if (!kind) {
        faults_.push_back(no_such("paper_kind", text.kind, definition_->paper_kinds));
        return std::nullopt;
    }
    if (text.bytes.size() > store::kValueBytesMax) {
        faults_.push_back(
            fmt::format("the paper '{}' has {} bytes and may have {} MiB; bring it in parts",
                        text.kind, text.bytes.size(), store::kValueBytesMax >> 20U));
        return std::nullopt;
    }
    ReadPaper read{.paper = {}, .text = &text};
    read.paper.kind = *kind;
    read.paper.is_signed = text.is_signed;
    read.paper.digest = base::sha256({text.bytes}).hex();
    const procedure::Paper* before = file_->matter.find_paper(text.id);
    if (text.id.empty()) {
        read.paper.id =
            fmt::format("{}-{}", text.kind, file_->matter.papers.size() + brought_before + 1);
    } else if (before == nullptr) {
        faults_.push_back(say(PhraseId::no_such_paper, language_, {{"id", text.id}}));
    } else {
        read.paper.id = text.id;
        read.paper.version = before->version + (before->digest == read.paper.digest ? 0U : 1U);
    }
    read.marking =
        marking(text, before, before != nullptr && before->version == read.paper.version);
    return read;
}

/// The id of the marking. What was brought already keeps its own where none is given: it is signed
/// now, and no other paper.
std::string RequestReader::marking(const PaperText& text, const procedure::Paper* before,
                                   bool same_bytes) {
    const Secrecy& secrecy = institution_->secrecy();
    MarkingRead read = read_marking(secrecy, text.marking, KeptOf::paper, language_);
    faults_.insert(faults_.end(), read.faults.begin(), read.faults.end());
    cures_.insert(cures_.end(), read.cures.begin(), read.cures.end());
    if (before == nullptr || !read.faults.empty()) return read.id;
    const std::string& old = file_->marking_of(*before);
    if (text.marking.empty() && same_bytes) return old;
    if (!is_lowered(old, read.id)) return read.id;
    const std::string old_words = marking_in_words(secrecy, old, language_);
    faults_.push_back(say(PhraseId::marking_lowered, language_,
                          {{"paper", text.id},
                           {"before", old_words},
                           {"how", std::string(read.id.empty() ? "unmarked" : "marked")},
                           {"after", marking_in_words(secrecy, read.id, language_)}}));
    cures_.push_back(say(PhraseId::marking_lowered_cure, language_, {{"before", old_words}}));
    return read.id;
}

/// Whether a level goes down, or is exchanged for one of another scheme, which only its owner may
/// do.
bool RequestReader::is_lowered(std::string_view before, std::string_view after) const {
    const authority::Schemes& schemes = institution_->secrecy().schemes;
    const auto old = schemes.find_level(before);
    if (!old) return false;
    const auto now = schemes.find_level(after);
    return !now || schemes.level(*now).rank < schemes.level(*old).rank ||
           schemes.level(*now).scheme != schemes.level(*old).scheme;
}

std::vector<ReadPaper> RequestReader::papers(std::span<const PaperText> papers) {
    std::vector<ReadPaper> read;
    for (const PaperText& text : papers) {
        if (auto one = paper(text, read.size())) read.push_back(*std::move(one));
    }
    return read;
}

}  // namespace remit::office
