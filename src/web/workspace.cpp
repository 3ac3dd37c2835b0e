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
#include "web/item_page.h"
#include "web/mail_room.h"
#include "web/matter_list.h"
#include "web/matter_officer.h"
#include "web/matter_page.h"
#include "web/obligations.h"
#include "web/opening_form.h"
#include "web/question_form.h"
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
/// Passwords are slow to compare on purpose: so many at a time leave workers for the others.
constexpr std::size_t kSignInsAtOnce = 2;

/// Who may have the page.
enum class For : std::uint8_t { anybody, visitors };

/// Back to the page that was asked for, once he has signed in; after a form to the desk.
Response to_sign_in(const Request& request) {
    if (request.method == Method::post) return Response::redirect("/sign-in");
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

/// A place of the workspace: the page that is shown, and what is done with the form on it.
struct Place {
    std::string_view pattern;
    std::string_view name;
    Page show = nullptr;  // none where a form only is sent
    Page send = nullptr;  // none where none is
    std::string_view summary;
    For whom = For::visitors;
    std::size_t body_bytes_max = http::kBodyBytesMax;
};

Response to_desk(const Visit&) {
    return Response::redirect("/desk");
}

constexpr Place kPlaces[] = {
    {"/", "home", to_desk, nullptr, "to the desk"},
    {"/desk", "desk", show_desk, nullptr, "what is to be done, the nearest first"},
    {"/consultations", "consultations", show_consultations, nullptr, "questions, in and out"},
    {"/matters", "matters", show_matters, nullptr, "matters by due day"},
    {"/matters/{id}", "matter", show_matter, assign_matter, "one matter with its story"},
    {"/matters/{id}/papers/{paper}", "paper", give_paper, nullptr, "a paper as a file"},
    {"/matters/{id}/steps/{step}", "step", show_step, take_step, "a step", For::visitors,
     http::kUploadBytesMax},
    {"/matters/{id}/questions/{question}", "question", show_question, answer_question, "an answer"},
    {"/open", "openings", show_openings, nullptr, "what can be opened"},
    {"/open/{procedure}/{step}", "opening", show_opening, open_matter, "a new matter",
     For::visitors, http::kUploadBytesMax},
    {"/intake", "intake", show_intake, register_item, "what came in", For::visitors,
     http::kUploadBytesMax},
    {"/intake/{item}", "item", show_item, handle_item, "an item with the unit it is for"},
    {"/obligations", "obligations", show_obligations, nullptr, "what is owed, by due day"},
    {"/house", "house", show_house, nullptr, "units, duties and their clauses"},
    {"/sign-in", "sign-in", show_sign_in, sign_in, "signing in", For::anybody},
    {"/sign-out", "sign-out", nullptr, sign_out, "signing out"},
    {"/settings", "settings", nullptr, keep_setting, "language and theme", For::anybody},
};

Response answer(const House& house, const Request& request, const Place& place) {
    Result<Visit> visit = receive(house, request);
    if (!visit.ok()) return http::Router::plain_error(request, http::StatusCode::unavailable);
    const bool is_form = request.method == Method::post;
    if (place.whom == For::visitors && !visit.value().visitor) {
        if (!is_form || place.show == nullptr) return to_sign_in(request);
        return sign_in_and_show(house, visit.value(), place.show);
    }
    if (!is_form) return place.show(visit.value());
    if (auto refused = take_form(visit.value())) return *std::move(refused);
    return place.send(visit.value());
}

Response error_page(const House& house, const Request& request, http::StatusCode status) {
    const Result<Visit> visit = receive(house, request);
    if (!visit.ok()) return http::Router::plain_error(request, status);
    if (status == http::StatusCode::not_found || status == http::StatusCode::method_not_allowed) {
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
          house{.office = &office,
                .assets = &assets,
                .csrf = &csrf,
                .mail_room = &mail_room,
                .sign_ins = &sign_ins},
          router(routes(), [this](const Request& request, http::StatusCode status) {
              return error_page(house, request, status);
          }) {
        add_assets(assets);
    }

    [[nodiscard]] http::Route route(Method method, const Place& place) const {
        const bool sends = method == Method::post;
        return {.method = method,
                .pattern = std::string(place.pattern),
                .name = (sends ? "send-" : "") + std::string(place.name),
                .handler = [this, &place](
                               const Request& request) { return answer(house, request, place); },
                .body_bytes_max = sends ? place.body_bytes_max : http::kBodyBytesMax,
                .summary = std::string(place.summary)};
    }

    [[nodiscard]] std::vector<http::Route> routes() const {
        std::vector<http::Route> all;
        for (const Place& place : kPlaces) {
            if (place.show != nullptr) all.push_back(route(Method::get, place));
            if (place.send != nullptr) all.push_back(route(Method::post, place));
        }
        all.push_back({.method = Method::get,
                       .pattern = "/assets/{name}",
                       .name = "asset",
                       .handler =
                           [this](const Request& request) {
                               return assets.answer(request, request.path_value("name"));
                           },
                       .summary = "styles and pictures"});
        all.push_back({.method = Method::get,
                       .pattern = "/healthz",
                       .name = "health",
                       .handler = [](const Request&) { return Response::text("ok\n"); },
                       .summary = "that the server answers"});
        return all;
    }

    http::Assets assets{"/assets"};
    http::CsrfGuard csrf;
    MailRoom mail_room;
    http::Turnstile sign_ins{kSignInsAtOnce};
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
