#include "office/secrecy.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>
#include <variant>

#include "authority/classification_loader.h"
#include "authority/classification_reading.h"
#include "base/embedded.h"
#include "diag/render.h"
#include "office/phrases.h"

namespace remit::office {
namespace {

using authority::DistributionId;
using authority::LevelId;
using authority::MarkingReading;
using authority::Schemes;

std::string_view name_of(KeptOf what) {
    switch (what) {
        case KeptOf::paper:
            return "paper";
        case KeptOf::item:
            return "item";
        case KeptOf::stub:
            return "stub";
    }
    return {};
}

std::optional<DistributionId> find_distribution(const Schemes& schemes, std::string_view id) {
    for (std::size_t index = 0; index < schemes.distributions.size(); ++index) {
        if (schemes.distributions[index].id == id) return DistributionId(index);
    }
    return std::nullopt;
}

MarkingReading read(const Schemes& schemes, std::string_view text) {
    if (const auto level = schemes.find_level(text)) return *level;
    if (const auto distribution = find_distribution(schemes, text)) return *distribution;
    return authority::read_marking(schemes, text);
}

/// Says that papers of the level may not be kept, if so.
void check_may_keep(const Secrecy& secrecy, const authority::Level& level, KeptOf what,
                    diag::Language language, MarkingRead& marking) {
    const authority::AccessRules& rules = secrecy.rules;
    const int most = what == KeptOf::stub ? rules.stubs_rank : rules.papers_rank;
    if (level.rank <= most) return;
    const std::string kept(name_of(what));
    marking.faults.push_back(say(PhraseId::marking_not_held, language,
                                 {{"what", kept}, {"level", level.name_in(language)}}));
    if (what != KeptOf::stub && level.rank <= rules.stubs_rank)
        marking.cures.push_back(say(PhraseId::marking_not_held_cure, language, {{"what", kept}}));
}

/// The levels of each scheme, a line each: what could have been meant.
void list_levels(const Schemes& schemes, diag::Language language, MarkingRead& marking) {
    for (std::size_t scheme = 0; scheme < schemes.schemes.size(); ++scheme) {
        std::vector<std::string> names;
        for (const authority::Level& level : schemes.levels) {
            if (level.scheme.index() == scheme) names.push_back(level.name_in(language));
        }
        marking.cures.push_back(fmt::format("{}: {}", schemes.schemes[scheme].names.in(language),
                                            fmt::join(names, ", ")));
    }
}

}  // namespace

Result<Secrecy> load_secrecy_under(std::string_view name, std::string_view rules) {
    Secrecy secrecy{
        .schemes = REMIT_TRY(authority::load_embedded_schemes()), .rules = {}, .policy = {}};
    authority::LoadedAccessRules loaded =
        authority::load_access_rules(std::string(name), rules, secrecy.schemes);
    if (loaded.diagnostics.count(diag::Severity::error) != 0) {
        return base::make_error(
            ErrorCode::invalid_input,
            "the rules of secrecy have errors\n" +
                diag::render_terminal(loaded.diagnostics.all(), loaded.source, {}));
    }
    secrecy.rules = std::move(loaded.rules);
    secrecy.policy = authority::access_policy(secrecy.rules);
    return secrecy;
}

Result<Secrecy> load_secrecy(std::string_view pack) {
    const std::string path = fmt::format("packs/{}/secrecy.yaml", pack);
    if (const auto bytes = base::find_embedded(base::embedded_files(), path))
        return load_secrecy_under(path, *bytes);
    Secrecy secrecy{
        .schemes = REMIT_TRY(authority::load_embedded_schemes()), .rules = {}, .policy = {}};
    secrecy.policy = authority::access_policy(secrecy.rules);
    return secrecy;
}

MarkingRead read_marking(const Secrecy& secrecy, std::string_view text, KeptOf what,
                         diag::Language language) {
    MarkingRead marking;
    if (text.empty()) return marking;
    const Schemes& schemes = secrecy.schemes;
    const MarkingReading found = read(schemes, text);
    if (const auto* fault = std::get_if<authority::MarkingFault>(&found)) {
        marking.faults.push_back(authority::in_words(*fault, schemes, language));
        list_levels(schemes, language, marking);
    } else if (const auto* id = std::get_if<LevelId>(&found)) {
        const authority::Level& level = schemes.level(*id);
        check_may_keep(secrecy, level, what, language, marking);
        if (marking.faults.empty()) marking.id = level.id;
        if (!secrecy.rules.scheme.is_some()) return marking;
        if (const auto friends = schemes.find_false_friend(*id, secrecy.rules.scheme))
            marking.remarks.push_back(authority::in_words(*friends, schemes, language));
    } else {
        marking.id = schemes.distribution(std::get<DistributionId>(found)).id;
    }
    return marking;
}

std::string marking_in_words(const Secrecy& secrecy, std::string_view id, diag::Language language) {
    const Schemes& schemes = secrecy.schemes;
    if (const auto level = schemes.find_level(id)) return schemes.level(*level).name_in(language);
    if (const auto distribution = find_distribution(schemes, id))
        return authority::name_of(*distribution, schemes, language);
    return std::string(id);
}

}  // namespace remit::office
