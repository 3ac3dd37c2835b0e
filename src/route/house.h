// An institution as the router sees it: what each unit claims, found by body, topic, counterpart
// and by word.
//
// A claim is a duty, or the name of a unit: "Sector for Global Issues" claims global issues though
// no provision of it follows. Invariant: built once from a compiled act and never changed; it adds
// nothing to what the act says.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "compile/pack_loader.h"
#include "remit/model.h"
#include "remit/vocabulary.h"
#include "route/recogniser.h"

namespace remit::route {

/// One institution to route to. Everything is borrowed.
struct Institution {
    std::string id;  // "hr"
    const compile::Compilation* compilation = nullptr;
    const compile::EnglishTexts* english = nullptr;  // of a pack; nullptr for an act
};

/// What a unit may say is its own.
struct Claim {
    remit::UnitId unit;
    remit::DutyId duty;  // none where the unit's name says it
    std::vector<remit::BodyId> bodies;
    std::vector<remit::TopicId> topics;
    /// Those of its topics that limit it. One that only says the body or the function again does
    /// not, yet what is narrower than it is the claim's all the same.
    std::vector<remit::TopicId> limits;
    std::vector<remit::CounterpartId> counterparts;
    /// Bodies whose affairs alone the claim is about, where it names others beside them ("NATO's
    /// relations with the UN"): without one of these the others say nothing.
    std::vector<remit::BodyId> anchors;
    bool residual = false;
    bool truncated = false;
    double standing = 1;  // a name says less than a duty

    [[nodiscard]] bool is_name() const { return !duty.is_some(); }
    /// Whether the vocabulary knows nothing of what it names: then its words say it all. Words that
    /// the text breaks off in say nothing.
    [[nodiscard]] bool is_unread() const {
        return !truncated && bodies.empty() && topics.empty() && counterparts.empty();
    }
};
using ClaimIndex = std::uint32_t;

/// Claims that hold a word, and how telling it is.
struct WordClaims {
    std::vector<ClaimIndex> claims;
    double weight = 0;  // in (0, 1]: 1 where one claim alone holds it
};

class House {
  public:
    /// All but the institution's id are borrowed and must outlive it.
    /// Cost: O(bytes of duties and names).
    House(Institution institution, const remit::Vocabulary& vocabulary,
          const Recogniser& recogniser);

    [[nodiscard]] const std::string& id() const { return institution_.id; }
    [[nodiscard]] const remit::Remit& act() const { return institution_.compilation->remit; }
    [[nodiscard]] const Institution& institution() const { return institution_; }
    [[nodiscard]] const std::vector<Claim>& claims() const { return claims_; }

    [[nodiscard]] std::span<const ClaimIndex> claims_on(remit::BodyId id) const {
        return by_body_[id.index()];
    }
    [[nodiscard]] std::span<const ClaimIndex> claims_on(remit::TopicId id) const {
        return by_topic_[id.index()];
    }
    [[nodiscard]] std::span<const ClaimIndex> claims_on(remit::CounterpartId id) const {
        return by_counterpart_[id.index()];
    }
    /// nullptr where no claim holds a word with this key. `key` as word_key().
    [[nodiscard]] const WordClaims* claims_with(std::string_view key) const;
    /// Of units, how far below the top each stands.
    [[nodiscard]] const std::vector<std::uint32_t>& depths() const { return depths_; }

  private:
    void add_duties(const remit::Vocabulary& vocabulary);
    void add_names(const remit::Vocabulary& vocabulary, const Recogniser& recogniser);
    void index_names();
    void index_words();
    void add_words(std::string_view text, ClaimIndex claim);

    Institution institution_;
    std::vector<Claim> claims_;
    std::vector<std::vector<ClaimIndex>> by_body_;
    std::vector<std::vector<ClaimIndex>> by_topic_;
    std::vector<std::vector<ClaimIndex>> by_counterpart_;
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const {
            return std::hash<std::string_view>{}(key);
        }
    };
    std::unordered_map<std::string, WordClaims, Hash, std::equal_to<>> by_word_;
    std::vector<std::uint32_t> depths_;
};

/// The key under which words of papers and of acts meet; empty for one that is too short or
/// too common to say anything. In: `folded` = text::fold(word).
std::string word_key(std::string_view folded);

}  // namespace remit::route
