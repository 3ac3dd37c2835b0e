// An establishment from its file: officers, posts, deputies and absences, and what opens papers to
// them, with what is wrong in it.
//
// The form: `officers` (id), `posts` (id, unit, rank, officer, acting, from, until), `deputies`
// (deputy, replaces, standing, basis, from, until), `absences` (officer, basis, from, until),
// `certificates` (officer, level, from, until), `briefings` (officer, scheme, from, until). Units
// are codes of the remit, levels and schemes ids of secrecy/schemes.yaml. Invariant: what was
// loaded without an error has no deputy of himself, no two heads of a unit on one day, no circle of
// deputies on any day and no certificate without an end. It keeps no text of the file but ids and
// bases; people's names have no place in it.
#pragma once

#include <string>
#include <string_view>

#include "authority/classification.h"
#include "authority/establishment.h"
#include "diag/diagnostics.h"
#include "diag/source.h"
#include "remit/model.h"

namespace remit::authority {

/// Records of one kind in a file, at most.
inline constexpr std::size_t kRecordsMax = 20'000;
/// Replacements that are searched for circles, at most.
inline constexpr std::size_t kDeputiesMax = 2'000;

struct LoadedStaff {
    Staff staff;
    diag::Source source;
    diag::Diagnostics diagnostics;
};

/// In:   `name` as diagnostics shall call the file; the remit whose units the posts are in; the
///       schemes whose levels the certificates are of.
/// Cost: O(bytes log records + deputies squared).
LoadedStaff load_staff(std::string name, std::string_view bytes, const remit::Remit& remit,
                       const Schemes& schemes);

}  // namespace remit::authority
