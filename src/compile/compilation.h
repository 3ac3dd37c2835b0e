// What one run of the compiler has made: the text, the remit and the diagnostics, kept together.
//
// Exports and commands read a Compilation; only compile() and the pack loader make one.
#pragma once

#include <string_view>

#include "diag/diagnostics.h"
#include "diag/source.h"
#include "remit/model.h"
#include "remit/vocabulary.h"

namespace remit::compile {

struct Compilation {
    diag::Source source;
    remit::Remit remit;
    diag::Diagnostics diagnostics;
    const remit::Vocabulary* vocabulary = nullptr;  // owned by the caller, outlives this

    /// The exact words of the act under an extent.
    [[nodiscard]] std::string_view text_of(remit::Extent extent) const {
        return source.text(diag::Span{extent.begin, extent.end});
    }
    [[nodiscard]] std::string_view text_of(remit::DutyId id) const {
        return text_of(remit.duty(id).extent);
    }
};

}  // namespace remit::compile
