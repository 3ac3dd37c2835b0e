#include "compile/export_akn.h"

#include <fmt/format.h>

#include <iterator>
#include <set>
#include <vector>

#include "compile/export_support.h"

namespace remit::compile {
namespace {

/// The convention's date for what has none.
constexpr std::string_view kNoDate = "0001-01-01";

class AknExport {
  public:
    explicit AknExport(const Compilation& compilation)
        : compilation_(compilation),
          remit_(compilation.remit),
          words_(*compilation.vocabulary),
          tree_(remit::UnitTree::of(compilation.remit)),
          duties_(remit::duties_by_unit(compilation.remit)) {}

    std::string run() {
        line(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        line(0, "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">");
        line(1, "<act name=\"act\" contains=\"originalVersion\">");
        write_meta();
        line(2, "<body eId=\"body\">");
        write_units();
        line(2, "</body>");
        line(1, "</act>");
        line(0, "</akomaNtoso>");
        return std::move(out_);
    }

  private:
    template <typename... Args>
    void line(std::size_t depth, fmt::format_string<Args...> format, Args&&... args) {
        out_.append(depth * 2, ' ');
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
        out_ += '\n';
    }

    // The head.

    void write_meta() {
        const bool is_serbian = remit_.language == "sr";
        const std::string work =
            fmt::format("/akn/{}/act/{}/remit", is_serbian ? "rs" : "hr", kNoDate);
        const std::string expression = fmt::format("{}/{}@", work, is_serbian ? "srp" : "hrv");
        line(2, "<meta>");
        line(3, "<identification source=\"#remit\">");
        write_level("FRBRWork", work);
        line(5, "<FRBRcountry value=\"{}\"/>", is_serbian ? "rs" : "hr");
        line(4, "</FRBRWork>");
        write_level("FRBRExpression", expression);
        line(5, "<FRBRlanguage language=\"{}\"/>", is_serbian ? "srp" : "hrv");
        line(4, "</FRBRExpression>");
        write_level("FRBRManifestation", expression + "/main.xml");
        line(5, "<FRBRformat value=\"application/akn+xml\"/>");
        line(4, "</FRBRManifestation>");
        line(3, "</identification>");
        write_references();
        line(2, "</meta>");
    }

    void write_level(std::string_view element, std::string_view uri) {
        line(4, "<{}>", element);
        line(5, "<FRBRthis value=\"{}{}\"/>", uri, uri.ends_with(".xml") ? "" : "/!main");
        line(5, "<FRBRuri value=\"{}\"/>", uri);
        line(5, "<FRBRdate date=\"{}\" name=\"unknown\"/>", kNoDate);
        line(5, "<FRBRauthor href=\"#author\"/>");
    }

    void write_references() {
        line(3, "<references source=\"#remit\">");
        reference("TLCOrganization", "author", "unknown author of the act");
        reference("TLCOrganization", "remit", "Remit");
        std::set<std::string> known{"author", "remit"};
        for (const remit::Duty& duty : remit_.duties) {
            for (const auto id : duty.functions)
                add(known, "TLCConcept", "function", words_.function(id));
            for (const auto id : duty.topics) add(known, "TLCConcept", "topic", words_.topic(id));
            for (const auto id : duty.bodies)
                add(known, "TLCOrganization", "body", words_.body(id));
            for (const auto id : duty.counterparts) {
                add(known, "TLCOrganization", "counterpart", words_.counterpart(id));
            }
        }
        line(3, "</references>");
    }

    template <typename Entry>
    void add(std::set<std::string>& known, std::string_view element, std::string_view kind,
             const Entry& entry) {
        const std::string id = fmt::format("{}-{}", kind, plain_id(entry.id));
        if (known.insert(id).second)
            reference(element, id, name_in_act(remit_, entry.names, entry.id));
    }

    void reference(std::string_view element, std::string_view id, std::string_view name) {
        line(4, "<{0} eId=\"{1}\" href=\"/akn/ontology/{2}/{1}\" showAs=\"{3}\"/>", element, id,
             element == "TLCConcept" ? "concept" : "organization", xml_text(name));
    }

    // The body. Units are walked with a stack of those still open.

    void write_units() {
        std::vector<remit::UnitId> open;
        std::vector<std::string> ids(remit_.units.size());
        for (const remit::UnitId unit : tree_.preorder) {
            while (open.size() > tree_.depth[unit.index()]) {
                open.pop_back();
                line(3 + open.size(), "</hcontainer>");
            }
            const std::string prefix = open.empty() ? "" : ids[open.back().index()] + "__";
            ids[unit.index()] =
                used_.make(prefix + "hcontainer_" + plain_id(remit_.unit(unit).code));
            write_unit(unit, ids[unit.index()], 3 + open.size());
            open.push_back(unit);
        }
        while (!open.empty()) {
            open.pop_back();
            line(3 + open.size(), "</hcontainer>");
        }
    }

    void write_unit(remit::UnitId id, const std::string& eid, std::size_t depth) {
        const remit::Unit& unit = remit_.unit(id);
        const std::string_view kind = kind_of(compilation_, unit);
        line(depth, "<hcontainer eId=\"{}\" name=\"unit\"{}>", eid,
             kind.empty() ? "" : fmt::format(" class=\"{}\"", kind));
        line(depth + 1, "<num>{}</num>", xml_text(unit.code));
        line(depth + 1, "<heading>{}</heading>", xml_text(unit.name));
        std::size_t number = 0;
        for (const remit::DutyId duty : duties_[id.index()]) {
            ++number;
            const std::string point = fmt::format("{}__point_{}", eid, number);
            write_duty(remit_.duty(duty), point, number, depth + 1);
        }
    }

    void write_duty(const remit::Duty& duty, std::string_view eid, std::size_t number,
                    std::size_t depth) {
        line(depth, "<point eId=\"{}\"{}>", eid, refers_to(duty));
        line(depth + 1, "<num>{}</num>", number);
        line(depth + 1, "<content eId=\"{}__content\">", eid);
        line(depth + 2, "<p>{}</p>", xml_text(compilation_.text_of(duty.extent)));
        line(depth + 1, "</content>");
        line(depth, "</point>");
    }

    [[nodiscard]] std::string refers_to(const remit::Duty& duty) const {
        std::string list;
        const auto append = [&](std::string_view kind, const std::string& id) {
            list += fmt::format("{}#{}-{}", list.empty() ? "" : " ", kind, plain_id(id));
        };
        for (const auto id : duty.functions) append("function", words_.function(id).id);
        for (const auto id : duty.topics) append("topic", words_.topic(id).id);
        for (const auto id : duty.bodies) append("body", words_.body(id).id);
        for (const auto id : duty.counterparts) append("counterpart", words_.counterpart(id).id);
        return list.empty() ? "" : fmt::format(" refersTo=\"{}\"", list);
    }

    const Compilation& compilation_;
    const remit::Remit& remit_;
    const remit::Vocabulary& words_;
    remit::UnitTree tree_;
    std::vector<std::vector<remit::DutyId>> duties_;
    UniqueIds used_;
    std::string out_;
};

}  // namespace

std::string export_akn(const Compilation& compilation) {
    return AknExport(compilation).run();
}

}  // namespace remit::compile
