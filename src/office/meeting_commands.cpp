#include "office/meeting_commands.h"

#include <charconv>
#include <utility>

#include "calendar/moment.h"
#include "office/item_work.h"
#include "office/meeting_register.h"

namespace remit::office {
namespace {

constexpr const char* kTakingPart = "participate_in_body";

struct MeetingOrder {
    const Caller* caller;
    std::string_view command;
    base::Hash request;
};

Noted noted_of(const MeetingFile& meeting, bool repeated) {
    Noted answer;
    answer.id = meeting.id;
    answer.number = meeting.number();
    answer.state = name_of(meeting.state);
    answer.version = meeting.head.matter_version;
    answer.repeated = repeated;
    return answer;
}

/// One command at work on a meeting, in a transaction.
class MeetingWork {
  public:
    MeetingWork(MatterWork& work, MeetingOrder order) : work_(&work), order_(order) {}

    /// Whether it is answered already: a repeated command, or somebody who is not there.
    Result<bool> begin(NotedOutcome& answer) {
        const auto found = REMIT_TRY(find_repeated(*work_, *order_.caller, order_.request));
        if (!found) return decline(check_officer(*work_, *order_.caller), answer);
        if (const auto* no = std::get_if<Declined>(&*found)) {
            answer = *no;
            return true;
        }
        meeting = REMIT_TRY(load_meeting(work_->journal(), std::get<std::string>(*found)));
        answer = noted_of(meeting, /*repeated=*/true);
        return true;
    }

    /// The same, and fills the meeting.
    Result<bool> begin(const std::string& name, NotedOutcome& answer) {
        if (REMIT_TRY(begin(answer))) return true;
        const auto id = find_meeting_id(work_->connection(), name);
        if (!id.ok()) {
            if (id.error().code != ErrorCode::not_found) return id.error();
            answer =
                declined_input(in_words(PhraseId::no_such_meeting,
                                        {{"id", name}, {"command", "`remit meeting list --all`"}}));
            return true;
        }
        meeting = REMIT_TRY(load_meeting(work_->journal(), id.value()));
        if (auto no = check_version(*order_.caller, meeting.head, PhraseId::meeting_changed,
                                    meeting.number(), "remit meeting show")) {
            answer = *std::move(no);
            return true;
        }
        if (meeting.state != MeetingState::cancelled) return false;
        answer =
            Declined{.by = Declined::By::procedure,
                     .reasons = {in_words(PhraseId::meeting_was_cancelled,
                                          {{"number", meeting.number()}, {"note", meeting.note}})},
                     .cures = {in_words(PhraseId::meeting_was_cancelled_cure,
                                        {{"command", "`remit meeting add`"}})}};
        return true;
    }

    /// The matter of an item; none where none is named. Fills the answer where it is not there.
    Result<bool> find_matter(const std::string& name, std::optional<MatterFile>& file,
                             NotedOutcome& answer) {
        if (name.empty()) return false;
        Result<MatterFile> found = work_->load(name);
        if (found.ok()) {
            file = std::move(found).value();
            return false;
        }
        if (found.error().code != ErrorCode::not_found) return found.error();
        answer = declined_input(
            in_words(PhraseId::no_such_matter, {{"id", name}, {"command", "`remit matter list`"}}));
        return true;
    }

    /// By a part in the body's work, else by the lead of a matter on the agenda or of `more`.
    Result<bool> permit(const MatterFile* more, NotedOutcome& answer) {
        authority::Subject subject;
        if (const auto body = work_->institution().vocabulary().find_body(meeting.body))
            subject.bodies.push_back(*body);
        auto ruling = work_->ask(
            *order_.caller,
            {.functions = {kTakingPart}, .subjects = {subject}, .rank = procedure::Rank::officer});
        if (more != nullptr && !std::holds_alternative<Permit>(ruling)) ask_lead(*more, ruling);
        for (const AgendaItem& item : meeting.agenda) {
            if (std::holds_alternative<Permit>(ruling)) break;
            if (item.matter.empty()) continue;
            ask_lead(REMIT_TRY(work_->load(item.matter)), ruling);
        }
        if (auto* no = std::get_if<Declined>(&ruling)) {
            answer = std::move(*no);
            return true;
        }
        permit_ = std::get<Permit>(std::move(ruling));
        return false;
    }

    /// Records the event under the permit; the meeting is then what it makes of it.
    Result<NotedOutcome> record(std::string_view kind, std::string event) {
        const std::string id = meeting.id;
        REMIT_TRY(append_note(*work_, *order_.caller, meeting.head,
                              {.chain = id,
                               .kind = std::string(kind),
                               .command = std::string(order_.command),
                               .request = order_.request,
                               .event = std::move(event),
                               .permit = &permit_}));
        meeting = REMIT_TRY(load_meeting(work_->journal(), id));
        REMIT_TRY(write_rows(work_->connection(), meeting));
        Noted answer = noted_of(meeting, /*repeated=*/false);
        return NotedOutcome(std::move(answer));
    }

    /// Sets when and where; a fault where the time cannot be read.
    std::optional<Declined> set_time(const std::string& at, const std::string& place) {
        if (!place.empty()) meeting.place = place;
        if (at.empty()) return std::nullopt;
        const std::size_t blank = at.find(' ');
        calendar::Zone zone = work_->institution().zone();
        if (blank != std::string::npos) {
            auto named = calendar::Zone::find(at.substr(blank + 1));
            if (!named.ok()) return bad_time("zone", at.substr(blank + 1));
            zone = std::move(named).value();
        }
        const auto moment = calendar::parse_moment(at.substr(0, blank), &zone);
        if (!moment.ok()) return bad_time("time", at);
        const auto* instant = std::get_if<calendar::Instant>(&moment.value());
        if (instant == nullptr) return bad_time("day", at);
        meeting.starts = *instant;
        meeting.zone = zone.name();
        return std::nullopt;
    }

    [[nodiscard]] std::string in_words(PhraseId id,
                                       const std::vector<diag::Argument>& arguments = {}) const {
        return say(id, order_.caller->language, arguments);
    }
    /// What the command lacks, and the option that says it.
    [[nodiscard]] NotedOutcome needs(const std::string& what, std::string_view option) const {
        return NotedOutcome(declined_missing(in_words(PhraseId::meeting_needs, {{"what", what}}),
                                             option, order_.caller->language));
    }

    [[nodiscard]] MatterWork& work() const { return *work_; }
    [[nodiscard]] const Permit& permit() const { return permit_; }

    MeetingFile meeting;

  private:
    static bool decline(std::optional<Declined> declined, NotedOutcome& answer) {
        if (declined) answer = *std::move(declined);
        return std::holds_alternative<Declined>(answer);
    }

    [[nodiscard]] Declined bad_time(const std::string& what, const std::string& text) const {
        return declined_input(
            in_words(PhraseId::meeting_bad_time, {{"text", text}, {"what", what}}),
            in_words(PhraseId::meeting_bad_time_cure));
    }

    void ask_lead(const MatterFile& file, std::variant<Permit, Declined>& ruling) const {
        auto lead =
            work_->ask(*order_.caller, work_->asked_as_lead(file, procedure::Rank::officer));
        if (std::holds_alternative<Permit>(lead)) ruling = std::move(lead);
    }

    MatterWork* work_;
    MeetingOrder order_;
    Permit permit_;
};

Result<NotedOutcome> plan_in(MeetingWork& work, const PlanRequest& request) {
    NotedOutcome answer;
    if (REMIT_TRY(work.begin(answer))) return answer;
    const Institution& institution = work.work().institution();
    if (!institution.vocabulary().find_body(request.body))
        return NotedOutcome(
            declined_input(work.in_words(PhraseId::no_such_body, {{"id", request.body}})));
    if (request.at.empty() || request.place.empty())
        return work.needs("time_and_place", "--at, --place");
    MeetingFile& meeting = work.meeting;
    meeting.body = request.body;
    if (auto no = work.set_time(request.at, request.place)) return NotedOutcome(*std::move(no));
    std::optional<MatterFile> matter;
    if (REMIT_TRY(work.find_matter(request.matter, matter, answer))) return answer;
    if (matter && request.title.empty()) return work.needs("title", "--title");
    if (REMIT_TRY(work.permit(matter ? &*matter : nullptr, answer))) return answer;
    if (!request.title.empty())
        meeting.agenda.push_back({request.title, matter ? matter->id : std::string(), {}});
    meeting.unit = work.permit().acting.power.unit;
    meeting.id = work.work().new_id(kMeetingKind);
    meeting.year = institution.day_at(meeting.starts).year();
    meeting.ordinal = REMIT_TRY(next_meeting_ordinal(work.work().connection(), meeting.year));
    return work.record("meeting/planned", meeting_planned(meeting));
}

Result<NotedOutcome> add_in(MeetingWork& work, const AgendaRequest& request) {
    NotedOutcome answer;
    if (REMIT_TRY(work.begin(request.meeting, answer))) return answer;
    if (request.title.empty()) return work.needs("title", "--title");
    if (work.meeting.agenda.size() >= kAgendaMax) {
        return NotedOutcome(declined_input(
            work.in_words(PhraseId::agenda_full, {{"most", std::to_string(kAgendaMax)}})));
    }
    std::optional<MatterFile> matter;
    if (REMIT_TRY(work.find_matter(request.matter, matter, answer))) return answer;
    if (REMIT_TRY(work.permit(matter ? &*matter : nullptr, answer))) return answer;
    return work.record("meeting/agenda_added",
                       agenda_added({request.title, matter ? matter->id : std::string(), {}}));
}

/// The position on the agenda; 0 where there is none such.
std::size_t position_of(const std::string& text, const MeetingFile& meeting) {
    std::size_t position = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, position);
    const bool fits =
        read.ec == std::errc() && read.ptr == end && position <= meeting.agenda.size();
    return fits ? position : 0;
}

Result<NotedOutcome> outcome_in(MeetingWork& work, const OutcomeRequest& request) {
    NotedOutcome answer;
    if (REMIT_TRY(work.begin(request.meeting, answer))) return answer;
    const std::size_t position = position_of(request.position, work.meeting);
    if (position == 0) {
        return NotedOutcome(declined_input(work.in_words(
            PhraseId::agenda_no_item, {{"position", request.position},
                                       {"number", work.meeting.number()},
                                       {"count", std::to_string(work.meeting.agenda.size())}})));
    }
    if (request.outcome.empty()) return work.needs("outcome", "--outcome");
    if (work.work().now() < work.meeting.starts) {
        return NotedOutcome(declined_input(
            work.in_words(PhraseId::meeting_not_begun, {{"number", work.meeting.number()}})));
    }
    if (REMIT_TRY(work.permit(nullptr, answer))) return answer;
    return work.record("meeting/outcome_recorded", outcome_recorded(position, request.outcome));
}

std::optional<Declined> check_still_planned(const MeetingWork& work) {
    if (work.meeting.state == MeetingState::planned) return std::nullopt;
    return Declined{
        .by = Declined::By::procedure,
        .reasons = {work.in_words(PhraseId::meeting_was_held, {{"number", work.meeting.number()}})},
        .cures = {}};
}

Result<NotedOutcome> move_in(MeetingWork& work, const MoveRequest& request) {
    NotedOutcome answer;
    if (REMIT_TRY(work.begin(request.meeting, answer))) return answer;
    if (auto no = check_still_planned(work)) return NotedOutcome(*std::move(no));
    if (request.note.empty() || (request.at.empty() && request.place.empty()))
        return work.needs("move", "--at, --place, --note");
    if (auto no = work.set_time(request.at, request.place)) return NotedOutcome(*std::move(no));
    if (REMIT_TRY(work.permit(nullptr, answer))) return answer;
    return work.record("meeting/moved", meeting_moved(work.meeting, request.note));
}

Result<NotedOutcome> cancel_in(MeetingWork& work, const std::string& name,
                               const std::string& note) {
    NotedOutcome answer;
    if (REMIT_TRY(work.begin(name, answer))) return answer;
    if (auto no = check_still_planned(work)) return NotedOutcome(*std::move(no));
    if (note.empty()) return work.needs("reason", "--note");
    if (REMIT_TRY(work.permit(nullptr, answer))) return answer;
    return work.record("meeting/cancelled", meeting_cancelled(note));
}

template <typename Command>
Result<NotedOutcome> run(Office& office, const Caller& caller, std::string_view command,
                         const std::vector<std::string_view>& words, Command work_in) {
    const MeetingOrder order{.caller = &caller,
                             .command = command,
                             .request = hash_of_item_command(caller, command, words)};
    return office.write([&](MatterWork& matter_work) {
        MeetingWork work(matter_work, order);
        return work_in(work);
    });
}

}  // namespace

Result<NotedOutcome> plan_meeting(Office& office, const Caller& caller,
                                  const PlanRequest& request) {
    return run(office, caller, "plan_meeting",
               {request.body, request.at, request.place, request.title, request.matter},
               [&](MeetingWork& work) { return plan_in(work, request); });
}

Result<NotedOutcome> add_to_agenda(Office& office, const Caller& caller,
                                   const AgendaRequest& request) {
    return run(office, caller, "add_to_agenda", {request.meeting, request.title, request.matter},
               [&](MeetingWork& work) { return add_in(work, request); });
}

Result<NotedOutcome> record_outcome(Office& office, const Caller& caller,
                                    const OutcomeRequest& request) {
    return run(office, caller, "record_outcome",
               {request.meeting, request.position, request.outcome},
               [&](MeetingWork& work) { return outcome_in(work, request); });
}

Result<NotedOutcome> move_meeting(Office& office, const Caller& caller,
                                  const MoveRequest& request) {
    return run(office, caller, "move_meeting",
               {request.meeting, request.at, request.place, request.note},
               [&](MeetingWork& work) { return move_in(work, request); });
}

Result<NotedOutcome> cancel_meeting(Office& office, const Caller& caller,
                                    const std::string& meeting, const std::string& note) {
    return run(office, caller, "cancel_meeting", {meeting, note},
               [&](MeetingWork& work) { return cancel_in(work, meeting, note); });
}

}  // namespace remit::office
