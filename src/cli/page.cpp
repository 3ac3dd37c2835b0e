#include "cli/page.h"

#include <algorithm>

namespace remit::cli {

namespace {

constexpr std::string_view kFence = "```";
constexpr std::size_t kExampleIndent = 4;

class PageWriter {
  public:
    explicit PageWriter(const Ink& ink) : ink_(ink) {}

    void line(std::string_view line) {
        if (line.starts_with(kFence)) {
            flush();
            fenced_ = !fenced_;
            if (fenced_) example_caption(line.substr(kFence.size()));
        } else if (fenced_) {
            example(line);
        } else if (line.starts_with("#")) {
            flush();
            const std::size_t begin = std::min(line.find_first_not_of("# "), line.size());
            out_ += ink_.bold(line.substr(begin)) + "\n";
        } else if (line.empty()) {
            flush();
            out_ += "\n";
        } else {
            if (line.starts_with("- ") || line.starts_with("| ")) flush();
            if (!paragraph_.empty()) paragraph_ += ' ';
            paragraph_ += line;
        }
    }

    std::string finish() {
        flush();
        return std::move(out_);
    }

  private:
    void flush() {
        if (paragraph_.empty()) return;
        const bool item = paragraph_.starts_with("- ");
        std::string indent;
        for (const std::string& line : wrap(without_links(paragraph_), kPageColumns)) {
            out_ += indent + line + "\n";
            if (item) indent = "  ";
        }
        paragraph_.clear();
    }

    void example_caption(std::string_view info) {
        if (info.ends_with(" cured")) out_ += ink_.dim("  cured:") + "\n";
    }

    void example(std::string_view line) {
        const std::string indent(kExampleIndent, ' ');
        for (const std::string& part : wrap(line, kPageColumns - kExampleIndent)) {
            out_ += part.empty() ? "\n" : indent + ink_.blue(part) + "\n";
        }
    }

    /// "[words](target)" reads as "words".
    static std::string without_links(std::string_view text) {
        std::string out;
        while (!text.empty()) {
            const std::size_t open = text.find('[');
            const std::size_t middle = open == text.npos ? open : text.find("](", open);
            const std::size_t close = middle == text.npos ? middle : text.find(')', middle);
            if (close == text.npos) break;
            out += text.substr(0, open);
            out += text.substr(open + 1, middle - open - 1);
            text.remove_prefix(close + 1);
        }
        return out += text;
    }

    const Ink& ink_;
    std::string out_;
    std::string paragraph_;
    bool fenced_ = false;
};

}  // namespace

std::string render_page(std::string_view markdown, const Ink& ink) {
    PageWriter writer(ink);
    while (!markdown.empty()) {
        const std::size_t end = std::min(markdown.find('\n'), markdown.size());
        writer.line(markdown.substr(0, end));
        markdown.remove_prefix(std::min(end + 1, markdown.size()));
    }
    return writer.finish();
}

std::string_view title_of(std::string_view markdown) {
    const std::string_view line = markdown.substr(0, markdown.find('\n'));
    return line.starts_with("# ") ? line.substr(2) : line;
}

}  // namespace remit::cli
