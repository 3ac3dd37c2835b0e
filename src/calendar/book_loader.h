// calendars/*.yaml, packs/*/calendar.yaml and packs/*/deadlines.yaml: read into a Book.
//
// One form for all: a file has any of the lists `counting`, `calendars` and `deadlines`;
// calendars/README.md says how they are written. Invariant: every fault is a diagnostic at its
// place, one run names them all, and what is faulty is left out, so that the Book is sound whatever
// the files hold. A book with errors must not be put to use.
#pragma once

#include <span>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "calendar/book.h"
#include "diag/diagnostics.h"
#include "diag/source.h"

namespace remit::calendar {

struct LoadedBook {
    Book book;
    diag::Source source;
    diag::Diagnostics diagnostics;
};

/// Paths are what diagnostics call the files. Files may refer to each other in any order.
/// Cost: O(bytes log entries), and what the Calendars cost.
LoadedBook load_book(std::span<const base::EmbeddedFile> files);

/// The files among all embedded ones that are about the calendar.
std::vector<base::EmbeddedFile> calendar_files(std::span<const base::EmbeddedFile> files);

/// The book that the binary carries. Errors: corrupt (its data is faulty; a build never is).
Result<Book> load_embedded_book();

}  // namespace remit::calendar
