// `remit explain ID`: the page of a finding, from the files that the binary carries.
//
// The pages are those of docs/diagnostics, which tests keep true by compiling their examples. An id
// that does not exist is told with the nearest that does; without an id all are listed.
#include <fmt/format.h>

#include <vector>

#include "base/embedded.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/nearest.h"
#include "cli/page.h"

namespace remit::cli {

namespace {

constexpr std::string_view kFolder = "docs/diagnostics/";
constexpr std::string_view kSuffix = ".md";
constexpr std::string_view kIndexPage = "README";

struct Page {
    std::string_view id;
    std::string_view text;
};

std::vector<Page> pages() {
    std::vector<Page> found;
    for (const base::EmbeddedFile& file : base::embedded_under(base::embedded_files(), kFolder)) {
        std::string_view id = file.path.substr(kFolder.size());
        if (!id.ends_with(kSuffix)) continue;
        id.remove_suffix(kSuffix.size());
        if (id != kIndexPage) found.push_back({id, file.bytes});
    }
    return found;
}

/// "id: meaning" in two columns.
std::string list_of(const std::vector<Page>& all, const Ink& ink) {
    constexpr std::size_t kIdColumns = 34;
    std::string out = "remit explain ID says more of each:\n\n";
    for (const Page& page : all) {
        std::string_view meaning = title_of(page.text);
        if (meaning.starts_with(page.id)) meaning.remove_prefix(page.id.size());
        if (meaning.starts_with(": ")) meaning.remove_prefix(2);
        out += fmt::format("  {}{}\n", ink.bold(pad(page.id, kIdColumns)), meaning);
    }
    return out;
}

}  // namespace

int run_explain(base::Env& env, const Options& options) {
    const std::vector<Page> all = pages();
    const Ink ink(env.terminal_colour());
    if (options.topic.empty()) {
        env.print(list_of(all, ink));
        return kExitDone;
    }
    std::string_view wanted = options.topic;  // as copied from a finding: "[shared-duty]"
    if (wanted.starts_with('[')) wanted.remove_prefix(1);
    if (wanted.ends_with(']')) wanted.remove_suffix(1);
    std::vector<std::string_view> ids;
    for (const Page& page : all) {
        if (page.id == wanted) {
            env.print(render_page(page.text, ink));
            return kExitDone;
        }
        ids.push_back(page.id);
    }
    const auto near = find_nearest(wanted, ids);
    return fail(env, fmt::format("there is no finding '{}'{}\n`remit explain` lists all", wanted,
                                 near ? fmt::format("; did you mean '{}'?", *near) : ""));
}

}  // namespace remit::cli
