// What may stand on the command line of `remit serve`.
//
// Part of Options (command.h). Values are as they were typed: whoever uses one checks it and says
// what is wrong with it.
#pragma once

#include <string>

namespace remit::cli {

struct ServeOptions {
    std::string address = "127.0.0.1";
    std::string port = "8080";
    bool behind_proxy = false;  // believe what a reverse proxy on this machine says of its clients
};

}  // namespace remit::cli
