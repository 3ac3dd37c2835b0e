// Any bytes as a procedure's file: no crash, a finding for whatever is not sound, and whatever is
// sound keeps the invariants of definition.h and can be shown.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "compile/vocabulary_loader.h"
#include "diag/render.h"
#include "procedure/check.h"
#include "procedure/loader.h"
#include "procedure/show.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace remit;
    static const compile::LoadedVocabulary vocabulary = compile::load_embedded_vocabulary();
    const std::string_view bytes(reinterpret_cast<const char*>(data),
                                 size);  // NOLINT: bytes are what is fuzzed
    const procedure::ProcedureFile file{.name = "fuzz.yaml", .bytes = bytes};
    const auto loaded = procedure::load_procedures({&file, 1}, vocabulary.vocabulary);
    const bool has_error = loaded.diagnostics.count(diag::Severity::error) > 0;
    REMIT_CHECK(loaded.library.all().empty() == has_error);
    for (const diag::Language language :
         {diag::Language::en, diag::Language::hr, diag::Language::sr_latn}) {
        static_cast<void>(
            diag::render_terminal(loaded.diagnostics.all(), loaded.source, {.language = language}));
    }
    for (const procedure::Definition& definition : loaded.library.all()) {
        REMIT_CHECK(procedure::check_invariants(definition, loaded.library.all()).empty());
        REMIT_CHECK(!procedure::show_json(definition).empty());
        REMIT_CHECK(
            !procedure::show_lines(definition, vocabulary.vocabulary, diag::Language::sr_latn)
                 .empty());
        REMIT_CHECK(!procedure::show_dot(definition, diag::Language::hr).empty());
    }
    return 0;
}
