// Lints of duties: repeated, residual, empty, without a function, and names that promise more.
#include "support/compile_text.h"

#include <doctest/doctest.h>

namespace remit::compile {
namespace {

using testing::found;
using testing::Texts;

}  // namespace

TEST_CASE("lints: a clause that stands twice in one unit is a duplicate duty") {
    const auto act = testing::compile_text(
        "Služba za mostove\nČlanak 1.\nSlužba za mostove vodi popis mostova; izdaje odobrenja za "
        "prijelaz vozila; nadzire stanje mostova; izdaje odobrenja za prijelaz vozila.\n");
    CHECK(found(act, "duplicate-duty") == Texts{"izdaje odobrenja za prijelaz vozila"});
    CHECK(found(act, "shared-duty").empty());
}

TEST_CASE("lints: a residual duty shadows what comes behind it in its list, and nothing else") {
    CHECK(found("Služba za mostove\nČlanak 1.\nSlužba za mostove vodi popis; obavlja i druge poslove "
                "iz djelokruga Službe; izdaje odobrenja.\n",
                "residual-shadows") == Texts{"obavlja i druge poslove iz djelokruga Službe"});
    CHECK(found("Služba za mostove\nČlanak 1.\nSlužba za mostove vodi popis; izdaje odobrenja; "
                "obavlja i druge poslove iz djelokruga Službe.\n",
                "residual-shadows")
              .empty());
}

TEST_CASE("lints: a mark without words is an empty duty") {
    CHECK(found("Одсек за мостове обавља послове који се односе на:\n\n1) праћење стања "
                "мостова;\n2) ;\n3) издавање дозвола за прелаз.\n",
                "empty-duty") == Texts{"2) ;"});
}

TEST_CASE("lints: a name speaks of a body that no duty touches") {
    const std::string_view head = "Група за УНЕСКО и људска права\n\n";
    const std::string silent =
        std::string(head) + "Група за УНЕСКО и људска права обавља послове који се односе на:\n\n"
                            "1) праћење стања људских права;\n2) припрему извештаја.\n";
    CHECK(found(silent, "name-duty-mismatch") == Texts{"УНЕСКО"});
    const std::string touched =
        std::string(head) + "Група за УНЕСКО и људска права обавља послове који се односе на:\n\n"
                            "1) праћење стања људских права;\n2) сарадњу са УНЕСКО.\n";
    CHECK(found(touched, "name-duty-mismatch").empty());
}

TEST_CASE("lints: a mere thing says no function, an unknown verb does") {
    const std::string_view act =
        "Odsek za mostove obavlja poslove koji se odnose na:\n\n1) izdavanje dozvola za prelaz;\n"
        "2) kišobrane;\n3) brojanje čamaca.\n";
    CHECK(found(act, "unknown-function") == Texts{"kišobrane"});
}

}  // namespace remit::compile
