#include "http/fields.h"

#include <algorithm>
#include <utility>

#include "base/percent_encoding.h"
#include "http/ascii.h"
#include "text/utf8.h"

namespace remit::http {

namespace {

std::optional<unsigned> digit_of(char byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return std::nullopt;
}

Result<std::string> read_part(std::string_view part) {
    std::string blanks(part);
    std::ranges::replace(blanks, '+', ' ');
    std::optional<std::string> decoded = percent_decoded(blanks);
    if (!decoded || !is_clean_text(*decoded)) {
        return base::make_error(ErrorCode::invalid_input,
                                "a field of the query or form cannot be decoded: it must be "
                                "UTF-8, percent-encoded");
    }
    return *std::move(decoded);
}

}  // namespace

std::optional<std::string_view> Fields::find(std::string_view name) const {
    const auto found = std::ranges::find(all_, name, &Field::name);
    if (found == all_.end()) return std::nullopt;
    return found->value;
}

std::string_view Fields::text(std::string_view name) const {
    return find(name).value_or(std::string_view());
}

std::vector<std::string_view> Fields::every(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const Field& field : all_)
        if (field.name == name) values.emplace_back(field.value);
    return values;
}

Result<Fields> read_urlencoded(std::string_view text) {
    Fields fields;
    while (!text.empty()) {
        std::string_view pair = take_until(text, '&');
        if (pair.empty()) continue;
        if (fields.all().size() == kFieldsMax) {
            return base::make_error(ErrorCode::limit, "more fields than 1000 in a query or form");
        }
        std::string name = REMIT_TRY(read_part(take_until(pair, '=')));
        fields.add(std::move(name), REMIT_TRY(read_part(pair)));
    }
    return fields;
}

std::string write_urlencoded(const Fields& fields) {
    std::string out;
    for (const Field& field : fields.all()) {
        if (!out.empty()) out += '&';
        out += percent_encoded(field.name) + "=" + percent_encoded(field.value);
    }
    return out;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += text[at];
            continue;
        }
        if (text.size() - at < 3) return std::nullopt;
        const auto high = digit_of(text[at + 1]);
        const auto low = digit_of(text[at + 2]);
        if (!high || !low) return std::nullopt;
        out += static_cast<char>(*high * 16 + *low);
        at += 2;
    }
    return out;
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    base::append_percent_encoded(out, text);
    return out;
}

bool is_clean_text(std::string_view text) {
    return text.find('\0') == std::string_view::npos && !text::find_utf8_fault(text);
}

}  // namespace remit::http
