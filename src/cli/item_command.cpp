// `remit item add|list|show|assign|take|return|close`: what comes into an office.
//
// It reads words and files into a request and shows the answer; the office decides.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "base/json_writer.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/entry_finder.h"
#include "cli/noted_report.h"
#include "cli/office_door.h"
#include "cli/office_page.h"
#include "office/item_commands.h"
#include "office/item_register.h"
#include "office/item_view.h"
#include "office/phrases.h"
#include "office/registers.h"

namespace remit::cli {
namespace {

using office::ItemFile;
using office::Office;
using office::PhraseId;

constexpr std::size_t kPageRows = 50;

Error refuse(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

/// Ids of bodies, which are named by id, acronym or name.
Result<std::vector<std::string>> body_ids(const Office& office,
                                          const std::vector<std::string>& words) {
    const remit::Vocabulary& vocabulary = office.institution().vocabulary();
    const EntryFinder finder = EntryFinder::of_bodies(vocabulary);
    std::vector<std::string> ids;
    for (const std::string& word : words)
        ids.push_back(vocabulary.bodies[REMIT_TRY(finder.find(word))].id);
    return ids;
}

Result<std::string> unit_code(const Office& office, const std::string& word) {
    if (word.empty()) return std::string();
    const remit::UnitId unit = REMIT_TRY(find_unit(office, word));
    return office.institution().act().unit(unit).code;
}

Result<office::NotedOutcome> add(base::Env& env, Office& office, const office::Caller& caller,
                                 const Options& options) {
    office::RegisterRequest request;
    for (const std::string& path : options.names) {
        std::string bytes = REMIT_TRY(path == "-" ? env.read_input() : env.read_file(path));
        request.files.push_back({path.substr(path.rfind('/') + 1), std::move(bytes)});
    }
    request.sender = options.intake.sender;
    request.subject = options.intake.subject;
    request.received = options.intake.received;
    request.channel = options.intake.channel;
    request.bodies = REMIT_TRY(body_ids(office, options.intake.bodies));
    request.classification = options.intake.classification;
    return register_item(office, caller, request);
}

/// "field=value", the values of one field together.
Result<std::vector<office::FieldText>> fields_of(const std::vector<std::string>& sets) {
    std::vector<office::FieldText> fields;
    for (const std::string& set : sets) {
        const std::size_t equals = set.find('=');
        if (equals == std::string::npos || equals == 0)
            return refuse(
                fmt::format("'{}' sets no field; write --set field=value", printable(set)));
        const std::string name = set.substr(0, equals);
        if (fields.empty() || fields.back().field != name) fields.push_back({name, {}});
        fields.back().items.push_back(set.substr(equals + 1));
    }
    return fields;
}

Result<office::NotedOutcome> take(Office& office, const office::Caller& caller,
                                  const std::string& item, const Options& options) {
    return take_item(office, caller,
                     {.item = item,
                      .matter = options.intake.matter,
                      .procedure = options.intake.procedure,
                      .step = options.intake.step,
                      .paper = options.intake.paper,
                      .fields = REMIT_TRY(fields_of(options.office.sets)),
                      .note = options.office.note});
}

/// The item that the command is about.
Result<std::string> named_item(const Options& options, std::size_t words) {
    if (options.names.size() == words) return options.names.front();
    return refuse(words == 2 ? "assign names an item and a unit: remit item assign 2026/17 5.1.2"
                             : fmt::format("{} is about one item; name it by its number, such as "
                                           "2026/17",
                                           options.action));
}

Result<office::NotedOutcome> change(base::Env& env, Office& office, const Options& options) {
    const office::Caller caller = REMIT_TRY(read_caller(env, options, office));
    if (options.action == "add") return add(env, office, caller, options);
    const bool assigns = options.action == "assign";
    const std::string item = REMIT_TRY(named_item(options, assigns ? 2 : 1));
    if (assigns) {
        const std::string unit = REMIT_TRY(unit_code(office, options.names.back()));
        return assign_item(office, caller, item, unit);
    }
    if (options.action == "take") return take(office, caller, item, options);
    if (options.action == "return") return return_item(office, caller, item, options.office.note);
    return close_item(office, caller, item, options.intake.ground, options.office.note);
}

// --- Showing ---

std::string label(std::string_view what, diag::Language language) {
    return office::say(PhraseId::item_label, language, {{"what", std::string(what)}});
}

std::string state_in_words(std::string_view state, diag::Language language) {
    return office::say(PhraseId::item_state, language, {{"state", std::string(state)}});
}

std::string text_of(const ItemFile& item, const std::string& duplicate, const Ink& ink,
                    diag::Language language) {
    OfficePage page(ink);
    page.title(fmt::format("{}  {}", item.number(), item.subject));
    std::string channel;
    if (!item.channel.empty())
        channel = office::say(PhraseId::item_channel, language, {{"channel", item.channel}});
    std::string ground;
    if (!item.ground.empty())
        ground = office::say(PhraseId::item_ground, language, {{"ground", item.ground}});
    page.rows({{label("state", language), state_in_words(name_of(item.state), language)},
               {label("from", language), item.sender},
               {label("received", language), item.received},
               {label("channel", language), channel},
               {label("body", language), fmt::format("{}", fmt::join(item.bodies, ", "))},
               {label("classification", language), item.classification},
               {label("unit", language), item.unit},
               {label("matter", language), item.matter},
               {label("ground", language), ground},
               {label("note", language), item.note},
               {label("duplicate", language), duplicate}});
    if (!item.files.empty()) page.heading(label("files", language));
    for (const office::ItemContent& file : item.files) {
        page.item("-", file.name);
        page.below(fmt::format("{} bytes, SHA-256 {}", file.size, file.digest.hex()), 4);
    }
    return page.take();
}

std::string json_of(const ItemFile& item) {
    base::JsonWriter json;
    json.begin_object().field("id", item.id).field("number", item.number());
    json.field("state", name_of(item.state)).field("received", item.received);
    json.field("from", item.sender).field("subject", item.subject);
    json.field("channel", item.channel).key("bodies").begin_array();
    for (const std::string& body : item.bodies) json.string(body);
    json.end_array().field("classification", item.classification).field("unit", item.unit);
    json.field("matter", item.matter).field("ground", item.ground).field("note", item.note);
    json.field("duplicate_of", item.duplicate_of).key("files").begin_array();
    for (const office::ItemContent& file : item.files) {
        json.begin_object().field("name", file.name).field("size", file.size);
        json.field("sha256", file.digest.hex()).end_object();
    }
    json.end_array().field("version", static_cast<std::int64_t>(item.head.matter_version));
    json.end_object();
    return json.finish();
}

Result<std::string> show(base::Env& env, const Office& office, const Options& options) {
    const std::string name = REMIT_TRY(named_item(options, 1));
    const ItemFile item = REMIT_TRY(office::find_item(office, name));
    if (options.office.json) return json_of(item);
    std::string duplicate;
    if (!item.duplicate_of.empty())
        duplicate = REMIT_TRY(office::find_item(office, item.duplicate_of)).number();
    return text_of(item, duplicate, Ink(env.terminal_colour()), language_of(options));
}

/// "2026-02-11,i0123": the page key as the page before shows it.
Result<std::optional<office::ItemPageKey>> page_key(const std::string& text) {
    if (text.empty()) return std::optional<office::ItemPageKey>();
    const std::size_t comma = text.find(',');
    if (comma == std::string::npos)
        return refuse(
            fmt::format("'{}' is no key of a page; the page before shows it", printable(text)));
    return std::optional(office::ItemPageKey{text.substr(0, comma), text.substr(comma + 1)});
}

std::string list_text(const std::vector<office::ItemRow>& rows, const std::string& next,
                      const Ink& ink, diag::Language language) {
    if (rows.empty()) return office::say(PhraseId::item_none, language) + "\n";
    std::vector<std::vector<std::string>> table{{"", label("received", language),
                                                 label("state", language), label("unit", language),
                                                 label("from", language), ""}};
    for (const office::ItemRow& row : rows) {
        table.push_back({row.number, row.received, state_in_words(row.state, language), row.unit,
                         printable(row.sender), printable(row.subject)});
    }
    std::string out = table_of(table, ink);
    if (!next.empty()) out += office::say(PhraseId::next_page, language, {{"key", next}}) + "\n";
    return out;
}

std::string list_json(const std::vector<office::ItemRow>& rows, const std::string& next) {
    base::JsonWriter json;
    json.begin_object().key("items").begin_array();
    for (const office::ItemRow& row : rows) {
        json.begin_object().field("id", row.id).field("number", row.number);
        json.field("received", row.received).field("from", row.sender);
        json.field("subject", row.subject).field("state", row.state).field("unit", row.unit);
        json.field("matter", row.matter).end_object();
    }
    json.end_array().field("next", next).end_object();
    return json.finish();
}

Result<std::string> list(base::Env& env, const Office& office, const Options& options) {
    if (!options.names.empty()) return refuse("list shows many; `remit item show` tells of one");
    office::ItemFilter filter;
    filter.unit = REMIT_TRY(unit_code(office, options.unit));
    const std::vector<std::string> bodies = REMIT_TRY(body_ids(office, options.intake.bodies));
    if (!bodies.empty()) filter.body = bodies.front();
    filter.open = options.intake.open;
    const auto after = REMIT_TRY(page_key(options.office.after));
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    if (!options.intake.matter.empty())
        filter.matter = REMIT_TRY(office::find_matter_id(*snapshot, options.intake.matter));
    const auto rows = REMIT_TRY(list_items(*snapshot, filter, after, kPageRows));
    std::string next;
    if (rows.size() == kPageRows) next = fmt::format("{},{}", rows.back().received, rows.back().id);
    if (options.office.json) return list_json(rows, next);
    return list_text(rows, next, Ink(env.terminal_colour()), language_of(options));
}

}  // namespace

int run_item(base::Env& env, const Options& options) {
    return run_intake(
        env, options, NotedKind::item,
        [&](const Office& office) {
            return options.action == "list" ? list(env, office, options)
                                            : show(env, office, options);
        },
        [&](Office& office) { return change(env, office, options); });
}

}  // namespace remit::cli
