#include "remit/word_diff.h"

#include <algorithm>

namespace remit::remit {
namespace {

/// Collects words one by one and joins neighbours into runs.
class Runs {
  public:
    void stay() { add(WordChange::stays, 1, 1); }
    void go() { ++gone_; }
    void come() { ++come_; }
    std::vector<WordRun> finish() {
        flush();
        return std::move(runs_);
    }

  private:
    void flush() {
        if (gone_ > 0) append(WordChange::goes, gone_, 0);
        if (come_ > 0) append(WordChange::comes, 0, come_);
        gone_ = 0;
        come_ = 0;
    }
    void add(WordChange change, std::size_t old_count, std::size_t new_count) {
        flush();
        append(change, old_count, new_count);
    }
    void append(WordChange change, std::size_t old_count, std::size_t new_count) {
        if (runs_.empty() || runs_.back().change != change) {
            runs_.push_back({change, old_at_, old_at_, new_at_, new_at_});
        }
        old_at_ += old_count;
        new_at_ += new_count;
        runs_.back().old_end = old_at_;
        runs_.back().new_end = new_at_;
    }

    std::vector<WordRun> runs_;
    std::size_t old_at_ = 0;
    std::size_t new_at_ = 0;
    std::size_t gone_ = 0;
    std::size_t come_ = 0;
};

/// Walks the table of longest common tails from its beginning.
void compare(std::span<const WordKey> one, std::span<const WordKey> two, Runs& runs) {
    const std::size_t width = two.size() + 1;
    std::vector<std::uint32_t> tails((one.size() + 1) * width, 0);
    for (std::size_t row = one.size(); row-- > 0;) {
        for (std::size_t column = two.size(); column-- > 0;) {
            const std::size_t cell = row * width + column;
            tails[cell] = one[row] == two[column] ? tails[cell + width + 1] + 1
                                                  : std::max(tails[cell + width], tails[cell + 1]);
        }
    }
    std::size_t row = 0;
    std::size_t column = 0;
    while (row < one.size() && column < two.size()) {
        const std::size_t cell = row * width + column;
        if (one[row] == two[column]) {
            runs.stay();
            ++row;
            ++column;
        } else if (tails[cell + width] >= tails[cell + 1]) {
            runs.go();
            ++row;
        } else {
            runs.come();
            ++column;
        }
    }
    for (; row < one.size(); ++row) runs.go();
    for (; column < two.size(); ++column) runs.come();
}

}  // namespace

std::vector<WordRun> diff_words(std::span<const WordKey> old_words,
                                std::span<const WordKey> new_words) {
    const auto [old_differs, new_differs] = std::ranges::mismatch(old_words, new_words);
    const auto begin = static_cast<std::size_t>(old_differs - old_words.begin());
    std::size_t end = 0;
    const std::size_t shorter = std::min(old_words.size(), new_words.size());
    while (begin + end < shorter &&
           old_words[old_words.size() - 1 - end] == new_words[new_words.size() - 1 - end]) {
        ++end;
    }
    const auto old_middle = old_words.subspan(begin, old_words.size() - begin - end);
    const auto new_middle = new_words.subspan(begin, new_words.size() - begin - end);

    Runs runs;
    for (std::size_t word = 0; word < begin; ++word) runs.stay();
    if (old_middle.size() * new_middle.size() <= kWordCellsMax) {
        compare(old_middle, new_middle, runs);
    } else {
        for (std::size_t word = 0; word < old_middle.size(); ++word) runs.go();
        for (std::size_t word = 0; word < new_middle.size(); ++word) runs.come();
    }
    for (std::size_t word = 0; word < end; ++word) runs.stay();
    return runs.finish();
}

}  // namespace remit::remit
