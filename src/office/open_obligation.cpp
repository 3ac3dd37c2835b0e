// Opens the matter of one instance of an obligation, with what the register says filled in.
//
// Invariant: one instance has one matter; a day that the rule does not give is declined, with those
// that it gives next. Where a day hangs on an event, the procedure counts it from the event's day;
// where the procedure has no field for such a rule, module calendar counts it here.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>
#include <variant>

#include "office/intake_entry.h"
#include "office/matter_commands.h"
#include "office/obligation_commands.h"
#include "office/obligation_register.h"
#include "office/request_hash.h"

namespace remit::office {
namespace {

using calendar::Date;
using calendar::DueDates;

constexpr int kNextYears = 12;  // in which the next days of a rule are looked for
constexpr std::size_t kNextShown = 3;

/// The fields of the matter to be opened, as text.
class Fields {
  public:
    void set(std::string field, std::string value) {
        if (!value.empty()) fields_.push_back({std::move(field), {std::move(value)}});
    }
    void set(std::string field, std::vector<std::string> values) {
        fields_.push_back({std::move(field), std::move(values)});
    }
    [[nodiscard]] std::vector<FieldText> take() { return std::move(fields_); }

  private:
    std::vector<FieldText> fields_;
};

/// Names in the language of the house.
std::string in_house(const calendar::Names& names, const Institution& institution) {
    return names.in(institution.about().language == "hr" ? diag::Language::hr
                                                         : diag::Language::sr_cyrl);
}

std::string instrument_of(const Obligation& row, const Institution& institution) {
    const remit::Vocabulary& vocabulary = institution.vocabulary();
    const auto id = vocabulary.find_instrument(row.instrument);
    if (!id) return in_house(row.source, institution);
    const remit::Instrument& instrument = vocabulary.instrument(*id);
    const auto names = instrument.names.in(institution.about().language == "hr" ? "hr" : "sr");
    return names.empty() ? instrument.label : names.front();
}

void set_row(const Obligation& row, const Institution& institution, Fields& fields) {
    fields.set("obligation", row.id);
    fields.set("title", in_house(row.names, institution));
    fields.set("instrument", instrument_of(row, institution));
    fields.set("body", row.body);
    fields.set("topics", row.topics);
    fields.set("kind", row.kind);
    fields.set("legal_basis", row.basis);
    fields.set("checked", row.verified ? "yes" : "no");
    fields.set("applies", std::string(name_of(row.applies_to(institution.pack()))));
    fields.set("due_rule", row.due);
    fields.set("period_rule", in_house(row.period_names, institution));
}

/// How the procedure is to date an instance that hangs on an event; none where it has no field for
/// such a rule.
std::optional<std::string_view> dating_of(const calendar::ElapsedRule& rule) {
    using End = calendar::ElapsedRule::End;
    const bool before = rule.direction == calendar::Direction::before;
    if (rule.end == End::same_day) return before ? "before_event" : "after_event";
    if (rule.end == End::day_before && !before) return "within_event";
    return std::nullopt;
}

class Opening {
  public:
    Opening(const Institution& institution, const Obligation& row, ObligationRule rule,
            const OpenObligationRequest& request, Date today)
        : institution_(&institution),
          row_(&row),
          rule_(std::move(rule)),
          request_(&request),
          today_(today) {}

    /// The request that opens the matter; or why not.
    Result<std::variant<OpenRequest, Declined>> request() {
        using Answer = std::variant<OpenRequest, Declined>;
        set_row(*row_, *institution_, fields_);
        const DueDates dates =
            REMIT_TRY(calendar::due_dates(rule_.due, rule_.recurs, today_, today_));
        std::optional<Declined> declined;
        switch (dates.source) {
            case DueDates::Source::calendar:
                declined = REMIT_TRY(date_by_calendar());
                break;
            case DueDates::Source::event:
                declined = REMIT_TRY(date_by_event());
                break;
            case DueDates::Source::set_by_body:
                declined = REMIT_TRY(date_by_body());
                break;
            case DueDates::Source::no_date:
                declined = REMIT_TRY(date_by_nothing());
                break;
        }
        if (declined) return Answer(*std::move(declined));
        OpenRequest request{.procedure = "obligation", .step = "expect"};
        request.fields = fields_.take();
        return Answer(std::move(request));
    }

    /// The day by which the instance is known; empty where none is.
    [[nodiscard]] const std::string& day() const { return day_; }

  private:
    using Refused = Result<std::optional<Declined>>;

    void set_recurrence() {
        if (!rule_.recurs || day_.empty()) return;
        fields_.set("rule", rule_.recurs->text());
        fields_.set("anchor", day_);
    }

    Refused date_by_calendar() {
        if (!request_->event.empty())
            return Refused(declined_input(
                fmt::format("'{}' is due by the calendar and hangs on no event", row_->id),
                "give the day of the instance with --due"));
        const auto due = Date::parse(request_->due);
        const Date last = today_.plus_months(12 * kNextYears);
        const std::vector<Date> next =
            REMIT_TRY(calendar::due_dates(rule_.due, rule_.recurs, today_, last)).dates;
        std::vector<std::string> shown;
        for (const Date date : next) {
            if (shown.size() < kNextShown) shown.push_back(date.iso());
        }
        const std::string cure =
            shown.empty() ? std::string() : fmt::format("next are: {}", fmt::join(shown, ", "));
        if (request_->due.empty())
            return Refused(
                declined_input("say which instance, by the day on which it is due", cure));
        if (!due.ok()) return Refused(declined_input(due.error().message, cure));
        const DueDates dates =
            REMIT_TRY(calendar::due_dates(rule_.due, rule_.recurs, due.value(), due.value()));
        if (dates.dates.empty()) {
            return Refused(declined_input(fmt::format("'{}' is not due on {}; its rule is: {}",
                                                      row_->id, request_->due, row_->due),
                                          cure));
        }
        day_ = request_->due;
        fields_.set("dating", "calendar");
        fields_.set("occurrence", day_);
        set_recurrence();
        return Refused(std::nullopt);
    }

    /// The day of the event, which must be given.
    std::variant<Date, Declined> event_day() const {
        if (request_->event.empty()) {
            return declined_input(
                fmt::format("'{}' counts from an event: {}", row_->id, rule_.due.event),
                "give the day of the event with --event");
        }
        const auto day = Date::parse(request_->event);
        if (!day.ok()) return declined_input(day.error().message);
        return day.value();
    }

    Refused date_by_event() {
        const auto event = event_day();
        if (const auto* declined = std::get_if<Declined>(&event)) return Refused(*declined);
        if (!request_->due.empty())
            return Refused(
                declined_input("the day is counted from the event",
                               "give --event alone; an extension is a step of the matter"));
        fields_.set("event", rule_.due.event);
        fields_.set("event_date", request_->event);
        const auto* elapsed = std::get_if<calendar::ElapsedRule>(rule_.due.dated());
        const auto dating = elapsed != nullptr ? dating_of(*elapsed) : std::nullopt;
        const procedure::World world = institution_->world();
        calendar::Request asked;
        asked.start = std::get<Date>(event);
        asked.calendar = world.house_calendar;
        const auto counted = world.book->compute(*rule_.due.dated(), asked);
        if (!counted.ok()) return Refused(declined_input(counted.error().message));
        const auto* day = std::get_if<Date>(&counted.value().due);
        if (day == nullptr)
            return Refused(declined_input(fmt::format(
                "'{}' is due at an instant, of which the procedure keeps no field", row_->id)));
        day_ = day->iso();
        if (dating) {
            fields_.set("dating", std::string(*dating));
            fields_.set("term", elapsed->length.iso());
        } else {
            fields_.set("dating", "calendar");
            fields_.set("occurrence", day_);
        }
        return Refused(std::nullopt);
    }

    Refused date_by_body() {
        fields_.set("dating", "by_body");
        if (request_->due.empty()) return Refused(std::nullopt);
        const auto due = Date::parse(request_->due);
        if (!due.ok()) return Refused(declined_input(due.error().message));
        day_ = request_->due;
        fields_.set("due", day_);
        return Refused(std::nullopt);
    }

    Refused date_by_nothing() {
        const auto event = event_day();
        if (const auto* declined = std::get_if<Declined>(&event)) return Refused(*declined);
        const bool before =
            std::get<calendar::Undated>(rule_.due.rule) == calendar::Undated::before_event;
        fields_.set("dating", before ? "before_event" : "without_delay");
        fields_.set("event", rule_.due.event);
        fields_.set("event_date", request_->event);
        if (request_->due.empty()) return Refused(std::nullopt);
        day_ = request_->due;
        fields_.set("due", day_);
        return Refused(std::nullopt);
    }

    const Institution* institution_;
    const Obligation* row_;
    ObligationRule rule_;
    const OpenObligationRequest* request_;
    Date today_;
    Fields fields_;
    std::string day_;
};

/// The matter that carries out the instance already.
Result<std::optional<Declined>> find_open(store::Connection& connection, const Obligation& row,
                                          const std::string& day) {
    const std::vector<InstanceMatter> matters =
        REMIT_TRY(matters_of_obligation(connection, row.id));
    for (const InstanceMatter& one : matters) {
        const bool waits = day.empty() && one.due.empty() && !one.ended;
        const bool same = !day.empty() && (one.due == day || one.occurrence == day);
        if (!waits && !same) continue;
        return std::optional(declined_input(
            waits ? fmt::format("'{}' has a matter that waits for its day: {}", row.id, one.number)
                  : fmt::format("'{}' due on {} has its matter: {}", row.id, day, one.number),
            fmt::format("go on in it: `remit matter show {}`", one.number)));
    }
    return std::optional<Declined>();
}

Result<Outcome> open_in_office(MatterWork& work, const Caller& caller, const base::Hash& asked,
                               const OpenObligationRequest& request) {
    const Order order{.caller = &caller, .name = "open_matter", .request = asked};
    Outcome earlier;
    if (REMIT_TRY(work.repeated(order, earlier))) return earlier;
    const Obligations rows = REMIT_TRY(list_obligations(work.connection()));
    const auto found = rows.require(request.id);
    if (!found.ok())
        return Outcome(declined_input(found.error().message,
                                      "`remit obligation import` takes in what is new"));
    const ObligationFile file = REMIT_TRY(load_obligation(work.journal(), found.value()->id));
    Opening opening(work.institution(), file.row, REMIT_TRY(rule_of(file.row)), request,
                    work.institution().day_at(work.now()));
    const auto answer = REMIT_TRY(opening.request());
    if (const auto* no = std::get_if<Declined>(&answer)) return Outcome(*no);
    const bool known = !opening.day().empty() || request.event.empty();
    if (known) {
        if (auto no = REMIT_TRY(find_open(work.connection(), file.row, opening.day())))
            return Outcome(*std::move(no));
    }
    return open_in(work, order, std::get<OpenRequest>(answer));
}

}  // namespace

Result<Outcome> open_obligation(Office& office, const Caller& caller,
                                const OpenObligationRequest& request) {
    const base::Hash asked =
        base::sha256({"open_obligation\n", caller.officer, "\n", caller.unit, "\n", request.id,
                      "\n", request.due, "\n", request.event});
    return office.write(
        [&](MatterWork& work) { return open_in_office(work, caller, asked, request); });
}

}  // namespace remit::office
