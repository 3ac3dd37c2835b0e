// The sample acts of examples/acts do what their README says: together they raise every diagnostic
// that an act can raise, and the tidy one raises none.
#include <doctest/doctest.h>

#include <initializer_list>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/embedded.h"
#include "base/env.h"
#include "compile/compile.h"
#include "diag/render.h"
#include "text/spelling.h"

namespace remit::compile {
namespace {

/// Whether acts raise it, and not only data files: the example on its page says so.
bool is_of_acts(std::string_view id) {
    const std::string path = "docs/diagnostics/" + std::string(id) + ".md";
    const auto page = base::find_embedded(base::embedded_files(), path);
    REQUIRE_MESSAGE(page.has_value(), path);
    return page->find("\n```act\n") != std::string_view::npos;
}

const Knowledge& knowledge() {
    static const std::unique_ptr<const Knowledge> loaded = [] {
        auto result = load_knowledge();
        REQUIRE(result.ok());
        return std::move(result).value();
    }();
    return *loaded;
}

const text::Spelling* dictionary() {
    static base::PosixEnv env;
    static const auto opened = text::Spelling::open(env);
    return opened.ok() ? &opened.value() : nullptr;
}

Compilation compile_sample(std::initializer_list<std::string_view> names) {
    base::PosixEnv env;
    diag::Source source;
    for (const std::string_view name : names) {
        const std::string path =
            std::string(REMIT_SOURCE_DIR) + "/examples/acts/" + std::string(name);
        const auto bytes = env.read_file(path);
        REQUIRE(bytes.ok());
        source.add(std::string(name), bytes.value());
    }
    return compile_act(std::move(source), knowledge(), {.spelling = dictionary()});
}

std::string shown(const Compilation& compilation) {
    return diag::render_terminal(compilation.diagnostics.all(), compilation.source, {});
}

void add_ids(std::set<std::string_view>& ids, const Compilation& compilation) {
    for (const diag::Diagnostic& found : compilation.diagnostics.all()) {
        ids.insert(diag::entry_of(found.id).id_text);
    }
}

}  // namespace

TEST_CASE("sample acts: the tidy act raises nothing") {
    const Compilation tidy = compile_sample({"tidy-hr.txt"});
    CHECK_MESSAGE(tidy.diagnostics.all().empty(), shown(tidy));
    CHECK(tidy.remit.units.size() == 7);
    CHECK(tidy.remit.duties.size() == 34);
}

TEST_CASE("sample acts: together they raise every diagnostic of acts") {
    std::set<std::string_view> raised;
    add_ids(raised, compile_sample({"water-hr.txt"}));
    add_ids(raised, compile_sample({"bridges-sr-cyrl.txt"}));
    add_ids(raised, compile_sample({"roads-sr-latn.txt"}));
    add_ids(raised, compile_sample({"islands-hr-1.txt", "islands-hr-2.txt"}));
    for (const diag::CatalogueEntry& entry : diag::catalogue()) {
        const std::string_view id = entry.id_text;
        if (!is_of_acts(id)) continue;
        if (id == "suspected-typo" && dictionary() == nullptr) continue;
        CHECK_MESSAGE(raised.contains(id), id);
    }
}

TEST_CASE("sample acts: each gives the units it sets up") {
    CHECK(compile_sample({"water-hr.txt"}).remit.units.size() == 12);
    CHECK(compile_sample({"bridges-sr-cyrl.txt"}).remit.units.size() == 12);
    CHECK(compile_sample({"roads-sr-latn.txt"}).remit.units.size() == 11);
    // One of them is nameless: the text begins in the middle of its duties.
    CHECK(compile_sample({"islands-hr-1.txt", "islands-hr-2.txt"}).remit.units.size() == 10);
}

}  // namespace remit::compile
