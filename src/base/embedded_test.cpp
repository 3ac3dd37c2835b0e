// Tests of embedded.h on a small table.
#include "base/embedded.h"

#include <doctest/doctest.h>

#include <array>

using remit::base::embedded_under;
using remit::base::EmbeddedFile;
using remit::base::find_embedded;

TEST_CASE("embedded: a file is found by its path, and a folder gives its files in order") {
    constexpr std::array<EmbeddedFile, 4> kFiles = {
        {{"a", "1"}, {"vocabulary/bodies.yaml", "2"}, {"vocabulary/topics.yaml", "3"}, {"z", "4"}}};
    CHECK(find_embedded(kFiles, "vocabulary/topics.yaml") == "3");
    CHECK(find_embedded(kFiles, "a") == "1");
    CHECK(!find_embedded(kFiles, "vocabulary").has_value());
    CHECK(!find_embedded({}, "a").has_value());
    CHECK(embedded_under(kFiles, "vocabulary/").size() == 2);
    CHECK(embedded_under(kFiles, "vocabulary/").front().bytes == "2");
    CHECK(embedded_under(kFiles, "y").empty());
    CHECK(embedded_under(kFiles, "").size() == 4);
}
