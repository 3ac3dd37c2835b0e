#include "office/personal.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "ledger/commitments.h"
#include "office/phrases.h"

namespace remit::office {
namespace {

bool is_personal(const procedure::Definition& definition, procedure::FieldId field) {
    return definition.fields[field.index()].personal != authority::Personal::none;
}

/// Each text of a personal field that an event sets. Cells may be empty; nothing is said of them.
template <typename Visit>
void each_personal_text(const procedure::Definition& definition,
                        std::vector<procedure::Event>& events, const Visit& visit) {
    for (procedure::Event& event : events) {
        auto* set = std::get_if<procedure::FieldSet>(&event.what);
        if (set == nullptr || !is_personal(definition, set->field)) continue;
        for (procedure::Item& item : set->value.items) {
            if (auto* text = std::get_if<std::string>(&item)) visit(*text);
        }
    }
}

template <typename Visit>
void each_personal_text(const procedure::Definition& definition, procedure::Matter& matter,
                        const Visit& visit) {
    for (std::size_t i = 0; i < matter.fields.size(); ++i) {
        if (!is_personal(definition, procedure::FieldId(i))) continue;
        for (procedure::Item& item : matter.fields[i].items) {
            if (auto* text = std::get_if<std::string>(&item)) visit(*text);
        }
    }
}

void hide(std::string& text) {
    if (text != kErased) text = kHidden;
}

Error unproven(const ledger::Entry& entry, std::string_view label, std::string_view what) {
    return base::make_error(
        ErrorCode::corrupt,
        fmt::format("the personal data '{}' of '{}', version {}, {}; run `remit ledger verify` and "
                    "restore the last backup",
                    label, entry.matter, entry.matter_version, what));
}

/// That what is kept is what the entry committed itself to.
Status check_openings(const Kept& kept) {
    const ledger::Entry& entry = kept.entry;
    const auto disclosed = ledger::disclose(entry.commitments, kept.openings);
    if (!disclosed.ok()) return unproven(entry, "", disclosed.error().message);
    for (const ledger::Disclosed& one : disclosed.value()) {
        if (one.state == ledger::Disclosure::wrong)
            return unproven(entry, one.label, "is not what was recorded");
    }
    return base::done();
}

}  // namespace

std::vector<ledger::Opening> take_out_personal(const procedure::Definition& definition,
                                               std::vector<procedure::Event>& events,
                                               base::Env& env) {
    std::vector<ledger::Opening> taken;
    each_personal_text(definition, events, [&](std::string& text) {
        std::string label = fmt::format("p{}", taken.size() + 1);
        taken.push_back({.label = label,
                         .salt = env.random_bytes(ledger::kSaltBytes),
                         .value = std::exchange(text, label)});
    });
    return taken;
}

Status put_back_personal(const procedure::Definition& definition, const Kept& kept,
                         std::vector<procedure::Event>& events) {
    REMIT_TRY(check_openings(kept));
    each_personal_text(definition, events, [&](std::string& text) {
        const auto found = std::ranges::find(kept.openings, text, &ledger::Opening::label);
        text = found == kept.openings.end() ? std::string(kErased) : found->value;
    });
    return base::done();
}

std::vector<std::string> personal_fields_of(const procedure::Definition& definition,
                                            const procedure::Matter& matter) {
    const auto is_left = [](const procedure::Item& item) {
        const auto* text = std::get_if<std::string>(&item);
        return text != nullptr && *text != kErased;
    };
    std::vector<std::string> found;
    for (std::size_t i = 0; i < matter.fields.size(); ++i) {
        if (!is_personal(definition, procedure::FieldId(i))) continue;
        if (std::ranges::any_of(matter.fields[i].items, is_left))
            found.push_back(definition.fields[i].id);
    }
    return found;
}

std::vector<std::string> personal_fields_set(const procedure::Definition& definition,
                                             const std::vector<procedure::Event>& events) {
    std::vector<std::string> found;
    for (const procedure::Event& event : events) {
        const auto* set = std::get_if<procedure::FieldSet>(&event.what);
        if (set == nullptr || !is_personal(definition, set->field) || !set->value.is_set())
            continue;
        const std::string& id = definition.fields[set->field.index()].id;
        if (std::ranges::find(found, id) == found.end()) found.push_back(id);
    }
    return found;
}

Declined nothing_personal(const std::string& number, diag::Language language) {
    return {.by = Declined::By::input,
            .reasons = {say(PhraseId::nothing_personal, language, {{"number", number}})},
            .cures = {say(PhraseId::nothing_personal_cure, language)}};
}

void forget(const procedure::Definition& definition, procedure::Matter& matter) {
    each_personal_text(definition, matter, [](std::string& text) { text = kErased; });
}

void hide_personal(const procedure::Definition& definition, procedure::Matter& matter) {
    each_personal_text(definition, matter, hide);
}

void hide_personal(const procedure::Definition& definition, std::vector<procedure::Event>& events) {
    each_personal_text(definition, events, hide);
}

}  // namespace remit::office
