#include "text/spelling.h"

#include <algorithm>
#include <exception>
#include <hunspell/hunspell.hxx>
#include <utility>

#include "text/normalise.h"
#include "text/transliterate.h"

namespace remit::text {

namespace {

constexpr const char* kDictionary = "sr_Latn_RS";
constexpr std::size_t kWordBytesMax = 64;  // Hunspell's own limit is 100 code points

std::vector<std::string> folders_of(base::Env& env) {
    const auto path = env.find_variable("DICPATH");
    if (!path.has_value() || path->empty()) {
        return {"/usr/share/hunspell", "/usr/local/share/hunspell", "/usr/share/myspell/dicts"};
    }
    std::vector<std::string> folders;
    for (std::size_t begin = 0; begin <= path->size();) {
        const std::size_t end = std::min(path->find(':', begin), path->size());
        if (end > begin) folders.push_back(path->substr(begin, end - begin));
        begin = end + 1;
    }
    return folders;
}

// Dictionaries hold composed Latin.
std::string as_asked(std::string_view word) {
    const std::string latin = to_latin(word);
    return is_nfc(latin) ? latin : nfc(latin);
}

}  // namespace

struct Spelling::Dictionary {
    mutable Hunspell hunspell;  // asking is not const in its API; it caches nothing we can see

    Dictionary(const std::string& rules, const std::string& words)
        : hunspell(rules.c_str(), words.c_str()) {}
};

Spelling::Spelling(std::unique_ptr<Dictionary> dictionary) : dictionary_(std::move(dictionary)) {}
Spelling::Spelling(Spelling&&) noexcept = default;
Spelling& Spelling::operator=(Spelling&&) noexcept = default;
Spelling::~Spelling() = default;

Result<Spelling> Spelling::open(base::Env& env) {
    return open(env, folders_of(env));
}

Result<Spelling> Spelling::open(base::Env& env, const std::vector<std::string>& folders) {
    for (const std::string& folder : folders) {
        const std::string stem = folder + "/" + kDictionary;
        // Hunspell does not say that a file is missing, so both are opened here first.
        if (!env.read_file(stem + ".aff").ok() || !env.read_file(stem + ".dic").ok()) continue;
        try {
            auto dictionary = std::make_unique<Dictionary>(stem + ".aff", stem + ".dic");
            if (dictionary->hunspell.get_dict_encoding() != "UTF-8") {
                return base::make_error(ErrorCode::corrupt, "the dictionary '" + stem +
                                                                ".dic' is not in UTF-8; install "
                                                                "the package hunspell-sr");
            }
            return Spelling(std::move(dictionary));
        } catch (const std::exception& problem) {
            return base::make_error(ErrorCode::corrupt, "Hunspell cannot read the dictionary '" +
                                                            stem + ".dic': " + problem.what());
        }
    }
    return base::make_error(ErrorCode::not_found,
                            std::string("there is no dictionary ") + kDictionary +
                                "; install the package hunspell-sr, or set DICPATH");
}

bool Spelling::knows(std::string_view word) const {
    if (word.size() > kWordBytesMax) return true;
    try {
        return dictionary_->hunspell.spell(as_asked(word));
    } catch (const std::exception&) {
        return true;  // no memory for a word of 64 bytes: say nothing against it
    }
}

std::vector<std::string> Spelling::suggestions(std::string_view word, std::size_t count_max) const {
    if (word.size() > kWordBytesMax) return {};
    try {
        std::vector<std::string> found = dictionary_->hunspell.suggest(as_asked(word));
        if (found.size() > count_max) found.resize(count_max);
        return found;
    } catch (const std::exception&) {
        return {};
    }
}

}  // namespace remit::text
