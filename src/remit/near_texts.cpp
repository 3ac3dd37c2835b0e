#include "remit/near_texts.h"

#include <algorithm>
#include <array>
#include <bit>

namespace remit::remit {
namespace {

/// The distinct words of each text as ranks, the rarest word of all texts being 0; ascending, so
/// rarest first.
WordTable ranked(const WordTable& words) {
    std::vector<std::uint32_t> frequency(words.key_count(), 0);
    std::vector<WordKey> set;
    WordTable sets;
    for (std::size_t text = 0; text < words.size(); ++text) {
        set.assign(words[text].begin(), words[text].end());
        std::ranges::sort(set);
        set.erase(std::ranges::unique(set).begin(), set.end());
        for (const WordKey key : set) ++frequency[key];
        sets.add(set);
    }
    std::vector<WordKey> order;
    for (WordKey key = 0; key < frequency.size(); ++key) {
        if (frequency[key] > 0) order.push_back(key);
    }
    std::ranges::stable_sort(order, {}, [&](WordKey key) { return frequency[key]; });
    std::vector<std::uint32_t> rank(frequency.size(), 0);
    for (std::uint32_t place = 0; place < order.size(); ++place) rank[order[place]] = place;

    WordTable result;
    for (std::size_t text = 0; text < sets.size(); ++text) {
        set.assign(sets[text].begin(), sets[text].end());
        for (WordKey& key : set) key = rank[key];
        std::ranges::sort(set);
        result.add(set);
    }
    return result;
}

/// The latest texts under one word.
struct Postings {
    std::array<std::uint32_t, kPostingsMax> texts{};
    std::uint32_t added = 0;

    void add(std::uint32_t text) { texts[added++ % kPostingsMax] = text; }
    [[nodiscard]] std::size_t count() const { return std::min<std::size_t>(added, kPostingsMax); }
};

class NearSearch {
  public:
    NearSearch(const WordTable& words, std::uint32_t similarity_min, std::size_t words_min)
        : ranks_(ranked(words)), similarity_min_(similarity_min), words_min_(words_min) {
        signatures_.reserve(ranks_.size());
        for (std::size_t text = 0; text < ranks_.size(); ++text) {
            std::uint64_t bits = 0;
            for (const std::uint32_t rank : ranks_[text]) bits |= std::uint64_t{1} << (rank % 64);
            signatures_.push_back(bits);
        }
        posting_of_.resize(ranks_.key_count(), kNone);
        seen_.resize(ranks_.size(), kNone);
    }

    std::vector<std::vector<NearText>> run() {
        std::vector<std::vector<NearText>> found(ranks_.size());
        for (std::uint32_t text = 0; text < ranks_.size(); ++text) {
            if (ranks_[text].size() >= words_min_) found[text] = visit(text);
        }
        return found;
    }

  private:
    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

    std::vector<NearText> visit(std::uint32_t text) {
        const auto own = ranks_[text];
        const std::size_t shared_min = (own.size() * similarity_min_ + 999) / 1000;
        std::vector<NearText> near;
        for (const std::uint32_t rank : own.first(own.size() - shared_min + 1)) {
            Postings& postings = postings_under(rank);
            for (std::size_t place = 0; place < postings.count(); ++place) {
                compare(text, postings.texts[place], near);
            }
            postings.add(text);
        }
        std::ranges::sort(near, [](const NearText& one, const NearText& other) {
            return one.similarity != other.similarity ? one.similarity > other.similarity
                                                      : one.text > other.text;
        });
        if (near.size() > kNearTextsMax) near.resize(kNearTextsMax);
        return near;
    }

    Postings& postings_under(std::uint32_t rank) {
        if (posting_of_[rank] == kNone) {
            posting_of_[rank] = static_cast<std::uint32_t>(postings_.size());
            postings_.emplace_back();
        }
        return postings_[posting_of_[rank]];
    }

    void compare(std::uint32_t text, std::uint32_t other, std::vector<NearText>& near) {
        if (seen_[other] == text || !may_be_near(text, other)) return;
        seen_[other] = text;
        const std::uint32_t similarity = jaccard(ranks_[text], ranks_[other]);
        if (similarity >= similarity_min_) near.push_back({other, similarity});
    }

    // OPTIMIZATION: two loads instead of a merge decide 19 of 20 candidates of a synthetic act of
    // 400,000 duties.
    [[nodiscard]] bool may_be_near(std::uint32_t text, std::uint32_t other) const {
        const std::size_t one_size = ranks_[text].size();
        const std::size_t other_size = ranks_[other].size();
        const auto unshared =
            static_cast<std::size_t>(std::popcount(signatures_[text] & ~signatures_[other]));
        const std::size_t shared_max = std::min(one_size - unshared, other_size);
        return shared_max * 1000 >= (one_size + other_size - shared_max) * similarity_min_;
    }

    WordTable ranks_;
    std::uint32_t similarity_min_;
    std::size_t words_min_;
    std::vector<std::uint64_t> signatures_;  // by text: which words it may hold
    std::vector<std::uint32_t> posting_of_;  // by rank
    std::vector<Postings> postings_;
    std::vector<std::uint32_t> seen_;  // by text: for which text it was last compared
};

}  // namespace

std::uint32_t jaccard(std::span<const std::uint32_t> one, std::span<const std::uint32_t> other) {
    std::size_t shared = 0;
    std::size_t left = 0;
    std::size_t right = 0;
    while (left < one.size() && right < other.size()) {
        const std::uint32_t a = one[left];
        const std::uint32_t b = other[right];
        shared += a == b ? 1 : 0;
        left += a <= b ? 1 : 0;
        right += b <= a ? 1 : 0;
    }
    const std::size_t all = one.size() + other.size() - shared;
    return all == 0 ? 1000 : static_cast<std::uint32_t>(shared * 1000 / all);
}

std::vector<std::vector<NearText>> find_near_texts(const WordTable& words,
                                                   std::uint32_t similarity_min,
                                                   std::size_t words_min) {
    return NearSearch(words, similarity_min, words_min).run();
}

}  // namespace remit::remit
