// Server-sent events (WHATWG HTML, section 9.2): what an open page is told without asking.
//
// Invariant: an event cannot be broken by what it carries: line ends in its data make more lines of
// data, never another field. A client that does not take its events is dropped, and asks again with
// Last-Event-ID; nobody waits for it.
#pragma once

#include <string>
#include <string_view>

namespace remit::http {

struct Event {
    std::string name;  // what the page listens for; empty: "message"
    std::string data;
    std::string id;  // what Last-Event-ID will say; may be empty
};

/// As it is sent. Line ends and NUL in a name or id become blanks.
std::string write_event(const Event& event);

/// Where events are published; the server is one.
class EventSink {
  public:
    virtual ~EventSink() = default;
    /// Hands the event to each client that is subscribed to the channel. From any thread; returns
    /// at once.
    virtual void publish(std::string channel, const Event& event) = 0;
};

}  // namespace remit::http
