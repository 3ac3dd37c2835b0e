#include "http/router.h"

#include <algorithm>
#include <set>

#include "base/check.h"
#include "http/ascii.h"

namespace remit::http {

Router::Router(std::vector<Route> routes, ErrorPage error_page)
    : routes_(std::move(routes)), error_page_(std::move(error_page)) {
    std::set<std::string_view> names;
    for (std::size_t index = 0; index < routes_.size(); ++index) {
        const Route& route = routes_[index];
        REMIT_CHECK(!route.name.empty() && names.insert(route.name).second);
        REMIT_CHECK(route.handler != nullptr);
        std::vector<Part> parts = read_pattern(route.pattern);
        const auto is_same = [&](const Place& place) {
            return std::ranges::equal(place.parts, parts, [](const Part& a, const Part& b) {
                return a.is_value == b.is_value && a.is_rest == b.is_rest &&
                       (a.is_value || a.text == b.text);
            });
        };
        auto place = std::ranges::find_if(places_, is_same);
        if (place == places_.end()) {
            places_.push_back({std::move(parts), {index}});
            continue;
        }
        // Values of one place have the same names, whatever the method.
        REMIT_CHECK(std::ranges::equal(place->parts, parts, {}, &Part::text, &Part::text));
        REMIT_CHECK(find_route(*place, route.method) == nullptr);
        place->routes.push_back(index);
    }
    std::ranges::sort(places_, goes_before);
}

std::vector<Router::Part> Router::read_pattern(std::string_view pattern) {
    REMIT_CHECK(pattern.starts_with('/'));
    pattern.remove_prefix(1);
    std::vector<Part> parts;
    while (!pattern.empty()) {
        std::string_view text = take_until(pattern, '/');
        Part part;
        if (text.starts_with('{') && text.ends_with('}')) {
            part.is_value = true;
            text = text.substr(1, text.size() - 2);
            part.is_rest = text.ends_with("...");
            if (part.is_rest) text.remove_suffix(3);
        }
        REMIT_CHECK(!text.empty() && text.find_first_of("{}") == std::string_view::npos);
        REMIT_CHECK(!part.is_rest || pattern.empty());
        part.text = text;
        parts.push_back(std::move(part));
    }
    return parts;
}

// A word before a value, a value before the rest, at the first part where they differ.
bool Router::goes_before(const Place& one, const Place& other) {
    const auto rank = [](const Place& place, std::size_t index) {
        if (index >= place.parts.size()) return 3;
        return place.parts[index].is_rest ? 2 : place.parts[index].is_value ? 1 : 0;
    };
    for (std::size_t index = 0; index < std::max(one.parts.size(), other.parts.size()); ++index) {
        const int a = rank(one, index);
        const int b = rank(other, index);
        if (a != b) return a < b;
        if (one.parts[index].text != other.parts[index].text)
            return one.parts[index].text < other.parts[index].text;
    }
    return false;
}

bool Router::matches(const Place& place, const std::vector<std::string>& segments) {
    const bool has_rest = !place.parts.empty() && place.parts.back().is_rest;
    if (has_rest ? segments.size() < place.parts.size() : segments.size() != place.parts.size())
        return false;
    for (std::size_t index = 0; index < place.parts.size(); ++index) {
        if (!place.parts[index].is_value && place.parts[index].text != segments[index])
            return false;
    }
    return true;
}

// A scan: an office has about a hundred routes, and a mismatch is seen at the first word.
const Router::Place* Router::find_place(const Request& request) const {
    for (const Place& place : places_)
        if (matches(place, request.path())) return &place;
    return nullptr;
}

const Route* Router::find_route(const Place& place, Method method) const {
    for (const std::size_t index : place.routes)
        if (routes_[index].method == method) return &routes_[index];
    return method == Method::head ? find_route(place, Method::get) : nullptr;
}

std::string Router::allowed(const Place& place) const {
    std::string out = "OPTIONS";
    for (const Method method :
         {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::delete_}) {
        if (find_route(place, method) != nullptr) out += ", " + std::string(name_of(method));
    }
    return out;
}

Response Router::handle(Request& request) const {
    if (request.target.is_asterisk) {
        if (request.method != Method::options) return error_page_(request, StatusCode::bad_request);
        return Response::empty().set("Allow", "OPTIONS, GET, HEAD, POST, PUT, PATCH, DELETE");
    }
    const Place* const place = find_place(request);
    if (place == nullptr) return error_page_(request, StatusCode::not_found);
    const Route* const route = find_route(*place, request.method);
    if (route == nullptr) {
        if (request.method == Method::options)
            return Response::empty().set("Allow", allowed(*place));
        return error_page_(request, StatusCode::method_not_allowed).set("Allow", allowed(*place));
    }
    if (!request.target.is_canonical) {
        std::string target = path_of(request.path());
        if (!request.target.query_text.empty()) target += "?" + request.target.query_text;
        return Response::redirect(target, StatusCode::permanent_redirect);
    }
    request.route_name = route->name;
    for (std::size_t index = 0; index < place->parts.size(); ++index) {
        const Part& part = place->parts[index];
        if (!part.is_value) continue;
        std::string value = request.path()[index];
        if (part.is_rest) {
            for (std::size_t more = index + 1; more < request.path().size(); ++more)
                value += "/" + request.path()[more];
        }
        request.path_values.emplace_back(part.text, std::move(value));
    }
    return route->handler(request);
}

std::size_t Router::body_bytes_max(const Request& request) const {
    const Place* const place = find_place(request);
    const Route* const route = place == nullptr ? nullptr : find_route(*place, request.method);
    return route == nullptr ? kBodyBytesMax : route->body_bytes_max;
}

std::string Router::path_for(std::string_view name,
                             std::initializer_list<std::string_view> values) const {
    const auto route = std::ranges::find(routes_, name, &Route::name);
    REMIT_CHECK(route != routes_.end());
    std::string path;
    const auto* value = values.begin();
    for (const Part& part : read_pattern(route->pattern)) {
        REMIT_CHECK(!part.is_value || value != values.end());
        path += '/';
        if (!part.is_value) {
            path += percent_encoded(part.text);
        } else if (part.is_rest) {
            for (std::string_view rest = *value++; !rest.empty();) {
                path += percent_encoded(take_until(rest, '/'));
                if (!rest.empty()) path += '/';
            }
        } else {
            path += percent_encoded(*value++);
        }
    }
    REMIT_CHECK(value == values.end());
    return path.empty() ? "/" : path;
}

Response Router::plain_error(const Request& /*request*/, StatusCode status) {
    return Response::text(
        std::to_string(number_of(status)) + " " + std::string(reason_of(status)) + "\n", status);
}

}  // namespace remit::http
