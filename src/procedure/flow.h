// What can ever have happened by the time a matter is in a state: fields set, steps taken, people
// asked, clocks started.
//
// Over-approximates: every answer that people could give is given, clocks may start and pass
// whenever they can, and nothing that was once set is taken for emptied. So what is "not possible"
// here is certain, and what is "possible" may still be ruled out by the course of a matter. The one
// question that is answered from the other side is always_set(). Of this module only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "procedure/definition.h"

namespace remit::procedure {

/// What comes into a matter from outside its own definition: copied when another procedure opens
/// it, or brought from an older version.
struct External {
    std::vector<bool> opened_with;  // by FieldId: copied into it
    std::vector<bool> kept;         // by FieldId: an older version has it
    std::vector<bool> entered;      // by StateId: an older version's matters may come to be in it
};

class Bits {
  public:
    explicit Bits(std::size_t count = 0) : words_((count + kWordBits - 1) / kWordBits) {}
    [[nodiscard]] bool has(std::size_t index) const {
        return ((words_[index / kWordBits] >> (index % kWordBits)) & 1U) != 0;
    }
    void add(std::size_t index) {
        words_[index / kWordBits] |= std::uint64_t{1} << (index % kWordBits);
    }
    void take(std::size_t index) {
        words_[index / kWordBits] &= ~(std::uint64_t{1} << (index % kWordBits));
    }
    /// Whether something was new.
    bool unite(const Bits& other);
    /// Whether something went.
    bool intersect(const Bits& other);
    [[nodiscard]] static Bits all(std::size_t count);

  private:
    static constexpr std::size_t kWordBits = 64;
    std::vector<std::uint64_t> words_;
};

/// What is taken to be possible whatever the definition says: faults that were told already, as if
/// they were mended, so that what only follows from them can be told apart.
struct Supposed {
    explicit Supposed(const Definition& definition)
        : fields(definition.fields.size()),
          states(definition.states.size()),
          steps(definition.steps.size()),
          deadlines(definition.deadlines.size()) {}

    Bits fields;     // are there from the beginning
    Bits states;     // are come to, from wherever
    Bits steps;      // their conditions hold
    Bits deadlines;  // start
};

/// What may have happened.
struct Facts {
    Bits fields;         // may be set
    Bits steps;          // may have been taken
    Bits consultations;  // may have been asked
    Bits deadlines;      // may have started

    bool unite(const Facts& other);
};

class Flow {
  public:
    /// The definition must outlive it and have no index out of its table.
    Flow(const Definition& definition, const External& external)
        : Flow(definition, external, Supposed(definition)) {}
    Flow(const Definition& definition, const External& external, Supposed supposed);

    /// Whether a way leads there, conditions not weighed.
    [[nodiscard]] bool is_reached(StateId state) const { return reached_[state.index()]; }
    /// Whether a way leads from there to an end, conditions not weighed.
    [[nodiscard]] bool is_leaving(StateId state) const { return leaving_[state.index()]; }
    /// Whether a matter may come to be there, conditions weighed.
    [[nodiscard]] bool is_possible(StateId state) const {
        return facts_[state.index()].has_value();
    }
    [[nodiscard]] bool is_possible(StepId step) const { return taken_.has(step.index()); }
    [[nodiscard]] bool is_possible(DeadlineId deadline) const {
        return started_.has(deadline.index());
    }
    /// Whether it may be set at any time.
    [[nodiscard]] bool is_possible(FieldId field) const { return set_.has(field.index()); }
    [[nodiscard]] bool is_possible(ConsultationId consultation) const {
        return asked_.has(consultation.index());
    }

    /// The states from which a step can be taken.
    [[nodiscard]] std::vector<StateId> sources_of(const Step& step) const;
    /// The states from which the deadline's passing leads on.
    [[nodiscard]] std::vector<StateId> sources_of(const Deadline& deadline) const;
    /// Whether the condition may hold when the step is taken from there. Of an opening step, `from`
    /// is none.
    [[nodiscard]] bool may_hold(const Condition& condition, const Step& step, StateId from) const;
    /// Whether the field holds something in every matter that is in that state.
    [[nodiscard]] bool is_always_set(FieldId field, StateId state) const;
    /// The words that a choice can ever hold; none where it can hold all of them.
    [[nodiscard]] const std::optional<std::vector<std::string>>& words_of(FieldId field) const {
        return words_[field.index()];
    }

  private:
    [[nodiscard]] std::vector<std::pair<StateId, StateId>> ways() const;
    void find_reached(const External& external);
    void find_words(const External& external);
    void find_possible(const External& external);
    void find_always(const External& external);
    [[nodiscard]] Facts nothing() const;
    [[nodiscard]] Facts opening_facts() const;
    /// With all that clocks and answers may add.
    void close(Facts& facts) const;
    [[nodiscard]] bool may_start(DeadlineId id, const Facts& facts) const;
    [[nodiscard]] Facts with_input(const Step& step, const Facts& facts) const;
    [[nodiscard]] bool may_hold(const Condition& condition, const Facts& facts) const;
    [[nodiscard]] bool may_hold_of_field(const Condition& condition, const Facts& facts) const;
    void go_on_from(StateId state);
    void take_step(std::size_t index, const Facts& before, StateId from);
    void reach(StateId state, Facts facts);
    [[nodiscard]] static Facts assigned(Facts facts, const std::vector<Assignment>& assignments);
    [[nodiscard]] static Bits kept_after(Bits fields, const std::vector<Assignment>& assignments);
    [[nodiscard]] static Bits kept_after(Bits fields, const Step& step);

    const Definition* definition_;
    Supposed supposed_;
    std::vector<bool> reached_;
    std::vector<bool> leaving_;
    std::vector<std::optional<std::vector<std::string>>> words_;
    std::vector<std::optional<Facts>> facts_;  // by state; none where no matter can be
    std::vector<bool> changed_;
    Bits opened_with_;
    Bits taken_;
    Bits started_;
    Bits set_;
    Bits asked_;
    std::vector<Bits> always_;  // by state: fields
};

}  // namespace remit::procedure
