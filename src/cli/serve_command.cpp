// `remit serve`: the workspace of an office, until it is told to stop.
//
// The main thread lets the clock do what is due, every half a minute, and waits for SIGINT or
// SIGTERM; then the server takes nothing new and finishes what it has begun.
#include <fmt/format.h>
#include <pthread.h>

#include <charconv>
#include <csignal>

#include "base/json_writer.h"
#include "cli/columns.h"
#include "cli/ledger_command.h"
#include "cli/office_door.h"
#include "http/server.h"
#include "office/commands.h"
#include "web/workspace.h"

namespace remit::cli {
namespace {

constexpr int kClockSeconds = 30;
constexpr std::chrono::seconds kStopTime{10};
constexpr std::size_t kWorkers = 4;

Result<std::uint16_t> read_port(const std::string& text) {
    std::uint16_t port = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
    if (read.ec == std::errc() && read.ptr == text.data() + text.size()) return port;
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("--port: '{}' is no port; write a number from 0 to 65535, such as 8080",
                    printable(text)));
}

/// The signals that end the program, taken by nobody but wait_for_end().
class EndSignals {
  public:
    /// Before the first thread is made, for threads inherit what is blocked.
    EndSignals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    }
    /// Whether one has come within the time.
    [[nodiscard]] bool wait(int seconds) const {
        const timespec time{.tv_sec = seconds, .tv_nsec = 0};
        return sigtimedwait(&set_, nullptr, &time) > 0;
    }

  private:
    sigset_t set_{};
};

/// What nobody asks for: reminders, lapses, the sealing of entries. A fault is told, and tried
/// again with the next tick.
void tick(base::Env& env, const Options& options, office::Office& office) {
    const Result<std::size_t> moved = office::pass_time(office);
    if (!moved.ok()) env.print_error("remit: the clock: " + moved.error().message + "\n");
    const Status settled = settle_ledger(env, options, office);
    if (!settled.ok()) env.print_error("remit: the ledger: " + settled.error().message + "\n");
}

http::ServerHooks hooks_with_log(base::Env& env, const http::Router& router) {
    http::ServerHooks hooks = http::hooks_of(router);
    hooks.log = [&env](const http::AccessEntry& entry) {
        env.print_error(http::write_access_line(entry));
    };
    hooks.incident = [&env](std::string_view id, std::string_view what) {
        env.print_error(http::write_incident_line(id, what));
    };
    return hooks;
}

}  // namespace

int run_serve(base::Env& env, const Options& options) {
    const Result<std::uint16_t> port = read_port(options.serve.port);
    if (!port.ok()) return fail(env, port.error().message);
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const EndSignals end;
    const auto workspace = web::Workspace::open(*office.value());
    if (!workspace.ok()) return fail(env, workspace.error().message);
    http::ServerOptions server_options;
    server_options.address = options.serve.address;
    server_options.port = port.value();
    server_options.workers = kWorkers;
    server_options.proxy = options.serve.behind_proxy ? http::Proxy::local : http::Proxy::none;
    const auto server =
        http::Server::start(env, server_options, hooks_with_log(env, workspace.value()->router()));
    if (!server.ok()) return fail(env, server.error().message);
    env.print_error(fmt::format("remit: the workspace of {} is at http://{}:{}/\n",
                                office.value()->institution().about().name_en,
                                options.serve.address, server.value()->port()));
    do {
        tick(env, options, *office.value());
    } while (!end.wait(kClockSeconds));
    const Status stopped = server.value()->stop(kStopTime);
    if (!stopped.ok()) return fail(env, stopped.error().message);
    return kExitDone;
}

}  // namespace remit::cli
