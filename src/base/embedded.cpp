#include "base/embedded.h"

#include <algorithm>

namespace remit::base {

namespace {

auto lower_bound(std::span<const EmbeddedFile> files, std::string_view path) {
    return std::lower_bound(
        files.begin(), files.end(), path,
        [](const EmbeddedFile& file, std::string_view wanted) { return file.path < wanted; });
}

}  // namespace

std::optional<std::string_view> find_embedded(std::span<const EmbeddedFile> files,
                                              std::string_view path) {
    const auto at = lower_bound(files, path);
    if (at == files.end() || at->path != path) return std::nullopt;
    return at->bytes;
}

std::span<const EmbeddedFile> embedded_under(std::span<const EmbeddedFile> files,
                                             std::string_view folder) {
    const auto begin = lower_bound(files, folder);
    const auto end = std::find_if(begin, files.end(), [folder](const EmbeddedFile& file) {
        return !file.path.starts_with(folder);
    });
    return files.subspan(static_cast<std::size_t>(begin - files.begin()),
                         static_cast<std::size_t>(end - begin));
}

}  // namespace remit::base
