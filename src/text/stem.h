// Stems by Snowball's rules (libstemmer), for search and for routing in Serbian, English and
// French.
//
// `serbian` serves Croatian as well; libstemmer has no Croatian. It takes either script and answers
// in Latin. For matching the names of an act word by word use inflection.h, which parts two forms
// of one word far less often; the figures are there. One Stemmer must not be used by two threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct sb_stemmer;  // libstemmer's own type; nothing outside stem.cpp looks inside

namespace remit::text {

enum class StemLanguage { serbian, english, french };

class Stemmer {
  public:
    /// Errors: unavailable (this libstemmer was built without the language).
    static Result<Stemmer> open(StemLanguage language);

    /// The stem of one word, which must be in lower case. Cost: about 1 µs.
    [[nodiscard]] std::string stem(std::string_view word) const;

  private:
    struct Close {
        void operator()(sb_stemmer* stemmer) const;
    };
    explicit Stemmer(sb_stemmer* stemmer) : stemmer_(stemmer) {}

    std::unique_ptr<sb_stemmer, Close> stemmer_;
};

}  // namespace remit::text
