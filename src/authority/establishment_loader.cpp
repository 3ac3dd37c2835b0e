#include "authority/establishment_loader.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "calendar/entry_reader.h"
#include "data/reader.h"

namespace remit::authority {
namespace {

using calendar::Date;
using data::Text;
using diag::DiagnosticId;
using diag::Span;
using yaml::Node;

constexpr std::array<std::pair<std::string_view, Rank>, 4> kRanks{{
    {"officer", Rank::officer},
    {"head", Rank::head},
    {"state_secretary", Rank::state_secretary},
    {"minister", Rank::minister},
}};

class StaffReader {
  public:
    StaffReader(const data::Reader& reader, const remit::Remit& remit, const Schemes& schemes,
                LoadedStaff& loaded)
        : reader_(reader),
          entries_(reader, loaded.diagnostics),
          schemes_(schemes),
          loaded_(loaded) {
        for (std::size_t index = 0; index < remit.units.size(); ++index) {
            units_.try_emplace(remit.units[index].code, index);
        }
    }

    void read(const Node& root) {
        if (!reader_.is_map(root, "establishment")) return;
        reader_.allow(root,
                      {"officers", "posts", "deputies", "absences", "certificates", "briefings"});
        for (const Node* node : list(root, "officers")) read_officer(*node);
        for (const Node* node : list(root, "posts")) read_post(*node);
        for (const Node* node : list(root, "deputies")) read_deputy(*node);
        for (const Node* node : list(root, "absences")) read_absence(*node);
        for (const Node* node : list(root, "certificates")) read_certificate(*node);
        for (const Node* node : list(root, "briefings")) read_briefing(*node);
        report_double_heads();
        report_circles();
    }

  private:
    [[nodiscard]] Staff& staff() { return loaded_.staff; }

    /// The records under the key, up to the most that are read; the first beyond is reported.
    std::vector<const Node*> list(const Node& root, std::string_view key) {
        const std::size_t most = key == "deputies" ? kDeputiesMax : kRecordsMax;
        std::vector<const Node*> nodes = reader_.maps(root, key);
        if (nodes.size() <= most) return nodes;
        const Text first_beyond{key, reader_.span_of(*nodes[most])};
        reader_.report_value(key, first_beyond, "at most " + std::to_string(most) + " records");
        nodes.resize(most);
        return nodes;
    }

    void read_officer(const Node& node) {
        reader_.allow(node, {"id"});
        const auto id = entries_.new_id(node, officer_uses_);
        if (!id) return;
        officers_.try_emplace(std::string(id->value), staff().officers.size());
        staff().officers.emplace_back(id->value);
    }

    void read_post(const Node& node) {
        reader_.allow(node, {"id", "unit", "rank", "officer", "acting", "from", "until"});
        const auto id = entries_.new_id(node, post_uses_);
        const auto unit = reader_.require_text(node, "unit");
        const auto rank = read_rank(node);
        const auto officer = read_officer_of(node, "officer");
        const bool acting = reader_.flag(node, "acting", /*otherwise=*/false);
        const auto found = unit ? units_.find(unit->value) : units_.end();
        if (unit && found == units_.end()) reader_.report_reference("unit", *unit);
        const Tenure term = read_term(node);
        if (!id || found == units_.end() || !rank || !officer) return;
        if (acting && *rank == Rank::officer) {
            reader_.report_value("acting", *reader_.find_text(node, "acting"),
                                 "'false', or a rank above 'officer'");
        }
        staff().posts.push_back(
            {std::string(id->value), found->second, *rank, *officer, acting, term});
        post_spans_.push_back(id->span);
    }

    void read_deputy(const Node& node) {
        reader_.allow(node, {"deputy", "replaces", "standing", "basis", "from", "until"});
        const auto deputy = read_officer_of(node, "deputy");
        const auto replaces = read_officer_of(node, "replaces");
        const bool standing = reader_.flag(node, "standing", /*otherwise=*/false);
        const auto basis = reader_.require_text(node, "basis");
        const Tenure term = read_term(node);
        if (!deputy || !replaces) return;
        const Text name = *reader_.find_text(node, "deputy");
        if (*deputy == *replaces) {
            loaded_.diagnostics.report(DiagnosticId::deputy_of_self, name.span)
                .with("officer", std::string(name.value));
            return;
        }
        staff().deputies.push_back(
            {*deputy, *replaces, standing, basis ? std::string(basis->value) : "", term});
        deputy_spans_.push_back(name.span);
    }

    void read_absence(const Node& node) {
        reader_.allow(node, {"officer", "basis", "from", "until"});
        const auto officer = read_officer_of(node, "officer");
        const Tenure term = read_term(node);
        if (!officer) return;
        staff().absences.push_back({*officer, entries_.basis(node), term});
    }

    void read_certificate(const Node& node) {
        reader_.allow(node, {"officer", "level", "from", "until"});
        const auto officer = read_officer_of(node, "officer");
        const auto text = reader_.require_text(node, "level");
        const auto level = text ? schemes_.find_level(text->value) : std::nullopt;
        if (text && !level) reader_.report_reference("level", *text);
        const auto days = read_days(node);
        if (officer && level && days) staff().certificates.push_back({*officer, {*level, *days}});
    }

    void read_briefing(const Node& node) {
        reader_.allow(node, {"officer", "scheme", "from", "until"});
        const auto officer = read_officer_of(node, "officer");
        const auto text = reader_.require_text(node, "scheme");
        const auto scheme = text ? schemes_.find_scheme(text->value) : std::nullopt;
        if (text && !scheme) reader_.report_reference("scheme", *text);
        const auto days = read_days(node);
        if (officer && scheme && days) staff().briefings.push_back({*officer, {*scheme, *days}});
    }

    /// What opens papers ends on a day that is known.
    std::optional<Days> read_days(const Node& node) {
        const bool has_end = reader_.require(node, "until") != nullptr;
        const Tenure term = read_term(node);
        if (!has_end || !term.until) return std::nullopt;
        return Days{term.from.value_or(Date::first()), *term.until};
    }

    std::optional<Rank> read_rank(const Node& node) {
        const auto rank = reader_.require_text(node, "rank");
        if (!rank) return std::nullopt;
        for (const auto& [word, value] : kRanks) {
            if (word == rank->value) return value;
        }
        reader_.report_value("rank", *rank, "'officer', 'head', 'state_secretary' or 'minister'");
        return std::nullopt;
    }

    std::optional<OfficerId> read_officer_of(const Node& node, std::string_view key) {
        const auto id = reader_.require_text(node, key);
        if (!id) return std::nullopt;
        const auto found = officers_.find(id->value);
        if (found != officers_.end()) return found->second;
        reader_.report_reference(key, *id);
        return std::nullopt;
    }

    Tenure read_term(const Node& node) {
        const calendar::Period period = entries_.period(node);
        return {period.from, period.until};
    }

    /// A unit has one head on a day, acting or not.
    void report_double_heads() {
        std::map<remit::UnitId, std::vector<std::size_t>> heads;
        for (std::size_t index = 0; index < staff().posts.size(); ++index) {
            if (staff().posts[index].rank != Rank::officer) {
                heads[staff().posts[index].unit].push_back(index);
            }
        }
        for (const auto& [unit, posts] : heads) {
            for (std::size_t at = 1; at < posts.size(); ++at) report_double_head(posts, at);
        }
    }
    /// Reports the post against the first before it that it overlaps.
    void report_double_head(const std::vector<std::size_t>& posts, std::size_t at) {
        const HeldPost& post = staff().posts[posts[at]];
        for (std::size_t before = 0; before < at; ++before) {
            const HeldPost& other = staff().posts[posts[before]];
            if (other.rank != post.rank || !other.term.overlaps(post.term)) continue;
            const Date day = std::max(other.term.from.value_or(Date::first()),
                                      post.term.from.value_or(Date::first()));
            loaded_.diagnostics.report(DiagnosticId::two_heads, post_spans_[posts[at]])
                .with("post", post.id)
                .with("other", other.id)
                .with("day", day.iso())
                .note(diag::NoteId::two_heads_other, post_spans_[posts[before]]);
            return;
        }
    }

    /// On no day do officers replace each other in a circle. A circle holds from the day on which
    /// the last of its records begins, so it is enough to look at those days.
    void report_circles() {
        std::set<Date> days;
        for (const Deputy& deputy : staff().deputies) {
            days.insert(deputy.term.from.value_or(Date::first()));
        }
        for (const Date day : days) report_circles_on(day);
    }
    void report_circles_on(Date day) {
        std::vector<std::vector<std::size_t>> replaced(staff().officers.size());
        std::set<std::size_t> starts;
        for (std::size_t index = 0; index < staff().deputies.size(); ++index) {
            const Deputy& deputy = staff().deputies[index];
            if (!deputy.term.holds_on(day)) continue;
            replaced[deputy.deputy.index()].push_back(index);
            starts.insert(deputy.deputy.index());
        }
        enum class Mark : std::uint8_t { fresh, open, done };
        std::vector<Mark> marks(staff().officers.size(), Mark::fresh);
        std::vector<std::pair<std::size_t, std::size_t>> path;  // officer, next record
        for (const std::size_t start : starts) {
            if (marks[start] == Mark::fresh) path.emplace_back(start, 0);
            while (!path.empty()) {
                auto& [officer, next] = path.back();
                marks[officer] = Mark::open;
                if (next == replaced[officer].size()) {
                    marks[officer] = Mark::done;
                    path.pop_back();
                    continue;
                }
                const std::size_t record = replaced[officer][next++];
                const std::size_t other = staff().deputies[record].replaces.index();
                if (marks[other] == Mark::open) report_circle(record, day);
                if (marks[other] == Mark::fresh) path.emplace_back(other, 0);
            }
        }
    }
    void report_circle(std::size_t record, Date day) {
        if (!circles_.insert(record).second) return;
        const Deputy& deputy = staff().deputies[record];
        loaded_.diagnostics.report(DiagnosticId::circular_deputies, deputy_spans_[record])
            .with("officer", staff().officers[deputy.deputy.index()])
            .with("other", staff().officers[deputy.replaces.index()])
            .with("day", day.iso());
    }

    const data::Reader& reader_;
    calendar::EntryReader entries_;
    const Schemes& schemes_;
    LoadedStaff& loaded_;
    std::map<std::string, remit::UnitId, std::less<>> units_;
    std::map<std::string, OfficerId, std::less<>> officers_;
    calendar::FirstUses officer_uses_;
    calendar::FirstUses post_uses_;
    std::vector<Span> post_spans_;
    std::vector<Span> deputy_spans_;
    std::set<std::size_t> circles_;  // records that were reported
};

}  // namespace

LoadedStaff load_staff(std::string name, std::string_view bytes, const remit::Remit& remit,
                       const Schemes& schemes) {
    LoadedStaff loaded;
    loaded.source.add(std::move(name), bytes);
    const data::Reader reader(loaded.source, loaded.diagnostics);
    const auto document = reader.parse();
    if (document) StaffReader(reader, remit, schemes, loaded).read(document->root());
    loaded.diagnostics.sort();
    return loaded;
}

}  // namespace remit::authority
