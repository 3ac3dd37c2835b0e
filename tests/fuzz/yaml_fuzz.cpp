// Fuzzes the YAML loaders: plain YAML, a pack, and a table of the vocabulary, with any bytes.
//
// Properties: nothing throws; an error of the reader names the file, a line and a column; every
// finding of a loader lies inside the text; what loads has ids that resolve.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "compile/knowledge.h"
#include "compile/pack_loader.h"
#include "compile/vocabulary_loader.h"
#include "yaml/node.h"

namespace {

const remit::compile::Knowledge& knowledge() {
    static const auto loaded = remit::compile::load_knowledge();
    return *loaded.value();
}

void check_places(const remit::diag::Diagnostics& diagnostics, std::size_t text_bytes) {
    for (const auto& diagnostic : diagnostics.all()) {
        REMIT_CHECK(diagnostic.span.begin <= diagnostic.span.end &&
                    diagnostic.span.end <= text_bytes);
    }
}

void check_pack(std::string_view text) {
    const auto pack = remit::compile::load_pack("remit.yaml", text, knowledge().vocabulary);
    check_places(pack.compilation.diagnostics, text.size());
    for (const auto& duty : pack.compilation.remit.duties) {
        REMIT_CHECK(duty.unit.index() < pack.compilation.remit.units.size());
        REMIT_CHECK(duty.extent.end <= text.size());
    }
}

void check_vocabulary(std::string_view text) {
    const std::array<remit::base::EmbeddedFile, 1> files{{{"vocabulary/bodies.yaml", text}}};
    const auto loaded = remit::compile::load_vocabulary(files);
    check_places(loaded.diagnostics, text.size());
    for (const auto& body : loaded.vocabulary.bodies) {
        REMIT_CHECK(!body.part_of.is_some() ||
                    body.part_of.index() < loaded.vocabulary.bodies.size());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto document = remit::yaml::parse("file.yaml", text);
    if (!document.ok())
        REMIT_CHECK(document.error().message.find("file.yaml") != std::string::npos);
    check_pack(text);
    check_vocabulary(text);
    return 0;
}
