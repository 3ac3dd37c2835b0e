#include "office/notices.h"

#include <utility>
#include <variant>

namespace remit::office {
namespace {

using procedure::Event;

class Telling {
  public:
    Telling(const MatterFile& file, const ReadEntry& entry, const Institution& institution)
        : file_(file), entry_(entry), institution_(institution) {}

    std::vector<Notice> run() {
        for (const Event& event : entry_.events) {
            at_ = event.at;
            std::visit(*this, event.what);
        }
        // A matter that is opened is its opener's; it need not be told.
        const bool opens = file_.version() == 1;
        if (entry_.head.officer && !entry_.head.officer->empty() && !opens)
            tell(Notice::What::given, {}, Notice::To::officer, *entry_.head.officer);
        return std::move(notices_);
    }

    void operator()(const procedure::Opened& event) {
        if (event.cause != procedure::OpenMatter::Cause::officer)
            tell(Notice::What::opened, {}, Notice::To::unit, event.lead_unit);
    }
    void operator()(const procedure::QuestionAsked& event) {
        const bool informed = event.question.state == procedure::Question::State::informed;
        tell_respondent(informed ? Notice::What::informed : Notice::What::asked, event.question);
    }
    void operator()(const procedure::QuestionAnswered& event) {
        tell_those_at_work(Notice::What::answered, event.question);
    }
    void operator()(const procedure::QuestionWithdrawn& event) {
        if (const auto* question = file_.matter.find_question(event.question))
            tell_respondent(Notice::What::withdrawn, *question);
    }
    void operator()(const procedure::QuestionLapsed& event) {
        tell_those_at_work(Notice::What::lapsed, event.question);
    }
    void operator()(const procedure::ClockPassed& event) {
        tell_those_at_work(Notice::What::passed, id_of(event.deadline));
    }
    void operator()(const procedure::ClockFailed& event) {
        tell_those_at_work(Notice::What::failed, id_of(event.deadline));
    }
    void operator()(const procedure::Reminded& event) {
        if (event.deadline.is_some()) {
            tell_those_at_work(Notice::What::reminded, id_of(event.deadline));
        } else if (const auto* question = file_.matter.find_question(event.question)) {
            tell_respondent(Notice::What::reminded, *question);
        }
    }
    void operator()(const procedure::Escalated& event) {
        const std::string about = event.deadline.is_some() ? id_of(event.deadline) : event.question;
        Notice::To to = Notice::To::unit;
        if (event.rank == procedure::Rank::head) to = Notice::To::head;
        if (event.duty_officer) to = Notice::To::duty_officer;
        tell(Notice::What::escalated, about, to, event.unit);
    }
    void operator()(const procedure::LeadChanged& event) {
        tell(Notice::What::led, {}, Notice::To::unit, event.to);
    }
    template <typename Other>
    void operator()(const Other& /*event*/) {}  // a change that whoever made it knows

  private:
    [[nodiscard]] std::string id_of(procedure::DeadlineId deadline) const {
        return entry_.definition->deadlines[deadline.index()].id;
    }
    void tell_respondent(Notice::What what, const procedure::Question& question) {
        const bool is_unit =
            question.is_unit && institution_.find_unit(question.respondent).has_value();
        tell(what, question.id, is_unit ? Notice::To::unit : Notice::To::counterpart,
             question.respondent);
    }
    /// The officer who has the matter, or the unit where nobody has.
    void tell_those_at_work(Notice::What what, std::string about) {
        if (file_.officer.empty()) {
            tell(what, std::move(about), Notice::To::unit, file_.matter.lead_unit);
        } else {
            tell(what, std::move(about), Notice::To::officer, file_.officer);
        }
    }
    void tell(Notice::What what, std::string about, Notice::To to, std::string addressee) {
        notices_.push_back({at_, what, std::move(about), to, std::move(addressee)});
    }

    const MatterFile& file_;
    const ReadEntry& entry_;
    const Institution& institution_;
    calendar::Instant at_;
    std::vector<Notice> notices_;
};

}  // namespace

std::string_view name_of(Notice::To to) {
    switch (to) {
        case Notice::To::officer:
            return "officer";
        case Notice::To::unit:
            return "unit";
        case Notice::To::head:
            return "head";
        case Notice::To::duty_officer:
            return "duty_officer";
        case Notice::To::counterpart:
            return "counterpart";
    }
    return {};
}

std::string_view name_of(Notice::What what) {
    switch (what) {
        case Notice::What::asked:
            return "asked";
        case Notice::What::informed:
            return "informed";
        case Notice::What::withdrawn:
            return "withdrawn";
        case Notice::What::answered:
            return "answered";
        case Notice::What::lapsed:
            return "lapsed";
        case Notice::What::reminded:
            return "reminded";
        case Notice::What::escalated:
            return "escalated";
        case Notice::What::passed:
            return "passed";
        case Notice::What::failed:
            return "failed";
        case Notice::What::given:
            return "given";
        case Notice::What::led:
            return "led";
        case Notice::What::opened:
            return "opened";
    }
    return {};
}

std::vector<Notice> notices_of(const MatterFile& file, const ReadEntry& entry,
                               const Institution& institution) {
    return Telling(file, entry, institution).run();
}

Status write_notices(store::Connection& connection, std::string_view matter, std::uint64_t version,
                     const std::vector<Notice>& notices) {
    std::int64_t ordinal = 0;
    for (const Notice& notice : notices) {
        REMIT_TRY(connection.run(
            "INSERT INTO notices (matter, version, ordinal, at, what, about, addressee_kind, "
            "addressee) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            {matter, static_cast<std::int64_t>(version), ++ordinal, notice.at.seconds,
             name_of(notice.what), notice.about, name_of(notice.to), notice.addressee}));
    }
    return base::done();
}

}  // namespace remit::office
