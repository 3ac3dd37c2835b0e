// office.yaml: what an office is set up with. Written once by `remit office init`, then by people.
//
// Invariant: what was read without an error names a pack, a ledger and a store that can be tried;
// nothing is guessed. It holds no secret: keys lie in files of their own, and the connection of a
// server may leave its password to the server's own means (a service file, a password file).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace remit::office {

/// What a refusal of competence means.
enum class Mode : std::uint8_t {
    enforce,  // the step is not taken
    advise,   // it is taken where the officer gives a reason, and the refusal is recorded
};

struct Settings {
    std::string pack = "hr";  // one that Remit carries
    std::string ledger;       // the name on checkpoints: "mvep.example/global-affairs"
    Mode mode = Mode::enforce;
    std::string postgres;  // the connection of a server, as libpq has it; empty: SQLite

    bool operator==(const Settings&) const = default;
};

/// In:     `name` as errors shall call the file.
/// Errors: invalid_input, with every fault of the file as diagnostics are shown.
Result<Settings> read_settings(std::string name, std::string_view bytes);
/// The file of these settings; read_settings() of it gives them again.
std::string write_settings(const Settings& settings);

}  // namespace remit::office
