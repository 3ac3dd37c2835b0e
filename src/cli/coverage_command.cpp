// `remit coverage`: which duties of an act the procedures carry out, and which none does yet.
//
// Procedures are those that the binary carries, each in its newest version: the one under which
// matters are opened. It reads acts and shows; procedure/coverage.h decides.
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "authority/competence_words.h"
#include "base/json_writer.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/loading.h"
#include "procedure/coverage_words.h"
#include "procedure/loader.h"
#include "text/graphemes.h"

namespace remit::cli {

namespace {

using procedure::Coverage;
using procedure::CoveragePart;
using procedure::CoverageRow;
using procedure::Definition;
using procedure::ServedDuty;
using procedure::ServedWords;
using procedure::Work;

constexpr std::size_t kGap = 2;
constexpr std::size_t kDutyIndent = 2;
constexpr std::size_t kTextIndent = 4;
constexpr std::size_t kRowIndent = 6;

/// One act or pack, and what procedures do for it.
struct Office {
    std::string pack;  // "hr"; empty for files
    Loaded loaded;
    Coverage coverage;

    [[nodiscard]] const remit::Remit& act() const { return loaded.compilation.remit; }
};

// --- Loading ---

std::vector<Definition> newest_procedures(const remit::Vocabulary& vocabulary) {
    const auto loaded = procedure::load_embedded_procedures(vocabulary);
    std::vector<Definition> newest;
    for (const Definition& definition : loaded.library.all()) {
        if (loaded.library.latest(definition.id) == &definition) newest.push_back(definition);
    }
    return newest;
}

Result<Office> cover(Input input, std::string pack, const compile::Knowledge& knowledge,
                     std::span<const Definition> procedures) {
    const bool is_pack = input.is_pack;
    Office office{.pack = std::move(pack),
                  .loaded = load(std::move(input), knowledge, WantPhases::no, nullptr),
                  .coverage = {}};
    const compile::Compilation& compilation = office.loaded.compilation;
    if (is_pack) REMIT_TRY(check_faultless(compilation.diagnostics, compilation.source));
    if (office.act().duties.empty()) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("no duty was found in {}, so there is nothing to carry out\n  `remit lint` "
                        "says what is wrong with an act, `remit compile -p tree` how it was read",
                        printable(name_of(office.loaded))));
    }
    const authority::Competence competence(office.act(), knowledge.vocabulary);
    office.coverage = procedure::cover(competence, procedures);
    return office;
}

/// What was named by files or by --pack; otherwise all packs that the binary carries.
Result<std::vector<Office>> load_offices(base::Env& env, const Options& options,
                                         const compile::Knowledge& knowledge,
                                         std::span<const Definition> procedures) {
    std::vector<Office> offices;
    if (!options.acts.empty()) {
        Input input = REMIT_TRY(read_input(env, options.acts));
        offices.push_back(REMIT_TRY(cover(std::move(input), {}, knowledge, procedures)));
        return offices;
    }
    const std::vector<std::string> packs =
        options.pack.empty() ? carried_packs() : std::vector<std::string>{options.pack};
    for (const std::string& pack : packs) {
        Input input = REMIT_TRY(read_carried_pack(pack));
        offices.push_back(REMIT_TRY(cover(std::move(input), pack, knowledge, procedures)));
    }
    return offices;
}

// --- Text ---

class Report {
  public:
    Report(const Office& office, std::span<const Definition> procedures,
           const remit::Vocabulary& vocabulary, diag::Language language, const Ink& ink)
        : office_(office),
          procedures_(procedures),
          vocabulary_(vocabulary),
          language_(language),
          ink_(ink) {}

    std::string render() {
        put({}, name_of(office_.loaded), 0, &Ink::bold);
        out_ += "\n";
        put_tally();
        for (const CoveragePart part : procedure::kCoverageParts) put_part(part);
        return std::move(out_);
    }

  private:
    using Paint = std::string (Ink::*)(std::string_view) const;

    /// `lead`, and the text behind it from that column on.
    void put(std::string lead, std::string_view text, std::size_t column, Paint paint = nullptr) {
        lead = pad(lead, column);
        for (const std::string& line : wrap(printable(text), kPageColumns - column)) {
            out_ += lead + (paint == nullptr ? line : (ink_.*paint)(line)) + "\n";
            lead.assign(column, ' ');
        }
    }

    void put_tally() {
        const auto rows = procedure::tally(office_.coverage, language_);
        std::size_t width = 0;
        for (const auto& row : rows) width = std::max(width, text::display_width(row.standing));
        for (const auto& row : rows) {
            out_ += fmt::format("  {}{:>6}{:>6} %\n", pad(row.standing, width), row.count,
                                row.percents);
        }
    }

    void put_part(CoveragePart part) {
        remit::UnitId unit;
        bool any = false;
        for (const ServedDuty& served : office_.coverage.duties) {
            if (procedure::part_of(served.served) != part) continue;
            if (!std::exchange(any, true)) {
                out_ += "\n";
                put({}, procedure::heading_of(part, language_), 0, &Ink::bold);
            }
            const remit::Duty& duty = office_.act().duty(served.duty);
            if (duty.unit != std::exchange(unit, duty.unit)) {
                out_ += "\n";
                put({}, authority::unit_in_words(office_.act(), duty.unit), 0, &Ink::bold);
            }
            put_duty(part, served, duty);
        }
    }

    void put_duty(CoveragePart part, const ServedDuty& served, const remit::Duty& duty) {
        const ServedWords words = procedure::in_words(served, procedures_, vocabulary_, language_);
        std::string head = fmt::format("{}  {}", duty.id, duty.citation.label);
        // Elsewhere the heading says it.
        if (part == CoveragePart::carried_out) head += ": " + words.standing;
        out_ += "\n";
        put(std::string(kDutyIndent, ' '), head, kDutyIndent);
        put(std::string(kTextIndent, ' '), office_.loaded.compilation.text_of(served.duty),
            kTextIndent, &Ink::dim);
        if (part == CoveragePart::not_yet) {
            put_functions(words);
        } else {
            put_rows(words.functions);
        }
        if (words.besides.empty()) return;
        put(std::string(kTextIndent, ' '), words.besides_heading, kTextIndent);
        put_rows(words.besides);
    }

    void put_functions(const ServedWords& words) {
        std::string list = words.unread;
        for (const CoverageRow& row : words.functions)
            list += (list.empty() ? "" : "; ") + row.function;
        put(std::string(kRowIndent, ' '), list, kRowIndent);
    }

    void put_rows(const std::vector<CoverageRow>& rows) {
        std::size_t width = 0;
        for (const CoverageRow& row : rows) {
            width = std::max(width, text::display_width(row.function));
        }
        for (const CoverageRow& row : rows) {
            put(std::string(kRowIndent, ' ') + row.function, row.works, kRowIndent + width + kGap);
        }
    }

    const Office& office_;
    std::span<const Definition> procedures_;
    const remit::Vocabulary& vocabulary_;
    diag::Language language_;
    const Ink& ink_;
    std::string out_;
};

// --- JSON ---

class Writer {
  public:
    Writer(std::span<const Definition> procedures, const remit::Vocabulary& vocabulary)
        : procedures_(procedures), vocabulary_(vocabulary) {}

    std::string write(const std::vector<Office>& offices) {
        out_.begin_object().key("offices").begin_array();
        for (const Office& office : offices) write_office(office);
        out_.end_array().end_object();
        return out_.finish();
    }

  private:
    void write_office(const Office& office) {
        using procedure::Served;
        out_.begin_object().field("institution", name_of(office.loaded));
        if (!office.pack.empty()) out_.field("pack", office.pack);
        out_.key("counts").begin_object();
        for (const Served served : {Served::whole, Served::part, Served::none, Served::residual}) {
            out_.field(procedure::name_of(served),
                       static_cast<std::int64_t>(office.coverage.count(served)));
        }
        out_.end_object().key("duties").begin_array();
        for (const ServedDuty& served : office.coverage.duties) write_duty(office.act(), served);
        out_.end_array().end_object();
    }

    void write_duty(const remit::Remit& act, const ServedDuty& served) {
        const remit::Duty& duty = act.duty(served.duty);
        out_.begin_object().field("id", duty.id).field("citation", duty.citation.label);
        out_.field("unit", act.unit(duty.unit).code);
        out_.field("served", procedure::name_of(served.served)).key("functions").begin_array();
        for (const procedure::ServedFunction& function : served.functions) {
            out_.begin_object();
            out_.field("function", vocabulary_.function(function.function).id).key("works");
            write_works(function.works);
            out_.end_object();
        }
        out_.end_array().key("besides");
        write_works(served.besides);
        out_.end_object();
    }

    void write_works(const std::vector<Work>& works) {
        out_.begin_array();
        for (const Work& work : works) {
            const Definition& definition = procedures_[work.procedure];
            out_.begin_object().field("procedure", definition.id);
            out_.field("version", static_cast<std::int64_t>(definition.version));
            out_.field("function", vocabulary_.function(work.function).id);
            out_.key("steps").begin_array();
            for (const procedure::StepId step : work.steps) {
                out_.string(definition.steps[step.index()].id);
            }
            out_.end_array().key("consultations").begin_array();
            for (const procedure::ConsultationId asked : work.consultations) {
                out_.string(definition.consultations[asked.index()].id);
            }
            out_.end_array().end_object();
        }
        out_.end_array();
    }

    std::span<const Definition> procedures_;
    const remit::Vocabulary& vocabulary_;
    base::JsonWriter out_;
};

}  // namespace

int run_coverage(base::Env& env, const Options& options) {
    if (!options.acts.empty() && !options.pack.empty()) {
        return fail(
            env, "files name an act, and --pack a pack that remit carries\n  give one of the two");
    }
    const auto knowledge = compile::load_knowledge();
    if (!knowledge.ok()) return fail(env, knowledge.error().message);
    const remit::Vocabulary& vocabulary = knowledge.value()->vocabulary;
    const std::vector<Definition> procedures = newest_procedures(vocabulary);
    const auto offices = load_offices(env, options, *knowledge.value(), procedures);
    if (!offices.ok()) return fail(env, offices.error().message);
    if (options.format == "json") {
        return deliver(env, options, Writer(procedures, vocabulary).write(offices.value()));
    }
    const Ink ink(options.output.empty() && env.terminal_colour());
    std::string text;
    for (const Office& office : offices.value()) {
        if (!text.empty()) text += "\n";
        text += Report(office, procedures, vocabulary, language_of(options), ink).render();
    }
    return deliver(env, options, text);
}

}  // namespace remit::cli
