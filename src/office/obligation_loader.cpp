#include "office/obligation_loader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "calendar/entry_reader.h"
#include "data/reader.h"
#include "diag/render.h"
#include "procedure/nearest.h"
#include "yaml/node.h"

namespace remit::office {
namespace {

using calendar::Date;
using data::Text;

constexpr std::string_view kFolder = "obligations/";
constexpr std::string_view kPeriodsFile = "obligations/periods.yaml";
constexpr std::string_view kYamlSuffix = ".yaml";
// In which a recurrence must give dates of its rule: more than any interval that bodies use.
constexpr int kCheckedFrom = 2020;
constexpr int kCheckedUntil = 2049;

bool is_obligation_id(std::string_view text) {
    return !text.empty() && text.size() <= kObligationIdBytesMax &&
           std::ranges::all_of(text, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
           });
}

class RowReader {
  public:
    RowReader(const calendar::EntryReader& entries, const remit::Vocabulary& vocabulary,
              const Periods& periods, calendar::FirstUses& ids)
        : entries_(&entries),
          fields_(&entries.fields()),
          vocabulary_(&vocabulary),
          periods_(&periods),
          ids_(&ids) {}

    /// None where the row has no id of its own; of other faults only diagnostics tell.
    std::optional<Obligation> read(const yaml::Node& entry) {
        fields_->allow(entry, {"id", "names", "instrument", "source", "body", "owed_to", "topics",
                               "kind", "recurs", "due", "period", "basis", "applies", "verified"});
        const auto id = read_id(entry);
        if (!id) return std::nullopt;
        Obligation row;
        row.id = id->value;
        row.names = entries_->names(entry, "names");
        read_source(entry, row);
        read_body(entry, row);
        for (const Text& topic : fields_->texts(entry, "topics")) {
            if (vocabulary_->find_topic(topic.value)) {
                row.topics.emplace_back(topic.value);
            } else {
                fields_->report_reference("topics", topic);
            }
        }
        if (row.topics.empty()) static_cast<void>(fields_->require(entry, "topics"));
        row.kind = read_kind(entry);
        read_due(entry, row);
        read_period(entry, row);
        row.basis = entries_->basis(entry);
        read_applies(entry, row);
        static_cast<void>(fields_->require(entry, "verified"));
        row.verified = fields_->flag(entry, "verified", /*otherwise=*/false);
        return row;
    }

  private:
    std::optional<Text> read_id(const yaml::Node& entry) {
        const auto id = fields_->require_text(entry, "id");
        if (!id) return std::nullopt;
        if (!is_obligation_id(id->value)) {
            fields_->report_value("id", *id,
                                  fmt::format("capital letters, digits and '-', at most {} of them",
                                              kObligationIdBytesMax));
            return std::nullopt;
        }
        const auto [use, is_new] = ids_->try_emplace(std::string(id->value), id->span);
        if (is_new) return id;
        fields_->report_repeated(*id, use->second);
        return std::nullopt;
    }

    void read_source(const yaml::Node& entry, Obligation& row) {
        if (fields_->find(entry, "source") != nullptr) {
            row.source = entries_->names(entry, "source");
            return;
        }
        const auto instrument = fields_->require_text(entry, "instrument");
        if (!instrument) return;
        row.instrument = instrument->value;
        if (!vocabulary_->find_instrument(instrument->value))
            fields_->report_reference("instrument", *instrument);
    }

    void read_body(const yaml::Node& entry, Obligation& row) {
        if (fields_->find(entry, "owed_to") != nullptr)
            row.owed_to = entries_->names(entry, "owed_to");
        const auto body = fields_->find_text(entry, "body");
        if (!body) return;
        row.body = body->value;
        if (!vocabulary_->find_body(body->value)) fields_->report_reference("body", *body);
    }

    std::string read_kind(const yaml::Node& entry) {
        const auto kind = fields_->require_text(entry, "kind");
        if (!kind) return {};
        if (std::ranges::find(kObligationKinds, kind->value) == std::end(kObligationKinds))
            fields_->report_value("kind", *kind,
                                  fmt::format("{}", fmt::join(kObligationKinds, ", ")));
        return std::string(kind->value);
    }

    void read_due(const yaml::Node& entry, Obligation& row) {
        const auto due = fields_->require_text(entry, "due");
        const auto recurs = fields_->find_text(entry, "recurs");
        if (recurs) {
            const auto parsed = calendar::Recurrence::parse(recurs->value);
            if (!parsed.ok())
                return fields_->report_value("recurs", *recurs, parsed.error().message);
            row.recurs = recurs->value;
        }
        if (!due) return;
        row.due = due->value;
        const Result<ObligationRule> rule = rule_of(row);
        if (!rule.ok()) return fields_->report_value("due", *due, rule.error().message);
        const auto dates =
            calendar::due_dates(rule.value().due, rule.value().recurs,
                                *Date::of(kCheckedFrom, 1, 1), *Date::of(kCheckedUntil, 12, 31));
        if (!dates.ok()) fields_->report_value("due", *due, dates.error().message);
    }

    void read_period(const yaml::Node& entry, Obligation& row) {
        const auto period = fields_->require_text(entry, "period");
        if (!period) return;
        row.period = period->value;
        const auto found = periods_->find(period->value);
        if (found == periods_->end()) return fields_->report_reference("period", *period);
        row.period_names = found->second;
    }

    void read_applies(const yaml::Node& entry, Obligation& row) {
        const yaml::Node* map = fields_->require(entry, "applies");
        if (map == nullptr || !fields_->is_map(*map, "applies")) return;
        const auto entries = map->map();
        for (const yaml::Entry& one : entries.value()) {
            const auto text = fields_->find_text(*map, one.key);
            if (!text) continue;
            const auto applies = find_applies(text->value);
            if (applies) {
                row.applies.emplace(one.key, *applies);
            } else {
                fields_->report_value(one.key, *text, "yes, no or unknown");
            }
        }
    }

    const calendar::EntryReader* entries_;
    const data::Reader* fields_;
    const remit::Vocabulary* vocabulary_;
    const Periods* periods_;
    calendar::FirstUses* ids_;
};

class Loader {
  public:
    Loader(const remit::Vocabulary& vocabulary, Periods periods)
        : vocabulary_(&vocabulary), periods_(std::move(periods)) {}

    void read_periods(const base::EmbeddedFile& file) {
        with_root(file, [this](const calendar::EntryReader& entries, const yaml::Node& root) {
            entries.fields().allow(root, {"periods"});
            calendar::FirstUses uses;
            for (const yaml::Node* node : entries.fields().maps(root, "periods")) {
                entries.fields().allow(*node, {"id", "names"});
                const auto id = entries.new_id(*node, uses);
                if (id) periods_.emplace(id->value, entries.names(*node, "names"));
            }
        });
    }

    void read_rows(const base::EmbeddedFile& file) {
        with_root(file, [this](const calendar::EntryReader& entries, const yaml::Node& root) {
            entries.fields().allow(root, {"obligations"});
            static_cast<void>(entries.fields().require(root, "obligations"));
            RowReader rows(entries, *vocabulary_, periods_, ids_);
            for (const yaml::Node* node : entries.fields().maps(root, "obligations")) {
                if (auto row = rows.read(*node)) rows_.push_back(*std::move(row));
            }
        });
    }

    LoadedObligations take() {
        loaded_.obligations = Obligations(std::move(rows_));
        loaded_.diagnostics.sort();
        return std::move(loaded_);
    }

    Periods take_periods() { return std::move(periods_); }

  private:
    template <typename Read>
    void with_root(const base::EmbeddedFile& file, Read read) {
        loaded_.source.add(std::string(file.path), file.bytes);
        const data::Reader fields(loaded_.source, loaded_.diagnostics);
        const auto document = fields.parse();
        if (!document || !fields.is_map(document->root(), file.path)) return;
        read(calendar::EntryReader(fields, loaded_.diagnostics), document->root());
    }

    const remit::Vocabulary* vocabulary_;
    Periods periods_;
    calendar::FirstUses ids_;
    std::vector<Obligation> rows_;
    LoadedObligations loaded_;
};

std::vector<base::EmbeddedFile> carried_files() {
    std::vector<base::EmbeddedFile> files;
    for (const base::EmbeddedFile& file : base::embedded_under(base::embedded_files(), kFolder)) {
        if (file.path.ends_with(kYamlSuffix)) files.push_back(file);
    }
    return files;
}

Periods carried_periods(const remit::Vocabulary& vocabulary) {
    Loader loader(vocabulary, {});
    const auto bytes = base::find_embedded(base::embedded_files(), kPeriodsFile);
    if (bytes) loader.read_periods({kPeriodsFile, *bytes});
    return loader.take_periods();
}

}  // namespace

LoadedObligations load_obligations(std::span<const base::EmbeddedFile> files,
                                   const remit::Vocabulary& vocabulary, Periods periods) {
    Loader loader(vocabulary, std::move(periods));
    for (const base::EmbeddedFile& file : files) {
        if (file.path == kPeriodsFile) loader.read_periods(file);
    }
    for (const base::EmbeddedFile& file : files) {
        if (file.path != kPeriodsFile) loader.read_rows(file);
    }
    return loader.take();
}

Result<Obligations> load_embedded_obligations(const remit::Vocabulary& vocabulary) {
    LoadedObligations loaded = load_obligations(carried_files(), vocabulary);
    if (loaded.diagnostics.count(diag::Severity::error) == 0) return std::move(loaded.obligations);
    return base::make_error(
        ErrorCode::corrupt,
        fmt::format("the obligations in this program are faulty; build it again:\n{}",
                    diag::render_terminal(loaded.diagnostics.all(), loaded.source, {})));
}

Result<Obligations> read_obligations(std::string_view name, std::string_view bytes,
                                     const remit::Vocabulary& vocabulary) {
    const base::EmbeddedFile file{name, bytes};
    LoadedObligations loaded =
        load_obligations({&file, 1}, vocabulary, carried_periods(vocabulary));
    if (loaded.diagnostics.count(diag::Severity::error) == 0) return std::move(loaded.obligations);
    return base::make_error(ErrorCode::invalid_input,
                            "nothing was taken in, because the file has errors\n" +
                                diag::render_terminal(loaded.diagnostics.all(), loaded.source, {}));
}

}  // namespace remit::office
