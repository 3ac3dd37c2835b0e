// Whatever the house looks like, no boxes touch, children lie below, lines run along an axis and
// stay on the sheet.
#include "compile/organigram.h"

#include <doctest/doctest.h>

#include <random>

namespace remit::compile {
namespace {

remit::Remit house(std::size_t units, std::uint32_t seed, std::uint32_t spread) {
    std::mt19937 random(seed);  // NOLINT: seeds are fixed
    remit::Remit remit;
    remit.units.resize(units);
    for (std::size_t unit = 1; unit < units; ++unit) {
        const std::size_t first = unit > spread ? unit - spread : 0;
        if (random() % 40 != 0)
            remit.units[unit].parent = remit::UnitId(first + random() % (unit - first));
    }
    return remit;
}

bool touch(const Box& one, const Box& other) {
    return one.left < other.left + other.width && other.left < one.left + one.width &&
           one.top < other.top + other.height && other.top < one.top + one.height;
}

void check_house(const remit::Remit& remit) {
    std::vector<double> heights;
    for (std::size_t unit = 0; unit < remit.units.size(); ++unit) {
        heights.push_back(40 + static_cast<double>(unit % 5) * 15);
    }
    const Organigram drawn = lay_out(remit, heights);
    REQUIRE(drawn.boxes.size() == remit.units.size());
    std::size_t touching = 0;
    for (std::size_t unit = 0; unit < drawn.boxes.size(); ++unit) {
        const Box& box = drawn.boxes[unit];
        CHECK(box.left >= 0);
        CHECK(box.left + box.width <= drawn.width + 0.01);
        CHECK(box.top + box.height <= drawn.height + 0.01);
        const remit::UnitId parent = remit.units[unit].parent;
        if (parent.is_some()) {
            const Box& above = drawn.boxes[parent.index()];
            CHECK(box.top >= above.top + above.height);
        }
        for (std::size_t other = 0; other < unit; ++other) {
            if (touch(box, drawn.boxes[other])) ++touching;
        }
    }
    CHECK(touching == 0);
    for (const Line& line : drawn.lines) {
        CHECK((line.x1 == doctest::Approx(line.x2) || line.y1 == doctest::Approx(line.y2)));
        CHECK(line.x2 <= drawn.width + 0.01);
        CHECK(line.y2 <= drawn.height + 0.01);
    }
}

}  // namespace

TEST_CASE("organigram: no boxes touch and children lie below, in houses of every shape") {
    check_house(house(1, 1, 1));
    check_house(house(6, 1, 3));
    check_house(house(40, 2, 12));
    check_house(house(60, 3, 1));  // one below the other
    check_house(house(200, 4, 200));
    check_house(house(300, 5, 30));
}

TEST_CASE("organigram: forty units come near the shape of a sheet") {
    const remit::Remit remit = house(40, 6, 14);
    const Organigram drawn = lay_out(remit, std::vector<double>(40, 70));
    CHECK(drawn.width / drawn.height > 0.6);
    CHECK(drawn.width / drawn.height < 3.0);
}

TEST_CASE("organigram: nothing to draw makes an empty sheet") {
    CHECK(lay_out(remit::Remit(), {}).boxes.empty());
}

}  // namespace remit::compile
