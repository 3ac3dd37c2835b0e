// What names reach, as plainly as it can be said: for tests of competence to compare with.
//
// It shares no code with authority/competence_reach.cpp: it reads the tables of the vocabulary, and
// keeps nothing between two questions but which body covers which.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "remit/vocabulary.h"

namespace remit::testing {

class NaiveNames {
  public:
    static constexpr int kNone = 31;  // instead of a level

    explicit NaiveNames(const remit::Vocabulary& words)
        : words_(words), covering_(words.bodies.size()) {
        for (std::size_t body = 0; body < words.bodies.size(); ++body) {
            add_covering(body, covering_[body]);
        }
    }

    [[nodiscard]] bool covers(remit::BodyId wide, remit::BodyId narrow) const {
        return covering_[narrow.index()].contains(wide.index());
    }
    [[nodiscard]] bool covers(remit::CounterpartId wide, remit::CounterpartId narrow) const {
        if (wide == narrow) return true;
        std::set<remit::CounterpartId> reached{narrow};
        for (std::size_t before = 0; before != reached.size();) {
            before = reached.size();
            for (std::size_t above = 0; above < words_.counterparts.size(); ++above) {
                const remit::CounterpartId id(above);
                const bool direct = std::ranges::any_of(reached, [&](auto one) {
                    return is_word_for(words_.counterparts[above], one, id);
                });
                if (direct) reached.insert(id);
            }
        }
        return reached.contains(wide);
    }
    [[nodiscard]] std::optional<int> topic_level(remit::TopicId wide, remit::TopicId narrow) const {
        int level = 0;
        for (; narrow.is_some() && level < 1000; narrow = words_.topic(narrow).broader, ++level) {
            if (narrow == wide) return std::min(level, 30);
        }
        return std::nullopt;
    }

    [[nodiscard]] bool is_word_for(const remit::Counterpart& word, remit::CounterpartId one,
                                   remit::CounterpartId itself) const {
        const auto& named = word.covers.counterparts;
        if (std::ranges::find(named, one) != named.end()) return true;
        const remit::Counterpart& entry = words_.counterpart(one);
        const bool country = word.country.empty() || word.country == entry.country;
        const auto& kinds = word.covers.kinds;
        return one != itself && country && std::ranges::find(kinds, entry.kind) != kinds.end();
    }

    [[nodiscard]] std::vector<remit::TopicId> about(remit::BodyId body) const {
        for (std::size_t steps = 0; body.is_some() && steps < words_.bodies.size(); ++steps) {
            if (!words_.body(body).about.empty()) return words_.body(body).about;
            body = words_.body(body).part_of;
        }
        return {};
    }

    /// The bodies that cover it, by one step and by more.
    void add_covering(std::size_t body, std::set<std::size_t>& found) const {
        std::vector<std::size_t> open{body};
        while (!open.empty()) {
            const std::size_t one = open.back();
            open.pop_back();
            if (!found.insert(one).second) continue;
            const remit::Body& entry = words_.bodies[one];
            if (entry.part_of.is_some()) open.push_back(entry.part_of.index());
            for (const auto old : entry.replaces) open.push_back(old.index());
            for (std::size_t above = 0; above < words_.bodies.size(); ++above) {
                if (above != one && is_word_for(words_.bodies[above].covers, one))
                    open.push_back(above);
            }
        }
    }
    [[nodiscard]] bool is_word_for(const remit::BodyCover& cover, std::size_t body) const {
        const remit::BodyId id(body);
        if (std::ranges::find(cover.bodies, id) != cover.bodies.end()) return true;
        if (cover.kinds.empty() && !cover.under.is_some() && cover.about.empty()) return false;
        const remit::Body& entry = words_.bodies[body];
        const bool kind = cover.kinds.empty() || cover.kinds[0] == "any" ||
                          std::ranges::find(cover.kinds, entry.kind) != cover.kinds.end();
        bool under = !cover.under.is_some();
        remit::BodyId above = entry.part_of;
        for (std::size_t steps = 0; above.is_some() && steps < words_.bodies.size(); ++steps) {
            under = under || above == cover.under;
            above = words_.body(above).part_of;
        }
        bool topical = cover.about.empty();
        for (const auto topic : about(id)) {
            for (const auto wide : cover.about) topical = topical || topic_level(wide, topic);
        }
        return kind && under && topical;
    }

    /// The longest chain of bodies, each strictly wider than the one before; a word for many that
    /// is not comparable with what the body is part of counts as narrower.
    [[nodiscard]] int body_level(remit::BodyId wide, remit::BodyId narrow) const {
        const auto is_word = [&](std::size_t body) {
            const remit::BodyCover& cover = words_.bodies[body].covers;
            return cover.has_rule() || !cover.bodies.empty();
        };
        const auto is_parent = [&](std::size_t body) {
            remit::BodyId above = words_.body(narrow).part_of;
            for (std::size_t steps = 0; above.is_some() && steps < words_.bodies.size(); ++steps) {
                if (above.index() == body) return true;
                above = words_.body(above).part_of;
            }
            return false;
        };
        const auto strictly = [&](std::size_t above, std::size_t below) {
            const bool wider = covering_[below].contains(above);
            if (covering_[above].contains(below)) return false;
            return wider || (is_word(below) && !is_word(above) && is_parent(above));
        };
        std::map<std::size_t, int> known;
        const std::function<int(std::size_t)> level = [&](std::size_t at) {
            if (const auto found = known.find(at); found != known.end()) return found->second;
            int longest = 0;
            for (const std::size_t below : covering_[narrow.index()]) {
                if (strictly(at, below)) longest = std::max(longest, level(below) + 1);
            }
            return known[at] = std::min(longest, 30);
        };
        return level(wide.index());
    }

    [[nodiscard]] remit::BodyId forum_of(remit::TopicId topic) const {
        for (std::size_t steps = 0; topic.is_some() && steps <= words_.topics.size(); ++steps) {
            if (words_.topic(topic).affairs_of.is_some()) return words_.topic(topic).affairs_of;
            topic = words_.topic(topic).broader;
        }
        return {};
    }

    /// How near the topics are to what the forum is about; kNone where they are merely affairs of
    /// what covers it; nothing where they are a limit there.
    [[nodiscard]] std::optional<int> business_level(const std::vector<remit::TopicId>& topics,
                                                    remit::BodyId forum) const {
        std::optional<int> nearest;
        for (const auto topic : topics) {
            const auto level = business_level(topic, forum);
            if (level) nearest = std::min(nearest.value_or(*level), *level);
        }
        return nearest;
    }
    [[nodiscard]] std::optional<int> business_level(remit::TopicId wide,
                                                    remit::BodyId forum) const {
        std::vector<remit::TopicId> work = about(forum);
        const bool own = !work.empty();
        std::optional<int> nearest;
        for (const std::size_t above : covering_[forum.index()]) {
            for (std::size_t topic = 0; topic < words_.topics.size(); ++topic) {
                const bool merely = words_.topics[topic].affairs_of == remit::BodyId(above);
                if (merely && topic_level(wide, remit::TopicId(topic))) nearest = kNone;
            }
            const remit::Body& entry = words_.bodies[above];
            const bool word = !entry.covers.kinds.empty() || !entry.covers.bodies.empty();
            if (!own && word) work.insert(work.end(), entry.about.begin(), entry.about.end());
        }
        for (const auto topic : work) {
            const auto level = topic_level(wide, topic);
            if (level) nearest = std::min(nearest.value_or(kNone), *level);
        }
        return nearest;
    }

    [[nodiscard]] std::vector<remit::TopicId> topics_of(
        const std::vector<remit::CounterpartId>& counterparts) const {
        std::vector<remit::TopicId> topics;
        for (const auto one : counterparts) {
            for (std::size_t word = 0; word < words_.counterparts.size(); ++word) {
                const auto& about = words_.counterparts[word].about;
                if (covers(remit::CounterpartId(word), one))
                    topics.insert(topics.end(), about.begin(), about.end());
            }
        }
        return topics;
    }
    [[nodiscard]] bool is_word_for_all(remit::BodyId body) const {
        const remit::BodyCover& cover = words_.body(body).covers;
        return std::ranges::find(cover.kinds, "any") != cover.kinds.end() && cover.about.empty() &&
               !cover.under.is_some();
    }

  private:
    const remit::Vocabulary& words_;
    std::vector<std::set<std::size_t>> covering_;
};

}  // namespace remit::testing
