#include "office/staff_file.h"

#include <utility>

#include "authority/establishment_loader.h"
#include "base/json_reader.h"
#include "base/json_writer.h"
#include "diag/render.h"

namespace remit::office {

Result<authority::Staff> read_staff(std::string_view name, std::string_view text,
                                    const Institution& institution) {
    authority::LoadedStaff loaded =
        authority::load_staff(std::string(name), text, institution.act());
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
    const Status read = journal.read(kHouseChain, 0, [&](const Kept& kept) -> Status {
        file.head = {kept.entry.matter_version, kept.hash};
        if (kept.entry.kind == kStaffAdopted) file.text = REMIT_TRY(text_of(kept.entry));
        return base::done();
    });
    if (!read.ok()) return read.error();
    if (file.text.empty()) return file;
    Result<authority::Staff> staff = read_staff(kStaffAdopted, file.text, institution);
    if (!staff.ok()) return base::make_error(ErrorCode::corrupt, staff.error().message);
    file.establishment = authority::Establishment(std::move(staff).value());
    return file;
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
