#include "calendar/names.h"

#include "text/transliterate.h"

namespace remit::calendar {

std::string Names::in(diag::Language language) const {
    switch (language) {
        case diag::Language::en:
            return en;
        case diag::Language::hr:
            return hr.empty() ? en : hr;
        case diag::Language::sr_cyrl:
            return sr.empty() ? en : sr;
        case diag::Language::sr_latn:
            return sr.empty() ? en : text::to_latin(sr);
    }
    return en;
}

}  // namespace remit::calendar
