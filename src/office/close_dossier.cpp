// A dossier is closed: a matter that sprang from no other, with all that sprang from it.
//
// All of them are closed in one transaction or none is. The register says which matters there are;
// whether one may be closed is read from its chain, entry by entry, and so is which papers it was
// brought. A matter appends to its chain when another springs from it, so that one which springs
// while the dossier is being closed makes this command run again.
#include <fmt/format.h>

#include <utility>

#include "base/byte_text.h"
#include "calendar/dates_in_words.h"
#include "office/commands.h"
#include "office/phrases.h"
#include "office/registers.h"
#include "office/request_hash.h"
#include "procedure/engine.h"
#include "procedure/speech.h"

namespace remit::office {
namespace {

constexpr std::size_t kObstaclesShown = 20;

/// What stands in the way of closing, in words; only the first are kept.
class Obstacles {
  public:
    Obstacles(store::Connection& connection, const Institution& institution,
              diag::Language language)
        : connection_(&connection), institution_(&institution), language_(language) {}

    /// Of an entry of a matter: the papers that it brought.
    Status look_at(const MatterFile& file, const ReadEntry& entry) {
        for (const procedure::Event& event : entry.events) {
            const auto* brought = std::get_if<procedure::PaperBrought>(&event.what);
            if (brought != nullptr) REMIT_TRY(look_at(file, brought->paper));
        }
        return base::done();
    }

    /// Of a matter as it stands.
    void look_at(const MatterFile& file) {
        const procedure::Matter& matter = file.matter;
        if (!matter.ended) {
            const procedure::Speech speech(*file.definition, institution_->vocabulary(), language_);
            add(PhraseId::dossier_not_ended,
                {{"number", file.number}, {"state", speech.state(matter.state)}});
        }
        for (const procedure::Question& question : matter.questions) {
            if (question.is_closed()) continue;
            add(PhraseId::dossier_open_question, {{"number", file.number},
                                                  {"question", question.id},
                                                  {"respondent", question.respondent}});
        }
        const auto alarm = procedure::next_alarm(matter);
        if (!alarm || !matter.ended) return;
        const std::string day =
            calendar::plain_date_in_words(institution_->day_at(*alarm), language_);
        add(PhraseId::dossier_clock, {{"number", file.number}, {"day", day}});
    }

    [[nodiscard]] bool none() const { return count_ == 0; }

    Declined declined(const MatterFile& top) && {
        if (count_ > shown_.size()) {
            shown_.push_back(say(PhraseId::dossier_more, language_,
                                 {{"count", std::to_string(count_ - shown_.size())}}));
        }
        Declined declined{.by = Declined::By::procedure, .reasons = std::move(shown_), .cures = {}};
        if (count_ > papers_) {
            declined.cures.push_back(
                say(PhraseId::dossier_cure, language_,
                    {{"command", fmt::format("`remit matter show {}`", top.number)}}));
        }
        if (papers_ > 0) {
            declined.cures.push_back(say(PhraseId::dossier_paper_cure, language_,
                                         {{"command", "`remit ledger verify`"}}));
        }
        return declined;
    }

  private:
    Status look_at(const MatterFile& file, const procedure::Paper& paper) {
        if (paper.digest.empty()) return base::done();  // nobody knew its bytes
        const std::string digest = base::from_hex(paper.digest).value_or("");
        const auto row = REMIT_TRY((connection_->find<std::int64_t, std::int64_t>(
            "SELECT size, length(bytes) FROM contents WHERE digest = ?1", {store::Blob{digest}})));
        if (row && std::get<0>(*row) == std::get<1>(*row)) return base::done();
        ++papers_;
        add(PhraseId::dossier_paper, {{"number", file.number},
                                      {"paper", paper.id},
                                      {"version", std::to_string(paper.version)},
                                      {"what", row ? "size" : "gone"}});
        return base::done();
    }

    void add(PhraseId id, const std::vector<diag::Argument>& arguments) {
        ++count_;
        if (shown_.size() < kObstaclesShown) shown_.push_back(say(id, language_, arguments));
    }

    store::Connection* connection_;
    const Institution* institution_;
    diag::Language language_;
    std::vector<std::string> shown_;
    std::size_t count_ = 0;
    std::size_t papers_ = 0;  // of the obstacles
};

Result<MatterFile> read_whole(MatterWork& work, const std::string& id, Obstacles& obstacles) {
    MatterFile file;
    file.id = id;
    const Status read = work.journal().read(id, 0, [&](const Kept& kept) -> Status {
        const ReadEntry entry = REMIT_TRY(fold(file, kept, work.institution()));
        return obstacles.look_at(file, entry);
    });
    if (!read.ok()) return read.error();
    obstacles.look_at(file);
    return file;
}

/// The named matter first.
Result<std::vector<MatterFile>> read_dossier(MatterWork& work, const std::string& top,
                                             Obstacles& obstacles) {
    const std::vector<std::string> sprung =
        REMIT_TRY(find_sprung(work.connection(), top, kDossierMattersMax));
    if (sprung.size() >= kDossierMattersMax) {
        return base::make_error(
            ErrorCode::limit,
            fmt::format("the dossier of '{}' has more than {} matters; no more can be closed at "
                        "once",
                        top, kDossierMattersMax));
    }
    std::vector<MatterFile> files;
    files.reserve(1 + sprung.size());
    files.push_back(REMIT_TRY(read_whole(work, top, obstacles)));
    for (const std::string& id : sprung)
        files.push_back(REMIT_TRY(read_whole(work, id, obstacles)));
    return files;
}

/// Why the matter is none with which a dossier begins.
Result<std::optional<Declined>> refuse_part(const MatterWork& work, const MatterFile& file,
                                            diag::Language language) {
    if (file.origin.empty()) return std::optional<Declined>();
    std::string top = file.number;
    for (std::string origin = file.origin; !origin.empty();) {
        const MatterFile above = REMIT_TRY(work.load(origin));
        top = above.number;
        origin = above.origin;
    }
    return std::optional(
        Declined{.by = Declined::By::procedure,
                 .reasons = {say(PhraseId::dossier_of_another, language,
                                 {{"number", file.number}, {"top", top}})},
                 .cures = {say(PhraseId::dossier_of_another_cure, language,
                               {{"command", fmt::format("`remit matter close {}`", top)}})}});
}

Result<Outcome> close_in(MatterWork& work, const Order& order, const CloseRequest& request) {
    MatterFile file;
    Outcome at_once;
    if (REMIT_TRY(work.begin(order, request.matter, file, at_once))) return at_once;
    const Caller& caller = *order.caller;
    if (const auto no = refuse_note(request.note, caller.language)) return Outcome(*no);
    if (auto no = REMIT_TRY(refuse_part(work, file, caller.language))) return Outcome(*no);
    const auto answer = work.ask(caller, work.asked_as_lead(file, procedure::Rank::head));
    if (const auto* no = std::get_if<Declined>(&answer)) return Outcome(*no);
    Obstacles obstacles(work.connection(), work.institution(), caller.language);
    std::vector<MatterFile> files = REMIT_TRY(read_dossier(work, file.id, obstacles));
    if (!obstacles.none()) return Outcome(std::move(obstacles).declined(file));
    const Closing closing{.day = work.institution().day_at(work.now()),
                          .by = caller.officer,
                          .dossier = file.id,
                          .note = request.note};
    return work.close(order, std::move(files), closing, std::get<Permit>(answer));
}

}  // namespace

Result<Outcome> close_dossier(Office& office, const Caller& caller, const CloseRequest& request) {
    const Order order{
        .caller = &caller, .name = "close_dossier", .request = hash_of(caller, request)};
    return office.write([&](MatterWork& work) { return close_in(work, order, request); });
}

}  // namespace remit::office
