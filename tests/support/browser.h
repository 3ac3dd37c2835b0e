// A browser without a network: it asks a router for pages, keeps its cookies, follows redirects and
// sends the forms that it was given, as a browser without script would.
//
// It knows HTML only as far as our own writer makes it: a form is sent with everything that stands
// in it, so that tests see what a person's browser would have sent.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/fields.h"
#include "http/router.h"

namespace remit::testing {

struct Seen {
    int status = 0;
    std::string path;  // where the browser is now
    std::string body;

    [[nodiscard]] bool has(std::string_view text) const {
        return body.find(text) != std::string::npos;
    }
};

class Browser {
  public:
    using Typed = std::vector<std::pair<std::string, std::string>>;

    explicit Browser(const http::Router& router) : router_(&router) {}

    Seen get(const std::string& path) { return follow(ask(http::Method::get, path, {})); }

    /// Sends the form of the page that leads to `action`, with what was typed in place of what
    /// stood there.
    Seen send(const Seen& page, std::string_view action, const Typed& typed) {
        http::Fields fields;
        for (const auto& [name, value] : standing_in(page, action)) {
            if (std::ranges::none_of(typed, [&](const auto& one) { return one.first == name; }))
                fields.add(name, value);
        }
        for (const auto& [name, value] : typed) fields.add(name, value);
        return follow(ask(http::Method::post, std::string(action), http::write_urlencoded(fields)));
    }

    Seen sign_in(const std::string& officer, const std::string& password) {
        return send(get("/sign-in"), "/sign-in", sign_in_as(officer, password));
    }

    static Typed sign_in_as(const std::string& officer, const std::string& password) {
        return {{"sign-in-officer", officer}, {"sign-in-password", password}};
    }
    void set_cookie(const std::string& name, const std::string& value) { cookies_[name] = value; }
    [[nodiscard]] std::string cookie(const std::string& name) const { return cookies_.at(name); }

  private:
    struct Answered {
        http::Response response;
        std::string path;
    };

    Answered ask(http::Method method, const std::string& path, const std::string& body) {
        http::Request request;
        request.method = method;
        auto target = http::read_target(path);
        REQUIRE(target.ok());
        request.target = std::move(target).value();
        std::string cookies;
        for (const auto& [name, value] : cookies_)
            cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
        request.headers.add(http::HeaderName::cookie, cookies);
        request.headers.add(http::HeaderName::content_type, "application/x-www-form-urlencoded");
        request.body_bytes = body;
        request.id = "test-1";
        Answered answered{router_->handle(request), path};
        for (const http::Header& header : answered.response.headers()) {
            if (header.name == "Set-Cookie") keep(header.value);
        }
        return answered;
    }

    void keep(std::string_view cookie) {
        const std::size_t is = cookie.find('=');
        const std::string name(cookie.substr(0, is));
        const std::string value(cookie.substr(is + 1, cookie.find(';') - is - 1));
        if (value.empty()) {
            cookies_.erase(name);
        } else {
            cookies_[name] = value;
        }
    }

    Seen follow(Answered answered) {
        for (int hops = 0; hops < 5; ++hops) {
            const auto location = answered.response.find("Location");
            if (!location) break;
            answered = ask(http::Method::get, std::string(*location), {});
        }
        return {.status = http::number_of(answered.response.status),
                .path = answered.path,
                .body = std::string(answered.response.bytes())};
    }

    /// Everything that stands in the form: inputs, texts, and what is chosen in lists.
    static Typed standing_in(const Seen& page, std::string_view action) {
        const std::size_t form = page.body.find("action=\"" + std::string(action) + "\"");
        REQUIRE_MESSAGE(form != std::string::npos, "no form leads to " << action);
        const std::string_view inside =
            std::string_view(page.body).substr(form, page.body.find("</form>", form) - form);
        Typed all;
        std::string select;
        for (std::size_t at = inside.find('<'); at != std::string_view::npos;
             at = inside.find('<', at + 1)) {
            const std::size_t end = inside.find('>', at);
            const std::string_view tag = inside.substr(at, end - at);
            const std::string name = value_of(tag, "name");
            if (tag.starts_with("<input")) {
                const std::string type = value_of(tag, "type");
                const bool unchecked =
                    type == "checkbox" && tag.find(" checked") == std::string_view::npos;
                if (!name.empty() && type != "file" && !unchecked)
                    all.emplace_back(name, value_of(tag, "value"));
            } else if (tag.starts_with("<textarea")) {
                // The writer begins each text with a line end, which browsers take off.
                const std::size_t begin = end + 2;
                const std::size_t close = inside.find("</textarea>", end);
                all.emplace_back(name, unescaped(inside.substr(begin, close - begin)));
            } else if (tag.starts_with("<select")) {
                select = name;
            } else if (tag.starts_with("<option") &&
                       tag.find(" selected") != std::string_view::npos) {
                all.emplace_back(select, value_of(tag, "value"));
            }
        }
        return all;
    }

    static std::string value_of(std::string_view tag, std::string_view attribute) {
        const std::string start = " " + std::string(attribute) + "=\"";
        const std::size_t at = tag.find(start);
        if (at == std::string_view::npos) return {};
        const std::size_t begin = at + start.size();
        return unescaped(tag.substr(begin, tag.find('"', begin) - begin));
    }

    static std::string unescaped(std::string_view text) {
        std::string plain(text);
        for (const auto& [escape, character] :
             {std::pair("&lt;", "<"), std::pair("&gt;", ">"), std::pair("&quot;", "\""),
              std::pair("&#39;", "'"), std::pair("&amp;", "&")}) {
            for (std::size_t at = plain.find(escape); at != std::string::npos;
                 at = plain.find(escape, at + 1))
                plain.replace(at, std::string_view(escape).size(), character);
        }
        return plain;
    }

    const http::Router* router_;
    std::map<std::string, std::string> cookies_;
};

}  // namespace remit::testing
