// `remit rebuild`: drops all registers and makes them again from the ledger.
//
// Nothing is lost by it: what a register says follows from the entries. For use after a program
// that keeps other registers was installed, or where `remit ledger verify` finds a register wrong.
#include <fmt/format.h>

#include "base/json_writer.h"
#include "cli/command.h"
#include "cli/office_door.h"
#include "office/rebuild.h"

namespace remit::cli {

int run_rebuild(base::Env& env, const Options& options) {
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const Result<office::Rebuilt> done = office::rebuild(*office.value());
    if (!done.ok()) return fail(env, done.error().message);
    if (!options.office.json) {
        return deliver(env, options,
                       fmt::format("All registers were made again: {} chains, {} entries.\n",
                                   done.value().chains, done.value().entries));
    }
    base::JsonWriter json;
    json.begin_object().field("chains", static_cast<std::int64_t>(done.value().chains));
    json.field("entries", static_cast<std::int64_t>(done.value().entries)).end_object();
    return deliver(env, options, json.finish());
}

}  // namespace remit::cli
