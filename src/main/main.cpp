// The program `remit`: makes the real world, hands it to the command line, and says how it ended.
//
// The last place that catches: an exception that comes this far is a fault of the program or a lack
// of memory, and is told as such, never as a fault of the user's text. Nothing else is decided
// here.
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "base/env.h"
#include "cli/cli.h"

namespace {

constexpr int kExitFault = 3;  // of the program itself

int run_guarded(remit::base::Env& env, const std::vector<std::string>& arguments) {
    try {
        return remit::cli::run(env, arguments);
    } catch (const std::bad_alloc&) {
        env.print_error("remit: error: there is not enough memory for this\n");
    } catch (const std::exception& fault) {
        env.print_error("remit: error: a fault of the program: ");
        env.print_error(fault.what());
        env.print_error("\n");
    }
    return kExitFault;
}

}  // namespace

int main(int count, char** words) {
    remit::base::PosixEnv env;
    const std::vector<std::string> arguments(words + (count > 0 ? 1 : 0), words + count);
    const int code = run_guarded(env, arguments);
    const remit::base::Status flushed = env.flush();
    if (flushed.ok()) return code;
    env.print_error("remit: error: " + flushed.error().message + "\n");
    return remit::cli::kExitFailed;
}
