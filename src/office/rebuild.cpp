#include "office/rebuild.h"

#include <fmt/format.h>

#include <memory>
#include <string>

#include "office/projections.h"

namespace remit::office {
namespace {

/// Takes entries chain by chain and writes the rows of each once its last entry was taken.
class Rebuilder {
  public:
    Rebuilder(store::Connection& connection, const Institution& institution)
        : connection_(&connection), institution_(&institution) {}

    Status clear() {
        for (const Projection& projection : projections()) {
            for (const Register& rows : projection.registers)
                REMIT_TRY(connection_->run(fmt::format("DELETE FROM {}", rows.table)));
        }
        return base::done();
    }

    Status take(const Kept& kept) {
        if (kept.entry.matter != chain_) {
            REMIT_TRY(finish());
            chain_ = kept.entry.matter;
            const Projection* projection = find_projection(chain_);
            if (projection != nullptr) fold_ = projection->begin(*institution_, chain_);
        }
        ++done_.entries;
        return fold_ != nullptr ? fold_->take(kept) : base::done();
    }

    Status finish() {
        if (fold_ == nullptr) return base::done();
        ++done_.chains;
        const std::unique_ptr<Fold> fold = std::move(fold_);
        return fold->write(*connection_);
    }

    [[nodiscard]] const Rebuilt& done() const { return done_; }

  private:
    store::Connection* connection_;
    const Institution* institution_;
    std::string chain_;
    std::unique_ptr<Fold> fold_;
    Rebuilt done_;
};

}  // namespace

Result<Rebuilt> rebuild(Office& office) {
    Rebuilt done;
    const Status written = office.database().write([&](store::Connection& connection) -> Status {
        Rebuilder rebuilder(connection, office.institution());
        REMIT_TRY(rebuilder.clear());
        const Journal journal(connection, office.institution().id(), office.env());
        REMIT_TRY(journal.read_all([&](const Kept& kept) { return rebuilder.take(kept); }));
        REMIT_TRY(rebuilder.finish());
        done = rebuilder.done();
        return base::done();
    });
    if (!written.ok()) return written.error();
    return done;
}

}  // namespace remit::office
