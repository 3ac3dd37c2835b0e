// Groups: fields that are the columns of one table, and the lists in which a group stands for them.
//
// Whoever fills a table gives whole rows, so a step names the group; what fills a column by itself,
// an answer or a clock, would leave the others a cell short with nobody to be refused, and is
// reported here. Field ids and group ids are of one name space.
#include <algorithm>

#include "procedure/reading.h"

namespace remit::procedure {
namespace {

using data::Text;
using yaml::Node;

}  // namespace

void Reading::read_groups() {
    for (const Part& part : groups_.all) {
        definition_.groups.emplace_back();
        read_group(part, definition_.groups.back());
    }
}

void Reading::read_group(const Part& part, Group& group) {
    reader_.allow(*part.node, {"id", "names", "fields", "optional"});
    group.id = part.id.value;
    group.names = read_names(*part.node, "names", /*required=*/true);
    const auto same = fields_.by_id.find(part.id.value);
    if (same != fields_.by_id.end())
        reader_.report_repeated(part.id, fields_.all[same->second].id.span);
    read_columns(part, group);
    allow_empty(part, group);
    const auto is_filled = [&](FieldId id) { return !field(id).may_be_empty; };
    if (!group.columns.empty() && std::ranges::none_of(group.columns, is_filled))
        report_group("no_column", part.id.span, group.id, "");
}

void Reading::read_columns(const Part& part, Group& group) {
    static_cast<void>(reader_.require(*part.node, "fields"));
    const GroupId own(definition_.groups.size() - 1);
    Spans spans;
    const auto found = refer_list<FieldId>(fields_, *part.node, "fields", &spans);
    for (std::size_t i = 0; i < found.size(); ++i) {
        Field& column = definition_.fields[found[i].index()];
        if (column.group.is_some()) {
            report_group("two_groups", spans[i], definition_.groups[column.group.index()].id,
                         column.id);
        } else if (!column.list) {
            report_wrong_field({column.id, spans[i]}, found[i],
                               std::string(name_of(column.type)) + "[]");
        } else {
            column.group = own;
            group.columns.push_back(found[i]);
        }
    }
    const Node* list = reader_.find(*part.node, "fields");
    if (found.empty() && list != nullptr && list->kind() == yaml::NodeKind::list)
        report_empty(*list, "fields");
}

void Reading::allow_empty(const Part& part, const Group& group) {
    std::vector<std::string_view> known;
    for (const FieldId id : group.columns) known.push_back(field(id).id);
    for (const Text& text : texts(*part.node, "optional")) {
        if (std::ranges::find(known, text.value) == known.end()) {
            report_unknown("optional", text, known);
        } else {
            definition_.fields[fields_.by_id.find(text.value)->second].may_be_empty = true;
        }
    }
}

std::vector<Text> Reading::columns_in(const std::vector<Text>& texts, Columns which) const {
    std::vector<Text> found;
    std::map<std::string_view, diag::Span> seen;
    for (const Text& text : texts) {
        const auto part = groups_.by_id.find(text.value);
        if (part == groups_.by_id.end()) {
            if (which != Columns::may_be_empty) found.push_back(text);
            continue;
        }
        const auto [first, is_new] = seen.try_emplace(text.value, text.span);
        if (!is_new) {
            if (which != Columns::may_be_empty) reader_.report_repeated(text, first->second);
            continue;
        }
        for (const FieldId id : definition_.groups[part->second].columns) {
            const bool wanted =
                which == Columns::all || field(id).may_be_empty == (which == Columns::may_be_empty);
            if (wanted) found.push_back({field(id).id, text.span});
        }
    }
    return found;
}

/// Of a group that is needed, the columns that may be empty only may be filled in.
void Reading::read_input(const Node& node, Step& step, StepPlaces& places) {
    const std::vector<Text> needs = texts(node, "needs");
    std::vector<Text> may = columns_in(texts(node, "may"), Columns::all);
    for (const Text& text : columns_in(needs, Columns::may_be_empty)) may.push_back(text);
    step.needs =
        refer_all<FieldId>(fields_, "needs", columns_in(needs, Columns::filled), &places.needs);
    step.may = refer_all<FieldId>(fields_, "may", may, &places.may);
    step.clears = refer_all<FieldId>(
        fields_, "clears", columns_in(texts(node, "clears"), Columns::all), &places.clears);
}

/// The next matter gets whole rows or none.
std::vector<FieldId> Reading::read_carries(const Node& node) {
    Spans spans;
    const auto found = refer_all<FieldId>(fields_, "carries",
                                          columns_in(texts(node, "carries"), Columns::all), &spans);
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (!field(found[i]).group.is_some()) continue;
        const Group& group = definition_.groups[field(found[i]).group.index()];
        const bool whole = std::ranges::all_of(group.columns, [&](FieldId id) {
            return std::ranges::find(found, id) != found.end() || field(id).may_be_empty;
        });
        if (!whole) report_group("part", spans[i], group.id, field(found[i]).id);
    }
    return found;
}

void Reading::report_column(FieldId id, diag::Span span) {
    if (!field(id).group.is_some()) return;
    report_group("alone", span, definition_.groups[field(id).group.index()].id, field(id).id);
}

void Reading::report_group(std::string_view why, diag::Span span, std::string_view group,
                           std::string_view column) {
    diagnostics_.report(diag::DiagnosticId::broken_group, span)
        .with("why", std::string(why))
        .with("group", std::string(group))
        .with("column", std::string(column));
}

}  // namespace remit::procedure
