// The text that is compiled, and where in it something is.
//
// Several files given together are one act: they are joined in order with nothing between them, and every position is
// a byte offset into the joined text. Lines and columns are computed only when a person is to see them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace remit::diag {

/// A run of bytes of the joined text, end exclusive.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] std::uint32_t size() const { return end - begin; }
    bool operator==(const Span&) const = default;
};

struct SourceFile {
    std::string name;   // as the user gave it; "<stdin>" for standard input
    Span span;          // its part of the joined text
};

/// A place as people count: lines and columns from 1, columns in user-perceived characters, within one file.
struct Place {
    const SourceFile* file = nullptr;
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

class Source {
  public:
    /// Adds a file behind those already there.
    void add(std::string name, std::string_view bytes);

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::string_view text(Span span) const {
        return text().substr(span.begin, span.size());
    }
    [[nodiscard]] const std::vector<SourceFile>& files() const { return files_; }
    [[nodiscard]] Place place_of(std::uint32_t offset) const;
    /// The whole line around the offset, cut at file boundaries, without its line end.
    [[nodiscard]] Span line_of(std::uint32_t offset) const;

  private:
    std::string text_;
    std::vector<SourceFile> files_;
    mutable std::vector<std::uint32_t> line_starts_;  // filled at the first question
};

}  // namespace remit::diag
