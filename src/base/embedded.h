// Data files that the binary carries: vocabulary, packs, manual pages. Made at build by cmake/RemitEmbed.cmake.
//
// The table is sorted by path and read-only; whoever embeds files links exactly one table.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace remit::base {

struct EmbeddedFile {
    std::string_view path;  // relative to the source tree, such as "vocabulary/bodies.yaml"
    std::string_view bytes;
};

/// Every embedded file, sorted by path. Defined by the generated source.
std::span<const EmbeddedFile> embedded_files();

/// The bytes of one file. The table is a parameter, so that this module needs no generated source.
std::optional<std::string_view> find_embedded(std::span<const EmbeddedFile> files,
                                              std::string_view path);

/// The files whose path begins with `folder`, such as "vocabulary/".
std::span<const EmbeddedFile> embedded_under(std::span<const EmbeddedFile> files,
                                             std::string_view folder);

}  // namespace remit::base
