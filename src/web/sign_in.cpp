#include "web/sign_in.h"

#include <array>
#include <string>

#include "http/cookies.h"
#include "http/target.h"
#include "office/accounts.h"
#include "office/sessions.h"
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

http::Response sign_in_page(const Visit& visit, std::string_view officer, std::string_view next,
                            std::string_view fault) {
    const PageHead head{
        .title = visit.say(PhraseId::sign_in),
        .is_error = !fault.empty(),
        .status = fault.empty() ? http::StatusCode::ok : http::StatusCode::unprocessable};
    return plate(visit, head, [&](Writer& out) {
        out.h1(visit.say(PhraseId::sign_in));
        out.p({classes("lede")}, visit.tell(PhraseId::lede));
        if (!fault.empty()) {
            const std::array<std::string, 1> faults{std::string(fault)};
            write_errors(out, visit.say(PhraseId::not_signed_in), faults);
        }
        post_form(visit, out, Url::path({"sign-in"}), [&] {
            out.input(
                {attribute<"type">("hidden"), attribute<"name">("next"), attribute<"value">(next)});
            const Id name("officer");
            out.div({classes("field")}, [&] {
                out.label({html::label_for(name)}, visit.say(PhraseId::user_name));
                out.input({html::id(name), attribute<"name">("officer"),
                           attribute<"autocomplete">("username"), attribute<"value">(officer),
                           html::flag<"required">(true)});
            });
            const Id password("password");
            out.div({classes("field")}, [&] {
                out.label({html::label_for(password)}, visit.say(PhraseId::password));
                out.input({html::id(password), attribute<"name">("password"),
                           attribute<"type">("password"),
                           attribute<"autocomplete">("current-password"),
                           html::flag<"required">(true)});
            });
            out.p({classes("acts")}, [&] {
                out.button({classes("btn"), attribute<"type">("submit")},
                           visit.say(PhraseId::sign_in_now));
            });
        });
    });
}

std::string place_after(std::string_view next) {
    return std::string(http::is_local_target(next) ? next : kHome);
}

}  // namespace

http::Response show_sign_in(const Visit& visit) {
    return sign_in_page(visit, {}, visit.request->query().text("next"), {});
}

http::Response sign_in(const Visit& visit) {
    const std::string_view officer = visit.form.fields.text("officer");
    const std::string_view next = visit.form.fields.text("next");
    const Result<bool> known =
        office::check_password(visit.office(), officer, visit.form.fields.text("password"));
    if (!known.ok()) {
        if (known.error().code != ErrorCode::unavailable) return fault_page(visit, known.error());
        return sign_in_page(visit, officer, next, visit.tell(PhraseId::too_many_tries));
    }
    if (!known.value())
        return sign_in_page(visit, officer, next, visit.tell(PhraseId::wrong_password));
    const Result<std::string> token = office::open_session(visit.office(), officer);
    if (!token.ok()) return fault_page(visit, token.error());
    http::Response response = http::Response::redirect(place_after(next));
    http::set_cookie(response, {.name = session_cookie_name(*visit.request),
                                .value = token.value(),
                                .seconds = std::nullopt,
                                .is_secure = visit.request->is_secure});
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
