// Attributes of elements, each of its own type of value.
//
// Invariant: no attribute can hold script or style (`on...`, `style`, `srcdoc`), and one that is
// followed or loaded takes a Url and nothing else. Names are checked when the program is compiled.
// An Attribute borrows its value: make it in the call that writes it, do not keep it.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "html/url.h"

namespace remit::html {

/// What an element is called in its page, for labels and links that name it. Any text makes one:
/// whatever may not stand in an id is written as its number, so that two texts never give the same.
class Id {
  public:
    explicit Id(std::string_view text);
    Id(std::string_view text, std::int64_t number);
    [[nodiscard]] std::string_view text() const { return text_; }

  private:
    std::string text_;
};

class Attribute {
  public:
    static constexpr std::size_t kWordsMax = 4;

    /// `words` are written with blanks between them; empty ones are left out.
    constexpr Attribute(std::string_view name, std::array<std::string_view, kWordsMax> words)
        : name_(name), words_(words) {}
    /// Without a value, such as `checked`.
    constexpr explicit Attribute(std::string_view name) : name_(name), has_value_(false) {}
    constexpr Attribute(std::string_view name, std::int64_t number)
        : name_(name), number_(number) {}
    /// Nothing: it is not written.
    static constexpr Attribute none() { return Attribute(std::string_view()); }

    [[nodiscard]] std::string_view name() const { return name_; }
    [[nodiscard]] bool has_value() const { return has_value_; }
    [[nodiscard]] const std::array<std::string_view, kWordsMax>& words() const { return words_; }
    [[nodiscard]] std::optional<std::int64_t> number() const { return number_; }

  private:
    std::string_view name_;
    std::array<std::string_view, kWordsMax> words_{};
    std::optional<std::int64_t> number_;
    bool has_value_ = true;
};

/// A name known when the program is compiled.
template <std::size_t Size>
struct Name {
    std::array<char, Size> bytes{};
    consteval Name(const char (&text)[Size]) {  // NOLINT(google-explicit-constructor)
        std::copy_n(text, Size, bytes.begin());
    }
    [[nodiscard]] constexpr std::string_view view() const { return {bytes.data(), Size - 1}; }
};

/// Small letters, digits and '-', and no attribute that has a function of its own or is banned.
constexpr bool is_plain_attribute(std::string_view name) {
    constexpr std::array<std::string_view, 17> kOthers = {
        "style", "srcdoc", "href",   "src",  "action",     "formaction", "class",  "id",  "for",
        "lang",  "data",   "poster", "cite", "background", "xlink:href", "srcset", "ping"};
    const bool is_spelt = std::ranges::all_of(name, [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
    });
    return !name.empty() && is_spelt && !name.starts_with("on") && !name.starts_with("hx-on") &&
           !name.starts_with("data-hx-on") && std::ranges::find(kOthers, name) == kOthers.end();
}

template <Name name>
concept PlainAttribute = is_plain_attribute(name.view());

/// attribute<"colspan">(2), attribute<"type">("date").
template <Name name>
requires PlainAttribute<name>
constexpr Attribute attribute(std::string_view value) {
    return {name.view(), {value}};
}
template <Name name, std::integral Number>
requires(PlainAttribute<name> && !std::same_as<Number, bool>) constexpr Attribute
    attribute(Number value) {
    return {name.view(), static_cast<std::int64_t>(value)};
}
/// flag<"checked">(is_on): the attribute without a value, or nothing.
template <Name name>
requires PlainAttribute<name>
constexpr Attribute flag(bool is_on) {
    return is_on ? Attribute(name.view()) : Attribute::none();
}
/// The attribute where the condition holds, else nothing.
constexpr Attribute when(bool condition, Attribute attribute) {
    return condition ? attribute : Attribute::none();
}

/// Classes; an empty name is left out, so that a condition can choose: classes("row", late ? "late"
/// : "").
constexpr Attribute classes(std::string_view first, std::string_view second = {},
                            std::string_view third = {}, std::string_view fourth = {}) {
    return {"class", {first, second, third, fourth}};
}
inline Attribute id(const Id& id) {
    return {"id", {id.text()}};
}
/// Of a label: which field it is for.
inline Attribute label_for(const Id& id) {
    return {"for", {id.text()}};
}
inline Attribute described_by(const Id& first) {
    return {"aria-describedby", {first.text()}};
}
inline Attribute described_by(const Id& first, const Id& second) {
    return {"aria-describedby", {first.text(), second.text()}};
}
inline Attribute labelled_by(const Id& id) {
    return {"aria-labelledby", {id.text()}};
}
inline Attribute controls(const Id& id) {
    return {"aria-controls", {id.text()}};
}
/// A language tag of BCP 47, such as "sr-Cyrl".
constexpr Attribute lang(std::string_view tag) {
    return {"lang", {tag}};
}
inline Attribute href(const Url& url) {
    return {"href", {url.text()}};
}
inline Attribute src(const Url& url) {
    return {"src", {url.text()}};
}
inline Attribute action(const Url& url) {
    return {"action", {url.text()}};
}
inline Attribute form_action(const Url& url) {
    return {"formaction", {url.text()}};
}
/// What htmx fetches: hx-get, hx-post.
inline Attribute hx_get(const Url& url) {
    return {"hx-get", {url.text()}};
}
inline Attribute hx_post(const Url& url) {
    return {"hx-post", {url.text()}};
}

}  // namespace remit::html
