#include "web/command_form.h"

#include <charconv>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/byte_text.h"
#include "web/inputs.h"
#include "web/parts.h"

namespace remit::web {
namespace {

constexpr std::size_t kKeyBytes = 16;
constexpr std::string_view kKeyField = "key";
constexpr std::string_view kVersionField = "version";
constexpr std::string_view kAdvisedField = "advised";
constexpr std::string_view kNoteField = "note";
constexpr std::size_t kNoteRows = 3;

}  // namespace

office::Caller caller_of(const Visit& visit) {
    office::Caller caller{.officer = visit.visitor->officer,
                          .unit = {},
                          .idempotency_key = std::string(visit.form.fields.text(kKeyField)),
                          .expected_version = std::nullopt,
                          .advised_reason = std::string(visit.form.fields.text(kAdvisedField)),
                          .language = visit.language};
    const std::string_view version = visit.form.fields.text(kVersionField);
    std::uint64_t number = 0;
    const auto read = std::from_chars(version.data(), version.data() + version.size(), number);
    if (read.ec == std::errc() && number > 0) caller.expected_version = number;
    return caller;
}

void write_key(const Visit& visit, html::Writer& out, const office::Declined* declined) {
    const bool is_dead = declined != nullptr && declined->by == office::Declined::By::key;
    const std::string_view sent = is_dead ? std::string_view() : visit.form.fields.text(kKeyField);
    write_hidden(out, kKeyField,
                 sent.empty() ? base::to_hex(visit.office().env().random_bytes(kKeyBytes))
                              : std::string(sent));
}

void write_advised(const Visit& visit, html::Writer& out) {
    if (visit.office().settings().mode != office::Mode::advise) return;
    const std::string label = visit.say(PhraseId::advised_reason);
    write_area(out, {.name = kAdvisedField, .label = label}, visit.form.fields.text(kAdvisedField),
               kNoteRows);
}

void write_note(const Visit& visit, html::Writer& out, Need need) {
    const bool needed = need == Need::needed;
    const std::string label =
        needed ? visit.say(PhraseId::a_reason) + " " + visit.say(PhraseId::needed)
               : visit.say(PhraseId::note);
    write_area(out, {.name = kNoteField, .label = label}, visit.form.fields.text(kNoteField),
               kNoteRows);
}

std::string note_of(const Visit& visit) {
    return std::string(visit.form.fields.text(kNoteField));
}

PageHead head_of(std::string title, Tab tab, const office::Declined* declined) {
    return {.title = std::move(title),
            .tab = tab,
            .is_error = declined != nullptr,
            .status = declined != nullptr ? status_of(*declined) : http::StatusCode::ok};
}

void write_version(html::Writer& out, std::uint64_t version) {
    write_hidden(out, kVersionField, std::to_string(version));
}

void write_declined(const Visit& visit, html::Writer& out, const office::Declined& declined) {
    std::vector<std::string> all = declined.reasons;
    all.insert(all.end(), declined.cures.begin(), declined.cures.end());
    write_errors(out, visit.say(PhraseId::nothing_changed), all);
}

http::StatusCode status_of(const office::Declined& declined) {
    switch (declined.by) {
        case office::Declined::By::competence:
        case office::Declined::By::access:
            return http::StatusCode::forbidden;
        case office::Declined::By::version:
        case office::Declined::By::key:
            return http::StatusCode::conflict;
        case office::Declined::By::procedure:
        case office::Declined::By::input:
            break;
    }
    return http::StatusCode::unprocessable;
}

http::Response after(const Visit& visit, const Result<office::Outcome>& done,
                     const std::function<http::Response(const office::Declined&)>& refused) {
    if (!done.ok()) return fault_page(visit, done.error());
    if (const auto* declined = std::get_if<office::Declined>(&done.value()))
        return refused(*declined);
    return http::Response::redirect(
        matter_url(std::get<office::Receipt>(done.value()).matter).text());
}

}  // namespace remit::web
