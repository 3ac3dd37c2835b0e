// Case mapping of Croatian and Serbian words.
#include "text/casing.h"

#include <doctest/doctest.h>

namespace remit::text {

TEST_CASE("casing: both scripts have capitals") {
    CHECK(to_upper("službi") == "SLUŽBI");
    CHECK(to_upper("одељење") == "ОДЕЉЕЊЕ");
    CHECK(capitalised("šport") == "Šport");
    CHECK(capitalised("група") == "Група");
    CHECK(capitalised("").empty());
}

}  // namespace remit::text
