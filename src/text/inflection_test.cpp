// Tests of inflection.h: names that acts use, and the measurement on the gold where it is at hand.
#include "text/inflection.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/env.h"
#include "text/fold.h"
#include "text/stem.h"

using remit::text::fold;
using remit::text::inflection_key;
using remit::text::StemLanguage;
using remit::text::Stemmer;

namespace {

std::string key_of(std::string_view word) {
    return inflection_key(fold(word));
}

void check_meet(const std::vector<const char*>& forms) {
    for (const char* form : forms) {
        CHECK_MESSAGE(key_of(form) == key_of(forms.front()), std::string(form), " and ",
                      std::string(forms.front()));
    }
}

using Form = std::pair<std::string, std::string>;  // form, lemma with part of speech

std::string first_columns(std::string_view line, std::string (&columns)[5]) {
    std::size_t begin = 0;
    for (std::string& column : columns) {
        const std::size_t end = std::min(line.find('\t', begin), line.size());
        column = std::string(line.substr(std::min(begin, line.size()), end - begin));
        begin = end + 1;
    }
    return columns[3];
}

std::set<Form> nominal_forms(const std::string& table) {
    std::set<Form> forms;
    for (std::size_t begin = table.find('\n') + 1; begin < table.size();) {
        const std::size_t end = std::min(table.find('\n', begin), table.size());
        std::string columns[5];
        const std::string kind =
            first_columns(std::string_view(table).substr(begin, end - begin), columns);
        begin = end + 1;
        const bool nominal = kind == "NOUN" || kind == "ADJ" || kind == "PROPN";
        const bool declined = columns[4].find("VerbForm") == std::string::npos &&
                              columns[4].find("Degree=Cmp") == std::string::npos &&
                              columns[4].find("Degree=Sup") == std::string::npos;
        if (nominal && declined) forms.insert({fold(columns[1]), columns[2] + "/" + kind});
    }
    return forms;
}

struct Agreement {
    double precision;
    double recall;
};

// Over all pairs of distinct forms: those of one lemma should meet, and no others.
template <typename KeyOf>
Agreement measure(const std::set<Form>& forms, KeyOf key_of_form) {
    std::map<std::string, std::vector<Form>> by_lemma;
    std::map<std::string, std::vector<Form>> by_key;
    for (const Form& form : forms) {
        by_lemma[form.second].push_back(form);
        by_key[key_of_form(form.first)].push_back(form);
    }
    double met = 0;
    double wanted = 0;
    double keyed = 0;
    for (const auto& [lemma, same] : by_lemma) {
        for (std::size_t i = 0; i < same.size(); ++i) {
            for (std::size_t j = i + 1; j < same.size(); ++j) {
                ++wanted;
                met += key_of_form(same[i].first) == key_of_form(same[j].first) ? 1 : 0;
            }
        }
    }
    for (const auto& [key, same] : by_key) {
        for (std::size_t i = 0; i < same.size(); ++i) {
            for (std::size_t j = i + 1; j < same.size(); ++j) {
                keyed += same[i].first != same[j].first ? 1 : 0;
            }
        }
    }
    return {met / keyed, met / wanted};
}

}  // namespace

TEST_CASE("inflection: the forms of a name have one key") {
    check_meet({"Vijeće", "Vijeća", "Vijeću", "Vijećem", "Веће", "Већа", "Већем"});
    check_meet({"sigurnost", "sigurnosti", "sigurnošću", "sigurnostima"});
    check_meet({"vlast", "vlasti", "vlašću", "vlastima"});
    check_meet({"organizacija", "organizacije", "organizaciji", "organizaciju", "organizacijom",
                "organizacijama"});
    check_meet({"Ujedinjeni", "Ujedinjenih", "Ujedinjenim", "Ujedinjene", "Уједињене"});
    check_meet({"narodi", "naroda", "narodima", "narode", "Народ"});
    check_meet({"Nacije", "nacija", "nacijama", "Нација"});
    check_meet({"Savet", "Saveta", "Savetu", "Savetom", "Савет", "Savjet", "Cаветa"});
    check_meet({"ministarstvo", "ministarstva", "ministarstava", "ministarstvima"});
    check_meet({"ljudska", "ljudskih", "ljudskim", "ljudski", "људска"});
    check_meet({"prava", "pravo", "pravima", "prav"});
    check_meet({"Republika", "Republike", "Republici", "Republikom", "Republiku"});
    check_meet({"Pokret", "Pokreta", "Pokretu"});
    check_meet({"nesvrstani", "nesvrstanih", "nesvrstane", "nesvrstan"});
    check_meet({"zemlja", "zemlje", "zemalja", "zemljama", "zemlju", "zemljom"});
    check_meet({"odbor", "odbora", "odbori", "odborima"});
    check_meet({"program", "programa", "programi", "programima", "programom", "programu"});
    check_meet({"sistem", "sistema", "sistemi", "sistemima"});
    check_meet({"prijedlog", "prijedloga", "prijedlozi", "предлог"});
    check_meet({"tijelo", "tijela", "tijelima", "тело", "тела"});
    check_meet({"posao", "posla", "poslovi", "poslova", "poslovima", "poslu"});
    check_meet({"članak", "članka", "članci", "članaka", "člankom"});
    check_meet({"stav", "stava", "stavovi", "stavom"});
    check_meet({"izvješće", "izvješća", "izvješću", "izvješćem", "izvješćima"});
    check_meet({"turizam", "turizma", "turizmu"});
    check_meet({"građanin", "građani", "građana", "građanima"});
    check_meet({"vrijeme", "vremena", "време", "времена"});
    check_meet({"Europa", "Europe", "Europi", "Europom"});
    check_meet({"međunarodni", "međunarodnih", "međunarodnog", "međunarodan", "међународних"});
}

TEST_CASE("inflection: different words of names keep apart") {
    const std::vector<const char*> words = {
        "Vijeće",    "odbor",    "organizacija", "savez", "savjet",   "država",    "narod",
        "ljudski",   "pravo",    "sigurnost",    "mir",   "misija",   "komisija",  "parlament",
        "skupština", "agencija", "konvencija",   "radni", "skupina",  "stalni",    "politički",
        "vojni",     "sektor",   "služba",       "odjel", "europski", "ekonomski", "socijalni"};
    std::set<std::string> keys;
    for (const char* word : words) keys.insert(key_of(word));
    CHECK(keys.size() == words.size());
}

TEST_CASE("inflection: short words, long runs and other scripts come back as they are") {
    CHECK(inflection_key("") == "");
    CHECK(inflection_key("un") == "un");
    CHECK(inflection_key("ελλασ") == "ελλασ");
    const std::string run(1000, 'a');
    CHECK(inflection_key(run) == run);
}

TEST_CASE("inflection: agreement with the gold of UD, hr and sr") {
    remit::base::PosixEnv env;
    const auto stemmer = Stemmer::open(StemLanguage::serbian);
    REQUIRE(stemmer.ok());
    for (const char* language : {"hr", "sr"}) {
        const auto table =
            env.read_file(std::string(REMIT_SOURCE_DIR) + "/../shared/data/language/ud_set_" +
                          language + "_test.tsv");
        if (!table.ok()) {
            MESSAGE("skipped: the UD gold is not at hand");
            return;
        }
        const auto forms = nominal_forms(table.value());
        const auto own = measure(forms, inflection_key);
        const auto snowball =
            measure(forms, [&](std::string_view form) { return stemmer.value().stem(form); });
        MESSAGE(std::string(language), " key: P ", own.precision, " R ", own.recall);
        MESSAGE(std::string(language), " snowball: P ", snowball.precision, " R ", snowball.recall);
        CHECK(own.recall > 0.97);
        CHECK(own.precision > 0.83);
    }
}

TEST_CASE("inflection: the endings of declined acronyms, and no other short words") {
    for (const char* ending : {"a", "u", "om", "ov", "ovima"}) {
        CHECK(remit::text::is_acronym_ending(ending));
    }
    for (const char* word : {"", "do", "led", "wide", "ovakav"}) {
        CHECK_FALSE(remit::text::is_acronym_ending(word));
    }
}
