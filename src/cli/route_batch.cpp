#include "cli/route_batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "base/json_writer.h"
#include "cli/route_view.h"

namespace remit::cli {
namespace {

constexpr std::string_view kNone = "none";

std::vector<std::string_view> split(std::string_view line, char mark) {
    std::vector<std::string_view> cells;
    for (std::size_t begin = 0; begin <= line.size();) {
        const std::size_t end = std::min(line.find(mark, begin), line.size());
        cells.push_back(line.substr(begin, end - begin));
        begin = end + 1;
    }
    return cells;
}

std::string_view without_return(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// Where each field of a paper stands in a row.
struct Columns {
    std::optional<std::size_t> id, title, text, sender;

    [[nodiscard]] static std::string_view cell(const std::vector<std::string_view>& row,
                                               std::optional<std::size_t> column) {
        return column && *column < row.size() ? row[*column] : std::string_view();
    }
};

Columns columns_of(const std::vector<std::string_view>& names) {
    const auto find = [&](std::string_view name) -> std::optional<std::size_t> {
        const auto found = std::ranges::find(names, name);
        if (found == names.end()) return std::nullopt;
        return static_cast<std::size_t>(found - names.begin());
    };
    return {find("id"), find("title"), find("text"), find("sender")};
}

/// "5.1.2,5.2"; "none" first where nobody is competent.
std::string codes_of(const route::Routing& routing, const remit::Remit& act) {
    std::string codes;
    if (routing.verdict == route::Verdict::not_ours ||
        routing.verdict == route::Verdict::unreadable) {
        codes = kNone;
    }
    for (const route::Candidate& candidate : routing.candidates) {
        if (!codes.empty()) codes += ',';
        codes += act.unit(candidate.unit).code;
    }
    return codes.empty() ? std::string(kNone) : codes;
}

/// The row of one paper in the form that was asked for.
std::string row_of(const route::Router& router, std::string_view id, const route::Routed& routed,
                   BatchForm form) {
    const auto& houses = router.houses();
    if (form == BatchForm::json_lines) {
        base::JsonWriter json(base::JsonWriter::Layout::compact);
        json.begin_object().field("id", id).key("institutions").begin_object();
        for (std::size_t house = 0; house < houses.size(); ++house) {
            json.key(houses[house]->id());
            write_routing(json, routed.routings[house], houses[house]->act());
        }
        json.end_object().end_object();
        return json.finish();
    }
    std::string row(id);
    for (std::size_t house = 0; house < houses.size(); ++house) {
        row += '\t' + codes_of(routed.routings[house], houses[house]->act());
    }
    return row + '\n';
}

}  // namespace

Result<std::string> route_batch(const route::Router& router, route::Session& session,
                                std::string_view table, std::size_t top, BatchForm form) {
    if (table.starts_with("\xEF\xBB\xBF")) table.remove_prefix(3);
    const std::vector<std::string_view> lines = split(table, '\n');
    const Columns columns = columns_of(split(without_return(lines.front()), '\t'));
    if (!columns.id || !columns.title) {
        return base::make_error(ErrorCode::invalid_input,
                                "line 1 must name the columns, parted by tabs, `id` and `title` "
                                "among them");
    }
    std::string out;
    if (form == BatchForm::table) {
        out = "id";
        for (const auto& house : router.houses()) out += "\t" + house->id();
        out += '\n';
    }
    for (std::size_t index = 1; index < lines.size(); ++index) {
        const std::string_view line = without_return(lines[index]);
        if (line.empty()) continue;
        const std::vector<std::string_view> row = split(line, '\t');
        Result<route::Routed> routed = session.route({.title = Columns::cell(row, columns.title),
                                                      .text = Columns::cell(row, columns.text),
                                                      .sender = Columns::cell(row, columns.sender)},
                                                     top);
        if (!routed.ok()) {
            return std::move(routed).with(fmt::format("line {}", index + 1)).error();
        }
        out += row_of(router, Columns::cell(row, columns.id), routed.value(), form);
    }
    return out;
}

}  // namespace remit::cli
