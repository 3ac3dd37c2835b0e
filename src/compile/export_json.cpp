#include "compile/export_json.h"

#include "base/json_writer.h"
#include "compile/export_support.h"
#include "diag/render.h"

namespace remit::compile {
namespace {

using base::JsonWriter;

class JsonExport {
  public:
    JsonExport(const Compilation& compilation, diag::Language language)
        : compilation_(compilation), remit_(compilation.remit), language_(language) {}

    std::string run() {
        out_.begin_object();
        out_.field("schema", "remit-v1");
        out_.field("language", remit_.language).field("script", remit_.script);
        write_list("files", compilation_.source.files(), &JsonExport::write_file);
        write_list("units", remit_.units, &JsonExport::write_unit);
        write_list("duties", remit_.duties, &JsonExport::write_duty);
        write_list("abbreviations", remit_.abbreviations, &JsonExport::write_abbreviation);
        out_.key("diagnostics");
        diag::write_json(out_, compilation_.diagnostics.all(), compilation_.source, language_);
        out_.end_object();
        return out_.finish();
    }

  private:
    template <typename Entry>
    void write_list(std::string_view name, const std::vector<Entry>& entries,
                    void (JsonExport::*write)(const Entry&)) {
        out_.key(name).begin_array();
        for (const Entry& entry : entries) (this->*write)(entry);
        out_.end_array();
    }

    void write_file(const diag::SourceFile& file) {
        out_.begin_object();
        out_.field("name", valid_text(file.name));
        out_.field("start", file.span.begin).field("end", file.span.end);
        out_.end_object();
    }

    void write_unit(const remit::Unit& unit) {
        out_.begin_object();
        out_.field("code", valid_text(unit.code));
        text_or_null("kind", kind_of(compilation_, unit));
        out_.field("name", valid_text(unit.name));
        text_or_null("parent", code_of(remit_, unit.parent));
        out_.field("status", name_of(unit.status));
        text_or_null("article", unit.article);
        extent_or_null("heading", unit.heading);
        extent_or_null("announced", unit.announced);
        out_.end_object();
    }

    void write_duty(const remit::Duty& duty) {
        const remit::Vocabulary& words = *compilation_.vocabulary;
        out_.begin_object();
        out_.field("id", valid_text(duty.id));
        out_.field("unit", valid_text(code_of(remit_, duty.unit)));
        out_.field("text", valid_text(compilation_.text_of(duty.extent)));
        out_.field("start", duty.extent.begin).field("end", duty.extent.end);
        out_.field("citation", valid_text(duty.citation.label));
        text_or_null("article", duty.citation.article);
        out_.field("ordinal", duty.citation.ordinal);
        texts("functions", duty.functions, [&](auto id) { return words.function(id).id; });
        texts("bodies", duty.bodies, [&](auto id) { return words.body(id).label; });
        texts("topics", duty.topics, [&](auto id) { return words.topic(id).id; });
        texts("counterparts", duty.counterparts,
              [&](auto id) { return counterpart_name(compilation_, id); });
        text_or_null("refers_to", duty.refers_to.is_some() ? remit_.duty(duty.refers_to).id : "");
        out_.field_bool("residual", duty.residual);
        out_.field_bool("truncated", duty.truncated);
        out_.field_bool("implicit", duty.implicit);
        out_.end_object();
    }

    void write_abbreviation(const remit::Abbreviation& abbreviation) {
        out_.begin_object();
        out_.field("short", valid_text(abbreviation.short_form));
        out_.field("long", valid_text(abbreviation.long_form));
        out_.field("start", abbreviation.extent.begin).field("end", abbreviation.extent.end);
        text_or_null("scope", code_of(remit_, abbreviation.scope));
        out_.field_bool("acronym", abbreviation.acronym);
        out_.field_bool("regular", abbreviation.regular);
        out_.end_object();
    }

    template <typename IdType, typename TextOf>
    void texts(std::string_view name, const std::vector<IdType>& ids, const TextOf& text_of) {
        out_.key(name).begin_array();
        for (const IdType id : ids) out_.string(text_of(id));
        out_.end_array();
    }

    void text_or_null(std::string_view name, std::string_view text) {
        out_.key(name);
        if (text.empty()) {
            out_.null();
        } else {
            out_.string(valid_text(text));
        }
    }

    void extent_or_null(std::string_view name, remit::Extent extent) {
        out_.key(name);
        if (extent.empty()) {
            out_.null();
            return;
        }
        out_.begin_object();
        out_.field("start", extent.begin).field("end", extent.end);
        out_.end_object();
    }

    const Compilation& compilation_;
    const remit::Remit& remit_;
    diag::Language language_;
    JsonWriter out_;
};

}  // namespace

std::string export_json(const Compilation& compilation, diag::Language language) {
    return JsonExport(compilation, language).run();
}

}  // namespace remit::compile
