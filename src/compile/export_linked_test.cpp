// The exports for other programs: Akoma Ntoso, JSON-LD and Markdown are well formed, complete and
// stay as they are.
#include <doctest/doctest.h>

#include <string>

#include "base/env.h"
#include "compile/export_akn.h"
#include "compile/export_jsonld.h"
#include "compile/export_markdown.h"
#include "support/export_sample.h"
#include "support/golden.h"
#include "text/utf8.h"

namespace remit::compile {
namespace {

/// Runs a check in Python over a document; empty where it holds, or where Python lacks the module.
std::string python_fault(const std::string& program, const std::string& document) {
    base::PosixEnv env;
    const auto checked = env.run_program("/usr/bin/python3", {"-c", program}, document);
    return checked.ok() ? "" : checked.error().message;
}

}  // namespace

TEST_CASE("export akn: the act is written as the golden has it") {
    const auto sample = testing::make_export_sample();
    testing::check_golden("export/harbour.akn.xml", export_akn(sample->compilation));
}

// There is no package with the schema of OASIS; this checks what we use of it.
TEST_CASE(
    "export akn: well formed, in the order of the schema, eIds unique and nested, references "
    "described") {
    const auto sample = testing::make_export_sample();
    const std::string program = R"(
import sys, xml.etree.ElementTree as tree
ns = '{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}'
root = tree.fromstring(sys.stdin.buffer.read())
name = lambda element: element.tag.removeprefix(ns)
assert name(root) == 'akomaNtoso' and [name(e) for e in root] == ['act']
act = root[0]
assert act.get('name') and [name(e) for e in act] == ['meta', 'body']
levels = act.find(ns + 'meta').find(ns + 'identification')
common = ['FRBRthis', 'FRBRuri', 'FRBRdate', 'FRBRauthor']
assert [[name(e) for e in level] for level in levels] == [
    common + ['FRBRcountry'], common + ['FRBRlanguage'], common + ['FRBRformat']]
ids = [e.get('eId') for e in root.iter() if e.get('eId')]
assert len(ids) == len(set(ids)), 'an eId stands twice'
for element in root.iter():
    for reference in element.get('refersTo', '').split():
        assert reference[1:] in ids, reference
def visit(parent, prefix):
    for child in parent:
        if name(child) in ('hcontainer', 'point'):
            assert child.get('eId').startswith(prefix + name(child) + '_'), child.get('eId')
            children = [name(e) for e in child]
            assert children[0] == 'num'
            if name(child) == 'point': assert children == ['num', 'content']
            else: assert child.get('name') == 'unit' and children[1] == 'heading'
            visit(child, child.get('eId') + '__')
visit(act.find(ns + 'body'), '')
)";
    CHECK(python_fault(program, export_akn(sample->compilation)) == "");
}

TEST_CASE("export jsonld: written as the golden has it, and every id referred to is described") {
    const auto sample = testing::make_export_sample();
    const std::string json = export_jsonld(sample->compilation);
    testing::check_golden("export/harbour.jsonld", json);
    CHECK_FALSE(text::find_utf8_fault(json).has_value());
    const std::string program = R"(
import json, sys
document = json.load(sys.stdin)
links = {k for k, v in document['@context'].items() if isinstance(v, dict) and v.get('@type') == '@id'}
ids = [node['@id'] for node in document['@graph']]
assert len(ids) == len(set(ids))
for node in document['@graph']:
    for key, value in node.items():
        if key in links:
            for target in value if isinstance(value, list) else [value]: assert target in ids, target
        assert key[0] == '@' or ':' in key or key in document['@context'], key
)";
    CHECK(python_fault(program, json) == "");
}

TEST_CASE("export jsonld and akn: codes that differ only in marks keep ids apart") {
    auto sample = testing::make_export_sample();
    sample->compilation.remit.units[2].code = "1-1";
    CHECK(export_akn(sample->compilation).find("hcontainer_1-1-2\"") != std::string::npos);
    CHECK(export_jsonld(sample->compilation).find("\"#unit-1-1-2\"") != std::string::npos);
}

TEST_CASE("export markdown: written as the golden has it, and the act's words are no markup") {
    const auto sample = testing::make_export_sample();
    const std::string markdown = export_markdown(sample->compilation);
    testing::check_golden("export/harbour.md", markdown);
    CHECK(markdown.find("\\<i s Policijom na vodi\\>") != std::string::npos);
}

}  // namespace remit::compile
