#include "ledger/verify.h"

#include <fmt/format.h>

#include <utility>

namespace remit::ledger {

namespace {

Error corrupt(std::string message) {
    return base::make_error(ErrorCode::corrupt, std::move(message));
}

// Why it does not follow: what can be said without the rest of the chain.
std::string_view reason(const ChainHead& head, const Entry& entry) {
    if (entry.matter_version > head.matter_version + 1) return "an entry before it is missing";
    if (entry.matter_version <= head.matter_version)
        return "an entry with this version came before";
    return "it does not name the entry before it, so one of the two was changed";
}

}  // namespace

Status LedgerVerifier::add(std::string_view bytes) {
    const base::Hash hash = entry_hash(bytes);
    const Result<Entry> entry = decode(bytes);
    if (entry.ok()) return add(entry.value(), hash);
    pass_over(hash);
    return entry.error().with(fmt::format("the entry at index {}", tree_.size() - 1));
}

Status LedgerVerifier::add(const Entry& entry, const base::Hash& hash) {
    const std::uint64_t index = tree_.size();
    tree_.append(leaf_of(hash));
    if (entry.institution != institution_) {
        return corrupt(fmt::format("the entry at index {} is of '{}', not of '{}'", index,
                                   entry.institution, institution_));
    }
    auto place = heads_.find(entry.matter);
    if (place == heads_.end()) place = heads_.emplace(entry.matter, ChainHead()).first;
    const ChainHead before = std::exchange(place->second, {entry.matter_version, hash});
    if (follows(before, entry)) return base::done();
    return corrupt(fmt::format("the entry at index {} ('{}', version {}): {}", index, entry.matter,
                               entry.matter_version, reason(before, entry)));
}

Status LedgerVerifier::check(const TreeHead& head) const {
    if (tree_.size() != head.size) {
        return corrupt(fmt::format("the ledger has {} entries; the checkpoint speaks of {}",
                                   tree_.size(), head.size));
    }
    if (tree_.root() != head.root)
        return corrupt("the entries are not those of the checkpoint: their tree has another root");
    return base::done();
}

ChainHead LedgerVerifier::head_of(std::string_view matter) const {
    const auto found = heads_.find(matter);
    return found == heads_.end() ? ChainHead() : found->second;
}

}  // namespace remit::ledger
