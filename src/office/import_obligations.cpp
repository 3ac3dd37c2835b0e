// Takes rows of obligations into an office, each into a chain of its own.
//
// Invariant: an entry is written only where the row is new or says something else than its chain
// does, so that importing twice writes nothing the second time.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "office/intake_entry.h"
#include "office/obligation_commands.h"
#include "office/obligation_loader.h"
#include "office/obligation_register.h"

namespace remit::office {
namespace {

using Answer = std::variant<Imported, Declined>;

/// As the office keeps it: what other States owe is not its business.
Obligation for_pack(Obligation row, std::string_view pack) {
    const Applies applies = row.applies_to(pack);
    row.applies.clear();
    row.applies.emplace(pack, applies);
    return row;
}

class Import {
  public:
    Import(MatterWork& work, const Caller& caller, bool own)
        : work_(&work), caller_(&caller), own_(own) {
        caller_copy_ = caller;
        caller_copy_.idempotency_key.clear();  // one command, many entries; it is idempotent itself
    }

    Status take(const Obligation& carried) {
        const std::string& pack = work_->institution().pack();
        const Obligation row = for_pack(carried, pack);
        ObligationFile file = REMIT_TRY(load_obligation(work_->journal(), row.id));
        if (!file.is_there() && row.applies_to(pack) == Applies::no) return base::done();
        if (file.is_there() && file.row == row && file.own == own_) {
            ++imported_.unchanged;
            return base::done();
        }
        const std::string event = write_obligation(row, own_);
        const Written written = REMIT_TRY(append_note(
            *work_, caller_copy_, file.head,
            {.chain = chain_of_obligation(row.id),
             .kind = std::string(file.is_there() ? kObligationChanged : kObligationEntered),
             .command = "import_obligations",
             .request = base::sha256({event}),
             .event = event}));
        (file.is_there() ? imported_.changed : imported_.entered).push_back(row.id);
        file = {row, own_, written.head};
        return write_rows(work_->connection(), file, pack);
    }

    Imported take_report() { return std::move(imported_); }

  private:
    MatterWork* work_;
    const Caller* caller_;
    Caller caller_copy_;
    bool own_;
    Imported imported_;
};

/// Rows of the same origin that the office has and the rows lack.
Result<std::vector<std::string>> find_gone(store::Connection& connection, const Obligations& rows,
                                           bool own) {
    std::vector<std::string> gone;
    store::Rows found = REMIT_TRY(
        connection.query("SELECT id FROM obligations WHERE own = ?1 ORDER BY id", {own ? 1 : 0}));
    while (auto row = REMIT_TRY((found.next<std::string>()))) {
        if (rows.find(std::get<0>(*row)) == nullptr) gone.push_back(std::get<0>(*row));
    }
    return gone;
}

std::optional<Declined> find_taken_id(const Obligations& own, const Obligations& carried) {
    for (const Obligation& row : own.all()) {
        if (carried.find(row.id) == nullptr) continue;
        return declined_input(
            fmt::format("'{}' is the id of an obligation that Remit carries", row.id),
            "give the office's own row another id");
    }
    return std::nullopt;
}

}  // namespace

Result<std::variant<Imported, Declined>> import_obligations(Office& office, const Caller& caller,
                                                            const ImportRequest& request) {
    const remit::Vocabulary& vocabulary = office.institution().vocabulary();
    const bool own = !request.file.empty();
    const Obligations carried = REMIT_TRY(load_embedded_obligations(vocabulary));
    Obligations read;
    if (own) read = REMIT_TRY(read_obligations(request.file, request.bytes, vocabulary));
    const Obligations& rows = own ? read : carried;
    if (own) {
        if (auto declined = find_taken_id(rows, carried)) return Answer(*std::move(declined));
    }
    Answer answer;
    const Status written = office.run([&](MatterWork& work) -> Status {
        if (auto declined = check_officer(work, caller)) {
            answer = *std::move(declined);
            return base::done();
        }
        Import import(work, caller, own);
        for (const Obligation& row : rows.all()) REMIT_TRY(import.take(row));
        Imported imported = import.take_report();
        imported.gone = REMIT_TRY(find_gone(work.connection(), rows, own));
        answer = std::move(imported);
        return base::done();
    });
    if (!written.ok()) return written.error();
    return answer;
}

}  // namespace remit::office
