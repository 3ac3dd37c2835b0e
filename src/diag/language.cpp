#include "diag/language.h"

#include "base/check.h"

namespace remit::diag {

std::optional<Language> find_language(std::string_view name) {
    if (name == "en") return Language::en;
    if (name == "hr") return Language::hr;
    if (name == "sr" || name == "sr-Cyrl") return Language::sr_cyrl;
    if (name == "sr-Latn") return Language::sr_latn;
    return std::nullopt;
}

std::string_view name_of(Language language) {
    switch (language) {
        case Language::en:
            return "en";
        case Language::hr:
            return "hr";
        case Language::sr_cyrl:
            return "sr-Cyrl";
        case Language::sr_latn:
            return "sr-Latn";
    }
    REMIT_CHECK(false);
    return "";
}

}  // namespace remit::diag
