#include "web/mail_room.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace remit::web {
namespace {

/// The mentions that the best candidate stands on, in the subject, in their order.
std::vector<MarkedText> mark(std::string_view subject, const route::Reading& reading,
                             const route::Routing& routing) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> spans;
    if (!routing.candidates.empty()) {
        for (const route::Evidence& evidence : routing.candidates.front().evidence) {
            const route::Mention& mention = reading.mentions[evidence.mention];
            if (mention.field == route::Field::title)
                spans.emplace_back(mention.begin, mention.end);
        }
        for (const route::SharedWord& word : routing.candidates.front().words) {
            if (word.field == route::Field::title) spans.emplace_back(word.begin, word.end);
        }
    }
    std::ranges::sort(spans);
    std::vector<MarkedText> parts;
    std::uint32_t at = 0;
    for (const auto& [begin, end] : spans) {
        if (begin < at) continue;  // within the one before
        if (begin > at) parts.push_back({std::string(subject.substr(at, begin - at)), false});
        parts.push_back({std::string(subject.substr(begin, end - begin)), true});
        at = end;
    }
    if (at < subject.size()) parts.push_back({std::string(subject.substr(at)), false});
    return parts;
}

void add_once(std::vector<std::string>& ids, const std::string& id) {
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
}

}  // namespace

MailRoom::MailRoom(const office::Institution& institution)
    : institution_(&institution),
      signs_(route::load_embedded_signs(institution.vocabulary())),
      router_(institution.vocabulary(), signs_.signs,
              {{.id = institution.pack(),
                .compilation = &institution.compilation(),
                .english = nullptr}}) {}

Result<MailRouting> MailRoom::route(const route::Paper& paper, diag::Language language) const {
    route::Session session(router_);
    const route::Routed routed = REMIT_TRY(session.route(paper));
    const route::Routing& routing = routed.routings.front();
    const route::Reading& reading = session.reading();
    const route::RoutingWords words =
        route::in_words(router_, *router_.houses().front(), paper, reading, routing, language);
    MailRouting answer{.verdict = words.verdict,
                       .is_ours = routing.verdict == route::Verdict::ours,
                       .units = {},
                       .subject = mark(paper.title, reading, routing),
                       .bodies = {},
                       .topics = {}};
    REMIT_CHECK(words.candidates.size() == routing.candidates.size());
    for (std::size_t i = 0; i < routing.candidates.size(); ++i) {
        const route::Candidate& candidate = routing.candidates[i];
        answer.units.push_back(
            {.code = institution_->act().unit(candidate.unit).code,
             .words = words.candidates[i],
             .percent = static_cast<int>(std::lround(candidate.probability * 100))});
    }
    const remit::Vocabulary& vocabulary = institution_->vocabulary();
    for (const route::Mention& mention : reading.mentions) {
        const bool named = mention.form != route::Form::hint && !mention.several;
        if (!named || mention.field == route::Field::sender) continue;
        if (mention.target.kind == route::TargetKind::body)
            add_once(answer.bodies, vocabulary.bodies[mention.target.index].id);
        if (mention.target.kind == route::TargetKind::topic)
            add_once(answer.topics, vocabulary.topics[mention.target.index].id);
    }
    return answer;
}

}  // namespace remit::web
