// Tests of script.h: one script, both, or neither.
#include "text/script.h"

#include <doctest/doctest.h>

using remit::text::Script;
using remit::text::script_of;

TEST_CASE("script: a word is Latin, Cyrillic, mixed or neither") {
    CHECK(script_of("Vijeće") == Script::latin);
    CHECK(script_of("Веће") == Script::cyrillic);
    CHECK(script_of("Cавета") == Script::mixed);
    CHECK(script_of("1244") == Script::other);
    CHECK(script_of("") == Script::other);
    CHECK(script_of("c\xCC\x8C") == Script::latin);
    CHECK(script_of("Ω") == Script::other);
    CHECK(script_of("\xFF") == Script::other);
}
