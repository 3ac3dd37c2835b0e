// Text in columns on a page: wrapping, padding, and what of an act's words may reach a terminal.
//
// Widths are columns of user-perceived characters. What comes from a file is never printed as it
// is: printable() takes control characters out, so that an act cannot steer a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace remit::cli {

/// The width for which everything is laid out.
inline constexpr std::size_t kPageColumns = 100;
/// The most that is shown of one text; what is longer ends in an ellipsis.
inline constexpr std::size_t kShownColumnsMax = 4000;

/// Text from outside on one line: white space collapsed, nothing that steers a terminal.
std::string printable(std::string_view text);

/// Lines of at most `width` columns, broken at spaces; a longer word has a line of its own. At
/// least one line.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The text with spaces behind it up to `width` columns.
std::string pad(std::string_view text, std::size_t width);

/// ANSI colours, or nothing where the output is no terminal.
class Ink {
  public:
    explicit Ink(bool colour) : colour_(colour) {}
    [[nodiscard]] std::string bold(std::string_view text) const { return paint("1", text); }
    [[nodiscard]] std::string dim(std::string_view text) const { return paint("2", text); }
    [[nodiscard]] std::string red(std::string_view text) const { return paint("31", text); }
    [[nodiscard]] std::string yellow(std::string_view text) const { return paint("33", text); }
    [[nodiscard]] std::string blue(std::string_view text) const { return paint("34", text); }

  private:
    [[nodiscard]] std::string paint(std::string_view code, std::string_view text) const;

    bool colour_;
};

}  // namespace remit::cli
