#include "office/contents.h"

#include <tuple>
#include <utility>

namespace remit::office {

Result<std::optional<std::string>> find_content(store::Connection& connection,
                                                std::string_view digest) {
    auto row = REMIT_TRY((connection.find<store::OwnedBlob>(
        "SELECT bytes FROM contents WHERE digest = ?1", {store::Blob{digest}})));
    if (!row) return std::optional<std::string>();
    return std::optional(std::move(std::get<0>(*row).bytes));
}

}  // namespace remit::office
