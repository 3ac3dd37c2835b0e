#include "office/reading.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "text/edit_distance.h"

namespace remit::office {
namespace {

/// "there is no step 'clera' in 'position'; did you mean 'clear'?"
template <typename Entry>
std::string no_such(std::string_view what, std::string_view id, std::string_view procedure,
                    const std::vector<Entry>& entries) {
    std::string sentence = fmt::format("there is no {} '{}' in '{}'", what, id, procedure);
    const Entry* nearest = nullptr;
    std::size_t least = text::kSlipsMax + 1;
    for (const Entry& entry : entries) {
        const auto slips = text::find_slips(id, std::string_view(entry.id));
        if (!slips || *slips >= least) continue;
        nearest = &entry;
        least = *slips;
    }
    if (nearest != nullptr) return sentence + fmt::format("; did you mean '{}'?", nearest->id);
    std::vector<std::string_view> ids;
    for (const Entry& entry : entries) ids.push_back(entry.id);
    return sentence + fmt::format("; there are: {}", fmt::join(ids, ", "));
}

}  // namespace

std::optional<procedure::StepId> RequestReader::step(std::string_view id) {
    const auto found = definition_->find_step(id);
    if (!found) faults_.push_back(no_such("step", id, definition_->id, definition_->steps));
    return found;
}

std::vector<procedure::FieldChange> RequestReader::changes(std::span<const FieldText> fields) {
    std::vector<procedure::FieldChange> changes;
    for (const FieldText& text : fields) {
        const auto id = definition_->find_field(text.field);
        if (!id) {
            faults_.push_back(no_such("field", text.field, definition_->id, definition_->fields));
            continue;
        }
        const procedure::Field& field = definition_->fields[id->index()];
        procedure::FieldChange change{.field = *id, .value = {}};
        for (const std::string& item : text.items) {
            Result<procedure::Item> read = procedure::read_item(field.type, item);
            if (read.ok()) {
                change.value.items.push_back(std::move(read).value());
            } else {
                faults_.push_back(fmt::format("{}: {}", field.id, read.error().message));
            }
        }
        changes.push_back(std::move(change));
    }
    return changes;
}

std::optional<ReadPaper> RequestReader::paper(const PaperText& text, std::size_t brought_before) {
    const auto kind = definition_->find_paper_kind(text.kind);
    if (!kind) {
        faults_.push_back(
            no_such("kind of paper", text.kind, definition_->id, definition_->paper_kinds));
        return std::nullopt;
    }
    ReadPaper read{.paper = {}, .text = &text};
    read.paper.kind = *kind;
    read.paper.is_signed = text.is_signed;
    read.paper.digest = base::sha256({text.bytes}).hex();
    const procedure::Paper* before = matter_->find_paper(text.id);
    if (text.id.empty()) {
        read.paper.id =
            fmt::format("{}-{}", text.kind, matter_->papers.size() + brought_before + 1);
    } else if (before == nullptr) {
        faults_.push_back(fmt::format(
            "there is no paper '{}' in this matter; leave the id out to bring a new one", text.id));
    } else {
        read.paper.id = text.id;
        read.paper.version = before->version + (before->digest == read.paper.digest ? 0U : 1U);
    }
    return read;
}

std::vector<ReadPaper> RequestReader::papers(std::span<const PaperText> papers) {
    std::vector<ReadPaper> read;
    for (const PaperText& text : papers) {
        if (auto one = paper(text, read.size())) read.push_back(*std::move(one));
    }
    return read;
}

}  // namespace remit::office
