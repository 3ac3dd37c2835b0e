// A browser without a network: it asks a router for pages, keeps its cookies, follows redirects and
// sends the forms that it was given, as a browser without script would.
//
// It knows HTML only as far as our own writer makes it: a form is sent with every hidden field that
// stands in it, so that tests see what a person's browser would have sent.
#pragma once

#include <doctest/doctest.h>

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
        for (const auto& [name, value] : hidden_of(page, action)) {
            if (std::ranges::none_of(typed, [&](const auto& one) { return one.first == name; }))
                fields.add(name, value);
        }
        for (const auto& [name, value] : typed) fields.add(name, value);
        return follow(ask(http::Method::post, std::string(action), http::write_urlencoded(fields)));
    }

    Seen sign_in(const std::string& officer, const std::string& password) {
        return send(get("/sign-in"), "/sign-in", {{"officer", officer}, {"password", password}});
    }

    void set_cookie(const std::string& name, const std::string& value) { cookies_[name] = value; }
    void forget_cookies() { cookies_.clear(); }

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

    static Typed hidden_of(const Seen& page, std::string_view action) {
        const std::size_t form = page.body.find("action=\"" + std::string(action) + "\"");
        REQUIRE_MESSAGE(form != std::string::npos, "no form leads to " << action);
        const std::string_view inside =
            std::string_view(page.body).substr(form, page.body.find("</form>", form) - form);
        Typed all;
        constexpr std::string_view kHidden = "type=\"hidden\" name=\"";
        for (std::size_t at = inside.find(kHidden); at != std::string_view::npos;
             at = inside.find(kHidden, at + 1)) {
            const std::size_t name = at + kHidden.size();
            const std::size_t name_end = inside.find('"', name);
            constexpr std::string_view kValue = "\" value=\"";
            const std::size_t value = name_end + kValue.size();
            all.emplace_back(inside.substr(name, name_end - name),
                             inside.substr(value, inside.find('"', value) - value));
        }
        return all;
    }

    const http::Router* router_;
    std::map<std::string, std::string> cookies_;
};

}  // namespace remit::testing
