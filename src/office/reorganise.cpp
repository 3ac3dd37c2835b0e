#include "office/reorganise.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "office/permit.h"
#include "office/registers.h"

namespace remit::office {
namespace {

using remit::UnitId;

/// What becomes of all matters of one kind: unit, procedure and subject.
struct Fate {
    MatterMove::Kind kind = MatterMove::Kind::stays;
    std::optional<procedure::Power> power;  // of the unit that leads it then
    std::vector<std::string> among;
};

/// Whither each unit of the old act has gone, as the difference of the acts has it.
std::map<std::string, std::string> successors_of(const remit::Remit& old_act,
                                                 const remit::Remit& new_act,
                                                 const remit::Diff& diff) {
    std::map<std::string, std::string> successors;
    for (const remit::UnitChange& change : diff.units) {
        if (change.new_units.size() != 1) continue;  // split or dropped: competence decides
        for (const UnitId unit : change.old_units)
            successors[old_act.unit(unit).code] = new_act.unit(change.new_units.front()).code;
    }
    return successors;
}

std::vector<std::string> split(std::string_view list, char separator) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t end = list.find(separator);
        parts.emplace_back(list.substr(0, end));
        if (end == std::string_view::npos) return parts;
        list.remove_prefix(end + 1);
    }
}

/// Of registers.cpp's subject_text().
authority::Subject read_subject(std::string_view text, const remit::Vocabulary& vocabulary) {
    authority::Subject subject;
    const std::vector<std::string> lists = split(text, ';');
    REMIT_CHECK(lists.size() == 3);
    for (const std::string& id : split(lists[0], ',')) {
        if (const auto body = vocabulary.find_body(id)) subject.bodies.push_back(*body);
    }
    for (const std::string& id : split(lists[1], ',')) {
        if (const auto topic = vocabulary.find_topic(id)) subject.topics.push_back(*topic);
    }
    for (const std::string& id : split(lists[2], ',')) {
        if (const auto one = vocabulary.find_counterpart(id)) subject.counterparts.push_back(*one);
    }
    return subject;
}

class Planner {
  public:
    Planner(const Institution& before, const Institution& after)
        : before_(before),
          after_(after),
          acts_(compile::diff_acts(before.compilation(), after.compilation())),
          successors_(successors_of(before.act(), after.act(), acts_.diff)) {}

    Result<Reorganisation> plan(store::Connection& connection, const StaffFile& staff) {
        Reorganisation found;
        found.diff_text = compile::export_diff_text(acts_);
        store::Rows rows = REMIT_TRY(connection.query(
            "SELECT id, number, procedure_id, procedure_version, lead_unit, subject FROM matters "
            "WHERE ended = 0 ORDER BY number"));
        using Text = std::string;
        while (auto row = REMIT_TRY((rows.next<Text, Text, Text, std::int64_t, Text, Text>()))) {
            const auto& [id, number, procedure, version, unit, subject] = *row;
            const Fate& fate = this->fate(procedure, version, unit, subject);
            if (fate.kind == MatterMove::Kind::stays) {
                ++found.stays;
                continue;
            }
            MatterMove move{.kind = fate.kind, .matter = id, .number = number, .from = unit};
            if (fate.power) {
                move.to = fate.power->unit;
                move.duty = fate.power->duty;
                move.citation = fate.power->citation;
            }
            move.among = fate.among;
            found.moves.push_back(std::move(move));
        }
        for (const authority::HeldPost& post : staff.establishment.staff().posts) {
            const std::string& code = before_.act().unit(post.unit).code;
            const std::string to = successor(code);
            if (to != code) found.posts.push_back({post.id, code, to});
        }
        return found;
    }

    /// The power with which a matter of such a kind is led then.
    [[nodiscard]] const procedure::Power& power_of(const MatterFile& file,
                                                   const std::string& subject) {
        return *fate(file.matter.procedure, file.matter.procedure_version, file.matter.lead_unit,
                     subject)
                    .power;
    }

    [[nodiscard]] std::string successor(const std::string& code) const {
        const auto found = successors_.find(code);
        return found == successors_.end() ? std::string() : found->second;
    }

  private:
    const Fate& fate(const std::string& procedure, std::int64_t version, const std::string& unit,
                     const std::string& subject) {
        const auto [found, is_new] =
            fates_.try_emplace(std::tuple(procedure, version, unit, subject));
        if (is_new) found->second = decide(procedure, version, unit, subject);
        return found->second;
    }

    Fate decide(const std::string& id, std::int64_t version, const std::string& unit,
                const std::string& text) const {
        const procedure::Definition* definition =
            after_.procedures().find(id, static_cast<std::uint32_t>(version));
        REMIT_CHECK(definition != nullptr);  // matters of it could not have been opened
        const authority::Subject subject = read_subject(text, after_.vocabulary());
        const std::string heir = successor(unit);
        if (const auto power = power_of_unit(heir, *definition, subject)) {
            const auto kind = heir == unit ? MatterMove::Kind::stays : MatterMove::Kind::follows;
            return {.kind = kind, .power = power, .among = {}};
        }
        Fate fate{.kind = MatterMove::Kind::orphan, .power = {}, .among = {}};
        for (const std::string& name : functions_of(*definition)) {
            const auto function = after_.vocabulary().find_function(name);
            if (!function) continue;
            const auto holders = after_.competence().holders(*function, subject);
            if (holders.empty()) continue;
            const std::string& code = after_.act().unit(holders.front().unit).code;
            if (holders.front().standing == authority::Standing::competent) {
                const auto power = power_of_unit(code, *definition, subject);
                if (power) return {.kind = MatterMove::Kind::moves, .power = power, .among = {}};
            } else if (fate.among.empty()) {
                fate.kind = MatterMove::Kind::rivals;
                for (const authority::Holder& holder : holders) {
                    if (holder.standing == authority::Standing::rival)
                        fate.among.push_back(after_.act().unit(holder.unit).code);
                }
            }
        }
        return fate;
    }

    /// By which duty the unit could lead such a matter under the new act.
    std::optional<procedure::Power> power_of_unit(const std::string& code,
                                                  const procedure::Definition& definition,
                                                  const authority::Subject& subject) const {
        const auto unit = after_.find_unit(code);
        if (!unit) return std::nullopt;
        for (const std::string& name : functions_of(definition)) {
            const auto function = after_.vocabulary().find_function(name);
            if (!function) continue;
            authority::Question question;
            question.unit = *unit;
            question.lead = *unit;
            question.function = *function;
            question.subject = subject;
            const authority::Ruling ruling = after_.competence().authorise(question);
            if (ruling.granted())
                return procedure::written(*ruling.grant, after_.act(), after_.vocabulary());
        }
        return std::nullopt;
    }

    const Institution& before_;
    const Institution& after_;
    compile::ActDiff acts_;
    std::map<std::string, std::string> successors_;
    std::map<std::tuple<std::string, std::int64_t, std::string, std::string>, Fate> fates_;
};

Result<std::unique_ptr<Institution>> institution_under(Office& office, const AdoptedAct& act) {
    std::vector<AdoptedAct> acts;
    std::vector<CalendarChange> changes;
    {
        const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
        const Journal journal(*snapshot, office.institution().id(), office.env());
        acts = REMIT_TRY(load_acts(journal));
        changes = REMIT_TRY(load_calendar_changes(journal));
    }
    acts.push_back(act);
    return Institution::load(office.institution().pack(), acts, changes);
}

/// The establishment with each post in the unit that its unit has become.
std::string staff_under(const authority::Staff& staff, const Institution& before,
                        const Planner& planner) {
    return write_staff(staff, before.secrecy().schemes, [&](UnitId unit) {
        return planner.successor(before.act().unit(unit).code);
    });
}

}  // namespace

Result<Reorganisation> plan_reorganisation(Office& office, const AdoptedAct& act) {
    const std::unique_ptr<Institution> after = REMIT_TRY(institution_under(office, act));
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const Journal journal(*snapshot, office.institution().id(), office.env());
    const StaffFile staff = REMIT_TRY(load_staff_file(journal, office.institution()));
    return Planner(office.institution(), *after).plan(*snapshot, staff);
}

Result<Reorganisation> reorganise(Office& office, const std::string& by, AdoptedAct act) {
    act.adopted = office.now();
    if (act.from > office.institution().day_at(act.adopted)) {
        return base::make_error(
            ErrorCode::conflict,
            fmt::format("the act is in force from {}; run it on that day, and look at what it "
                        "will do with --dry-run until then",
                        act.from.iso()));
    }
    const std::unique_ptr<Institution> after = REMIT_TRY(institution_under(office, act));
    Planner planner(office.institution(), *after);
    Reorganisation done;
    const std::string note = fmt::format("{}, in force from {}", act.name, act.from.iso());
    const Status written = office.run_with(
        [&](store::Connection& connection, MatterWork& work, const StaffFile& staff) -> Status {
            done = REMIT_TRY(planner.plan(connection, staff));
            for (const MatterMove& move : done.moves) {
                if (move.to.empty()) continue;
                MatterFile file = REMIT_TRY(work.load(move.matter));
                const procedure::Power power = planner.power_of(file, subject_text(file));
                REMIT_TRY(work.move_by_act(file, by, power, note));
            }
            Journal journal(connection, office.institution().id(), office.env());
            REMIT_TRY(adopt_act(journal, by, act));
            if (!staff.text.empty()) {
                const std::string text =
                    staff_under(staff.establishment.staff(), office.institution(), planner);
                REMIT_TRY(adopt_staff(journal, *after, by, "establishment", text, act.adopted));
            }
            return base::done();
        });
    if (!written.ok()) return written.error();
    return done;
}

}  // namespace remit::office
