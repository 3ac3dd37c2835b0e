// What every form of a command has: who sends it, the key by which it is done once, and what is
// shown when the office declines.
//
// Invariant: the key is made with the page and stays with the form while it is refused, so that the
// same form sent twice is carried out once.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "html/writer.h"
#include "http/method.h"
#include "office/outcome.h"
#include "web/fields_form.h"
#include "web/shell.h"
#include "web/visit.h"

namespace remit::web {

/// Who acts, with the key and the version that the form was made with.
office::Caller caller_of(const Visit& visit);

/// The key of this form: that of the one that was refused, or a new one where there was none, or
/// where it was refused because another command has that key.
void write_key(const Visit& visit, html::Writer& out, const office::Declined* declined = nullptr);
/// In advise mode: why he acts in spite of a refusal.
void write_advised(const Visit& visit, html::Writer& out);
/// The version of the matter that the page shows.
void write_version(html::Writer& out, std::uint64_t version);

/// The note that goes with a command, or the reason that it needs.
void write_note(const Visit& visit, html::Writer& out, Need need);
std::string note_of(const Visit& visit);

/// The head of the page of a form; `declined` is what the office said to it, or null.
PageHead head_of(std::string title, Tab tab, const office::Declined* declined);

/// Reasons and cures, on top of the form that they are about.
void write_declined(const Visit& visit, html::Writer& out, const office::Declined& declined);
http::StatusCode status_of(const office::Declined& declined);

/// Where a command leads: to its matter once it is done, else to what `refused` makes of the
/// refusal.
http::Response after(const Visit& visit, const Result<office::Outcome>& done,
                     const std::function<http::Response(const office::Declined&)>& refused);

}  // namespace remit::web
