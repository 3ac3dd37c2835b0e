#include "compile/export_jsonld.h"

#include <array>
#include <set>
#include <utility>

#include "base/json_writer.h"
#include "compile/export_support.h"

namespace remit::compile {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kPrefixes{{
    {"org", "http://www.w3.org/ns/org#"},
    {"skos", "http://www.w3.org/2004/02/skos/core#"},
    {"prov", "http://www.w3.org/ns/prov#"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
    {"remit", "urn:remit:terms:"},
}};

/// Short names whose values are ids of other things.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kLinks{{
    {"unitOf", "org:unitOf"},
    {"classification", "org:classification"},
    {"heldBy", "remit:heldBy"},
    {"function", "remit:function"},
    {"body", "remit:body"},
    {"counterpart", "remit:counterpart"},
    {"subject", "dcterms:subject"},
    {"quotedFrom", "prov:wasQuotedFrom"},
    {"refersTo", "dcterms:references"},
}};

class JsonLdExport {
  public:
    explicit JsonLdExport(const Compilation& compilation)
        : compilation_(compilation), remit_(compilation.remit), words_(*compilation.vocabulary) {
        UniqueIds used;
        for (const remit::Unit& unit : remit_.units)
            units_.push_back(used.make(iri("unit", unit.code)));
        for (const remit::Duty& duty : remit_.duties)
            duties_.push_back(used.make(iri("duty", duty.id)));
    }

    std::string run() {
        out_.begin_object();
        write_context();
        out_.key("@graph").begin_array();
        write_act();
        for (std::size_t unit = 0; unit < units_.size(); ++unit) write_unit(remit::UnitId(unit));
        for (std::size_t duty = 0; duty < duties_.size(); ++duty) write_duty(remit::DutyId(duty));
        write_words();
        out_.end_array();
        out_.end_object();
        return out_.finish();
    }

  private:
    void write_context() {
        out_.key("@context").begin_object();
        for (const auto& [prefix, iri] : kPrefixes) out_.field(prefix, iri);
        out_.key("code").begin_object().field("@id", "skos:notation").end_object();
        out_.key("name").begin_object().field("@id", "skos:prefLabel").end_object();
        out_.key("text").begin_object().field("@id", "prov:value").end_object();
        out_.field("citation", "dcterms:bibliographicCitation");
        for (const std::string_view offset : {"start", "end"}) {
            out_.key(offset).begin_object();
            out_.field("@id", "remit:" + std::string(offset))
                .field("@type", "xsd:nonNegativeInteger");
            out_.end_object();
        }
        for (const auto& [name, iri] : kLinks) {
            out_.key(name).begin_object().field("@id", iri).field("@type", "@id").end_object();
        }
        out_.end_object();
    }

    void begin(const std::string& id, std::string_view type) {
        out_.begin_object().field("@id", id).field("@type", type);
    }

    void in_language(std::string_view key, std::string_view text) {
        out_.key(key).begin_object();
        out_.field("@value", valid_text(text)).field("@language", language_tag(remit_));
        out_.end_object();
    }

    void write_act() {
        begin("#act", "prov:Entity");
        out_.field("dcterms:language", language_tag(remit_));
        out_.end_object();
    }

    void write_unit(remit::UnitId id) {
        const remit::Unit& unit = remit_.unit(id);
        begin(units_[id.index()], "org:OrganizationalUnit");
        out_.field("code", valid_text(unit.code));
        in_language("name", unit.name);
        if (unit.parent.is_some()) out_.field("unitOf", units_[unit.parent.index()]);
        const std::string_view kind = kind_of(compilation_, unit);
        if (!kind.empty()) out_.field("classification", "#kind-" + plain_id(kind));
        out_.field("quotedFrom", "#act");
        out_.end_object();
    }

    void write_duty(remit::DutyId duty_id) {
        const remit::Duty& duty = remit_.duty(duty_id);
        begin(duties_[duty_id.index()], "remit:Duty");
        if (duty.unit.is_some()) out_.field("heldBy", units_[duty.unit.index()]);
        in_language("text", compilation_.text_of(duty.extent));
        out_.field("citation", valid_text(duty.citation.label));
        out_.field("start", duty.extent.begin).field("end", duty.extent.end);
        out_.field("quotedFrom", "#act");
        links("function", duty.functions,
              [&](auto id) { return iri("function", words_.function(id).id); });
        links("body", duty.bodies, [&](auto id) { return iri("body", words_.body(id).id); });
        links("subject", duty.topics, [&](auto id) { return iri("topic", words_.topic(id).id); });
        links("counterpart", duty.counterparts,
              [&](auto id) { return iri("counterpart", words_.counterpart(id).id); });
        if (duty.refers_to.is_some()) {
            out_.field("refersTo", duties_[duty.refers_to.index()]);
        }
        out_.end_object();
    }

    static std::string iri(std::string_view kind, std::string_view id) {
        return "#" + std::string(kind) + "-" + plain_id(id);
    }

    template <typename IdType, typename IriOf>
    void links(std::string_view name, const std::vector<IdType>& ids, const IriOf& iri_of) {
        if (ids.empty()) return;
        out_.key(name).begin_array();
        for (const IdType id : ids) out_.string(iri_of(id));
        out_.end_array();
    }

    /// What units and duties refer to, in the order of the vocabulary.
    void write_words() {
        std::set<remit::UnitKindId> kinds;
        std::set<remit::FunctionId> functions;
        std::set<remit::BodyId> bodies;
        std::set<remit::TopicId> topics;
        std::set<remit::CounterpartId> counterparts;
        for (const remit::Unit& unit : remit_.units) {
            if (unit.kind.is_some()) kinds.insert(unit.kind);
        }
        for (const remit::Duty& duty : remit_.duties) {
            functions.insert(duty.functions.begin(), duty.functions.end());
            bodies.insert(duty.bodies.begin(), duty.bodies.end());
            topics.insert(duty.topics.begin(), duty.topics.end());
            counterparts.insert(duty.counterparts.begin(), duty.counterparts.end());
        }
        write_kinds(kinds);
        for (const auto id : functions) write_word("skos:Concept", "function", words_.function(id));
        for (const auto id : topics) write_word("skos:Concept", "topic", words_.topic(id));
        for (const auto id : bodies) write_word("org:Organization", "body", words_.body(id));
        for (const auto id : counterparts) {
            write_word("org:Organization", "counterpart", words_.counterpart(id));
        }
    }

    /// Several words share a kind, which is described once.
    void write_kinds(const std::set<remit::UnitKindId>& kinds) {
        std::set<std::string_view> written;
        for (const remit::UnitKindId id : kinds) {
            const std::string& kind = words_.unit_kind(id).id;
            if (!written.insert(kind).second) continue;
            begin(iri("kind", kind), "skos:Concept");
            out_.field("code", kind);
            out_.end_object();
        }
    }

    template <typename Entry>
    void write_word(std::string_view type, std::string_view kind, const Entry& entry) {
        begin(iri(kind, entry.id), type);
        out_.field("code", entry.id);
        out_.key("name").begin_array();
        for (const std::string_view language : {"en", "fr", "hr", "sr"}) {
            const auto names = entry.names.in(language);
            if (names.empty()) continue;
            out_.begin_object().field("@value", names.front());
            out_.field("@language", language == "sr" ? "sr-Cyrl" : language).end_object();
        }
        out_.end_array();
        out_.end_object();
    }

    const Compilation& compilation_;
    const remit::Remit& remit_;
    const remit::Vocabulary& words_;
    std::vector<std::string> units_;   // by unit: its IRI
    std::vector<std::string> duties_;  // by duty
    base::JsonWriter out_;
};

}  // namespace

std::string export_jsonld(const Compilation& compilation) {
    return JsonLdExport(compilation).run();
}

}  // namespace remit::compile
