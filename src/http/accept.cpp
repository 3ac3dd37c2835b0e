#include "http/accept.h"

#include <algorithm>
#include <utility>

#include "http/ascii.h"

namespace remit::http {

namespace {

// A weight of RFC 9110, 12.4.2: "0.8", "1", "1.000"; none where it is not.
std::optional<int> read_weight(std::string_view text) {
    if (text.empty() || (text[0] != '0' && text[0] != '1')) return std::nullopt;
    int weight = (text[0] - '0') * 1000;
    if (text.size() == 1) return weight;
    if (text[1] != '.' || text.size() > 5) return std::nullopt;
    int place = 100;
    for (const char digit : text.substr(2)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        weight += (digit - '0') * place;
        place /= 10;
    }
    return weight <= 1000 ? std::optional(weight) : std::nullopt;
}

std::optional<Wish> read_wish(std::string_view item) {
    Wish wish;
    wish.what = lowered(trimmed(take_until(item, ';')));
    if (wish.what.empty()) return std::nullopt;
    while (!item.empty()) {
        std::string_view parameter = trimmed(take_until(item, ';'));
        const std::string_view name = trimmed(take_until(parameter, '='));
        if (!is_same_word(name, "q")) continue;  // others narrow a type; we offer only whole ones
        const std::optional<int> weight = read_weight(trimmed(parameter));
        if (!weight) return std::nullopt;
        wish.weight = *weight;
    }
    return wish;
}

// The weight of an offer: that of the item which names it most exactly.
int weight_of(const std::vector<Wish>& wishes, std::string_view offer) {
    int best = 0;
    int exactness = 0;
    for (const Wish& wish : wishes) {
        const std::string_view what = wish.what;
        int how = 0;
        if (what == offer) {
            how = 3;
        } else if (what.ends_with("/*") && what != "*/*" &&
                   offer.starts_with(what.substr(0, what.size() - 1))) {
            how = 2;
        } else if (what == "*/*" || what == "*") {
            how = 1;
        }
        if (how > exactness) {
            exactness = how;
            best = wish.weight;
        }
    }
    return best;
}

}  // namespace

std::vector<Wish> read_wishes(std::string_view header) {
    std::vector<Wish> wishes;
    while (!header.empty() && wishes.size() < kAcceptItemsMax) {
        if (auto wish = read_wish(take_until(header, ','))) wishes.push_back(*std::move(wish));
    }
    return wishes;
}

std::string_view tag_of(PageLanguage language) {
    switch (language) {
        case PageLanguage::hr:
            return "hr";
        case PageLanguage::sr_cyrl:
            return "sr-Cyrl";
        case PageLanguage::sr_latn:
            return "sr-Latn";
        case PageLanguage::en:
            return "en";
    }
    return "";
}

std::optional<PageLanguage> page_language_of(std::string_view tag) {
    const std::string small = lowered(tag);
    std::string_view rest = small;
    const std::string_view language = take_until(rest, '-');
    if (language == "hr") return PageLanguage::hr;
    if (language == "en") return PageLanguage::en;
    if (language != "sr") return std::nullopt;
    return take_until(rest, '-') == "latn" ? PageLanguage::sr_latn : PageLanguage::sr_cyrl;
}

PageLanguage choose_language(const Request& request, PageLanguage otherwise) {
    int best = 0;
    PageLanguage chosen = otherwise;
    for (const Wish& wish : read_wishes(request.headers.text(HeaderName::accept_language))) {
        const std::optional<PageLanguage> language =
            wish.what == "*" ? otherwise : page_language_of(wish.what);
        if (language && wish.weight > best) {
            best = wish.weight;
            chosen = *language;
        }
    }
    return chosen;
}

Media choose_media(const Request& request, Media otherwise) {
    const auto wishes = read_wishes(request.headers.text(HeaderName::accept));
    const int html = weight_of(wishes, "text/html");
    const int json = std::max(weight_of(wishes, "application/json"),
                              weight_of(wishes, "application/problem+json"));
    if (html == json) return otherwise;
    return html > json ? Media::html : Media::json;
}

bool accepts_encoding(const Request& request, std::string_view coding) {
    return weight_of(read_wishes(request.headers.text(HeaderName::accept_encoding)), coding) > 0;
}

}  // namespace remit::http
