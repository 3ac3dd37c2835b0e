// The shell of every page: the rail with who acts and where to go, the sheet, its head and its
// foot.
//
// Invariant: a page has one h1, a link past the rail, and the language of each text that is not the
// page's. The act is quoted in its own language.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "html/writer.h"
#include "http/response.h"
#include "web/visit.h"

namespace remit::web {

enum class Tab : std::uint8_t {
    none,
    desk,
    intake,
    matters,
    consultations,
    obligations,
    open,
    house
};

struct PageHead {
    std::string title;
    Tab tab = Tab::none;
    bool is_error = false;  // the title of the window begins with it
    http::StatusCode status = http::StatusCode::ok;
};

/// The whole page. `content` writes what stands in <main>, its head included.
http::Response page(const Visit& visit, const PageHead& head,
                    const std::function<void(html::Writer&)>& content);
/// The same without the rail: for who has not signed in.
http::Response plate(const Visit& visit, const PageHead& head,
                     const std::function<void(html::Writer&)>& content);

/// The head of a page: its title, and in the margin what it says there.
void write_head(html::Writer& out, std::string_view crumb, std::string_view title,
                std::string_view margin);

enum class FormFiles : bool { no, yes };

/// A form of the page that changes something, with the token that proves it.
void post_form(const Visit& visit, html::Writer& out, const html::Url& to,
               const std::function<void()>& content, FormFiles files = FormFiles::no);

/// A page that says what went wrong and what helps.
http::Response fault_page(const Visit& visit, http::StatusCode status, std::string_view title,
                          std::string_view text);
/// What an error of the office is for a person. But for what is not there it is told on standard
/// error as well, with the number that the page shows.
http::Response fault_page(const Visit& visit, const Error& error);

/// The language tag of the act's own words.
std::string_view act_tag(const Visit& visit);

}  // namespace remit::web
