// Personal fields: what they say must stand in one place, where it can be erased (procedures/
// README.md).
//
// A step may fill such a field in, empty it, and ask whether it is set. Everything that would write
// its value into another event is told here.
#include <initializer_list>
#include <string>
#include <string_view>

#include "procedure/checks.h"

namespace remit::procedure {
namespace {

using diag::DiagnosticId;

class PersonalCheck {
  public:
    explicit PersonalCheck(const Checked& checked)
        : definition_(checked.definition), places_(checked.places), found_(checked.diagnostics) {}

    void run() {
        check_types();
        for (std::size_t i = 0; i < definition_.steps.size(); ++i)
            check_step(definition_.steps[i], places_.steps[i]);
        for (std::size_t i = 0; i < definition_.deadlines.size(); ++i) {
            const Deadline& deadline = definition_.deadlines[i];
            for (const Source* source : {&deadline.amount, &deadline.calendar, &deadline.zone})
                report_if_personal("count", source->field, places_.deadlines[i].id);
            for (const Assignment& set : deadline.lapse_sets)
                report_if_personal("step", set.from, places_.deadlines[i].id);
        }
        for (std::size_t i = 0; i < definition_.consultations.size(); ++i)
            check_consultation(definition_.consultations[i], places_.consultations[i].id);
        if (!definition_.recurrence) return;
        for (const FieldId field : definition_.recurrence->carries)
            report_if_personal("recurrence", field, places_.recurrence);
        report_if_personal("count", definition_.recurrence->rule, places_.recurrence);
    }

  private:
    void check_types() {
        for (std::size_t i = 0; i < definition_.fields.size(); ++i) {
            const FieldType type = definition_.fields[i].type;
            if (type != FieldType::text && type != FieldType::person)
                report_if_personal("type", FieldId(i), places_.fields[i]);
        }
    }

    void check_step(const Step& step, const StepPlaces& places) {
        for (const Assignment& set : step.sets) report_if_personal("step", set.from, places.id);
        for (std::size_t i = 0; i < step.spawns.size(); ++i) {
            report_if_personal("spawn", step.spawns[i].each, places.spawns[i]);
            for (const Spawn::Copy& copy : step.spawns[i].copies)
                report_if_personal("spawn", copy.from, places.spawns[i]);
        }
    }

    void check_consultation(const Consultation& consultation, diag::Span span) {
        report_if_personal("answers", consultation.answer_field, span);
        for (const Source* source :
             {&consultation.within, &consultation.calendar, &consultation.zone})
            report_if_personal("count", source->field, span);
    }

    void report_if_personal(std::string_view why, FieldId field, diag::Span span) {
        if (!field.is_some()) return;
        const Field& one = definition_.fields[field.index()];
        if (one.personal == authority::Personal::none) return;
        found_.report(DiagnosticId::personal_passed_on, span)
            .with("why", std::string(why))
            .with("field", one.id);
    }

    const Definition& definition_;
    const Places& places_;
    diag::Diagnostics& found_;
};

}  // namespace

void check_personal(const Checked& checked) {
    PersonalCheck(checked).run();
}

}  // namespace remit::procedure
