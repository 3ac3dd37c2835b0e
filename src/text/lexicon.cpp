#include "text/lexicon.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "text/characters.h"
#include "text/encoding.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace remit::text {

namespace {

/// "drţava" is read as "država": a wrong code page must not hide a word from those who look for it.
std::string with_letters_restored(std::string_view word) {
    std::string restored;
    std::size_t at = 0;
    for (const WrongLetter& letter : find_wrong_letters(word)) {
        restored += word.substr(at, letter.offset - at);
        restored += letter.replacement;
        at = letter.offset + letter.size;
    }
    restored += word.substr(at);
    return restored;
}


constexpr std::size_t kSlotsAtFirst = 1024;  // a power of two
constexpr std::size_t kChunkBytes = std::size_t{1} << 16;
constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio

std::uint64_t mix(std::uint64_t hash, std::uint64_t block) {
    hash = (hash ^ block) * kMultiplier;
    return hash ^ (hash >> 29U);
}

std::uint64_t load(const char* from, std::size_t size) {
    std::uint64_t block = 0;
    std::memcpy(&block, from, size);
    return block;
}

// The same on every run and machine of one byte order; never leaves the process.
std::uint64_t hash_of(std::string_view word) {
    std::uint64_t hash = word.size() * kMultiplier;
    const char* at = word.data();
    std::size_t left = word.size();
    for (; left >= 8; at += 8, left -= 8) hash = mix(hash, load(at, 8));
    if (left > 0) hash = mix(hash, load(at, left));
    return hash ^ (hash >> 32U);
}

struct CaseCount {
    std::uint32_t letters = 0;
    std::uint32_t upper = 0;
    std::uint32_t lower = 0;
    bool first_is_upper = false;
};

CaseCount count_case(std::string_view word) {
    CaseCount count;
    for (std::size_t offset = 0; offset < word.size();) {
        const Decoded decoded = decode(word, offset);
        offset += decoded.size;
        const Character character = character_of(decoded.code_point);
        if (character.kind != CharacterKind::letter) continue;
        const bool capital = character.letter_case == LetterCase::upper ||
                             character.letter_case == LetterCase::title;
        if (count.letters == 0) count.first_is_upper = capital;
        ++count.letters;
        if (capital) ++count.upper;
        if (character.letter_case == LetterCase::lower) ++count.lower;
    }
    return count;
}

Casing casing_of(const CaseCount& count) {
    if (count.upper == 0) return Casing::lower;
    if (count.first_is_upper && count.upper == 1) return Casing::capitalised;
    return count.lower == 0 ? Casing::upper : Casing::mixed;
}

}  // namespace

Lexicon::Lexicon() : slots_(kSlotsAtFirst) {}

WordId Lexicon::intern(std::string_view word) {
    const std::uint64_t hash = hash_of(word);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        const Slot& slot = slots_[at];
        if (!slot.id.is_some()) return add(word, hash);
        if (slot.hash == hash && words_[slot.id.index()].text == word) return slot.id;
    }
}

WordId Lexicon::add(std::string_view word, std::uint64_t hash) {
    REMIT_CHECK(words_.size() < WordId::kNone);
    if ((words_.size() + 1) * 2 > slots_.size()) grow();
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].id.is_some()) at = (at + 1) & mask;

    const WordId id(words_.size());
    slots_[at] = {hash, id};
    Word entry;
    entry.text = keep(word);
    const std::string folded = fold(with_letters_restored(word));
    entry.folded = folded == word ? entry.text : keep(folded);
    entry.script = script_of(word);
    const CaseCount count = count_case(word);
    entry.casing = casing_of(count);
    entry.letter_count = count.letters;
    words_.push_back(entry);
    return id;
}

void Lexicon::grow() {
    std::vector<Slot> larger(slots_.size() * 2);
    const std::size_t mask = larger.size() - 1;
    for (const Slot& slot : slots_) {
        if (!slot.id.is_some()) continue;
        std::size_t at = slot.hash & mask;
        while (larger[at].id.is_some()) at = (at + 1) & mask;
        larger[at] = slot;
    }
    slots_ = std::move(larger);
}

// Chunks are filled and never grow beyond what was reserved, so that views into them stay good.
std::string_view Lexicon::keep(std::string_view bytes) {
    if (bytes_.empty() || bytes_.back().capacity() - bytes_.back().size() < bytes.size()) {
        bytes_.emplace_back();
        bytes_.back().reserve(std::max(kChunkBytes, bytes.size()));
    }
    std::string& chunk = bytes_.back();
    const std::size_t begin = chunk.size();
    chunk.append(bytes);
    return std::string_view(chunk).substr(begin);
}

}  // namespace remit::text
