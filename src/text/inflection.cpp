#include "text/inflection.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace remit::text {

namespace {

constexpr std::size_t kStemBytesMin = 3;
constexpr std::size_t kWordBytesMax = 64;

constexpr bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}
constexpr bool is_consonant(char c) {
    return c >= 'a' && c <= 'z' && !is_vowel(c);
}

// Syllables, counted by their vowels; an r between consonants carries one (prvi, srpski, vrh).
std::size_t syllable_count(std::string_view word) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool after_consonant = i == 0 || !is_vowel(word[i - 1]);
        const bool before_consonant = i + 1 < word.size() && !is_vowel(word[i + 1]);
        const bool syllabic_r = word[i] == 'r' && after_consonant && before_consonant;
        if (is_vowel(word[i]) || syllabic_r) ++count;
    }
    return count;
}

// Endings of nouns and adjectives in every case. They are taken off again and again, since a stem
// may end as an ending does: "sistema" loses -a, then -em, and "sistem" loses -em at once, so they
// meet. Longest first among those that share their end. "-j" goes with "-ju" (zemlja, zemlju).
constexpr std::array<std::string_view, 25> kEndings = {
    "ovima", "evima", "ama", "ima", "oga", "ega", "ome", "omu", "emu", "om", "em", "im", "ih",
    "og",    "eg",    "oj",  "ov",  "ev",  "ju",  "j",   "a",   "e",   "i",  "o",  "u"};

// Words whose stem ends in -am, so that -ama is no ending there.
constexpr std::array<std::string_view, 6> kStemsInAm = {"ograma",  "klama", "slama",
                                                        "prijama", "drama", "norama"};

bool fits(std::string_view word, std::string_view ending) {
    if (!word.ends_with(ending) || word.size() < ending.size() + kStemBytesMin) return false;
    const std::string_view rest = word.substr(0, word.size() - ending.size());
    if (ending.front() == 'j' && !is_consonant(rest.back())) return false;
    if (ending == "ama") {
        for (const std::string_view stem : kStemsInAm) {
            if (word.ends_with(stem)) return false;
        }
    }
    return syllable_count(rest) > 0;
}

bool strip_ending(std::string& word) {
    for (const std::string_view ending : kEndings) {
        if (!fits(word, ending)) continue;
        word.resize(word.size() - ending.size());
        return true;
    }
    return false;
}

// Without the a that comes and goes: zadatak, zadatka; zemalja, zemlja.
bool drop_fleeting_a(std::string& word) {
    const std::size_t size = word.size();
    if (size < 4 || word[size - 2] != 'a') return false;
    if (!is_consonant(word[size - 1]) || !is_consonant(word[size - 3])) return false;
    if (syllable_count(word) < 2) return false;
    word.erase(size - 2, 1);
    return true;
}

// One consonant for those that change before i and e: k c (č), g z (ž), h s (š).
void level_last_consonant(std::string& word) {
    char& last = word.back();
    const char before = word.size() > 1 ? word[word.size() - 2] : ' ';
    if (last == 'c') last = 'k';
    if (last == 'z' && before != 'e') last = 'g';
    if (last == 'h' && before != 'i') last = 's';  // -ih is an ending
}

// Before k, t and d fall out and z b harden: zadatka, zadaci; dolazak, dolaska; vrabac, vrapca.
bool level_before_k(std::string& word) {
    const std::size_t size = word.size();
    if (size < 4 || word[size - 1] != 'k') return false;
    char& before = word[size - 2];
    if (before == 't' || before == 'd') {
        word.erase(size - 2, 1);
        return true;
    }
    if (before == 'z' || before == 'g') before = 's';
    if (before == 'b') before = 'p';
    return false;
}

void replace_end(std::string& word, std::string_view from, std::string_view to) {
    if (word.size() < from.size() + 1 || !word.ends_with(from)) return;
    word.replace(word.size() - from.size(), from.size(), to);
}

// vijeće, veće: the two standards differ in one old vowel.
std::string without_jat(std::string_view word) {
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (word.substr(i).starts_with("ije")) {
            i += 2;
            out += 'e';
        } else if (word.substr(i).starts_with("je") && i > 0 && is_consonant(word[i - 1])) {
            i += 1;
            out += 'e';
        } else {
            out += word[i];
        }
    }
    return out;
}

}  // namespace

std::string inflection_key(std::string_view folded) {
    std::string word(folded);
    if (word.size() < kStemBytesMin || word.size() > kWordBytesMax) return word;
    if (word == "ime") return "im";         // with imena
    if (word == "vrijeme") word = "vreme";  // before -em is taken for an ending
    if (!word.ends_with("sci")) {           // vojska, vojsci; but vlast, vlašću and izvješće
        for (const char* ending : {"sca", "sce", "scu", "scem", "scima"}) {
            replace_end(word, ending, "st");
        }
    }
    replace_end(word, "ao", "al");
    replace_end(word, "eo", "el");
    replace_end(word, "io", "el");
    replace_end(word, "izam", "izm");
    for (bool changed = true; changed;) {
        do {
            level_last_consonant(word);
        } while (strip_ending(word));
        replace_end(word, "anin", "an");  // građanin, građani
        replace_end(word, "iok", "ilk");  // tužioca, tužilac
        changed = drop_fleeting_a(word);
        changed = level_before_k(word) || changed;
    }
    word = without_jat(word);
    if (word.size() >= 4 && word.ends_with("men")) word.resize(word.size() - 2);
    return word;
}

bool is_acronym_ending(std::string_view folded) {
    constexpr std::array<std::string_view, 20> kEndings{
        "a",   "u",   "om",  "em",   "e",    "i",    "ov",   "ova",  "ove",   "ovo",
        "ovi", "ima", "ovu", "ovim", "ovom", "ovoj", "ovog", "ovih", "ovima", "evim"};
    return std::ranges::find(kEndings, folded) != kEndings.end();
}

}  // namespace remit::text
