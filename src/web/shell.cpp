#include "web/shell.h"

#include <fmt/format.h>

#include <array>

#include "base/check.h"
#include "http/access_log.h"
#include "web/inputs.h"

namespace remit::web {
namespace {

using html::attribute;
using html::classes;
using html::href;
using html::Url;
using html::Writer;

struct OfferedLanguage {
    diag::Language language;
    std::string_view name;
};
constexpr std::array<OfferedLanguage, 4> kOffered{{{diag::Language::hr, "hrvatski"},
                                                   {diag::Language::sr_cyrl, "српски"},
                                                   {diag::Language::sr_latn, "srpski"},
                                                   {diag::Language::en, "English"}}};

Url asset(const Visit& visit, std::string_view name) {
    const auto url = Url::parse(visit.house->assets->path_of(name));
    REMIT_CHECK(url.has_value());
    return *url;
}

void write_window_head(const Visit& visit, const PageHead& head, Writer& out) {
    out.head([&] {
        out.meta({attribute<"charset">("utf-8")});
        out.meta({attribute<"name">("viewport"),
                  attribute<"content">("width=device-width, initial-scale=1")});
        const std::string mark = head.is_error ? visit.say(PhraseId::error_prefix) + " " : "";
        out.title(mark + head.title + " · Remit");
        out.link({attribute<"rel">("icon"), attribute<"type">("image/svg+xml"),
                  href(asset(visit, "mark.svg"))});
        out.style_sheet(asset(visit, "remit.css"));
    });
}

void write_settings(const Visit& visit, Writer& out) {
    post_form(visit, out, Url::path({"settings"}), [&] {
        out.p({classes("opts")}, [&] {
            for (const OfferedLanguage& one : kOffered) {
                out.button(
                    {attribute<"type">("submit"), attribute<"name">("language"),
                     attribute<"value">(tag_of(one.language)), html::lang(tag_of(one.language)),
                     html::when(one.language == visit.language, attribute<"aria-pressed">("true"))},
                    one.name);
                out.text(" ");
            }
        });
        const bool dark = visit.theme == "dark";
        out.p({classes("opts")}, [&] {
            out.button({attribute<"type">("submit"), attribute<"name">("theme"),
                        attribute<"value">(dark ? "light" : "dark")},
                       visit.say(dark ? PhraseId::theme_light : PhraseId::theme_dark));
        });
    });
}

struct Place {
    Tab tab;
    std::string_view path;
    PhraseId name;
};
constexpr std::array<Place, 7> kPlaces{
    {{Tab::desk, "desk", PhraseId::desk},
     {Tab::intake, "intake", PhraseId::intake},
     {Tab::matters, "matters", PhraseId::matters},
     {Tab::consultations, "consultations", PhraseId::consultations},
     {Tab::obligations, "obligations", PhraseId::obligations},
     {Tab::open, "open", PhraseId::open_matter},
     {Tab::house, "house", PhraseId::house}}};

void write_me(const Visit& visit, Writer& out) {
    out.p({classes("me")}, [&] {
        out.text(visit.say(PhraseId::acting_as) + " ");
        out.strong(visit.visitor->officer);
        for (const VisitorPost& post : visit.visitor->posts) {
            out.span({classes("u"), html::lang(act_tag(visit))},
                     visit.institution().unit_in_words(post.unit));
            if (!post.replaces.empty()) {
                out.span({classes("u")},
                         visit.say(PhraseId::in_place_of, {{"officer", post.replaces}}));
            }
        }
        if (visit.visitor->posts.empty()) {
            out.span({classes("u")}, visit.say(PhraseId::no_post_today));
        }
    });
}

void write_rail(const Visit& visit, Tab tab, Writer& out) {
    out.header({classes("rail")}, [&] {
        out.a({classes("brand"), href(Url::path({"desk"}))}, "Remit");
        out.nav({attribute<"aria-label">(visit.say(PhraseId::main_menu))}, [&] {
            out.ul([&] {
                for (const Place& place : kPlaces) {
                    out.li([&] {
                        out.a({href(Url::path({place.path})),
                               html::when(place.tab == tab, attribute<"aria-current">("page"))},
                              visit.say(place.name));
                    });
                }
            });
        });
        write_me(visit, out);
        write_settings(visit, out);
        post_form(visit, out, Url::path({"sign-out"}), [&] {
            out.p({classes("opts")}, [&] {
                out.button({attribute<"type">("submit")}, visit.say(PhraseId::sign_out));
            });
        });
    });
}

void write_window(const Visit& visit, const PageHead& head, Writer& out,
                  const std::function<void()>& body) {
    out.doctype();
    out.html(
        {html::lang(tag_of(visit.language)),
         html::when(!visit.theme.empty(), attribute<"data-theme">(visit.theme))},
        [&] {
            write_window_head(visit, head, out);
            out.body([&] {
                out.a({classes("skip"), href(Url::within_page("main"))}, visit.say(PhraseId::skip));
                body();
            });
        });
}

http::Response response_of(const PageHead& head, Writer& out) {
    return http::Response::html(out.finish().bytes(), head.status);
}

}  // namespace

std::string_view act_tag(const Visit& visit) {
    const remit::Remit& act = visit.institution().act();
    if (act.language == "hr") return "hr";
    return act.script == "Latn" ? "sr-Latn" : "sr-Cyrl";
}

http::Response page(const Visit& visit, const PageHead& head,
                    const std::function<void(Writer&)>& content) {
    if (!visit.visitor) return plate(visit, head, content);
    Writer out;
    write_window(visit, head, out, [&] {
        out.div({classes("shell")}, [&] {
            write_rail(visit, head.tab, out);
            out.div({classes("sheet")}, [&] {
                out.main({html::id(html::Id("main")), attribute<"tabindex">(-1)}, [&] {
                    if (!visit.notice.empty())
                        out.p({classes("note"), attribute<"role">("status")}, visit.notice);
                    content(out);
                });
                out.footer({classes("colophon")}, [&] {
                    out.p({html::lang(act_tag(visit))}, visit.institution().about().name);
                });
            });
        });
    });
    return response_of(head, out);
}

http::Response plate(const Visit& visit, const PageHead& head,
                     const std::function<void(Writer&)>& content) {
    Writer out;
    write_window(visit, head, out, [&] {
        out.div({classes("title")}, [&] {
            out.header([&] {
                out.span({classes("brand")}, "Remit");
                out.p({classes("plate"), html::lang(act_tag(visit))},
                      visit.institution().about().name);
                write_settings(visit, out);
            });
            out.main({html::id(html::Id("main")), attribute<"tabindex">(-1)},
                     [&] { content(out); });
        });
    });
    return response_of(head, out);
}

void write_head(Writer& out, std::string_view crumb, std::string_view title,
                std::string_view margin) {
    out.header({classes("head")}, [&] {
        out.div([&] {
            if (!crumb.empty()) out.p({classes("crumb")}, crumb);
            out.h1(title);
        });
        if (!margin.empty()) out.p({classes("mar")}, margin);
    });
}

void post_form(const Visit& visit, Writer& out, const Url& to, const std::function<void()>& content,
               FormFiles files) {
    out.form({attribute<"method">("post"), html::action(to),
              html::when(files == FormFiles::yes, attribute<"enctype">("multipart/form-data"))},
             [&] {
                 out.input({attribute<"type">("hidden"), attribute<"name">(kCsrfField),
                            attribute<"value">(visit.csrf_token())});
                 content();
             });
}

http::Response fault_page(const Visit& visit, http::StatusCode status, std::string_view title,
                          std::string_view text) {
    return page(
        visit, {.title = std::string(title), .is_error = true, .status = status}, [&](Writer& out) {
            write_head(out, {}, title, {});
            out.section({classes("sec")}, [&] {
                out.p({classes("prose")}, text);
                out.p([&] { out.a({href(Url::path({"desk"}))}, visit.say(PhraseId::to_desk)); });
            });
        });
}

http::Response fault_page(const Visit& visit, const Error& error) {
    if (error.code == ErrorCode::not_found) {
        return fault_page(visit, http::StatusCode::not_found, visit.say(PhraseId::not_here),
                          visit.tell(PhraseId::not_here_text));
    }
    // The person gets a number, and who runs the program what it stands for.
    visit.office().env().print_error(http::write_incident_line(visit.request->id, error.message));
    return fault_page(visit, http::StatusCode::unavailable, visit.say(PhraseId::not_now),
                      visit.tell(PhraseId::not_now_text, {{"number", visit.request->id}}));
}

}  // namespace remit::web
