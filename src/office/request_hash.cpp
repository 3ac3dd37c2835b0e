#include "office/request_hash.h"

#include <algorithm>
#include <utility>

#include "base/json_writer.h"

namespace remit::office {
namespace {

using base::JsonWriter;

JsonWriter begin(const Caller& caller, std::string_view command) {
    JsonWriter json(JsonWriter::Layout::compact);
    json.begin_object().field("command", command);
    json.field("officer", caller.officer).field("unit", caller.unit);
    json.field("advised_reason", caller.advised_reason);
    return json;
}

base::Hash end(JsonWriter& json) {
    json.end_object();
    return base::sha256({json.finish()});
}

void write(JsonWriter& json, const std::vector<FieldText>& fields,
           const std::vector<PaperText>& papers) {
    json.key("fields").begin_array();
    for (const FieldText& field : fields) {
        json.begin_object().field("field", field.field).key("items").begin_array();
        for (const std::string& item : field.items) json.string(item);
        json.end_array().end_object();
    }
    json.end_array().key("papers").begin_array();
    for (const PaperText& paper : papers) {
        json.begin_object().field("id", paper.id).field("kind", paper.kind);
        json.field("digest", base::sha256({paper.bytes}).hex());
        json.field_bool("signed", paper.is_signed);
        if (!paper.marking.empty()) json.field("marking", paper.marking);
        json.end_object();
    }
    json.end_array();
}

}  // namespace

std::vector<FieldText> without_personal(const Institution& institution,
                                        std::vector<FieldText> fields) {
    const auto is_personal = [&](const std::string& id) {
        return std::ranges::any_of(
            institution.procedures().all(), [&](const procedure::Definition& definition) {
                const auto found = definition.find_field(id);
                return found &&
                       definition.fields[found->index()].personal != authority::Personal::none;
            });
    };
    for (FieldText& field : fields) {
        if (is_personal(field.field)) field.items.clear();
    }
    return fields;
}

base::Hash hash_of(const Caller& caller, const OpenRequest& request,
                   const Institution& institution) {
    JsonWriter json = begin(caller, "open_matter");
    json.field("procedure", request.procedure).field("step", request.step);
    json.field("lead_unit", request.lead_unit).field_bool("take_over", request.take_over);
    json.field("note", request.note);
    write(json, without_personal(institution, request.fields), request.papers);
    return end(json);
}

base::Hash hash_of(const Caller& caller, const StepRequest& request,
                   const Institution& institution) {
    JsonWriter json = begin(caller, "take_step");
    json.field("matter", request.matter).field("step", request.step).field("note", request.note);
    write(json, without_personal(institution, request.fields), request.papers);
    return end(json);
}

base::Hash hash_of(const Caller& caller, const AnswerRequest& request) {
    JsonWriter json = begin(caller, "answer_question");
    json.field("matter", request.matter).field("question", request.question);
    json.field("answer", request.answer).field("text", request.text);
    return end(json);
}

base::Hash hash_of(const Caller& caller, const PaperRequest& request) {
    JsonWriter json = begin(caller, "bring_paper");
    json.field("matter", request.matter);
    write(json, {}, {request.paper});
    return end(json);
}

base::Hash hash_of(const Caller& caller, const WithdrawRequest& request) {
    JsonWriter json = begin(caller, "withdraw_question");
    json.field("matter", request.matter).field("question", request.question);
    json.field("note", request.note);
    return end(json);
}

base::Hash hash_of(const Caller& caller, const AssignRequest& request) {
    JsonWriter json = begin(caller, "assign_officer");
    json.field("matter", request.matter).field("to", request.officer);
    return end(json);
}

base::Hash hash_of(const Caller& caller, const LeadRequest& request) {
    JsonWriter json = begin(caller, "change_lead");
    json.field("matter", request.matter).field("to", request.unit);
    json.field_bool("designation", request.designation).field("note", request.note);
    return end(json);
}

base::Hash hash_of(const Caller& caller, const CloseRequest& request) {
    JsonWriter json = begin(caller, "close_dossier");
    json.field("matter", request.matter).field("note", request.note);
    return end(json);
}

base::Hash hash_of(const Caller& caller, const MigrateRequest& request) {
    JsonWriter json = begin(caller, "migrate_matter");
    json.field("matter", request.matter).field("note", request.note);
    return end(json);
}

base::Hash hash_of(const Caller& caller, const EraseRequest& request) {
    JsonWriter json = begin(caller, "erase");
    json.field("matter", request.matter).field("note", request.note);
    return end(json);
}

}  // namespace remit::office
