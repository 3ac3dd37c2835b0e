#include "office/matter_cache.h"

#include <utility>

namespace remit::office {
namespace {

std::size_t bytes_of(const procedure::Value& value) {
    std::size_t bytes = sizeof(value) + value.items.size() * sizeof(procedure::Item);
    for (const procedure::Item& item : value.items) {
        if (const auto* text = std::get_if<std::string>(&item)) bytes += text->size();
    }
    return bytes;
}

/// What the file takes up, nearly.
std::size_t bytes_of(const MatterFile& file) {
    const procedure::Matter& matter = file.matter;
    std::size_t bytes = sizeof(file);
    for (const procedure::Value& value : matter.fields) bytes += bytes_of(value);
    for (const procedure::Clock& clock : matter.clocks) {
        bytes += sizeof(clock) + clock.alarms.size() * sizeof(procedure::Alarm) +
                 clock.changes.size() * sizeof(procedure::ClockChange);
    }
    for (const procedure::Question& question : matter.questions) {
        bytes += sizeof(question) + question.text.size() +
                 question.alarms.size() * sizeof(procedure::Alarm);
    }
    bytes += matter.papers.size() * (sizeof(procedure::Paper) + 2 * base::kHashBytes);
    bytes += matter.times_taken.size() * (sizeof(std::uint32_t) + sizeof(calendar::Instant));
    return bytes;
}

}  // namespace

std::optional<MatterFile> MatterCache::find(std::string_view id) {
    const std::lock_guard lock(mutex_);
    const auto found = places_.find(id);
    if (found == places_.end()) return std::nullopt;
    held_.splice(held_.begin(), held_, found->second);
    return found->second->file;
}

void MatterCache::keep(MatterFile file) {
    const std::size_t bytes = bytes_of(file);
    const std::lock_guard lock(mutex_);
    if (const auto earlier = places_.find(file.id); earlier != places_.end()) drop(earlier->second);
    if (bytes > bytes_max_) return;
    while (bytes_ + bytes > bytes_max_) drop(std::prev(held_.end()));
    held_.push_front({std::move(file), bytes});
    places_.emplace(held_.front().file.id, held_.begin());
    bytes_ += bytes;
}

void MatterCache::drop(Place place) {
    bytes_ -= place->bytes;
    places_.erase(place->file.id);
    held_.erase(place);
}

std::size_t MatterCache::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

Result<MatterFile> load_matter(const Journal& journal, const Institution& institution,
                               MatterCache& cache, std::string_view id) {
    std::optional<MatterFile> held = cache.find(id);
    if (!held) return load_matter(journal, institution, id);
    MatterFile& file = *held;
    bool stands = false;
    const Status read = journal.read(id, file.version() - 1, [&](const Kept& kept) -> Status {
        if (stands) {
            REMIT_TRY(fold(file, kept, institution));
            return base::done();
        }
        stands = kept.hash == file.head.hash;
        if (stands) return base::done();
        return base::make_error(ErrorCode::conflict, "another entry was kept than this one");
    });
    if (!stands) return load_matter(journal, institution, id);
    if (!read.ok()) return read.error();
    return std::move(file);
}

}  // namespace remit::office
