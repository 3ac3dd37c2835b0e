#include "cli/dictionary.h"

#include <fmt/format.h>

namespace remit::cli {

std::optional<text::Spelling> open_dictionary(base::Env& env) {
    Result<text::Spelling> opened = text::Spelling::open(env);
    if (opened.ok()) return std::move(opened).value();
    env.print_error(fmt::format("remit: note: typos are looked for without a dictionary: {}\n",
                                opened.error().message));
    return std::nullopt;
}

}  // namespace remit::cli
