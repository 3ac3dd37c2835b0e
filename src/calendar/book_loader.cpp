#include "calendar/book_loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "calendar/calendar_reader.h"
#include "calendar/rule_text.h"
#include "diag/render.h"

namespace remit::calendar {
namespace {

using data::Text;
using yaml::Node;

constexpr std::size_t kCalendarsMax = 200;
constexpr std::size_t kRulesMax = 5000;

/// A file that was parsed.
struct File {
    data::Reader reader;
    yaml::Document document;
};

class BookReader {
  public:
    explicit BookReader(diag::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void read(std::span<const File> files) {
        for (const File& file : files) {
            if (file.reader.is_map(file.document.root(), "calendar")) {
                file.reader.allow(file.document.root(), {"counting", "calendars", "deadlines"});
            }
        }
        each(files, "counting", [this](const EntryReader& reader, const Node& entry) {
            if (auto rules = read_counting(reader, entry, counting_ids_))
                data_.counting.push_back(std::move(*rules));
        });
        each(files, "calendars", [this](const EntryReader& reader, const Node& entry) {
            auto calendar = read_calendar(reader, entry, calendar_ids_, counting_ids_);
            if (calendar && data_.calendars.size() < kCalendarsMax)
                data_.calendars.emplace_back(std::move(*calendar));
        });
        each(files, "deadlines",
             [this](const EntryReader& reader, const Node& entry) { read_rule(reader, entry); });
    }

    BookData take() { return std::move(data_); }

  private:
    template <typename Read>
    void each(std::span<const File> files, std::string_view key, Read read) {
        for (const File& file : files) {
            const EntryReader reader(file.reader, diagnostics_);
            for (const Node* entry : file.reader.maps(file.document.root(), key))
                read(reader, *entry);
        }
    }

    void read_rule(const EntryReader& reader, const Node& entry) {
        const data::Reader& fields = reader.fields();
        const bool is_versioned = fields.find(entry, "versions") != nullptr;
        // What a version says is not said beside them as well.
        if (is_versioned) {
            fields.allow(entry, {"id", "names", "event", "versions"});
        } else {
            fields.allow(entry,
                         {"id", "names", "event", "rule", "basis", "verified", "from", "until"});
        }
        NamedRule rule;
        const auto id = reader.new_id(entry, rule_ids_);
        rule.names = reader.names(entry, "names");
        if (fields.find(entry, "event") != nullptr) rule.event = reader.names(entry, "event");
        if (is_versioned) {
            read_versions(reader, entry, rule);
        } else {
            read_version(reader, entry, rule);
        }
        if (!id || rule.versions.empty() || data_.rules.size() == kRulesMax) return;
        rule.id = id->value;
        data_.rules.push_back(std::move(rule));
    }

    void read_versions(const EntryReader& reader, const Node& entry, NamedRule& rule) {
        std::vector<Period> periods;
        std::vector<diag::Span> spans;
        for (const Node* node : reader.fields().maps(entry, "versions")) {
            if (periods.size() == kVersionsMax) break;
            reader.fields().allow(*node, {"from", "until", "rule", "basis", "verified"});
            read_version(reader, *node, rule);
            periods.push_back(reader.period(*node));
            spans.push_back(reader.fields().span_of(*node));
        }
        reader.check_overlaps(periods, spans);
        std::ranges::stable_sort(rule.versions, {}, [](const RuleVersion& version) {
            return version.from.value_or(Date::first());
        });
    }

    void read_version(const EntryReader& reader, const Node& node, NamedRule& rule) {
        const auto text = reader.fields().require_text(node, "rule");
        if (!text) return;
        RuleVersion version;
        const Period period = reader.period(node);
        version.from = period.from;
        version.until = period.until;
        version.basis = reader.basis(node);
        version.verified = reader.fields().flag(node, "verified", /*otherwise=*/true);
        const Result<WrittenRule> written = parse_rule(text->value);
        if (!written.ok()) {
            report_rule(*text, written.error().message);
            return;
        }
        const Rule* dated = written.value().dated();
        if (dated == nullptr) {
            report_rule(*text,
                        "no date follows from it; leave the rule out where a body sets the date");
            return;
        }
        if (!is_known(reader, *text, *dated)) return;
        version.rule = *dated;
        rule.versions.push_back(std::move(version));
    }

    void report_rule(const Text& text, std::string detail) {
        diagnostics_.report(diag::DiagnosticId::uncountable_rule, text.span)
            .with("detail", std::move(detail));
    }

    /// Whether the calendar and the zone that the rule names exist.
    bool is_known(const EntryReader& reader, const Text& text, const Rule& rule) {
        const std::string_view calendar = calendar_of(rule);
        if (!calendar.empty() && !calendar_ids_.contains(calendar)) {
            reader.fields().report_reference("calendar", {calendar, text.span});
            return false;
        }
        const std::string_view zone = zone_of(rule);
        if (zone.empty() || Zone::find(zone).ok()) return true;
        reader.fields().report_reference("zone", {zone, text.span});
        return false;
    }

    diag::Diagnostics& diagnostics_;
    FirstUses counting_ids_;
    FirstUses calendar_ids_;
    FirstUses rule_ids_;
    BookData data_;
};

}  // namespace

LoadedBook load_book(std::span<const base::EmbeddedFile> files) {
    LoadedBook loaded;
    std::vector<File> parsed;
    parsed.reserve(files.size());
    for (const base::EmbeddedFile& file : files) {
        loaded.source.add(std::string(file.path), file.bytes);
        const data::Reader reader(loaded.source, loaded.diagnostics);
        if (auto document = reader.parse()) parsed.push_back({reader, std::move(*document)});
    }
    BookReader reader(loaded.diagnostics);
    reader.read(parsed);
    loaded.book = Book(reader.take());
    loaded.diagnostics.sort();
    return loaded;
}

std::vector<base::EmbeddedFile> calendar_files(std::span<const base::EmbeddedFile> files) {
    std::vector<base::EmbeddedFile> found;
    for (const base::EmbeddedFile& file : files) {
        const bool is_shared = file.path.starts_with("calendars/") && file.path.ends_with(".yaml");
        const bool is_pack =
            file.path.starts_with("packs/") &&
            (file.path.ends_with("/calendar.yaml") || file.path.ends_with("/deadlines.yaml"));
        if (is_shared || is_pack) found.push_back(file);
    }
    return found;
}

Result<Book> load_embedded_book() {
    LoadedBook loaded = load_book(calendar_files(base::embedded_files()));
    if (loaded.diagnostics.count(diag::Severity::error) == 0) return std::move(loaded.book);
    return base::make_error(
        ErrorCode::corrupt,
        fmt::format("the calendars in this program are faulty; build it again:\n{}",
                    diag::render_terminal(loaded.diagnostics.all(), loaded.source, {})));
}

}  // namespace remit::calendar
