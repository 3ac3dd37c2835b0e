#include "office/staff_file.h"

#include <fmt/format.h>

#include <utility>

#include "authority/establishment_loader.h"
#include "base/json_reader.h"
#include "base/json_writer.h"
#include "diag/render.h"

namespace remit::office {

Result<authority::Staff> read_staff(std::string_view name, std::string_view text,
                                    const Institution& institution) {
    authority::LoadedStaff loaded = authority::load_staff(
        std::string(name), text, institution.act(), institution.secrecy().schemes);
    if (loaded.diagnostics.count(diag::Severity::error) == 0) return std::move(loaded.staff);
    return base::make_error(ErrorCode::invalid_input,
                            "nothing was adopted, because the file has errors\n" +
                                diag::render_terminal(loaded.diagnostics.all(), loaded.source, {}));
}

namespace {

Result<std::string> text_of(const ledger::Entry& entry) {
    const base::JsonDocument document = REMIT_TRY(base::read_json(entry.kind, entry.payload));
    base::JsonObject object = REMIT_TRY(document.root().object());
    const base::JsonValue text = REMIT_TRY(object.take("text"));
    std::string taken(REMIT_TRY(text.text()));
    REMIT_TRY(object.finish());
    return taken;
}

}  // namespace

Result<StaffFile> load_staff_file(const Journal& journal, const Institution& institution) {
    StaffFile file;
    std::size_t acts = 0;
    std::size_t calendar_changes = 0;
    const Status read = journal.read(kHouseChain, 0, [&](const Kept& kept) -> Status {
        file.head = {kept.entry.matter_version, kept.hash};
        if (kept.entry.kind == kActAdopted) ++acts;
        if (kept.entry.kind == kCalendarChanged) ++calendar_changes;
        if (kept.entry.kind == kStaffAdopted) file.text = REMIT_TRY(text_of(kept.entry));
        return base::done();
    });
    if (!read.ok()) return read.error();
    if (acts != institution.adopted_acts()) {
        return base::make_error(ErrorCode::unavailable,
                                "the office was reorganised meanwhile; open it again");
    }
    if (calendar_changes != institution.calendar_changes()) {
        return base::make_error(ErrorCode::unavailable,
                                "a calendar of the office was changed meanwhile; open it again");
    }
    if (file.text.empty()) return file;
    Result<authority::Staff> staff = read_staff(kStaffAdopted, file.text, institution);
    if (!staff.ok()) return base::make_error(ErrorCode::corrupt, staff.error().message);
    file.establishment = authority::Establishment(std::move(staff).value());
    return file;
}

std::string write_staff(const authority::Staff& staff, const authority::Schemes& schemes,
                        const std::function<std::string(remit::UnitId)>& code_of) {
    const auto id = [&](authority::OfficerId officer) { return staff.officers[officer.index()]; };
    const auto term = [](const authority::Tenure& tenure) {
        std::string text;
        if (tenure.from) text += fmt::format(", from: {}", tenure.from->iso());
        if (tenure.until) text += fmt::format(", until: {}", tenure.until->iso());
        return text;
    };
    const auto basis = [](const std::string& text) {
        if (text.empty()) return std::string();
        std::string quoted;  // in a YAML text between single quotes, one stands for itself twice
        for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
        return fmt::format(", basis: '{}'", quoted);
    };
    constexpr std::string_view kRanks[] = {"officer", "head", "state_secretary", "minister"};
    std::string text = "officers:\n";
    for (const std::string& officer : staff.officers)
        text += fmt::format("  - {{id: \"{}\"}}\n", officer);
    std::string posts;
    for (const authority::HeldPost& post : staff.posts) {
        const std::string code = code_of(post.unit);
        if (code.empty()) continue;
        posts +=
            fmt::format("  - {{id: \"{}\", unit: \"{}\", rank: {}, officer: \"{}\"{}{}}}\n",
                        post.id, code, kRanks[static_cast<std::size_t>(post.rank)],
                        id(post.officer), post.acting ? ", acting: true" : "", term(post.term));
    }
    if (!posts.empty()) text += "posts:\n" + posts;
    if (!staff.deputies.empty()) text += "deputies:\n";
    for (const authority::Deputy& deputy : staff.deputies) {
        text += fmt::format("  - {{deputy: \"{}\", replaces: \"{}\"{}{}{}}}\n", id(deputy.deputy),
                            id(deputy.replaces), deputy.standing ? ", standing: true" : "",
                            basis(deputy.basis), term(deputy.term));
    }
    if (!staff.absences.empty()) text += "absences:\n";
    for (const authority::Absence& absence : staff.absences) {
        text += fmt::format("  - {{officer: \"{}\"{}{}}}\n", id(absence.officer),
                            basis(absence.basis), term(absence.term));
    }
    const auto days = [](const authority::Days& valid) {
        return fmt::format("from: {}, until: {}", valid.from.iso(), valid.until.iso());
    };
    if (!staff.certificates.empty()) text += "certificates:\n";
    for (const authority::HeldCertificate& held : staff.certificates) {
        text += fmt::format("  - {{officer: \"{}\", level: {}, {}}}\n", id(held.officer),
                            schemes.level(held.certificate.up_to).id, days(held.certificate.valid));
    }
    if (!staff.briefings.empty()) text += "briefings:\n";
    for (const authority::HeldBriefing& held : staff.briefings) {
        text += fmt::format("  - {{officer: \"{}\", scheme: {}, {}}}\n", id(held.officer),
                            schemes.scheme(held.briefing.scheme).id, days(held.briefing.valid));
    }
    return text;
}

Result<Written> adopt_staff(Journal& journal, const Institution& institution, std::string_view by,
                            std::string_view name, std::string_view text, calendar::Instant now) {
    REMIT_TRY(read_staff(name, text, institution));
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    json.begin_object().field("text", text).end_object();
    Record record{.chain = std::string(kHouseChain),
                  .kind = std::string(kStaffAdopted),
                  .happened = now,
                  .payload = json.finish()};
    record.acting.officer = by;
    return journal.append(REMIT_TRY(journal.head(kHouseChain)), std::move(record));
}

}  // namespace remit::office
