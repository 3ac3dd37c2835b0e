// YAML read as plain values: text, lists and maps, each with its place in the file.
//
// Scalars stay text: "no" is a word and 1.10 keeps its zero until somebody asks for a number.
// Invariant: a Document holds only what can be read in one way - valid UTF-8 without control
// characters, one document, no key twice, no anchors, aliases or tags, at most kDepthMax deep.
// Only yaml.cpp includes libyaml.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace remit::yaml {

inline constexpr std::size_t kYamlBytesMax = std::size_t{16} << 20U;
inline constexpr std::size_t kDepthMax = 64;

enum class NodeKind : std::uint8_t {
    nothing,  // a key without a value, "~", or an empty file
    text,
    list,
    map,
};

/// Where a node begins. Lines and columns count from 1, columns in code points.
struct Place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::uint32_t offset = 0;  // in bytes
};

class Node;
struct Entry;

class Node {
  public:
    [[nodiscard]] NodeKind kind() const { return kind_; }
    [[nodiscard]] Place place() const { return place_; }
    /// The key it stands under, also for the items of the list there; empty at the top.
    [[nodiscard]] std::string_view key() const { return key_; }

    // Each of these answers an Error with file, line and column where the node is of another kind:
    // "vocabulary/bodies.yaml:12:5: expected a list under 'names', found text".
    [[nodiscard]] Result<std::string_view> text() const;
    [[nodiscard]] Result<std::int64_t> integer() const;
    [[nodiscard]] Result<bool> boolean() const;  // "true" or "false" only
    [[nodiscard]] Result<std::span<const Node>> list() const;
    [[nodiscard]] Result<std::span<const Entry>> map() const;
    [[nodiscard]] Result<std::vector<std::string>> text_list() const;

    /// The value under the key; nullptr where there is none, or the node is no map.
    [[nodiscard]] const Node* find(std::string_view key) const;
    /// The value under the key. Errors: invalid_input (no map, or no such key).
    [[nodiscard]] Result<const Node*> require(std::string_view key) const;
    /// Errors: invalid_input where the map has a key that is not listed; names the place of the
    /// key.
    [[nodiscard]] Status allow_keys(std::initializer_list<std::string_view> keys) const;

    /// find() and require() with the type in one step.
    [[nodiscard]] Result<std::string_view> require_text(std::string_view key) const;
    [[nodiscard]] Result<std::optional<std::string_view>> find_text(std::string_view key) const;
    [[nodiscard]] Result<std::vector<std::string>> find_text_list(std::string_view key) const;

    /// An error at this node's place: "packs/hr/units.yaml:3:7: " and the message.
    [[nodiscard]] Error fault(std::string_view message) const;

  private:
    friend class Builder;
    friend class Document;
    [[nodiscard]] Error expected(std::string_view what) const;

    const std::string* file_ = nullptr;  // owned by the Document
    std::string text_;
    std::string key_;
    std::vector<Node> items_;
    std::vector<Entry> entries_;
    Place place_;
    NodeKind kind_ = NodeKind::nothing;
};

struct Entry {
    std::string key;
    Place key_place;
    Node value;
};

/// A file as it was read. Nodes point to its name, so it must outlive every reference to them.
class Document {
  public:
    [[nodiscard]] const Node& root() const { return root_; }
    [[nodiscard]] const std::string& name() const { return *name_; }

  private:
    friend Result<Document> parse(std::string name, std::string_view text);
    explicit Document(std::string name)
        : name_(std::make_unique<const std::string>(std::move(name))) {}

    std::unique_ptr<const std::string> name_;
    Node root_;
};

/// Reads one document.
/// In:     `name` as errors shall call the file, such as "vocabulary/bodies.yaml".
/// Errors: invalid_input (syntax, a key twice, an anchor ...; with place and cure), limit.
/// Cost:   O(bytes log keys); 30 MB/s (bench/yaml_bench.cpp).
Result<Document> parse(std::string name, std::string_view text);

}  // namespace remit::yaml
