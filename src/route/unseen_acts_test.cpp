// Acts that the router was not made for: the sample acts, with no word of theirs in the vocabulary
// of papers. What their units are called and what their duties say is enough.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "compile/compile.h"
#include "route/router.h"
#include "support/compile_text.h"
#include "support/mailroom.h"

namespace remit::route {
namespace {

compile::Compilation compile_files(const std::vector<std::string>& names) {
    diag::Source source;
    for (const std::string& name : names) {
        std::ifstream file(std::string(REMIT_SOURCE_DIR) + "/examples/acts/" + name);
        REQUIRE(file.good());
        std::stringstream bytes;
        bytes << file.rdbuf();
        source.add(name, bytes.str());
    }
    return compile::compile_act(std::move(source), compile::testing::knowledge(), {});
}

struct Case {
    std::string_view title;
    std::string_view unit;  // its name, as the act has it
};

/// The names of the units that an act routes a paper to, the best first.
class Office {
  public:
    explicit Office(const std::vector<std::string>& files)
        : act_(compile_files(files)),
          signs_(load_embedded_signs(compile::testing::knowledge().vocabulary)),
          router_(compile::testing::knowledge().vocabulary, signs_.signs,
                  {{.id = "act", .compilation = &act_, .english = nullptr}}),
          session_(router_) {}

    void check(const std::vector<Case>& cases) {
        for (const Case& one : cases) {
            const auto routed = session_.route({.title = one.title, .text = {}, .sender = {}}, 3);
            REQUIRE(routed.ok());
            const Routing& routing = routed.value().routings.front();
            std::string first;
            std::string answer = testing::routing_in_short(routing, act_.remit);
            for (const Candidate& candidate : routing.candidates) {
                const std::string& name = act_.remit.unit(candidate.unit).name;
                if (first.empty() && routing.verdict == Verdict::ours) first = name;
                answer += "; " + name;
            }
            CAPTURE(one.title);
            CAPTURE(answer);
            CHECK(first == one.unit);
        }
    }

  private:
    compile::Compilation act_;
    LoadedSigns signs_;
    Router router_;
    Session session_;
};

}  // namespace

TEST_CASE("unseen act: a ministry of rivers and the sea") {
    Office({"water-hr.txt"})
        .check({
            {"Upit brodara iz susjedne države o prekidu plovidbe", "Služba za plovne puteve"},
            {"Raspored noćnih smjena za svibanj", "Pododsjek za noćne smjene"},
            {"Zamolba svjetioničara: popis čuvara i njihova razmjena",
             "Služba za luke i svjetionike"},
            {"Stanje ribljih stokova u Jadranu", "Služba za ribarstvo na otvorenom moru"},
            {"Očevidnik ustavara i zamjenika na plovnoj rijeci", "Odjel za ustave"},
            {"Извјештај о плими и осеки на обали сусједне државе", "Služba za oseku i plimu"},
        });
}

TEST_CASE("unseen act: a rulebook of roads and ferries") {
    Office({"roads-sr-latn.txt"})
        .check({
            {"Spisak stranih kišobrana iz susedne države",
             "Samostalni referat za izgubljene stvari"},
            {"Захтев за дозволу за ванредни превоз", "Odeljenje za magistralne puteve"},
            {"Zamena oštećenog putokaza kod Užica", "Grupa za putokaze"},
            {"Obuka mladih skeledžija i čuvanje vesala", "Odsek za vesla"},
        });
}

TEST_CASE("unseen act: a city's seven islands, one act in two files") {
    Office({"islands-hr-1.txt", "islands-hr-2.txt"})
        .check({
            {"Sjednica Unije za Mediteran", "Odsjek za Sredozemlje"},
            {"Količina kiše u cisternama na otocima", "Odjeljak za cisterne i kiše"},
        });
}

TEST_CASE("unseen act: a sector of bridges") {
    Office({"bridges-sr-cyrl.txt"})
        .check({
            {"Распоред чувара на граничном мосту", "Одсек за мостовске чуваре"},
            {"Predlog visine mostarine na graničnom mostu", "Одсек за дажбине и мостарине"},
            {"Састанак у ОЕБС-у",
             "Одељење за Европску унију и Организацију за европску безбедност и "
             "сарадњу"},
            {"Расклапање понтонских мостова", "Одсек за понтонске мостове"},
        });
}

TEST_CASE("unseen act: a ministry of oceans, where bodies and topics are known") {
    Office({"tidy-hr.txt"})
        .check({
            {"Sjednica Međunarodnog tijela za morsko dno", "Sektor za pravo mora"},
            {"Mišljenje o ribolovnoj dozvoli", "Služba za ribolovna prava"},
            {"Usklađivanje voznog reda brodova", "Služba za plovidbu među otocima"},
        });
}

TEST_CASE("unseen act: what it knows nothing of is nobody's") {
    Office({"water-hr.txt"})
        .check({{"Nadogradnja računalne mreže u knjižnici", ""}, {"Invitation to the opera", ""}});
}

TEST_CASE("unseen act: two telling words of a duty suffice") {
    Office({"water-hr.txt"})
        .check({
            {"Kvar na ustavi i zamjena ustavara", "Odjel za ustave"},
            {"Извештај о плими и осеки", "Služba za oseku i plimu"},
            {"Upit brodara o prekidu plovidbe i vodostaju", "Služba za plovne puteve"},
            {"Zamolba svjetioničara za razmjenu čuvara", "Služba za luke i svjetionike"},
        });
    Office({"roads-sr-latn.txt"})
        .check({
            {"Nađen kišobran, molba vlasnika", "Samostalni referat za izgubljene stvari"},
        });
    Office({"islands-hr-1.txt", "islands-hr-2.txt"})
        .check({
            {"Količina kiše u cisternama", "Odjeljak za cisterne i kiše"},
            {"Poštanski golub iz uzgoja: rodoslovlje", "Odjeljak za poštanske golubove"},
            {"Brojanje galebova zimi", "Odsjek za galebove"},
        });
    Office({"bridges-sr-cyrl.txt"})
        .check({
            {"Predlog visine mostarine", "Одсек за дажбине и мостарине"},
            {"Распоред чувара и књига дежурстава", "Одсек за мостовске чуваре"},
            {"Бојење и подизање рампе", "Група за рампе"},
        });
    Office({"tidy-hr.txt"})
        .check({
            {"Dozvola za ribolov", "Služba za ribolovna prava"},
            {"Vozni red brodova", "Služba za plovidbu među otocima"},
        });
}

TEST_CASE("unseen act: words of several duties of one unit count together") {
    Office({"roads-sr-latn.txt"})
        .check({
            {"Nađen strani kišobran: obaveštenje vlasniku o licitaciji",
             "Samostalni referat za izgubljene stvari"},
        });
}
TEST_CASE("unseen act: a unit called what a paper is called goes first") {
    Office({"tidy-hr.txt"})
        .check({
            {"Granica na moru: upit pomorca", "Služba za granice na moru"},
        });
}

}  // namespace remit::route
