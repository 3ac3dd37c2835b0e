// Folded matters, kept so that a command need not fold a long chain again.
//
// Invariant: what is kept is never believed by itself. A file from here counts only where the
// chain, in the transaction that asks, holds an entry with its version and its hash (load_matter
// below); so that another node may have gone on, and a transaction that wrote it may have been
// undone. Its size is bounded; who was not asked for longest goes first.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "office/institution.h"
#include "office/journal.h"
#include "office/matter_file.h"

namespace remit::office {

/// Some thousands of ordinary matters.
inline constexpr std::size_t kCacheBytesMax = std::size_t{32} << 20U;

class MatterCache {
  public:
    explicit MatterCache(std::size_t bytes_max = kCacheBytesMax) : bytes_max_(bytes_max) {}

    /// A copy. From any thread, as keep().
    std::optional<MatterFile> find(std::string_view id);
    /// In place of an earlier one of its id. One that is larger than all may be is not kept.
    void keep(MatterFile file);
    [[nodiscard]] std::size_t bytes() const;

  private:
    struct Held {
        MatterFile file;
        std::size_t bytes = 0;
    };
    using Place = std::list<Held>::iterator;

    void drop(Place place);

    const std::size_t bytes_max_;
    mutable std::mutex mutex_;                            // guards all below
    std::list<Held> held_;                                // asked for last stands first
    std::unordered_map<std::string_view, Place> places_;  // by id, which the list owns
    std::size_t bytes_ = 0;
};

/// As load_matter() of matter_file.h, but folds only what came after the kept file, if that stands.
Result<MatterFile> load_matter(const Journal& journal, const Institution& institution,
                               MatterCache& cache, std::string_view id);

}  // namespace remit::office
