#include "calendar/calendar_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "calendar/day_words.h"
#include "calendar/zone.h"

namespace remit::calendar {
namespace {

using data::Text;
using diag::Span;
using yaml::Node;

constexpr std::array<std::pair<std::string_view, Substitute::Take>, 4> kTakes{{
    {"next_working_day", Substitute::Take::next_working_day},
    {"previous_working_day", Substitute::Take::previous_working_day},
    {"monday_after", Substitute::Take::monday_after},
    {"friday_before", Substitute::Take::friday_before},
}};

class CalendarReader {
  public:
    CalendarReader(const EntryReader& reader, CalendarData& calendar)
        : reader_(reader), fields_(reader.fields()), calendar_(calendar) {}

    void read(const Node& entry, const FirstUses& counting) {
        fields_.allow(entry, {"id", "names", "zone", "counting", "known_from", "complete", "rest",
                              "substitutes", "holidays", "basis", "verified"});
        calendar_.names = reader_.names(entry, "names");
        calendar_.zone = read_zone(entry);
        if (const auto rules = fields_.find_text(entry, "counting")) {
            if (counting.contains(rules->value)) {
                calendar_.counting = rules->value;
            } else {
                fields_.report_reference("counting", *rules);
            }
        }
        calendar_.known_from = reader_.date(entry, "known_from");
        calendar_.complete = fields_.flag(entry, "complete", /*otherwise=*/true);
        calendar_.basis = reader_.basis(entry);
        calendar_.verified = fields_.flag(entry, "verified", /*otherwise=*/true);
        read_rest(entry);
        read_substitutes(entry);
        FirstUses ids;
        for (const Node* node : limited(entry, "holidays", kHolidaysMax)) read_holiday(*node, ids);
    }

  private:
    std::string read_zone(const Node& entry) {
        const auto zone = fields_.require_text(entry, "zone");
        if (!zone) return {};
        if (Zone::find(zone->value).ok()) return std::string(zone->value);
        fields_.report_value("zone", *zone, "a time zone such as Europe/Brussels");
        return {};
    }

    /// The maps of a list, as far as the limit goes; the first beyond it is reported.
    std::vector<const Node*> limited(const Node& entry, std::string_view key, std::size_t most) {
        std::vector<const Node*> nodes = fields_.maps(entry, key);
        if (nodes.size() <= most) return nodes;
        reader_.diagnostics()
            .report(diag::DiagnosticId::bad_value, fields_.span_of(*nodes[most]))
            .with("field", std::string(key))
            .with("value", std::to_string(nodes.size()))
            .with("expected", "at most " + std::to_string(most) + " entries");
        nodes.resize(most);
        return nodes;
    }

    void read_rest(const Node& entry) {
        const Node* node = fields_.require(entry, "rest");
        if (node == nullptr) return;
        const auto items = node->list();
        const bool periods = items.ok() && !items.value().empty() &&
                             items.value().front().kind() == yaml::NodeKind::map;
        if (!periods) {
            calendar_.rest.push_back({std::nullopt, std::nullopt, reader_.weekdays(entry, "rest")});
            return;
        }
        std::vector<Period> held;
        std::vector<Span> spans;
        for (const Node* item : limited(entry, "rest", kVersionsMax)) {
            fields_.allow(*item, {"days", "from", "until"});
            static_cast<void>(fields_.require(*item, "days"));
            held.push_back(reader_.period(*item));
            spans.push_back(fields_.span_of(*item));
            calendar_.rest.push_back(
                {held.back().from, held.back().until, reader_.weekdays(*item, "days")});
        }
        reader_.check_overlaps(held, spans);
        for (std::size_t index = 0; index < held.size(); ++index)
            check_no_gap(held, held[index], spans[index]);
    }

    /// Between two periods of rest there is no day of which nobody knows whether it rests.
    void check_no_gap(std::span<const Period> held, const Period& later, Span span) {
        if (!later.from) return;
        const Date before = later.from->plus_days(-1);
        std::optional<Date> last;  // of those that end earlier
        for (const Period& period : held) {
            if (period.until && *period.until <= before)
                last = std::max(last.value_or(Date::first()), *period.until);
        }
        if (!last || *last == before) return;
        reader_.diagnostics()
            .report(diag::DiagnosticId::bad_value, span)
            .with("field", "from")
            .with("value", later.from->iso())
            .with("expected", "the day after " + last->iso() + ", so that no day is left out");
    }

    void read_substitutes(const Node& entry) {
        std::vector<std::pair<std::size_t, Text>> others;
        for (const Node* node : limited(entry, "substitutes", kSubstitutesMax)) {
            fields_.allow(*node, {"id", "names", "when", "take", "otherwise", "from", "until",
                                  "basis", "verified"});
            const auto id = reader_.new_id(*node, substitute_ids_);
            if (!id) continue;
            Substitute substitute;
            substitute.id = id->value;
            substitute.names = reader_.names(*node, "names");
            static_cast<void>(fields_.require(*node, "when"));
            substitute.when = reader_.weekdays(*node, "when");
            substitute.take = read_take(*node);
            const Period period = reader_.period(*node);
            substitute.from = period.from;
            substitute.until = period.until;
            substitute.basis = reader_.basis(*node);
            substitute.verified = fields_.flag(*node, "verified", /*otherwise=*/true);
            if (const auto other = fields_.find_text(*node, "otherwise"))
                others.emplace_back(calendar_.substitutes.size(), *other);
            calendar_.substitutes.push_back(std::move(substitute));
        }
        for (const auto& [index, text] : others) link_substitute(index, text);
    }

    Substitute::Take read_take(const Node& node) {
        const auto text = fields_.require_text(node, "take");
        if (!text) return Substitute::Take::next_working_day;
        const auto found = std::ranges::find(kTakes, text->value,
                                             &std::pair<std::string_view, Substitute::Take>::first);
        if (found != kTakes.end()) return found->second;
        fields_.report_value(
            "take", *text,
            "'next_working_day', 'previous_working_day', 'monday_after', 'friday_before'");
        return Substitute::Take::next_working_day;
    }

    [[nodiscard]] std::optional<std::uint16_t> find_substitute(std::string_view id) const {
        const auto found = std::ranges::find(calendar_.substitutes, id, &Substitute::id);
        if (found == calendar_.substitutes.end()) return std::nullopt;
        return static_cast<std::uint16_t>(found - calendar_.substitutes.begin());
    }

    /// Sets `otherwise`, unless it leads nowhere or back.
    void link_substitute(std::size_t index, const Text& text) {
        const auto other = find_substitute(text.value);
        if (!other) {
            fields_.report_reference("otherwise", text);
            return;
        }
        for (std::optional<std::uint16_t> at = other; at;
             at = calendar_.substitutes[*at].otherwise) {
            if (*at != index) continue;
            reader_.diagnostics()
                .report(diag::DiagnosticId::substitute_cycle, text.span)
                .with("substitute", calendar_.substitutes[index].id);
            return;
        }
        calendar_.substitutes[index].otherwise = other;
    }

    void read_holiday(const Node& node, FirstUses& ids) {
        fields_.allow(node, {"id", "names", "on", "from", "until", "working", "substitutes",
                             "basis", "verified"});
        const auto id = reader_.new_id(node, ids);
        Holiday holiday;
        holiday.names = reader_.names(node, "names");
        static_cast<void>(fields_.require(node, "on"));
        for (const Text& text : reader_.one_or_more(node, "on")) read_day(text, holiday);
        const Period period = reader_.period(node);
        holiday.from = period.from;
        holiday.until = period.until;
        holiday.working = fields_.flag(node, "working", /*otherwise=*/false);
        for (const Text& text : reader_.one_or_more(node, "substitutes")) {
            if (const auto index = find_substitute(text.value)) {
                holiday.substitutes.push_back(*index);
            } else {
                fields_.report_reference("substitutes", text);
            }
        }
        holiday.basis = reader_.basis(node);
        holiday.verified = fields_.flag(node, "verified", /*otherwise=*/true);
        if (!id) return;
        holiday.id = id->value;
        calendar_.holidays.push_back(std::move(holiday));
    }

    void read_day(const Text& text, Holiday& holiday) {
        const Result<DayRule> rule = parse_day_rule(text.value);
        if (!rule.ok()) {
            fields_.report_value("on", text,
                                 "a day such as '1 January', 'easter +60', 'orthodox easter -2', "
                                 "'last monday of May', 2026-12-24");
        } else if (++day_rules_ > kDayRulesMax) {
            fields_.report_value("on", text,
                                 "at most " + std::to_string(kDayRulesMax) + " days in a calendar");
        } else {
            holiday.days.push_back(rule.value());
        }
    }

    const EntryReader& reader_;
    const data::Reader& fields_;
    CalendarData& calendar_;
    FirstUses substitute_ids_;
    std::size_t day_rules_ = 0;
};

}  // namespace

std::optional<CountingRules> read_counting(const EntryReader& reader, const Node& entry,
                                           FirstUses& uses) {
    const data::Reader& fields = reader.fields();
    fields.allow(entry, {"id", "names", "versions"});
    CountingRules rules;
    const auto id = reader.new_id(entry, uses);
    rules.names = reader.names(entry, "names");
    static_cast<void>(fields.require(entry, "versions"));
    std::vector<Period> periods;
    std::vector<Span> spans;
    for (const Node* node : fields.maps(entry, "versions")) {
        if (rules.versions.size() == kVersionsMax) break;
        fields.allow(*node, {"from", "until", "rest", "disputed", "basis", "verified"});
        CountingVersion version;
        periods.push_back(reader.period(*node));
        spans.push_back(fields.span_of(*node));
        version.from = periods.back().from;
        version.until = periods.back().until;
        static_cast<void>(fields.require(*node, "rest"));
        version.rest = reader.weekdays(*node, "rest");
        version.disputed = reader.weekdays(*node, "disputed");
        version.basis = reader.basis(*node);
        version.verified = fields.flag(*node, "verified", /*otherwise=*/true);
        rules.versions.push_back(std::move(version));
    }
    reader.check_overlaps(periods, spans);
    std::ranges::stable_sort(rules.versions, {}, [](const CountingVersion& version) {
        return version.from.value_or(Date::first());
    });
    if (!id) return std::nullopt;
    rules.id = id->value;
    return rules;
}

std::optional<CalendarData> read_calendar(const EntryReader& reader, const Node& entry,
                                          FirstUses& uses, const FirstUses& counting) {
    CalendarData calendar;
    const auto id = reader.new_id(entry, uses);
    CalendarReader(reader, calendar).read(entry, counting);
    if (!id) return std::nullopt;
    calendar.id = id->value;
    return calendar;
}

}  // namespace remit::calendar
