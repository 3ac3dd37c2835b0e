// YAML text to Nodes, over the events of yaml-cpp.
//
// Invariant: every exception of yaml-cpp ends here, and whatever it would read in more than one way
// is refused with a place and a cure. Events instead of its Node: they carry every place, and no
// second tree is built. Measured in release: 326 KB of vocabulary in 50 to 60 ms, nearly all of it
// inside yaml-cpp (its own Node takes 70); a reader of our own would be the next step.
#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <optional>
#include <sstream>

#include "text/utf8.h"
#include "yaml/node.h"

namespace remit::yaml {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// How many bytes of the text stand before what is read.
std::size_t mark_bytes(std::string_view text) {
    return text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
}

// Turns byte offsets into places; offsets come nearly in order, so that each byte is walked once.
// A byte order mark has bytes and no column.
class Places {
  public:
    explicit Places(std::string_view text)
        : text_(text), first_{.offset = static_cast<std::uint32_t>(mark_bytes(text))} {
        place_ = first_;
    }

    Place at(std::size_t offset) {
        offset = std::min(offset, text_.size());
        if (offset < place_.offset) place_ = first_;
        while (place_.offset < offset) step();
        return place_;
    }

  private:
    void step() {
        const text::Decoded decoded = text::decode(text_, place_.offset);
        const bool line_end =
            decoded.code_point == '\n' ||
            (decoded.code_point == '\r' && !text_.substr(place_.offset + 1).starts_with('\n'));
        place_.offset += decoded.size;
        place_.line += line_end ? 1U : 0U;
        place_.column = line_end ? 1U : place_.column + 1U;
    }

    std::string_view text_;
    Place first_;
    Place place_;
};

// A character that has no place in a value: one that steers a terminal, or one that no other format
// could carry. In quotation marks yaml-cpp makes them of escapes such as "\x1B", and bytes that are
// no UTF-8 at all of "\N" and "\_".
std::optional<std::string> find_unwanted(std::string_view value) {
    for (std::size_t at = 0; at < value.size();) {
        const text::Decoded decoded = text::decode(value, at);
        const char32_t code = decoded.code_point;
        if (!decoded.valid) {
            return fmt::format("0x{:02X}",
                               static_cast<unsigned>(static_cast<unsigned char>(value[at])));
        }
        const bool control =
            (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code <= 0x9F);
        if (control || code == 0xFFFE || code == 0xFFFF) {
            return fmt::format("U+{:04X}", static_cast<std::uint32_t>(code));
        }
        at += decoded.size;
    }
    return std::nullopt;
}

// yaml-cpp takes the end of the file for the closing mark when a line end stands before it.
bool is_closed(std::string_view quoted) {
    const char mark = quoted.front();
    if (mark != '"' && mark != '\'') return true;  // a block scalar
    for (std::size_t i = 1; i < quoted.size(); ++i) {
        const bool doubled = mark == '\'' && quoted.substr(i).starts_with("''");
        const bool escaped = mark == '"' && quoted[i] == '\\';
        if (doubled || escaped) {
            ++i;
        } else if (quoted[i] == mark) {
            return true;
        }
    }
    return false;
}

}  // namespace

// Takes the events and builds the tree with a stack. After the first fault it only listens.
class Builder final : public YAML::EventHandler {
  public:
    Builder(const std::string& file, std::string_view text)
        : file_(file), text_(text), skipped_(mark_bytes(text)), places_(text) {
        root_.file_ = &file_;
    }

    [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }
    Node take_root() { return std::move(root_); }

    /// Keeps the first fault; the offset is in bytes.
    void refuse(std::size_t offset, std::string_view message) {
        if (fault_.has_value()) return;
        const Place place = places_.at(offset);
        fault_ =
            base::make_error(ErrorCode::invalid_input,
                             fmt::format("{}:{}:{}: {}", file_, place.line, place.column, message));
    }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++document_count_ > 1) refuse_at(mark, "a second document begins; keep one per file");
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        check_plain(mark, "", anchor);
        add(make(NodeKind::nothing, mark), mark);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
        refuse_at(mark, "an alias (*name) stands here; write the value out, or quote the text");
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        check_plain(mark, tag, anchor);
        if (tag == "!" && offset_of(mark) < text_.size() &&
            !is_closed(text_.substr(offset_of(mark)))) {
            refuse_at(mark, "a quotation mark opens here and is never closed");
        }
        if (const auto unwanted = find_unwanted(value)) {
            refuse_at(mark, fmt::format("the value holds a control character ({}); take it, or the "
                                        "escape that makes it, out",
                                        *unwanted));
        }
        Node node = make(NodeKind::text, mark);
        node.text_ = value;
        add(std::move(node), mark);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override {
        open(NodeKind::list, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override {
        open(NodeKind::map, mark, tag, anchor);
    }
    void OnMapEnd() override { close(); }

  private:
    struct Level {
        Node node;
        bool has_key = false;  // a map's key was read and waits for its value
    };

    [[nodiscard]] std::size_t offset_of(const YAML::Mark& mark) const {
        return skipped_ + static_cast<std::size_t>(std::max(mark.pos, 0));
    }
    void refuse_at(const YAML::Mark& mark, std::string_view message) {
        refuse(offset_of(mark), message);
    }

    void check_plain(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor) {
            refuse_at(mark,
                      "an anchor (&name) stands here; write the value out, or quote the text");
        }
        if (!tag.empty() && tag != "?" && tag != "!") {
            refuse_at(mark, "a tag (!name) stands here; leave it out, or quote the text");
        }
    }

    Node make(NodeKind kind, const YAML::Mark& mark) {
        Node node;
        node.file_ = &file_;
        node.kind_ = kind;
        node.place_ = places_.at(offset_of(mark));
        return node;
    }

    void open(NodeKind kind, const YAML::Mark& mark, const std::string& tag,
              YAML::anchor_t anchor) {
        check_plain(mark, tag, anchor);
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

    void add(Node node, const YAML::Mark& mark) {
        if (fault_.has_value()) return;
        if (stack_.empty()) {
            root_ = std::move(node);
            return;
        }
        Level& level = stack_.back();
        if (level.node.kind_ == NodeKind::list) {
            node.key_ = level.node.key_;
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
    std::size_t skipped_;  // bytes that yaml-cpp is not given
    Places places_;
    std::vector<Level> stack_;
    Node root_;
    std::optional<Error> fault_;
    std::size_t document_count_ = 0;
};

namespace {

// What yaml-cpp says, and what a person can do about it.
struct Cure {
    std::string_view part;  // of yaml-cpp's message
    std::string_view advice;
};

constexpr Cure kCures[] = {
    {"illegal map value", "quote the text that holds ': '"},
    {"illegal block entry", "put the '-' at the beginning of its own line"},
    {"illegal flow end", "quote the text, or take the bracket out"},
    {"illegal map key", "quote the text that begins with '?'"},
    {"end of sequence not found", "align the items, or quote the text"},
    {"end of sequence flow not found", "close the list with ']'"},
    {"end of map flow not found", "close the map with '}'"},
    {"end of map not found", "align the keys, or quote the text"},
    {"illegal tab", "indent with spaces"},
    {"illegal EOF in scalar", "close the quotation mark"},
    {"illegal document indicator", "quote the line that is '---' or '...'"},
    {"unknown token", "quote the text that begins with '@', '`' or '%'"},
    {"unknown escape", "use single quotes where '\\' is meant as it stands"},
    {"bad character found while scanning", "use letters and digits only"},
};

std::string describe(const std::string& message) {
    for (const Cure& cure : kCures) {
        if (message.starts_with(cure.part)) {
            return fmt::format("this is not YAML: {}; {}", message, cure.advice);
        }
    }
    return "this is not YAML: " + message;
}

// yaml-cpp takes some control characters for the end of the file or another encoding.
bool is_forbidden(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return (code < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || code == 0x7F;
}

void check_bytes(std::string_view text, Builder& builder) {
    const auto fault = text::find_utf8_fault(text);
    if (fault.has_value()) {
        builder.refuse(fault->offset,
                       fmt::format("this is not UTF-8: {} (0x{:02X}); save the file as UTF-8",
                                   text::describe(fault->kind), fault->byte));
    }
    const auto forbidden = std::ranges::find_if(text, is_forbidden);
    if (forbidden != text.end()) {
        builder.refuse(static_cast<std::size_t>(forbidden - text.begin()),
                       fmt::format("a control character (0x{:02X}) stands here; delete it",
                                   static_cast<unsigned>(static_cast<unsigned char>(*forbidden))));
    }
}

void read(std::string_view text, Builder& builder) {
    const std::size_t skipped = mark_bytes(text);
    try {
        std::istringstream stream{std::string(text.substr(skipped))};
        YAML::Parser parser(stream);
        while (!builder.fault().has_value() && parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::Exception& problem) {
        builder.refuse(skipped + static_cast<std::size_t>(std::max(problem.mark.pos, 0)),
                       describe(problem.msg));
    } catch (const std::exception& problem) {
        builder.refuse(0, std::string("yaml-cpp gave up: ") + problem.what());
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
