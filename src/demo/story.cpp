#include "demo/story.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "data/reader.h"

namespace remit::demo {
namespace {

using data::Reader;
using data::Text;
using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr std::array<std::string_view, 4> kBy{"officer", "head", "above", "top"};
constexpr int kCountMax = 366;

class StoriesReader {
  public:
    StoriesReader(const Reader& reader, const office::Institution& institution,
                  std::vector<Story>& stories)
        : reader_(reader), institution_(institution), stories_(stories) {}

    void read(const yaml::Node& root) {
        if (!reader_.is_map(root, "stories")) return;
        reader_.allow(root, {"stories"});
        for (const yaml::Node* map : reader_.maps(root, "stories")) read_story(*map);
    }

  private:
    void read_story(const yaml::Node& map) {
        reader_.allow(map, {"id", "procedure", "unit", "every", "subjects", "steps", "like"});
        Story story;
        if (const auto text = reader_.require_text(map, "id")) story.id = text->value;
        definition_ = nullptr;
        if (const auto text = reader_.require_text(map, "procedure")) {
            story.procedure = text->value;
            definition_ = institution_.procedures().latest(story.procedure);
            if (definition_ == nullptr) reader_.report_reference("procedure", *text);
        }
        if (const auto text = reader_.require_text(map, "unit")) {
            story.unit = text->value;
            if (!institution_.find_unit(story.unit)) reader_.report_reference("unit", *text);
        }
        story.every = count(map, "every", story.every);
        for (const yaml::Node* subject : reader_.maps(map, "subjects"))
            story.subjects.push_back(pairs(*subject));
        if (story.subjects.empty()) story.subjects.emplace_back();
        if (const auto like = reader_.find_text(map, "like")) {
            const auto found = std::ranges::find(stories_, like->value, &Story::id);
            if (found == stories_.end()) {
                reader_.report_reference("like", *like);
            } else {
                story.steps = found->steps;
            }
        } else {
            for (const yaml::Node* step : reader_.maps(map, "steps"))
                story.steps.push_back(read_step(*step));
        }
        stories_.push_back(std::move(story));
    }

    StoryStep read_step(const yaml::Node& map) const {
        reader_.allow(map, {"do", "answer", "by", "after", "within", "late", "set", "papers",
                            "signed", "note"});
        StoryStep step;
        if (const auto text = reader_.find_text(map, "answer")) {
            step.answer = text->value;
        } else if (const auto named = reader_.require_text(map, "do")) {
            step.step = named->value;
            if (definition_ != nullptr && !definition_->find_step(step.step))
                reader_.report_reference("do", *named);
        }
        if (const auto text = reader_.find_text(map, "by")) {
            const auto found = std::ranges::find(kBy, text->value);
            if (found == kBy.end()) {
                reader_.report_value("by", *text, "officer, head, above or top");
            } else {
                step.by = static_cast<By>(found - kBy.begin());
            }
        }
        step.after = count(map, "after", step.after);
        step.within = count(map, "within", step.within);
        step.late = count(map, "late", step.late);
        if (const auto text = reader_.find_text(map, "note")) step.note = text->value;
        if (const yaml::Node* set = reader_.find(map, "set")) step.fields = fields(*set);
        if (const yaml::Node* papers = reader_.find(map, "papers")) step.papers = pairs(*papers);
        for (const Text& kind : reader_.texts(map, "signed"))
            step.signed_papers.emplace_back(kind.value);
        return step;
    }

    std::vector<NamedTexts> fields(const yaml::Node& map) const {
        std::vector<NamedTexts> found;
        if (!reader_.is_map(map, "set")) return found;
        const auto entries = map.map();
        for (const yaml::Entry& entry : entries.value()) {
            const Text key = reader_.key_of(entry);
            if (definition_ != nullptr && !definition_->find_field(key.value))
                reader_.report_reference("set", key);
            NamedTexts field{.name = std::string(key.value), .texts = {}};
            if (entry.value.kind() == yaml::NodeKind::list) {
                for (const Text& item : reader_.texts(map, key.value))
                    field.texts.emplace_back(item.value);
            } else if (const auto text = reader_.find_text(map, key.value)) {
                field.texts.emplace_back(text->value);
            }
            found.push_back(std::move(field));
        }
        return found;
    }

    Pairs pairs(const yaml::Node& map) const {
        Pairs found;
        if (!reader_.is_map(map, "subjects")) return found;
        const auto entries = map.map();
        for (const yaml::Entry& entry : entries.value()) {
            const Text key = reader_.key_of(entry);
            if (const auto text = reader_.require_text(map, key.value))
                found.emplace_back(key.value, text->value);
        }
        return found;
    }

    int count(const yaml::Node& map, std::string_view field, int otherwise) const {
        const auto text = reader_.find_text(map, field);
        if (!text) return otherwise;
        int value = 0;
        const char* end = text->value.data() + text->value.size();
        const auto read = std::from_chars(text->value.data(), end, value);
        if (read.ec == std::errc() && read.ptr == end && value >= 0 && value <= kCountMax)
            return value;
        reader_.report_value(field, *text, "a whole number from 0 to 366");
        return otherwise;
    }

    const Reader& reader_;
    const office::Institution& institution_;
    std::vector<Story>& stories_;
    const procedure::Definition* definition_ = nullptr;  // of the story that is being read
};

}  // namespace

LoadedStories load_stories(std::string name, std::string_view bytes,
                           const office::Institution& institution) {
    LoadedStories loaded;
    loaded.source.add(std::move(name), bytes);
    const Reader reader(loaded.source, loaded.diagnostics);
    const auto document = reader.parse();
    if (document) StoriesReader(reader, institution, loaded.stories).read(document->root());
    loaded.diagnostics.sort();
    return loaded;
}

}  // namespace remit::demo
