#include "web/sign_in.h"

#include <array>
#include <functional>
#include <string>

#include "http/cookies.h"
#include "http/csrf.h"
#include "http/target.h"
#include "office/accounts.h"
#include "office/sessions.h"
#include "web/inputs.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::attribute;
using html::classes;
using html::Id;
using html::Url;
using html::Writer;

constexpr std::int64_t kSettingSeconds = 365LL * 24 * 3600;
constexpr std::string_view kHome = "/desk";

/// Of the inputs by which he signs in; other forms have an "officer", too.
constexpr std::string_view kOfficerField = "sign-in-officer";
constexpr std::string_view kPasswordField = "sign-in-password";

/// What a page to sign in is made with.
struct SignInPage {
    Url to = Url::path({"sign-in"});
    std::string fault;  // why he was not signed in; empty
    std::string note;   // above the form; empty
    std::function<void(Writer&)> hidden;
};

http::Response sign_in_page(const Visit& visit, const SignInPage& page) {
    const bool failed = !page.fault.empty();
    const PageHead head{.title = visit.say(PhraseId::sign_in),
                        .is_error = failed,
                        .status = failed ? http::StatusCode::unprocessable : http::StatusCode::ok};
    return plate(visit, head, [&](Writer& out) {
        out.h1(visit.say(PhraseId::sign_in));
        out.p({classes("lede")}, page.note.empty() ? visit.tell(PhraseId::lede) : page.note);
        if (failed) {
            const std::array<std::string, 1> faults{page.fault};
            write_errors(out, visit.say(PhraseId::not_signed_in), faults);
        }
        post_form(visit, out, page.to, [&] {
            if (page.hidden) page.hidden(out);
            write_field(out, {.name = kOfficerField, .label = visit.say(PhraseId::user_name)}, [&] {
                out.input({html::id(Id(kOfficerField)), attribute<"name">(kOfficerField),
                           attribute<"autocomplete">("username"),
                           attribute<"value">(visit.form.fields.text(kOfficerField)),
                           html::flag<"required">(true)});
            });
            write_field(out, {.name = kPasswordField, .label = visit.say(PhraseId::password)}, [&] {
                out.input({html::id(Id(kPasswordField)), attribute<"name">(kPasswordField),
                           attribute<"type">("password"),
                           attribute<"autocomplete">("current-password"),
                           html::flag<"required">(true)});
            });
            write_submit(out, visit.say(PhraseId::sign_in_now));
        });
    });
}

/// The token of a session of his; or why there is none, in words for him.
struct SignedIn {
    std::string token;
    std::string fault;
};
Result<SignedIn> open_session_for(const Visit& visit) {
    const auto pass = visit.house->sign_ins->enter();
    if (!pass) return SignedIn{.token = {}, .fault = visit.tell(PhraseId::many_sign_in)};
    const std::string_view officer = visit.form.fields.text(kOfficerField);
    const Result<bool> known =
        office::check_password(visit.office(), officer, visit.form.fields.text(kPasswordField));
    if (!known.ok()) {
        if (known.error().code != ErrorCode::limit) return known.error();
        return SignedIn{.token = {}, .fault = visit.tell(PhraseId::wrong_password)};
    }
    if (!known.value()) return SignedIn{.token = {}, .fault = visit.tell(PhraseId::wrong_password)};
    return SignedIn{.token = REMIT_TRY(office::open_session(visit.office(), officer)), .fault = {}};
}

void keep_session(const Visit& visit, http::Response& response, const std::string& token) {
    http::set_cookie(response, {.name = session_cookie_name(*visit.request),
                                .value = token,
                                .seconds = std::nullopt,
                                .is_secure = visit.request->is_secure});
}

std::string place_after(std::string_view next) {
    return std::string(http::is_local_target(next) ? next : kHome);
}

}  // namespace

http::Response show_sign_in(const Visit& visit) {
    return sign_in_page(visit, {.hidden = [&](Writer& out) {
                            write_hidden(out, "next", visit.request->query().text("next"));
                        }});
}

http::Response sign_in(const Visit& visit) {
    const std::string_view next = visit.form.fields.text("next");
    const Result<SignedIn> signed_in = open_session_for(visit);
    if (!signed_in.ok()) return fault_page(visit, signed_in.error());
    if (!signed_in.value().fault.empty()) {
        return sign_in_page(visit, {.fault = signed_in.value().fault, .hidden = [&](Writer& out) {
                                        write_hidden(out, "next", next);
                                    }});
    }
    if (visit.visitor) {  // who signs in anew has left the session before
        const Status closed = office::close_session(visit.office(), visit.visitor->session);
        if (!closed.ok()) return fault_page(visit, closed.error());
    }
    http::Response response = http::Response::redirect(place_after(next));
    keep_session(visit, response, signed_in.value().token);
    return response;
}

http::Response sign_in_and_show(const House& house, Visit& visit, Page form_page) {
    Result<http::Form> form = http::read_form(*visit.request);
    const bool foreign = http::is_from_other_site(*visit.request);
    if (!form.ok() || foreign) return http::Response::redirect("/sign-in");
    visit.form = std::move(form).value();
    const auto ask = [&](std::string fault) {
        const auto here = Url::parse(http::path_of(visit.request->path()));
        return sign_in_page(visit, {.to = here ? *here : Url::path({"sign-in"}),
                                    .fault = std::move(fault),
                                    .note = visit.tell(PhraseId::session_over),
                                    .hidden = [&](Writer& out) {
                                        for (const http::Field& field : visit.form.fields.all()) {
                                            const bool own = field.name == kCsrfField ||
                                                             field.name == kOfficerField ||
                                                             field.name == kPasswordField;
                                            if (!own) write_hidden(out, field.name, field.value);
                                        }
                                    }});
    };
    // Only a page of ours that asks for a password goes on; any other form is shown one first.
    const bool asked = house.csrf->is_token_of(visit.session(), visit.form.fields.text(kCsrfField));
    if (!asked || !visit.form.fields.find(kPasswordField)) return ask({});
    const Result<SignedIn> signed_in = open_session_for(visit);
    if (!signed_in.ok()) return fault_page(visit, signed_in.error());
    if (!signed_in.value().fault.empty()) return ask(signed_in.value().fault);
    Result<Visit> again = receive_as(house, *visit.request, signed_in.value().token);
    if (!again.ok()) return fault_page(visit, again.error());
    again.value().form = std::move(visit.form);
    again.value().notice = visit.tell(PhraseId::signed_in_again);
    http::Response response = form_page(again.value());
    keep_session(visit, response, signed_in.value().token);
    return response;
}

http::Response sign_out(const Visit& visit) {
    if (visit.visitor) {
        const Status closed = office::close_session(visit.office(), visit.visitor->session);
        if (!closed.ok()) return fault_page(visit, closed.error());
    }
    http::Response response = http::Response::redirect("/sign-in");
    http::clear_cookie(response, {.name = session_cookie_name(*visit.request),
                                  .value = {},
                                  .seconds = std::nullopt,
                                  .is_secure = visit.request->is_secure});
    return response;
}

http::Response keep_setting(const Visit& visit) {
    const auto came_from = html::Url::parse(visit.request->headers.text(http::HeaderName::referer));
    std::string back(kHome);
    if (came_from) {
        const std::string& address = came_from->text();
        const std::size_t scheme = address.find("://");
        const std::size_t path = scheme == std::string::npos ? 0 : address.find('/', scheme + 3);
        if (path != std::string::npos) back = address.substr(path);
    }
    http::Response response = http::Response::redirect(place_after(back));
    const auto keep = [&](std::string_view name, std::string_view value) {
        http::set_cookie(response, {.name = std::string(name),
                                    .value = std::string(value),
                                    .seconds = kSettingSeconds,
                                    .is_secure = visit.request->is_secure});
    };
    const std::string_view language = visit.form.fields.text("language");
    if (diag::find_language(language)) keep(kLanguageCookie, language);
    const std::string_view theme = visit.form.fields.text("theme");
    if (theme == "light" || theme == "dark") keep(kThemeCookie, theme);
    return response;
}

}  // namespace remit::web
