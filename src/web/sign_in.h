// Signing in and out, and the two settings that a browser keeps: language and theme.
//
// Invariant: a wrong password, an unknown officer and one without a password are answered alike.
// After signing in a person comes back to the page that he had asked for, where that is of this
// site.
#pragma once

#include "http/response.h"
#include "web/visit.h"

namespace remit::web {

/// The page; `next` of the query is where it leads.
http::Response show_sign_in(const Visit& visit);
http::Response sign_in(const Visit& visit);
http::Response sign_out(const Visit& visit);
/// A form whose session was over when it came: asks who it is and then shows the form again with
/// everything that was typed, by `form_page`. Nothing is done until he sends it once more, since it
/// may be another who signs in, and files have to be chosen again.
http::Response sign_in_and_show(const House& house, Visit& visit, Page form_page);
/// Keeps what the form says, and goes back to where it was sent from.
http::Response keep_setting(const Visit& visit);

}  // namespace remit::web
