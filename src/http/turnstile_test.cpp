// Tests of turnstile.h: so many at a time, and again once one has gone.
#include "http/turnstile.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace {

using remit::http::Turnstile;

TEST_CASE("turnstile: lets two in, the third not, and one more when one has gone") {
    Turnstile gate(2);
    const auto first = gate.enter();
    auto second = gate.enter();
    CHECK(first.has_value());
    CHECK(second.has_value());
    CHECK_FALSE(gate.enter().has_value());
    second.reset();
    CHECK(gate.enter().has_value());
}

TEST_CASE("turnstile: never more at a time than may be, whoever pushes") {
    Turnstile gate(2);
    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;
    std::vector<std::thread> crowd;
    for (int i = 0; i < 8; ++i) {
        crowd.emplace_back([&] {
            for (int round = 0; round < 2000; ++round) {
                const auto pass = gate.enter();
                if (!pass) continue;
                const int now = ++inside;
                int seen = most;
                while (now > seen && !most.compare_exchange_weak(seen, now)) {
                }
                --inside;
            }
        });
    }
    for (std::thread& one : crowd) one.join();
    CHECK(most >= 1);
    CHECK(most <= 2);
    CHECK(gate.enter().has_value());
}

}  // namespace
