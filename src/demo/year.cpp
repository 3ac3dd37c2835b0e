#include "demo/year.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <queue>
#include <utility>
#include <variant>

#include "office/commands.h"
#include "office/init_office.h"
#include "office/registers.h"

namespace remit::demo {
namespace {

using calendar::Date;
using calendar::Instant;

constexpr std::int32_t kSecondsOfHour = 3600;
constexpr std::int32_t kOpens = 8 * kSecondsOfHour;       // when the first is at his desk
constexpr std::int32_t kDaySeconds = 8 * kSecondsOfHour;  // of work
constexpr int kLateDays = 12;

/// One telling of a story.
struct Told {
    const Story* story = nullptr;
    const std::vector<std::pair<std::string, std::string>>* subject = nullptr;
    std::string officer;
    std::string matter;
    int number = 0;
    bool ended = false;
};

struct Action {
    Instant at;
    std::size_t order = 0;  // among those of one moment
    std::size_t told = 0;
    std::size_t step = 0;
    std::string question;  // of an answer to one

    bool operator<(const Action& other) const {  // the earliest is on top
        return std::pair(at, order) > std::pair(other.at, other.order);
    }
};

class Year {
  public:
    Year(office::Office& office, DemoEnv& env, Date today)
        : office_(office), env_(env), today_(today) {}

    void begin(const Story& story, Date from) {
        int number = 0;
        const auto every = static_cast<std::uint64_t>(std::max(story.every, 1));
        Date day = from.plus_days(static_cast<std::int32_t>(below(every)));
        while (day < today_) {
            Told told{.story = &story,
                      .subject =
                          &story.subjects[static_cast<std::size_t>(number) % story.subjects.size()],
                      .officer = office::sample_officer(story.unit, below(2) == 0 ? 'a' : 'b'),
                      .matter = {},
                      .number = ++number};
            told_.push_back(std::move(told));
            plan(told_.size() - 1, 0, moment(day));
            day = day.plus_days(static_cast<std::int32_t>(1 + every / 2 + below(every)));
        }
    }

    Result<Played> play() {
        const Instant end = at(today_, kOpens);
        while (!actions_.empty() && actions_.top().at < end) {
            const Action action = actions_.top();
            actions_.pop();
            env_.set_now(action.at);
            REMIT_TRY(office::pass_time(office_));
            REMIT_TRY(act(action));
        }
        env_.set_now(end);
        REMIT_TRY(office::pass_time(office_));
        return std::move(played_);
    }

  private:
    // --- Chance and time

    std::uint64_t below(std::uint64_t limit) {
        std::uint64_t word = 0;
        for (const char byte : env_.random_bytes(sizeof(word)))
            word = (word << 8U) | static_cast<unsigned char>(byte);
        return word % limit;
    }
    Instant at(Date day, std::int32_t second) const {
        return office_.institution().zone().resolve({day, second}).instant;
    }
    /// Some moment of work on the day, or on the next one that is no Saturday or Sunday.
    Instant moment(Date day) {
        while (day.weekday() == calendar::Weekday::saturday ||
               day.weekday() == calendar::Weekday::sunday)
            day = day.plus_days(1);
        return at(day, kOpens + static_cast<std::int32_t>(below(kDaySeconds)));
    }
    [[nodiscard]] Date day_of(Instant instant) const {
        return office_.institution().day_at(instant);
    }

    void plan(std::size_t told, std::size_t step, Instant at, std::string question = {}) {
        actions_.push({at, ++order_, told, step, std::move(question)});
    }
    void plan_next(std::size_t told, std::size_t step, Instant last) {
        const std::vector<StoryStep>& steps = told_[told].story->steps;
        if (step + 1 >= steps.size()) return;
        Instant next = moment(day_of(last).plus_days(steps[step + 1].after));
        // A step that follows at once still comes after the one before it.
        if (next <= last) next = last.plus_seconds(kSecondsOfHour / 2);
        plan(told, step + 1, next);
    }

    // --- What people do

    Status act(const Action& action) {
        Told& told = told_[action.told];
        if (told.ended) return base::done();
        const StoryStep& step = told.story->steps[action.step];
        if (!action.question.empty()) return answer(told, step, action);
        if (!step.answer.empty()) return plan_answers(action, step);
        return take(told, step, action);
    }

    Status take(Told& told, const StoryStep& step, const Action& action) {
        office::Caller caller{.officer = actor(told, step.by)};
        caller.unit = unit_of(told, step.by);
        Result<office::Outcome> outcome = office::Outcome();
        if (action.step == 0) {
            office::OpenRequest request{.procedure = told.story->procedure,
                                        .step = step.step,
                                        .fields = fields(told, step, action.at),
                                        .papers = papers(told, step, action.at),
                                        .note = step.note};
            outcome = office::open_matter(office_, caller, request);
        } else {
            office::StepRequest request{.matter = told.matter,
                                        .step = step.step,
                                        .fields = fields(told, step, action.at),
                                        .papers = papers(told, step, action.at),
                                        .note = step.note};
            outcome = office::take_step(office_, caller, request);
        }
        if (!REMIT_TRY(settle(told, step.step, std::move(outcome)))) return base::done();
        if (action.step == 0) ++played_.matters;
        plan_next(action.told, action.step, action.at);
        return base::done();
    }

    /// Plans an answer to each open question, and the next step behind those that come in time.
    Status plan_answers(const Action& action, const StoryStep& step) {
        const office::MatterFile file = REMIT_TRY(look(told_[action.told].matter));
        for (const procedure::Question& question : file.matter.questions) {
            if (question.is_closed()) continue;
            const bool late = below(100) < static_cast<std::uint64_t>(step.late);
            const auto days = static_cast<std::int32_t>(
                late ? kLateDays : below(static_cast<std::uint64_t>(step.within) + 1));
            Instant at = moment(day_of(action.at).plus_days(days));
            const Instant last = question.passes.plus_seconds(-kSecondsOfHour);
            if (!late && at > last) at = std::max(last, action.at.plus_seconds(1));
            plan(action.told, action.step, at, question.id);
        }
        plan_next(action.told, action.step, moment(day_of(action.at).plus_days(step.within)));
        return base::done();
    }

    Status answer(Told& told, const StoryStep& step, const Action& action) {
        const office::MatterFile file = REMIT_TRY(look(told.matter));
        const procedure::Question* question = file.matter.find_question(action.question);
        if (question == nullptr || question->is_closed() || file.matter.ended) return base::done();
        const bool in_house =
            question->is_unit && office_.institution().find_unit(question->respondent);
        office::Caller caller{
            .officer = in_house ? office::sample_officer(question->respondent, 'a') : told.officer};
        if (in_house) caller.unit = question->respondent;
        const office::AnswerRequest request{
            .matter = told.matter,
            .question = action.question,
            .answer = step.answer,
            .text = step.note.empty() ? std::string() : filled(told, step.note, action.at)};
        auto outcome = office::answer_question(office_, caller, request);
        REMIT_TRY(settle(told, "answer", std::move(outcome)));
        return base::done();
    }

    /// Whether it was carried out. What was declined ends the story.
    Result<bool> settle(Told& told, std::string_view step, Result<office::Outcome> outcome) {
        if (!outcome.ok()) return outcome.error();
        if (const auto* receipt = std::get_if<office::Receipt>(&outcome.value())) {
            told.matter = receipt->matter;
            ++played_.commands;
            played_.matters += receipt->opened.size();
            return true;
        }
        const auto& declined = std::get<office::Declined>(outcome.value());
        std::string reasons;
        for (const std::string& reason : declined.reasons) reasons += reason + "; ";
        played_.declined.push_back(fmt::format("{}/{}: {}", told.story->id, step, reasons));
        told.ended = true;
        return false;
    }

    Result<office::MatterFile> look(const std::string& matter) {
        const store::Snapshot snapshot = REMIT_TRY(office_.database().snapshot());
        const office::Journal journal(*snapshot, office_.institution().id(), env_);
        return office::load_matter(journal, office_.institution(), matter);
    }

    // --- Who does it

    [[nodiscard]] std::string unit_of(const Told& told, By by) const {
        const procedure::Hierarchy& hierarchy = office_.institution().hierarchy();
        if (by == By::above) return std::string(hierarchy.above(told.story->unit, 1));
        if (by == By::top) return std::string(hierarchy.top_of(told.story->unit));
        return told.story->unit;
    }
    [[nodiscard]] std::string actor(const Told& told, By by) const {
        return by == By::officer ? told.officer : office::sample_head(unit_of(told, by));
    }

    // --- What is filled in

    [[nodiscard]] std::vector<office::FieldText> fields(const Told& told, const StoryStep& step,
                                                        Instant now) const {
        std::vector<office::FieldText> texts;
        for (const NamedTexts& field : step.fields) {
            office::FieldText text{.field = field.name, .items = {}};
            for (const std::string& item : field.texts)
                text.items.push_back(filled(told, item, now));
            texts.push_back(std::move(text));
        }
        return texts;
    }
    [[nodiscard]] std::vector<office::PaperText> papers(const Told& told, const StoryStep& step,
                                                        Instant now) const {
        std::vector<office::PaperText> texts;
        for (const auto& [kind, text] : step.papers) {
            const bool is_signed =
                std::ranges::find(step.signed_papers, kind) != step.signed_papers.end();
            texts.push_back(
                {.id = {}, .kind = kind, .bytes = filled(told, text, now), .is_signed = is_signed});
        }
        return texts;
    }
    /// "@+5T16:00 Europe/Brussels" is that moment; otherwise each $NAME is what it stands for.
    [[nodiscard]] std::string filled(const Told& told, const std::string& text, Instant now) const {
        if (text.starts_with('@')) return moment_text(text, now);
        std::string out;
        for (std::size_t index = 0; index < text.size();) {
            const char c = text[index++];
            if (c != '$') {
                out += c;
                continue;
            }
            std::size_t end = index;
            while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
            out += named(told, text.substr(index, end - index), now);
            index = end;
        }
        return out;
    }
    [[nodiscard]] std::string named(const Told& told, const std::string& name, Instant now) const {
        if (name == "officer") return told.officer;
        if (name == "head") return actor(told, By::head);
        if (name == "n") return std::to_string(told.number);
        if (name == "year") return std::to_string(day_of(now).year());
        for (const auto& [key, value] : *told.subject) {
            if (key == name) return filled(told, value, now);
        }
        return "$" + name;
    }
    [[nodiscard]] std::string moment_text(const std::string& text, Instant now) const {
        const std::size_t time = text.find('T');
        const std::string days = text.substr(1, time == std::string::npos ? time : time - 1);
        int count = 0;
        const char* begin = days.data() + (days.starts_with('+') ? 1 : 0);
        std::from_chars(begin, days.data() + days.size(), count);
        const std::string day = day_of(now).plus_days(count).iso();
        if (time == std::string::npos) return day;
        std::string rest = text.substr(time);
        if (rest.find(' ') == std::string::npos) rest += " " + office_.institution().zone().name();
        return day + rest;
    }

    office::Office& office_;
    DemoEnv& env_;
    Date today_;
    std::vector<Told> told_;
    std::priority_queue<Action> actions_;
    std::size_t order_ = 0;
    Played played_;
};

}  // namespace

std::string DemoEnv::random_bytes(std::size_t count) {
    std::string bytes;
    while (bytes.size() < count) {  // SplitMix64: small, and the same everywhere
        std::uint64_t word = seed_ += 0x9E3779B97F4A7C15U;
        word = (word ^ (word >> 30U)) * 0xBF58476D1CE4E5B9U;
        word = (word ^ (word >> 27U)) * 0x94D049BB133111EBU;
        word ^= word >> 31U;
        for (int shift = 0; shift < 64 && bytes.size() < count; shift += 8)
            bytes +=
                static_cast<char>(static_cast<unsigned char>(word >> static_cast<unsigned>(shift)));
    }
    return bytes;
}

Result<Played> play_year(office::Office& office, DemoEnv& env, const std::vector<Story>& stories,
                         Date from, Date today) {
    Year year(office, env, today);
    for (const Story& story : stories) year.begin(story, from);
    return year.play();
}

}  // namespace remit::demo
