// The compiled act as linked data: JSON-LD 1.1 in the terms of the W3C Organization Ontology.
//
// Units are org:OrganizationalUnit, what stands above them org:unitOf, kinds, functions and topics
// skos:Concept, bodies and counterparts org:Organization, and every duty says from which act it was
// quoted (prov). Invariant: the context is in the document, so that reading it needs no network;
// every id that is referred to is described. Source: The Organization Ontology, W3C Recommendation,
// 16 January 2014; JSON-LD 1.1, 16 July 2020.
#pragma once

#include <string>

#include "compile/compilation.h"

namespace remit::compile {

std::string export_jsonld(const Compilation& compilation);

}  // namespace remit::compile
