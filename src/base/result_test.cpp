// Tests of result.h: values and errors pass through, with context and place.
#include "base/result.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using remit::ErrorCode;
using remit::Result;
using remit::Status;
using remit::base::make_error;

namespace {

Result<int> half_of(int number) {
    if (number % 2 != 0) return make_error(ErrorCode::invalid_input, "an odd number");
    return number / 2;
}

Result<std::string> half_as_text(int number) {
    const int half = REMIT_TRY(half_of(number));
    return std::to_string(half);
}

}  // namespace

TEST_CASE("result: a value passes and an error returns at once") {
    CHECK(half_as_text(4).value() == "2");
    const auto failed = half_as_text(3);
    REQUIRE(!failed.ok());
    CHECK(failed.error().code == ErrorCode::invalid_input);
    CHECK(std::string(failed.error().place.file_name()).ends_with("result_test.cpp"));
}

TEST_CASE("result: context is put in front of an error and left out of a value") {
    CHECK(half_of(3).with("halving").error().message == "halving: an odd number");
    CHECK(half_of(4).with("halving").value() == 2);
}

TEST_CASE("result: what can only be moved can be returned") {
    Result<std::unique_ptr<int>> result(std::make_unique<int>(5));
    const std::unique_ptr<int> taken = std::move(result).value();
    CHECK(*taken == 5);
}

TEST_CASE("result: every code has a name") {
    CHECK(remit::base::name_of(ErrorCode::not_found) == "not_found");
    CHECK(remit::base::name_of(ErrorCode::limit) == "limit");
    CHECK(remit::base::name_of(ErrorCode::uncertain) == "uncertain");
}
