#include "office/settings.h"

#include <fmt/format.h>

#include <utility>

#include "data/reader.h"
#include "diag/render.h"
#include "ledger/note.h"

namespace remit::office {
namespace {

constexpr std::string_view kFormat = "1";

void read_mode(const data::Reader& reader, const yaml::Node& root, Settings& settings) {
    const auto mode = reader.find_text(root, "authority");
    if (!mode || mode->value == "enforce") return;
    if (mode->value == "advise") {
        settings.mode = Mode::advise;
    } else {
        reader.report_value("authority", *mode, "enforce or advise");
    }
}

void read_root(const data::Reader& reader, const yaml::Node& root, Settings& settings) {
    if (!reader.is_map(root, "office.yaml")) return;
    reader.allow(root, {"office", "pack", "ledger", "authority", "postgres"});
    const auto format = reader.require_text(root, "office");
    if (format && format->value != kFormat)
        reader.report_value("office", *format, std::string(kFormat));
    if (const auto pack = reader.require_text(root, "pack")) settings.pack = pack->value;
    const auto ledger = reader.require_text(root, "ledger");
    if (ledger) settings.ledger = ledger->value;
    if (ledger && !ledger::is_note_name(ledger->value))
        reader.report_value("ledger", *ledger, "a name without blanks and '+'");
    if (const auto postgres = reader.find_text(root, "postgres"))
        settings.postgres = postgres->value;
    read_mode(reader, root, settings);
}

}  // namespace

Result<Settings> read_settings(std::string name, std::string_view bytes) {
    Settings settings;
    diag::Source source;
    diag::Diagnostics diagnostics;
    source.add(std::move(name), bytes);
    const data::Reader reader(source, diagnostics);
    const auto document = reader.parse();
    if (document) read_root(reader, document->root(), settings);
    if (diagnostics.count(diag::Severity::error) == 0) return settings;
    diagnostics.sort();
    return base::make_error(ErrorCode::invalid_input,
                            "the office cannot be opened, because its settings have errors\n" +
                                diag::render_terminal(diagnostics.all(), source, {}));
}

std::string write_settings(const Settings& settings) {
    std::string text = fmt::format(
        "# An office of Remit. Change what is here, then start it again.\n"
        "office: {}\n"
        "pack: {}\n"
        "ledger: {}  # the name on its checkpoints; never changed once one was given away\n"
        "authority: {}  # advise: a refusal may be passed over with a reason, which is recorded\n",
        kFormat, settings.pack, settings.ledger,
        settings.mode == Mode::enforce ? "enforce" : "advise");
    if (!settings.postgres.empty()) text += fmt::format("postgres: \"{}\"\n", settings.postgres);
    return text;
}

}  // namespace remit::office
