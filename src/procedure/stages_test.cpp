// What a file says once: the functions of steps that name none, and stages, which stand for the
// states that steps start from together; and choices that are compared by height.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "diag/render.h"
#include "procedure/loader.h"
#include "support/procedure_sample.h"
#include "support/vocabulary.h"

namespace remit::procedure {
namespace {

using Texts = std::vector<std::string>;

constexpr std::string_view kShort = R"(procedure: visit
version: 1
names: {en: Visit, hr: Posjet, sr: Посета}
summary: {en: A visit, hr: Posjet, sr: Посета}
function: [coordinate, cooperate]
fields:
  - id: level
    type: choice
    names: {en: Level, hr: Razina, sr: Ниво}
    choices:
      - {id: low, names: {en: Low, hr: Niska, sr: Низак}}
      - {id: high, names: {en: High, hr: Visoka, sr: Висок}}
  - {id: levels, type: choice, list: true, choices_of: level, names: {en: Levels, hr: Razine, sr: Нивои}}
  - {id: arrives, type: date, names: {en: Arrives, hr: Dolazi, sr: Долази}}
states:
  - {id: planned, names: {en: Planned, hr: Planirano, sr: Планирано}}
  - {id: prepared, names: {en: Prepared, hr: Pripremljeno, sr: Припремљено}}
  - {id: held, names: {en: Held, hr: Održano, sr: Одржано}}
  - {id: done, end: true, names: {en: Done, hr: Obavljeno, sr: Обављено}}
stages:
  before: [planned, prepared]
  open: [before, held]
steps:
  - {id: plan, opening: true, names: {en: Plan, hr: Planiraj, sr: Планирај}, to: planned, may: [level, levels, arrives]}
  - {id: prepare, names: {en: Prepare, hr: Pripremi, sr: Припреми}, from: [planned], to: prepared, when: [{field: level, covers: levels}]}
  - {id: hold, names: {en: Hold, hr: Održi, sr: Одржи}, from: [before], to: held, function: monitor}
  - {id: close, names: {en: Close, hr: Zatvori, sr: Затвори}, from: [open], to: done}
deadlines:
  - {id: arrival, names: {en: Arrival, hr: Dolazak, sr: Долазак}, clock: date, after: {field: arrives}, met_by: [hold], lapse: {to: held, from: [before]}}
)";

LoadedProcedures load(std::string_view from = "", std::string_view to = "") {
    std::string text(kShort);
    if (!from.empty()) text = testing::edited(std::move(text), {{from, to}});
    const ProcedureFile file{.name = "visit.yaml", .bytes = text};
    return load_procedures({&file, 1}, testing::vocabulary());
}

Texts diagnostics(std::string_view from, std::string_view to) {
    const LoadedProcedures loaded = load(from, to);
    Texts all;
    for (const diag::Diagnostic& found : loaded.diagnostics.all()) {
        all.push_back(std::string(diag::entry_of(found.id).id_text) + ": " +
                      diag::message_of(found, loaded.source, diag::Language::en));
    }
    return all;
}

const Definition& visit() {
    static const LoadedProcedures loaded = load();
    const Definition* found = loaded.library.latest("visit");
    REQUIRE_MESSAGE(found != nullptr,
                    diag::render_terminal(loaded.diagnostics.all(), loaded.source, {}));
    return *found;
}

Texts names(const std::vector<StateId>& states) {
    Texts all;
    for (const StateId id : states) all.push_back(visit().states[id.index()].id);
    return all;
}

const Step& step(std::string_view id) {
    return visit().steps[visit().find_step(id)->index()];
}

}  // namespace

TEST_CASE("stages: a stage stands for its states, and may name the stages before it") {
    CHECK(names(step("hold").from) == Texts{"planned", "prepared"});
    CHECK(names(step("close").from) == Texts{"planned", "prepared", "held"});
    CHECK(names(visit().deadlines.front().lapse_from) == Texts{"planned", "prepared"});
}

TEST_CASE("stages: a stage that names itself, a later one or nothing there is is told so") {
    CHECK(diagnostics("before: [planned, prepared]", "before: [planned, open]").front() ==
          "unknown-reference: field 'before' names 'open', which is not defined");
    CHECK(diagnostics("before: [planned, prepared]", "before: [planned, before]").front() ==
          "unknown-reference: field 'before' names 'before', which is not defined");
    CHECK(diagnostics("open: [before, held]", "held: [before, held]").front() ==
          "duplicate-id: id 'held' is used twice");
    CHECK(diagnostics("open: [before, held]", "open: [before, planned, held]").front() ==
          "duplicate-id: id 'planned' is used twice");
}

TEST_CASE("stages: the functions at the head are those of every step that names none") {
    CHECK(step("plan").functions == Texts{"coordinate", "cooperate"});
    CHECK(step("hold").functions == Texts{"monitor"});
    CHECK(diagnostics("function: [coordinate, cooperate]\n", "").front() ==
          "missing-field: field 'function' is missing");
}

TEST_CASE("stages: heights are compared between choices of one list") {
    CHECK(diagnostics("covers: levels", "covers: arrives") ==
          Texts{"field-of-wrong-type: field 'arrives' is of type date; expected choice"});
    CHECK(diagnostics("{field: level, covers: levels}", "{field: levels, covers: level}") ==
          Texts{"field-of-wrong-type: field 'levels' is of type choice[]; expected choice"});
    CHECK(
        diagnostics("choices_of: level,", "choices: [{id: high, names: {en: H, hr: V, sr: В}}],") ==
        Texts{"field-of-wrong-type: field 'levels' is of type choice[]; expected choices_of: "
              "level"});
}

}  // namespace remit::procedure
