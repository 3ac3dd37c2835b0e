// What the access policy asks of a matter and its papers: as facts, and as rows that lists ask.
//
// The tables are those of authority/access_sql.h. A matter stands among the papers as one of its
// own, under its own id, so that lists of matters are trimmed by the same policy; it bears no
// level, because what is classified lies in papers. Invariants: facts and rows are a function of
// the MatterFile and of the schemes alone; a row that did not change is not written again.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "authority/access_facts.h"
#include "base/result.h"
#include "office/matter_file.h"
#include "store/connection.h"

namespace remit::office {

/// What the matter says of people: of its fields that are set the strictest. An erasure changes
/// nothing in that: whom it is about may still be seen from the rest.
authority::Personal personal_of(const MatterFile& file);

/// Under which id a paper of the matter stands among all papers: "m4x.../instruction-1".
std::string access_id(std::string_view matter, std::string_view paper);

/// Of the matter itself.
authority::PaperFacts facts_of_matter(const MatterFile& file);
/// Of its paper with that index. Errors: not_found (a marking that this program does not know).
Result<authority::PaperFacts> facts_of_paper(const MatterFile& file, std::size_t index,
                                             const authority::Schemes& schemes);

/// What the rows are made of; two that are equal make the same rows.
struct AccessRows {
    struct Paper {
        std::string id;       // among all papers
        std::string marking;  // id of a level or a distribution; empty
        authority::Personal personal = authority::Personal::none;

        bool operator==(const Paper&) const = default;
    };
    std::vector<Paper> papers;       // the matter first, then its papers in their order
    std::vector<std::string> units;  // that need the matter for their work; sorted
    std::vector<std::string> named;  // officers named on it; sorted

    bool operator==(const AccessRows&) const = default;
};

/// None of a matter that has no entry yet.
AccessRows access_rows_of(const MatterFile& file);

/// Brings the rows of the matter from what they were to what they are. Errors: not_found (a marking
/// that this program does not know), those of the connection.
Status write_access_rows(store::Connection& connection, const AccessRows& before,
                         const MatterFile& file, const authority::Schemes& schemes);

}  // namespace remit::office
