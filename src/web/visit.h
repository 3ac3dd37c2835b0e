// One request of a person: who asks, in which language, for which office.
//
// Every page is a function from a Visit to a Response. Invariants: a Visitor is an officer of
// today's establishment whose session is open; what a page shows was asked for with his reader, so
// that the access policy has judged it; a form that changes something was sent from a page of his.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authority/establishment.h"
#include "diag/language.h"
#include "diag/message.h"
#include "html/url.h"
#include "http/assets.h"
#include "http/csrf.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "http/turnstile.h"
#include "office/access_reader.h"
#include "office/office.h"
#include "office/registers.h"
#include "web/words.h"

namespace remit::web {

/// A post in which the visitor may act today.
struct VisitorPost {
    std::string unit;  // code
    authority::Rank rank = authority::Rank::officer;
    std::string replaces;  // an officer; empty in a post of his own
};

struct Visitor {
    std::string officer;
    std::string session;  // the token of his cookie
    office::OfficeReader reader;
    std::vector<VisitorPost> posts;  // his own first; empty while he is away

    /// The unit that he works in first of all; empty where he has no post today.
    [[nodiscard]] std::string_view unit() const {
        return posts.empty() ? std::string_view() : std::string_view(posts.front().unit);
    }
};

class MailRoom;

/// What pages of one office have in common; outlives all visits.
struct House {
    office::Office* office;
    const http::Assets* assets;
    const http::CsrfGuard* csrf;
    const MailRoom* mail_room;
    http::Turnstile* sign_ins;  // passwords that are being compared
};

struct Visit {
    const House* house = nullptr;
    const http::Request* request = nullptr;
    diag::Language language = diag::Language::en;
    std::string theme;               // "light" or "dark"; empty: as the machine has it
    std::optional<Visitor> visitor;  // none before he has signed in
    http::Form form;                 // of a POST
    std::string notice;              // what is to be said on top of the page; empty

    [[nodiscard]] office::Office& office() const { return *house->office; }
    [[nodiscard]] const office::Institution& institution() const {
        return house->office->institution();
    }
    [[nodiscard]] std::string say(PhraseId id,
                                  const std::vector<diag::Argument>& arguments = {}) const {
        return diag::in_words(phrase(id), arguments, language);
    }
    /// The same as a whole sentence.
    [[nodiscard]] std::string tell(PhraseId id,
                                   const std::vector<diag::Argument>& arguments = {}) const {
        return say(id, arguments) + ".";
    }
    [[nodiscard]] office::Viewer viewer() const {
        return {&institution().secrecy().policy, &visitor->reader.reader};
    }
    /// Who holds a post in the unit and is there today, by id.
    [[nodiscard]] std::vector<std::string> officers_of(std::string_view unit) const;
    /// For a form in a page of this session; before signing in, of the browser that asks.
    [[nodiscard]] std::string csrf_token() const;
    /// What the cookie of the session holds; a fixed word before there is one.
    [[nodiscard]] std::string_view session() const;
};

inline constexpr std::string_view kSessionCookie = "remit_session";
inline constexpr std::string_view kLanguageCookie = "remit_language";
inline constexpr std::string_view kThemeCookie = "remit_theme";
inline constexpr std::string_view kCsrfField = "csrf";

/// The cookie of the session, over TLS the one that no other host can set.
std::string session_cookie_name(const http::Request& request);

/// Who asks and how: cookies, Accept-Language, the session, today's establishment.
/// Errors: those of the database.
Result<Visit> receive(const House& house, const http::Request& request);

/// The same for an officer whose session has just been opened, with its token.
/// Errors: those of the database, not_found (he is no officer any more).
Result<Visit> receive_as(const House& house, const http::Request& request,
                         const std::string& token);

using Page = http::Response (*)(const Visit&);

/// The language tag of a page: "sr-Cyrl".
std::string_view tag_of(diag::Language language);

}  // namespace remit::web
