// Reads the fields of a data file and reports what is wrong with them, at the place where it
// stands.
//
// The module `data` also carries the files themselves (base/embedded.h): the one binary runs alone.
// Shared by all loaders of data files: vocabulary, packs, calendars, procedures. Nothing here
// fails: a faulty field is a diagnostic and reads as absent, so that one run names every fault of a
// file. It never corrects or guesses a value.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostics.h"
#include "diag/source.h"
#include "yaml/node.h"

namespace remit::data {

/// A text of the file and the bytes it stands in, quotation marks left out.
struct Text {
    std::string_view value;  // owned by the document
    diag::Span span;
};

class Reader {
  public:
    /// Reads the last file of the source. All three must outlive the reader.
    Reader(const diag::Source& source, diag::Diagnostics& diagnostics)
        : source_(&source), diagnostics_(&diagnostics), base_(source.files().back().span.begin) {}

    /// The parsed file; none, with yaml-syntax reported, where it is not YAML that we read.
    [[nodiscard]] std::optional<yaml::Document> parse() const;

    /// Reports each key of the map that is not among `keys`.
    void allow(const yaml::Node& map, std::initializer_list<std::string_view> keys) const;
    /// The value under the key, nullptr where it is absent; `require` reports that as
    /// missing-field.
    [[nodiscard]] const yaml::Node* find(const yaml::Node& map, std::string_view key) const;
    [[nodiscard]] const yaml::Node* require(const yaml::Node& map, std::string_view key) const;

    [[nodiscard]] bool is_map(const yaml::Node& node, std::string_view field) const;
    [[nodiscard]] std::optional<Text> find_text(const yaml::Node& map, std::string_view key) const;
    [[nodiscard]] std::optional<Text> require_text(const yaml::Node& map,
                                                   std::string_view key) const;
    /// "true" or "false"; `otherwise` where it is absent or faulty.
    [[nodiscard]] bool flag(const yaml::Node& map, std::string_view key, bool otherwise) const;
    /// The texts of a list; empty where it is absent or faulty.
    [[nodiscard]] std::vector<Text> texts(const yaml::Node& map, std::string_view key) const;
    /// The items of a list that are maps; the others are reported.
    [[nodiscard]] std::vector<const yaml::Node*> maps(const yaml::Node& map,
                                                      std::string_view key) const;

    void report_reference(std::string_view field, const Text& text) const;
    void report_value(std::string_view field, const Text& text, std::string expected) const;
    void report_repeated(const Text& text, diag::Span first) const;

    /// The bytes of a text, or the first word of anything else.
    [[nodiscard]] diag::Span span_of(const yaml::Node& node) const;
    /// The key of an entry and where it stands, quotation marks left out.
    [[nodiscard]] Text key_of(const yaml::Entry& entry) const;

  private:
    void report_type(const yaml::Node& node, std::string_view field, std::string expected) const;
    [[nodiscard]] Text text_of(const yaml::Node& node) const;
    [[nodiscard]] diag::Span word_at(std::uint32_t offset) const;
    /// The place "name:line:column: " that an error of the YAML reader begins with; cut off it.
    [[nodiscard]] diag::Span cut_place(std::string_view& message) const;

    const diag::Source* source_;
    diag::Diagnostics* diagnostics_;
    std::uint32_t base_;  // where the file begins in the joined text
};

}  // namespace remit::data
