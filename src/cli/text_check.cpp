#include "cli/text_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "text/characters.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace remit::cli {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr char32_t kByteOrderMarkCharacter = 0xFEFF;

struct Signature {
    std::string_view bytes;
    std::string_view what;
    std::string_view cure;  // {} stands for the file
};

constexpr std::array kSignatures{
    Signature{"%PDF", "a PDF", "take its text out: pdftotext -layout {} act.txt"},
    Signature{"PK\x03\x04", "a packed document (DOCX, ODT) or archive",
              "take its text out: libreoffice --headless --convert-to txt:Text:UTF8 {}"},
    Signature{"\xD0\xCF\x11\xE0", "an old Word document",
              "take its text out: libreoffice --headless --convert-to txt:Text:UTF8 {}"},
    Signature{"{\\rtf", "a document in RTF",
              "take its text out: libreoffice --headless --convert-to txt:Text:UTF8 {}"},
    Signature{"\x1F\x8B", "packed with gzip", "unpack it: gunzip --stdout {} > act.txt"},
    Signature{"\x7F"
              "ELF",
              "a program", "give the text of an act"},
    Signature{"\x89PNG", "a picture",
              "give the text of an act; a scan needs character recognition first"},
    Signature{"\xFF\xD8\xFF", "a picture",
              "give the text of an act; a scan needs character recognition first"},
};

/// The name as a shell takes it.
std::string quoted(std::string_view name) {
    if (name == "<stdin>") return "FILE";
    std::string out = "'";
    for (const char c : name) {
        if (c == '\'') {
            out += "'\\''";
        } else {
            out += c;
        }
    }
    return out + "'";
}

Error fault(std::string_view name, std::string_view what, std::string_view cure) {
    return base::make_error(ErrorCode::invalid_input,
                            fmt::format("'{}' {}\n  {}", name, what, cure));
}

std::size_t line_at(std::string_view bytes, std::size_t offset) {
    return 1 + static_cast<std::size_t>(std::ranges::count(bytes.substr(0, offset), '\n'));
}

std::string conversion(text::CodePage page, std::string_view name) {
    return fmt::format("it looks like {0}; convert it: iconv -f {0} -t UTF-8 {1} > act-utf8.txt",
                       text::name_of(page), quoted(name));
}

bool is_utf16(text::CodePage page) {
    return page == text::CodePage::utf16_le || page == text::CodePage::utf16_be;
}

Error zero_byte(std::string_view name, std::string_view bytes, std::size_t offset) {
    return fault(name,
                 fmt::format("is not text: line {} holds a zero byte, at byte {}",
                             line_at(bytes, offset), offset),
                 "give the text of an act, in UTF-8");
}

Error broken_utf8(std::string_view name, std::string_view bytes, const text::Utf8Fault& found,
                  std::optional<text::CodePage> page) {
    return fault(
        name,
        fmt::format("is not UTF-8: line {}, byte {} is 0x{:02X}: {}", line_at(bytes, found.offset),
                    found.offset, found.byte, text::describe(found.kind)),
        page ? conversion(*page, name)
             : "convert it from whatever it was written in, or take the byte out");
}

bool is_blank(std::string_view bytes) {
    for (std::size_t offset = 0; offset < bytes.size();) {
        const text::Decoded decoded = text::decode(bytes, offset);
        const text::CharacterKind kind = text::character_of(decoded.code_point).kind;
        const bool blank =
            kind == text::CharacterKind::space || kind == text::CharacterKind::line_end ||
            kind == text::CharacterKind::joiner || decoded.code_point == kByteOrderMarkCharacter;
        if (!blank) return false;
        offset += decoded.size;
    }
    return true;
}

}  // namespace

Status check_text(std::string_view name, std::string_view bytes) {
    if (bytes.empty() || bytes == kByteOrderMark) {
        return fault(name, "is empty", "give the text of an act");
    }
    for (const Signature& signature : kSignatures) {
        if (!bytes.starts_with(signature.bytes)) continue;
        return fault(name, fmt::format("is not text but {}", signature.what),
                     fmt::format(fmt::runtime(signature.cure), quoted(name)));
    }
    if (bytes.size() > kActBytesMax) {
        return base::make_error(
            ErrorCode::limit,
            fmt::format("'{}' has {} MiB; an act may have {} MiB\n  give one act at a time, in "
                        "parts if need be",
                        name, (bytes.size() >> 20U), kActBytesMax >> 20U));
    }
    const std::size_t zero = bytes.find('\0');
    const auto broken = text::find_utf8_fault(bytes);
    if (zero == bytes.npos && !broken) {
        if (is_blank(bytes)) {
            return fault(name, "holds nothing but white space", "give the text of an act");
        }
        return base::done();
    }
    const auto page = text::guess_code_page(bytes);
    if (page && is_utf16(*page)) {
        return fault(name, fmt::format("is not UTF-8 but {}", text::name_of(*page)),
                     fmt::format("convert it: iconv -f {} -t UTF-8 {} > act-utf8.txt",
                                 text::name_of(*page), quoted(name)));
    }
    if (zero != bytes.npos) return zero_byte(name, bytes, zero);
    return broken_utf8(name, bytes, *broken, page);
}

}  // namespace remit::cli
