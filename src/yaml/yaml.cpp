// YAML text to Nodes, over the events of libyaml.
//
// Invariant: what libyaml would read in more than one way, or otherwise than YAML 1.2 does, is
// refused with a place and a cure. Events instead of its documents: they carry every place, and no
// second tree is built.
#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <array>
#include <optional>

#include "text/utf8.h"
#include "yaml/node.h"

namespace remit::yaml {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// How many bytes of the text stand before what is read.
std::size_t mark_bytes(std::string_view text) {
    return text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
}

// Turns the marks of libyaml, which count code points behind a byte order mark, into bytes. Marks
// come nearly in order, so that each byte is walked once. The text must be UTF-8.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : text_(text), offset_(mark_bytes(text)) {}

    std::size_t offset_of(std::size_t index) {
        while (index_ < index && offset_ < text_.size()) {
            ++offset_;
            while (offset_ < text_.size() && is_continuation(text_[offset_])) ++offset_;
            ++index_;
        }
        while (index_ > index) {
            --offset_;
            while (is_continuation(text_[offset_])) --offset_;
            --index_;
        }
        return offset_;
    }

  private:
    static bool is_continuation(char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    }

    std::string_view text_;
    std::size_t offset_;
    std::size_t index_ = 0;
};

// The place of a byte; walks over all that stands before it, so it is for the one fault of a file.
// A byte order mark has bytes and no column.
Place place_of(std::string_view text, std::size_t offset) {
    Place place{.offset = static_cast<std::uint32_t>(mark_bytes(text))};
    while (place.offset < std::min(offset, text.size())) {
        const text::Decoded decoded = text::decode(text, place.offset);
        const bool line_end =
            decoded.code_point == '\n' ||
            (decoded.code_point == '\r' && !text.substr(place.offset + 1).starts_with('\n'));
        place.offset += decoded.size;
        place.line += line_end ? 1U : 0U;
        place.column = line_end ? 1U : place.column + 1U;
    }
    return place;
}

// A character that has no place in a value: one that steers a terminal, or one that no other format
// could carry. In quotation marks, escapes such as "\x1B" make them.
bool is_unwanted(char32_t code) {
    const bool control =
        (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code <= 0x9F);
    return control || code == 0xFFFE || code == 0xFFFF;
}

std::optional<char32_t> find_unwanted(std::string_view value) {
    for (std::size_t at = 0; at < value.size();) {
        const text::Decoded decoded = text::decode(value, at);
        if (is_unwanted(decoded.code_point)) return decoded.code_point;
        at += decoded.size;
    }
    return std::nullopt;
}

bool is_nothing(std::string_view plain) {
    return plain.empty() || plain == "~" || plain == "null" || plain == "Null" || plain == "NULL";
}

std::string_view view(const yaml_char_t* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace

// Takes the events and builds the tree with a stack. After the first fault it only listens.
class Builder {
  public:
    Builder(const std::string& file, std::string_view text)
        : file_(file), text_(text), cursor_(text) {
        root_.file_ = &file_;
    }

    [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }
    Node take_root() { return std::move(root_); }

    /// Keeps the first fault; the offset is in bytes.
    void refuse(std::size_t offset, std::string_view message) {
        if (fault_.has_value()) return;
        const Place place = place_of(text_, offset);
        fault_ =
            base::make_error(ErrorCode::invalid_input,
                             fmt::format("{}:{}:{}: {}", file_, place.line, place.column, message));
    }
    void refuse_at(const yaml_mark_t& mark, std::string_view message) {
        if (!fault_.has_value()) refuse(cursor_.offset_of(mark.index), message);
    }

    /// Behind the blanks at the mark, where they begin with a tab: at what the tab moves.
    [[nodiscard]] std::optional<std::size_t> find_behind_tab(const yaml_mark_t& mark) {
        const std::size_t offset = cursor_.offset_of(mark.index);
        if (!text_.substr(offset).starts_with('\t')) return std::nullopt;
        return std::min(text_.find_first_not_of(" \t", offset), text_.size());
    }

    void take(const yaml_event_t& event) {
        const yaml_mark_t& mark = event.start_mark;
        switch (event.type) {
            case YAML_NO_EVENT:
            case YAML_STREAM_START_EVENT:
            case YAML_STREAM_END_EVENT:
            case YAML_DOCUMENT_END_EVENT:
                return;
            case YAML_DOCUMENT_START_EVENT:
                if (++document_count_ > 1)
                    refuse_at(mark, "a second document begins; keep one per file");
                return;
            case YAML_ALIAS_EVENT:
                return refuse_at(mark,
                                 "an alias (*name) stands here; write the value out, or quote the "
                                 "text");
            case YAML_SCALAR_EVENT:
                return take_scalar(event.data.scalar, mark);
            case YAML_SEQUENCE_START_EVENT:
                check_plain(mark, event.data.sequence_start.anchor, event.data.sequence_start.tag);
                return open(NodeKind::list, mark);
            case YAML_MAPPING_START_EVENT:
                check_plain(mark, event.data.mapping_start.anchor, event.data.mapping_start.tag);
                return open(NodeKind::map, mark);
            case YAML_SEQUENCE_END_EVENT:
            case YAML_MAPPING_END_EVENT:
                return close();
        }
    }

  private:
    using Scalar = decltype(yaml_event_t::data.scalar);
    struct Level {
        Node node;
        bool has_key = false;  // a map's key was read and waits for its value
    };

    void check_plain(const yaml_mark_t& mark, const yaml_char_t* anchor, const yaml_char_t* tag) {
        if (anchor != nullptr) {
            refuse_at(mark,
                      "an anchor (&name) stands here; write the value out, or quote the text");
        }
        if (tag != nullptr) {
            refuse_at(mark, "a tag (!name) stands here; leave it out, or quote the text");
        }
    }

    void take_scalar(const Scalar& scalar, const yaml_mark_t& mark) {
        check_plain(mark, scalar.anchor, scalar.tag);
        const std::string_view value = view(scalar.value, scalar.length);
        if (scalar.style == YAML_PLAIN_SCALAR_STYLE && is_nothing(value)) {
            return add(make(NodeKind::nothing, mark), mark);
        }
        // Only an escape can bring one in: the bytes of the file are checked.
        const bool has_escapes = scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
        if (const auto unwanted = has_escapes ? find_unwanted(value) : std::nullopt) {
            refuse_at(mark, fmt::format("the value holds a control character (U+{:04X}); take it, "
                                        "or the escape that makes it, out",
                                        static_cast<std::uint32_t>(*unwanted)));
        }
        if (is_too_shallow(scalar.style, mark)) {
            refuse_at(mark, "this text stands no deeper than what it belongs to; indent it");
        }
        Node node = make(NodeKind::text, mark);
        node.text_ = value;
        add(std::move(node), mark);
    }

    // libyaml lets "|" and ">" stand where the next item or key is to be expected.
    [[nodiscard]] bool is_too_shallow(yaml_scalar_style_t style, const yaml_mark_t& mark) const {
        const bool is_block =
            style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
        return is_block && !stack_.empty() && mark.column < stack_.back().node.place_.column;
    }

    Node make(NodeKind kind, const yaml_mark_t& mark) {
        Node node;
        node.file_ = &file_;
        node.kind_ = kind;
        node.place_ = {.line = static_cast<std::uint32_t>(mark.line + 1),
                       .column = static_cast<std::uint32_t>(mark.column + 1),
                       .offset = static_cast<std::uint32_t>(cursor_.offset_of(mark.index))};
        return node;
    }

    void open(NodeKind kind, const yaml_mark_t& mark) {
        if (stack_.size() >= kDepthMax) {
            refuse_at(mark, fmt::format("this is nested deeper than {} levels", kDepthMax));
        }
        if (fault_.has_value()) return;
        if (!stack_.empty() && stack_.back().node.kind_ == NodeKind::map &&
            !stack_.back().has_key) {
            return refuse_at(mark, "a key must be text; quote it");
        }
        Node node = make(kind, mark);
        node.key_ = key_here();
        stack_.push_back({std::move(node)});
    }

    // The key that a node added now stands under.
    [[nodiscard]] std::string key_here() const {
        if (stack_.empty()) return {};
        const Node& above = stack_.back().node;
        return above.kind_ == NodeKind::map && !above.entries_.empty() ? above.entries_.back().key
                                                                       : above.key_;
    }

    void add(Node node, const yaml_mark_t& mark) {
        if (fault_.has_value()) return;
        if (stack_.empty()) {
            // Nothing at the top stands where the file begins.
            if (node.kind_ != NodeKind::nothing) root_ = std::move(node);
            return;
        }
        Level& level = stack_.back();
        if (level.node.kind_ == NodeKind::list) {
            node.key_ = level.node.key_;
            if (is_bare_dash(node)) {
                --node.place_.column;
                --node.place_.offset;
            }
            level.node.items_.push_back(std::move(node));
        } else if (level.has_key) {
            Entry& entry = level.node.entries_.back();
            node.key_ = entry.key;
            // Nothing stands nowhere; what lacks a value is the key.
            if (node.kind_ == NodeKind::nothing) node.place_ = entry.key_place;
            entry.value = std::move(node);
            level.has_key = false;
        } else if (node.kind_ != NodeKind::text) {
            refuse_at(mark, "a key is missing before the ':'");
        } else {
            level.node.entries_.push_back({std::move(node.text_), node.place_, Node()});
            level.has_key = true;
        }
    }

    // Nothing stands nowhere; libyaml puts it behind the '-' of its item, and that is what lacks a
    // value.
    [[nodiscard]] bool is_bare_dash(const Node& item) const {
        const std::size_t offset = item.place_.offset;
        return item.kind_ == NodeKind::nothing && offset > 0 && text_[offset - 1] == '-';
    }

    void close() {
        if (fault_.has_value()) return;
        REMIT_CHECK(!stack_.empty() && !stack_.back().has_key);
        Node node = std::move(stack_.back().node);
        stack_.pop_back();
        check_keys(node);
        if (fault_.has_value()) return;
        if (stack_.empty()) {
            root_ = std::move(node);
        } else if (stack_.back().node.kind_ == NodeKind::list) {
            stack_.back().node.items_.push_back(std::move(node));
        } else {
            stack_.back().node.entries_.back().value = std::move(node);
            stack_.back().has_key = false;
        }
    }

    void check_keys(const Node& map) {
        std::vector<const Entry*> entries;
        entries.reserve(map.entries_.size());
        for (const Entry& entry : map.entries_) entries.push_back(&entry);
        std::ranges::stable_sort(entries, {}, &Entry::key);
        const auto same = [](const Entry* a, const Entry* b) { return a->key == b->key; };
        const auto twice = std::ranges::adjacent_find(entries, same);
        if (twice == entries.end()) return;
        const Entry& first = **twice;
        const Entry& second = **std::next(twice);
        refuse(second.key_place.offset,
               fmt::format("the key '{}' stands twice; it stands first in line {}", second.key,
                           first.key_place.line));
    }

    const std::string& file_;
    std::string_view text_;
    Cursor cursor_;
    std::vector<Level> stack_;
    Node root_;
    std::optional<Error> fault_;
    std::size_t document_count_ = 0;
};

namespace {

// Which of the two places that libyaml gives is the one to mend.
enum class Where : std::uint8_t {
    problem,    // where it could not go on
    beginning,  // where that began which it could not end
};

// What libyaml says, and what a person can do about it. The first row that fits counts.
struct Cure {
    std::string_view problem;  // its message begins so
    std::string_view context;  // and so what it was doing; empty for anything
    std::string_view advice;
    Where where = Where::problem;
};

constexpr std::array kCures = {
    Cure{"mapping values are not allowed", "", "quote the text that holds ': '"},
    Cure{"mapping keys are not allowed", "", "quote the text that begins with '?'"},
    Cure{"block sequence entries", "", "put the '-' at the beginning of its own line"},
    Cure{"could not find expected ':'", "", "put a ':' behind the key, or quote the text",
         Where::beginning},
    Cure{"did not find expected ',' or ']'", "", "close the list with ']', or quote the text"},
    Cure{"did not find expected ',' or '}'", "", "close the map with '}', or quote the text"},
    Cure{"did not find expected '-' indicator", "", "align the items, or quote the text"},
    Cure{"did not find expected key", "", "align the keys, or quote the text"},
    Cure{"did not find expected node content", "", "quote the text, or take the bracket out"},
    Cure{"did not find expected <document start>", "", "align the keys, or quote the text"},
    Cure{"found a tab character", "", "indent with spaces"},
    Cure{"found unexpected document indicator", "", "indent the line that is '---' or '...'"},
    Cure{"found unexpected ':'", "", "quote the text that holds ':'"},
    Cure{"found invalid Unicode character escape", "", "write the character itself"},
    Cure{"", "while scanning a block scalar", "begin the text in the line below '|' or '>'"},
    Cure{"", "while parsing a quoted scalar", "use single quotes where '\\' is meant as it stands"},
    Cure{"", "while scanning an anchor", "quote the text that begins with '&'"},
    Cure{"", "while scanning an alias", "quote the text that begins with '*'"},
    Cure{"", "while scanning a tag directive", "quote the text that begins with '%'"},
    Cure{"", "while scanning a tag", "quote the text that begins with '!'"},
    Cure{"", "while parsing a tag", "quote the text that begins with '!'"},
    Cure{"found undefined tag handle", "", "quote the text that begins with '!'"},
    Cure{"found character that cannot start", "",
         "quote the text that begins with '@', '`' or '%'"},
};
constexpr Cure kDirectiveCure{"", "", "quote the text that begins with '%'"};

std::string_view text_of(const char* words) {
    return words == nullptr ? std::string_view() : std::string_view(words);
}

// What libyaml could not read, kept by the builder at the place to mend.
void refuse_problem(const yaml_parser_t& parser, Builder& builder) {
    const std::string_view problem = text_of(parser.problem);
    const std::string_view context = text_of(parser.context);
    if (problem == "found unexpected end of stream") {
        return builder.refuse_at(parser.context_mark,
                                 "a quotation mark opens here and is never closed");
    }
    if (problem == "found character that cannot start any token") {
        if (const auto behind = builder.find_behind_tab(parser.problem_mark)) {
            return builder.refuse(
                *behind, "a tab stands before this where only spaces may; put spaces in its place");
        }
    }
    const auto fits = [&](const Cure& cure) {
        return problem.starts_with(cure.problem) && context.starts_with(cure.context);
    };
    const auto* found = std::ranges::find_if(kCures, fits);
    const Cure& cure = found == kCures.end() ? kDirectiveCure : *found;
    builder.refuse_at(cure.where == Where::beginning ? parser.context_mark : parser.problem_mark,
                      fmt::format("this is not YAML: {}{}{}; {}", problem,
                                  context.empty() ? "" : " ", context, cure.advice));
}

// Characters that libyaml refuses, and those at which YAML 1.1 ends a line and YAML 1.2 does not.
bool is_forbidden(char32_t code) {
    return (is_unwanted(code) && code != '\r') || code == 0x2028 || code == 0x2029 ||
           code == 0xFEFF;
}

void check_bytes(std::string_view text, Builder& builder) {
    if (const auto fault = text::find_utf8_fault(text)) {
        builder.refuse(fault->offset,
                       fmt::format("this is not UTF-8: {} (0x{:02X}); save the file as UTF-8",
                                   text::describe(fault->kind), fault->byte));
    }
    for (std::size_t at = mark_bytes(text); at < text.size();) {
        if (text[at] >= ' ' && text[at] < '\x7F') {  // most of them
            ++at;
            continue;
        }
        const text::Decoded decoded = text::decode(text, at);
        if (is_forbidden(decoded.code_point)) {
            return builder.refuse(
                at, fmt::format("{} character (U+{:04X}) stands here; delete it",
                                is_unwanted(decoded.code_point) ? "a control" : "an invisible",
                                static_cast<std::uint32_t>(decoded.code_point)));
        }
        at += decoded.size;
    }
}

// The parser of libyaml over one text, which must outlive it.
class Events {
  public:
    explicit Events(std::string_view text) {
        REMIT_CHECK(yaml_parser_initialize(&parser_) == 1);  // fails for lack of memory alone
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
        // libyaml wants an address even for nothing.
        const char* bytes = text.data() == nullptr ? "" : text.data();
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(bytes),
                                     text.size());
    }
    ~Events() { yaml_parser_delete(&parser_); }
    Events(const Events&) = delete;
    Events& operator=(const Events&) = delete;

    /// Hands the next event to `take`; false where there is none for a fault, which problem()
    /// tells.
    template <typename Take>
    bool next(const Take& take) {
        yaml_event_t event;
        if (yaml_parser_parse(&parser_, &event) != 1) return false;
        take(event);
        yaml_event_delete(&event);
        return true;
    }
    [[nodiscard]] const yaml_parser_t& problem() const {
        REMIT_CHECK(parser_.error == YAML_SCANNER_ERROR || parser_.error == YAML_PARSER_ERROR);
        return parser_;
    }

  private:
    yaml_parser_t parser_;
};

void read(std::string_view text, Builder& builder) {
    Events events(text.substr(mark_bytes(text)));
    bool is_end = false;
    while (!is_end && !builder.fault().has_value()) {
        const bool is_read = events.next([&](const yaml_event_t& event) {
            builder.take(event);
            is_end = event.type == YAML_STREAM_END_EVENT;
        });
        if (!is_read) return refuse_problem(events.problem(), builder);
    }
}

}  // namespace

Result<Document> parse(std::string name, std::string_view text) {
    if (text.size() > kYamlBytesMax) {
        return base::make_error(ErrorCode::limit,
                                fmt::format("{}: larger than {} MiB, the most YAML that is read",
                                            name, kYamlBytesMax >> 20U));
    }
    Document document(std::move(name));
    Builder builder(document.name(), text);
    check_bytes(text, builder);
    if (!builder.fault().has_value()) read(text, builder);
    if (builder.fault().has_value()) return *builder.fault();
    document.root_ = builder.take_root();
    return document;
}

}  // namespace remit::yaml
