#include "office/access_register.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace remit::office {
namespace {

using authority::PaperField;
using authority::PaperNumber;

void settle(std::vector<std::string>& texts) {
    std::ranges::sort(texts);
    const auto repeats = std::ranges::unique(texts);
    texts.erase(repeats.begin(), repeats.end());
}

/// The unit that leads it, and those that are asked in it and whose answer counts or is awaited.
std::vector<std::string> units_of(const procedure::Matter& matter) {
    using State = procedure::Question::State;
    std::vector<std::string> units{matter.lead_unit};
    for (const procedure::Question& question : matter.questions) {
        const bool counts = question.state == State::open || question.state == State::answered;
        if (question.is_unit && counts) units.push_back(question.respondent);
    }
    settle(units);
    return units;
}

/// Who has the matter in hand.
std::vector<std::string> named_of(const MatterFile& file) {
    if (file.officer.empty()) return {};
    return {file.officer};
}

std::string marking_of(const MatterFile& file, std::size_t paper) {
    return paper < file.paper_markings.size() ? file.paper_markings[paper] : std::string();
}

/// The level of a marking; none of one that is no level. Errors: not_found.
Result<std::optional<authority::LevelId>> level_of(const std::string& marking,
                                                   const authority::Schemes& schemes) {
    using Level = std::optional<authority::LevelId>;
    if (marking.empty()) return Level();
    if (const auto level = schemes.find_level(marking)) return Level(level);
    if (std::ranges::find(schemes.distributions, marking, &authority::Distribution::id) !=
        schemes.distributions.end())
        return Level();
    return base::make_error(
        ErrorCode::not_found,
        fmt::format("this program does not know the marking '{}', which a paper of this office "
                    "bears; open the office with a program that does",
                    marking));
}

/// Deletes what only `before` has and inserts what only `after` has. Both are sorted.
Status write_texts(store::Connection& connection, std::string_view table, std::string_view column,
                   const std::string& matter, const std::vector<std::string>& before,
                   const std::vector<std::string>& after) {
    std::vector<std::string> gone;
    std::vector<std::string> come;
    std::ranges::set_difference(before, after, std::back_inserter(gone));
    std::ranges::set_difference(after, before, std::back_inserter(come));
    for (const std::string& text : gone) {
        REMIT_TRY(connection.run(
            fmt::format("DELETE FROM {} WHERE matter = ?1 AND {} = ?2", table, column),
            {matter, text}));
    }
    for (const std::string& text : come) {
        REMIT_TRY(connection.run(
            fmt::format("INSERT INTO {} (matter, {}) VALUES (?1, ?2)", table, column),
            {matter, text}));
    }
    return base::done();
}

/// The paper with that index among AccessRows::papers.
Result<authority::Paper> paper_at(const MatterFile& file, std::size_t index,
                                  const authority::Schemes& schemes) {
    if (index == 0) return authority::Paper::of(facts_of_matter(file), schemes);
    const authority::PaperFacts facts = REMIT_TRY(facts_of_paper(file, index - 1, schemes));
    return authority::Paper::of(facts, schemes);
}

/// `is_new`: no row of the paper is there. What it is marked with may change, and what it says of
/// people; all else stands from the beginning.
Status write_paper(store::Connection& connection, const MatterFile& file, std::size_t index,
                   bool is_new, const authority::Schemes& schemes) {
    const authority::Paper paper = REMIT_TRY(paper_at(file, index, schemes));
    const std::string& id = paper.values(PaperField::id).front();
    const int rank = paper.number(PaperNumber::rank);
    const int personal = paper.number(PaperNumber::personal);
    if (is_new) {
        REMIT_TRY(connection.run(
            "INSERT INTO papers (id, matter, rank, personal, named_only, release_limited) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            {id, file.id, rank, personal, paper.number(PaperNumber::named_only),
             paper.number(PaperNumber::release_limited)}));
    } else {
        REMIT_TRY(connection.run("UPDATE papers SET rank = ?1, personal = ?2 WHERE id = ?3",
                                 {rank, personal, id}));
        REMIT_TRY(connection.run("DELETE FROM paper_levels WHERE paper = ?1", {id}));
    }
    for (const std::string& level : paper.values(PaperField::levels)) {
        REMIT_TRY(
            connection.run("INSERT INTO paper_levels (matter, paper, level) VALUES (?1, ?2, ?3)",
                           {file.id, id, level}));
    }
    return base::done();
}

}  // namespace

authority::Personal personal_of(const MatterFile& file) {
    auto found = authority::Personal::none;
    for (std::size_t i = 0; i < file.matter.fields.size(); ++i) {
        if (file.matter.fields[i].is_set())
            found = std::max(found, file.definition->fields[i].personal);
    }
    return found;
}

std::string access_id(std::string_view matter, std::string_view paper) {
    return fmt::format("{}/{}", matter, paper);
}

authority::PaperFacts facts_of_matter(const MatterFile& file) {
    authority::PaperFacts facts;
    facts.id = file.id;
    facts.matter = file.id;
    facts.units = units_of(file.matter);
    facts.matter_named = named_of(file);
    facts.personal = personal_of(file);
    return facts;
}

Result<authority::PaperFacts> facts_of_paper(const MatterFile& file, std::size_t index,
                                             const authority::Schemes& schemes) {
    authority::PaperFacts facts = facts_of_matter(file);
    facts.id = access_id(file.id, file.matter.papers[index].id);
    facts.level = REMIT_TRY(level_of(marking_of(file, index), schemes));
    return facts;
}

AccessRows access_rows_of(const MatterFile& file) {
    AccessRows rows;
    if (file.version() == 0) return rows;
    const authority::Personal personal = personal_of(file);
    rows.papers.reserve(file.matter.papers.size() + 1);
    rows.papers.push_back({.id = file.id, .marking = {}, .personal = personal});
    for (std::size_t index = 0; index < file.matter.papers.size(); ++index) {
        rows.papers.push_back({.id = access_id(file.id, file.matter.papers[index].id),
                               .marking = marking_of(file, index),
                               .personal = personal});
    }
    rows.units = units_of(file.matter);
    rows.named = named_of(file);
    return rows;
}

Status write_access_rows(store::Connection& connection, const AccessRows& before,
                         const MatterFile& file, const authority::Schemes& schemes) {
    const AccessRows after = access_rows_of(file);
    REMIT_TRY(write_texts(connection, "matter_units", "unit", file.id, before.units, after.units));
    REMIT_TRY(
        write_texts(connection, "matter_named", "officer", file.id, before.named, after.named));
    // Papers are never taken out of a matter, and stay in their order.
    for (std::size_t index = 0; index < after.papers.size(); ++index) {
        const bool is_new = index >= before.papers.size();
        if (!is_new && before.papers[index] == after.papers[index]) continue;
        REMIT_TRY(write_paper(connection, file, index, is_new, schemes));
    }
    return base::done();
}

}  // namespace remit::office
