#include "authority/classification_loader.h"

#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "authority/classification_reading.h"
#include "base/embedded.h"
#include "data/reader.h"

namespace remit::authority {
namespace {

using data::Text;
using diag::DiagnosticId;
using diag::Span;
using yaml::Node;

constexpr std::string_view kEmbeddedPath = "secrecy/schemes.yaml";
constexpr int kTermYearsMax = 100;

/// Where something was first said, and by which entry.
struct FirstUse {
    Span span;
    std::string id;
};

class SchemesReader {
  public:
    SchemesReader(const data::Reader& reader, diag::Diagnostics& diagnostics, Schemes& schemes)
        : reader_(reader), diagnostics_(diagnostics), schemes_(schemes) {}

    void read(const Node& root);

  private:
    void read_scheme(const Node& node);
    void read_access(const Node& node, Scheme& scheme);
    void read_level(const Node& node, SchemeId scheme);
    void read_distribution(const Node& node, SchemeId scheme);
    void read_equivalence(const Node& node);
    void read_false_friend(const Node& node);

    [[nodiscard]] LocalName read_names(const Node& node);
    [[nodiscard]] int read_rank(const Node& node, const Text& id, SchemeId scheme);
    [[nodiscard]] std::optional<Term> read_term(const Node& node);
    [[nodiscard]] Audience read_audience(const Node& node);
    [[nodiscard]] std::optional<LevelId> read_level_reference(const Text& text,
                                                              std::string_view field);
    /// A number of the field from `first` to `last`; none, and reported, where it is another.
    [[nodiscard]] std::optional<int> read_number(const Node& node, std::string_view field,
                                                 int first, int last);
    void report_contradiction(const Text& text, LevelId level, LevelId other,
                              std::string_view problem);

    /// The entry's id; none where it is missing. One that stands twice is reported and kept.
    [[nodiscard]] std::optional<Text> read_id(const Node& node,
                                              std::map<std::string, Span, std::less<>>& uses);
    /// Reports a name that another entry of the scheme has already.
    void claim(SchemeId scheme, const Text& name, std::string_view id);
    std::vector<std::string> claim_all(SchemeId scheme, const Node& node, std::string_view field,
                                       std::string_view id);
    std::string claim_text(SchemeId scheme, const Node& node, std::string_view field,
                           std::string_view id);

    const data::Reader& reader_;
    diag::Diagnostics& diagnostics_;
    Schemes& schemes_;
    std::map<std::string, Span, std::less<>> scheme_ids_;
    std::map<std::string, Span, std::less<>> marking_ids_;
    std::map<std::pair<SchemeId, int>, FirstUse> ranks_;
    std::map<std::pair<SchemeId, std::string>, FirstUse> names_;
    std::map<std::string, LevelId, std::less<>> level_ids_;
    std::map<LevelId, Span> equated_;
};

void SchemesReader::read(const Node& root) {
    if (!reader_.is_map(root, "schemes")) return;
    reader_.allow(root, {"schemes", "equivalences", "false_friends"});
    static_cast<void>(reader_.require(root, "schemes"));
    for (const Node* node : reader_.maps(root, "schemes")) read_scheme(*node);
    for (const Node* node : reader_.maps(root, "equivalences")) read_equivalence(*node);
    for (const Node* node : reader_.maps(root, "false_friends")) read_false_friend(*node);
}

std::optional<Text> SchemesReader::read_id(const Node& node,
                                           std::map<std::string, Span, std::less<>>& uses) {
    const auto id = reader_.require_text(node, "id");
    if (!id) return std::nullopt;
    const auto [use, is_new] = uses.try_emplace(std::string(id->value), id->span);
    if (!is_new) reader_.report_repeated(*id, use->second);
    return id;
}

void SchemesReader::read_scheme(const Node& node) {
    reader_.allow(node, {"id", "names", "verified", "access", "levels", "distributions"});
    const auto id = read_id(node, scheme_ids_);
    Scheme scheme;
    if (id) scheme.id = id->value;
    scheme.names = read_names(node);
    scheme.verified = reader_.flag(node, "verified", /*otherwise=*/true);
    const Node* levels = reader_.find(node, "levels");
    // A scheme without levels has nothing that a certificate could open.
    const Node* access =
        levels == nullptr ? reader_.find(node, "access") : reader_.require(node, "access");
    if (access != nullptr && reader_.is_map(*access, "access")) read_access(*access, scheme);
    const SchemeId scheme_id(schemes_.schemes.size());
    schemes_.schemes.push_back(std::move(scheme));
    for (const Node* level : reader_.maps(node, "levels")) read_level(*level, scheme_id);
    for (const Node* marking : reader_.maps(node, "distributions"))
        read_distribution(*marking, scheme_id);
}

LocalName SchemesReader::read_names(const Node& node) {
    LocalName names;
    const Node* map = reader_.require(node, "names");
    if (map == nullptr || !reader_.is_map(*map, "names")) return names;
    reader_.allow(*map, {"en", "hr", "sr"});
    if (const auto text = reader_.require_text(*map, "en")) names.en = text->value;
    if (const auto text = reader_.require_text(*map, "hr")) names.hr = text->value;
    if (const auto text = reader_.require_text(*map, "sr")) names.sr = text->value;
    return names;
}

void SchemesReader::read_access(const Node& node, Scheme& scheme) {
    reader_.allow(node, {"certificate_from", "briefing_from", "verified"});
    // One above the highest rank: never needed. What is faulty stays at the lowest rank: always
    // needed.
    constexpr int kNever = kRankMax + 1;
    for (auto [field, target] :
         {std::pair{std::string_view("certificate_from"), &scheme.certificate_from},
          std::pair{std::string_view("briefing_from"), &scheme.briefing_from}}) {
        const auto text = reader_.require_text(node, field);
        if (!text) continue;
        if (text->value == "never") {
            *target = kNever;
        } else if (const auto rank = read_number(node, field, kRankMin, kRankMax)) {
            *target = *rank;
        }
    }
    scheme.access_verified = reader_.flag(node, "verified", /*otherwise=*/true);
}

std::optional<int> SchemesReader::read_number(const Node& node, std::string_view field, int first,
                                              int last) {
    const auto text = reader_.find_text(node, field);
    if (!text) return std::nullopt;
    int value = 0;
    const char* end = text->value.data() + text->value.size();
    const auto read = std::from_chars(text->value.data(), end, value);
    if (read.ec == std::errc() && read.ptr == end && value >= first && value <= last) return value;
    reader_.report_value(field, *text, std::to_string(first) + "-" + std::to_string(last));
    return std::nullopt;
}

void SchemesReader::claim(SchemeId scheme, const Text& name, std::string_view id) {
    const auto [use, is_new] =
        names_.try_emplace({scheme, marking_key(name.value)}, FirstUse{name.span, std::string(id)});
    if (is_new || use->second.id == id) return;
    diagnostics_.report(DiagnosticId::ambiguous_marking, name.span)
        .with("first", use->second.id)
        .with("second", std::string(id))
        .note(diag::NoteId::ambiguous_marking_first, use->second.span);
}

std::vector<std::string> SchemesReader::claim_all(SchemeId scheme, const Node& node,
                                                  std::string_view field, std::string_view id) {
    std::vector<std::string> names;
    for (const Text& name : reader_.texts(node, field)) {
        claim(scheme, name, id);
        names.emplace_back(name.value);
    }
    return names;
}

std::string SchemesReader::claim_text(SchemeId scheme, const Node& node, std::string_view field,
                                      std::string_view id) {
    const auto name = reader_.find_text(node, field);
    if (!name) return {};
    claim(scheme, *name, id);
    return std::string(name->value);
}

void SchemesReader::read_level(const Node& node, SchemeId scheme) {
    reader_.allow(node, {"id", "rank", "name", "forms", "short", "former", "term"});
    const auto id = read_id(node, marking_ids_);
    static_cast<void>(reader_.require(node, "name"));
    if (!id) return;
    Level level;
    level.id = id->value;
    level.scheme = scheme;
    level.rank = read_rank(node, *id, scheme);
    level.name = claim_text(scheme, node, "name", id->value);
    level.forms = claim_all(scheme, node, "forms", id->value);
    level.former = claim_all(scheme, node, "former", id->value);
    level.short_form = claim_text(scheme, node, "short", id->value);
    level.term = read_term(node);
    level_ids_.try_emplace(level.id, schemes_.levels.size());
    schemes_.levels.push_back(std::move(level));
}

int SchemesReader::read_rank(const Node& node, const Text& id, SchemeId scheme) {
    if (reader_.require(node, "rank") == nullptr) return kRankMax;
    const auto rank = read_number(node, "rank", kRankMin, kRankMax);
    if (!rank) return kRankMax;
    const auto [use, is_new] =
        ranks_.try_emplace({scheme, *rank}, FirstUse{id.span, std::string(id.value)});
    if (!is_new) {
        diagnostics_.report(DiagnosticId::repeated_rank, id.span)
            .with("first", use->second.id)
            .with("second", std::string(id.value))
            .with("rank", *rank)
            .note(diag::NoteId::repeated_rank_first, use->second.span);
    }
    return *rank;
}

std::optional<Term> SchemesReader::read_term(const Node& node) {
    const Node* map = reader_.find(node, "term");
    if (map == nullptr || !reader_.is_map(*map, "term")) return std::nullopt;
    reader_.allow(*map, {"years", "kind", "verified"});
    static_cast<void>(reader_.require(*map, "years"));
    const auto years = read_number(*map, "years", 1, kTermYearsMax);
    const auto kind = reader_.require_text(*map, "kind");
    if (kind && kind->value != "review" && kind->value != "expiry") {
        reader_.report_value("kind", *kind, "'review', 'expiry'");
        return std::nullopt;
    }
    if (!years || !kind) return std::nullopt;
    return Term{kind->value == "review" ? TermKind::review : TermKind::expiry, *years,
                reader_.flag(*map, "verified", /*otherwise=*/true)};
}

Audience SchemesReader::read_audience(const Node& node) {
    const auto audience = reader_.require_text(node, "audience");
    if (!audience || audience->value == "official") return Audience::official;
    if (audience->value == "public") return Audience::open;
    reader_.report_value("audience", *audience, "'official', 'public'");
    return Audience::official;
}

void SchemesReader::read_distribution(const Node& node, SchemeId scheme) {
    reader_.allow(node, {"id", "name", "forms", "short", "series", "audience"});
    const auto id = read_id(node, marking_ids_);
    static_cast<void>(reader_.require(node, "name"));
    Distribution distribution;
    distribution.scheme = scheme;
    distribution.audience = read_audience(node);
    distribution.series = reader_.flag(node, "series", /*otherwise=*/false);
    if (!id) return;
    distribution.id = id->value;
    distribution.name = claim_text(scheme, node, "name", id->value);
    distribution.forms = claim_all(scheme, node, "forms", id->value);
    distribution.short_form = claim_text(scheme, node, "short", id->value);
    schemes_.distributions.push_back(std::move(distribution));
}

std::optional<LevelId> SchemesReader::read_level_reference(const Text& text,
                                                           std::string_view field) {
    const auto level = level_ids_.find(text.value);
    if (level != level_ids_.end()) return level->second;
    reader_.report_reference(field, text);
    return std::nullopt;
}

void SchemesReader::read_equivalence(const Node& node) {
    reader_.allow(node, {"levels", "verified"});
    static_cast<void>(reader_.require(node, "levels"));
    Equivalence equivalence;
    equivalence.verified = reader_.flag(node, "verified", /*otherwise=*/true);
    std::map<SchemeId, LevelId> of_schemes;
    for (const Text& text : reader_.texts(node, "levels")) {
        const auto level = read_level_reference(text, "levels");
        if (!level) continue;
        const auto [use, is_new] = equated_.try_emplace(*level, text.span);
        if (!is_new) {
            reader_.report_repeated(text, use->second);
            continue;
        }
        const auto [same_scheme, is_first] =
            of_schemes.try_emplace(schemes_.level(*level).scheme, *level);
        if (!is_first) {
            report_contradiction(text, *level, same_scheme->second, "scheme");
        } else if (!equivalence.levels.empty() &&
                   schemes_.level(*level).rank != schemes_.level(equivalence.levels.front()).rank) {
            report_contradiction(text, *level, equivalence.levels.front(), "rank");
        }
        equivalence.levels.push_back(*level);
    }
    schemes_.equivalences.push_back(std::move(equivalence));
}

void SchemesReader::report_contradiction(const Text& text, LevelId level, LevelId other,
                                         std::string_view problem) {
    diagnostics_.report(DiagnosticId::contradictory_equivalence, text.span)
        .with("level", schemes_.level(level).id)
        .with("other", schemes_.level(other).id)
        .with("problem", std::string(problem));
}

void SchemesReader::read_false_friend(const Node& node) {
    reader_.allow(node, {"level", "taken_for"});
    const auto level_text = reader_.require_text(node, "level");
    const auto other_text = reader_.require_text(node, "taken_for");
    if (!level_text || !other_text) return;
    const auto level = read_level_reference(*level_text, "level");
    const auto other = read_level_reference(*other_text, "taken_for");
    if (!level || !other) return;
    const Level& left = schemes_.level(*level);
    const Level& right = schemes_.level(*other);
    if (left.scheme == right.scheme || left.rank == right.rank) {
        report_contradiction(*other_text, *level, *other, "friend");
        return;
    }
    schemes_.false_friends.push_back({*level, *other});
}

}  // namespace

LoadedSchemes load_schemes(std::string name, std::string_view bytes) {
    LoadedSchemes loaded;
    loaded.source.add(std::move(name), bytes);
    const data::Reader reader(loaded.source, loaded.diagnostics);
    const auto document = reader.parse();
    if (document) SchemesReader(reader, loaded.diagnostics, loaded.schemes).read(document->root());
    loaded.diagnostics.sort();
    return loaded;
}

Result<Schemes> load_embedded_schemes() {
    const auto bytes = base::find_embedded(base::embedded_files(), kEmbeddedPath);
    if (!bytes)
        return base::make_error(ErrorCode::corrupt,
                                "the program lacks its file 'secrecy/schemes.yaml'");
    LoadedSchemes loaded = load_schemes(std::string(kEmbeddedPath), *bytes);
    if (loaded.diagnostics.count(diag::Severity::error) > 0) {
        return base::make_error(ErrorCode::corrupt,
                                "the program's own 'secrecy/schemes.yaml' is faulty");
    }
    return std::move(loaded.schemes);
}

}  // namespace remit::authority
