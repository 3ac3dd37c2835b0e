#include "calendar/entry_reader.h"

#include <algorithm>

#include "calendar/day_words.h"

namespace remit::calendar {
namespace {

constexpr std::string_view kDateForm = "a date such as 2020-01-31";

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= kIdBytesMax && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

bool overlap(const Period& one, const Period& other) {
    const Date from =
        std::max(one.from.value_or(Date::first()), other.from.value_or(Date::first()));
    return from <= one.until.value_or(Date::last()) && from <= other.until.value_or(Date::last());
}

}  // namespace

std::optional<data::Text> EntryReader::new_id(const yaml::Node& entry, FirstUses& uses) const {
    const auto id = reader_->require_text(entry, "id");
    if (!id) return std::nullopt;
    if (!is_id(id->value)) {
        reader_->report_value("id", *id, "small letters, digits, '_' and '-'");
        return std::nullopt;
    }
    const auto [use, is_new] = uses.try_emplace(std::string(id->value), id->span);
    if (is_new) return id;
    reader_->report_repeated(*id, use->second);
    return std::nullopt;
}

Names EntryReader::names(const yaml::Node& entry, std::string_view key) const {
    Names names;
    const yaml::Node* map = reader_->require(entry, key);
    if (map == nullptr || !reader_->is_map(*map, key)) return names;
    reader_->allow(*map, {"en", "hr", "sr"});
    if (const auto text = reader_->require_text(*map, "en")) names.en = text->value;
    if (const auto text = reader_->require_text(*map, "hr")) names.hr = text->value;
    if (const auto text = reader_->require_text(*map, "sr")) names.sr = text->value;
    return names;
}

std::optional<Date> EntryReader::date(const yaml::Node& entry, std::string_view key) const {
    const auto text = reader_->find_text(entry, key);
    if (!text) return std::nullopt;
    const Result<Date> date = Date::parse(text->value);
    if (date.ok()) return date.value();
    reader_->report_value(key, *text, std::string(kDateForm));
    return std::nullopt;
}

Period EntryReader::period(const yaml::Node& entry) const {
    const Period period{date(entry, "from"), date(entry, "until")};
    if (!period.from || !period.until || *period.from <= *period.until) return period;
    const auto until = reader_->find_text(entry, "until");
    diagnostics_->report(diag::DiagnosticId::reversed_period, until->span)
        .with("from", period.from->iso())
        .with("until", period.until->iso());
    return {};
}

Weekdays EntryReader::weekdays(const yaml::Node& entry, std::string_view key) const {
    Weekdays days;
    for (const data::Text& text : reader_->texts(entry, key)) {
        const auto weekday = find_weekday(text.value);
        if (!weekday) {
            reader_->report_value(key, text, "'monday' to 'sunday'");
            continue;
        }
        Weekdays more = days;
        more.add(*weekday);
        if (more.all()) {
            reader_->report_value(key, text, "at most six days of the week");
            continue;
        }
        days = more;
    }
    return days;
}

std::string EntryReader::basis(const yaml::Node& entry) const {
    const auto text = reader_->find_text(entry, "basis");
    return text ? std::string(text->value) : std::string();
}

std::vector<data::Text> EntryReader::one_or_more(const yaml::Node& entry,
                                                 std::string_view key) const {
    const yaml::Node* node = reader_->find(entry, key);
    if (node != nullptr && node->kind() == yaml::NodeKind::list) return reader_->texts(entry, key);
    const auto text = reader_->find_text(entry, key);
    return text ? std::vector{*text} : std::vector<data::Text>();
}

void EntryReader::check_overlaps(std::span<const Period> periods,
                                 std::span<const diag::Span> spans) const {
    for (std::size_t later = 1; later < periods.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            if (!overlap(periods[earlier], periods[later])) continue;
            const Date day = std::max(periods[earlier].from.value_or(Date::first()),
                                      periods[later].from.value_or(Date::first()));
            diagnostics_->report(diag::DiagnosticId::overlapping_versions, spans[later])
                .with("day", day.iso())
                .note(diag::NoteId::overlapping_versions_other, spans[earlier]);
            break;
        }
    }
}

}  // namespace remit::calendar
