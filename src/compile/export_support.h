// What all exports need: text that is safe to write down, and the names of things in the act's own
// language.
//
// Invariant: whatever bytes an act holds, what these return is valid UTF-8, and what xml_text()
// returns is allowed in XML. Exports are written for people and programs outside; nothing reads
// them back.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compile/compilation.h"

namespace remit::compile {

/// The text with U+FFFD for each byte that is not UTF-8.
std::string valid_text(std::string_view text);
/// The same with runs of white space as one space, for whatever is shown on a line.
std::string one_line(std::string_view text);
/// one_line() with the characters that mean something in XML, in text and in attributes, written as
/// entities.
std::string xml_text(std::string_view text);

/// "hr", "sr-Cyrl" or "sr-Latn"; "und" where the compiler could not tell.
std::string_view language_tag(const remit::Remit& remit);
/// A name of the vocabulary's Serbian list in the script of the act.
std::string in_script_of(const remit::Remit& remit, std::string_view serbian_name);
/// The counterpart in the nominative, in the language and script of the act.
std::string counterpart_name(const Compilation& compilation, remit::CounterpartId id);
/// A name for people in the act's language and script, English or the label where there is none.
std::string name_in_act(const remit::Remit& remit, const remit::Names& names,
                        std::string_view label);

/// The English id of the unit's kind, such as "sector"; empty where the unit has none.
std::string_view kind_of(const Compilation& compilation, const remit::Unit& unit);
std::string_view name_of(remit::UnitStatus status);
/// The unit's code, empty for no unit.
std::string_view code_of(const remit::Remit& remit, remit::UnitId unit);
/// The id in Latin letters, with all but ASCII letters, digits, "-" and "_" as "-": for fragments and
/// eIds.
std::string plain_id(std::string_view id);

/// Hands out ids that differ: "5.1" and "5-1" are one plain id, so the second gets "-2" behind it.
class UniqueIds {
  public:
    std::string make(const std::string& wanted);

  private:
    std::set<std::string> used_;
};

}  // namespace remit::compile
