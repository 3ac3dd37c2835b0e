// A typed writer of HTML: the only way in which Remit makes markup.
//
// Invariant: what comes out is well nested, and every text in it was escaped, for nothing takes
// markup but Html, and nothing makes Html but a Writer. An element cannot be left open, since its
// content is what is written in the call that opens it. There is no way to write a comment, an
// inline script or an inline style. The same calls give the same bytes; no blank is added.
//
//     Writer page;
//     page.ul({classes("desk")}, [&] {
//         for (const Row& row : rows) page.li([&] { page.a({href(row.url)}, row.title); });
//     });
//
// All of a page is appended to one string. A part of a page is a function that takes the Writer;
// Html is for parts that are kept or made elsewhere, and costs one copy.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "html/attribute.h"

namespace remit::html {

/// Markup that a Writer made.
class Html {
  public:
    Html() = default;
    [[nodiscard]] const std::string& bytes() const& { return bytes_; }
    [[nodiscard]] std::string bytes() && { return std::move(bytes_); }
    bool operator==(const Html&) const = default;

  private:
    friend class Writer;
    explicit Html(std::string bytes) : bytes_(std::move(bytes)) {}
    std::string bytes_;
};

using Attributes = std::initializer_list<Attribute>;

/// What may stand within an element: a function that writes it, text, a whole number, or Html.
template <typename T, typename Value = std::remove_cvref_t<T>>
concept Content = std::invocable<T&> || std::convertible_to<T, std::string_view> ||
    std::same_as<Value, Html> ||
    (std::integral<Value> && !std::same_as<Value, bool> && !std::same_as<Value, char>);

// The elements: name of the function, name of the element.
// clang-format off
#define REMIT_HTML_ELEMENTS(X) /* with content */                                                  \
    X(html, "html") X(head, "head") X(title, "title") X(body, "body")                              \
    X(header, "header") X(footer, "footer") X(main, "main") X(nav, "nav") X(aside, "aside")        \
    X(section, "section") X(article, "article") X(search, "search")                                \
    X(h1, "h1") X(h2, "h2") X(h3, "h3") X(h4, "h4") X(div, "div") X(p, "p") X(span, "span")        \
    X(a, "a") X(strong, "strong") X(em, "em") X(b, "b") X(i, "i") X(small, "small")                \
    X(mark, "mark") X(abbr, "abbr") X(cite, "cite") X(code, "code") X(kbd, "kbd") X(pre, "pre")    \
    X(del, "del") X(ins, "ins") X(sub, "sub") X(sup, "sup") X(time, "time") X(data, "data")        \
    X(blockquote, "blockquote") X(q, "q") X(address, "address") X(figure, "figure")                \
    X(figcaption, "figcaption") X(picture, "picture")                                              \
    X(ul, "ul") X(ol, "ol") X(li, "li") X(dl, "dl") X(dt, "dt") X(dd, "dd") X(menu, "menu")        \
    X(table, "table") X(caption, "caption") X(colgroup, "colgroup") X(thead, "thead")              \
    X(tbody, "tbody") X(tfoot, "tfoot") X(tr, "tr") X(th, "th") X(td, "td")                        \
    X(form, "form") X(fieldset, "fieldset") X(legend, "legend") X(label, "label")                  \
    X(button, "button") X(select, "select") X(optgroup, "optgroup") X(option, "option")            \
    X(textarea, "textarea") X(output, "output") X(datalist, "datalist") X(meter, "meter")          \
    X(progress, "progress") X(details, "details") X(summary, "summary") X(dialog, "dialog")        \
    X(svg, "svg") X(g, "g") X(path, "path") X(rect, "rect") X(circle, "circle") X(line, "line")    \
    X(polyline, "polyline") X(svg_text, "text") X(symbol, "symbol") X(use, "use")
#define REMIT_HTML_VOID_ELEMENTS(X) /* that never have content nor an end */                       \
    X(br, "br") X(hr, "hr") X(wbr, "wbr") X(img, "img") X(input, "input") X(col, "col")            \
    X(meta, "meta") X(link, "link") X(source, "source")
// clang-format on

class Writer {
  public:
    static constexpr std::size_t kPageBytes = std::size_t{16} << 10U;  // reserved at first

    explicit Writer(std::size_t bytes = kPageBytes) { out_.reserve(bytes); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

#define REMIT_HTML_ELEMENT(function, element)                   \
    template <Content C>                                        \
    void function(Attributes attributes, C&& content) {         \
        write_element(element, attributes, content);            \
    }                                                           \
    template <Content C>                                        \
    void function(C&& content) {                                \
        write_element(element, {}, content);                    \
    }                                                           \
    void function(Attributes attributes) {                      \
        write_element(element, attributes, std::string_view()); \
    }
    REMIT_HTML_ELEMENTS(REMIT_HTML_ELEMENT)
#undef REMIT_HTML_ELEMENT

#define REMIT_HTML_VOID_ELEMENT(function, element) \
    void function(Attributes attributes = {}) {    \
        open(element, attributes);                 \
    }
    REMIT_HTML_VOID_ELEMENTS(REMIT_HTML_VOID_ELEMENT)
#undef REMIT_HTML_VOID_ELEMENT

    /// `<!DOCTYPE html>`: the first of a page.
    void doctype();
    /// A script of this site, run once the page is read. There are no other scripts.
    void script(const Url& source);
    /// A style sheet of this site.
    void style_sheet(const Url& source);

    /// Text between elements.
    void text(std::string_view text);
    void number(std::int64_t number);
    /// A part that was made before. Cost: one copy.
    void add(const Html& part) {
        out_ += part.bytes();
    }

    /// How much was written by now.
    [[nodiscard]] std::size_t size() const {
        return out_.size();
    }
    /// What was written; the Writer is empty then.
    [[nodiscard]] Html finish();

  private:
    template <typename C>
    void write_element(std::string_view name, Attributes attributes, C&& content) {
        open(name, attributes);
        ++depth_;
        write(content);
        --depth_;
        close(name);
    }
    template <typename C>
    void write(C&& content) {
        if constexpr (std::invocable<C&>) {
            static_assert(std::is_void_v<std::invoke_result_t<C&>>,
                          "what it returns would be lost");
            content();
        } else if constexpr (std::same_as<std::remove_cvref_t<C>, Html>) {
            add(content);
        } else if constexpr (std::integral<std::remove_cvref_t<C>>) {
            number(static_cast<std::int64_t>(content));
        } else {
            text(content);
        }
    }
    void open(std::string_view name, Attributes attributes);
    void close(std::string_view name);

    std::string out_;
    std::size_t depth_ = 0;  // elements that are open
};

}  // namespace remit::html
