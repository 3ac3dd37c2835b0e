// The values of a JsonDocument: what they answer, and where they say that they stand.
//
// Nothing here knows how text becomes a document. Invariant: a path is looked for only when
// somebody asks for it, which is when something is wrong; reading what is right costs none.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/json_reader.h"
#include "base/json_tape.h"
#include "base/json_writer.h"

namespace remit::base {
namespace {

constexpr std::size_t kShownBytesMax = 40;

std::string_view name_of(JsonKind kind) {
    switch (kind) {
        case JsonKind::null:
            return "null";
        case JsonKind::boolean:
            return "a boolean";
        case JsonKind::number:
            return "a number";
        case JsonKind::text:
            return "text";
        case JsonKind::array:
            return "an array";
        case JsonKind::object:
            return "an object";
    }
    REMIT_CHECK(false);
    return {};
}

std::string_view shortened(std::string_view text) {
    if (text.size() <= kShownBytesMax) return text;
    std::size_t size = kShownBytesMax;
    while (size > 0 && is_continuation(text[size])) --size;
    return text.substr(0, size);
}

/// ".unit", or ["a b"] where the name is no plain word.
std::string step_to(std::string_view name) {
    const auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    };
    const bool plain =
        !name.empty() && name.size() <= kShownBytesMax && std::ranges::all_of(name, is_plain);
    return plain ? fmt::format(".{}", name) : fmt::format("[{}]", shown_json(name));
}

}  // namespace

std::string shown_json(std::string_view text) {
    JsonWriter json(JsonWriter::Layout::compact);
    std::string out = json.string(shortened(text)).finish();
    out.pop_back();  // the line end
    return out;
}

JsonDocument::JsonDocument(std::unique_ptr<const JsonTape> tape) : tape_(std::move(tape)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonKind JsonValue::kind() const {
    return tape_->nodes[index_].kind;
}

std::string_view JsonValue::name() const {
    return is_member_ ? tape_->text_at(index_ - 1) : std::string_view();
}

Result<bool> JsonValue::boolean() const {
    if (kind() != JsonKind::boolean) return expected("true or false");
    return tape_->nodes[index_].value != 0;
}

Result<std::int64_t> JsonValue::number() const {
    if (kind() != JsonKind::number) return expected("a number");
    return tape_->nodes[index_].value;
}

Result<std::string_view> JsonValue::text() const {
    if (kind() != JsonKind::text) return expected("text");
    return tape_->text_at(index_);
}

Result<JsonItems> JsonValue::items() const {
    if (kind() != JsonKind::array) return expected("an array");
    return JsonItems(*this);
}

Result<JsonItems> JsonValue::members() const {
    if (kind() != JsonKind::object) return expected("an object");
    return JsonItems(*this);
}

Result<JsonObject> JsonValue::object() const {
    if (kind() != JsonKind::object) return expected("an object");
    return JsonObject(*this);
}

Result<std::int64_t> JsonValue::number_within(std::int64_t least, std::int64_t most) const {
    const std::int64_t seen = REMIT_TRY(number());
    if (seen >= least && seen <= most) return seen;
    return fault(fmt::format("must be a number from {} to {}, is {}", least, most, seen));
}

std::string JsonValue::path() const {
    std::string path = tape_->name;
    std::uint32_t at = 0;
    while (at != index_) {
        // Into the one that holds the value: the last that does not begin behind it.
        const bool named = tape_->nodes[at].kind == JsonKind::object;
        const std::uint32_t step = named ? 1 : 0;
        std::uint32_t child = at + 1 + step;
        std::size_t number = 0;
        while (tape_->behind(child) <= index_) {
            child = tape_->behind(child) + step;
            ++number;
        }
        path += named ? step_to(tape_->text_at(child - 1)) : fmt::format("[{}]", number);
        at = child;
    }
    return path;
}

Error JsonValue::fault(std::string_view words) const {
    return make_error(ErrorCode::invalid_input, fmt::format("{} {}", path(), words));
}

Error JsonValue::unfit(std::string_view cure) const {
    return fault(fmt::format("is {}; {}", shown_json(REMIT_TRY(text())), cure));
}

Error JsonValue::expected(std::string_view what) const {
    return fault(fmt::format("must be {}, is {}", what, name_of(kind())));
}

std::size_t JsonItems::size() const {
    return of_.tape_->nodes[of_.index_].size;
}

JsonItems::Iterator JsonItems::begin() const {
    const bool named = of_.kind() == JsonKind::object;
    return Iterator({of_.tape_, of_.index_ + (named ? 2 : 1), named});
}

JsonItems::Iterator JsonItems::end() const {
    const bool named = of_.kind() == JsonKind::object;
    return Iterator({of_.tape_, of_.tape_->behind(of_.index_) + (named ? 1 : 0), named});
}

JsonItems::Iterator& JsonItems::Iterator::operator++() {
    at_.index_ = at_.tape_->behind(at_.index_) + (at_.is_member_ ? 1 : 0);
    return *this;
}

JsonObject::JsonObject(JsonValue of) : of_(of), next_(JsonItems(of).begin()) {}

Result<JsonValue> JsonObject::take(std::string_view name) {
    if (const auto member = take_if_there(name)) return *member;
    return make_error(ErrorCode::invalid_input,
                      fmt::format("{}{} is missing", of_.path(), step_to(name)));
}

std::optional<JsonValue> JsonObject::take_if_there(std::string_view name) {
    const auto end = JsonItems(of_).end();
    for (auto at = next_; at != end; ++at) {
        if ((*at).name() != name) continue;
        for (; next_ != at; ++next_) passed_.push_back(*next_);
        const JsonValue taken = *next_;
        ++next_;
        return taken;
    }
    const auto passed = std::ranges::find(passed_, name, &JsonValue::name);
    if (passed == passed_.end()) return std::nullopt;
    const JsonValue taken = *passed;
    passed_.erase(passed);
    return taken;
}

Status JsonObject::finish() const {
    const bool left = !passed_.empty() || next_ != JsonItems(of_).end();
    if (!left) return done();
    const JsonValue first = passed_.empty() ? *next_ : passed_.front();
    return first.fault("is not known here; leave it out, or write its name as it is documented");
}

}  // namespace remit::base
