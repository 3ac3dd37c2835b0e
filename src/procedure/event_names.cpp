#include "procedure/event_names.h"

namespace remit::procedure {

std::string_view name_of(ClockState state) {
    switch (state) {
        case ClockState::idle:
            return "idle";
        case ClockState::running:
            return "running";
        case ClockState::stopped:
            return "stopped";
        case ClockState::met:
            return "met";
        case ClockState::passed:
            return "passed";
        case ClockState::withdrawn:
            return "withdrawn";
        case ClockState::recorded:
            return "recorded";
    }
    return {};
}

std::string_view name_of(ClockSet::Why why) {
    switch (why) {
        case ClockSet::Why::started:
            return "started";
        case ClockSet::Why::restarted:
            return "restarted";
        case ClockSet::Why::recounted:
            return "recounted";
        case ClockSet::Why::extended:
            return "extended";
        case ClockSet::Why::resumed:
            return "resumed";
        case ClockSet::Why::calendar:
            return "calendar";
    }
    return {};
}

std::string_view name_of(ClockWithdrawn::Why why) {
    switch (why) {
        case ClockWithdrawn::Why::step:
            return "step";
        case ClockWithdrawn::Why::base:
            return "base";
        case ClockWithdrawn::Why::ended:
            return "ended";
        case ClockWithdrawn::Why::reset:
            return "reset";
    }
    return {};
}

std::string_view name_of(ClockChange::Kind kind) {
    switch (kind) {
        case ClockChange::Kind::stopped:
            return "stopped";
        case ClockChange::Kind::resumed:
            return "resumed";
        case ClockChange::Kind::extended:
            return "extended";
    }
    return {};
}

std::string_view name_of(QuestionWithdrawn::Why why) {
    switch (why) {
        case QuestionWithdrawn::Why::withdrawn:
            return "withdrawn";
        case QuestionWithdrawn::Why::asked_again:
            return "asked_again";
        case QuestionWithdrawn::Why::ended:
            return "ended";
    }
    return {};
}

std::string_view name_of(Question::State state) {
    switch (state) {
        case Question::State::open:
            return "open";
        case Question::State::answered:
            return "answered";
        case Question::State::lapsed:
            return "lapsed";
        case Question::State::withdrawn:
            return "withdrawn";
        case Question::State::informed:
            return "informed";
    }
    return {};
}

std::string_view name_of(Silence silence) {
    switch (silence) {
        case Silence::consent:
            return "consent";
        case Silence::objection:
            return "objection";
        case Silence::escalate:
            return "escalate";
    }
    return {};
}

std::string_view name_of(Answer answer) {
    switch (answer) {
        case Answer::none:
            return "none";
        case Answer::agreed:
            return "agreed";
        case Answer::amended:
            return "amended";
        case Answer::objected:
            return "objected";
        case Answer::input:
            return "input";
        case Answer::nil:
            return "nil";
        case Answer::unchanged:
            return "unchanged";
    }
    return {};
}

std::string_view name_of(Rank rank) {
    switch (rank) {
        case Rank::officer:
            return "officer";
        case Rank::head:
            return "head";
    }
    return {};
}

std::string_view name_of(OpenMatter::Cause cause) {
    switch (cause) {
        case OpenMatter::Cause::officer:
            return "officer";
        case OpenMatter::Cause::spawned:
            return "spawned";
        case OpenMatter::Cause::recurrence:
            return "recurrence";
    }
    return {};
}

std::string_view name_of(ChangeLead::Kind kind) {
    switch (kind) {
        case ChangeLead::Kind::designation:
            return "designation";
        case ChangeLead::Kind::reassignment:
            return "reassignment";
    }
    return {};
}

std::string_view name_of(authority::Ground ground) {
    switch (ground) {
        case authority::Ground::own:
            return "own";
        case authority::Ground::designated:
            return "designated";
        case authority::Ground::taken_over:
            return "taken_over";
        case authority::Ground::residual:
            return "residual";
        case authority::Ground::advised:
            return "advised";
    }
    return {};
}

std::string text_of(const Due& due) {
    if (const auto* date = std::get_if<calendar::Date>(&due)) return date->iso();
    const auto& zoned = std::get<ZonedInstant>(due);
    return zoned.instant.iso() + " " + zoned.zone;
}

std::string text_of(const Item& item) {
    if (const auto* zoned = std::get_if<ZonedInstant>(&item)) return text_of(Due(*zoned));
    return write_item(item);
}

}  // namespace remit::procedure
