#include "compile/vocabulary_loader.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "data/reader.h"

namespace remit::compile {
namespace {

using diag::DiagnosticId;
using yaml::Node;

constexpr std::array<std::string_view, 6> kFileNames{"functions.yaml",    "unit_kinds.yaml",
                                                     "bodies.yaml",       "topics.yaml",
                                                     "counterparts.yaml", "instruments.yaml"};

constexpr std::array<std::string_view, 14> kBodyKinds{
    "organisation", "organ",  "committee", "working_party", "format",      "agency",   "programme",
    "mission",      "regime", "court",     "bank",          "treaty_body", "movement", "generic"};
constexpr std::array<std::string_view, 11> kCounterpartKinds{
    "president",    "government", "ministry", "office", "agency", "parliament",
    "armed_forces", "mission",    "court",    "local",  "generic"};
constexpr std::array<std::string_view, 5> kInstrumentKinds{"treaty", "charter", "resolution",
                                                           "politically_binding", "eu_act"};
constexpr std::array<std::string_view, 4> kCountries{"hr", "rs", "ba", "me"};

/// A reference to an entry that may be read later; `value` and `span` outlive the file's document.
struct Reference {
    std::size_t entry = 0;
    std::string value;
    diag::Span span;
};

/// Reports a value of a reference, which is no longer text of a document.
void report_unknown(diag::Diagnostics& diagnostics, std::string_view field,
                    const Reference& reference) {
    diagnostics.report(DiagnosticId::unknown_reference, reference.span)
        .with("field", std::string(field))
        .with("value", reference.value);
}

bool is_number(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "1975" or "1975-08-01".
bool is_date(std::string_view text) {
    if (text.size() == 4) return is_number(text);
    return text.size() == 10 && text[4] == '-' && text[7] == '-' && is_number(text.substr(0, 4)) &&
           is_number(text.substr(5, 2)) && is_number(text.substr(8, 2));
}

std::string one_of(std::span<const std::string_view> values) {
    std::string text = "one of";
    for (std::size_t index = 0; index < values.size(); ++index) {
        text += index == 0 ? " " : ", ";
        text += values[index];
    }
    return text;
}

/// Reads the entries of one file. Holds what the entries of all tables have in common.
class EntryReader {
  public:
    EntryReader(const diag::Source& source, diag::Diagnostics& diagnostics)
        : reader_(source, diagnostics), diagnostics_(&diagnostics) {}

    /// Calls `read_entry` with each map of the list that the file is.
    template <typename ReadEntry>
    void read_list(const ReadEntry& read_entry) {
        const auto document = reader_.parse();
        if (!document) return;
        const auto items = document->root().list();
        if (!items.ok()) {
            diagnostics_->report(DiagnosticId::wrong_type, reader_.span_of(document->root()))
                .with("field", std::string("entries"))
                .with("expected", std::string("list"));
            return;
        }
        for (const Node& item : items.value()) {
            if (reader_.is_map(item, "entry")) read_entry(item);
        }
    }

    [[nodiscard]] const data::Reader& reader() const { return reader_; }

    /// The id, reported where it is absent or was used before in this file.
    std::string id(const Node& node, std::size_t entry) {
        const auto found = reader_.require_text(node, "id");
        if (!found) return {};
        const auto [first, is_new] =
            first_uses_.try_emplace(std::string(found->value), std::pair(entry, found->span));
        if (!is_new) reader_.report_repeated(*found, first->second.second);
        return std::string(found->value);
    }
    std::string text(const Node& node, std::string_view key) const {
        const auto found = reader_.find_text(node, key);
        return found ? std::string(found->value) : std::string();
    }
    std::string required(const Node& node, std::string_view key) const {
        return reader_.require(node, key) == nullptr ? std::string() : text(node, key);
    }
    std::string choice(const Node& node, std::string_view key,
                       std::span<const std::string_view> values) const {
        const auto found = reader_.find_text(node, key);
        if (!found) return {};
        if (std::ranges::find(values, found->value) == values.end()) {
            reader_.report_value(key, *found, one_of(values));
        }
        return std::string(found->value);
    }
    std::string required_choice(const Node& node, std::string_view key,
                                std::span<const std::string_view> values) const {
        return reader_.require(node, key) == nullptr ? std::string() : choice(node, key, values);
    }
    std::string date(const Node& node, std::string_view key) const {
        const auto found = reader_.find_text(node, key);
        if (!found) return {};
        if (!is_date(found->value)) {
            reader_.report_value(key, *found, "a year or a date such as 2020-01-31");
        }
        return std::string(found->value);
    }
    std::vector<std::string> texts(const Node& node, std::string_view key) const {
        std::vector<std::string> found;
        for (const data::Text& item : reader_.texts(node, key)) found.emplace_back(item.value);
        return found;
    }
    std::vector<std::string> required_texts(const Node& node, std::string_view key) const {
        return reader_.require(node, key) == nullptr ? std::vector<std::string>()
                                                     : texts(node, key);
    }
    remit::Names names(const Node& node, std::string_view key) const {
        const Node* names = reader_.find(node, key);
        if (names == nullptr || !reader_.is_map(*names, key)) return {};
        reader_.allow(*names, {"en", "fr", "hr", "sr"});
        return {texts(*names, "en"), texts(*names, "fr"), texts(*names, "hr"), texts(*names, "sr")};
    }
    remit::Names required_names(const Node& node) const {
        return reader_.require(node, "names") == nullptr ? remit::Names() : names(node, "names");
    }
    remit::Validity validity(const Node& node) const {
        const Node* valid = reader_.find(node, "valid");
        if (valid == nullptr || !reader_.is_map(*valid, "valid")) return {};
        reader_.allow(*valid, {"from", "until"});
        return {date(*valid, "from"), date(*valid, "until")};
    }
    int rank(const Node& node) const {
        const Node* rank = reader_.require(node, "rank");
        if (rank == nullptr) return 0;
        const auto number = rank->integer();
        if (number.ok() && number.value() >= 0 &&
            number.value() <= std::numeric_limits<int>::max()) {
            return static_cast<int>(number.value());
        }
        diagnostics_->report(DiagnosticId::wrong_type, reader_.span_of(*rank))
            .with("field", std::string("rank"))
            .with("expected", std::string("number"));
        return 0;
    }
    void reference(const Node& node, std::string_view key, std::size_t entry,
                   std::vector<Reference>& references) const {
        const auto found = reader_.find_text(node, key);
        if (found) references.push_back({entry, std::string(found->value), found->span});
    }

  private:
    data::Reader reader_;
    diag::Diagnostics* diagnostics_;
    std::map<std::string, std::pair<std::size_t, diag::Span>, std::less<>> first_uses_;
};

template <typename IdType, typename Entry>
std::map<std::string_view, IdType> by_id(const std::vector<Entry>& table) {
    std::map<std::string_view, IdType> ids;
    for (std::size_t index = 0; index < table.size(); ++index) {
        ids.try_emplace(table[index].id, IdType(index));
    }
    return ids;
}

class VocabularyReader {
  public:
    explicit VocabularyReader(LoadedVocabulary& loaded) : loaded_(loaded) {}

    void read(std::string name, std::string_view bytes) {
        const std::size_t slash = name.rfind('/');
        const std::string file = slash == std::string::npos ? name : name.substr(slash + 1);
        if (std::ranges::find(kFileNames, file) == kFileNames.end()) return;
        loaded_.source.add(std::move(name), bytes);
        EntryReader entries(loaded_.source, loaded_.diagnostics);
        if (file == "functions.yaml") read_functions(entries);
        if (file == "unit_kinds.yaml") read_unit_kinds(entries);
        if (file == "bodies.yaml") read_bodies(entries);
        if (file == "topics.yaml") read_topics(entries);
        if (file == "counterparts.yaml") read_counterparts(entries);
        if (file == "instruments.yaml") read_instruments(entries);
    }

    /// Once all files are read: they may refer to each other.
    void resolve() {
        const auto bodies = by_id<remit::BodyId>(tables().bodies);
        const auto topics = by_id<remit::TopicId>(tables().topics);
        resolve_all("part_of", parents_, tables().bodies, &remit::Body::part_of, bodies);
        resolve_all("broader", wider_, tables().topics, &remit::Topic::broader, topics);
        resolve_all("body", keepers_, tables().instruments, &remit::Instrument::body, bodies);
        cut_circles("part_of", parents_, tables().bodies, &remit::Body::part_of);
        cut_circles("broader", wider_, tables().topics, &remit::Topic::broader);
    }

  private:
    [[nodiscard]] remit::Vocabulary& tables() { return loaded_.vocabulary; }

    void read_functions(EntryReader& entries) {
        auto& table = tables().functions;
        entries.read_list([&](const Node& node) {
            entries.reader().allow(node,
                                   {"id", "names", "residual", "clause", "subject", "implied"});
            table.push_back(
                {.id = entries.id(node, table.size()),
                 .names = entries.required_names(node),
                 .residual = entries.reader().flag(node, "residual", /*otherwise=*/false)});
        });
    }
    void read_unit_kinds(EntryReader& entries) {
        auto& table = tables().unit_kinds;
        entries.read_list([&](const Node& node) {
            entries.reader().allow(node, {"id", "rank", "hr", "sr", "generic", "forms"});
            table.push_back({.id = entries.required(node, "id"),
                             .rank = entries.rank(node),
                             .generic = entries.reader().flag(node, "generic", /*otherwise=*/false),
                             .hr = entries.text(node, "hr"),
                             .sr = entries.text(node, "sr"),
                             .forms = entries.required_texts(node, "forms")});
        });
    }
    void read_bodies(EntryReader& entries) {
        auto& table = tables().bodies;
        entries.read_list([&](const Node& node) {
            entries.reader().allow(
                node, {"id", "label", "kind", "part_of", "valid", "verified", "names", "acronyms"});
            entries.reference(node, "part_of", table.size(), parents_);
            table.push_back(
                {.id = entries.id(node, table.size()),
                 .label = entries.required(node, "label"),
                 .kind = entries.required_choice(node, "kind", kBodyKinds),
                 .part_of = {},
                 .valid = entries.validity(node),
                 .verified = entries.reader().flag(node, "verified", /*otherwise=*/true),
                 .names = entries.required_names(node),
                 .acronyms = entries.names(node, "acronyms")});
        });
    }
    void read_topics(EntryReader& entries) {
        auto& table = tables().topics;
        entries.read_list([&](const Node& node) {
            entries.reader().allow(node, {"id", "label", "broader", "names"});
            entries.reference(node, "broader", table.size(), wider_);
            table.push_back({.id = entries.id(node, table.size()),
                             .label = entries.required(node, "label"),
                             .broader = {},
                             .names = entries.required_names(node)});
        });
    }
    void read_counterparts(EntryReader& entries) {
        auto& table = tables().counterparts;
        entries.read_list([&](const Node& node) {
            entries.reader().allow(node, {"id", "label", "kind", "country", "names"});
            table.push_back({.id = entries.id(node, table.size()),
                             .label = entries.required(node, "label"),
                             .kind = entries.required_choice(node, "kind", kCounterpartKinds),
                             .country = entries.choice(node, "country", kCountries),
                             .names = entries.required_names(node)});
        });
    }
    void read_instruments(EntryReader& entries) {
        auto& table = tables().instruments;
        entries.read_list([&](const Node& node) {
            entries.reader().allow(node,
                                   {"id", "label", "kind", "body", "year", "names", "acronyms"});
            entries.reference(node, "body", table.size(), keepers_);
            table.push_back({.id = entries.id(node, table.size()),
                             .label = entries.required(node, "label"),
                             .kind = entries.required_choice(node, "kind", kInstrumentKinds),
                             .body = {},
                             .year = entries.date(node, "year"),
                             .names = entries.required_names(node),
                             .acronyms = entries.names(node, "acronyms")});
        });
    }

    template <typename Entry, typename IdType>
    void resolve_all(std::string_view field, const std::vector<Reference>& references,
                     std::vector<Entry>& table, IdType Entry::*member,
                     const std::map<std::string_view, IdType>& ids) {
        for (const Reference& reference : references) {
            const auto found = ids.find(reference.value);
            if (found == ids.end()) {
                report_unknown(loaded_.diagnostics, field, reference);
            } else {
                table[reference.entry].*member = found->second;
            }
        }
    }

    /// Reports and forgets each reference that leads back to its own entry.
    template <typename Entry, typename IdType>
    void cut_circles(std::string_view field, const std::vector<Reference>& references,
                     std::vector<Entry>& table, IdType Entry::*member) {
        for (const Reference& reference : references) {
            IdType above = table[reference.entry].*member;
            std::size_t steps = 0;
            while (above.is_some() && above.index() != reference.entry && steps++ < table.size()) {
                above = table[above.index()].*member;
            }
            if (!above.is_some() || above.index() != reference.entry) continue;
            loaded_.diagnostics.report(DiagnosticId::bad_value, reference.span)
                .with("field", std::string(field))
                .with("value", reference.value)
                .with("expected", std::string("an entry that does not stand below this one"));
            table[reference.entry].*member = IdType();
        }
    }

    LoadedVocabulary& loaded_;
    std::vector<Reference> parents_;  // bodies' part_of
    std::vector<Reference> wider_;    // topics' broader
    std::vector<Reference> keepers_;  // instruments' body
};

}  // namespace

std::span<const std::string_view> vocabulary_file_names() {
    return kFileNames;
}

LoadedVocabulary load_embedded_vocabulary() {
    return load_vocabulary(base::embedded_under(base::embedded_files(), "vocabulary/"));
}

Result<LoadedVocabulary> load_vocabulary(base::Env& env, const std::string& directory) {
    std::vector<std::string> paths;
    std::vector<std::string> texts;
    for (const std::string_view name : kFileNames) {
        paths.push_back(directory + "/" + std::string(name));
        texts.push_back(REMIT_TRY(env.read_file(paths.back())));
    }
    std::vector<base::EmbeddedFile> files;
    for (std::size_t index = 0; index < paths.size(); ++index) {
        files.push_back({paths[index], texts[index]});
    }
    return load_vocabulary(files);
}

LoadedVocabulary load_vocabulary(std::span<const base::EmbeddedFile> files) {
    LoadedVocabulary loaded;
    VocabularyReader reader(loaded);
    for (const base::EmbeddedFile& file : files) reader.read(std::string(file.path), file.bytes);
    reader.resolve();
    loaded.diagnostics.sort();
    return loaded;
}

}  // namespace remit::compile
