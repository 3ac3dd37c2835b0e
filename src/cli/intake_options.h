// What may stand on the command line of the commands by which things come into an office:
// obligations, items and meetings.
//
// Part of Options (command.h); declared in intake_declarations.cpp. Values are as they were typed:
// whoever uses one checks it and says what is wrong with it.
#pragma once

#include <string>
#include <vector>

namespace remit::cli {

struct IntakeOptions {
    // Of obligations.
    std::string due;    // a day
    std::string event;  // the day of an event
    std::string file;

    // Of items.
    std::string sender;
    std::string subject;
    std::string received;  // a day
    std::string channel;
    std::string classification;  // as it is stamped
    std::vector<std::string> bodies;
    std::string matter;  // an id or a file number
    std::string step;
    std::string procedure;  // under which a matter is opened
    std::string paper;      // the kind of paper that it becomes
    std::string ground;     // why nothing is done with it
    bool open = false;      // those that nothing was done with yet

    // Of meetings.
    std::string at;  // an instant
    std::string place;
    std::string title;
    std::string outcome;
};

}  // namespace remit::cli
