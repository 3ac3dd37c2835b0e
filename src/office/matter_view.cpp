#include "office/matter_view.h"

#include <utility>
#include <variant>

#include "authority/access_policy.h"
#include "office/access_register.h"
#include "office/personal.h"
#include "office/registers.h"
#include "procedure/event.h"

namespace remit::office {
namespace {

void remember_questions(MatterStory& story, const StoryEntry& entry) {
    for (const procedure::Event& event : entry.read.events) {
        const auto* asked = std::get_if<procedure::QuestionAsked>(&event.what);
        if (asked != nullptr) story.asked.emplace(asked->question.id, asked->question);
    }
}

}  // namespace

Result<MatterStory> load_story(const Office& office, std::string_view name) {
    store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const Institution& institution = office.institution();
    const Journal journal(*snapshot, institution.id(), office.env());
    MatterStory story;
    story.file.id = REMIT_TRY(find_matter_id(*snapshot, name));
    const Status told = journal.read(story.file.id, 0, [&](const Kept& kept) -> Status {
        ReadEntry read = REMIT_TRY(fold(story.file, kept, institution));
        hide_personal(*read.definition, read.events);
        story.entries.push_back({.version = kept.entry.matter_version,
                                 .happened = {kept.entry.happened_at},
                                 .acting = kept.entry.acting,
                                 .read = std::move(read)});
        remember_questions(story, story.entries.back());
        return base::done();
    });
    if (!told.ok()) return told.error();
    hide_personal(*story.file.definition, story.file.matter);
    return story;
}

Result<MatterStory> load_story(const Office& office, const OfficeReader& reader,
                               std::string_view name) {
    MatterStory story = REMIT_TRY(load_story(office, name));
    const Secrecy& secrecy = office.institution().secrecy();
    const authority::Paper matter =
        REMIT_TRY(authority::Paper::of(facts_of_matter(story.file), secrecy.schemes));
    if (authority::evaluate(secrecy.policy, reader.reader, matter).granted) return story;
    return base::make_error(ErrorCode::not_found, no_such_matter(name));
}

Result<MatterFile> find_matter(const Office& office, std::string_view name) {
    store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const Journal journal(*snapshot, office.institution().id(), office.env());
    return load_matter(journal, office.institution(), REMIT_TRY(find_matter_id(*snapshot, name)));
}

Result<StaffFile> find_staff(const Office& office) {
    store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const Journal journal(*snapshot, office.institution().id(), office.env());
    return load_staff_file(journal, office.institution());
}

}  // namespace remit::office
