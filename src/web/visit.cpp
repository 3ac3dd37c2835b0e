#include "web/visit.h"

#include <algorithm>
#include <utility>

#include "http/accept.h"
#include "http/cookies.h"
#include "office/journal.h"
#include "office/sessions.h"

namespace remit::web {
namespace {

diag::Language language_of(http::PageLanguage language) {
    switch (language) {
        case http::PageLanguage::hr:
            return diag::Language::hr;
        case http::PageLanguage::sr_cyrl:
            return diag::Language::sr_cyrl;
        case http::PageLanguage::sr_latn:
            return diag::Language::sr_latn;
        case http::PageLanguage::en:
            break;
    }
    return diag::Language::en;
}

/// The cookie's, else what the browser wishes, else the language of the act.
diag::Language choose_language(const House& house, const http::Request& request) {
    const auto kept = http::find_cookie(request, kLanguageCookie);
    if (kept) {
        if (const auto language = diag::find_language(*kept)) return *language;
    }
    const remit::Remit& act = house.office->institution().act();
    const bool latin = act.script == "Latn";
    const http::PageLanguage of_act =
        act.language == "hr" ? http::PageLanguage::hr
                             : (latin ? http::PageLanguage::sr_latn : http::PageLanguage::sr_cyrl);
    return language_of(http::choose_language(request, of_act));
}

std::string choose_theme(const http::Request& request) {
    const auto kept = http::find_cookie(request, kThemeCookie);
    return kept && (*kept == "light" || *kept == "dark") ? std::string(*kept) : std::string();
}

std::vector<VisitorPost> posts_of(const office::Institution& institution,
                                  const authority::Establishment& staff,
                                  authority::OfficerId officer, calendar::Date day) {
    std::vector<VisitorPost> posts;
    for (const authority::Capacity& one : staff.capacities(officer, day)) {
        posts.push_back(
            {.unit = institution.act().unit(one.post->unit).code,
             .rank = one.post->rank,
             .replaces = one.replaces.is_some() ? staff.id_of(one.replaces) : std::string()});
    }
    return posts;
}

Result<std::optional<Visitor>> find_visitor(const House& house, std::string_view token) {
    using None = std::optional<Visitor>;
    office::Office& office = *house.office;
    const auto session = REMIT_TRY(office::find_session(office, token));
    if (!session) return None();
    store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const office::Journal journal(*snapshot, office.institution().id(), office.env());
    const authority::Establishment& staff = REMIT_TRY(office.staff(journal))->establishment;
    const auto officer = staff.find_officer(session->officer);
    if (!officer) return None();
    const calendar::Date today = office.institution().day_at(office.now());
    return None(Visitor{.officer = session->officer,
                        .session = std::string(token),
                        .reader = REMIT_TRY(office::reader_of(office.institution(), staff,
                                                              session->officer, office.now())),
                        .posts = posts_of(office.institution(), staff, *officer, today)});
}

Visit visit_of_nobody(const House& house, const http::Request& request) {
    Visit visit;
    visit.house = &house;
    visit.request = &request;
    visit.language = choose_language(house, request);
    visit.theme = choose_theme(request);
    return visit;
}

}  // namespace

std::string session_cookie_name(const http::Request& request) {
    return (request.is_secure ? "__Host-" : "") + std::string(kSessionCookie);
}

std::string_view Visit::session() const {
    return visitor ? std::string_view(visitor->session) : std::string_view("nobody");
}

std::string Visit::csrf_token() const {
    return house->csrf->token(session(), office().env().random_bytes(http::kCsrfRandomBytes));
}

std::vector<std::string> Visit::officers_of(std::string_view unit) const {
    std::vector<std::string> all;
    const auto staff = [&]() -> Result<const office::StaffFile*> {
        store::Snapshot snapshot = REMIT_TRY(office().database().snapshot());
        return office().staff(office::Journal(*snapshot, institution().id(), office().env()));
    }();
    if (!staff.ok()) return all;  // the page is of use without
    const calendar::Date today = institution().day_at(office().now());
    const authority::Establishment& establishment = staff.value()->establishment;
    for (const authority::HeldPost& post : establishment.staff().posts) {
        const std::string& id = establishment.id_of(post.officer);
        const bool his = institution().act().unit(post.unit).code == unit;
        const bool there =
            post.term.holds_on(today) && !establishment.is_absent(post.officer, today);
        if (his && there && std::ranges::find(all, id) == all.end()) all.push_back(id);
    }
    return all;
}

Result<Visit> receive(const House& house, const http::Request& request) {
    Visit visit = visit_of_nobody(house, request);
    const auto token = http::find_cookie(request, session_cookie_name(request));
    if (token) visit.visitor = REMIT_TRY(find_visitor(house, *token));
    return visit;
}

Result<Visit> receive_as(const House& house, const http::Request& request,
                         const std::string& token) {
    Visit visit = visit_of_nobody(house, request);
    visit.visitor = REMIT_TRY(find_visitor(house, token));
    if (visit.visitor) return visit;
    return base::make_error(ErrorCode::not_found, "there is no such officer any more");
}

std::string_view tag_of(diag::Language language) {
    return language == diag::Language::sr_cyrl ? "sr-Cyrl" : diag::name_of(language);
}

}  // namespace remit::web
