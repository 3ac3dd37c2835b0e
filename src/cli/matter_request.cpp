#include "cli/matter_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/columns.h"

namespace remit::cli {
namespace {

struct Pair {
    std::string name;
    std::string value;
};

Result<Pair> split(std::string_view option, const std::string& word, std::string_view example) {
    const std::size_t sign = word.find('=');
    if (sign != std::string::npos && sign > 0)
        return Pair{word.substr(0, sign), word.substr(sign + 1)};
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("{}: '{}' has no name and '=' in front of a value; write {}", option,
                    printable(word), example));
}

}  // namespace

Result<std::vector<office::FieldText>> read_fields(const Options& options) {
    std::vector<office::FieldText> fields;
    for (const std::string& word : options.office.sets) {
        Pair pair = REMIT_TRY(split("--set", word, "--set title=\"Partnership package\""));
        const auto found = std::ranges::find(fields, pair.name, &office::FieldText::field);
        if (found == fields.end()) {
            fields.push_back({std::move(pair.name), {std::move(pair.value)}});
        } else {
            found->items.push_back(std::move(pair.value));
        }
    }
    return fields;
}

Result<std::vector<office::PaperText>> read_papers(base::Env& env, const Options& options,
                                                   const std::vector<office::PaperText>& known) {
    std::vector<office::PaperText> papers;
    for (const std::string& word : options.office.papers) {
        const Pair pair = REMIT_TRY(split("--paper", word, "--paper instruction=instruction.pdf"));
        const auto paper = std::ranges::find(known, pair.name, &office::PaperText::id);
        const bool is_known = paper != known.end();
        std::string bytes =
            REMIT_TRY(pair.value == "-" ? env.read_input() : env.read_file(pair.value));
        if (bytes.empty()) {
            return base::make_error(ErrorCode::invalid_input,
                                    fmt::format("--paper: '{}' is empty", printable(pair.value)));
        }
        papers.push_back({.id = is_known ? paper->id : std::string(),
                          .kind = is_known ? paper->kind : pair.name,
                          .bytes = std::move(bytes),
                          .is_signed = options.office.is_signed,
                          .marking = options.office.marking});
    }
    if (papers.empty() && options.office.is_signed) {
        return base::make_error(ErrorCode::invalid_input,
                                "--signed says something of papers, and none is brought; give "
                                "--paper KIND=FILE");
    }
    if (papers.empty() && !options.office.marking.empty()) {
        return base::make_error(ErrorCode::invalid_input,
                                "--marking says something of papers, and none is brought; give "
                                "--paper KIND=FILE");
    }
    return papers;
}

}  // namespace remit::cli
