// The whole of an event as JSON.
//
// Invariant: every member of the event is written, under the name that it has in event.h; a reader
// needs the definition of that version only for the types of its fields.
#include "base/json_writer.h"
#include "procedure/describe.h"
#include "procedure/event_names.h"

namespace remit::procedure {
namespace {

class Writing {
  public:
    Writing(const Definition& definition, base::JsonWriter& json) : ids_(definition), json_(json) {}

    void operator()(const Opened& event) {
        begin("opened");
        json_.field("matter", event.matter).field("procedure", event.procedure);
        json_.field("version", std::int64_t{event.version}).field("lead_unit", event.lead_unit);
        text("cause", name_of(event.cause));
        json_.field("origin", event.origin).field("link", event.link);
    }
    void operator()(const StepTaken& event) {
        begin("step_taken");
        json_.field("step", ids_.step(event.step));
        acting(event.by);
        json_.field("note", event.note);
    }
    void operator()(const FieldSet& event) {
        begin("field_set");
        json_.field("field", ids_.field(event.field));
        value(event.value);
    }
    void operator()(const FieldAppended& event) {
        begin("field_appended");
        json_.field("field", ids_.field(event.field));
        json_.key("item");
        item(event.item);
    }
    void operator()(const StateChanged& event) {
        begin("state_changed");
        json_.field("from", ids_.state(event.from)).field("to", ids_.state(event.to));
        json_.field_bool("ends", event.ends);
        json_.field("lapsed", ids_.deadline(event.lapsed));
    }
    void operator()(const PaperBrought& event) {
        begin("paper_brought");
        const Paper& paper = event.paper;
        json_.field("paper", paper.id).field("kind", ids_.paper_kind(paper.kind));
        json_.field("version", std::int64_t{paper.version}).field_bool("signed", paper.is_signed);
        json_.field("digest", paper.digest);
        acting(event.by);
    }
    void operator()(const ClockSet& event) {
        begin("clock_set");
        deadline(event.deadline);
        text("why", name_of(event.why));
        text("state", name_of(event.state));
        count(event.count);
        json_.field("due", text_of(event.due));
        if (event.before) json_.field("before", text_of(*event.before));
        timing(event.passes, event.alarms);
        if (event.change) change(*event.change);
        json_.field("ground", event.ground);
    }
    void operator()(const ClockStopped& event) {
        begin("clock_stopped");
        deadline(event.deadline);
        json_.field_bool("held", event.held).field("ground", event.ground);
    }
    void operator()(const ClockMet& event) {
        begin("clock_met");
        deadline(event.deadline);
        json_.field_bool("late", event.late);
    }
    void operator()(const ClockWithdrawn& event) {
        begin("clock_withdrawn");
        deadline(event.deadline);
        text("why", name_of(event.why));
    }
    void operator()(const ClockPassed& event) {
        begin("clock_passed");
        deadline(event.deadline);
        json_.field("due", text_of(event.due));
    }
    void operator()(const ClockFailed& event) {
        begin("clock_failed");
        deadline(event.deadline);
        count(event.count);
        json_.field("why", event.why);
    }
    void operator()(const DateComputed& event) {
        begin("date_computed");
        deadline(event.deadline);
        count(event.count);
        json_.field("due", text_of(event.due));
    }
    void operator()(const Reminded& event) {
        begin("reminded");
        alarm(event.deadline, event.question, event.alarm, event.due);
    }
    void operator()(const Escalated& event) {
        begin("escalated");
        alarm(event.deadline, event.question, event.alarm, event.due);
        text("rank", name_of(event.rank));
        json_.field("levels_up", std::int64_t{event.levels_up});
        json_.field_bool("duty_officer", event.duty_officer).field("unit", event.unit);
    }
    void operator()(const QuestionAsked& event) {
        begin("question_asked");
        const Question& question = event.question;
        json_.field("question", question.id);
        json_.field("consultation", ids_.consultation(question.consultation));
        json_.field("respondent", question.respondent).field_bool("is_unit", question.is_unit);
        text("state", name_of(question.state));
        if (question.state == Question::State::informed) return;
        count(question.count);
        json_.field("due", text_of(question.due));
        timing(question.passes, question.alarms);
    }
    void operator()(const QuestionAnswered& event) {
        begin("question_answered");
        json_.field("question", event.question);
        acting(event.by);
        text("answer", name_of(event.answer));
        json_.field("text", event.text).field_bool("late", event.late);
        json_.field_bool("counts", event.counts);
    }
    void operator()(const QuestionMoved& event) {
        begin("question_moved");
        json_.field("question", event.question);
        json_.field("before", text_of(event.before)).field("due", text_of(event.due));
        timing(event.passes, event.alarms);
        json_.field("ground", event.ground);
    }
    void operator()(const QuestionWithdrawn& event) {
        begin("question_withdrawn");
        json_.field("question", event.question);
        text("why", name_of(event.why));
        if (event.by) acting(*event.by);
        json_.field("note", event.note);
    }
    void operator()(const QuestionLapsed& event) {
        begin("question_lapsed");
        json_.field("question", event.question);
        text("silence", name_of(event.silence));
    }
    void operator()(const Spawned& event) {
        begin("spawned");
        spawned(event);
    }
    void operator()(const EditionPlanned& event) {
        begin("edition_planned");
        if (!event.edition) return;
        json_.key("rule");
        items(event.edition->rule);
        json_.key("anchor");
        items(event.edition->anchor);
        json_.key("after");
        items(event.edition->after);
        json_.field("due", event.edition->due.iso());
        json_.field("opens", event.edition->opens.iso());
    }
    void operator()(const EditionOpened& event) {
        begin("edition_opened");
        json_.field("due", event.due.iso());
        spawned(event.matter);
    }
    void operator()(const LeadChanged& event) {
        begin("lead_changed");
        text("kind", name_of(event.kind));
        json_.field("from", event.from).field("to", event.to);
        acting(event.by);
        json_.key("receiving");
        power(event.receiving);
        json_.field("note", event.note);
    }
    void operator()(const Migrated& event) {
        begin("migrated");
        json_.field("from", std::int64_t{event.from}).field("to", std::int64_t{event.to});
        acting(event.by);
        json_.field("note", event.note).field("state", ids_.state(event.state));
        places("fields", event.fields);
        places("deadlines", event.deadlines);
        places("steps", event.steps);
        places("consultations", event.consultations);
        places("paper_kinds", event.paper_kinds);
        json_.key("dropped");
        named(event.dropped);
    }

  private:
    void begin(std::string_view what) { text("event", what); }
    void text(std::string_view key, std::string_view word) { json_.key(key).string(word); }
    void deadline(DeadlineId id) { json_.field("deadline", ids_.deadline(id)); }

    void item(const Item& one) {
        if (const auto* number = std::get_if<std::int64_t>(&one)) {
            json_.number(*number);
        } else if (is_empty(one)) {
            json_.null();
        } else {
            json_.string(text_of(one));
        }
    }
    void items(const Value& all) {
        json_.begin_array();
        for (const Item& one : all.items) item(one);
        json_.end_array();
    }
    void value(const Value& all) {
        json_.key("value");
        items(all);
    }
    void power(const Power& one) {
        json_.begin_object();
        json_.field("function", one.function).field("unit", one.unit).field("duty", one.duty);
        json_.field("citation", one.citation);
        text("ground", name_of(one.ground));
        json_.field("deputy_for", one.deputy_for);
        json_.end_object();
    }
    void acting(const Acting& by) {
        json_.key("by").begin_object();
        json_.field("officer", by.officer);
        text("rank", name_of(by.rank));
        json_.key("power");
        power(by.power);
        json_.end_object();
    }
    void count(const Count& one) {
        json_.key("count").begin_object();
        json_.field("from", text_of(one.from));
        if (one.since) json_.field("since", text_of(*one.since));
        json_.field("amount", one.amount).field("calendar", one.calendar).field("zone", one.zone);
        json_.end_object();
    }
    void timing(calendar::Instant passes, const std::vector<Alarm>& alarms) {
        json_.field("passes", passes.iso());
        json_.key("alarms").begin_array();
        for (const Alarm& one : alarms) {
            json_.begin_object().field("at", one.at.iso());
            json_.field("index", std::int64_t{one.index}).field_bool("fired", one.fired);
            json_.end_object();
        }
        json_.end_array();
    }
    void change(const ClockChange& one) {
        json_.key("change").begin_object();
        text("kind", name_of(one.kind));
        json_.field("at", one.at.iso());
        if (one.kind == ClockChange::Kind::extended) {
            json_.key("to");
            item(one.to);
        }
        json_.field("ground", one.ground).end_object();
    }
    void alarm(DeadlineId id, const std::string& question, std::uint16_t index, const Due& due) {
        if (id.is_some()) {
            deadline(id);
        } else {
            json_.field("question", question);
        }
        json_.field("alarm", std::int64_t{index}).field("due", text_of(due));
    }
    void named(const std::vector<NamedValue>& fields) {
        json_.begin_array();
        for (const NamedValue& field : fields) {
            json_.begin_object().field("field", field.field);
            value(field.value);
            json_.field("word", field.word).end_object();
        }
        json_.end_array();
    }
    void spawned(const Spawned& event) {
        json_.field("procedure", event.procedure).field("link", event.link);
        json_.key("fields");
        named(event.fields);
    }
    void places(std::string_view key, const std::vector<std::uint32_t>& all) {
        json_.key(key).begin_array();
        for (const std::uint32_t place : all) {
            if (place == Migrated::kNone) {
                json_.null();
            } else {
                json_.number(place);
            }
        }
        json_.end_array();
    }

    Ids ids_;
    base::JsonWriter& json_;
};

}  // namespace

std::string to_json(const Definition& definition, const Event& event) {
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    json.begin_object().field("at", event.at.iso());
    std::visit(Writing(definition, json), event.what);
    json.end_object();
    std::string text = json.finish();
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

}  // namespace remit::procedure
