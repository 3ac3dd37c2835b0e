// What the readers of calendars, counting rules and named
// rules have in common: ids, names, dates, weekdays.
//
// Internal to the loader. Invariant: a field that cannot be
// read is reported once, at its place, and reads as absent.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/counting.h"
#include "calendar/date.h"
#include "calendar/names.h"
#include "data/reader.h"
#include "diag/diagnostics.h"
#include "yaml/node.h"

namespace remit::calendar {

/// Where each id was first used.
using FirstUses = std::map<std::string, diag::Span, std::less<>>;

struct Period {
    std::optional<Date> from;
    std::optional<Date> until;
};

inline constexpr std::size_t kIdBytesMax = 60;

class EntryReader {
  public:
    EntryReader(const data::Reader& reader, diag::Diagnostics& diagnostics)
        : reader_(&reader), diagnostics_(&diagnostics) {}

    [[nodiscard]] const data::Reader& fields() const { return *reader_; }
    [[nodiscard]] diag::Diagnostics& diagnostics() const { return *diagnostics_; }

    /// The entry's id; none where it is missing, no id, or used before.
    std::optional<data::Text> new_id(const yaml::Node& entry, FirstUses& uses) const;
    /// {en, hr, sr} under the key; all three must be there.
    [[nodiscard]] Names names(const yaml::Node& entry, std::string_view key) const;
    /// `from` and `until`; a reversed period is reported and open.
    [[nodiscard]] Period period(const yaml::Node& entry) const;
    [[nodiscard]] std::optional<Date> date(const yaml::Node& entry, std::string_view key) const;
    [[nodiscard]] Weekdays weekdays(const yaml::Node& entry, std::string_view key) const;
    [[nodiscard]] std::string basis(const yaml::Node& entry) const;
    /// A text or a list of texts.
    [[nodiscard]] std::vector<data::Text> one_or_more(const yaml::Node& entry,
                                                      std::string_view key) const;

    /// Reports versions that hold on one day; the spans are theirs, in the same order.
    void check_overlaps(std::span<const Period> periods, std::span<const diag::Span> spans) const;

  private:
    const data::Reader* reader_;
    diag::Diagnostics* diagnostics_;
};

}  // namespace remit::calendar
