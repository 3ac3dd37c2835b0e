// How many requests a second the server answers, and how long the slowest hundredth waits.
//
// `page/N`: N kept connections on this machine, shared among two threads of the benchmark's own
// that send a request on each and read the answers, over and over; a page of 10 kB that a handler
// makes. Clients and server share the machine, so a figure holds for both. `p50_us` and `p99_us`
// are from sending to having read; the column CPU is that of both sides, for 200 requests on each
// connection, and holds on a machine that does something else as well. `router` and `reader`: the
// same without sockets.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "base/check.h"
#include "base/env.h"
#include "http/request_reader.h"
#include "http/server.h"
#include "support/http_client.h"

namespace {

using namespace remit::http;
using remit::testing::HttpClient;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kThreads = 2;
constexpr std::size_t kRounds = 200;  // of one turn, on each connection
const std::string kRequest =
    "GET /matters/018-05%2F26-04%2F7?view=all HTTP/1.1\r\nHost: office.example\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
    "Accept-Language: sr-Latn,hr;q=0.8,en;q=0.5\r\nAccept-Encoding: gzip, deflate, br\r\n"
    "Cookie: __Host-session=0123456789abcdef0123456789abcdef\r\nConnection: keep-alive\r\n\r\n";

Router sample_router() {
    std::vector<Route> routes;
    const Handler page = [](const Request&) { return Response::html(std::string(10'000, 'x')); };
    for (int route = 0; route < 100; ++route) {
        const std::string word = "/list" + std::to_string(route) + "/{id}";
        routes.push_back({.method = Method::get, .pattern = word, .name = word, .handler = page});
    }
    routes.push_back(
        {.method = Method::get, .pattern = "/matters/{id}", .name = "matter", .handler = page});
    return Router(std::move(routes));
}

/// Sends on each connection and reads from each, in turns; says how long each answer took.
void ask_all(std::vector<HttpClient>& clients, std::vector<double>& micros) {
    std::vector<Clock::time_point> sent(clients.size());
    for (std::size_t round = 0; round < kRounds; ++round) {
        for (std::size_t client = 0; client < clients.size(); ++client) {
            sent[client] = Clock::now();
            REMIT_CHECK(clients[client].send(kRequest));
        }
        for (std::size_t client = 0; client < clients.size(); ++client) {
            REMIT_CHECK(clients[client].read().body.size() == 10'000);
            micros.push_back(
                std::chrono::duration<double, std::micro>(Clock::now() - sent[client]).count());
        }
    }
}

void page(benchmark::State& state) {
    remit::base::PosixEnv env;
    const Router router = sample_router();
    const auto server = Server::start(env, {.workers = 2}, hooks_of(router)).value();
    std::vector<std::vector<HttpClient>> clients(kThreads);
    for (std::size_t client = 0; client < static_cast<std::size_t>(state.range(0)); ++client)
        clients[client % kThreads].emplace_back(server->port());
    std::vector<std::vector<double>> micros(kThreads);
    for (auto _ : state) {
        std::vector<std::thread> threads;
        for (std::size_t thread = 0; thread < kThreads; ++thread)
            threads.emplace_back([&, thread] { ask_all(clients[thread], micros[thread]); });
        for (std::thread& thread : threads) thread.join();
    }
    std::vector<double> all;
    for (const auto& some : micros) all.insert(all.end(), some.begin(), some.end());
    std::ranges::sort(all);
    state.SetItemsProcessed(static_cast<std::int64_t>(all.size()));
    state.counters["p50_us"] = all[all.size() / 2];
    state.counters["p99_us"] = all[all.size() * 99 / 100];
}
BENCHMARK(page)->Arg(2)->Arg(16)->Arg(64)->MeasureProcessCPUTime()->UseRealTime()->Unit(
    benchmark::kMillisecond);

void router(benchmark::State& state) {
    const Router made = sample_router();
    Request request;
    request.target = read_target("/matters/7").value();
    for (auto _ : state) {
        request.path_values.clear();
        benchmark::DoNotOptimize(made.body_bytes_max(request));
    }
}
BENCHMARK(router);

void reader(benchmark::State& state) {
    const Limits limits;
    RequestReader reading(limits);
    for (auto _ : state) {
        const std::size_t taken = reading.read(kRequest);
        reading.read(std::string_view(kRequest).substr(taken));
        REMIT_CHECK(reading.state() == RequestReader::State::complete);
        reading.restart();
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(reader);

}  // namespace
