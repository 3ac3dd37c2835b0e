// The vocabulary that the binary carries, for tests of modules that are given one and may not load
// it themselves.
//
// A test program that uses it links module compile, which owns the loader.
#pragma once

#include <doctest/doctest.h>

#include "compile/vocabulary_loader.h"

namespace remit::testing {

inline const remit::Vocabulary& vocabulary() {
    static const compile::LoadedVocabulary loaded = [] {
        auto result = compile::load_embedded_vocabulary();
        REQUIRE(result.diagnostics.all().empty());
        return result;
    }();
    return loaded.vocabulary;
}

}  // namespace remit::testing
