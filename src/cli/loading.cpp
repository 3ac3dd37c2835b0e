#include "cli/loading.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/embedded.h"
#include "cli/columns.h"
#include "cli/text_check.h"
#include "diag/render.h"

namespace remit::cli {

namespace {

constexpr std::string_view kStandardInput = "-";
constexpr std::string_view kPackFile = "remit.yaml";
constexpr std::string_view kPacksFolder = "packs/";

struct File {
    std::string name;
    std::string bytes;
    bool is_pack = false;
};

bool is_pack_name(std::string_view name) {
    return name.ends_with(".yaml") || name.ends_with(".yml");
}

/// "packs/hr" of "packs/hr/".
std::string without_slash(std::string name) {
    while (name.size() > 1 && name.ends_with('/')) name.pop_back();
    return name;
}

/// A folder reads as the pack that it holds.
Result<File> read_named(base::Env& env, const std::string& given) {
    const std::string name = without_slash(given);
    if (name == kStandardInput) {
        std::string bytes = REMIT_TRY(env.read_input());
        return File{"<stdin>", std::move(bytes), /*is_pack=*/false};
    }
    Result<std::string> file = env.read_file(name);
    if (file.ok()) return File{name, std::move(file).value(), is_pack_name(name)};
    if (file.error().code != ErrorCode::io) return file.error();
    const std::string pack = fmt::format("{}/{}", name, kPackFile);
    Result<std::string> inside = env.read_file(pack);
    if (inside.ok()) return File{pack, std::move(inside).value(), /*is_pack=*/true};
    if (inside.error().code != ErrorCode::not_found) return inside.error();
    return base::make_error(
        file.error().code,
        fmt::format("{}\n  it holds no {}, so it is no pack either; name the files of one act",
                    file.error().message, kPackFile));
}

Status check_mix(const std::vector<File>& files) {
    std::size_t packs = 0;
    for (const File& file : files) packs += file.is_pack ? 1 : 0;
    if (packs == 0 || files.size() == 1) return base::done();
    return base::make_error(ErrorCode::invalid_input,
                            packs == files.size() ? "several packs cannot be read as one\n  give "
                                                    "one pack at a time; `remit diff` compares two"
                                                  : "acts and packs cannot be read as one\n  give "
                                                    "either the files of one act or one pack");
}

}  // namespace

Result<Input> read_input(base::Env& env, std::span<const std::string> names) {
    std::vector<File> files;
    std::size_t bytes = 0;
    if (std::ranges::count(names, kStandardInput) > 1) {
        return base::make_error(ErrorCode::invalid_input, "standard input can be read once");
    }
    for (const std::string& name : names) {
        files.push_back(REMIT_TRY(read_named(env, name)));
        bytes += files.back().bytes.size();
        if (bytes > kActBytesMax) {
            return base::make_error(
                ErrorCode::limit,
                fmt::format("'{}' makes the act {} MiB long; {} MiB is the most that is read\n"
                            "  give one act at a time",
                            files.back().name, bytes >> 20U, kActBytesMax >> 20U));
        }
    }
    REMIT_TRY(check_mix(files));
    Input input;
    for (const File& file : files) {
        REMIT_TRY(check_text(file.name, file.bytes));
        input.source.add(file.name, file.bytes);
        input.is_pack = file.is_pack;
    }
    return input;
}

std::vector<std::string> carried_packs() {
    std::vector<std::string> packs;
    for (const base::EmbeddedFile& file :
         base::embedded_under(base::embedded_files(), kPacksFolder)) {
        const std::string_view name = file.path.substr(kPacksFolder.size());
        const std::size_t slash = name.find('/');
        if (name.substr(slash + 1) == kPackFile) packs.emplace_back(name.substr(0, slash));
    }
    return packs;
}

Result<Input> read_carried_pack(const std::string& id) {
    const std::string path = fmt::format("{}{}/{}", kPacksFolder, id, kPackFile);
    const auto bytes = base::find_embedded(base::embedded_files(), path);
    if (!bytes) {
        return base::make_error(
            ErrorCode::not_found,
            fmt::format("remit carries no pack '{}'\n  it carries: {}; another is given as a file",
                        printable(id), fmt::join(carried_packs(), ", ")));
    }
    Input input;
    input.source.add(path, *bytes);
    input.is_pack = true;
    return input;
}

Loaded load(Input input, const compile::Knowledge& knowledge, WantPhases want_phases,
            const text::Spelling* spelling) {
    Loaded loaded;
    if (input.is_pack) {
        compile::Pack pack = compile::load_pack(input.source.files().front().name,
                                                input.source.text(), knowledge.vocabulary);
        loaded.compilation = std::move(pack.compilation);
        loaded.institution = std::move(pack.institution);
        loaded.english = std::move(pack.english);
        return loaded;
    }
    loaded.compilation =
        compile::compile_act(std::move(input.source), knowledge,
                             {.spelling = spelling,
                              .phases = want_phases == WantPhases::yes ? &loaded.phases : nullptr});
    return loaded;
}

std::string name_of(const Loaded& loaded) {
    if (loaded.institution) return loaded.institution->name;
    std::string names;
    for (const diag::SourceFile& file : loaded.compilation.source.files()) {
        names += (names.empty() ? "" : " + ") + file.name;
    }
    return names;
}

Status check_faultless(const diag::Diagnostics& diagnostics, const diag::Source& source) {
    if (diagnostics.count(diag::Severity::error) == 0) return base::done();
    return base::make_error(ErrorCode::invalid_input,
                            "a file with errors is put to no use\n" +
                                diag::render_terminal(diagnostics.all(), source, {}));
}

}  // namespace remit::cli
