#include "text/stem.h"

#include <libstemmer.h>

#include "base/check.h"

namespace remit::text {

namespace {

constexpr std::size_t kWordBytesMax = 256;  // longer runs of letters are no words

const char* algorithm_of(StemLanguage language) {
    switch (language) {
        case StemLanguage::serbian:
            return "serbian";
        case StemLanguage::english:
            return "english";
        case StemLanguage::french:
            return "french";
    }
    REMIT_CHECK(false);
}

}  // namespace

void Stemmer::Close::operator()(sb_stemmer* stemmer) const {
    sb_stemmer_delete(stemmer);
}

Result<Stemmer> Stemmer::open(StemLanguage language) {
    sb_stemmer* stemmer = sb_stemmer_new(algorithm_of(language), "UTF_8");
    if (stemmer == nullptr) {
        return base::make_error(ErrorCode::unavailable,
                                std::string("libstemmer has no stems for ") +
                                    algorithm_of(language) + "; install libstemmer0d 2.0 or later");
    }
    return Stemmer(stemmer);
}

std::string Stemmer::stem(std::string_view word) const {
    if (word.size() > kWordBytesMax) return std::string(word);
    const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* stem = sb_stemmer_stem(stemmer_.get(), bytes, static_cast<int>(word.size()));
    REMIT_CHECK(stem != nullptr);  // only without memory
    return {reinterpret_cast<const char*>(stem),
            static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
}

}  // namespace remit::text
