#include "office/institution.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "base/embedded.h"
#include "calendar/book_loader.h"
#include "diag/render.h"

namespace remit::office {
namespace {

constexpr std::string_view kPacksFolder = "packs/";
constexpr std::string_view kRemitFile = "/remit.yaml";
constexpr std::string_view kNumbersFile = "/numbers.yaml";

std::vector<std::string> carried_packs() {
    std::vector<std::string> packs;
    for (const base::EmbeddedFile& file :
         base::embedded_under(base::embedded_files(), kPacksFolder)) {
        if (!file.path.ends_with(kRemitFile)) continue;
        const std::string_view id = file.path.substr(kPacksFolder.size());
        packs.emplace_back(id.substr(0, id.size() - kRemitFile.size()));
    }
    return packs;
}

/// Carried data is tested at build: a fault in it is a fault of the program.
Status check_faultless(const diag::Diagnostics& diagnostics, const diag::Source& source) {
    if (diagnostics.count(diag::Severity::error) == 0) return base::done();
    return base::make_error(ErrorCode::corrupt,
                            "the data that this program carries is faulty\n" +
                                diag::render_terminal(diagnostics.all(), source, {}));
}

}  // namespace

Institution::Institution(Parts parts)
    : pack_id_(std::move(parts.pack_id)),
      knowledge_(std::move(parts.knowledge)),
      about_(std::move(parts.about)),
      acts_(std::move(parts.acts)),
      book_(std::move(parts.book)),
      calendar_changes_(parts.calendar_changes),
      zone_(std::move(parts.zone)),
      procedures_(std::move(parts.procedures)),
      numbers_(std::move(parts.numbers)),
      secrecy_(std::move(parts.secrecy)),
      hierarchy_(procedure::Hierarchy::of(act())),
      competence_(act(), vocabulary()) {}

Result<std::unique_ptr<Institution>> Institution::load(std::string_view pack) {
    return load(pack, {});
}

Result<std::unique_ptr<Institution>> Institution::load(std::string_view pack,
                                                       std::span<const AdoptedAct> acts,
                                                       std::span<const CalendarChange> changes) {
    return load(pack, acts, changes, REMIT_TRY(load_secrecy(pack)));
}

Result<std::unique_ptr<Institution>> Institution::load(std::string_view pack,
                                                       std::span<const AdoptedAct> acts,
                                                       std::span<const CalendarChange> changes,
                                                       Secrecy secrecy) {
    const std::string path =
        std::string(kPacksFolder) + std::string(pack) + std::string(kRemitFile);
    const auto bytes = base::find_embedded(base::embedded_files(), path);
    if (!bytes) {
        return base::make_error(ErrorCode::not_found,
                                fmt::format("remit carries no pack '{}'; it carries: {}", pack,
                                            fmt::join(carried_packs(), ", ")));
    }
    std::unique_ptr<const compile::Knowledge> knowledge = REMIT_TRY(compile::load_knowledge());
    compile::Pack loaded = compile::load_pack(path, *bytes, knowledge->vocabulary);
    REMIT_TRY(check_faultless(loaded.compilation.diagnostics, loaded.compilation.source));
    calendar::Book book = REMIT_TRY(calendar::load_embedded_book());
    if (!changes.empty()) book = REMIT_TRY(with_adopted(std::move(book), changes));
    const calendar::Calendar* house = book.find_calendar(pack);
    if (house == nullptr) {
        return base::make_error(ErrorCode::corrupt,
                                fmt::format("pack '{}' has no calendar of its name", pack));
    }
    calendar::Zone zone = REMIT_TRY(calendar::Zone::find(house->data().zone));
    procedure::LoadedProcedures procedures =
        procedure::load_embedded_procedures(knowledge->vocabulary);
    REMIT_TRY(check_faultless(procedures.diagnostics, procedures.source));
    const std::string numbers_path =
        std::string(kPacksFolder) + std::string(pack) + std::string(kNumbersFile);
    const auto numbers_bytes = base::find_embedded(base::embedded_files(), numbers_path);
    LoadedNumbers numbers =
        load_numbers(numbers_path, numbers_bytes.value_or(""), loaded.compilation.remit);
    REMIT_TRY(check_faultless(numbers.diagnostics, numbers.source));
    std::vector<ActVersion> versions;
    versions.push_back({{}, std::move(loaded.compilation)});
    for (const AdoptedAct& act : acts)
        versions.push_back({act.adopted, REMIT_TRY(compile_adopted(act, *knowledge))});
    return std::unique_ptr<Institution>(
        new Institution({.pack_id = std::string(pack),
                         .knowledge = std::move(knowledge),
                         .about = std::move(loaded.institution),
                         .acts = std::move(versions),
                         .book = std::move(book),
                         .calendar_changes = changes.size(),
                         .zone = std::move(zone),
                         .procedures = std::move(procedures.library),
                         .numbers = std::move(numbers.plan),
                         .secrecy = std::move(secrecy)}));
}

const compile::Compilation& Institution::act_at(calendar::Instant instant) const {
    const auto later = std::ranges::find_if(
        acts_, [&](const ActVersion& version) { return instant < version.from; });
    return later == acts_.begin() ? acts_.front().text : std::prev(later)->text;
}

std::string Institution::unit_in_words(std::string_view code) const {
    std::string words(code);
    std::string last;
    for (auto version = acts_.rbegin(); version != acts_.rend(); ++version) {
        const auto& units = version->text.remit.units;
        const auto unit = std::ranges::find(units, code, &remit::Unit::code);
        if (unit == units.end() || unit->name == last) continue;
        words += last.empty() ? " " + unit->name : " (" + unit->name + ")";
        last = unit->name;
    }
    return words;
}

std::optional<remit::UnitId> Institution::find_unit(std::string_view code) const {
    const auto& units = act().units;
    for (std::size_t index = 0; index < units.size(); ++index) {
        if (units[index].code == code) return remit::UnitId(index);
    }
    return std::nullopt;
}

}  // namespace remit::office
