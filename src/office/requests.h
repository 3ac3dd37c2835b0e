// What callers ask an office to do in matters, in the words of people: ids, codes, written values.
//
// Pure values; every adapter fills them from what it was given, and nothing in them has been
// checked. A value is written as procedure::read_item() reads it ("2026-04-07T17:00
// Europe/Brussels", "nac", "1250.00 EUR").
#pragma once

#include <string>
#include <vector>

namespace remit::office {

/// All items of a field; none empties it.
struct FieldText {
    std::string field;
    std::vector<std::string> items;
};

/// A paper that comes with a step, or is brought alone.
struct PaperText {
    std::string id;     // of a paper that is there, for a new version of it; empty: a new one
    std::string kind;   // as the procedure calls it
    std::string bytes;  // the whole of it
    bool is_signed = false;
    std::string marking;  // as it is stamped, or the id of a level; empty: not classified
};

struct OpenRequest {
    std::string procedure;
    std::string step;        // an opening step; empty where the procedure has one only
    std::string lead_unit;   // empty: the unit that acts
    bool take_over = false;  // the unit acts under the duty of a unit below it, on the record
    std::vector<FieldText> fields;
    std::vector<PaperText> papers;
    std::string note;
};

struct StepRequest {
    std::string matter;  // id or file number
    std::string step;
    std::vector<FieldText> fields;
    std::vector<PaperText> papers;
    std::string note;
};

struct AnswerRequest {
    std::string matter;
    std::string question;  // "q1"
    std::string answer;    // agreed, amended, objected, input, nil, unchanged
    std::string text;
};

struct PaperRequest {
    std::string matter;
    PaperText paper;
};

struct WithdrawRequest {
    std::string matter;
    std::string question;
    std::string note;
};

/// Puts a matter into the hands of an officer; of nobody where that is empty.
struct AssignRequest {
    std::string matter;
    std::string officer;
};

struct LeadRequest {
    std::string matter;
    std::string unit;          // that is to lead it
    bool designation = false;  // a superior chooses among units that are equally competent
    std::string note;
};

struct EraseRequest {
    std::string matter;
    std::string note;  // the ground, which stays in the ledger: it must name nobody
};

/// Closes the dossier of a matter from which others may have sprung.
struct CloseRequest {
    std::string matter;
    std::string note;
};

struct MigrateRequest {
    std::string matter;
    std::string note;
};

}  // namespace remit::office
