// What holds of every text whatever: no byte is lost, and every place lies in the text.
//
// Inputs: the sample acts, every golden and fuzz corpus file, the real acts where they are at hand;
// each sample act also cut off at every 37th byte, in mid-character or not, and with bytes changed
// at random from a fixed seed.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "act/tree.h"
#include "base/env.h"
#include "support/compile_text.h"

namespace remit::compile {
namespace {

constexpr std::size_t kPrefixStep = 37;
constexpr int kDamagedTextsPerAct = 60;
constexpr std::size_t kTextBytesMax = 200'000;

struct Input {
    std::string name;
    std::string text;
};

std::vector<Input> files_under(const std::string& folder) {
    std::vector<Input> inputs;
    const std::filesystem::path root = std::string(REMIT_SOURCE_DIR) + "/" + folder;
    if (!std::filesystem::exists(root)) return inputs;
    base::PosixEnv env;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file() || entry.file_size() > kTextBytesMax) continue;
        auto bytes = env.read_file(entry.path().string());
        REQUIRE(bytes.ok());
        inputs.push_back({entry.path().filename().string(), std::move(bytes).value()});
    }
    std::ranges::sort(inputs, {}, &Input::name);
    return inputs;
}

/// Says what is wrong with the tree of a text; empty where nothing is.
std::string tree_fault(std::string_view text) {
    text::Lexicon lexicon;
    diag::Diagnostics diagnostics;
    const act::SyntaxTree syntax =
        act::parse(text, testing::knowledge().grammar, lexicon, diagnostics);
    const std::size_t fault = act::find_tree_fault(syntax.tree, text);
    if (fault != text.size()) return "the tree is wrong at byte " + std::to_string(fault);
    if (act::print_tree(syntax.tree, text) != text) return "printing gives another text";
    return {};
}

bool lies_in(std::uint32_t begin, std::uint32_t end, std::size_t size) {
    return begin <= end && end <= size;
}

/// The same of all that is compiled from it.
std::string remit_fault(std::string_view text) {
    const Compilation compilation = testing::compile_text(text);
    const remit::Remit& remit = compilation.remit;
    for (const remit::Unit& unit : remit.units) {
        if (!lies_in(unit.heading.begin, unit.heading.end, text.size())) return "a heading outside";
        if (unit.parent.is_some() && unit.parent.index() >= remit.units.size())
            return "no such parent";
    }
    if (remit::UnitTree::of(remit).preorder.size() != remit.units.size())
        return "units in a circle";
    std::uint32_t end = 0;
    for (const remit::Duty& duty : remit.duties) {
        if (duty.extent.begin < end || duty.extent.empty()) return "duties overlap at " + duty.id;
        if (!lies_in(duty.extent.begin, duty.extent.end, text.size())) return "a duty outside";
        end = duty.extent.end;
    }
    for (const diag::Diagnostic& found : compilation.diagnostics.all()) {
        if (!lies_in(found.span.begin, found.span.end, text.size())) return "a finding outside";
        for (const diag::Note& note : found.notes) {
            if (!lies_in(note.span.begin, note.span.end, text.size())) return "a note outside";
        }
    }
    return {};
}

void check_all(const std::vector<Input>& inputs) {
    for (const Input& input : inputs) {
        const std::string of_tree = tree_fault(input.text);
        CHECK_MESSAGE(of_tree.empty(), input.name, ": ", of_tree);
        const std::string of_remit = remit_fault(input.text);
        CHECK_MESSAGE(of_remit.empty(), input.name, ": ", of_remit);
    }
}

/// Bytes overwritten, dropped, doubled and moved.
std::string damaged(std::string text, std::mt19937& random) {
    constexpr std::string_view kBytes = ";;,.:()-\n\n 1i\"\xC4\x91\xE2\x80\x9E\xFF";
    for (int change = 0; change < 8; ++change) {
        const std::size_t at = random() % text.size();
        const std::size_t size = std::min<std::size_t>(1 + random() % 40, text.size() - at);
        switch (random() % 4) {
            case 0:
                text[at] = kBytes[random() % kBytes.size()];
                break;
            case 1:
                text.erase(at, size);
                break;
            case 2:
                text.insert(random() % text.size(), text.substr(at, size));
                break;
            default:
                text.insert(at, 1, kBytes[random() % kBytes.size()]);
                break;
        }
    }
    return text;
}

}  // namespace

TEST_CASE("invariants: no byte is lost in the sample acts, the goldens and the fuzz corpora") {
    const auto acts = files_under("examples/acts");
    CHECK(acts.size() >= 6);
    check_all(acts);
    check_all(files_under("tests/golden"));
    check_all(files_under("tests/fuzz/corpus"));
}

TEST_CASE("invariants: no byte is lost in the real acts") {
    const auto acts = files_under("../shared/acts");
    if (acts.empty()) {
        MESSAGE("[skipped] no ../shared/acts");
        return;
    }
    check_all(acts);
}

TEST_CASE("invariants: no byte is lost wherever a text stops") {
    for (const Input& act : files_under("examples/acts")) {
        for (std::size_t size = 0; size < act.text.size(); size += kPrefixStep) {
            const std::string fault = tree_fault(std::string_view(act.text).substr(0, size));
            CHECK_MESSAGE(fault.empty(), act.name, " cut at ", size, ": ", fault);
        }
    }
}

TEST_CASE("invariants: no byte is lost whatever is done to a text") {
    std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same on every run
    for (const Input& act : files_under("examples/acts")) {
        for (int i = 0; i < kDamagedTextsPerAct; ++i) {
            check_all(
                {{act.name + " damaged, number " + std::to_string(i), damaged(act.text, random)}});
        }
    }
}

}  // namespace remit::compile
