#include "compile/export_support.h"

#include "text/transliterate.h"
#include "text/utf8.h"

namespace remit::compile {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";

void append_xml(std::string& out, char c) {
    switch (c) {
        case '&':
            out += "&amp;";
            return;
        case '<':
            out += "&lt;";
            return;
        case '>':
            out += "&gt;";
            return;
        case '"':
            out += "&quot;";
            return;
        case '\'':
            out += "&#39;";
            return;
        default:
            break;
    }
    if (static_cast<unsigned char>(c) < 0x20) {
        out += kReplacementBytes;  // XML has no way to write a control character
    } else {
        out += c;
    }
}

}  // namespace

std::string valid_text(std::string_view text) {
    if (!text::find_utf8_fault(text)) return std::string(text);
    std::string out;
    for (std::size_t offset = 0; offset < text.size();) {
        const text::Decoded decoded = text::decode(text, offset);
        if (decoded.valid) {
            out += text.substr(offset, decoded.size);
        } else {
            out += kReplacementBytes;
        }
        offset += decoded.size;
    }
    return out;
}

std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : valid_text(text)) {
        if (!is_space(c)) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string xml_text(std::string_view text) {
    std::string out;
    for (const char c : one_line(text)) append_xml(out, c);
    return out;
}

std::string_view language_tag(const remit::Remit& remit) {
    if (remit.language == "sr") return remit.script == "Latn" ? "sr-Latn" : "sr-Cyrl";
    return remit.language == "hr" ? "hr" : "und";
}

std::string in_script_of(const remit::Remit& remit, std::string_view serbian_name) {
    if (remit.script == "Latn") return text::to_latin(serbian_name);
    return std::string(serbian_name);
}

std::string counterpart_name(const Compilation& compilation, remit::CounterpartId id) {
    const std::string_view name = compilation.vocabulary->name_in(id, compilation.remit.language);
    return in_script_of(compilation.remit, name);
}

std::string name_in_act(const remit::Remit& remit, const remit::Names& names,
                        std::string_view label) {
    for (const std::string_view language :
         {std::string_view(remit.language), std::string_view("en")}) {
        const auto known = names.in(language);
        if (!known.empty()) return in_script_of(remit, known.front());
    }
    return std::string(label);
}

std::string_view kind_of(const Compilation& compilation, const remit::Unit& unit) {
    if (!unit.kind.is_some()) return {};
    return compilation.vocabulary->unit_kind(unit.kind).id;
}

std::string_view name_of(remit::UnitStatus status) {
    switch (status) {
        case remit::UnitStatus::provision:
            return "provision";
        case remit::UnitStatus::announced_only:
            return "announced_only";
        case remit::UnitStatus::mentioned_only:
            return "mentioned_only";
    }
    return {};
}

std::string_view code_of(const remit::Remit& remit, remit::UnitId unit) {
    return unit.is_some() ? std::string_view(remit.unit(unit).code) : std::string_view();
}

std::string plain_id(std::string_view id) {
    std::string out;
    for (const char c : text::to_latin(valid_text(id))) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '-' || c == '_';
        out += is_plain ? c : '-';
    }
    return out;
}

std::string UniqueIds::make(const std::string& wanted) {
    std::string id = wanted;
    for (std::size_t copy = 2; !used_.insert(id).second; ++copy)
        id = wanted + "-" + std::to_string(copy);
    return id;
}

}  // namespace remit::compile
