#include "cli/matter_paper.h"

#include <fmt/format.h>

#include <charconv>

#include "base/json_writer.h"
#include "cli/columns.h"
#include "cli/matter_actions.h"
#include "cli/matter_receipt.h"
#include "cli/office_door.h"
#include "cli/office_page.h"
#include "office/phrases.h"
#include "office/read_paper.h"

namespace remit::cli {
namespace {

using office::PaperGiven;
using office::PhraseId;

Result<std::uint32_t> read_edition(const std::string& text) {
    if (text.empty()) return std::uint32_t{0};
    std::uint32_t edition = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, edition);
    if (read.ec == std::errc() && read.ptr == end && edition > 0) return edition;
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("--edition: '{}' is no version of a paper; `remit matter show` tells them, "
                    "such as 2",
                    printable(text)));
}

std::string as_json(const PaperGiven& given, const std::string& file) {
    base::JsonWriter json;
    json.begin_object().field("matter", given.matter).field("number", given.number);
    json.field("paper", given.paper).field("kind", given.kind);
    json.field("version", std::int64_t{given.version}).field("digest", given.digest);
    json.field("marking", given.marking);
    json.field("size", static_cast<std::int64_t>(given.bytes.size())).field("file", file);
    json.field_bool("recorded", given.is_recorded).key("remarks").begin_array();
    for (const std::string& remark : given.remarks) json.string(remark);
    json.end_array().end_object();
    return json.finish();
}

std::string as_text(const office::Office& office, const PaperGiven& given, const Options& options,
                    const Ink& ink) {
    const diag::Language language = language_of(options);
    OfficePage page{ink};
    page.title(office::say(PhraseId::paper_given, language,
                           {{"paper", given.paper},
                            {"version", std::to_string(given.version)},
                            {"number", given.number},
                            {"file", options.output}}));
    if (!given.marking.empty()) {
        page.item("-",
                  office::say(PhraseId::event_marked, language,
                              {{"paper", given.paper},
                               {"marking", office::marking_in_words(office.institution().secrecy(),
                                                                    given.marking, language)}}));
    }
    for (const std::string& remark : given.remarks) page.item("-", remark);
    if (given.is_recorded) page.item("-", office::say(PhraseId::paper_recorded, language));
    return page.take();
}

/// The bytes alone go to standard output; of a file, what is in it is told there.
int give(base::Env& env, const Options& options, const office::Office& office,
         const PaperGiven& given) {
    const int delivered = deliver(env, options, given.bytes);
    if (delivered != kExitDone || options.output.empty()) return delivered;
    env.print(options.office.json ? as_json(given, options.output)
                                  : as_text(office, given, options, Ink(env.terminal_colour())));
    return kExitDone;
}

}  // namespace

int run_matter_paper(base::Env& env, const Options& options) {
    const Status words = check_words(options, 2, 2, "paper MATTER PAPER [--out FILE]");
    if (!words.ok()) return fail(env, words.error().message);
    const auto edition = read_edition(options.office.edition);
    if (!edition.ok()) return fail(env, edition.error().message);
    if (options.office.json && options.output.empty())
        return fail(env, "--json tells of the file that --out names; give both");
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto caller = read_caller(env, options, *office.value());
    if (!caller.ok()) return fail(env, caller.error().message);
    const auto outcome = office::read_paper(*office.value(), caller.value(),
                                            {.matter = options.names[0],
                                             .paper = options.names[1],
                                             .edition = edition.value(),
                                             .emergency = options.office.emergency});
    if (!outcome.ok()) return fail(env, outcome.error().message);
    if (const auto* no = std::get_if<office::Declined>(&outcome.value()))
        return print_declined(env, options, *no);
    return give(env, options, *office.value(), std::get<PaperGiven>(outcome.value()));
}

}  // namespace remit::cli
