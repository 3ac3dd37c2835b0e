#include "cli/obligation_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "authority/competence_words.h"
#include "base/json_writer.h"
#include "calendar/dates_in_words.h"
#include "calendar/derivation.h"
#include "cli/names.h"
#include "diag/message.h"
#include "office/words.h"

namespace remit::cli {
namespace {

using base::JsonWriter;
using calendar::DueDates;
using office::DueInstance;
using office::Obligation;
using office::ObligationOwner;
using office::PhraseId;

constexpr std::size_t kIdColumns = 20;
constexpr std::size_t kIndent = 2;
constexpr DueDates::Source kUndatedSources[] = {
    DueDates::Source::event, DueDates::Source::set_by_body, DueDates::Source::no_date};

std::string say(PhraseId id, const std::vector<diag::Argument>& arguments,
                diag::Language language) {
    return diag::in_words(office::phrase(id), arguments, language);
}

std::string_view name_of(DueDates::Source source) {
    switch (source) {
        case DueDates::Source::calendar:
            return "calendar";
        case DueDates::Source::event:
            return "event";
        case DueDates::Source::set_by_body:
            return "set_by_body";
        case DueDates::Source::no_date:
            return "no_date";
    }
    return {};
}

std::string instrument_of(const Obligation& row, const ReportView& view) {
    const remit::Vocabulary& vocabulary = view.institution.vocabulary();
    const auto id = vocabulary.find_instrument(row.instrument);
    if (!id) return row.source.in(view.language);
    const remit::Instrument& instrument = vocabulary.instrument(*id);
    return name_in(instrument.names, view.language, instrument.label);
}

std::string owed_to(const Obligation& row, const ReportView& view) {
    const remit::Vocabulary& vocabulary = view.institution.vocabulary();
    const auto id = vocabulary.find_body(row.body);
    if (!id) return row.owed_to.in(view.language);
    const remit::Body& body = vocabulary.body(*id);
    return name_in(body.names, view.language, body.label);
}

std::string kind_of(const Obligation& row, const ReportView& view) {
    return say(PhraseId::obligation_kind, {{"kind", row.kind}}, view.language);
}

std::string cited(const authority::Holder& holder, const ReportView& view) {
    if (!holder.duty.is_some()) return {};
    const remit::Duty& duty = view.institution.act().duty(holder.duty);
    return fmt::format("{} ({})", duty.id, duty.citation.label);
}

std::string unit_of(const authority::Holder& holder, const ReportView& view) {
    return authority::unit_in_words(view.institution.act(), holder.unit);
}

std::string owner_in_words(const ObligationOwner& owner, const ReportView& view) {
    if (owner.holders.empty()) return say(PhraseId::obligation_unheld, {}, view.language);
    if (!owner.is_one()) {
        std::string units;
        for (const authority::Holder& holder : owner.holders) {
            if (holder.standing != authority::Standing::rival) continue;
            units += fmt::format("{}{}, {}", units.empty() ? "" : "; ", unit_of(holder, view),
                                 cited(holder, view));
        }
        return say(PhraseId::obligation_rivals, {{"units", units}}, view.language);
    }
    const authority::Holder& holder = owner.holders.front();
    std::string words =
        say(PhraseId::obligation_owner,
            {{"unit", unit_of(holder, view)},
             {"function", authority::function_in_words(view.institution.vocabulary(),
                                                       owner.function, view.language)},
             {"duty", cited(holder, view)}},
            view.language);
    if (holder.giving != authority::Giving::residual) return words;
    return say(PhraseId::obligation_owner_residual, {{"owner", words}}, view.language);
}

std::string matter_in_words(const office::InstanceMatter& matter, const ReportView& view) {
    const auto* definition = view.institution.procedures().latest("obligation");
    std::string state = matter.state;
    if (definition != nullptr) {
        for (const procedure::State& one : definition->states) {
            if (one.id == matter.state) state = name_in(one.names, view.language, one.id);
        }
    }
    return say(PhraseId::obligation_matter, {{"number", matter.number}, {"state", state}},
               view.language);
}

/// Lines below an obligation, each wrapped behind the column of ids.
class Block {
  public:
    explicit Block(const Ink& ink) : ink_(&ink) {}

    void head(std::string_view id, std::string_view text) {
        std::string lead = std::string(kIndent, ' ') + ink_->bold(pad(id, kIdColumns));
        put(lead, text);
    }
    void line(std::string_view text) {
        if (!text.empty()) put(std::string(kIndent + kIdColumns, ' '), text);
    }
    void warning(std::string_view text) {
        for (const std::string& row : rows_of(text))
            out_ += std::string(kIndent + kIdColumns, ' ') + ink_->yellow(row) + "\n";
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    static std::vector<std::string> rows_of(std::string_view text) {
        return wrap(printable(text), kPageColumns - kIndent - kIdColumns);
    }
    void put(std::string lead, std::string_view text) {
        for (const std::string& row : rows_of(text)) {
            out_ += lead + row + "\n";
            lead.assign(kIndent + kIdColumns, ' ');
        }
    }

    const Ink* ink_;
    std::string out_;
};

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        all += all.empty() ? part : "; " + part;
    }
    return all;
}

void add_owner(Block& block, const ObligationOwner& owner, const ReportView& view) {
    const std::string words = owner_in_words(owner, view);
    const bool by_name =
        owner.is_one() && owner.holders.front().giving != authority::Giving::residual;
    if (by_name) {
        block.line(words);
    } else {
        block.warning(words);
    }
}

void add_marks(Block& block, const Obligation& row, const ReportView& view) {
    const office::Applies applies = row.applies_to(view.institution.pack());
    if (applies != office::Applies::yes) {
        block.warning(say(PhraseId::obligation_applies,
                          {{"applies", std::string(office::name_of(applies))}}, view.language));
    }
    if (!row.verified) block.warning(say(PhraseId::obligation_unverified, {}, view.language));
}

void add_derivation(Block& block, const DueInstance& instance, const ReportView& view) {
    if (!instance.counted)
        return block.line(say(PhraseId::obligation_date_in_matter, {}, view.language));
    if (!instance.obligation->recurs.empty()) {
        block.line("- " + say(PhraseId::obligation_recurs, {{"rule", instance.obligation->recurs}},
                              view.language));
    }
    for (const std::string& line :
         calendar::in_words(*instance.counted, *view.institution.world().book, view.language)) {
        block.line("- " + line);
    }
}

std::string text_of(const DueInstance& instance, const ReportView& view) {
    const Obligation& row = *instance.obligation;
    Block block(view.ink);
    block.head(row.id, row.names.in(view.language));
    const std::string to = owed_to(row, view);
    block.line(
        joined({kind_of(row, view),
                to.empty() ? "" : say(PhraseId::obligation_owed_to, {{"name", to}}, view.language),
                say(PhraseId::obligation_covers, {{"period", row.period_names.in(view.language)}},
                    view.language)}));
    block.line(joined({instrument_of(row, view), row.basis}));
    add_owner(block, instance.owner, view);
    if (instance.matter) {
        block.line(matter_in_words(*instance.matter, view));
    } else if (view.in_office) {
        block.warning(say(PhraseId::obligation_no_matter, {}, view.language));
    }
    add_marks(block, row, view);
    if (view.why) add_derivation(block, instance, view);
    return block.take();
}

std::string totals_of(const office::DueList& list, const ReportView& view) {
    const auto count = [&](PhraseId id, auto is_counted) {
        const auto number = std::ranges::count_if(list.instances, is_counted);
        if (number == 0) return std::string();
        return say(id, {{"count", std::int64_t{number}}}, view.language);
    };
    return joined({count(PhraseId::obligation_totals, [](const DueInstance&) { return true; }),
                   count(PhraseId::obligation_totals_unheld,
                         [](const DueInstance& one) { return one.owner.holders.empty(); }),
                   count(PhraseId::obligation_totals_no_matter,
                         [&](const DueInstance& one) { return view.in_office && !one.matter; })});
}

std::string undated_text(const office::DueList& list, const ReportView& view) {
    std::string out;
    for (const DueDates::Source source : kUndatedSources) {
        bool first = true;
        for (const office::UndatedObligation& one : list.undated) {
            if (one.source != source) continue;
            if (first) {
                out +=
                    "\n" +
                    view.ink.bold(say(PhraseId::obligation_undated,
                                      {{"source", std::string(name_of(source))}}, view.language)) +
                    "\n";
            }
            first = false;
            Block block(view.ink);
            block.head(one.obligation->id, one.obligation->names.in(view.language));
            if (source != DueDates::Source::set_by_body) block.line(one.obligation->due);
            if (one.owner.holders.empty()) add_owner(block, one.owner, view);
            out += block.take();
        }
    }
    return out;
}

// --- JSON ---

void write_names(JsonWriter& json, const Obligation& row, const ReportView& view) {
    json.field("id", row.id).field("name", row.names.in(view.language)).field("kind", row.kind);
    json.field("body", row.body).field("owed_to", owed_to(row, view));
    json.field("instrument", row.instrument).field("source", instrument_of(row, view));
    json.field("basis", row.basis).key("topics").begin_array();
    for (const std::string& topic : row.topics) json.string(topic);
    json.end_array().field("rule", row.due).field("recurs", row.recurs);
    json.field("period", row.period).field("covers", row.period_names.in(view.language));
    json.field("applies", office::name_of(row.applies_to(view.institution.pack())));
    json.field_bool("verified", row.verified);
}

void write_owner(JsonWriter& json, const ObligationOwner& owner, const ReportView& view) {
    json.field_bool("held", !owner.holders.empty());
    json.field("function", owner.function.is_some()
                               ? view.institution.vocabulary().function(owner.function).id
                               : std::string());
    json.key("holders").begin_array();
    for (const authority::Holder& holder : owner.holders) {
        if (holder.standing == authority::Standing::outranked) continue;
        json.begin_object().field("unit", view.institution.act().unit(holder.unit).code);
        json.field("name", unit_of(holder, view));
        const bool competent = holder.standing == authority::Standing::competent;
        json.field("standing", competent ? "competent" : "rival");
        json.field_bool("other_work_only", holder.giving == authority::Giving::residual);
        if (holder.duty.is_some()) {
            const remit::Duty& duty = view.institution.act().duty(holder.duty);
            json.field("duty", duty.id).field("citation", duty.citation.label);
        }
        json.end_object();
    }
    json.end_array();
}

void write_matter(JsonWriter& json, const office::InstanceMatter& matter) {
    json.begin_object().field("id", matter.matter).field("number", matter.number);
    json.field("state", matter.state).field("occurrence", matter.occurrence);
    json.field("due", matter.due).field_bool("ended", matter.ended).end_object();
}

void write_instance(JsonWriter& json, const DueInstance& instance, const ReportView& view) {
    json.begin_object().field("due", instance.due.iso());
    write_names(json, *instance.obligation, view);
    write_owner(json, instance.owner, view);
    if (view.in_office) {
        json.key("matter");
        if (instance.matter) {
            write_matter(json, *instance.matter);
        } else {
            json.null();
        }
    }
    json.key("derivation").begin_array();
    if (instance.counted) {
        const auto& lines = instance.counted->derivation;
        const std::vector<std::string> words =
            calendar::in_words(*instance.counted, *view.institution.world().book, view.language);
        for (std::size_t index = 0; index < words.size(); ++index) {
            json.begin_object().field("line", calendar::name_of(lines[index].kind));
            json.field("text", words[index]).end_object();
        }
    }
    json.end_array().end_object();
}

}  // namespace

std::string due_text(const office::DueList& list, const ReportView& view) {
    const compile::Institution& about = view.institution.about();
    const bool in_english = view.language == diag::Language::en && !about.name_en.empty();
    std::string out = view.ink.bold(printable(in_english ? about.name_en : about.name)) + "\n";
    out += say(PhraseId::obligation_due_heading,
               {{"from_of", calendar::plain_date_in_words(list.first, view.language)},
                {"until_of", calendar::plain_date_in_words(list.last, view.language)}},
               view.language) +
           "\n";
    if (list.instances.empty())
        out += "\n" + say(PhraseId::obligation_none_due, {}, view.language) + "\n";
    std::optional<calendar::Date> day;
    for (const DueInstance& instance : list.instances) {
        if (day != instance.due) {
            out +=
                "\n" + view.ink.bold(calendar::date_in_words(instance.due, view.language)) + "\n";
        }
        day = instance.due;
        out += text_of(instance, view);
    }
    const std::string totals = totals_of(list, view);
    if (!totals.empty()) out += "\n" + totals + "\n";
    return out + undated_text(list, view);
}

std::string due_json(const office::DueList& list, const ReportView& view) {
    JsonWriter json;
    json.begin_object().field("pack", view.institution.pack());
    json.field("from", list.first.iso()).field("until", list.last.iso());
    json.key("instances").begin_array();
    for (const DueInstance& instance : list.instances) write_instance(json, instance, view);
    json.end_array().key("undated").begin_array();
    for (const office::UndatedObligation& one : list.undated) {
        json.begin_object().field("no_date_because", name_of(one.source));
        write_names(json, *one.obligation, view);
        write_owner(json, one.owner, view);
        json.end_object();
    }
    json.end_array().end_object();
    return json.finish();
}

std::string list_text(const office::Obligations& rows, const ReportView& view) {
    std::string out;
    for (const Obligation& row : rows.all()) {
        Block block(view.ink);
        block.head(row.id, row.names.in(view.language));
        block.line(joined({kind_of(row, view), row.due}));
        add_marks(block, row, view);
        out += block.take();
    }
    return out;
}

std::string list_json(const office::Obligations& rows, const ReportView& view) {
    JsonWriter json;
    json.begin_array();
    for (const Obligation& row : rows.all()) {
        json.begin_object();
        write_names(json, row, view);
        json.end_object();
    }
    json.end_array();
    return json.finish();
}

std::string show_text(const ShownObligation& shown, const ReportView& view) {
    const Obligation& row = shown.obligation;
    Block block(view.ink);
    block.head(row.id, row.names.in(view.language));
    block.line(kind_of(row, view));
    const std::string to = owed_to(row, view);
    if (!to.empty()) block.line(say(PhraseId::obligation_owed_to, {{"name", to}}, view.language));
    block.line(joined({instrument_of(row, view), row.basis}));
    block.line(joined({row.due, row.recurs}));
    block.line(say(PhraseId::obligation_covers, {{"period", row.period_names.in(view.language)}},
                   view.language));
    add_owner(block, shown.owner, view);
    for (const office::InstanceMatter& matter : shown.matters)
        block.line(joined({matter_in_words(matter, view), matter.due}));
    add_marks(block, row, view);
    return block.take();
}

std::string show_json(const ShownObligation& shown, const ReportView& view) {
    JsonWriter json;
    json.begin_object();
    write_names(json, shown.obligation, view);
    write_owner(json, shown.owner, view);
    json.key("matters").begin_array();
    for (const office::InstanceMatter& matter : shown.matters) write_matter(json, matter);
    json.end_array().end_object();
    return json.finish();
}

}  // namespace remit::cli
