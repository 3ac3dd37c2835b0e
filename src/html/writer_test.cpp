// Tests of the writer: pages, what does not compile, and that any text is read back as it was.
#include "html/writer.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "support/golden.h"

namespace {

using namespace remit::html;

std::string bytes_of(Writer& writer) {
    return writer.finish().bytes();
}

// What must not compile.

template <Name name>
concept CanWrite = requires {
    attribute<name>("x");
};
template <typename T>
concept CanBeHref = requires(const T& value) {
    href(value);
};
template <typename T>
concept CanBeContent = requires(Writer& writer, T value) {
    writer.p(value);
};

static_assert(CanWrite<"colspan"> && CanWrite<"aria-label"> && CanWrite<"data-kind">);
static_assert(!CanWrite<"onclick"> && !CanWrite<"onanything"> && !CanWrite<"style">);
static_assert(!CanWrite<"href"> && !CanWrite<"src"> && !CanWrite<"srcdoc"> && !CanWrite<"action">);
static_assert(!CanWrite<"hx-on"> && !CanWrite<"data-hx-on-click">);
static_assert(!CanWrite<""> && !CanWrite<"a b"> && !CanWrite<"a=b"> && !CanWrite<"ONCLICK">);
static_assert(CanBeHref<Url> && !CanBeHref<std::string> && !CanBeHref<const char*>);
static_assert(!std::is_constructible_v<Html, std::string>);
static_assert(!std::is_constructible_v<Html, const char*>);
static_assert(!std::is_constructible_v<Url, std::string>);
static_assert(CanBeContent<std::string> && CanBeContent<int> && CanBeContent<Html>);
static_assert(!CanBeContent<bool> && !CanBeContent<char> && !CanBeContent<double>);

TEST_CASE("html: elements nest, void elements have no end, empty attributes are left out") {
    Writer page;
    page.div({classes("card", "", "late"), id(Id("row", 7))}, [&] {
        page.p("1 < 2 & \"3\"");
        page.br();
        page.input({attribute<"type">("text"), attribute<"value">("\"a\" < b & c"),
                    flag<"disabled">(/*is_on=*/true), flag<"checked">(/*is_on=*/false),
                    when(/*condition=*/false, lang("hr"))});
        page.td({attribute<"colspan">(2)}, 1200);
        page.span({});
    });
    CHECK(bytes_of(page) ==
          "<div class=\"card late\" id=\"row-7\"><p>1 &lt; 2 &amp; \"3\"</p><br>"
          "<input type=\"text\" value=\"&quot;a&quot; &lt; b &amp; c\" disabled>"
          "<td colspan=\"2\">1200</td><span></span></div>");
}

TEST_CASE("html: a part made elsewhere is added as it is, and a writer can be used again") {
    Writer part;
    part.em("a & b");
    const Html made = part.finish();
    CHECK(bytes_of(part).empty());
    Writer page;
    page.p(made);
    page.add(made);
    CHECK(bytes_of(page) == "<p><em>a &amp; b</em></p><em>a &amp; b</em>");
}

TEST_CASE("html: ids of different texts differ") {
    CHECK(Id("row-7").text() == "row-7");
    CHECK(Id("a b").text() == "a_20b");
    CHECK(Id("a_20b").text() == "a_5f20b");
    CHECK(Id("č").text() == "_c4_8d");
}

TEST_CASE("html: the line end that begins a text box is not lost") {
    Writer page;
    page.textarea({attribute<"name">("note")}, "\nfirst");
    CHECK(bytes_of(page) == "<textarea name=\"note\">\n\nfirst</textarea>");
}

TEST_CASE("html: a page") {
    Writer page;
    page.doctype();
    page.html({lang("sr-Cyrl")}, [&] {
        page.head([&] {
            page.meta({attribute<"charset">("utf-8")});
            page.title("Радни сто");
            page.style_sheet(Url::path({"assets", "remit.css"}));
            page.script(Url::path({"assets", "remit.js"}));
        });
        page.body([&] {
            page.h1("Радни сто");
            page.form(
                {action(Url::path({"matters"}).query("from", "desk")), attribute<"method">("post")},
                [&] {
                    page.label({label_for(Id("title"))}, "Наслов");
                    page.input({id(Id("title")), attribute<"name">("title"),
                                described_by(Id("title-hint"), Id("title-error"))});
                    page.button("Отвори\u00A0предмет");
                });
            page.svg({attribute<"viewbox">("0 0 8 8"), attribute<"aria-hidden">("true")},
                     [&] { page.path({attribute<"d">("M0 0h8")}); });
        });
    });
    remit::testing::check_golden("html/page.html", bytes_of(page) + "\n");
}

// A reader of what the writer writes, and of nothing else.

std::string unescaped(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        static const std::vector<std::pair<std::string_view, std::string_view>> kEscapes = {
            {"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},
            {"&quot;", "\""}, {"&#13;", "\r"}, {"&nbsp;", "\u00A0"}};
        std::size_t taken = 0;
        for (const auto& [escape, meaning] : kEscapes) {
            if (text.starts_with(escape)) {
                out += meaning;
                taken = escape.size();
            }
        }
        if (taken == 0) {
            REQUIRE(text.front() != '&');
            REQUIRE(text.front() != '\r');
            REQUIRE(text.front() != '\0');
            out += text.front();
            taken = 1;
        }
        text.remove_prefix(taken);
    }
    return out;
}

/// What stands between the two, which must be there and in this order; takes it off the front.
std::string_view take(std::string_view& text, std::string_view before, std::string_view behind) {
    REQUIRE(text.starts_with(before));
    text.remove_prefix(before.size());
    const std::size_t end = text.find(behind);
    REQUIRE(end != std::string_view::npos);
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(end + behind.size());
    return taken;
}

std::string random_text(std::mt19937& random) {
    constexpr std::string_view kHard = "<>&\"'=/ \r\n\t-!;#\xC2\xA0";
    std::string text;
    for (std::size_t left = random() % 40; left > 0; --left) {
        const auto byte =
            random() % 3 == 0 ? static_cast<char>(random() % 256) : kHard[random() % kHard.size()];
        text += byte == '\0' ? 'n' : byte;
    }
    return text;
}

TEST_CASE("html: any bytes in text and attributes are read back as they were") {
    std::mt19937 random(6);
    for (int round = 0; round < 20'000; ++round) {
        const std::string value = random_text(random);
        const std::string inner = random_text(random);
        Writer page;
        page.p({attribute<"title">(value)}, inner);
        const std::string written = bytes_of(page);
        std::string_view rest = written;
        CHECK(unescaped(take(rest, "<p title=\"", "\">")) == value);
        CHECK(unescaped(take(rest, "", "</p>")) == inner);
        CHECK(rest.empty());
    }
    Writer page;
    page.p(std::string_view("a\0b", 3));
    CHECK(bytes_of(page) == "<p>a\uFFFDb</p>");
}

}  // namespace
