// Url: an address that a page may lead to or load from.
//
// Invariant: a Url is a path of this site ("/matters/7?view=all#deadlines"), a fragment of the
// page ("#deadlines"), or an address with one of the schemes http, https, mailto, tel. Nothing
// else can be made, so `javascript:` and `data:` cannot reach a page. What stands in a segment or a
// query is percent-encoded here and nowhere else.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace remit::html {

/// One segment of a path, or a value of a query: text, or a whole number.
class UrlPart {
  public:
    UrlPart(std::string_view text) : text_(text) {}    // NOLINT(google-explicit-constructor)
    UrlPart(const char* text) : text_(text) {}         // NOLINT(google-explicit-constructor)
    UrlPart(const std::string& text) : text_(text) {}  // NOLINT(google-explicit-constructor)
    template <std::integral Number>
    UrlPart(Number number)
        : text_(std::to_string(number)) {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::string text_;
};

class Url {
  public:
    /// A path of this site from its segments: path({"matters", 7}) is "/matters/7". A segment may
    /// hold any character, '/' too; empty ones are left out, and so are "." and "..".
    static Url path(std::initializer_list<UrlPart> segments);
    /// A place in the page itself: "#deadlines".
    static Url within_page(std::string_view fragment);
    /// An address that somebody wrote: none where it is not one of those above. Relative paths
    /// ("desk"), "//host" and whatever holds blanks, controls or '\' are refused.
    static std::optional<Url> parse(std::string_view text);

    /// The same with one more field of the query. Call before fragment().
    [[nodiscard]] Url query(std::string_view name, const UrlPart& value) &&;
    /// The same, leading to a place in the page.
    [[nodiscard]] Url fragment(std::string_view fragment) &&;

    /// As it stands in an attribute, before that is escaped.
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    explicit Url(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

}  // namespace remit::html
