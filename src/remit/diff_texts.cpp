#include "remit/diff_texts.h"

#include <algorithm>
#include <bit>
#include <iterator>

namespace remit::remit {
namespace {

/// The words that two ascending sequences share, as often as both hold them.
std::vector<WordKey> shared(std::span<const WordKey> one, std::span<const WordKey> other) {
    std::vector<WordKey> both;
    std::ranges::set_intersection(one, other, std::back_inserter(both));
    return both;
}

std::uint32_t thousandths(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<std::uint32_t>(part * 1000 / whole);
}

}  // namespace

DiffTexts::DiffTexts(const WordTable& old_words, const WordTable& new_words) {
    const std::size_t key_count = std::max(old_words.key_count(), new_words.key_count());
    old_ = index(old_words, key_count);
    new_ = index(new_words, key_count);
    weigh();
    weigh_texts(old_);
    weigh_texts(new_);
}

DiffTexts::Version DiffTexts::index(const WordTable& words, std::size_t key_count) {
    Version version;
    version.words = &words;
    version.postings.resize(key_count);
    std::vector<WordKey> sorted;
    for (std::uint32_t text = 0; text < words.size(); ++text) {
        sorted.assign(words[text].begin(), words[text].end());
        std::ranges::sort(sorted);
        version.sorted.add(sorted);
        for (std::size_t place = 0; place < sorted.size(); ++place) {
            if (place > 0 && sorted[place] == sorted[place - 1]) continue;
            version.postings[sorted[place]].push_back(text);
        }
    }
    return version;
}

/// A word in half of all texts weighs 2, one in a single text of each version of 1,000 weighs 10.
void DiffTexts::weigh() {
    const std::size_t texts = old_.words->size() + new_.words->size();
    weight_of_.resize(old_.postings.size(), 1);
    for (std::size_t key = 0; key < weight_of_.size(); ++key) {
        const std::size_t holders = old_.postings[key].size() + new_.postings[key].size();
        if (holders > 0)
            weight_of_[key] = static_cast<std::uint32_t>(std::bit_width(texts / holders));
    }
}

void DiffTexts::weigh_texts(Version& version) const {
    for (std::size_t text = 0; text < version.sorted.size(); ++text) {
        std::uint64_t weight = 0;
        for (const WordKey key : version.sorted[text]) weight += weight_of_[key];
        version.weights.push_back(weight);
    }
}

std::uint64_t DiffTexts::shared_weight(std::span<const WordKey> one,
                                       std::span<const WordKey> other) const {
    std::uint64_t weight = 0;
    std::size_t left = 0;
    std::size_t right = 0;
    while (left < one.size() && right < other.size()) {
        const WordKey a = one[left];
        const WordKey b = other[right];
        weight += a == b ? weight_of_[a] : 0;
        left += a <= b ? 1 : 0;
        right += b <= a ? 1 : 0;
    }
    return weight;
}

bool DiffTexts::same(std::size_t old_text, std::size_t new_text) const {
    return std::ranges::equal((*old_.words)[old_text], (*new_.words)[new_text]);
}

std::uint32_t DiffTexts::similarity(std::size_t old_text, std::size_t new_text) const {
    return thousandths(2 * shared_weight(old_.sorted[old_text], new_.sorted[new_text]),
                       old_.weights[old_text] + new_.weights[new_text]);
}

std::uint32_t DiffTexts::containment(Side side, std::size_t text, std::size_t other) const {
    return thousandths(shared_weight(version(side).sorted[text], other_version(side).sorted[other]),
                       version(side).weights[text]);
}

std::uint32_t DiffTexts::own_part(Side side, std::size_t text, std::size_t whole,
                                  std::size_t sibling) const {
    const auto whole_words = other_version(side).sorted[whole];
    const auto both = shared(version(side).sorted[text], whole_words);
    const auto siblings = shared(version(side).sorted[sibling], whole_words);
    std::vector<WordKey> left;  // what the sibling leaves of the whole
    std::ranges::set_difference(whole_words, siblings, std::back_inserter(left));
    return thousandths(shared_weight(both, left), shared_weight(both, both));
}

std::size_t DiffTexts::shared_words(std::size_t old_text, std::size_t new_text) const {
    auto both = shared(old_.sorted[old_text], new_.sorted[new_text]);
    const auto repeats = std::ranges::unique(both);
    return both.size() - repeats.size();
}

std::vector<std::uint32_t> DiffTexts::candidates(Side side, std::size_t text) const {
    const Version& others = other_version(side);
    const auto sorted = version(side).sorted[text];
    std::vector<WordKey> rarest;
    for (const WordKey key : sorted) {
        const bool is_new = rarest.empty() || rarest.back() != key;
        if (is_new && !others.postings[key].empty()) rarest.push_back(key);
    }
    std::ranges::stable_sort(rarest, {}, [&](WordKey key) { return others.postings[key].size(); });
    if (rarest.size() > kCandidateWordsMax) rarest.resize(kCandidateWordsMax);

    std::vector<std::uint32_t> found;
    for (const WordKey key : rarest) add_postings(version(side), text, key, found);
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
}

/// All texts of the other version under the word, or a window of them around the text's own place.
void DiffTexts::add_postings(const Version& from, std::size_t text, WordKey key,
                             std::vector<std::uint32_t>& found) const {
    const auto& postings = (&from == &old_ ? new_ : old_).postings[key];
    std::size_t first = 0;
    std::size_t count = postings.size();
    if (count > kCandidatesPerWordMax) {
        const auto& own = from.postings[key];
        const auto rank = static_cast<std::size_t>(
            std::ranges::lower_bound(own, static_cast<std::uint32_t>(text)) - own.begin());
        const std::size_t middle = rank * count / own.size();
        first = middle > kCandidatesPerWordMax / 2 ? middle - kCandidatesPerWordMax / 2 : 0;
        first = std::min(first, count - kCandidatesPerWordMax);
        count = kCandidatesPerWordMax;
    }
    const auto begin = postings.begin() + static_cast<std::ptrdiff_t>(first);
    found.insert(found.end(), begin, begin + static_cast<std::ptrdiff_t>(count));
}

}  // namespace remit::remit
