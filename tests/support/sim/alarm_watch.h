// Which alarms are to come in a matter, worked out from the events that set clocks and questions
// going.
//
// Invariant: nothing here asks the engine. Each alarm sounds once and at its own moment, or was
// left out when its clock was set; what has sounded for a due moment does not sound for it again,
// also when the matter has moved to another version of its procedure.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "procedure/definition.h"
#include "procedure/event.h"
#include "procedure/event_names.h"
#include "procedure/matter.h"

namespace remit::sim {

class AlarmWatch {
  public:
    [[nodiscard]] const std::string& fault() const { return fault_; }

    void set(const procedure::Definition& definition, const procedure::ClockSet& set,
             calendar::Instant at) {
        const procedure::Deadline& deadline = definition.deadlines[set.deadline.index()];
        require(set.alarms.size() == deadline.reminders.size() + deadline.escalations.size(),
                "a clock has other alarms than its deadline");
        Going now{set.due, {}};
        for (const procedure::Alarm& alarm : set.alarms)
            now.alarms.push_back({alarm, said_by(deadline, alarm.index)});
        const bool fresh = set.why == procedure::ClockSet::Why::started ||
                           set.why == procedure::ClockSet::Why::restarted;
        if (!fresh) compare_with_old(deadline.id, now, at);
        going_["deadline " + deadline.id] = std::move(now);
        if (set.state == procedure::ClockState::stopped) end(deadline.id);
    }
    void ask(const std::string& question, const procedure::Due& due,
             const std::vector<procedure::Alarm>& alarms) {
        Going now{due, {}};
        for (const procedure::Alarm& alarm : alarms) now.alarms.push_back({alarm, {}});
        going_[question] = std::move(now);
    }
    void end(const std::string& deadline) { going_.erase("deadline " + deadline); }
    void end_question(const std::string& question) { going_.erase(question); }

    void sound(const std::string& whose, std::uint16_t index, calendar::Instant at,
               calendar::Instant changed) {
        const auto found = going_.find(whose);
        require(found != going_.end(), "an alarm sounds of what is not going");
        if (found == going_.end()) return;
        for (Said& one : found->second.alarms) {
            if (one.alarm.index != index) continue;
            require(!one.alarm.fired, "an alarm sounds twice, or was left out");
            require(at == std::max(one.alarm.at, changed),
                    "an alarm sounds at another moment than its own");
            one.alarm.fired = true;
            return;
        }
        require(/*holds=*/false, "an alarm sounds that there is not");
    }

    /// After everything was done that is to be done by now.
    void settle(calendar::Instant now) {
        for (const auto& [whose, going] : going_) {
            for (const Said& one : going.alarms)
                require(one.alarm.fired || one.alarm.at > now, "an alarm did not sound: " + whose);
        }
    }

  private:
    struct Said {
        procedure::Alarm alarm;
        std::string what;  // as the definition says it, whatever its number
    };
    struct Going {
        procedure::Due due;
        std::vector<Said> alarms;
    };

    void require(bool holds, std::string_view what) {
        if (!holds && fault_.empty()) fault_ = what;
    }
    static std::string said_by(const procedure::Deadline& deadline, std::uint16_t index) {
        if (index < deadline.reminders.size())
            return "reminder " + deadline.reminders[index].before.iso();
        const auto& one = deadline.escalations[index - deadline.reminders.size()];
        return std::string(one.before ? "before " : "after ") + one.distance.iso() + " " +
               std::string(procedure::name_of(one.rank)) + std::to_string(one.levels_up) +
               (one.duty_officer ? " duty" : "");
    }
    /// What has sounded for this due moment, and whose moment is over, does not sound again.
    void compare_with_old(const std::string& deadline, const Going& now, calendar::Instant at) {
        const auto found = going_.find("deadline " + deadline);
        if (found == going_.end() || found->second.due != now.due) return;
        for (const Said& old : found->second.alarms) {
            const auto same = [&](const Said& one) { return one.what == old.what; };
            if (!old.alarm.fired || old.alarm.at > at) continue;
            if (std::ranges::count_if(now.alarms, same) != 1 ||
                std::ranges::count_if(found->second.alarms, same) != 1)
                continue;
            const auto again = std::ranges::find_if(now.alarms, same);
            require(again->alarm.fired, "an alarm is to sound a second time for one due moment");
        }
    }

    std::map<std::string, Going> going_;  // by question, or "deadline" and its id
    std::string fault_;
};

}  // namespace remit::sim
