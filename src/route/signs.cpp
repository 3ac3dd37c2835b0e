#include "route/signs.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "data/reader.h"

namespace remit::route {
namespace {

using diag::DiagnosticId;
using yaml::Node;

constexpr std::string_view kSignsFolder = "vocabulary/signs/";
constexpr std::string_view kSymbolsFile = "vocabulary/symbols.yaml";
constexpr std::string_view kPlacesFile = "vocabulary/places.yaml";
constexpr std::string_view kLanguagesFile = "vocabulary/languages.yaml";

struct KindName {
    std::string_view key;
    TargetKind kind;
};
/// What signs and symbols may point to; places are named in their own file.
constexpr std::array<KindName, 5> kKinds{{{"body", TargetKind::body},
                                          {"topic", TargetKind::topic},
                                          {"counterpart", TargetKind::counterpart},
                                          {"instrument", TargetKind::instrument},
                                          {"function", TargetKind::function}}};

class SignReader {
  public:
    SignReader(LoadedSigns& loaded, const remit::Vocabulary& vocabulary) : loaded_(&loaded) {
        learn(TargetKind::body, vocabulary.bodies);
        learn(TargetKind::topic, vocabulary.topics);
        learn(TargetKind::counterpart, vocabulary.counterparts);
        learn(TargetKind::instrument, vocabulary.instruments);
        learn(TargetKind::function, vocabulary.functions);
    }

    void read(const base::EmbeddedFile& file) {
        const std::string_view path = file.path;
        const bool is_sign = path.starts_with(kSignsFolder) && path.ends_with(".yaml");
        if (!is_sign && path != kSymbolsFile && path != kPlacesFile && path != kLanguagesFile) {
            return;
        }
        loaded_->source.add(std::string(path), file.bytes);
        const data::Reader reader(loaded_->source, loaded_->diagnostics);
        const auto document = reader.parse();
        if (!document) return;
        const auto items = document->root().list();
        if (!items.ok()) {
            loaded_->diagnostics.report(DiagnosticId::wrong_type, reader.span_of(document->root()))
                .with("field", std::string("entries"))
                .with("expected", std::string("list"));
            return;
        }
        for (const Node& item : items.value()) {
            if (!reader.is_map(item, "entry")) continue;
            if (is_sign) read_sign(reader, item);
            if (path == kSymbolsFile) read_symbol(reader, item);
            if (path == kPlacesFile) read_place(reader, item);
            if (path == kLanguagesFile) read_language(reader, item);
        }
    }

  private:
    using Ids = std::map<std::string_view, std::uint32_t>;

    template <typename Entry>
    void learn(TargetKind kind, const std::vector<Entry>& table) {
        for (std::uint32_t index = 0; index < table.size(); ++index) {
            ids_[static_cast<std::size_t>(kind)].try_emplace(table[index].id, index);
        }
    }

    std::optional<Target> find(const data::Reader& reader, const Node& node, const KindName& kind) {
        const auto text = reader.find_text(node, kind.key);
        if (!text) return std::nullopt;
        const Ids& ids = ids_[static_cast<std::size_t>(kind.kind)];
        const auto found = ids.find(text->value);
        if (found == ids.end()) {
            reader.report_reference(kind.key, *text);
            return std::nullopt;
        }
        return Target{kind.kind, found->second};
    }
    /// An entry that points to nothing at all lacks its first field.
    std::vector<Target> targets(const data::Reader& reader, const Node& node) {
        std::vector<Target> found;
        bool any = false;
        for (const KindName& kind : kKinds) {
            any = any || reader.find(node, kind.key) != nullptr;
            if (const auto target = find(reader, node, kind)) found.push_back(*target);
        }
        if (!any) static_cast<void>(reader.require(node, kKinds.front().key));
        return found;
    }

    static std::vector<std::string> texts(const data::Reader& reader, const Node& node,
                                          std::string_view key) {
        std::vector<std::string> found;
        for (const data::Text& item : reader.texts(node, key)) found.emplace_back(item.value);
        return found;
    }
    static remit::Names names(const data::Reader& reader, const Node& node, std::string_view key) {
        const Node* names = reader.find(node, key);
        if (names == nullptr || !reader.is_map(*names, key)) return {};
        reader.allow(*names, {"en", "fr", "hr", "sr"});
        return {texts(reader, *names, "en"), texts(reader, *names, "fr"),
                texts(reader, *names, "hr"), texts(reader, *names, "sr")};
    }

    void read_sign(const data::Reader& reader, const Node& node) {
        reader.allow(node,
                     {"body", "topic", "counterpart", "instrument", "function", "signs", "hints"});
        const std::vector<Target> found = targets(reader, node);
        if (found.empty()) return;
        if (found.size() > 1) return report_second_target(reader, node);
        loaded_->signs.signs.push_back(
            {found.front(), names(reader, node, "signs"), names(reader, node, "hints")});
    }
    static void report_second_target(const data::Reader& reader, const Node& node) {
        bool first = true;
        for (const KindName& kind : kKinds) {
            if (reader.find(node, kind.key) == nullptr) continue;
            if (!first) {
                reader.report_value(kind.key, *reader.find_text(node, kind.key),
                                    "one target for each entry");
            }
            first = false;
        }
    }
    void read_symbol(const data::Reader& reader, const Node& node) {
        reader.allow(node, {"pattern", "body", "topic", "counterpart", "instrument", "function"});
        const auto pattern = reader.require_text(node, "pattern");
        std::vector<Target> found = targets(reader, node);
        if (!pattern || found.empty()) return;
        loaded_->signs.symbols.push_back({std::string(pattern->value), std::move(found)});
    }
    void read_place(const data::Reader& reader, const Node& node) {
        reader.allow(node, {"id", "names", "acronyms", "adjectives", "topics", "region"});
        const auto id = reader.require_text(node, "id");
        if (!id) return;
        const auto [known, is_new] = place_ids_.try_emplace(std::string(id->value), id->span);
        if (!is_new) return reader.report_repeated(*id, known->second);
        Place place{.id = std::string(id->value),
                    .names = names(reader, node, "names"),
                    .acronyms = names(reader, node, "acronyms"),
                    .adjectives = names(reader, node, "adjectives"),
                    .topics = {}};
        const Ids& ids = ids_[static_cast<std::size_t>(TargetKind::topic)];
        for (const data::Text& topic : reader.texts(node, "topics")) {
            const auto found = ids.find(topic.value);
            if (found == ids.end()) {
                reader.report_reference("topics", topic);
            } else {
                place.topics.emplace_back(found->second);
            }
        }
        loaded_->signs.places.push_back(std::move(place));
    }

    void read_language(const data::Reader& reader, const Node& node) {
        reader.allow(node, {"id", "words", "letters"});
        const auto id = reader.require_text(node, "id");
        if (!id) return;
        const auto read_into = [&](remit::Names& all, std::string_view key) {
            const std::vector<std::string> found = texts(reader, node, key);
            if (id->value == "en") all.en = found;
            if (id->value == "fr") all.fr = found;
            if (id->value == "hr") all.hr = found;
            if (id->value == "sr") all.sr = found;
        };
        read_into(loaded_->signs.languages, "words");
        read_into(loaded_->signs.letters, "letters");
        constexpr std::array<std::string_view, 4> kLanguages{"en", "fr", "hr", "sr"};
        if (std::ranges::find(kLanguages, id->value) == kLanguages.end()) {
            reader.report_value("id", *id, "en, fr, hr or sr");
        }
    }

    LoadedSigns* loaded_;
    std::array<Ids, 6> ids_;
    std::map<std::string, diag::Span, std::less<>> place_ids_;
};

}  // namespace

LoadedSigns load_signs(std::span<const base::EmbeddedFile> files,
                       const remit::Vocabulary& vocabulary) {
    LoadedSigns loaded;
    SignReader reader(loaded, vocabulary);
    for (const base::EmbeddedFile& file : files) reader.read(file);
    return loaded;
}

LoadedSigns load_embedded_signs(const remit::Vocabulary& vocabulary) {
    return load_signs(base::embedded_files(), vocabulary);
}

}  // namespace remit::route
