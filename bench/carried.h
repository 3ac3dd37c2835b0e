// What several benchmarks ask about: the vocabulary and the packs that the binary carries, a remit
// of 10,000 duties, and the sequence by which they make their own input.
//
// Each is the same on every run: a benchmark must ask the same each time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/embedded.h"
#include "compile/pack_loader.h"
#include "compile/vocabulary_loader.h"

namespace remit::bench {

inline const remit::Vocabulary& vocabulary() {
    static const compile::LoadedVocabulary loaded = compile::load_embedded_vocabulary();
    return loaded.vocabulary;
}

inline compile::Pack load_pack(std::string_view pack) {
    const std::string path = "packs/" + std::string(pack) + "/remit.yaml";
    const auto bytes = base::find_embedded(base::embedded_files(), path);
    return compile::load_pack(path, *bytes, vocabulary());
}

/// A fixed sequence that looks random (a linear congruence by Knuth).
class Sequence {
  public:
    std::size_t below(std::size_t limit) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>(state_ >> 33U) % limit;
    }

  private:
    std::uint64_t state_ = 2026;
};

/// Ten sectors of nine departments of five sections; every unit with about 18 duties of random
/// words.
inline remit::Remit large_remit() {
    constexpr std::size_t kDuties = 10'000;
    Sequence any;
    remit::Remit made;
    const auto add_unit = [&](std::string code, remit::UnitId parent) {
        made.units.push_back({.code = std::move(code), .name = {}, .kind = {}, .parent = parent});
        return remit::UnitId(made.units.size() - 1);
    };
    for (int sector = 0; sector < 10; ++sector) {
        const auto above = add_unit(std::to_string(sector), {});
        for (int department = 0; department < 9; ++department) {
            const auto middle =
                add_unit(std::to_string(sector) + "." + std::to_string(department), above);
            for (int section = 0; section < 5; ++section) {
                add_unit(made.unit(middle).code + "." + std::to_string(section), middle);
            }
        }
    }
    const remit::Vocabulary& words = vocabulary();
    for (std::size_t index = 0; index < kDuties; ++index) {
        remit::Duty duty;
        duty.unit = remit::UnitId(index % made.units.size());
        duty.id = made.unit(duty.unit).code + "-" + std::to_string(index);
        duty.functions = {remit::FunctionId(any.below(words.functions.size() - 1))};
        if (any.below(3) > 0) duty.bodies = {remit::BodyId(any.below(words.bodies.size()))};
        if (any.below(3) > 0) duty.topics = {remit::TopicId(any.below(words.topics.size()))};
        made.duties.push_back(std::move(duty));
    }
    return made;
}

}  // namespace remit::bench
