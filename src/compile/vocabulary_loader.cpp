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
constexpr std::array<std::string_view, 2> kDecidedBy{"topic", "body"};
constexpr std::string_view kAnyKind = "any";

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
    std::vector<std::string> choices(const Node& node, std::string_view key,
                                     std::span<const std::string_view> values) const {
        std::vector<std::string> found;
        for (const data::Text& item : reader_.texts(node, key)) {
            if (std::ranges::find(values, item.value) == values.end()) {
                reader_.report_value(key, item, one_of(values));
            }
            found.emplace_back(item.value);
        }
        return found;
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
    /// Every id of a list; one that stands there twice is reported and counts once.
    void references(const Node& node, std::string_view key, std::size_t entry,
                    std::vector<Reference>& references) const {
        std::map<std::string_view, diag::Span> seen;
        for (const data::Text& text : reader_.texts(node, key)) {
            const auto [first, is_new] = seen.try_emplace(text.value, text.span);
            if (!is_new) {
                reader_.report_repeated(text, first->second);
            } else {
                references.push_back({entry, std::string(text.value), text.span});
            }
        }
    }
    /// The kinds of a cover; each must be one of `values`.
    std::vector<std::string> kinds(const Node& node, std::span<const std::string_view> values,
                                   std::string_view any) const {
        std::vector<std::string> found;
        for (const data::Text& kind : reader_.texts(node, "kinds")) {
            const bool known = std::ranges::find(values, kind.value) != values.end() ||
                               (!any.empty() && kind.value == any);
            if (!known) reader_.report_value("kinds", kind, one_of(values));
            found.emplace_back(kind.value);
        }
        return found;
    }
    /// The map under `key`; nullptr where it is absent or no map.
    [[nodiscard]] const Node* map(const Node& node, std::string_view key) const {
        const Node* found = reader_.find(node, key);
        return found != nullptr && reader_.is_map(*found, key) ? found : nullptr;
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
        resolve_covers(bodies, topics);
        resolve_functions();
    }

  private:
    [[nodiscard]] remit::Vocabulary& tables() { return loaded_.vocabulary; }

    /// What bodies, topics and counterparts stand for besides themselves.
    void resolve_covers(const std::map<std::string_view, remit::BodyId>& bodies,
                        const std::map<std::string_view, remit::TopicId>& topics) {
        auto& body = tables().bodies;
        resolve_lists("about", business_, topics, [&](std::size_t i) { return &body[i].about; });
        resolve_lists("replaces", replaced_, bodies,
                      [&](std::size_t i) { return &body[i].replaces; });
        resolve_lists("bodies", named_members_, bodies,
                      [&](std::size_t i) { return &body[i].covers.bodies; });
        resolve_lists("about", business_of_members_, topics,
                      [&](std::size_t i) { return &body[i].covers.about; });
        for (const Reference& reference : whole_of_members_) {
            const auto found = bodies.find(reference.value);
            if (found != bodies.end()) {
                body[reference.entry].covers.under = found->second;
            } else {
                report_unknown(loaded_.diagnostics, "under", reference);
            }
        }
        resolve_lists("about", business_under_, topics,
                      [&](std::size_t i) { return &tables().instruments[i].about; });
        resolve_all("affairs_of", affairs_, tables().topics, &remit::Topic::affairs_of, bodies);
        const auto counterparts = by_id<remit::CounterpartId>(tables().counterparts);
        resolve_lists("about", work_, topics,
                      [&](std::size_t i) { return &tables().counterparts[i].about; });
        resolve_lists("counterparts", members_, counterparts,
                      [&](std::size_t i) { return &tables().counterparts[i].covers.counterparts; });
    }

    void resolve_functions() {
        const auto functions = by_id<remit::FunctionId>(tables().functions);
        auto& table = tables().functions;
        resolve_lists("entails", entailed_, functions,
                      [&](std::size_t i) { return &table[i].entails; });
        resolve_lists("done_by", doers_, functions,
                      [&](std::size_t i) { return &tables().topics[i].done_by; });
        for (const Reference& reference : entailed_) {
            const auto entailed = functions.find(reference.value);
            if (entailed != functions.end() && entails(entailed->second, reference.entry)) {
                report_circle("entails", reference, "a function that does not entail this one");
            }
        }
    }

    /// Whether the function is, or entails over any number of others, the function at `wanted`.
    bool entails(remit::FunctionId function, std::size_t wanted) {
        std::vector<bool> seen(tables().functions.size(), false);
        std::vector<remit::FunctionId> open{function};
        seen[function.index()] = true;
        while (!open.empty()) {
            const remit::FunctionId next = open.back();
            open.pop_back();
            if (next.index() == wanted) return true;
            for (const remit::FunctionId entailed : tables().function(next).entails) {
                if (!seen[entailed.index()]) open.push_back(entailed);
                seen[entailed.index()] = true;
            }
        }
        return false;
    }

    void report_circle(std::string_view field, const Reference& reference, std::string expected) {
        loaded_.diagnostics.report(DiagnosticId::bad_value, reference.span)
            .with("field", std::string(field))
            .with("value", reference.value)
            .with("expected", std::move(expected));
    }

    void read_functions(EntryReader& entries) {
        auto& table = tables().functions;
        entries.read_list([&](const Node& node) {
            entries.reader().allow(node, {"id", "names", "residual", "clause", "subject", "implied",
                                          "entails", "decided_by", "toward_counterparts"});
            entries.references(node, "entails", table.size(), entailed_);
            const std::string decided_by = entries.choice(node, "decided_by", kDecidedBy);
            table.push_back(
                {.id = entries.id(node, table.size()),
                 .names = entries.required_names(node),
                 .residual = entries.reader().flag(node, "residual", /*otherwise=*/false),
                 .entails = {},
                 .decided_by = decided_by == "topic"  ? remit::DecidedBy::topic
                               : decided_by == "body" ? remit::DecidedBy::body
                                                      : remit::DecidedBy::neither,
                 .toward_counterparts =
                     entries.reader().flag(node, "toward_counterparts", /*otherwise=*/false)});
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
                node, {"id", "label", "kind", "part_of", "valid", "verified", "names", "acronyms",
                       "about", "replaces", "covers", "apart"});
            entries.reference(node, "part_of", table.size(), parents_);
            entries.references(node, "about", table.size(), business_);
            entries.references(node, "replaces", table.size(), replaced_);
            table.push_back(
                {.id = entries.id(node, table.size()),
                 .label = entries.required(node, "label"),
                 .kind = entries.required_choice(node, "kind", kBodyKinds),
                 .part_of = {},
                 .valid = entries.validity(node),
                 .verified = entries.reader().flag(node, "verified", /*otherwise=*/true),
                 .apart = entries.reader().flag(node, "apart", /*otherwise=*/false),
                 .names = entries.required_names(node),
                 .acronyms = entries.names(node, "acronyms"),
                 .about = {},
                 .replaces = {},
                 .covers = read_body_cover(entries, node, table.size())});
        });
    }
    remit::BodyCover read_body_cover(const EntryReader& entries, const Node& node,
                                     std::size_t entry) {
        const Node* covers = entries.map(node, "covers");
        if (covers == nullptr) return {};
        entries.reader().allow(*covers, {"kinds", "under", "about", "bodies"});
        entries.reference(*covers, "under", entry, whole_of_members_);
        entries.references(*covers, "about", entry, business_of_members_);
        entries.references(*covers, "bodies", entry, named_members_);
        remit::BodyCover cover;
        cover.kinds = entries.kinds(*covers, kBodyKinds, kAnyKind);
        return cover;
    }
    void read_topics(EntryReader& entries) {
        auto& table = tables().topics;
        entries.read_list([&](const Node& node) {
            entries.reader().allow(node, {"id", "label", "broader", "names", "affairs_of",
                                          "done_by", "apart", "formal_for"});
            entries.reference(node, "broader", table.size(), wider_);
            entries.reference(node, "affairs_of", table.size(), affairs_);
            entries.references(node, "done_by", table.size(), doers_);
            table.push_back({.id = entries.id(node, table.size()),
                             .label = entries.required(node, "label"),
                             .broader = {},
                             .names = entries.required_names(node),
                             .affairs_of = {},
                             .apart = entries.reader().flag(node, "apart", /*otherwise=*/false),
                             .done_by = {},
                             .formal_for = entries.choices(node, "formal_for", kInstrumentKinds)});
        });
    }
    void read_counterparts(EntryReader& entries) {
        auto& table = tables().counterparts;
        entries.read_list([&](const Node& node) {
            entries.reader().allow(node,
                                   {"id", "label", "kind", "country", "names", "about", "covers"});
            entries.references(node, "about", table.size(), work_);
            table.push_back({.id = entries.id(node, table.size()),
                             .label = entries.required(node, "label"),
                             .kind = entries.required_choice(node, "kind", kCounterpartKinds),
                             .country = entries.choice(node, "country", kCountries),
                             .names = entries.required_names(node),
                             .about = {},
                             .covers = read_counterpart_cover(entries, node, table.size())});
        });
    }
    remit::CounterpartCover read_counterpart_cover(const EntryReader& entries, const Node& node,
                                                   std::size_t entry) {
        const Node* covers = entries.map(node, "covers");
        if (covers == nullptr) return {};
        entries.reader().allow(*covers, {"kinds", "counterparts"});
        entries.references(*covers, "counterparts", entry, members_);
        remit::CounterpartCover cover;
        cover.kinds = entries.kinds(*covers, kCounterpartKinds, /*any=*/{});
        return cover;
    }
    void read_instruments(EntryReader& entries) {
        auto& table = tables().instruments;
        entries.read_list([&](const Node& node) {
            entries.reader().allow(
                node, {"id", "label", "kind", "body", "year", "names", "acronyms", "about"});
            entries.reference(node, "body", table.size(), keepers_);
            entries.references(node, "about", table.size(), business_under_);
            table.push_back({.id = entries.id(node, table.size()),
                             .label = entries.required(node, "label"),
                             .kind = entries.required_choice(node, "kind", kInstrumentKinds),
                             .body = {},
                             .year = entries.date(node, "year"),
                             .names = entries.required_names(node),
                             .acronyms = entries.names(node, "acronyms"),
                             .about = {}});
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

    /// Appends what each reference names to the list of its entry; `list_of` leads to that list.
    template <typename IdType, typename ListOf>
    void resolve_lists(std::string_view field, const std::vector<Reference>& references,
                       const std::map<std::string_view, IdType>& ids, const ListOf& list_of) {
        for (const Reference& reference : references) {
            const auto found = ids.find(reference.value);
            if (found == ids.end()) {
                report_unknown(loaded_.diagnostics, field, reference);
            } else {
                list_of(reference.entry)->push_back(found->second);
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
            report_circle(field, reference, "an entry that does not stand below this one");
            table[reference.entry].*member = IdType();
        }
    }

    LoadedVocabulary& loaded_;
    std::vector<Reference> parents_;         // bodies' part_of
    std::vector<Reference> wider_;           // topics' broader
    std::vector<Reference> keepers_;         // instruments' body
    std::vector<Reference> business_under_;  // instruments' about
    std::vector<Reference> work_;            // counterparts' about
    std::vector<Reference> affairs_;         // topics' affairs_of
    std::vector<Reference> doers_;           // topics' done_by
    std::vector<Reference> entailed_;
    std::vector<Reference> business_;             // bodies' about
    std::vector<Reference> replaced_;             // bodies' replaces
    std::vector<Reference> named_members_;        // covers' bodies
    std::vector<Reference> whole_of_members_;     // covers' under
    std::vector<Reference> business_of_members_;  // covers' about
    std::vector<Reference> members_;              // counterparts' covers
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
