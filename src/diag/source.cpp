#include "diag/source.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/check.h"
#include "diag/clip.h"
#include "text/graphemes.h"

namespace remit::diag {
namespace {

// A character of more bytes counts as several (text/graphemes.h), so that no line is one endless
// character.
constexpr auto kCharacterBytesMax = static_cast<std::uint32_t>(text::kGraphemeBytesMax);

std::uint32_t code_points_in(std::string_view bytes) {
    const auto count =
        std::ranges::count_if(bytes, [](char byte) { return !continues_character(byte); });
    return static_cast<std::uint32_t>(count);
}

}  // namespace

void Source::add(std::string name, std::string_view bytes) {
    REMIT_CHECK(bytes.size() <= kSourceBytesMax - text_.size());
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += bytes;
    files_.push_back({std::move(name), {begin, static_cast<std::uint32_t>(text_.size())}});
    line_starts_.clear();
    marks_.clear();
}

std::string_view Source::text(Span span) const {
    REMIT_CHECK(span.begin <= span.end && span.end <= text_.size());
    return text().substr(span.begin, span.size());
}

const SourceFile* Source::find_file(std::uint32_t offset) const {
    REMIT_CHECK(offset <= text_.size());
    if (files_.empty()) return nullptr;
    const auto behind = std::ranges::upper_bound(files_, offset, {},
                                                 [](const SourceFile& f) { return f.span.begin; });
    auto index = static_cast<std::size_t>(behind - files_.begin()) - 1;
    // At the end of the text, empty files at the end are passed over: the last byte lies before
    // them.
    while (index > 0 && files_[index].span.size() == 0) --index;
    return &files_[index];
}

Place Source::place_of(std::uint32_t offset) const {
    const SourceFile* file = find_file(offset);
    if (file == nullptr) return {};
    const std::size_t line = line_index_of(offset);
    const std::size_t first_line = line_index_of(file->span.begin);
    const Mark mark = count_to(line_starts_[line], offset);
    const std::uint32_t inside = code_points_in(text({mark.offset, offset}));
    return {file, static_cast<std::uint32_t>(line - first_line + 1), mark.characters + 1,
            mark.code_points + inside + 1};
}

Span Source::line_of(std::uint32_t offset) const {
    REMIT_CHECK(offset <= text_.size());
    const std::size_t line = line_index_of(offset);
    const std::uint32_t begin = line_starts_[line];
    auto end = static_cast<std::uint32_t>(text_.size());
    if (line + 1 < line_starts_.size()) end = line_starts_[line + 1];
    if (end > begin && text_[end - 1] == '\n') {
        --end;
        if (end > begin && text_[end - 1] == '\r') --end;
    }
    return {begin, end};
}

void Source::ensure_lines() const {
    if (!line_starts_.empty()) return;
    line_starts_.push_back(0);
    for (const SourceFile& file : files_) {
        if (file.span.size() == 0) continue;
        if (file.span.begin != line_starts_.back()) line_starts_.push_back(file.span.begin);
        const char* const start = text_.data();
        const char* at = start + file.span.begin;
        const char* const end = start + file.span.end;
        while (at != end) {
            const void* const found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
            if (found == nullptr) break;
            at = static_cast<const char*>(found) + 1;
            line_starts_.push_back(static_cast<std::uint32_t>(at - start));
        }
    }
}

std::size_t Source::line_index_of(std::uint32_t offset) const {
    ensure_lines();
    const auto behind = std::ranges::upper_bound(line_starts_, offset);
    return static_cast<std::size_t>(behind - line_starts_.begin()) - 1;
}

Source::Mark Source::count_to(std::uint32_t line_start, std::uint32_t offset) const {
    if (offset - line_start <= kMarkBytes) return advance({line_start, 0, 0}, offset);
    std::vector<Mark>& marks = marks_[line_start];
    if (marks.empty()) marks.push_back({line_start, 0, 0});
    while (marks.back().offset < offset && offset - marks.back().offset > kMarkBytes) {
        const Mark last = marks.back();
        Mark next = advance(last, last.offset + kMarkBytes);
        if (next.offset == last.offset)
            next = advance(last, std::min(offset, last.offset + kCharacterBytesMax));
        if (next.offset == last.offset) break;  // the offset lies inside one long character
        marks.push_back(next);
    }
    const auto behind = std::ranges::upper_bound(marks, offset, {}, &Mark::offset);
    return advance(*std::prev(behind), offset);
}

/// Counts on from the mark over every character that ends at or before the offset.
Source::Mark Source::advance(Mark mark, std::uint32_t offset) const {
    while (mark.offset < offset) {
        const std::string_view rest = text().substr(mark.offset);
        const auto size = static_cast<std::uint32_t>(text::first_grapheme_size(rest));
        REMIT_CHECK(size > 0);
        if (size > offset - mark.offset) break;
        mark.code_points += code_points_in(rest.substr(0, size));
        mark.offset += size;
        ++mark.characters;
    }
    return mark;
}

}  // namespace remit::diag
