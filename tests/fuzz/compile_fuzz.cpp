// Fuzzes the whole compiler with any bytes.
//
// Properties of the remit that comes out: parents make a forest; codes and duty ids are unique;
// every extent and every finding lies inside the text; duties stand in the order of the act and do
// not overlap; JSON comes out twice the same.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "base/check.h"
#include "compile/compile.h"
#include "compile/export_json.h"
#include "compile/knowledge.h"

namespace {

using remit::compile::Compilation;

const remit::compile::Knowledge& knowledge() {
    static const auto loaded = remit::compile::load_knowledge();
    return *loaded.value();
}

Compilation compiled(std::string_view text) {
    remit::diag::Source source;
    source.add("act.txt", text);
    return remit::compile::compile_act(std::move(source), knowledge());
}

void check_units(const Compilation& compilation) {
    const auto& units = compilation.remit.units;
    std::set<std::string> codes;
    for (const auto& unit : units) {
        REMIT_CHECK(codes.insert(unit.code).second);
        std::size_t depth = 0;
        for (auto at = unit.parent; at.is_some(); at = units[at.index()].parent) {
            REMIT_CHECK(++depth <= units.size());
        }
    }
}

void check_duties(const Compilation& compilation, std::size_t text_bytes) {
    std::set<std::string> ids;
    std::uint32_t end = 0;
    for (const auto& duty : compilation.remit.duties) {
        REMIT_CHECK(ids.insert(duty.id).second);
        REMIT_CHECK(duty.unit.index() < compilation.remit.units.size());
        REMIT_CHECK(duty.extent.begin >= end && duty.extent.begin < duty.extent.end);
        REMIT_CHECK(duty.extent.end <= text_bytes);
        end = duty.extent.end;
    }
    for (const auto& diagnostic : compilation.diagnostics.all()) {
        REMIT_CHECK(diagnostic.span.begin <= diagnostic.span.end &&
                    diagnostic.span.end <= text_bytes);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Compilation compilation = compiled(text);
    check_units(compilation);
    check_duties(compilation, size);
    const auto json = [](const Compilation& of) {
        return remit::compile::export_json(of, remit::diag::Language::en);
    };
    REMIT_CHECK(json(compilation) == json(compiled(text)));
    return 0;
}
