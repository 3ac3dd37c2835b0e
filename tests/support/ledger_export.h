// The files of an exported ledger, by path, signed with a key that only tests have.
//
// Invariant: the same ledger gives the same files; the checkpoint is of its entries as they stand,
// whether they follow each other or not.
#pragma once

#include <map>
#include <string>

#include "ledger/export.h"
#include "support/ledger_sample.h"

namespace remit::testing {

using Files = std::map<std::string, std::string>;

inline const ledger::NoteSigner kLedgerLog{"example.org/mvep",
                                           base::SecretKey("0123456789abcdef0123456789ABCDEF")};

inline ledger::Note checkpoint_of(const LedgerSample& sample) {
    ledger::Frontier tree;
    for (const base::Hash& leaf : sample.leaves()) tree.append(leaf);
    return ledger::sign_checkpoint({tree.size(), tree.root()}, {}, kLedgerLog).value();
}

inline Files exported(const LedgerSample& sample) {
    Files files;
    ledger::Exporter exporter;
    for (const std::string& entry : sample.entries) {
        for (auto& file : exporter.add(entry)) files[file.path] = std::move(file.bytes);
    }
    for (auto& file : exporter.finish(checkpoint_of(sample)))
        files[file.path] = std::move(file.bytes);
    return files;
}

}  // namespace remit::testing
