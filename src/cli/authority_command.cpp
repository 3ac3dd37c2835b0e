// `remit authority ask`: may this unit do this, or who may, from the packs that the binary carries,
// another pack, or an act.
//
// It reads words into a question and shows the answer; competence decides (authority/competence.h).
// Where a unit is named, it is looked for in every office that was loaded, and must be in one.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

#include "authority/competence_words.h"
#include "base/embedded.h"
#include "base/json_writer.h"
#include "cli/authority_json.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/entry_finder.h"
#include "cli/loading.h"
#include "cli/nearest.h"
#include "compile/duty_words.h"
#include "diag/render.h"
#include "text/fold.h"
#include "text/graphemes.h"

namespace remit::cli {

namespace {

using authority::AnswerRow;
using authority::Competence;
using remit::UnitId;

constexpr std::string_view kPacksFolder = "packs/";
constexpr std::string_view kLinesFile = "/lines.yaml";
constexpr std::size_t kIndent = 2;

/// One institution to ask in. Not moved once made: competence points into it.
struct Office {
    std::string pack;  // "hr"; empty for an act
    Loaded loaded;
    std::unique_ptr<Competence> competence;
    std::vector<remit::Overlap> overlaps;
    std::unique_ptr<authority::Lines> lines;

    [[nodiscard]] const remit::Remit& act() const { return loaded.compilation.remit; }
    [[nodiscard]] std::string name() const { return name_of(loaded); }
};
using Offices = std::vector<std::unique_ptr<Office>>;

// --- Loading ---

Result<std::unique_ptr<authority::Lines>> read_lines(std::string name, std::string_view bytes,
                                                     const remit::Vocabulary& vocabulary) {
    authority::LoadedLines loaded = authority::load_lines(std::move(name), bytes, vocabulary);
    REMIT_TRY(check_faultless(loaded.diagnostics, loaded.source));
    return std::make_unique<authority::Lines>(std::move(loaded.lines), vocabulary);
}

/// The lines of a pack that the binary carries; none where it has none.
Result<std::unique_ptr<authority::Lines>> carried_lines(const std::string& pack,
                                                        const remit::Vocabulary& vocabulary) {
    const std::string path = std::string(kPacksFolder) + pack + std::string(kLinesFile);
    const auto bytes = base::find_embedded(base::embedded_files(), path);
    if (!bytes) return std::unique_ptr<authority::Lines>();
    return read_lines(path, *bytes, vocabulary);
}

/// The lines that lie beside a pack's file; none where there are none.
Result<std::unique_ptr<authority::Lines>> lines_beside(base::Env& env, const std::string& pack_file,
                                                       const remit::Vocabulary& vocabulary) {
    const std::size_t slash = pack_file.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : pack_file.substr(0, slash);
    const std::string path = folder + std::string(kLinesFile);
    const Result<std::string> bytes = env.read_file(path);
    if (bytes.ok()) return read_lines(path, bytes.value(), vocabulary);
    if (bytes.error().code == ErrorCode::not_found) return std::unique_ptr<authority::Lines>();
    return bytes.error();
}

Result<std::unique_ptr<Office>> make_office(Loaded loaded, std::string pack,
                                            const compile::Knowledge& knowledge) {
    auto office = std::make_unique<Office>();
    office->pack = std::move(pack);
    office->loaded = std::move(loaded);
    if (office->loaded.institution) {
        REMIT_TRY(check_faultless(office->loaded.compilation.diagnostics,
                                  office->loaded.compilation.source));
    }
    compile::KeyedLexicon lexicon;
    office->overlaps = remit::find_overlaps(
        office->act(), compile::duty_words(office->loaded.compilation, lexicon));
    office->competence = std::make_unique<Competence>(office->act(), knowledge.vocabulary);
    return office;
}

Result<std::unique_ptr<Office>> carried_office(const std::string& pack,
                                               const compile::Knowledge& knowledge) {
    Input input = REMIT_TRY(read_carried_pack(pack));
    std::unique_ptr<Office> office = REMIT_TRY(
        make_office(load(std::move(input), knowledge, WantPhases::no, nullptr), pack, knowledge));
    office->lines = REMIT_TRY(carried_lines(pack, knowledge.vocabulary));
    return office;
}

/// What was named: an act or a pack by files, a carried pack, or all that are carried. Beside an
/// act, --pack gives the lines around it.
Result<Offices> load_offices(base::Env& env, const Options& options,
                             const compile::Knowledge& knowledge) {
    Offices offices;
    if (!options.acts.empty()) {
        Input input = REMIT_TRY(read_input(env, options.acts));
        const std::string file = input.source.files().front().name;
        const bool is_pack = input.is_pack;
        offices.push_back(REMIT_TRY(make_office(
            load(std::move(input), knowledge, WantPhases::no, nullptr), {}, knowledge)));
        auto& lines = offices.back()->lines;
        if (!options.pack.empty()) {
            REMIT_TRY(carried_office(options.pack, knowledge));  // names an unknown pack
            lines = REMIT_TRY(carried_lines(options.pack, knowledge.vocabulary));
        } else if (is_pack) {
            lines = REMIT_TRY(lines_beside(env, file, knowledge.vocabulary));
        }
        return offices;
    }
    if (!options.pack.empty()) {
        offices.push_back(REMIT_TRY(carried_office(options.pack, knowledge)));
        return offices;
    }
    for (const std::string& pack : carried_packs()) {
        offices.push_back(REMIT_TRY(carried_office(pack, knowledge)));
    }
    return offices;
}

// --- Reading the question ---

template <typename Id>
Status find_all(const EntryFinder& finder, const std::vector<std::string>& words,
                std::vector<Id>& ids) {
    for (const std::string& word : words) {
        const Id id(REMIT_TRY(finder.find(word)));
        if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
    return base::done();
}

Result<authority::Question> read_question(const Options& options, const remit::Vocabulary& words) {
    authority::Question asked;
    asked.function =
        remit::FunctionId(REMIT_TRY(EntryFinder::of_functions(words).find(options.function)));
    REMIT_TRY(find_all(EntryFinder::of_bodies(words), options.bodies, asked.subject.bodies));
    REMIT_TRY(find_all(EntryFinder::of_topics(words), options.topics, asked.subject.topics));
    REMIT_TRY(find_all(EntryFinder::of_counterparts(words), options.counterparts,
                       asked.subject.counterparts));
    if (!options.date.empty()) asked.date = REMIT_TRY(calendar::Date::parse(options.date));
    asked.take_over = options.take_over;
    return asked;
}

/// Units of the office that the word names: by code as printed, or by name.
std::vector<UnitId> units_named(const Office& office, std::string_view word) {
    std::vector<UnitId> found;
    const std::string folded = text::fold(word);
    for (std::size_t index = 0; index < office.act().units.size(); ++index) {
        const remit::Unit& unit = office.act().units[index];
        if (text::fold(unit.code) == folded || text::fold(unit.name) == folded) {
            found.emplace_back(index);
        }
    }
    return found;
}

struct Asked {
    const Office* office;
    UnitId unit;
};

Result<Asked> find_unit(const Offices& offices, const std::string& word) {
    std::vector<Asked> found;
    for (const auto& office : offices) {
        for (const UnitId unit : units_named(*office, word)) found.push_back({office.get(), unit});
    }
    if (found.size() == 1) return found.front();
    if (!found.empty()) {
        std::string all;
        for (const Asked& one : found) {
            all += "\n  " + printable(authority::unit_in_words(one.office->act(), one.unit));
            if (!one.office->pack.empty()) all += fmt::format("  (--pack {})", one.office->pack);
        }
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("'{}' names more than one unit; say which by its code and --pack:{}",
                        printable(word), all));
    }
    std::vector<std::string> known;
    for (const auto& office : offices) {
        for (const remit::Unit& unit : office->act().units) {
            known.push_back(unit.code);
            known.push_back(text::fold(unit.name));
        }
    }
    const std::vector<std::string_view> views(known.begin(), known.end());
    const auto near = find_nearest(text::fold(word), views);
    return base::make_error(
        ErrorCode::not_found,
        fmt::format("there is no unit '{}'{}\n  a unit is named by its code (5.1.1, I/2) or its "
                    "name; `remit compile` lists them",
                    printable(word), near ? fmt::format("; did you mean '{}'?", *near) : ""));
}

// --- Showing ---

class Page {
  public:
    Page(const Office& office, const Ink& ink) : office_(office), ink_(ink) {}

    void heading(std::string_view text) { out_ += ink_.bold(printable(text)) + "\n"; }
    void line_break() { out_ += "\n"; }

    /// The text behind a label column, and below it the words of the duty's clause.
    void row(std::string_view label, std::size_t label_width, std::string_view text,
             remit::DutyId duty, std::string_view basis = {}) {
        const std::size_t column = kIndent + label_width;
        put(pad(label, label_width), text, column, /*dim=*/false);
        if (duty.is_some())
            put({}, office_.loaded.compilation.text_of(duty), column + kIndent, true);
        if (!basis.empty()) put({}, basis, column + kIndent, true);
    }

    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    void put(std::string_view first, std::string_view text, std::size_t column, bool dim) {
        std::string lead = std::string(kIndent, ' ') + std::string(first);
        if (first.empty()) lead = std::string(column, ' ');
        for (const std::string& line : wrap(printable(text), kPageColumns - column)) {
            out_ += lead + (dim ? ink_.dim(line) : line) + "\n";
            lead = std::string(column, ' ');
        }
    }

    const Office& office_;
    const Ink& ink_;
    std::string out_;
};

std::string show(const Office& office, const authority::RulingWords& words, const Ink& ink) {
    Page page(office, ink);
    page.heading(words.verdict.text);
    const auto sentence = [&](const authority::Sentence& one, std::string_view mark) {
        page.row(mark, mark.size(), one.text, one.duty);
    };
    if (words.verdict.duty.is_some()) {
        page.row({}, 0, office.loaded.compilation.text_of(words.verdict.duty), {});
    }
    for (const authority::Sentence& one : words.why) sentence(one, "- ");
    if (!words.holders.empty()) {
        page.line_break();
        page.row({}, 0, words.holders_heading + ":", {});
        for (const authority::Sentence& one : words.holders) sentence(one, "- ");
    }
    if (!words.cures.empty()) {
        page.line_break();
        page.row({}, 0, words.cures_heading + ":", {});
        for (const std::string& cure : words.cures) sentence({cure, {}}, "- ");
    }
    return page.take();
}

std::string show(const Office& office, const authority::Answer& answer,
                 const authority::AnswerWords& words, const remit::Vocabulary& vocabulary,
                 diag::Language language, const Ink& ink) {
    Page page(office, ink);
    page.heading(office.name());
    std::string asked = authority::function_in_words(vocabulary, answer.function, language);
    const std::string subject = authority::subject_in_words(vocabulary, answer.subject, language);
    if (!subject.empty()) asked += ": " + subject;
    page.row({}, 0, asked, {});
    std::size_t width = 0;
    for (const auto* rows : {&words.units, &words.lines, &words.remarks}) {
        for (const AnswerRow& row : *rows) {
            width = std::max(width, text::display_width(row.label) + kIndent);
        }
    }
    for (const auto* rows : {&words.units, &words.lines, &words.remarks}) {
        if (!rows->empty()) page.line_break();
        // What a remark says of a clause is enough; owners and rivals are shown with theirs.
        const bool clauses = rows == &words.units;
        for (const AnswerRow& row : *rows) {
            page.row(row.label, width, row.text, clauses ? row.duty : remit::DutyId(), row.basis);
        }
    }
    return page.take();
}

// --- Asking ---

int ask_unit(base::Env& env, const Options& options, const Offices& offices,
             authority::Question asked) {
    const Result<Asked> found = find_unit(offices, options.unit);
    if (!found.ok()) return fail(env, found.error().message);
    const Office& office = *found.value().office;
    asked.unit = found.value().unit;
    authority::Ruling ruling = office.competence->authorise(asked);
    if (!options.advise.empty()) ruling = advise(std::move(ruling), asked, options.advise);
    const auto words = in_words(*office.competence, asked, ruling, language_of(options));
    const Ink ink(options.output.empty() && env.terminal_colour());
    const std::string text =
        options.format == "json"
            ? ruling_json({office.pack, office.name(), *office.competence}, asked, ruling, words)
            : show(office, words, ink);
    const int delivered = deliver(env, options, text);
    if (delivered != kExitDone) return delivered;
    return ruling.granted() ? kExitDone : kExitFindings;
}

int ask_who(base::Env& env, const Options& options, const Offices& offices,
            const authority::Question& asked, const compile::Knowledge& knowledge) {
    const diag::Language language = language_of(options);
    const Ink ink(options.output.empty() && env.terminal_colour());
    std::string text;
    bool any = false;
    std::vector<AnsweredOffice> answered;
    for (const auto& office : offices) {
        authority::Answer answer =
            authority::who(*office->competence, office->overlaps, office->lines.get(),
                           asked.function, asked.subject, asked.date);
        authority::AnswerWords words = in_words(*office->competence, answer, language);
        any = any || answer.has_owner();
        if (!text.empty()) text += "\n";
        text += show(*office, answer, words, knowledge.vocabulary, language, ink);
        answered.push_back({{office->pack, office->name(), *office->competence},
                            std::move(answer),
                            std::move(words)});
    }
    if (options.format == "json") text = answers_json(answered, asked);
    const int delivered = deliver(env, options, text);
    if (delivered != kExitDone) return delivered;
    return any ? kExitDone : kExitFindings;
}

/// What does not go together; empty where all does.
std::string_view find_conflict(const Options& options) {
    if (options.who && !options.unit.empty()) {
        return "--who asks for the unit, and --unit names it\n  give one of the two";
    }
    if (!options.who && options.unit.empty()) {
        return "nothing is asked\n  give --unit CODE to ask whether it may, or --who to ask which "
               "unit may";
    }
    if (options.who && (options.take_over || !options.advise.empty())) {
        return "--take-over and --advise are for one unit\n  give --unit instead of --who";
    }
    return {};
}

}  // namespace

int run_authority(base::Env& env, const Options& options) {
    const std::string_view conflict = find_conflict(options);
    if (!conflict.empty()) return fail(env, conflict);
    const auto knowledge = compile::load_knowledge();
    if (!knowledge.ok()) return fail(env, knowledge.error().message);
    const Result<authority::Question> asked = read_question(options, knowledge.value()->vocabulary);
    if (!asked.ok()) return fail(env, asked.error().message);
    const Result<Offices> offices = load_offices(env, options, *knowledge.value());
    if (!offices.ok()) return fail(env, offices.error().message);
    if (!options.who) return ask_unit(env, options, offices.value(), asked.value());
    return ask_who(env, options, offices.value(), asked.value(), *knowledge.value());
}

}  // namespace remit::cli
