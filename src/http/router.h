// The table of routes, and which of them a request takes.
//
// Invariant: the table is checked when it is made: patterns are well formed, no two routes have the
// same method and pattern, no two the same name. A word of a pattern goes before a {name}, whatever
// the order of the table. What is not in the table is answered here: 404, 405 with Allow, OPTIONS,
// HEAD from GET, and 308 to the one way of writing a path.
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/limits.h"
#include "http/request.h"
#include "http/response.h"

namespace remit::http {

using Handler = std::function<Response(const Request&)>;
/// Makes the page that says what went wrong; from any worker.
using ErrorPage = std::function<Response(const Request&, StatusCode)>;

struct Route {
    Method method = Method::get;
    std::string
        pattern;       // "/matters/{id}"; "/assets/{rest...}" takes all that follows, at least one
    std::string name;  // unique: "matter"
    Handler handler;   // called from many workers at a time
    std::size_t body_bytes_max = kBodyBytesMax;
    std::string summary = {};  // one line, for whoever lists the table
};

class Router {
  public:
    /// A table with a fault is a fault of the program.
    explicit Router(std::vector<Route> routes, ErrorPage error_page = plain_error);

    /// Answers the request; says in it which route was taken and with which values.
    [[nodiscard]] Response handle(Request& request) const;
    /// How long a body the route of this request takes; kBodyBytesMax where there is no such route.
    [[nodiscard]] std::size_t body_bytes_max(const Request& request) const;

    /// In the order in which they were given.
    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }
    /// The path of a route with the values of its pattern in order: path_for("matter", {"7"}).
    [[nodiscard]] std::string path_for(std::string_view name,
                                       std::initializer_list<std::string_view> values = {}) const;

    /// "404 Not Found" as text.
    static Response plain_error(const Request& request, StatusCode status);

  private:
    struct Part {
        std::string text;  // the word, or the name of the value
        bool is_value = false;
        bool is_rest = false;
    };
    /// One pattern with the routes that have it.
    struct Place {
        std::vector<Part> parts;
        std::vector<std::size_t> routes;
    };

    static std::vector<Part> read_pattern(std::string_view pattern);
    static bool goes_before(const Place& one, const Place& other);
    static bool matches(const Place& place, const std::vector<std::string>& segments);
    [[nodiscard]] const Place* find_place(const Request& request) const;
    [[nodiscard]] const Route* find_route(const Place& place, Method method) const;
    [[nodiscard]] std::string allowed(const Place& place) const;

    std::vector<Route> routes_;
    std::vector<Place> places_;  // the more exact first
    ErrorPage error_page_;
};

}  // namespace remit::http
