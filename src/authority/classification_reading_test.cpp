// What people write as a marking is understood or refused with a cure, and never guessed.
#include "authority/classification_reading.h"

#include <doctest/doctest.h>

#include <string>

#include "authority/classification_loader.h"

namespace remit::authority {
namespace {

using diag::Language;

const Schemes& schemes() {
    static const Schemes loaded = [] {
        auto result = load_embedded_schemes();
        REQUIRE(result.ok());
        return std::move(result).value();
    }();
    return loaded;
}

SchemeId scheme(std::string_view id) {
    if (id.empty()) return {};
    const auto found = schemes().find_scheme(id);
    REQUIRE(found.has_value());
    return *found;
}

/// The id of what the text was read as, or the kind of fault with what was meant.
std::string read(std::string_view text, std::string_view wanted = {}) {
    const MarkingReading reading = read_marking(schemes(), text, scheme(wanted));
    if (const auto* level = std::get_if<LevelId>(&reading)) return schemes().level(*level).id;
    if (const auto* other = std::get_if<DistributionId>(&reading))
        return schemes().distribution(*other).id;
    const auto& fault = std::get<MarkingFault>(reading);
    constexpr std::string_view kKinds[] = {"empty",     "too long",     "unknown",
                                           "ambiguous", "other scheme", "former"};
    std::string found(kKinds[static_cast<std::size_t>(fault.kind)]);
    for (const Marking& marking : fault.candidates) {
        const auto* level = std::get_if<LevelId>(&marking);
        found += ' ';
        found += level != nullptr ? schemes().level(*level).id
                                  : schemes().distribution(std::get<DistributionId>(marking)).id;
    }
    return found;
}

std::string fault_of(std::string_view text, std::string_view wanted, Language language) {
    const MarkingReading reading = read_marking(schemes(), text, scheme(wanted));
    REQUIRE(std::holds_alternative<MarkingFault>(reading));
    return in_words(std::get<MarkingFault>(reading), schemes(), language);
}

}  // namespace

TEST_CASE("markings: every level is read in its own name, in any case and either script") {
    CHECK(read("NATO CONFIDENTIAL") == "nato_confidential");
    CHECK(read("  nato confidential ") == "nato_confidential");
    CHECK(read("Nato-Confidential") == "nato_confidential");
    CHECK(read("cts") == "nato_top_secret");
    CHECK(read("POVJERLJIVO") == "hr_confidential");
    CHECK(read("povjerljivo") == "hr_confidential");
    CHECK(read("Ograničeno") == "hr_restricted");
    CHECK(read("OGRANICENO") == "hr_restricted");
    CHECK(read("STROGO POVERLJIVO") == "rs_secret");
    CHECK(read("Строго поверљиво") == "rs_secret");
    CHECK(read("ПОВЕРЉИВО") == "rs_confidential");
    CHECK(read("poverljivo") == "rs_confidential");
    CHECK(read("ИНТЕРНО") == "rs_restricted");
    CHECK(read("TRÈS SECRET UE / EU TOP SECRET") == "eu_top_secret");
    CHECK(read("R-UE/EU-R") == "eu_restricted");
    CHECK(read("EU CONFIDENTIAL") == "eu_confidential");
    CHECK(read("CoE Secret") == "coe_secret");
    for (std::size_t index = 0; index < schemes().levels.size(); ++index) {
        const Level& level = schemes().levels[index];
        const std::string_view own = schemes().scheme(level.scheme).id;
        CHECK(read(level.name, own) == level.id);
        CHECK(read(level.name_in(Language::en), own) == level.id);
        for (const std::string& form : level.forms) CHECK(read(form) == level.id);
    }
}

TEST_CASE("markings: what is no level is read as a distribution") {
    CHECK(read("neklasificirano") == "hr_unclassified");
    CHECK(read("LIMITE") == "eu_limite");
    CHECK(read("NATO UNCLASSIFIED") == "nato_unclassified");
    CHECK(read("PC.DEL/123/26") == "osce_pc_del");
    CHECK(read("fsc.jour/1092/Corr.1") == "osce_fsc_jour");
    CHECK(read("Distr.: General") == "un_general");
    CHECK(read("RESTRICTED", "osce") == "osce_restricted");
    CHECK(read("restricted", "un") == "un_restricted");
    // A series needs its number, and a level has none.
    CHECK(read("PC.DELEGATION") == "unknown");
    CHECK(read("NATO SECRET 12").starts_with("unknown"));
}

TEST_CASE("markings: a name that several schemes have is asked back, unless the scheme is known") {
    CHECK(read("SECRET") == "ambiguous coe_secret nato_secret eu_secret");
    CHECK(read("Secret", "nato") == "nato_secret");
    CHECK(read("secret", "eu") == "eu_secret");
    CHECK(read("SECRET", "coe") == "coe_secret");
    CHECK(read("RESTRICTED") ==
          "ambiguous coe_restricted nato_restricted eu_restricted un_restricted osce_restricted");
    CHECK(fault_of("SECRET", "", Language::en) ==
          "'SECRET' may stand for several markings: SECRET (Council of Europe), NATO SECRET "
          "(NATO), SECRET UE/EU SECRET "
          "(European Union); say whose marking it is");
}

TEST_CASE("markings: false friends are told, in the reader's language") {
    CHECK(read("TAJNO", "rs") == "other scheme hr_secret");
    CHECK(read("тајно", "rs") == "other scheme hr_secret");
    CHECK(fault_of("TAJNO", "rs", Language::en) ==
          "'TAJNO' belongs to another scheme: TAJNO (Croatia); at the same level (Serbia) stands "
          "'STROGO POVERLJIVO'");
    CHECK(fault_of("TAJNO", "rs", Language::sr_cyrl) ==
          "'TAJNO' припада другом систему ознака: TAJNO (Хрватска); истом степену (Србија) "
          "одговара 'СТРОГО ПОВЕРЉИВО'");
    CHECK(fault_of("STROGO POVERLJIVO", "hr", Language::hr) ==
          "'STROGO POVERLJIVO' pripada drugom sustavu oznaka: STROGO POVERLJIVO (Srbija); istom "
          "stupnju (Hrvatska) "
          "odgovara 'TAJNO'");
    CHECK(read("DRŽAVNA TAJNA", "rs") == "rs_top_secret");
    CHECK(read("DRŽAVNA TAJNA", "hr") == "former hr_top_secret");
    CHECK(read("ДРЖАВНА ТАЈНА") == "ambiguous rs_top_secret hr_top_secret");
    CHECK(fault_of("Državna tajna", "hr", Language::hr) ==
          "'Državna tajna' je naziv iz ranijeg zakona; stupanj se sada zove VRLO TAJNO (Hrvatska)");
    CHECK(fault_of("COSMIC TOP SECRET", "coe", Language::en) ==
          "'COSMIC TOP SECRET' belongs to another scheme: COSMIC TOP SECRET (NATO); the scheme "
          "that was asked for "
          "(Council of Europe) has nothing equal to it");
    CHECK(read("LIMITE", "hr") == "other scheme eu_limite");

    const auto friends =
        schemes().find_false_friend(*schemes().find_level("rs_secret"), scheme("hr"));
    REQUIRE(friends.has_value());
    CHECK(
        in_words(*friends, schemes(), Language::hr) ==
        "'STROGO POVERLJIVO' (Srbija) istovrijedno je stupnju 'TAJNO', a ne stupnju 'POVJERLJIVO'");
    CHECK(in_words(*friends, schemes(), Language::sr_latn) ==
          "'STROGO POVERLJIVO' (Srbija) odgovara stepenu 'TAJNO', a ne stepenu 'POVJERLJIVO'");
    CHECK_FALSE(schemes()
                    .find_false_friend(*schemes().find_level("rs_secret"), scheme("nato"))
                    .has_value());
}

TEST_CASE("markings: an unknown one is refused with the nearest name, or with all of them") {
    CHECK(read("NATO CONFIDENTAL") == "unknown nato_confidential");
    CHECK(read("POVJERJIVO") == "unknown hr_confidential");
    CHECK(read("COSMIC") == "unknown nato_top_secret");
    CHECK(read("ПОВЕРЉИВО УЕ") == "unknown");
    // A word that was written is never dropped: the suggestion would be a lower level.
    CHECK(read("NATO VERY SECRET") == "unknown");
    CHECK(read("TAJN", "hr") == "unknown hr_secret");
    // Another sort of secret of the older laws shares a word with a level and is none.
    CHECK(read("SLUŽBENA TAJNA") == "unknown");
    CHECK(read("GEHEIM") == "unknown");
    CHECK(fault_of("NATO CONFIDENTAL", "", Language::en) ==
          "'NATO CONFIDENTAL' is not a marking that is known here; did you mean 'NATO "
          "CONFIDENTIAL'?");
    CHECK(fault_of("GEHEIM", "rs", Language::en) ==
          "'GEHEIM' is not a marking that is known here; write one of: DRŽAVNA TAJNA, STROGO "
          "POVERLJIVO, POVERLJIVO, "
          "INTERNO");
    CHECK(fault_of("ГЕХАЈМ", "rs", Language::sr_cyrl)
              .ends_with("ДРЖАВНА ТАЈНА, СТРОГО ПОВЕРЉИВО, ПОВЕРЉИВО, ИНТЕРНО"));
}

TEST_CASE("markings: nothing, too much and bytes that are no text are faults like others") {
    CHECK(read("") == "empty");
    CHECK(read(" -/. ") == "empty");
    CHECK(fault_of("", "hr", Language::en) ==
          "no marking is written; write one of: VRLO TAJNO, TAJNO, POVJERLJIVO, OGRANIČENO");
    CHECK(read(std::string(kMarkingBytesMax + 1, 'A')) == "too long");
    const std::string seen =
        fault_of(std::string(kMarkingBytesMax - 1, 'A') + "čč", "hr", Language::en);
    CHECK(seen.starts_with("'" + std::string(kMarkingBytesMax - 1, 'A') + "…' is too long"));
    CHECK(read("\xff\xfe").starts_with("unknown"));
    CHECK(read(std::string("TAJNO\0X", 7)).starts_with("unknown"));
}

TEST_CASE("markings: no text of two words from anywhere is read as a level that it does not name") {
    // Each pair of words of all names: what is read must have just these words.
    std::vector<std::string> words;
    for (const Level& level : schemes().levels) {
        std::string key = marking_key(level.name);
        for (std::size_t at = 0; at <= key.size();) {
            const std::size_t end = std::min(key.find(' ', at), key.size());
            words.push_back(key.substr(at, end - at));
            at = end + 1;
        }
    }
    for (const std::string& left : words) {
        for (const std::string& right : words) {
            const std::string text = left + " " + right;
            const MarkingReading reading = read_marking(schemes(), text);
            const auto* id = std::get_if<LevelId>(&reading);
            if (id == nullptr) continue;
            const Level& level = schemes().level(*id);
            bool named = marking_key(level.name) == text || marking_key(level.short_form) == text;
            for (const std::string& form : level.forms) named = named || marking_key(form) == text;
            CHECK_MESSAGE(named, text << " was read as " << level.id);
        }
    }
}

}  // namespace remit::authority
