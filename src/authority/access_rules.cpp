#include "authority/access_rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "data/reader.h"

namespace remit::authority {
namespace {

using data::Text;
using yaml::Node;

class RulesReader {
  public:
    RulesReader(const data::Reader& reader, const Schemes& schemes, AccessRules& rules)
        : reader_(reader), schemes_(schemes), rules_(rules) {}

    void read(const Node& root);

  private:
    void read_house(const Node& root);
    void read_holds(const Node& node);
    void read_need_to_know(const Node& node);
    void read_record(const Node& node);
    void read_glass(const Node& node);
    void read_opening(const Node& node);

    /// The map under the key; nullptr, and reported, where there is none.
    [[nodiscard]] const Node* require_map(const Node& node, std::string_view key) const;
    [[nodiscard]] std::optional<SchemeId> read_scheme(const Node& node, std::string_view key) const;
    [[nodiscard]] std::optional<int> read_number(const Node& node, std::string_view key,
                                                 int last) const;
    /// The value that the table gives the word; none, and reported, where it has no such word.
    template <typename Value, std::size_t Count>
    [[nodiscard]] std::optional<Value> read_word(
        const Node& node, std::string_view key,
        const std::array<std::pair<std::string_view, Value>, Count>& words) const;

    const data::Reader& reader_;
    const Schemes& schemes_;
    AccessRules& rules_;
    std::map<std::pair<SchemeId, SchemeId>, diag::Span> openings_;
};

constexpr std::array<std::pair<std::string_view, Personal>, 3> kPersonal{{
    {"ordinary", Personal::ordinary},
    {"special", Personal::special},
    {"never", Personal::never},
}};

constexpr std::array<std::pair<std::string_view, Reach>, 3> kReach{{
    {"nobody", Reach::nobody},
    {"heads", Reach::heads},
    {"everybody", Reach::everybody},
}};

void RulesReader::read(const Node& root) {
    if (!reader_.is_map(root, "secrecy")) return;
    reader_.allow(root, {"scheme", "house", "holds", "need_to_know", "record_reads", "break_glass",
                         "openings"});
    if (const auto scheme = read_scheme(root, "scheme")) rules_.scheme = *scheme;
    read_house(root);
    if (const Node* node = require_map(root, "holds")) read_holds(*node);
    if (const Node* node = require_map(root, "need_to_know")) read_need_to_know(*node);
    if (const Node* node = require_map(root, "record_reads")) read_record(*node);
    if (const Node* node = require_map(root, "break_glass")) read_glass(*node);
    for (const Node* node : reader_.maps(root, "openings")) read_opening(*node);
}

void RulesReader::read_house(const Node& root) {
    const Node* node = reader_.require(root, "house");
    if (node == nullptr) return;
    std::map<std::string_view, diag::Span> seen;
    for (const Text& text : reader_.texts(root, "house")) {
        if (text.value.empty()) {
            reader_.report_value("house", text, "a name");
        } else if (const auto [use, is_new] = seen.try_emplace(text.value, text.span); is_new) {
            rules_.house.emplace_back(text.value);
        } else {
            reader_.report_repeated(text, use->second);
        }
    }
}

const Node* RulesReader::require_map(const Node& node, std::string_view key) const {
    const Node* map = reader_.require(node, key);
    return map != nullptr && reader_.is_map(*map, key) ? map : nullptr;
}

std::optional<SchemeId> RulesReader::read_scheme(const Node& node, std::string_view key) const {
    const auto text = reader_.require_text(node, key);
    if (!text) return std::nullopt;
    const auto scheme = schemes_.find_scheme(text->value);
    if (!scheme) reader_.report_reference(key, *text);
    return scheme;
}

std::optional<int> RulesReader::read_number(const Node& node, std::string_view key,
                                            int last) const {
    const auto text = reader_.require_text(node, key);
    if (!text) return std::nullopt;
    int value = 0;
    const char* end = text->value.data() + text->value.size();
    const auto read = std::from_chars(text->value.data(), end, value);
    if (read.ec == std::errc() && read.ptr == end && value >= 0 && value <= last) return value;
    reader_.report_value(key, *text, "0-" + std::to_string(last));
    return std::nullopt;
}

template <typename Value, std::size_t Count>
std::optional<Value> RulesReader::read_word(
    const Node& node, std::string_view key,
    const std::array<std::pair<std::string_view, Value>, Count>& words) const {
    const auto text = reader_.require_text(node, key);
    if (!text) return std::nullopt;
    std::string expected;
    for (const auto& [word, value] : words) {
        if (word == text->value) return value;
        expected += (expected.empty() ? "'" : ", '") + std::string(word) + "'";
    }
    reader_.report_value(key, *text, expected);
    return std::nullopt;
}

void RulesReader::read_holds(const Node& node) {
    reader_.allow(node, {"papers", "stubs"});
    if (const auto rank = read_number(node, "papers", kRankMax)) rules_.papers_rank = *rank;
    if (const auto rank = read_number(node, "stubs", kRankMax)) rules_.stubs_rank = *rank;
    if (rules_.stubs_rank >= rules_.papers_rank) return;
    // What is kept in full is kept as a stub as well.
    if (const auto text = reader_.find_text(node, "stubs")) {
        reader_.report_value("stubs", *text,
                             std::to_string(rules_.papers_rank) + "-" + std::to_string(kRankMax));
    }
}

void RulesReader::read_need_to_know(const Node& node) {
    reader_.allow(node, {"rank", "personal", "below", "above"});
    if (const auto rank = read_number(node, "rank", kRankMax)) rules_.need_to_know_rank = *rank;
    if (const auto personal = read_word(node, "personal", kPersonal))
        rules_.need_to_know_personal = *personal;
    if (const auto reach = read_word(node, "below", kReach)) rules_.below = *reach;
    if (const auto reach = read_word(node, "above", kReach)) rules_.above = *reach;
}

void RulesReader::read_record(const Node& node) {
    reader_.allow(node, {"rank", "personal"});
    if (const auto rank = read_number(node, "rank", kRankMax)) rules_.reads_rank = *rank;
    if (const auto personal = read_word(node, "personal", kPersonal))
        rules_.reads_personal = *personal;
}

void RulesReader::read_glass(const Node& node) {
    reader_.allow(node, {"hours"});
    if (const auto hours = read_number(node, "hours", kGlassHoursMax)) rules_.glass_hours = *hours;
}

void RulesReader::read_opening(const Node& node) {
    reader_.allow(node, {"scheme", "by", "verified"});
    const bool verified = reader_.flag(node, "verified", /*otherwise=*/true);
    const auto scheme = read_scheme(node, "scheme");
    const auto by = read_scheme(node, "by");
    if (!scheme || !by) return;
    const auto text = reader_.find_text(node, "by");
    if (*scheme == *by) {
        reader_.report_value("by", *text, "another scheme");
    } else if (const auto [use, is_new] = openings_.try_emplace({*scheme, *by}, text->span);
               is_new) {
        rules_.openings.push_back({*scheme, *by, verified});
    } else {
        reader_.report_repeated(*text, use->second);
    }
}

}  // namespace

bool AccessRules::is_house(std::string_view name) const {
    return std::ranges::find(house, name) != house.end();
}

LoadedAccessRules load_access_rules(std::string name, std::string_view bytes,
                                    const Schemes& schemes) {
    LoadedAccessRules loaded;
    loaded.source.add(std::move(name), bytes);
    const data::Reader reader(loaded.source, loaded.diagnostics);
    const auto document = reader.parse();
    if (document) RulesReader(reader, schemes, loaded.rules).read(document->root());
    loaded.diagnostics.sort();
    return loaded;
}

}  // namespace remit::authority
