// The institution of a simulated office: who works there, what they may be asked for, and two
// establishments that take turns.
//
// Invariant: the setting is that of the simulation of procedures (sim/setting.h), with powers by
// unit only: it makes officers likely to act where they may. Whether they may is the office's to
// say, under the establishment that was adopted last.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "office/institution.h"
#include "support/sim/setting.h"

namespace remit::sim {

class OfficeHouse {
  public:
    explicit OfficeHouse(const office::Institution& institution) : institution_(institution) {
        const remit::Remit& act = institution.act();
        for (const remit::Unit& unit : act.units) {
            setting_.add_unit(unit.code, unit.parent.is_some() ? act.unit(unit.parent).code : "");
            for (const char* who : {"-head", "-one", "-two"})
                setting_.officers[unit.code].push_back(id_of(unit.code) + who);
        }
        setting_.settle();
        setting_.house_zone = institution.zone().name();
        for (const procedure::Definition& one : institution.procedures().all())
            setting_.procedures.push_back({{&one}});
        add_words();
        add_businesses();
        setting_.grant = [this](const Wish& wish) { return granted(wish); };
    }
    OfficeHouse(const OfficeHouse&) = delete;
    OfficeHouse& operator=(const OfficeHouse&) = delete;

    [[nodiscard]] const Setting& setting() const { return setting_; }
    [[nodiscard]] const office::Institution& institution() const { return institution_; }

    /// In the first, everybody is there; in the others every third unit, from another one on, has
    /// lost its second officer and is headed by the first, whom the other replaces.
    [[nodiscard]] std::string establishment(std::size_t turn) const {
        std::string officers = "officers:\n";
        std::string posts = "posts:\n";
        std::string deputies;
        for (std::size_t i = 0; i < setting_.units.size(); ++i) {
            const std::string& unit = setting_.units[i];
            for (const std::string& who : setting_.officers.at(unit))
                officers += "  - {id: " + who + "}\n";
            const bool reduced = turn != 0 && i % 3 == turn % 3;
            posts += post(unit, "head", reduced ? "one" : "head", "head");
            posts += post(unit, "first", "one", "officer");
            if (!reduced) {
                posts += post(unit, "second", "two", "officer");
            } else {
                deputies += "  - {deputy: " + id_of(unit) + "-two, replaces: " + id_of(unit) +
                            "-one, standing: true, basis: decision}\n";
            }
        }
        return officers + posts + (deputies.empty() ? "" : "deputies:\n" + deputies);
    }

  private:
    static std::string post(const std::string& unit, const std::string& id, const std::string& who,
                            const std::string& rank) {
        return "  - {id: " + id_of(unit) + "-post-" + id + ", unit: \"" + unit +
               "\", rank: " + rank + ", officer: " + id_of(unit) + "-" + who + "}\n";
    }
    /// The code as an id may begin: "u5-1-1".
    static std::string id_of(std::string unit) {
        std::ranges::replace(unit, '.', '-');
        return "u" + unit;
    }

    void add_words() {
        const remit::Vocabulary& words = institution_.vocabulary();
        setting_.words[procedure::FieldType::unit] = setting_.units;
        const auto take = [&](procedure::FieldType type, const auto& entries) {
            for (const auto& entry : entries) setting_.words[type].push_back(entry.id);
        };
        take(procedure::FieldType::counterpart, words.counterparts);
        take(procedure::FieldType::topic, words.topics);
        take(procedure::FieldType::body, words.bodies);
    }

    void add_businesses() {
        const remit::Vocabulary& words = institution_.vocabulary();
        for (const remit::Duty& duty : institution_.act().duties) {
            Business about;
            if (!duty.bodies.empty()) about.bodies = {words.bodies[duty.bodies.front().index()].id};
            if (!duty.topics.empty()) about.topics = {words.topics[duty.topics.front().index()].id};
            if (!duty.counterparts.empty())
                about.counterparts = {words.counterparts[duty.counterparts.front().index()].id};
            setting_.businesses[institution_.act().unit(duty.unit).code].push_back(
                std::move(about));
        }
    }

    template <typename Ids, typename Find>
    static void add_ids(Ids& ids, const procedure::Matter& matter, procedure::FieldId field,
                        Find find) {
        if (!field.is_some() || field.index() >= matter.fields.size()) return;
        for (const procedure::Item& item : matter.value(field).items) {
            const auto* text = std::get_if<std::string>(&item);
            if (text == nullptr) continue;
            if (const auto id = find(*text)) ids.push_back(*id);
        }
    }

    [[nodiscard]] std::optional<procedure::Power> granted(const Wish& wish) const {
        const remit::Vocabulary& words = institution_.vocabulary();
        authority::Question asked;
        const auto function = words.find_function(wish.function);
        const auto unit = institution_.find_unit(wish.unit);
        if (!function || !unit) return std::nullopt;
        asked.function = *function;
        asked.unit = *unit;
        const procedure::Definition& made = wish.definition;
        add_ids(asked.subject.bodies, wish.matter, made.subject_bodies,
                [&](const auto& text) { return words.find_body(text); });
        add_ids(asked.subject.topics, wish.matter, made.subject_topics,
                [&](const auto& text) { return words.find_topic(text); });
        add_ids(asked.subject.counterparts, wish.matter, made.subject_counterparts,
                [&](const auto& text) { return words.find_counterpart(text); });
        asked.date = wish.today;
        if (const auto lead = institution_.find_unit(wish.matter.lead_unit)) asked.lead = *lead;
        asked.take_over = setting_.stands_above(wish.unit, wish.matter.lead_unit);
        const authority::Ruling ruling = institution_.competence().authorise(asked);
        if (!ruling.granted()) return std::nullopt;
        return procedure::written(*ruling.grant, institution_.act(), words);
    }

    const office::Institution& institution_;
    Setting setting_;
};

}  // namespace remit::sim
