// What may stand on the command line of `remit route`.
//
// Part of Options (command.h); declared in route_declarations.cpp. Values are as they were typed:
// whoever uses one checks it and says what is wrong with it.
#pragma once

#include <string>
#include <vector>

namespace remit::cli {

struct RouteOptions {
    std::vector<std::string> words;  // a text, a file or "-"; before it perhaps "certificate"
    std::string institution;         // a pack that remit carries
    std::vector<std::string> acts;   // files of one act, instead
    std::string sender;
    std::string top = "3";
    std::string batch;        // a table of papers
    std::string corrections;  // a file, one correction a line
    std::string right_unit;   // a code or `none`: what the answer should have been
    bool explain = false;
    bool audit = false;
    bool json = false;
};

}  // namespace remit::cli
