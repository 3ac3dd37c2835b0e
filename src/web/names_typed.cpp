#include "web/names_typed.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "text/fold.h"
#include "text/transliterate.h"

namespace remit::web {
namespace {

/// Letters alone, in Latin: "ОЕБС" and "oebs" are one.
std::string key_of(std::string_view name) {
    return text::fold(text::to_latin(name));
}

bool has_name(const remit::Names& names, const std::string& key) {
    for (const auto* list : {&names.en, &names.fr, &names.hr, &names.sr}) {
        if (std::ranges::any_of(*list, [&](const std::string& one) { return key_of(one) == key; }))
            return true;
    }
    return false;
}

/// The id of the only entry that is called so; the text itself where there is none, or are several.
template <typename Entry, typename HasName>
std::string only_one(const std::vector<Entry>& entries, std::string_view typed,
                     const HasName& has) {
    const std::string key = key_of(typed);
    const Entry* found = nullptr;
    for (const Entry& entry : entries) {
        if (entry.id == typed) return entry.id;
        if (!has(entry, key)) continue;
        if (found != nullptr) return std::string(typed);
        found = &entry;
    }
    return found == nullptr ? std::string(typed) : found->id;
}

std::string unit_of(const remit::Remit& act, std::string_view typed) {
    const std::string key = key_of(typed);
    const remit::Unit* found = nullptr;
    for (const remit::Unit& unit : act.units) {
        if (unit.code == typed || key_of(unit.code + " " + unit.name) == key) return unit.code;
        if (key_of(unit.name) != key) continue;
        if (found != nullptr) return std::string(typed);
        found = &unit;
    }
    return found == nullptr ? std::string(typed) : found->code;
}

}  // namespace

std::string id_of_typed(const office::Institution& institution, procedure::FieldType type,
                        std::string_view typed) {
    const remit::Vocabulary& words = institution.vocabulary();
    const auto by_names = [](const auto& entry, const std::string& key) {
        return key_of(entry.label) == key || has_name(entry.names, key);
    };
    switch (type) {
        case procedure::FieldType::body:
            return only_one(words.bodies, typed,
                            [&](const remit::Body& body, const std::string& key) {
                                return by_names(body, key) || has_name(body.acronyms, key);
                            });
        case procedure::FieldType::topic:
            return only_one(words.topics, typed, by_names);
        case procedure::FieldType::counterpart:
            return only_one(words.counterparts, typed, by_names);
        case procedure::FieldType::unit:
            return unit_of(institution.act(), typed);
        default:
            return std::string(typed);
    }
}

}  // namespace remit::web
