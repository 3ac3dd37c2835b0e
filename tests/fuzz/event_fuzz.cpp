// Fuzzes the reader of events with any bytes, under the sample procedure.
//
// Properties: nothing throws; an error names the event; what is accepted is written, and the text
// is read to the same event and written to the same text.
#define DOCTEST_CONFIG_DISABLE  // the sample's header is made for tests; this is no test program

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "compile/vocabulary_loader.h"
#include "procedure/describe.h"
#include "procedure/event_reading.h"
#include "procedure/loader.h"
#include "support/procedure_sample.h"

namespace {

using namespace remit::procedure;  // NOLINT(google-build-using-namespace): one file, one module

const Definition& visit() {
    static const LoadedProcedures loaded = [] {
        const auto vocabulary = remit::compile::load_embedded_vocabulary();
        const std::array<ProcedureFile, 1> files{
            {{"visit.yaml", remit::testing::kSampleProcedure}}};
        return load_procedures(files, vocabulary.vocabulary);
    }();
    return *loaded.library.latest("visit");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto event = read_event(visit(), text);
    if (!event.ok()) {
        REMIT_CHECK(event.error().message.starts_with("event"));
        return 0;
    }
    const std::string written = to_json(visit(), event.value());
    const auto again = read_event(visit(), written);
    REMIT_CHECK(again.ok() && again.value() == event.value());
    REMIT_CHECK(to_json(visit(), again.value()) == written);
    REMIT_CHECK(!describe(visit(), event.value()).empty());
    return 0;
}
