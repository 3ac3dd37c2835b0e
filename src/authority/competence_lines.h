// The lines around a matter: who outside the institution's units has a part in it, as pack data.
//
// A duty says which unit acts; practice and other laws say through whom an instruction goes, who is
// told, which committee of parliament looks at a position, who is asked. Such a line is limited to
// bodies, topics and functions as a duty is, and meets a matter by the same rules (competence.h,
// 2). Of the lines of a role that has one holder, only the most specific is drawn.
//
// Invariant: lines empower nobody; competence never looks at them. What was not checked against a
// source is marked so and shown so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authority/competence_claims.h"
#include "authority/subject.h"
#include "calendar/date.h"
#include "calendar/names.h"
#include "diag/diagnostics.h"
#include "diag/source.h"
#include "remit/vocabulary.h"

namespace remit::authority {

enum class LineRole : std::uint8_t {
    channel,      // through whom an instruction goes and a report comes; the nearest only
    informed,     // who is told
    scrutiny,     // the committee that may look at a position; the nearest only
    consulted,    // who is asked
    legal_check,  // who looks at the law of it; the nearest only
};

/// "channel", "legal_check": as in files and JSON.
[[nodiscard]] std::string_view name_of(LineRole role);

struct Line {
    std::string id;
    LineRole role = LineRole::channel;
    remit::CounterpartId counterpart;
    std::vector<remit::FunctionId> functions;  // for which it is drawn; empty for every one
    std::vector<remit::BodyId> bodies;
    std::vector<remit::TopicId> topics;
    calendar::Names basis;  // the clause, law or practice it rests on
    bool verified = false;  // that it does so was checked
    std::optional<calendar::Date> from;
    std::optional<calendar::Date> until;
};

class Lines {
  public:
    /// Keeps no reference.
    Lines(std::vector<Line> lines, const remit::Vocabulary& vocabulary);

    [[nodiscard]] const std::vector<Line>& all() const { return lines_; }
    /// By role, then nearness, then the order of the file. Without a day, lines of every day.
    [[nodiscard]] std::vector<const Line*> around(remit::FunctionId function,
                                                  const Subject& subject,
                                                  std::optional<calendar::Date> day) const;

  private:
    std::vector<Line> lines_;
    Claims claims_;  // of a remit in which each line is a unit with one duty
};

struct LoadedLines {
    std::vector<Line> lines;
    diag::Source source;
    diag::Diagnostics diagnostics;
};

/// Reads packs/*/lines.yaml: a list `lines` of maps (id, role, counterpart, functions, bodies,
/// topics, basis, verified, from, until). In: `name` as diagnostics shall call the file.
LoadedLines load_lines(std::string name, std::string_view bytes,
                       const remit::Vocabulary& vocabulary);

}  // namespace remit::authority
