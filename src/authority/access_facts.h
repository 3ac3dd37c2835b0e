// Who reads and what is read: the facts on which access depends, and their resolved form for one
// moment.
//
// ReaderFacts and PaperFacts are what an office knows. Reader and Paper are what the policy
// compares: sets of texts and a few small numbers, made once and then only looked at, by evaluate()
// (access_policy.h) and by the SQL of a list (access_sql.h) alike. Invariants: a Reader holds
// nothing that is not valid at its moment; a Paper stands at least as high as its highest part.
// Office, rank and administration of the program give a reader nothing here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "authority/access_rules.h"
#include "authority/classification.h"
#include "base/result.h"
#include "calendar/date.h"
#include "calendar/instant.h"

namespace remit::authority {

/// Of each list of a reader and of a paper. All lists of a reader, full, fit into one statement of
/// SQLite (32,766).
inline constexpr std::size_t kAccessItemsMax = 4000;
/// Of each name: an officer, a unit's code, a compartment, a matter.
inline constexpr std::size_t kAccessKeyBytesMax = 200;
/// Of the ground of an emergency.
inline constexpr std::size_t kGroundBytesMax = 2000;

/// Both days included; none where `until` is before `from`.
struct Days {
    calendar::Date from = calendar::Date::from_day_number(1);
    calendar::Date until;

    [[nodiscard]] bool holds(calendar::Date day) const { return from <= day && day <= until; }
};

/// Now: the day in the institution's zone and the instant.
struct Moment {
    calendar::Date date;
    calendar::Instant instant;
};

// --- The reader ---

/// A certificate: papers of the level's scheme up to the level.
struct Certificate {
    LevelId up_to;
    Days valid;
};

/// The reader was told how papers of the scheme are handled.
struct Briefing {
    SchemeId scheme;
    Days valid;
};

/// The reader was let into a compartment: "ATOMAL".
struct CompartmentBriefing {
    std::string compartment;
    Days valid;
};

/// A post that the reader holds or deputises in at the moment.
struct Post {
    std::string unit;
    bool head = false;
    std::vector<std::string> below;  // every unit under it, at any depth
    std::vector<std::string> above;  // every unit over it
};

/// What an opened emergency covers.
enum class GlassScope : std::uint8_t { paper, matter };

/// An emergency that an officer declared: an event of the ledger (access_break_glass.h makes it).
/// It counts no longer than the rules of the day of reading let one last.
struct BreakGlass {
    std::string officer;
    GlassScope scope = GlassScope::paper;
    std::string subject;  // the paper or the matter
    std::string ground;   // in the officer's words; never blank
    calendar::Instant opened;
    calendar::Instant until;  // not included

    bool operator==(const BreakGlass&) const = default;
};

/// Whether the text says anything: it is UTF-8, not too long, and has a letter of Latin or
/// Cyrillic.
[[nodiscard]] bool is_ground(std::string_view text);

struct ReaderFacts {
    std::string officer;
    std::vector<Certificate> certificates;
    std::vector<Briefing> briefings;
    std::vector<CompartmentBriefing> compartments;
    std::vector<Post> posts;
    /// Names, besides those of the house, by which releases reach the reader.
    std::vector<std::string> recipients;
    std::vector<BreakGlass> emergencies;
    bool administrator = false;  // gives nothing; known so that a refusal can say so
};

/// What a resolved reader has; the values of each are texts.
enum class ReaderSet : std::uint8_t {
    officer,       // the reader's own name
    levels,        // ids of the levels that he may read
    compartments,  // those he is in
    units,         // units whose papers are his to know
    recipients,
    opened_papers,   // by break-glass
    opened_matters,  // by break-glass
};
inline constexpr std::size_t kReaderSetCount = 7;

class Reader {
  public:
    /// The facts as they hold at the moment.
    /// Errors: invalid_input (a name that is empty, too long or no text), limit (more than
    ///         kAccessItemsMax of a kind).
    /// Cost:   O(facts log facts).
    static Result<Reader> of(const ReaderFacts& facts, const Schemes& schemes,
                             const AccessRules& rules, const Moment& moment);

    /// Sorted, without repeats.
    [[nodiscard]] std::span<const std::string> values(ReaderSet set) const {
        return sets_[static_cast<std::size_t>(set)];
    }

  private:
    Reader() = default;
    std::array<std::vector<std::string>, kReaderSetCount> sets_;
};

// --- The paper ---

struct Part {
    LevelId level;
    std::string originator;  // empty: the house, or the owner of a foreign scheme
};

struct PaperFacts {
    std::string id;
    std::string matter;            // empty where it belongs to none yet
    std::optional<LevelId> level;  // as it is marked; none where it is not classified
    std::string originator;        // empty: the house, or the owner of a foreign scheme
    std::vector<Part> parts;
    std::vector<std::string> compartments;
    std::vector<std::string> units;         // units that need it for their work
    std::vector<std::string> named;         // officers on the paper's own list
    std::vector<std::string> matter_named;  // officers named on its matter
    bool named_only = false;                // only the paper's own list counts
    bool release_limited = false;           // the originator lets only `releases` have it
    std::vector<std::string> releases;
    Personal personal = Personal::none;
};

/// What the policy asks of a paper; the values are texts. access_sql.h says in which table each is.
enum class PaperField : std::uint8_t {
    id,
    matter,
    levels,  // of the paper and of its parts
    compartments,
    units,
    named,
    matter_named,
    releases,
};
inline constexpr std::size_t kPaperFieldCount = 8;

/// The same for numbers.
enum class PaperNumber : std::uint8_t {
    rank,             // of the highest level; 0: not classified
    personal,         // as Personal counts
    named_only,       // 0 or 1
    release_limited,  // 0 or 1
};
inline constexpr std::size_t kPaperNumberCount = 4;

class Paper {
  public:
    /// Errors: invalid_input (a name as above; a part higher than any level of the scheme that the
    ///         paper is marked in; officers named on no matter), limit.
    static Result<Paper> of(const PaperFacts& facts, const Schemes& schemes);

    /// Sorted, without repeats: the rows that an office keeps beside the paper.
    [[nodiscard]] std::span<const std::string> values(PaperField field) const {
        return texts_[static_cast<std::size_t>(field)];
    }
    [[nodiscard]] int number(PaperNumber number) const {
        return numbers_[static_cast<std::size_t>(number)];
    }
    /// What the paper counts as in the scheme it is marked in; higher than its mark where a part is
    /// higher.
    [[nodiscard]] std::optional<LevelId> level() const { return level_; }

  private:
    Paper() = default;
    std::array<std::vector<std::string>, kPaperFieldCount> texts_;
    std::array<int, kPaperNumberCount> numbers_{};
    std::optional<LevelId> level_;
};

/// Who decides about the level: the originator that is named, or else the owner of a scheme that is
/// not the house's. Empty: the house.
[[nodiscard]] std::string originator_of(const std::string& originator, LevelId level,
                                        const Schemes& schemes, const AccessRules& rules);

}  // namespace remit::authority
