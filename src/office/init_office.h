// Sets an office up: a folder with its settings, its keys and an empty database, in which an
// establishment has been adopted.
//
// Invariants: a folder that holds anything, and a server that holds an office already, are refused
// untouched; what can be checked is checked before anything is made; office.yaml is written last,
// so that what is half made is no office, and the error names the folder that it lies in. The seed
// of the seal is written once, for its owner only, and is never shown.
#pragma once

#include <string>
#include <string_view>

#include "base/env.h"
#include "base/result.h"
#include "ledger/note.h"
#include "office/institution.h"
#include "office/keys.h"
#include "office/settings.h"

namespace remit::office {

inline constexpr std::string_view kInitialiser = "administrator";  // by whom the staff is adopted

struct InitRequest {
    std::string folder;
    Settings settings;       // without a ledger's name: the id of the institution
    std::string staff_name;  // as errors shall call it
    std::string staff_text;  // empty: sample_staff()
};

struct InitDone {
    Settings settings;
    ledger::NoteKey seal;
    std::size_t posts = 0;
};

/// Errors: not_found (no such pack), invalid_input (the name of the ledger, the establishment),
///         conflict (the folder is not empty; the server holds an office), those of Env and of
///         store::Database::open(). Cost: some 200 ms.
Result<InitDone> init_office(base::Env& env, const InitRequest& request);

/// An establishment to begin with, in the form of authority/establishment_loader.h: in every unit
/// of the act a head and two officers, who are named after their posts.
std::string sample_staff(const remit::Remit& act);
/// The officer whom sample_staff() puts into a post of the unit: "head-5-1-1", "officer-i-2-a".
std::string sample_head(std::string_view unit);
std::string sample_officer(std::string_view unit, char which);

}  // namespace remit::office
