// A mailroom for tests of routing: the small office of tests/support/small_office.h, whose entries
// bear names, with signs of its own; and the two institutions whose packs the binary carries.
//
// Invariant: a paper is routed by what a test has added before open(), and by nothing else. A test
// program that uses it links module compile, which owns the loader of packs.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/embedded.h"
#include "compile/pack_loader.h"
#include "route/router.h"
#include "support/small_office.h"
#include "support/vocabulary.h"

namespace remit::testing {

using Strings = std::vector<std::string>;

/// The answer of one house in one line: "ours: A1-1 A-1", "not ours:", a unit's name as "A*".
inline std::string routing_in_short(const route::Routing& routing, const remit::Remit& act) {
    static constexpr std::string_view kVerdicts[] = {"ours", "residual only", "not ours",
                                                     "unreadable"};
    std::string text(kVerdicts[static_cast<std::size_t>(routing.verdict)]);
    text += routing.rivals ? ", rivals:" : ":";
    for (const route::Candidate& candidate : routing.candidates) {
        text += ' ';
        text += candidate.duty.is_some() ? act.duty(candidate.duty).id
                                         : act.unit(candidate.unit).code + "*";
    }
    return text;
}

class Mailroom : public SmallOffice {
  public:
    route::Signs signs;

    /// Every entry is called by its id, with blanks; the word for all bodies is "organisations".
    Mailroom() {
        for (remit::Body& body : words.bodies) body.names.en = {spoken(body.id)};
        for (remit::Topic& topic : words.topics) topic.names.en = {spoken(topic.id)};
        for (remit::Counterpart& one : words.counterparts) one.names.en = {spoken(one.id)};
        words.bodies[body("all").index()].names.en = {"organisations"};
        words.bodies[body("council").index()].names.hr = {"Vijeće lige"};
        words.bodies[body("council").index()].names.sr = {"Веће лиге"};
        words.topics[topic("storms").index()].names.hr = {"oluje na moru"};
        words.topics[topic("storms").index()].names.sr = {"олује на мору"};
    }

    /// A duty whose words in the act are `text`.
    void add_duty_saying(std::string_view code, const DutyWords& said, std::string_view text) {
        add_duty(code, said);
        texts_.resize(model.duties.size());
        texts_.back() = text;
    }
    void name_unit(std::string_view code, std::string_view name) {
        model.units[unit(code).index()].name = name;
    }
    void add_sign(route::Target target, Strings signs_en, Strings hints_en = {}) {
        route::Sign sign{.target = target, .signs = {}, .hints = {}};
        sign.signs.en = std::move(signs_en);
        sign.hints.en = std::move(hints_en);
        signs.signs.push_back(std::move(sign));
    }
    remit::InstrumentId add_treaty(std::string_view id, std::string_view keeper,
                                   std::string_view about) {
        remit::Instrument& added = words.instruments.emplace_back();
        added.id = added.label = id;
        added.kind = "treaty";
        added.names.en = {spoken(id)};
        added.body = body(keeper);
        added.about = {topic(about)};
        return remit::InstrumentId(words.instruments.size() - 1);
    }
    /// An entry that a test has added: called by its id, as the others are.
    remit::TopicId add_named_topic(std::string_view id, std::string_view broader = {}) {
        const remit::TopicId added = add_topic(id, broader);
        words.topics.back().names.en = {spoken(id)};
        return added;
    }
    remit::BodyId add_named_body(std::string_view id, std::string_view kind,
                                 std::string_view part_of = {}) {
        const remit::BodyId added = add_body(id, kind, part_of);
        words.bodies.back().names.en = {spoken(id)};
        return added;
    }

    [[nodiscard]] route::Target body_target(std::string_view id) const {
        return {route::TargetKind::body, static_cast<std::uint32_t>(body(id).index())};
    }
    [[nodiscard]] route::Target topic_target(std::string_view id) const {
        return {route::TargetKind::topic, static_cast<std::uint32_t>(topic(id).index())};
    }
    [[nodiscard]] route::Target function_target(std::string_view id) const {
        return {route::TargetKind::function, static_cast<std::uint32_t>(function(id).index())};
    }

    /// Opens the house with what was added; may be called again after more was added.
    void open() {
        texts_.resize(model.duties.size());
        compilation_ = compile::Compilation();
        std::string act;
        for (std::size_t index = 0; index < texts_.size(); ++index) {
            const auto begin = static_cast<std::uint32_t>(act.size());
            act += texts_[index];
            model.duties[index].extent = {begin, static_cast<std::uint32_t>(act.size())};
        }
        compilation_.source.add("act.txt", act);
        compilation_.remit = model;
        compilation_.vocabulary = &words;
        session_.reset();
        router_ = std::make_unique<route::Router>(
            words, signs,
            std::vector<route::Institution>{
                {.id = "house", .compilation = &compilation_, .english = nullptr}});
        session_ = std::make_unique<route::Session>(*router_);
    }
    [[nodiscard]] const route::Router& router() {
        if (!router_) open();
        return *router_;
    }
    [[nodiscard]] route::Session& session() {
        if (!session_) open();
        return *session_;
    }
    /// The last answer; good until the next.
    const route::Routing& routing(const route::Paper& paper) {
        auto routed = session().route(paper, /*count=*/10);
        REQUIRE_MESSAGE(routed.ok(), routed.error().message);
        routing_ = std::move(routed.value().routings.front());
        return routing_;
    }
    std::string route(std::string_view title, std::string_view text = {}) {
        return routing_in_short(routing({.title = title, .text = text, .sender = {}}), model);
    }
    [[nodiscard]] const route::Routing& last() const { return routing_; }

  private:
    static std::string spoken(std::string_view id) {
        std::string name(id);
        std::ranges::replace(name, '_', ' ');
        return name;
    }

    Strings texts_;  // by duty
    compile::Compilation compilation_;
    std::unique_ptr<route::Router> router_;
    std::unique_ptr<route::Session> session_;
    route::Routing routing_;
};

inline const route::Signs& carried_signs() {
    static const route::LoadedSigns loaded = [] {
        route::LoadedSigns result = route::load_embedded_signs(vocabulary());
        REQUIRE(result.diagnostics.all().empty());
        return result;
    }();
    return loaded.signs;
}

inline const compile::Pack& carried_pack(std::string_view id) {
    const auto load = [](std::string_view name) {
        const std::string path = "packs/" + std::string(name) + "/remit.yaml";
        const auto bytes = base::find_embedded(base::embedded_files(), path);
        REQUIRE(bytes.has_value());
        return compile::load_pack(path, *bytes, vocabulary());
    };
    static const compile::Pack croatia = load("hr");
    static const compile::Pack serbia = load("rs");
    return id == "hr" ? croatia : serbia;
}

/// Routes to both institutions, in the order hr, rs. Made once.
inline const route::Router& carried_router() {
    static const auto router = [] {
        std::vector<route::Institution> institutions;
        for (const char* id : {"hr", "rs"}) {
            const compile::Pack& pack = carried_pack(id);
            institutions.push_back(
                {.id = id, .compilation = &pack.compilation, .english = &pack.english});
        }
        return std::make_unique<route::Router>(vocabulary(), carried_signs(),
                                               std::move(institutions));
    }();
    return *router;
}

}  // namespace remit::testing
