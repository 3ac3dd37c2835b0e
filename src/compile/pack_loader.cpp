#include "compile/pack_loader.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "base/check.h"
#include "data/reader.h"
#include "text/fold.h"

namespace remit::compile {
namespace {

using diag::Span;
using yaml::Node;

/// Where an id was first used, by its text.
using FirstUses = std::map<std::string, std::pair<std::size_t, Span>, std::less<>>;

constexpr std::array<std::pair<std::string_view, remit::UnitStatus>, 3> kStatuses{{
    {"provision", remit::UnitStatus::provision},
    {"announced_only", remit::UnitStatus::announced_only},
    {"mentioned_only", remit::UnitStatus::mentioned_only},
}};

remit::Extent extent_of(Span span) { return {span.begin, span.end}; }

class PackReader {
  public:
    PackReader(const data::Reader& reader, const remit::Vocabulary& vocabulary, Pack& pack)
        : reader_(reader), vocabulary_(vocabulary), pack_(pack) {}

    void read(const Node& root);

  private:
    void read_institution(const Node& node);
    void read_act(const Node& node);
    void read_unit(const Node& node);
    void read_duty(const Node& node, remit::UnitId unit_id, std::uint32_t ordinal);
    void read_meaning(const Node& node, remit::Duty& duty);

    [[nodiscard]] remit::UnitKindId read_kind(const Node& node, std::string_view name);
    [[nodiscard]] remit::UnitId read_parent(const Node& node);
    [[nodiscard]] remit::UnitStatus read_status(const Node& node);
    [[nodiscard]] remit::DutyId read_back_reference(const Node& node);
    /// The text under `key`, a map by language, in the institution's language and in English.
    std::pair<std::optional<data::Text>, std::optional<data::Text>> read_names(const Node& node,
                                                                           std::string_view key);
    /// Whether the id is new; reports it where it is not.
    bool is_first_use(FirstUses& uses, const data::Text& id, std::size_t index);
    template <typename IdType, typename Find>
    std::vector<IdType> read_ids(const Node& node, std::string_view key, Find find);

    [[nodiscard]] std::string_view language() const { return pack_.institution.language; }
    [[nodiscard]] remit::Remit& model() { return pack_.compilation.remit; }

    const data::Reader& reader_;
    const remit::Vocabulary& vocabulary_;
    Pack& pack_;
    FirstUses units_;
    FirstUses duties_;
};

void PackReader::read(const Node& root) {
    if (!reader_.is_map(root, "pack")) return;
    reader_.allow(root, {"institution", "units"});
    const Node* institution = reader_.require(root, "institution");
    if (institution != nullptr && reader_.is_map(*institution, "institution")) {
        read_institution(*institution);
    }
    // Which text of a unit is its name depends on the language: without one there is nothing to read.
    if (reader_.require(root, "units") == nullptr || language().empty()) return;
    for (const Node* unit : reader_.maps(root, "units")) read_unit(*unit);
}

void PackReader::read_institution(const Node& node) {
    reader_.allow(node, {"id", "country", "language", "names", "act"});
    Institution& institution = pack_.institution;
    if (const auto id = reader_.require_text(node, "id")) institution.id = id->value;
    if (const auto country = reader_.require_text(node, "country")) {
        institution.country = country->value;
    }
    const auto language = reader_.require_text(node, "language");
    if (!language) return;
    if (language->value != "hr" && language->value != "sr") {
        reader_.report_value("language", *language, "'hr' or 'sr'");
        return;
    }
    institution.language = language->value;
    model().language = institution.language;
    model().script = institution.language == "sr" ? "Cyrl" : "Latn";
    const auto [own, english] = read_names(node, "names");
    if (own) institution.name = own->value;
    if (english) institution.name_en = english->value;
    const Node* act = reader_.find(node, "act");
    if (act != nullptr && reader_.is_map(*act, "act")) read_act(*act);
}

void PackReader::read_act(const Node& node) {
    reader_.allow(node, {"title", "verified"});
    const auto [own, english] = read_names(node, "title");
    if (own) pack_.institution.act_title = own->value;
    if (english) pack_.institution.act_title_en = english->value;
    pack_.institution.act_verified = reader_.flag(node, "verified", /*otherwise=*/true);
}

std::pair<std::optional<data::Text>, std::optional<data::Text>> PackReader::read_names(
    const Node& node, std::string_view key) {
    const Node* names = reader_.require(node, key);
    if (names == nullptr || !reader_.is_map(*names, key)) return {};
    reader_.allow(*names, {language(), "en"});
    return {reader_.require_text(*names, language()), reader_.require_text(*names, "en")};
}

bool PackReader::is_first_use(FirstUses& uses, const data::Text& id, std::size_t index) {
    const auto [use, is_new] = uses.try_emplace(std::string(id.value), index, id.span);
    if (!is_new) reader_.report_repeated(id, use->second.second);
    return is_new;
}

void PackReader::read_unit(const Node& node) {
    reader_.allow(node, {"code", "kind", "names", "parent", "article", "status", "duties"});
    const remit::UnitId unit_id(model().units.size());
    remit::Unit unit;
    unit.code_printed = true;
    const auto [name, english] = read_names(node, "names");
    if (name) {
        unit.name = name->value;
        unit.heading = extent_of(name->span);
    }
    unit.kind = read_kind(node, unit.name);
    unit.parent = read_parent(node);
    unit.status = read_status(node);
    if (const auto article = reader_.find_text(node, "article")) unit.article = article->value;
    // The code comes last: a unit cannot stand below itself.
    if (const auto code = reader_.require_text(node, "code")) {
        unit.code = code->value;
        is_first_use(units_, *code, unit_id.index());
    }
    model().units.push_back(std::move(unit));
    pack_.english.unit_names.emplace_back(english ? english->value : std::string_view());
    std::uint32_t ordinal = 0;
    for (const Node* duty : reader_.maps(node, "duties")) read_duty(*duty, unit_id, ++ordinal);
}

remit::UnitKindId PackReader::read_kind(const Node& node, std::string_view name) {
    const auto kind = reader_.require_text(node, "kind");
    if (!kind) return {};
    const std::string folded = text::fold(name);
    const std::string_view first_word = std::string_view(folded).substr(0, folded.find(' '));
    remit::UnitKindId found;
    for (std::size_t index = 0; index < vocabulary_.unit_kinds.size(); ++index) {
        const remit::UnitKind& candidate = vocabulary_.unit_kinds[index];
        if (candidate.id != kind->value) continue;
        const bool fits = std::ranges::find(candidate.forms, first_word) != candidate.forms.end();
        if (fits) return remit::UnitKindId(index);
        if (!found.is_some()) found = remit::UnitKindId(index);
    }
    if (!found.is_some()) reader_.report_reference("kind", *kind);
    return found;
}

remit::UnitId PackReader::read_parent(const Node& node) {
    const auto parent = reader_.find_text(node, "parent");
    if (!parent) return {};
    const auto use = units_.find(parent->value);
    // Only units that stand before this one are known, so that no unit can stand above itself.
    if (use != units_.end()) return remit::UnitId(use->second.first);
    reader_.report_reference("parent", *parent);
    return {};
}

remit::UnitStatus PackReader::read_status(const Node& node) {
    const auto status = reader_.require_text(node, "status");
    if (!status) return remit::UnitStatus::provision;
    for (const auto& [word, value] : kStatuses) {
        if (word == status->value) return value;
    }
    reader_.report_value("status", *status, "'provision', 'announced_only' or 'mentioned_only'");
    return remit::UnitStatus::provision;
}

void PackReader::read_duty(const Node& node, remit::UnitId unit_id, std::uint32_t ordinal) {
    reader_.allow(node, {"id", "citation", language(), "en", "functions", "bodies", "topics",
                         "counterparts", "refers_to", "residual", "truncated", "implicit"});
    const remit::DutyId duty_id(model().duties.size());
    remit::Duty duty;
    duty.unit = unit_id;
    duty.citation.article = model().unit(unit_id).article;
    duty.citation.ordinal = ordinal;
    if (const auto citation = reader_.require_text(node, "citation")) {
        duty.citation.label = citation->value;
    }
    if (const auto words = reader_.require_text(node, language())) {
        duty.extent = extent_of(words->span);
    }
    const auto english = reader_.require_text(node, "en");
    read_meaning(node, duty);
    if (const auto id = reader_.require_text(node, "id")) {
        duty.id = id->value;
        is_first_use(duties_, *id, duty_id.index());
    }
    model().duties.push_back(std::move(duty));
    pack_.english.duties.push_back(english ? extent_of(english->span) : remit::Extent{});
}

void PackReader::read_meaning(const Node& node, remit::Duty& duty) {
    const auto& words = vocabulary_;
    static_cast<void>(reader_.require(node, "functions"));
    duty.functions = read_ids<remit::FunctionId>(
        node, "functions", [&](std::string_view id) { return words.find_function(id); });
    std::ranges::sort(duty.functions);
    duty.bodies = read_ids<remit::BodyId>(
        node, "bodies", [&](std::string_view id) { return words.find_body(id); });
    duty.topics = read_ids<remit::TopicId>(
        node, "topics", [&](std::string_view id) { return words.find_topic(id); });
    duty.counterparts = read_ids<remit::CounterpartId>(
        node, "counterparts", [&](std::string_view id) { return words.find_counterpart(id); });
    duty.refers_to = read_back_reference(node);
    duty.residual = reader_.flag(node, "residual", /*otherwise=*/false);
    duty.truncated = reader_.flag(node, "truncated", /*otherwise=*/false);
    duty.implicit = reader_.flag(node, "implicit", /*otherwise=*/false);
}

remit::DutyId PackReader::read_back_reference(const Node& node) {
    const auto target = reader_.find_text(node, "refers_to");
    if (!target) return {};
    const auto use = duties_.find(target->value);
    if (use != duties_.end()) return remit::DutyId(use->second.first);
    reader_.report_reference("refers_to", *target);
    return {};
}

template <typename IdType, typename Find>
std::vector<IdType> PackReader::read_ids(const Node& node, std::string_view key, Find find) {
    std::vector<IdType> ids;
    FirstUses uses;
    for (const data::Text& text : reader_.texts(node, key)) {
        if (!is_first_use(uses, text, ids.size())) continue;
        if (const auto id = find(text.value)) {
            ids.push_back(*id);
        } else {
            reader_.report_reference(key, text);
        }
    }
    return ids;
}

}  // namespace

Pack load_pack(std::string name, std::string_view bytes, const remit::Vocabulary& vocabulary) {
    Pack pack;
    pack.compilation.vocabulary = &vocabulary;
    pack.compilation.source.add(std::move(name), bytes);
    const data::Reader reader(pack.compilation.source, pack.compilation.diagnostics);
    const auto document = reader.parse();
    if (document) PackReader(reader, vocabulary, pack).read(document->root());
    pack.compilation.diagnostics.sort();
    REMIT_CHECK(pack.english.duties.size() == pack.compilation.remit.duties.size());
    return pack;
}

}  // namespace remit::compile
