#include "web/matter_officer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

#include "office/commands.h"
#include "office/matter_view.h"
#include "web/command_form.h"
#include "web/inputs.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

constexpr std::string_view kOfficerField = "officer";

}  // namespace

void write_assignment(const Visit& visit, html::Writer& out, const office::MatterFile& file) {
    const auto& posts = visit.visitor->posts;
    const std::string& lead = file.matter.lead_unit;
    if (file.matter.ended || std::ranges::find(posts, lead, &VisitorPost::unit) == posts.end())
        return;
    std::vector<Choice> officers{{"", visit.say(PhraseId::nobody)}};
    for (const std::string& one : visit.officers_of(lead)) officers.push_back({one, one});
    out.section({html::classes("sec")}, [&] {
        out.details([&] {
            out.summary(visit.say(PhraseId::give_to_officer));
            post_form(visit, out, matter_url(file.id), [&] {
                write_key(visit, out);
                write_version(out, file.version());
                write_select(out, {.name = kOfficerField, .label = visit.say(PhraseId::officer)},
                             file.officer, officers);
                write_submit(out, visit.say(PhraseId::give_it_him), Button::second);
            });
        });
    });
}

http::Response assign_matter(const Visit& visit) {
    const std::string id(visit.request->path_value("id"));
    const auto story = office::load_story(visit.office(), visit.visitor->reader, id);
    if (!story.ok()) return fault_page(visit, story.error());
    return after(visit,
                 office::assign_officer(
                     visit.office(), caller_of(visit),
                     {.matter = id, .officer = std::string(visit.form.fields.text(kOfficerField))}),
                 [&](const office::Declined& declined) {
                     return fault_page(visit, status_of(declined),
                                       visit.say(PhraseId::nothing_changed),
                                       fmt::format("{}", fmt::join(declined.reasons, ". ")));
                 });
}

}  // namespace remit::web
