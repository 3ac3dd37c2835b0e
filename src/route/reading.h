// What a paper is about, weighed: from mentions to bodies, topics, counterparts, functions.
//
// A mention points to one entry; what follows from it by the vocabulary is added: a treaty is about
// its topics and is kept by a body, a body's forum is about its business, a topic that is the
// affairs of a body brings that body. What follows weighs less than what is said. Weights lie in
// (0, 1] and combine as independent pieces of evidence do: 1 - (1 - a)(1 - b).
//
// A paper in English or French that names no body is taken to be before the organisation most of
// whose bodies deal with its topics, a little. Hints count only together: two different ones of one
// thing, or one beside a sign of it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "authority/competence_reach.h"
#include "remit/vocabulary.h"
#include "route/recogniser.h"

namespace remit::route {

/// Something that the paper is about.
struct Concept {
    Target target;  // never an instrument or a place: those are what they stand for
    double weight = 0;
    std::uint32_t mention = 0;  // that says it first, into the reading's mentions
    bool implied = false;       // by what was mentioned, not said itself
    bool formal = false;        // of every treaty: it meets a limit and adds nothing
};

struct Reading {
    std::vector<Mention> mentions;
    std::vector<Concept> concepts;  // by kind and weight, the heaviest first
};

class PaperReader {
  public:
    /// All are borrowed and must outlive the reader.
    PaperReader(const remit::Vocabulary& vocabulary, const Signs& signs,
                const authority::NameReach& reach, const Recogniser& recogniser);

    /// Cost: O(bytes). One reader serves one thread. Good until the next call.
    const Reading& read(const Paper& paper);

  private:
    struct Weighed {
        double weight = 0;
        std::uint32_t mention = 0;
        bool implied = true;
        bool formal = false;
        bool seen = false;
    };
    struct Table {
        std::vector<Weighed> entries;        // by index of the vocabulary's table
        std::vector<std::uint32_t> touched;  // in order of first sight
    };
    /// Where an entry is mentioned.
    struct Noted {
        std::uint32_t begin = 0;  // of the first mention
        std::uint32_t hint = 0;   // the first phrase that is one
        Field field = Field::title;
        bool any = false;
        bool several_places = false;
        bool hinted = false;
        bool backed = false;  // hints of it count
    };
    Table& table(TargetKind kind) { return tables_[static_cast<std::size_t>(kind)]; }
    void add(Target target, double weight, std::uint32_t mention, bool implied);
    void clear();
    void add_said();
    void add_implied();
    void imply_of_body(remit::BodyId id, double weight, std::uint32_t mention);
    [[nodiscard]] bool says_title() const;
    [[nodiscard]] static double weight_of(const Mention& mention, double text_share);
    void note_places();
    [[nodiscard]] bool is_backed(const Mention& hint) const;
    [[nodiscard]] bool has_parent_beside(const Mention& mention) const;
    [[nodiscard]] bool is_likely_body(std::size_t index) const;
    void imply_formal(const remit::Instrument& instrument, const Weighed& entry);
    void imply_home();
    void collect();

    const remit::Vocabulary* vocabulary_;
    const Signs* signs_;
    const authority::NameReach* reach_;
    Recogniser::Session session_;
    Reading reading_;
    std::array<Table, 6> tables_;
    std::array<std::vector<Noted>, 6> noted_;    // as the tables
    std::vector<remit::TopicId> formal_topics_;  // those of every instrument of some kind
    std::vector<remit::BodyId> homes_;  // by topic: the organisation before which it mostly comes
};

}  // namespace remit::route
