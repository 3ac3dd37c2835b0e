#include "cli/matter_receipt.h"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "base/json_writer.h"
#include "cli/office_page.h"
#include "office/event_words.h"
#include "procedure/event_names.h"

namespace remit::cli {
namespace {

using office::Declined;
using office::Receipt;

std::string_view name_of(Declined::By by) {
    switch (by) {
        case Declined::By::competence:
            return "competence";
        case Declined::By::procedure:
            return "procedure";
        case Declined::By::version:
            return "version";
        case Declined::By::access:
            return "access";
        case Declined::By::key:
            return "key";
        case Declined::By::input:
            return "input";
    }
    return {};
}

void write(base::JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
    json.key(key).begin_array();
    for (const std::string& text : texts) json.string(text);
    json.end_array();
}

std::vector<std::string> in_words(const std::vector<authority::Finding>& findings,
                                  diag::Language language) {
    std::vector<std::string> words;
    for (const authority::Finding finding : findings)
        words.push_back(office::in_words(finding, language));
    return words;
}

std::string as_json(const Receipt& receipt, const std::optional<NextDue>& next,
                    diag::Language language) {
    base::JsonWriter json;
    json.begin_object().field("outcome", "done");
    json.field("matter", receipt.matter).field("number", receipt.number);
    json.field("state", receipt.state);
    json.field("version", static_cast<std::int64_t>(receipt.version));
    json.field_bool("repeated", receipt.repeated);
    json.field("closed", static_cast<std::int64_t>(receipt.closed));
    json.key("due_next");
    if (next) {
        json.begin_object().field("what", next->what).field("due", next->iso);
        json.field("in_words", next->when).end_object();
    } else {
        json.null();
    }
    write(json, "findings", in_words(receipt.findings, language));
    write(json, "opened", receipt.opened);
    write(json, "not_opened", receipt.not_opened);
    json.end_object();
    return json.finish();
}

std::string as_text(const Receipt& receipt, const office::MatterFile& file,
                    const office::EventWords& words, const std::optional<NextDue>& next,
                    diag::Language language, const Ink& ink) {
    const auto label = [&](std::string_view what) { return office::label(what, language); };
    OfficePage page(ink);
    page.title(receipt.number);
    const auto& states = file.definition->states;
    std::string state = words.speech().state(file.matter.state);
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i].id == receipt.state) state = words.speech().state(procedure::StateId(i));
    }
    page.rows({{label("state"), fmt::format("{} ({})", state, receipt.state)},
               {label("version"), std::to_string(receipt.version)},
               {label("matters_closed"),
                receipt.closed > 0 ? std::to_string(receipt.closed) : std::string()},
               {label("next"), next ? fmt::format("{}: {}", next->what, next->when) : ""}});
    const auto list = [&](std::string_view what, const std::vector<std::string>& texts) {
        if (texts.empty()) return;
        page.text(label(what) + ":", OfficePage::kIndent);
        for (const std::string& text : texts) page.item("-", text, 2 * OfficePage::kIndent);
    };
    list("findings", in_words(receipt.findings, language));
    list("gave_rise", receipt.opened);
    list("to_open", receipt.not_opened);
    if (receipt.repeated) page.text(label("unchanged"), OfficePage::kIndent);
    return page.take();
}

int print_receipt(base::Env& env, const Options& options, const office::Office& office,
                  const Receipt& receipt) {
    const diag::Language language = language_of(options);
    const Result<office::MatterFile> file = office::find_matter(office, receipt.matter);
    if (!file.ok()) return fail(env, file.error().message);
    const std::optional<NextDue> next = next_due(office, file.value(), language);
    const office::EventWords words(office.institution(), *file.value().definition, language);
    return deliver(env, options,
                   options.office.json ? as_json(receipt, next, language)
                                       : as_text(receipt, file.value(), words, next, language,
                                                 Ink(env.terminal_colour())));
}

}  // namespace

int print_declined(base::Env& env, const Options& options, const Declined& declined) {
    if (options.office.json) {
        base::JsonWriter json;
        json.begin_object().field("outcome", "declined").field("by", name_of(declined.by));
        write(json, "reasons", declined.reasons);
        write(json, "cures", declined.cures);
        json.end_object();
        env.print(json.finish());
        return kExitFindings;
    }
    const diag::Language language = language_of(options);
    OfficePage page{Ink(false)};
    page.title(office::say(office::PhraseId::declined, language));
    for (const std::string& reason : declined.reasons) page.item("-", reason);
    if (!declined.cures.empty()) {
        page.text(office::label("cures", language) + ":");
        for (const std::string& cure : declined.cures) page.item("-", cure);
    }
    env.print_error(page.take());
    return kExitFindings;
}

std::optional<NextDue> next_due(const office::Office& office, const office::MatterFile& file,
                                diag::Language language) {
    const office::EventWords words(office.institution(), *file.definition, language);
    std::optional<NextDue> next;
    calendar::Instant earliest;
    const auto offer = [&](calendar::Instant passes, const procedure::Due& due, std::string what) {
        if (next && earliest <= passes) return;
        earliest = passes;
        next = NextDue{std::move(what), words.due(due), procedure::text_of(due)};
    };
    if (file.matter.ended) return next;
    for (std::size_t i = 0; i < file.matter.clocks.size(); ++i) {
        const procedure::Clock& clock = file.matter.clocks[i];
        if (clock.state == procedure::ClockState::running ||
            clock.state == procedure::ClockState::passed)
            offer(clock.passes, clock.due, words.speech().deadline(procedure::DeadlineId(i)));
    }
    for (const procedure::Question& question : file.matter.questions) {
        if (!question.is_closed()) {
            offer(question.passes, question.due,
                  fmt::format("{}, {}", question.id, words.respondent(question)));
        }
    }
    return next;
}

int print_outcome(base::Env& env, const Options& options, const office::Office& office,
                  const Result<office::Outcome>& outcome) {
    if (!outcome.ok()) return fail(env, outcome.error().message);
    if (const auto* declined = std::get_if<Declined>(&outcome.value()))
        return print_declined(env, options, *declined);
    return print_receipt(env, options, office, std::get<Receipt>(outcome.value()));
}

}  // namespace remit::cli
