// The procedures that the binary carries, loaded once, and a small house in which their tests run:
// section V under sector 0, with Serbia's calendar.
//
// A test program that uses it links module compile, which owns the loader of the vocabulary. A
// shipped procedure with an error fails every test that asks for it, and says where the error is.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "calendar/book_loader.h"
#include "diag/render.h"
#include "procedure/hierarchy.h"
#include "procedure/loader.h"
#include "procedure/world.h"
#include "support/vocabulary.h"

namespace remit::testing {

inline const procedure::Definition& procedure_named(std::string_view id) {
    static const procedure::LoadedProcedures loaded =
        procedure::load_embedded_procedures(vocabulary());
    const procedure::Definition* found = loaded.library.latest(id);
    if (found == nullptr) {
        FAIL("procedure '", std::string(id), "' could not be loaded\n",
             diag::render_terminal(loaded.diagnostics.all(), loaded.source, {}));
    }
    return *found;
}

inline procedure::World world() {
    static const calendar::Book book = [] {
        auto loaded = calendar::load_embedded_book();
        REQUIRE_MESSAGE(loaded.ok(), loaded.error().message);
        return std::move(loaded).value();
    }();
    static const procedure::Hierarchy hierarchy = procedure::Hierarchy::of({{"0", ""}, {"V", "0"}});
    return {.book = &book,
            .hierarchy = &hierarchy,
            .house_calendar = "rs",
            .house_zone = "Europe/Belgrade"};
}

}  // namespace remit::testing
