// What may stand on the command line of the commands that work on an office.
//
// Part of Options (command.h); declared in office_declarations.cpp. Values are as they were typed:
// whoever uses one checks it and says what is wrong with it.
#pragma once

#include <string>
#include <vector>

namespace remit::cli {

struct OfficeOptions {
    std::string folder;   // of the office; empty: REMIT_OFFICE, else the current folder
    std::string officer;  // who acts; empty: REMIT_OFFICER
    bool json = false;

    // Of `office init`.
    std::string ledger;
    std::string authority = "enforce";
    std::string postgres;
    std::string staff;  // a file

    std::string seed;                   // of demo
    std::string act;                    // of reorganise: a file
    bool dry_run = false;               // of reorganise, office calendar and matter migrate
    std::vector<std::string> reopened;  // of office calendar: days

    bool generate = false;  // of a password: make one
    // Of the ledger and of backups.
    std::string add;   // a file of cosignatures
    std::string seal;  // a public key, or a file that holds it

    // Of what is done in matters.
    std::vector<std::string> sets;    // "field=value"
    std::vector<std::string> papers;  // "kind=file"
    bool is_signed = false;
    std::string marking;     // of the papers, as it is stamped
    std::string edition;     // a version of a paper
    std::string emergency;   // the ground on which one is opened
    bool designate = false;  // of lead: the unit is chosen among rivals
    std::string note;
    std::string expect;  // a version
    std::string key;
    std::string reason;  // for acting in spite of a refusal

    // Of what is shown.
    bool why = false;
    std::string of_officer;
    std::string procedure;
    std::string state;
    std::string body;
    std::string due_until;
    std::string within;
    std::string after;
    bool ended = false;
};

}  // namespace remit::cli
