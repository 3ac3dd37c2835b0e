// The story of a simulated office: officers at work over months, while its store fails.
//
// After each command the database is compared with the model (model.h): an acknowledged entry is
// there once, a declined command and one that failed left nothing, one whose outcome is uncertain
// is there whole or not at all and stays as it was found. Invariant: one seed tells one story.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "office/commands.h"
#include "office/staff_file.h"
#include "procedure/engine.h"
#include "support/office_sim/house.h"
#include "support/office_sim/model.h"
#include "support/office_sim/requests.h"
#include "support/office_sim/stores.h"
#include "support/test_office.h"

namespace remit::sim {

struct OfficeStory {
    std::string fault;  // the first; empty: none
    std::string digest;
    std::size_t commands = 0;
    std::size_t receipts = 0;
    std::size_t repeated = 0;
    std::array<std::size_t, 6> declined{};  // by Declined::By
    std::size_t errors = 0;
    std::size_t uncertain_kept = 0;
    std::size_t uncertain_dropped = 0;
    std::size_t crashes = 0;
    std::size_t openings = 0;
    std::size_t entries = 0;
    std::size_t matters = 0;
    std::size_t establishments = 0;
    std::size_t clock_entries = 0;
    std::int64_t seconds = 0;

    void add(const OfficeStory& other) {
        commands += other.commands;
        receipts += other.receipts;
        repeated += other.repeated;
        for (std::size_t i = 0; i < declined.size(); ++i) declined[i] += other.declined[i];
        errors += other.errors;
        uncertain_kept += other.uncertain_kept;
        uncertain_dropped += other.uncertain_dropped;
        crashes += other.crashes;
        openings += other.openings;
        entries += other.entries;
        matters += other.matters;
        establishments += other.establishments;
        clock_entries += other.clock_entries;
        seconds += other.seconds;
    }
    [[nodiscard]] std::string told() const {
        return fmt::format(
            "{} commands, {} receipts, {} repeated, declined {} by competence, {} by procedure, {} "
            "by version, {} by access, {} by key, {} by input, {} errors, {} uncertain kept, {} "
            "dropped, {} "
            "crashes, opened {} times, {} entries in {} matters, {} of the clock, {} "
            "establishments, {} days",
            commands, receipts, repeated, declined[0], declined[1], declined[2], declined[3],
            declined[4], declined[5], errors, uncertain_kept, uncertain_dropped, crashes, openings,
            entries, matters, clock_entries, establishments, seconds / 86'400);
    }
};

template <typename World>
class OfficeSimulation {
  public:
    OfficeSimulation(std::uint64_t seed, const OfficeHouse& house, Way way = straight)
        : random_(seed),
          house_(house),
          world_(seed, random_, std::move(way)),
          requests_(random_, house),
          model_(house.institution()) {
        env_.random_seed = seed;
        env_.now += static_cast<std::int64_t>(random_.below(300)) * 86'400;
    }

    [[nodiscard]] World& world() { return world_; }

    OfficeStory run(std::size_t commands) {
        const std::int64_t began = env_.now;
        open();
        if (story_.fault.empty()) adopt(0);
        while (story_.fault.empty() && story_.commands < commands) act();
        restart();
        story_.seconds = env_.now - began;
        story_.entries = model_.entries().size();
        story_.matters = model_.matters().size();
        return story_;
    }

  private:
    /// What the caller was told of a command, which is all that he knows.
    enum class Told { kept, repeated, uncertain, not_kept };
    struct Given {
        Asked asked;
        Told told = Told::not_kept;
        office::Receipt receipt;
    };
    using Entries = std::vector<Seen>;

    static constexpr std::size_t kMattersAtWork = 12;

    void fail(std::string fault) {
        if (story_.fault.empty()) story_.fault = std::move(fault);
    }
    void note(std::string_view what) { story_.digest = base::sha256({story_.digest, what}).hex(); }

    // --- What happens ---------------------------------------------------------------------------

    void act() {
        ++story_.commands;
        env_.now += random_.between(0, 7200);
        if (random_.chance(3)) env_.now += random_.between(1, 45) * 86'400;
        if (random_.chance(1)) env_.now -= random_.between(0, 3600);
        if (random_.chance(8)) {
            armed_ = true;
            world_.arm();
        }
        const std::size_t kind = random_.below(100);
        if (kind < 2) return restart();
        if (kind < 4) return adopt(1 + random_.below(3));
        if (kind < 12) return pass_time();
        if (kind < 22 && !given_.empty()) return repeat();
        const std::string matter = matter_at_work();
        Asked asked = matter.empty() ? requests_.opening({env_.now})
                                     : requests_.next(model_.file(matter), {env_.now});
        if (random_.chance(70)) asked.caller.idempotency_key = fmt::format("k-{}", ++keys_);
        bool stale = false;
        if (!matter.empty() && random_.chance(50)) {
            const std::uint64_t version = model_.file(matter).version();
            stale = random_.chance(15);
            asked.caller.expected_version = stale ? version - 1 : version;
        }
        give(std::move(asked), stale);
    }

    /// One of the few that are at work; empty: a new one is to be opened.
    std::string matter_at_work() {
        std::erase_if(at_work_, [&](const std::string& id) {
            return model_.file(id).matter.ended && random_.chance(30);
        });
        if (at_work_.size() < 2 || (at_work_.size() < kMattersAtWork && random_.chance(15)))
            return {};
        return random_.pick(at_work_);
    }

    office::Office& office() { return *offices_[random_.below(offices_.size())]; }

    void give(Asked asked, bool stale) {
        Given given{.asked = std::move(asked), .told = Told::not_kept, .receipt = {}};
        const Result<office::Outcome> outcome = given.asked.give(office());
        hear(outcome, given);
        if (const auto* declined = declined_in(outcome)) {
            const bool by_version = declined->by == office::Declined::By::version;
            if (by_version != stale) fail("a version was refused or taken wrongly");
            if (declined->by == office::Declined::By::key) fail("a new key was refused");
            if (declined->reasons.empty()) fail("a refusal gives no reason");
        } else if (outcome.ok() && stale) {
            fail("a command was carried out for somebody who saw another version");
        }
        if (given.told == Told::repeated) fail("a new command was taken for an earlier one");
        settle(given, outcome.ok() ? std::nullopt : std::optional(outcome.error().code));
        if (!given.asked.caller.idempotency_key.empty()) given_.push_back(std::move(given));
    }

    /// The same command again, or another under its key.
    void repeat() {
        const std::size_t place = random_.below(given_.size());
        Given again{.asked = given_[place].asked, .told = Told::not_kept, .receipt = {}};
        const bool changed = random_.chance(20);
        if (changed) again.asked.caller.officer += "-other";
        const Result<office::Outcome> outcome = again.asked.give(office());
        hear(outcome, again);
        const bool was_kept = given_[place].told == Told::kept;
        if (outcome.ok() && was_kept) judge_repeated(given_[place], changed, outcome.value());
        if (!was_kept && again.told == Told::repeated) fail("what was not kept is said to be");
        settle(again, outcome.ok() ? std::nullopt : std::optional(outcome.error().code));
        if (!was_kept && !changed) given_[place] = std::move(again);
        if (!was_kept && changed && again.told == Told::kept)
            given_.erase(given_.begin() + static_cast<std::ptrdiff_t>(place));
    }
    void judge_repeated(const Given& first, bool changed, const office::Outcome& outcome) {
        const auto* receipt = std::get_if<office::Receipt>(&outcome);
        if (changed) {
            const auto* declined = std::get_if<office::Declined>(&outcome);
            if (declined == nullptr || declined->by != office::Declined::By::key)
                fail("another command was taken under a key that was used");
            return;
        }
        if (receipt == nullptr || !receipt->repeated)
            return fail("a command was not known again by its key");
        if (receipt->matter != first.receipt.matter || receipt->version != first.receipt.version)
            fail("a command that came again got another receipt");
    }

    void adopt(std::size_t turn) {
        const std::string text = house_.establishment(turn);
        const Status adopted = office::adopt_establishment(office(), "admin", "staff.yaml", text);
        world_.free_space();
        note(adopted.ok() ? "adopted" : adopted.error().message);
        if (!adopted.ok() && !armed_) fail("no fault, but: " + adopted.error().message);
        refresh(adopted.ok() ? std::nullopt : std::optional(adopted.error().code));
        const Entries news = read_news();
        const bool uncertain = !adopted.ok() && adopted.error().code == ErrorCode::uncertain;
        if (news.size() > 1 || (adopted.ok() && news.empty()) ||
            (!news.empty() && !adopted.ok() && !uncertain))
            return fail("an establishment was lost, or is there though it was refused");
        if (news.empty()) return;
        if (!news.front().chain.empty() || news.front().kind != office::kStaffAdopted)
            return fail("an establishment is another entry");
        ++story_.establishments;
        staff_ = text;
        take_up(news);
    }

    void pass_time() {
        const Result<std::size_t> passed = office::pass_time(office());
        world_.free_space();
        note(passed.ok() ? fmt::format("clock {}", passed.value()) : passed.error().message);
        if (!passed.ok() && !armed_) fail("no fault, but: " + passed.error().message);
        refresh(passed.ok() ? std::nullopt : std::optional(passed.error().code));
        const Entries news = read_news();
        for (const Seen& seen : news) {
            const auto entry = ledger::decode(seen.bytes);
            if (entry.ok() && !entry.value().idempotency_key.starts_with("own/"))
                fail("the clock wrote an entry of a command");
        }
        story_.clock_entries += news.size();
        take_up(news);
        if (!passed.ok()) return;
        for (const auto& [id, folded] : model_.matters()) {
            const office::MatterFile& file = folded.file;
            const auto alarm = procedure::next_alarm(file.matter);
            // An edition that the clock has just opened has its turn the next time.
            const bool opened_now = file.matter.opened.seconds == env_.now;
            if (alarm && alarm->seconds <= env_.now && !file.matter.ended && !opened_now)
                fail("an alarm of " + id + " has not sounded");
        }
    }

    // --- What is compared -----------------------------------------------------------------------

    static const office::Declined* declined_in(const Result<office::Outcome>& outcome) {
        return outcome.ok() ? std::get_if<office::Declined>(&outcome.value()) : nullptr;
    }

    void hear(const Result<office::Outcome>& outcome, Given& given) {
        world_.free_space();
        if (!outcome.ok()) {
            ++story_.errors;
            note(outcome.error().message);
            given.told =
                outcome.error().code == ErrorCode::uncertain ? Told::uncertain : Told::not_kept;
            if (!armed_) fail("no fault, but: " + outcome.error().message);
        } else if (const auto* declined = declined_in(outcome)) {
            ++story_.declined[static_cast<std::size_t>(declined->by)];
            for (const std::string& reason : declined->reasons) note(reason);
        } else {
            given.receipt = std::get<office::Receipt>(outcome.value());
            given.told = given.receipt.repeated ? Told::repeated : Told::kept;
            ++(given.receipt.repeated ? story_.repeated : story_.receipts);
        }
    }

    /// Compares what the caller was told with what the database holds.
    void settle(Given& given, std::optional<ErrorCode> error) {
        refresh(error);
        const Entries news = read_news();
        if (!story_.fault.empty()) return;
        switch (given.told) {
            case Told::kept:
                if (news.empty()) return fail("an acknowledged entry is not there");
                judge_kept(given, news);
                break;
            case Told::repeated:
            case Told::not_kept:
                if (!news.empty()) return fail("an entry is there that was declined or failed");
                break;
            case Told::uncertain:
                ++(news.empty() ? story_.uncertain_dropped : story_.uncertain_kept);
                judge_uncertain(given, news);
                break;
        }
        take_up(news);
        if (!story_.fault.empty() || news.empty()) return;
        const office::MatterFile& file = model_.file(news.front().chain);
        if (given.told == Told::uncertain) {
            given.told = Told::kept;  // it has been seen, and must stay
            given.receipt.matter = file.id;
            given.receipt.version = static_cast<std::uint64_t>(news.front().version);
        } else if (given.receipt.state != file.definition->states[file.matter.state.index()].id ||
                   given.receipt.number != file.number) {
            fail("a receipt does not say what the matter's entries say");
        }
    }

    void judge_kept(const Given& given, const Entries& news) {
        const Seen& first = news.front();
        const office::Receipt& receipt = given.receipt;
        if (first.chain != receipt.matter ||
            static_cast<std::uint64_t>(first.version) != receipt.version)
            return fail("the entry is not the one of the receipt");
        judge_first(given, first);
        std::vector<std::string> opened;
        for (std::size_t i = 1; i < news.size(); ++i) opened.push_back(news[i].chain);
        if (opened != receipt.opened) fail("one command wrote other entries than it says");
    }
    void judge_uncertain(const Given& given, const Entries& news) {
        if (news.empty()) return;
        judge_first(given, news.front());
        for (std::size_t i = 1; i < news.size(); ++i) {
            if (news[i].version != 1) fail("an uncertain command wrote into another matter");
        }
    }
    void judge_first(const Given& given, const Seen& first) {
        const auto entry = ledger::decode(first.bytes);
        if (!entry.ok()) return fail("an entry is not what was hashed");
        const std::string& key = given.asked.caller.idempotency_key;
        if (!key.empty() && entry.value().idempotency_key != key)
            fail("an entry does not name its key");
        if (entry.value().acting.officer != given.asked.caller.officer)
            fail("an entry names another officer");
        const std::string matter = given.asked.matter();
        if (!matter.empty() && matter != first.chain) fail("an entry is in another matter");
    }

    void take_up(const Entries& news) {
        for (const Seen& seen : news) {
            note(seen.hash);
            if (std::string wrong = model_.take_up(seen); !wrong.empty()) fail(std::move(wrong));
            if (!seen.chain.empty() && seen.version == 1) at_work_.push_back(seen.chain);
        }
        if (!story_.fault.empty()) return;
        const auto snapshot = offices_.front()->database().snapshot();
        if (!snapshot.ok()) return trouble(snapshot.error());
        for (const Seen& seen : news) {
            if (!seen.chain.empty()) compare_registers(*snapshot.value(), seen.chain);
        }
        compare_contents(*snapshot.value());
    }
    /// A disk that stops while the test looks has been told to, and is looked at again later.
    void trouble(const Error& error) {
        if (!world_.stopped()) fail("it cannot be read: " + error.message);
    }

    void compare_registers(store::Connection& connection, const std::string& matter) {
        const auto found = read_registers(connection, matter);
        if (!found.ok()) return trouble(found.error());
        if (found.value() != model_.registers(matter))
            fail("the registers are not what the entries say");
    }
    void compare_contents(store::Connection& connection) {
        const auto count = connection.find<std::int64_t>("SELECT count(*) FROM contents");
        if (!count.ok()) return trouble(count.error());
        if (std::get<0>(count.value().value()) != static_cast<std::int64_t>(model_.papers().size()))
            fail("the bytes of a paper are missing, or are there without a matter");
    }

    /// Entries that the model does not know yet. Those it knows must be as many as there are.
    Entries read_news() {
        if (offices_.empty()) return {};
        const auto snapshot = offices_.front()->database().snapshot();
        if (!snapshot.ok()) {
            trouble(snapshot.error());
            return {};
        }
        const auto count =
            snapshot.value()->template find<std::int64_t>("SELECT count(*) FROM entries");
        auto news = read_journal(*snapshot.value(), model_.last_number());
        if (!news.ok() || !count.ok()) {
            trouble(news.ok() ? count.error() : news.error());
            return {};
        }
        const auto known = static_cast<std::size_t>(std::get<0>(count.value().value()));
        if (known != model_.entries().size() + news.value().size())
            fail("an acknowledged entry is gone");
        return std::move(news).value();
    }

    void compare_all() {
        const auto snapshot = offices_.front()->database().snapshot();
        if (!snapshot.ok()) return trouble(snapshot.error());
        store::Connection& connection = *snapshot.value();
        const auto all = read_journal(connection, 0);
        if (!all.ok()) return trouble(all.error());
        // Of an uncertain command more may be there, which is settled next.
        const std::vector<Seen>& known = model_.entries();
        if (all.value().size() < known.size() ||
            !std::equal(known.begin(), known.end(), all.value().begin()))
            return fail("an acknowledged entry is gone, or has changed");
        if (std::string broken = model_.broken_chain(); !broken.empty()) fail(std::move(broken));
        if (all.value().size() != known.size()) return;
        compare_registers(connection, "");
        compare_contents(connection);
        const office::Journal journal(connection, house_.institution().id(), env_);
        const auto staff = office::load_staff_file(journal, house_.institution());
        if (!staff.ok()) return trouble(staff.error());
        if (staff.value().text != staff_) fail("another establishment holds than was adopted");
    }

    // --- Ends and beginnings --------------------------------------------------------------------

    /// Opens anew where the disk has stopped, or where only that tells what it holds.
    void refresh(std::optional<ErrorCode> error) {
        const bool lost = error == ErrorCode::uncertain || error == ErrorCode::unavailable;
        if (lost || world_.stopped()) restart();
    }
    void restart() {
        offices_.clear();
        if (world_.stopped()) ++story_.crashes;
        world_.restart();
        armed_ = false;
        open();
        if (story_.fault.empty()) compare_all();
    }
    void open() {
        ++story_.openings;
        while (offices_.size() < World::kOffices) {
            auto database = world_.open();
            if (!database.ok()) return fail("it cannot be opened: " + database.error().message);
            auto office =
                office::Office::over(env_, std::move(database).value(), testing::institution_hr(),
                                     {.ledger = "sim.example/hr"});
            if (!office.ok()) return fail("it cannot be opened: " + office.error().message);
            offices_.push_back(std::move(office).value());
        }
    }

    Random random_;
    const OfficeHouse& house_;
    testing::FakeEnv env_;
    World world_;
    Requests requests_;
    Model model_;
    std::vector<std::unique_ptr<office::Office>> offices_;  // ends before the world
    std::vector<std::string> at_work_;
    std::vector<Given> given_;  // with a key
    std::string staff_;
    std::size_t keys_ = 0;
    bool armed_ = false;  // something may go wrong
    OfficeStory story_;
};

}  // namespace remit::sim
