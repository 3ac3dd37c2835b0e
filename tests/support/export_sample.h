// A small compilation of our own for the tests of exports: a harbour office, faulty bytes and all.
//
// It needs no compiler and no vocabulary file, so that an export's golden changes only when the
// export does.
#pragma once

#include <memory>
#include <string>

#include "compile/compilation.h"

namespace remit::testing {

struct ExportSample {
    remit::Vocabulary vocabulary;
    compile::Compilation compilation;
};

class ExportSampleMaker {
  public:
    explicit ExportSampleMaker(ExportSample& sample) : sample_(sample) {}

    remit::UnitId unit(std::string code, std::string name, std::size_t kind, remit::UnitId parent) {
        remit::Unit unit;
        unit.code = std::move(code);
        unit.name = std::move(name);
        unit.kind = remit::UnitKindId(kind);
        unit.parent = parent;
        unit.heading = append(unit.name + "\n");
        sample_.compilation.remit.units.push_back(unit);
        return remit::UnitId(sample_.compilation.remit.units.size() - 1);
    }
    remit::Duty& duty(remit::UnitId unit, std::string id, const std::string& words) {
        remit::Duty duty;
        duty.id = std::move(id);
        duty.unit = unit;
        duty.extent = append(words);
        duty.citation = {
            .label = "čl. 3. st. 1.", .article = "3", .paragraph = 1, .ordinal = 1, .item = ""};
        append(";\n");
        sample_.compilation.remit.duties.push_back(duty);
        return sample_.compilation.remit.duties.back();
    }
    void finish() { sample_.compilation.source.add("luka.txt", text_); }

  private:
    remit::Extent append(const std::string& words) {
        const auto begin = static_cast<std::uint32_t>(text_.size());
        text_ += words;
        return {begin, static_cast<std::uint32_t>(text_.size())};
    }
    ExportSample& sample_;
    std::string text_;
};

inline void fill_vocabulary(remit::Vocabulary& words) {
    words.functions.push_back({.id = "monitor",
                               .names = {{"monitor"}, {}, {"praćenje"}, {"праћење"}},
                               .residual = false});
    words.functions.push_back({.id = "other_duties",
                               .names = {{"other work"}, {}, {"ostali poslovi"}, {}},
                               .residual = true});
    words.unit_kinds.push_back({.id = "directorate",
                                .rank = 10,
                                .generic = false,
                                .hr = "uprava",
                                .sr = "управа",
                                .forms = {"uprava"}});
    words.unit_kinds.push_back({.id = "service",
                                .rank = 30,
                                .generic = false,
                                .hr = "služba",
                                .sr = "служба",
                                .forms = {"sluzba"}});
    remit::Body body;
    body.id = "harbour_league";
    body.label = "Harbour League";
    body.names.hr = {"Liga luka"};
    words.bodies.push_back(body);
    words.topics.push_back({.id = "tides",
                            .label = "tides",
                            .broader = {},
                            .names = {{"tides"}, {}, {"plima i oseka"}, {}}});
    remit::Counterpart police;
    police.id = "water_police";
    police.label = "Water Police";
    police.names.hr = {"Policija na vodi"};
    words.counterparts.push_back(police);
}

inline std::unique_ptr<ExportSample> make_export_sample() {
    auto sample = std::make_unique<ExportSample>();
    fill_vocabulary(sample->vocabulary);
    sample->compilation.vocabulary = &sample->vocabulary;
    remit::Remit& remit = sample->compilation.remit;
    remit.language = "hr";
    remit.script = "Latn";
    ExportSampleMaker maker(*sample);
    const remit::UnitId top = maker.unit("1", "Uprava za luke & gatove", 0, remit::UnitId());
    remit::Duty& tides =
        maker.duty(top, "1-01", "prati plimu i oseku u Ligi luka <i s Policijom na vodi>");
    tides.functions = {remit::FunctionId(std::size_t{0})};
    tides.bodies = {remit::BodyId(std::size_t{0})};
    tides.topics = {remit::TopicId(std::size_t{0})};
    tides.counterparts = {remit::CounterpartId(std::size_t{0})};
    remit::Duty& other = maker.duty(top, "1-02", "obavlja i druge\n\nposlove");
    other.functions = {remit::FunctionId(std::size_t{1})};
    other.residual = true;
    const remit::UnitId light = maker.unit("1.1", "Služba za svjetionike", 1, top);
    remit::Duty& broken = maker.duty(light, "1.1-01", "prati \xFF svjetla na tom podru\xC4");
    broken.refers_to = remit::DutyId(std::size_t{0});
    broken.truncated = true;
    broken.implicit = true;
    maker.unit("1.2", "Služba za sidrišta", 1, top);
    remit.units.back().status = remit::UnitStatus::announced_only;
    remit.abbreviations.push_back({.short_form = "LL",
                                   .long_form = "Liga luka",
                                   .extent = {1, 4},
                                   .scope = top,
                                   .acronym = true,
                                   .regular = false});
    maker.finish();
    sample->compilation.diagnostics.report(diag::DiagnosticId::truncated_text, {60, 70})
        .with("side", std::string("end"));
    return sample;
}

}  // namespace remit::testing
