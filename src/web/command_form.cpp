#include "web/command_form.h"

#include <charconv>
#include <string>
#include <vector>

#include "base/byte_text.h"
#include "web/parts.h"

namespace remit::web {
namespace {

constexpr std::size_t kKeyBytes = 16;
constexpr std::string_view kKeyField = "key";
constexpr std::string_view kVersionField = "version";
constexpr std::string_view kAdvisedField = "advised";

void write_hidden(html::Writer& out, std::string_view name, std::string_view value) {
    out.input({html::attribute<"type">("hidden"), html::attribute<"name">(name),
               html::attribute<"value">(value)});
}

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
    const html::Id id(kAdvisedField);
    out.div({html::classes("field")}, [&] {
        out.label({html::label_for(id)}, visit.say(PhraseId::advised_reason));
        out.textarea(
            {html::id(id), html::attribute<"name">(kAdvisedField), html::attribute<"rows">(2)},
            visit.form.fields.text(kAdvisedField));
    });
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

}  // namespace remit::web
