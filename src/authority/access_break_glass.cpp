#include "authority/access_break_glass.h"

#include <vector>

#include "authority/words.h"
#include "diag/message.h"

namespace remit::authority {
namespace {

/// The paper with need to know left out of account.
bool lacks_only_need_to_know(const Decision& decision) {
    return decision.fails(Rule::need_to_know) && !decision.fails(Rule::certificate) &&
           !decision.fails(Rule::compartments) && !decision.fails(Rule::release);
}

PhraseId phrase_of(GlassBar bar) {
    switch (bar) {
        case GlassBar::not_allowed:
            return PhraseId::break_glass_not_allowed;
        case GlassBar::no_ground:
            return PhraseId::break_glass_no_ground;
        case GlassBar::not_needed:
            return PhraseId::break_glass_not_needed;
        case GlassBar::not_enough:
            return PhraseId::break_glass_not_enough;
        case GlassBar::no_matter:
            return PhraseId::break_glass_no_matter;
    }
    return PhraseId::break_glass_not_allowed;
}

}  // namespace

std::variant<BreakGlass, GlassRefusal> break_glass(const GlassRequest& request,
                                                   const Expression& policy,
                                                   const AccessRules& rules) {
    if (rules.glass_hours <= 0) return GlassRefusal{GlassBar::not_allowed, {}};
    if (!is_ground(request.ground)) return GlassRefusal{GlassBar::no_ground, {}};
    const Decision decision = evaluate(policy, request.reader, request.paper);
    if (decision.granted) return GlassRefusal{GlassBar::not_needed, decision};
    if (!lacks_only_need_to_know(decision)) return GlassRefusal{GlassBar::not_enough, decision};
    const bool is_paper = request.scope == GlassScope::paper;
    const auto subject = request.paper.values(is_paper ? PaperField::id : PaperField::matter);
    if (subject.empty()) return GlassRefusal{GlassBar::no_matter, decision};
    return BreakGlass{.officer = request.reader.values(ReaderSet::officer).front(),
                      .scope = request.scope,
                      .subject = subject.front(),
                      .ground = std::string(request.ground),
                      .opened = request.now,
                      .until = request.now.plus_seconds(rules.glass_hours * kSecondsOfHour)};
}

std::string in_words(const GlassRefusal& refusal, diag::Language language) {
    const diag::Argument arguments[] = {{"limit", static_cast<std::int64_t>(kGroundBytesMax)}};
    return diag::in_words(phrase(phrase_of(refusal.bar)), arguments, language);
}

}  // namespace remit::authority
