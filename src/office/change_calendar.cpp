#include "office/change_calendar.h"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "procedure/engine.h"

namespace remit::office {
namespace {

/// The due days that the events move.
std::vector<MovedDue> moves_in(const procedure::Definition& definition,
                               const std::vector<procedure::Event>& events) {
    std::vector<MovedDue> moves;
    for (const procedure::Event& event : events) {
        if (const auto* set = std::get_if<procedure::ClockSet>(&event.what)) {
            if (!set->before || *set->before == set->due) continue;
            moves.push_back({.deadline = definition.deadlines[set->deadline.index()].id,
                             .question = {},
                             .before = *set->before,
                             .after = set->due});
        } else if (const auto* moved = std::get_if<procedure::QuestionMoved>(&event.what)) {
            moves.push_back({.deadline = {},
                             .question = moved->question,
                             .before = moved->before,
                             .after = moved->due});
        }
    }
    return moves;
}

/// Counts matters again under another book.
class Recounting {
  public:
    Recounting(const Institution& institution, const calendar::Book& after,
               const CalendarChange& change, calendar::Instant now)
        : institution_(&institution),
          world_(institution.world()),
          command_{ground_of(change)},
          now_(now) {
        world_.book = &after;
    }

    /// What moves in the matter, in which the clock has done its work by now.
    Result<MovedMatter> moved(const MatterFile& file) const {
        procedure::Decision decision =
            procedure::decide(*file.definition, file.matter, command_, world_, now_);
        if (!decision.ok()) {
            return base::make_error(
                ErrorCode::invalid_input,
                procedure::in_words(*file.definition, file.matter, *decision.refusal,
                                    diag::Language::en, &institution_->vocabulary()));
        }
        return MovedMatter{.matter = file.id,
                           .number = file.number,
                           .unit = file.matter.lead_unit,
                           .under = file.definition,
                           .moved = moves_in(*file.definition, decision.events),
                           .events = std::move(decision.events)};
    }

    /// The matter as the clock would leave it by now.
    void pass_time(MatterFile& file) const {
        const auto events =
            procedure::due(*file.definition, file.matter, institution_->world(), now_);
        for (const procedure::Event& event : events)
            procedure::apply(*file.definition, file.matter, event);
    }

  private:
    const Institution* institution_;
    procedure::World world_;
    procedure::Recompute command_;
    calendar::Instant now_;
};

Result<std::vector<std::string>> open_matters(store::Connection& connection) {
    std::vector<std::string> ids;
    store::Rows rows =
        REMIT_TRY(connection.query("SELECT id FROM matters WHERE ended = 0 ORDER BY number"));
    while (auto row = REMIT_TRY((rows.next<std::string>())))
        ids.push_back(std::move(std::get<0>(*row)));
    return ids;
}

void add(CalendarMoves& found, MovedMatter matter) {
    if (matter.events.empty()) {
        ++found.stays;
    } else {
        found.matters.push_back(std::move(matter));
    }
}

}  // namespace

Result<CalendarMoves> plan_calendar_change(const Office& office, const CalendarChange& change) {
    const Institution& institution = office.institution();
    const calendar::Book after = REMIT_TRY(with_change(*institution.world().book, change));
    const Recounting recounting(institution, after, change, office.now());
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const Journal journal(*snapshot, institution.id(), office.env());
    CalendarMoves found;
    const std::vector<std::string> ids = REMIT_TRY(open_matters(*snapshot));
    for (const std::string& id : ids) {
        MatterFile file = REMIT_TRY(load_matter(journal, institution, id));
        recounting.pass_time(file);
        add(found, REMIT_TRY(recounting.moved(file)));
    }
    return found;
}

Result<CalendarMoves> change_calendar(Office& office, const std::string& by,
                                      const CalendarChange& change) {
    const Institution& institution = office.institution();
    const calendar::Book after = REMIT_TRY(with_change(*institution.world().book, change));
    CalendarMoves done;
    const Status written = office.run([&](MatterWork& work) -> Status {
        done = CalendarMoves();
        const Recounting recounting(institution, after, change, work.now());
        const std::vector<std::string> ids = REMIT_TRY(open_matters(work.connection()));
        for (const std::string& id : ids) {
            MatterFile file = REMIT_TRY(work.load(id));
            REMIT_TRY(work.pass_time(file));
            MovedMatter moved = REMIT_TRY(recounting.moved(file));
            if (!moved.events.empty()) REMIT_TRY(work.recount(file, by, moved.events));
            add(done, std::move(moved));
        }
        REMIT_TRY(adopt_calendar_change(work.journal(), by, change, work.now()));
        return base::done();
    });
    if (!written.ok()) return written.error();
    return done;
}

}  // namespace remit::office
