#include "web/workspace.h"

#include <string>
#include <utility>

#include "base/embedded.h"
#include "http/assets.h"
#include "http/csrf.h"
#include "http/form.h"
#include "office/sessions.h"
#include "web/desk.h"
#include "web/house_page.h"
#include "web/intake.h"
#include "web/mail_room.h"
#include "web/matter_list.h"
#include "web/matter_page.h"
#include "web/obligations.h"
#include "web/shell.h"
#include "web/sign_in.h"
#include "web/step_form.h"
#include "web/visit.h"

namespace remit::web {
namespace {

using http::Method;
using http::Request;
using http::Response;

constexpr std::string_view kAssetFolder = "assets/";

/// Who may have the page.
enum class For : std::uint8_t { anybody, visitors };

Response to_sign_in(const Request& request) {
    std::string wanted = http::path_of(request.path());
    if (!request.target.query_text.empty()) wanted += "?" + request.target.query_text;
    return Response::redirect(html::Url::path({"sign-in"}).query("next", wanted).text());
}

/// A form that was read; or the page that says why it was not taken.
std::optional<Response> take_form(Visit& visit) {
    Result<http::Form> form = http::read_form(*visit.request);
    if (!form.ok()) {
        return fault_page(visit, http::StatusCode::bad_request, visit.say(PhraseId::bad_form),
                          visit.tell(PhraseId::bad_form_text));
    }
    visit.form = std::move(form).value();
    const auto verdict = visit.house->csrf->check(*visit.request, visit.session(),
                                                  visit.form.fields.text(kCsrfField));
    if (verdict == http::CsrfVerdict::good) return std::nullopt;
    return fault_page(visit, http::StatusCode::forbidden, visit.say(PhraseId::old_page),
                      visit.tell(PhraseId::old_page_text));
}

Response answer(const House& house, const Request& request, For whom, Page page) {
    Result<Visit> visit = receive(house, request);
    if (!visit.ok()) return http::Router::plain_error(request, http::StatusCode::unavailable);
    const bool is_form = request.method == Method::post;
    if (whom == For::visitors && !visit.value().visitor)
        return is_form ? sign_in_and_go_on(house, visit.value(), page) : to_sign_in(request);
    if (is_form) {
        if (auto refused = take_form(visit.value())) return *std::move(refused);
    }
    return page(visit.value());
}

Response error_page(const House& house, const Request& request, http::StatusCode status) {
    const Result<Visit> visit = receive(house, request);
    if (!visit.ok()) return http::Router::plain_error(request, status);
    if (status == http::StatusCode::not_found) {
        return fault_page(visit.value(), status, visit.value().say(PhraseId::not_here),
                          visit.value().tell(PhraseId::not_here_text));
    }
    return fault_page(visit.value(), status, visit.value().say(PhraseId::not_now),
                      visit.value().tell(PhraseId::not_now_text, {{"number", request.id}}));
}

void add_assets(http::Assets& assets) {
    for (const base::EmbeddedFile& file :
         base::embedded_under(base::embedded_files(), kAssetFolder)) {
        const std::string name(file.path.substr(kAssetFolder.size()));
        assets.add({.name = name,
                    .media_type = std::string(http::media_type_of_file(name)),
                    .bytes = std::string(file.bytes)});
    }
}

}  // namespace

struct Workspace::Parts {
    Parts(office::Office& office, std::string form_key)
        : csrf(std::move(form_key)),
          mail_room(office.institution()),
          house{.office = &office, .assets = &assets, .csrf = &csrf, .mail_room = &mail_room},
          router(routes(), [this](const Request& request, http::StatusCode status) {
              return error_page(house, request, status);
          }) {
        add_assets(assets);
    }

    [[nodiscard]] http::Route route(Method method, std::string pattern, std::string name, For whom,
                                    Page page, std::string summary) const {
        return {
            .method = method,
            .pattern = std::move(pattern),
            .name = std::move(name),
            .handler = [this, whom, page](
                           const Request& request) { return answer(house, request, whom, page); },
            .body_bytes_max = http::kBodyBytesMax,
            .summary = std::move(summary)};
    }
    [[nodiscard]] http::Route with_files(http::Route route) const {
        route.body_bytes_max = http::kUploadBytesMax;
        return route;
    }

    [[nodiscard]] std::vector<http::Route> routes() const {
        const auto get = [&](std::string pattern, std::string name, Page page,
                             std::string summary) {
            return route(Method::get, std::move(pattern), std::move(name), For::visitors, page,
                         std::move(summary));
        };
        const auto post = [&](std::string pattern, std::string name, Page page,
                              std::string summary) {
            return route(Method::post, std::move(pattern), std::move(name), For::visitors, page,
                         std::move(summary));
        };
        return {
            get(
                "/", "home", [](const Visit&) { return Response::redirect("/desk"); },
                "to the desk"),
            get("/desk", "desk", show_desk, "what is to be done, the nearest first"),
            get("/consultations", "consultations", show_consultations, "questions, in and out"),
            get("/matters", "matters", show_matters, "matters by due day"),
            get("/matters/{id}", "matter", show_matter, "one matter with its story"),
            post("/matters/{id}/officer", "assign", assign_matter, "gives it to an officer"),
            get("/matters/{id}/papers/{paper}", "paper", give_paper, "a paper as a file"),
            get("/matters/{id}/steps/{step}", "step", show_step, "the form of a step"),
            with_files(
                post("/matters/{id}/steps/{step}", "take-step", take_step, "takes the step")),
            get("/matters/{id}/questions/{question}", "question", show_question,
                "the form of an answer"),
            post("/matters/{id}/questions/{question}", "answer", answer_question, "answers"),
            get("/open", "openings", show_openings, "what can be opened"),
            get("/open/{procedure}/{step}", "opening", show_opening, "the form of an opening"),
            with_files(post("/open/{procedure}/{step}", "open", open_matter, "opens a matter")),
            get("/intake", "intake", show_intake, "what came in"),
            with_files(post("/intake", "register-item", register_item, "registers what came in")),
            get("/intake/{item}", "item", show_item, "an item with the unit that is competent"),
            post("/intake/{item}/unit", "give-item", give_item, "gives it to a unit"),
            post("/intake/{item}/close", "close-item", close_item, "ends it without a matter"),
            get("/obligations", "obligations", show_obligations, "what is owed, by due day"),
            get("/house", "house", show_house, "units, duties and their clauses"),
            route(Method::get, "/sign-in", "sign-in", For::anybody, show_sign_in, "signing in"),
            route(Method::post, "/sign-in", "sign-in-now", For::anybody, sign_in, "signs in"),
            route(Method::post, "/sign-out", "sign-out", For::anybody, sign_out, "signs out"),
            route(Method::post, "/settings", "settings", For::anybody, keep_setting,
                  "keeps language or theme"),
            {.method = Method::get,
             .pattern = "/assets/{name}",
             .name = "asset",
             .handler =
                 [this](const Request& request) {
                     return assets.answer(request, request.path_value("name"));
                 },
             .summary = "styles and pictures"},
            {.method = Method::get,
             .pattern = "/healthz",
             .name = "health",
             .handler = [](const Request&) { return Response::text("ok\n"); },
             .summary = "that the server answers"}};
    }

    http::Assets assets{"/assets"};
    http::CsrfGuard csrf;
    MailRoom mail_room;
    House house;
    http::Router router;
};

Workspace::Workspace(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Workspace::~Workspace() = default;

Result<std::unique_ptr<Workspace>> Workspace::open(office::Office& office) {
    std::string key = REMIT_TRY(office::form_key(office));
    return std::unique_ptr<Workspace>(
        new Workspace(std::make_unique<Parts>(office, std::move(key))));
}

const http::Router& Workspace::router() const {
    return parts_->router;
}

}  // namespace remit::web
