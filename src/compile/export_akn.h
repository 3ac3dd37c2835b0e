// The compiled act as Akoma Ntoso 3.0 (OASIS LegalDocumentML): an `act` whose body is the house.
//
// Each unit is a hierarchical container named "unit", its duties are points, its own units
// containers in it; what a duty means hangs on it as references to the ontology in the head.
// Invariant: every eId is unique and built by the naming convention (element and number of each
// level, levels joined by two underscores). It states no date and no number of the act, which the
// text does not give. Source: Akoma Ntoso Version 1.0, OASIS Standard (schema akomantoso30.xsd);
// Naming Convention Version 1.0, section 5.
#pragma once

#include <string>

#include "compile/compilation.h"

namespace remit::compile {

std::string export_akn(const Compilation& compilation);

}  // namespace remit::compile
