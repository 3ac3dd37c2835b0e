#include "authority/competence_lines.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

#include "calendar/entry_reader.h"
#include "data/reader.h"

namespace remit::authority {

namespace {

using yaml::Node;

constexpr std::array<std::string_view, 5> kRoles{"channel", "informed", "scrutiny", "consulted",
                                                 "legal_check"};

bool has_one_holder(LineRole role) {
    switch (role) {
        case LineRole::channel:
        case LineRole::scrutiny:
        case LineRole::legal_check:
            return true;
        case LineRole::informed:
        case LineRole::consulted:
            return false;
    }
    return false;
}

/// Each line as a unit that holds one duty: its limits are compared like a duty's.
remit::Remit remit_of(const std::vector<Line>& lines) {
    remit::Remit made;
    for (const Line& line : lines) {
        remit::Duty duty;
        duty.unit = remit::UnitId(made.units.size());
        duty.functions = line.functions;
        duty.implicit = line.functions.empty();
        duty.bodies = line.bodies;
        duty.topics = line.topics;
        made.units.emplace_back();
        made.duties.push_back(std::move(duty));
    }
    return made;
}

class LinesReader {
  public:
    LinesReader(const data::Reader& reader, const remit::Vocabulary& vocabulary,
                LoadedLines& loaded)
        : reader_(reader),
          entries_(reader, loaded.diagnostics),
          vocabulary_(vocabulary),
          loaded_(loaded) {}

    void read(const Node& root) {
        if (!reader_.is_map(root, "lines")) return;
        reader_.allow(root, {"lines"});
        if (reader_.require(root, "lines") == nullptr) return;
        for (const Node* node : reader_.maps(root, "lines")) read_line(*node);
    }

  private:
    void read_line(const Node& node) {
        reader_.allow(node, {"id", "role", "counterpart", "functions", "bodies", "topics", "basis",
                             "verified", "from", "until"});
        Line line;
        const auto id = entries_.new_id(node, uses_);
        if (id) line.id = id->value;
        const auto role = read_role(node);
        const auto counterpart = read_counterpart(node);
        line.functions = ids<remit::FunctionId>(node, "functions", [&](std::string_view one) {
            return vocabulary_.find_function(one);
        });
        line.bodies = ids<remit::BodyId>(
            node, "bodies", [&](std::string_view one) { return vocabulary_.find_body(one); });
        line.topics = ids<remit::TopicId>(
            node, "topics", [&](std::string_view one) { return vocabulary_.find_topic(one); });
        line.basis = entries_.names(node, "basis");
        // What nobody says is verified is not.
        line.verified = reader_.flag(node, "verified", /*otherwise=*/false);
        const calendar::Period period = entries_.period(node);
        line.from = period.from;
        line.until = period.until;
        if (line.bodies.empty() && line.topics.empty()) {
            report_unlimited(node);
            return;
        }
        if (!id || !role || !counterpart) return;
        line.role = *role;
        line.counterpart = *counterpart;
        loaded_.lines.push_back(std::move(line));
    }

    /// A line around everything would be drawn around nothing in particular.
    void report_unlimited(const Node& node) {
        const Node* bodies = reader_.find(node, "bodies");
        const Node* topics = reader_.find(node, "topics");
        if (bodies == nullptr && topics == nullptr) {
            static_cast<void>(reader_.require(node, "bodies"));
            return;
        }
        const Node& empty = bodies != nullptr ? *bodies : *topics;
        const auto is_empty = [](const Node* list) {
            if (list == nullptr) return true;
            const auto items = list->list();
            return items.ok() && items.value().empty();
        };
        if (!is_empty(bodies) || !is_empty(topics)) return;  // what is wrong there was reported
        reader_.report_value(bodies != nullptr ? "bodies" : "topics",
                             {"[]", reader_.span_of(empty)}, "at least one body or topic");
    }

    std::optional<LineRole> read_role(const Node& node) {
        const auto role = reader_.require_text(node, "role");
        if (!role) return std::nullopt;
        const auto found = std::ranges::find(kRoles, role->value);
        if (found != kRoles.end()) return static_cast<LineRole>(found - kRoles.begin());
        reader_.report_value("role", *role,
                             "'channel', 'informed', 'scrutiny', 'consulted' or 'legal_check'");
        return std::nullopt;
    }
    std::optional<remit::CounterpartId> read_counterpart(const Node& node) {
        const auto text = reader_.require_text(node, "counterpart");
        if (!text) return std::nullopt;
        const auto found = vocabulary_.find_counterpart(text->value);
        if (!found) reader_.report_reference("counterpart", *text);
        return found;
    }
    template <typename Id, typename Find>
    std::vector<Id> ids(const Node& node, std::string_view key, const Find& find) {
        std::vector<Id> found;
        for (const data::Text& text : reader_.texts(node, key)) {
            if (const auto id = find(text.value)) {
                found.push_back(*id);
            } else {
                reader_.report_reference(key, text);
            }
        }
        return found;
    }

    const data::Reader& reader_;
    calendar::EntryReader entries_;
    const remit::Vocabulary& vocabulary_;
    LoadedLines& loaded_;
    calendar::FirstUses uses_;
};

}  // namespace

std::string_view name_of(LineRole role) {
    return kRoles[static_cast<std::size_t>(role)];
}

Lines::Lines(std::vector<Line> lines, const remit::Vocabulary& vocabulary)
    : lines_(std::move(lines)), claims_(remit_of(lines_), vocabulary) {}

std::vector<const Line*> Lines::around(remit::FunctionId function, const Subject& subject,
                                       std::optional<calendar::Date> day) const {
    if (!Claims::can_weigh(subject)) return {};
    ClaimSet set;
    claims_.find_named(function, subject, set);
    struct Found {
        const Line* line;
        Specificity specificity;
    };
    std::vector<Found> found;
    for (const Claim& claim : set.all()) {
        const Line& line = lines_[claim.unit.index()];
        const bool holds =
            !day || ((!line.from || *line.from <= *day) && (!line.until || *day <= *line.until));
        if (holds) found.push_back({&line, claim.specificity});
    }
    const ClaimOrder& order = set.order();
    std::vector<Found> drawn;
    std::ranges::copy_if(found, std::back_inserter(drawn), [&](const Found& one) {
        return !has_one_holder(one.line->role) ||
               std::ranges::none_of(found, [&](const Found& other) {
                   return other.line->role == one.line->role &&
                          order.goes_before(other.specificity, one.specificity);
               });
    });
    std::ranges::sort(drawn, {}, [&](const Found& one) {
        return std::tuple(one.line->role, order.linear(one.specificity), one.line);
    });
    std::vector<const Line*> lines;
    for (const Found& one : drawn) lines.push_back(one.line);
    return lines;
}

LoadedLines load_lines(std::string name, std::string_view bytes,
                       const remit::Vocabulary& vocabulary) {
    LoadedLines loaded;
    loaded.source.add(std::move(name), bytes);
    const data::Reader reader(loaded.source, loaded.diagnostics);
    const auto document = reader.parse();
    if (document) LinesReader(reader, vocabulary, loaded).read(document->root());
    loaded.diagnostics.sort();
    return loaded;
}

}  // namespace remit::authority
