#include "compile/lints.h"

#include <algorithm>
#include <array>

namespace remit::compile {

std::int8_t language_leaning(std::string_view folded) {
    constexpr std::array<std::string_view, 22> kSerbian{
        "bezbednost", "bezbednosti", "saradnja", "saradnju", "saradnje", "odeljenje", "odeljenju", "odsek",
        "odseku", "sledece", "sledeci", "delokruga", "delokrug", "vrse", "obrazuju", "uprave", "opstine",
        "lica", "naucni", "finansijsk", "bezbednosn", "gradonacelnika"};
    constexpr std::array<std::string_view, 20> kCroatian{
        "sigurnost", "sigurnosti", "suradnja", "suradnju", "suradnje", "odjel", "odjelu", "odsjek",
        "odsjeku", "sljedece", "sljedeci", "djelokruga", "djelokrug", "ustrojavaju", "sluzba", "tijela",
        "obveza", "izvjesca", "clanak", "nadleznih"};
    if (std::ranges::find(kSerbian, folded) != kSerbian.end()) return 1;
    if (std::ranges::find(kCroatian, folded) != kCroatian.end()) return -1;
    return 0;
}

void run_lints(const LintInput& input, diag::Diagnostics& diagnostics) {
    (void)input;
    (void)diagnostics;
}

void find_abbreviations(const LintInput&, std::vector<remit::Abbreviation>&) {}

}  // namespace remit::compile
