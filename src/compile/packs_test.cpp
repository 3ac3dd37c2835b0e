// The two shipped packs: complete, without a fault, and in agreement with the acts they restate.
//
// The acts are not part of the repository. Where they lie beside it (../shared/acts), they are
// compiled and compared with the packs unit by unit and duty by duty; elsewhere that case is
// skipped.
#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/env.h"
#include "compile/compile.h"
#include "compile/pack_loader.h"

namespace remit::compile {
namespace {

const Knowledge& knowledge() {
    static const std::unique_ptr<const Knowledge> loaded = [] {
        auto result = load_knowledge();
        REQUIRE(result.ok());
        return std::move(result).value();
    }();
    return *loaded;
}

Pack shipped_pack(std::string_view country) {
    const std::string path = "packs/" + std::string(country) + "/remit.yaml";
    for (const base::EmbeddedFile& file : base::embedded_files()) {
        if (file.path == path) return load_pack(path, file.bytes, knowledge().vocabulary);
    }
    FAIL("no pack '" << path << "' is embedded");
    return {};
}

/// The act put together from its files beside the repository; empty where they are absent.
diag::Source act_beside(std::initializer_list<std::string_view> names) {
    base::PosixEnv env;
    diag::Source source;
    for (const std::string_view name : names) {
        const auto bytes =
            env.read_file(std::string(REMIT_SOURCE_DIR) + "/../shared/acts/" + std::string(name));
        if (!bytes.ok()) return {};
        source.add(std::string(name), bytes.value());
    }
    return source;
}

template <typename IdType, typename Entry>
std::vector<std::string> names_of(const std::vector<IdType>& ids, const std::vector<Entry>& table) {
    std::vector<std::string> names;
    names.reserve(ids.size());
    for (const IdType id : ids) names.push_back(table[id.index()].id);
    std::ranges::sort(names);
    return names;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += word + " ";
    return all;
}

/// What a duty says, as one line a person can compare. Topics are left out: which of them a clause
/// names is a matter of judgement, and the packs hold ours.
std::string describe(const Compilation& compilation, const remit::Duty& duty) {
    const remit::Vocabulary& words = *compilation.vocabulary;
    const remit::Remit& remit = compilation.remit;
    std::string line = remit.unit(duty.unit).code + " no. " + std::to_string(duty.citation.ordinal);
    line += " [" + duty.citation.label + "]";
    line += duty.residual ? " residual" : "";
    line += duty.truncated ? " truncated" : "";
    line += " functions: " + joined(names_of(duty.functions, words.functions));
    line += "bodies: " + joined(names_of(duty.bodies, words.bodies));
    line += "counterparts: " + joined(names_of(duty.counterparts, words.counterparts));
    // How far "those fields" reach back over several clauses is for a reader to judge; that they do
    // is not.
    line += duty.refers_to.is_some() ? "refers back" : "";
    return line;
}

std::string describe(const Compilation& compilation, const remit::Unit& unit) {
    const remit::Remit& remit = compilation.remit;
    std::string line = unit.code + " " + unit.name;
    line +=
        " below " + (unit.parent.is_some() ? remit.unit(unit.parent).code : std::string("none"));
    line += unit.kind.is_some() ? " " + compilation.vocabulary->unit_kind(unit.kind).id : "";
    line += unit.article.empty() ? "" : " article " + unit.article;
    line += unit.status == remit::UnitStatus::provision ? "" : " announced only";
    return line;
}

/// Compares two tables of lines in any order, and shows each line that only one of them has.
void check_same(std::vector<std::string> pack, std::vector<std::string> act) {
    std::ranges::sort(pack);
    std::ranges::sort(act);
    std::vector<std::string> only_pack;
    std::vector<std::string> only_act;
    std::ranges::set_difference(pack, act, std::back_inserter(only_pack));
    std::ranges::set_difference(act, pack, std::back_inserter(only_act));
    for (const std::string& line : only_pack) CHECK_MESSAGE(false, "only in the pack: " << line);
    for (const std::string& line : only_act) CHECK_MESSAGE(false, "only in the act:  " << line);
}

void check_agreement(const Compilation& pack, const Compilation& act) {
    std::vector<std::string> pack_lines;
    std::vector<std::string> act_lines;
    pack_lines.reserve(pack.remit.units.size());
    act_lines.reserve(act.remit.units.size());
    for (const remit::Unit& unit : pack.remit.units) pack_lines.push_back(describe(pack, unit));
    for (const remit::Unit& unit : act.remit.units) act_lines.push_back(describe(act, unit));
    check_same(pack_lines, act_lines);
    pack_lines.clear();
    act_lines.clear();
    for (const remit::Duty& duty : pack.remit.duties) pack_lines.push_back(describe(pack, duty));
    for (const remit::Duty& duty : act.remit.duties) act_lines.push_back(describe(act, duty));
    check_same(pack_lines, act_lines);
}

}  // namespace

TEST_CASE("packs: the two packs load without a fault") {
    for (const std::string_view country : {"hr", "rs"}) {
        const Pack pack = shipped_pack(country);
        CAPTURE(country);
        for (const diag::Diagnostic& found : pack.compilation.diagnostics.all()) {
            const diag::Place place = pack.compilation.source.place_of(found.span.begin);
            CHECK_MESSAGE(false, "line " << place.line << ": " << diag::entry_of(found.id).id_text
                                         << " '" << pack.compilation.source.text(found.span)
                                         << "'");
        }
        CHECK(pack.institution.country == country);
    }
}

TEST_CASE("packs: fifteen units and ninety duties, each said in two languages") {
    std::size_t unit_count = 0;
    std::size_t duty_count = 0;
    for (const std::string_view country : {"hr", "rs"}) {
        const Pack pack = shipped_pack(country);
        const remit::Remit& remit = pack.compilation.remit;
        unit_count += remit.units.size();
        duty_count += remit.duties.size();
        for (const std::string& name : pack.english.unit_names) CHECK_FALSE(name.empty());
        for (std::size_t index = 0; index < remit.duties.size(); ++index) {
            const remit::Duty& duty = remit.duties[index];
            CAPTURE(duty.id);
            CHECK(duty.id.starts_with(remit.unit(duty.unit).code + "-"));
            CHECK_FALSE(duty.functions.empty());
            const std::string_view own = pack.compilation.text_of(duty.extent);
            const std::string_view english = pack.compilation.text_of(pack.english.duties[index]);
            CHECK(own.size() > 20);
            CHECK(english.size() > 20);
            CHECK(own != english);
        }
    }
    CHECK(unit_count == 15);
    CHECK(duty_count == 90);
}

TEST_CASE("packs: the Croatian pack agrees with the act") {
    diag::Source act = act_beside({"000_a5be36e82bef99db.txt", "001_1d372ffa578f81b3.txt"});
    if (act.files().empty()) {
        MESSAGE("[skipped] ../shared/acts is not beside this repository");
        return;
    }
    check_agreement(shipped_pack("hr").compilation, compile_act(std::move(act), knowledge()));
}

TEST_CASE("packs: the Serbian pack agrees with the act") {
    diag::Source act = act_beside({"002_4b3460f075e4e8b6.txt"});
    if (act.files().empty()) {
        MESSAGE("[skipped] ../shared/acts is not beside this repository");
        return;
    }
    check_agreement(shipped_pack("rs").compilation, compile_act(std::move(act), knowledge()));
}

}  // namespace remit::compile
