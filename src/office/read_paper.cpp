#include "office/read_paper.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "authority/access_break_glass.h"
#include "authority/access_words.h"
#include "base/byte_text.h"
#include "base/hash.h"
#include "office/access_reader.h"
#include "office/access_register.h"
#include "office/contents.h"
#include "office/intake_entry.h"
#include "office/phrases.h"
#include "office/registers.h"

namespace remit::office {
namespace {

constexpr std::size_t kReadersNamedMax = 5;

/// Where it is asked: all of it borrowed, of one transaction.
struct Place {
    store::Connection* connection;
    const Journal* journal;
    const Institution* institution;
    const authority::Establishment* establishment;
    calendar::Instant now;
};

/// What is to be given, and what is to be recorded before.
struct Granted {
    MatterFile file;
    PaperGiven given;
    std::optional<authority::BreakGlass> emergency;  // that the officer opens with this
};
using Look = std::variant<Granted, Declined>;

/// One officer before one paper of a matter.
class Looking {
  public:
    Looking(const Place& place, const Caller& caller, const ReadRequest& request)
        : place_(place), caller_(&caller), request_(&request) {}

    Result<Look> run();

  private:
    [[nodiscard]] const Secrecy& secrecy() const { return place_.institution->secrecy(); }
    [[nodiscard]] std::string say(PhraseId id, const std::vector<diag::Argument>& arguments) const {
        return office::say(id, caller_->language, arguments);
    }
    Result<OfficeReader> reader_with(std::optional<authority::BreakGlass> opened) const;
    Result<bool> knows_of_matter(const authority::Reader& reader) const;
    /// Fills the index of the paper; or the refusal where there is none of that name.
    std::optional<Declined> find_paper();
    Result<std::optional<Declined>> judge(bool knows);
    Result<Declined> refuse(const OfficeReader& reader, const authority::PaperFacts& facts,
                            const authority::Paper& paper,
                            const authority::Decision& decision) const;
    Result<std::vector<std::string>> readers_of(const authority::PaperFacts& facts,
                                                const authority::Paper& paper) const;
    [[nodiscard]] authority::Explanation explained(const OfficeReader& reader,
                                                   const authority::PaperFacts& facts,
                                                   const authority::Paper& paper,
                                                   const authority::Decision& decision) const;
    /// Fills version and digest; or the refusal where there is no such version.
    Result<std::optional<Declined>> find_version();
    Status fill_bytes();
    [[nodiscard]] Error unknown_matter() const {
        return base::make_error(ErrorCode::not_found, no_such_matter(request_->matter));
    }

    Place place_;
    const Caller* caller_;
    const ReadRequest* request_;
    MatterFile file_;
    std::size_t index_ = 0;
    PaperGiven given_;
    std::optional<authority::BreakGlass> emergency_;
};

Result<Look> Looking::run() {
    if (auto unknown = check_officer(*place_.establishment, *caller_)) return Look(*unknown);
    const std::string id = REMIT_TRY(find_matter_id(*place_.connection, request_->matter));
    file_ = REMIT_TRY(load_matter(*place_.journal, *place_.institution, id));
    const OfficeReader reader = REMIT_TRY(reader_with({}));
    const bool knows = REMIT_TRY(knows_of_matter(reader.reader)) || !request_->emergency.empty();
    if (auto none = find_paper()) {
        if (!knows) return unknown_matter();
        return Look(*std::move(none));
    }
    if (auto no = REMIT_TRY(judge(knows))) return Look(*std::move(no));
    if (auto none = REMIT_TRY(find_version())) return Look(*std::move(none));
    REMIT_TRY(fill_bytes());
    return Look(Granted{std::move(file_), std::move(given_), std::move(emergency_)});
}

/// The officer with the emergencies that he has opened in this matter, and this one.
Result<OfficeReader> Looking::reader_with(std::optional<authority::BreakGlass> opened) const {
    std::vector<authority::BreakGlass> emergencies = file_.emergencies;
    if (opened) emergencies.push_back(*std::move(opened));
    for (authority::BreakGlass& one : emergencies) one.subject = access_id(file_.id, one.subject);
    return reader_of(*place_.institution, *place_.establishment, caller_->officer, place_.now,
                     std::move(emergencies));
}

Result<bool> Looking::knows_of_matter(const authority::Reader& reader) const {
    const authority::Paper matter =
        REMIT_TRY(authority::Paper::of(facts_of_matter(file_), secrecy().schemes));
    return authority::evaluate(secrecy().policy, reader, matter).granted;
}

std::optional<Declined> Looking::find_paper() {
    const auto& papers = file_.matter.papers;
    const auto found = std::ranges::find(papers, request_->paper, &procedure::Paper::id);
    if (found != papers.end()) {
        index_ = static_cast<std::size_t>(found - papers.begin());
        return std::nullopt;
    }
    std::vector<std::string_view> ids;
    for (const procedure::Paper& paper : papers) ids.push_back(paper.id);
    std::string reason =
        say(PhraseId::no_paper, {{"id", request_->paper}, {"number", file_.number}});
    if (!ids.empty())
        reason = with_known(std::move(reason), request_->paper, ids, caller_->language);
    return Declined{.by = Declined::By::input, .reasons = {std::move(reason)}, .cures = {}};
}

/// Asks the policy; where it says no and the officer declares an emergency, once more with that.
Result<std::optional<Declined>> Looking::judge(bool knows) {
    using No = std::optional<Declined>;
    const authority::PaperFacts facts = REMIT_TRY(facts_of_paper(file_, index_, secrecy().schemes));
    const authority::Paper paper = REMIT_TRY(authority::Paper::of(facts, secrecy().schemes));
    OfficeReader reader = REMIT_TRY(reader_with({}));
    if (!request_->emergency.empty()) {
        auto opened = authority::break_glass(
            {reader.reader, paper, authority::GlassScope::paper, request_->emergency, place_.now},
            secrecy().policy, secrecy().rules);
        if (const auto* no = std::get_if<authority::GlassRefusal>(&opened)) {
            Declined declined{.by = Declined::By::access, .reasons = {}, .cures = {}};
            if (no->bar == authority::GlassBar::not_enough)
                declined = REMIT_TRY(refuse(reader, facts, paper, no->decision));
            declined.reasons.push_back(authority::in_words(*no, caller_->language));
            return No(std::move(declined));
        }
        emergency_ = std::get<authority::BreakGlass>(std::move(opened));
        emergency_->subject = file_.matter.papers[index_].id;
        reader = REMIT_TRY(reader_with(emergency_));
    }
    const authority::Decision decision =
        authority::evaluate(secrecy().policy, reader.reader, paper);
    if (!decision.granted) {
        if (!knows) return unknown_matter();
        return No(REMIT_TRY(refuse(reader, facts, paper, decision)));
    }
    given_.is_recorded = authority::is_read_recorded(secrecy().rules, paper, decision);
    given_.remarks = explained(reader, facts, paper, decision).remarks;
    return No();
}

authority::Explanation Looking::explained(const OfficeReader& reader,
                                          const authority::PaperFacts& facts,
                                          const authority::Paper& paper,
                                          const authority::Decision& decision) const {
    return authority::explain({secrecy().schemes, secrecy().rules, reader.facts, reader.reader,
                               facts, paper, reader.moment, decision},
                              caller_->language);
}

/// Which rules stand against it, who may read it, and what helps.
Result<Declined> Looking::refuse(const OfficeReader& reader, const authority::PaperFacts& facts,
                                 const authority::Paper& paper,
                                 const authority::Decision& decision) const {
    Declined declined{.by = Declined::By::access, .reasons = {}, .cures = {}};
    declined.reasons.push_back(
        say(PhraseId::paper_refused,
            {{"officer", caller_->officer}, {"paper", request_->paper}, {"number", file_.number}}));
    const authority::Explanation explanation = explained(reader, facts, paper, decision);
    for (const authority::Objection& objection : explanation.objections) {
        declined.reasons.push_back(objection.why);
        declined.cures.push_back(objection.cure);
    }
    const std::vector<std::string> readers = REMIT_TRY(readers_of(facts, paper));
    declined.reasons.push_back(
        say(PhraseId::paper_readers, {{"any", std::string(readers.empty() ? "none" : "some")},
                                      {"list", fmt::format("{}", fmt::join(readers, ", "))}}));
    for (const std::string& remark : explanation.remarks) declined.cures.push_back(remark);
    return declined;
}

/// Who of the units that need it may read it today, heads before officers.
Result<std::vector<std::string>> Looking::readers_of(const authority::PaperFacts& facts,
                                                     const authority::Paper& paper) const {
    const auto& units = place_.institution->act().units;
    std::vector<authority::HeldPost> posts;
    for (const authority::HeldPost& post : place_.establishment->staff().posts) {
        const std::string& unit = units[post.unit.index()].code;
        if (std::ranges::find(facts.units, unit) != facts.units.end()) posts.push_back(post);
    }
    std::ranges::stable_sort(posts, std::ranges::greater(), &authority::HeldPost::rank);
    std::vector<std::string> readers;
    for (const authority::HeldPost& post : posts) {
        const std::string& officer = place_.establishment->id_of(post.officer);
        if (readers.size() == kReadersNamedMax) break;
        if (std::ranges::find(readers, officer) != readers.end()) continue;
        const OfficeReader other =
            REMIT_TRY(reader_of(*place_.institution, *place_.establishment, officer, place_.now));
        if (authority::evaluate(secrecy().policy, other.reader, paper).granted)
            readers.push_back(officer);
    }
    return readers;
}

/// The newest version stands in the matter; an older one in the entry that brought it.
Result<std::optional<Declined>> Looking::find_version() {
    using No = std::optional<Declined>;
    const procedure::Paper& newest = file_.matter.papers[index_];
    given_.matter = file_.id;
    given_.number = file_.number;
    given_.paper = newest.id;
    given_.kind = file_.definition->paper_kinds[newest.kind.index()].id;
    given_.version = request_->edition == 0 ? newest.version : request_->edition;
    if (index_ < file_.paper_markings.size()) given_.marking = file_.paper_markings[index_];
    if (given_.version > newest.version) {
        return No(Declined{
            .by = Declined::By::input,
            .reasons = {say(PhraseId::no_edition, {{"id", newest.id},
                                                   {"version", std::to_string(given_.version)},
                                                   {"last", std::to_string(newest.version)}})},
            .cures = {}});
    }
    given_.digest = newest.digest;
    if (given_.version == newest.version) return No();
    const Status read = place_.journal->read(file_.id, 0, [&](const Kept& kept) -> Status {
        const ReadEntry entry = REMIT_TRY(read_entry(kept, *place_.institution));
        for (const procedure::Event& event : entry.events) {
            const auto* brought = std::get_if<procedure::PaperBrought>(&event.what);
            const bool is_it = brought != nullptr && brought->paper.id == newest.id &&
                               brought->paper.version == given_.version;
            if (is_it) given_.digest = brought->paper.digest;
        }
        return base::done();
    });
    if (!read.ok()) return read.error();
    return No();
}

Status Looking::fill_bytes() {
    const auto damaged = [&](std::string_view what) {
        return base::make_error(
            ErrorCode::corrupt,
            fmt::format("the bytes of '{}' (version {}) of {} are {}; run `remit ledger verify` "
                        "and restore the last backup",
                        given_.paper, given_.version, file_.number, what));
    };
    const auto digest = base::from_hex(given_.digest);
    if (!digest) return damaged("named by no digest");
    auto bytes = REMIT_TRY(find_content(*place_.connection, *digest));
    if (!bytes) return damaged("not there");
    given_.bytes = *std::move(bytes);
    if (base::sha256({given_.bytes}).view() != *digest) return damaged("not those of its digest");
    return base::done();
}

// --- What is recorded ---

Result<ReadOutcome> read_in(MatterWork& work, const Caller& caller, const ReadRequest& request) {
    Look look = REMIT_TRY(Looking({&work.connection(), &work.journal(), &work.institution(),
                                   &work.establishment(), work.now()},
                                  caller, request)
                              .run());
    if (auto* no = std::get_if<Declined>(&look)) return ReadOutcome(std::move(*no));
    auto& granted = std::get<Granted>(look);
    Caller reader = caller;
    reader.idempotency_key.clear();  // each reading is one of its own
    const ledger::Acting acting = work.acting_in_post(caller.officer);
    if (granted.emergency) {
        PayloadHead head;
        head.emergency = granted.emergency;
        REMIT_TRY(work.note({.caller = &reader, .name = "break_glass", .request = {}}, granted.file,
                            std::move(head), acting));
    }
    if (granted.given.is_recorded) {
        PayloadHead head;
        head.read = PaperRead{granted.given.paper, granted.given.version};
        REMIT_TRY(work.note({.caller = &reader, .name = "read", .request = {}}, granted.file,
                            std::move(head), acting));
    }
    return ReadOutcome(std::move(granted.given));
}

}  // namespace

Result<ReadOutcome> read_paper(Office& office, const Caller& caller, const ReadRequest& request) {
    if (request.emergency.empty()) {
        const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
        const Journal journal(*snapshot, office.institution().id(), office.env());
        const StaffFile* staff = REMIT_TRY(office.staff(journal));
        Look look = REMIT_TRY(Looking({&*snapshot, &journal, &office.institution(),
                                       &staff->establishment, office.now()},
                                      caller, request)
                                  .run());
        if (auto* no = std::get_if<Declined>(&look)) return ReadOutcome(std::move(*no));
        auto& granted = std::get<Granted>(look);
        if (!granted.given.is_recorded) return ReadOutcome(std::move(granted.given));
    }
    return office.write([&](MatterWork& work) { return read_in(work, caller, request); });
}

}  // namespace remit::office
