// The text that is compiled, and where in it something is.
//
// Several files given together are one act: they are joined in order with nothing between them, and
// every position is a byte offset into the joined text. Lines and columns are computed only when a
// person is to see them: the table of lines at the first question, marks along a long line as far
// as somebody asked. No question costs more than a stretch between two marks, whatever the length
// of the line and the order of the questions.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace remit::diag {

/// The most that all files of a source hold together. Who reads files refuses more.
inline constexpr std::size_t kSourceBytesMax = std::numeric_limits<std::uint32_t>::max() - 1;

/// A run of bytes of the joined text, end exclusive.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] std::uint32_t size() const { return end - begin; }
    bool operator==(const Span&) const = default;
};

struct SourceFile {
    std::string name;  // as the user gave it; "<stdin>" for standard input
    Span span;         // its part of the joined text
};

/// A place as people count: lines and columns from 1, columns in user-perceived characters, within
/// one file.
struct Place {
    const SourceFile* file = nullptr;  // owned by the source; null where it has no file
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::uint32_t code_point_column = 1;  // the same place counted in code points, for SARIF
};

class Source {
  public:
    /// Adds a file behind those already there; all together hold at most kSourceBytesMax bytes of
    /// UTF-8.
    void add(std::string name, std::string_view bytes);

    [[nodiscard]] std::string_view text() const { return text_; }
    /// The bytes of the span, which must lie in the text.
    [[nodiscard]] std::string_view text(Span span) const;
    [[nodiscard]] const std::vector<SourceFile>& files() const { return files_; }
    /// The file that holds the byte, or the last one at the end of the text; null where there is no
    /// file.
    [[nodiscard]] const SourceFile* find_file(std::uint32_t offset) const;
    /// The offset may be the end of the text. Cost: O(log lines) and a stretch of the line.
    [[nodiscard]] Place place_of(std::uint32_t offset) const;
    /// The whole line around the offset, cut at file boundaries, without its line end.
    [[nodiscard]] Span line_of(std::uint32_t offset) const;

  private:
    /// How far a line has been counted: so many characters and code points stand before the offset.
    struct Mark {
        std::uint32_t offset = 0;
        std::uint32_t characters = 0;
        std::uint32_t code_points = 0;
    };
    static constexpr std::uint32_t kMarkBytes = 64;

    void ensure_lines() const;
    [[nodiscard]] std::size_t line_index_of(std::uint32_t offset) const;
    [[nodiscard]] Mark count_to(std::uint32_t line_start, std::uint32_t offset) const;
    [[nodiscard]] Mark advance(Mark mark, std::uint32_t offset) const;

    std::string text_;
    std::vector<SourceFile> files_;
    // Filled when asked; a source is used by one thread.
    mutable std::vector<std::uint32_t> line_starts_;
    // By line start, for long lines only.
    mutable std::map<std::uint32_t, std::vector<Mark>> marks_;
};

}  // namespace remit::diag
