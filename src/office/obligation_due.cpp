#include "office/obligation_due.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace remit::office {
namespace {

constexpr std::string_view kProcedure = "obligation";

Result<const procedure::Step*> opening_step(const Institution& institution) {
    const procedure::Definition* definition = institution.procedures().latest(kProcedure);
    if (definition != nullptr) {
        const auto step =
            std::ranges::find_if(definition->steps, [](const auto& one) { return one.opening; });
        if (step != definition->steps.end()) return &*step;
    }
    return base::make_error(ErrorCode::corrupt,
                            "this program carries no procedure 'obligation'; build it again");
}

ObligationOwner owner_by(const Institution& institution, const Obligation& obligation,
                         const std::vector<std::string>& functions) {
    const authority::Subject subject = subject_of(obligation, institution.vocabulary());
    ObligationOwner first;
    for (const std::string& name : functions) {
        const auto function = institution.vocabulary().find_function(name);
        if (!function) continue;
        ObligationOwner owner{*function, institution.competence().holders(*function, subject)};
        if (owner.is_one()) return owner;
        if (first.holders.empty() && !owner.holders.empty()) first = std::move(owner);
    }
    return first;
}

bool comes_before(const DueInstance& one, const DueInstance& other) {
    if (one.due != other.due) return one.due < other.due;
    return one.obligation->id < other.obligation->id;
}

}  // namespace

Result<ObligationOwner> owner_of(const Institution& institution, const Obligation& obligation) {
    const procedure::Step* step = REMIT_TRY(opening_step(institution));
    return owner_by(institution, obligation, step->functions);
}

Result<calendar::Deadline> count_due(const Institution& institution, const ObligationRule& rule,
                                     calendar::Date due) {
    const auto* date =
        rule.due.dated() != nullptr ? std::get_if<calendar::DateRule>(rule.due.dated()) : nullptr;
    if (date != nullptr) {
        const procedure::World world = institution.world();
        calendar::Request request;
        request.calendar = world.house_calendar;
        // From the beginning of its year, so that the words say how the day is found in it.
        for (const auto start : {calendar::Date::of(due.year(), 1, 1), std::optional(due)}) {
            request.start = *start;
            calendar::Deadline counted = REMIT_TRY(world.book->compute(*date, request));
            if (counted.due == calendar::Moment(due)) return counted;
        }
    }
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("{} is not a day that '{}' gives", due.iso(), calendar::text_of(rule.due)));
}

Result<DueList> due_obligations(const Institution& institution, const Obligations& rows,
                                calendar::Date first, calendar::Date last) {
    DueList list{.first = first, .last = last, .instances = {}, .undated = {}};
    for (const Obligation& row : rows.all()) {
        if (row.applies_to(institution.pack()) == Applies::no) continue;
        const ObligationRule rule = REMIT_TRY(rule_of(row));
        const calendar::DueDates dates =
            REMIT_TRY(calendar::due_dates(rule.due, rule.recurs, first, last));
        const bool undated = dates.source != calendar::DueDates::Source::calendar;
        if (!undated && dates.dates.empty()) continue;
        const ObligationOwner owner = REMIT_TRY(owner_of(institution, row));
        if (undated) list.undated.push_back({&row, dates.source, owner});
        for (const calendar::Date date : dates.dates) {
            calendar::Deadline counted = REMIT_TRY(count_due(institution, rule, date));
            list.instances.push_back({&row, date, std::move(counted), owner, std::nullopt});
        }
    }
    std::ranges::stable_sort(list.instances, comes_before);
    return list;
}

Status add_matters(const Institution& institution, const Obligations& rows,
                   std::vector<InstanceMatter> matters, DueList& list) {
    for (InstanceMatter& matter : matters) {
        const auto instance = std::ranges::find_if(list.instances, [&](const DueInstance& one) {
            const std::string day = one.due.iso();
            return one.obligation->id == matter.obligation && !one.matter &&
                   (matter.occurrence == day || matter.due == day);
        });
        if (instance != list.instances.end()) {
            instance->matter = std::move(matter);
            continue;
        }
        const Obligation* row = rows.find(matter.obligation);
        const auto due = calendar::Date::parse(matter.due);
        if (row == nullptr || !due.ok() || due.value() < list.first || due.value() > list.last)
            continue;
        list.instances.push_back({row, due.value(), std::nullopt,
                                  REMIT_TRY(owner_of(institution, *row)), std::move(matter)});
    }
    std::ranges::stable_sort(list.instances, comes_before);
    return base::done();
}

}  // namespace remit::office
