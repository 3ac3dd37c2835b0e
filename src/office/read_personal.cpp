#include "office/read_personal.h"

#include <variant>

#include "authority/access_policy.h"
#include "office/access_reader.h"
#include "office/access_register.h"
#include "office/intake_entry.h"
#include "office/personal.h"
#include "office/phrases.h"
#include "office/registers.h"
#include "procedure/value.h"

namespace remit::office {
namespace {

PersonalGiven given_of(const MatterFile& file) {
    PersonalGiven given{.matter = file.id, .number = file.number, .fields = {}};
    const procedure::Definition& definition = *file.definition;
    for (const std::string& id : personal_fields_of(definition, file.matter)) {
        std::vector<std::string> values;
        for (const procedure::Item& item : file.matter.value(*definition.find_field(id)).items)
            values.push_back(procedure::write_item(item));
        given.fields.emplace_back(id, std::move(values));
    }
    return given;
}

/// The file, and whether the reading is to be recorded. Errors: not_found, as if it were not there.
Result<std::pair<MatterFile, bool>> judged(const MatterWork& work, const Caller& caller,
                                           std::string_view name) {
    MatterFile file = REMIT_TRY(work.load(name));
    const Secrecy& secrecy = work.institution().secrecy();
    const authority::Paper matter =
        REMIT_TRY(authority::Paper::of(facts_of_matter(file), secrecy.schemes));
    const OfficeReader reader =
        REMIT_TRY(reader_of(work.institution(), work.establishment(), caller.officer, work.now()));
    const authority::Decision decision = authority::evaluate(secrecy.policy, reader.reader, matter);
    if (!decision.granted) return base::make_error(ErrorCode::not_found, no_such_matter(name));
    const bool recorded = authority::is_read_recorded(secrecy.rules, matter, decision);
    return std::pair(std::move(file), recorded);
}

Result<PersonalOutcome> read_in(MatterWork& work, const Caller& caller, std::string_view name) {
    if (auto unknown = check_officer(work, caller)) return PersonalOutcome(*unknown);
    auto [file, recorded] = REMIT_TRY(judged(work, caller, name));
    PersonalGiven given = given_of(file);
    if (given.fields.empty()) {
        return PersonalOutcome(nothing_personal(file.number, caller.language));
    }
    given.is_recorded = recorded;
    if (recorded) {
        Caller reader = caller;
        reader.idempotency_key.clear();  // each reading is one of its own
        PayloadHead head;
        head.read = PaperRead{};
        REMIT_TRY(work.note({.caller = &reader, .name = "read_personal", .request = {}}, file,
                            std::move(head), work.acting_in_post(caller.officer)));
    }
    return PersonalOutcome(std::move(given));
}

}  // namespace

Result<PersonalOutcome> read_personal(Office& office, const Caller& caller,
                                      std::string_view matter) {
    return office.write([&](MatterWork& work) { return read_in(work, caller, matter); });
}

}  // namespace remit::office
