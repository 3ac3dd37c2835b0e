#include "office/act_file.h"

#include <fmt/format.h>

#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "compile/compile.h"
#include "compile/pack_loader.h"
#include "diag/render.h"
#include "office/staff_file.h"

namespace remit::office {
namespace {

Result<AdoptedAct> read_act(const ledger::Entry& entry) {
    const base::JsonDocument document = REMIT_TRY(base::read_json(entry.kind, entry.payload));
    base::JsonObject object = REMIT_TRY(document.root().object());
    const auto text = [&](std::string_view name) -> Result<std::string> {
        const base::JsonValue value = REMIT_TRY(object.take(name));
        return std::string(REMIT_TRY(value.text()));
    };
    AdoptedAct act;
    act.name = REMIT_TRY(text("name"));
    const std::string from = REMIT_TRY(text("from"));
    act.from = REMIT_TRY(calendar::Date::parse(from));
    act.text = REMIT_TRY(text("text"));
    act.adopted = {entry.happened_at};
    REMIT_TRY(object.finish());
    return act;
}

}  // namespace

Result<std::vector<AdoptedAct>> load_acts(const Journal& journal) {
    std::vector<AdoptedAct> acts;
    const Status read = journal.read(kHouseChain, 0, [&](const Kept& kept) -> Status {
        if (kept.entry.kind == kActAdopted) acts.push_back(REMIT_TRY(read_act(kept.entry)));
        return base::done();
    });
    if (!read.ok()) return read.error();
    return acts;
}

Result<Written> adopt_act(Journal& journal, std::string_view by, const AdoptedAct& act) {
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    json.begin_object().field("name", act.name).field("from", act.from.iso());
    json.field("text", act.text).end_object();
    Record record{.chain = std::string(kHouseChain),
                  .kind = std::string(kActAdopted),
                  .happened = act.adopted,
                  .payload = json.finish()};
    record.acting.officer = by;
    const ledger::ChainHead head = REMIT_TRY(journal.head(kHouseChain));
    return journal.append(head, std::move(record));
}

Result<compile::Compilation> compile_adopted(const AdoptedAct& act,
                                             const compile::Knowledge& knowledge) {
    compile::Compilation compiled;
    if (act.name.ends_with(".yaml") || act.name.ends_with(".yml")) {
        compiled = compile::load_pack(act.name, act.text, knowledge.vocabulary).compilation;
    } else {
        diag::Source source;
        source.add(act.name, act.text);
        compiled = compile::compile_act(std::move(source), knowledge);
    }
    if (compiled.diagnostics.count(diag::Severity::error) > 0) {
        return base::make_error(
            ErrorCode::invalid_input,
            "the act has errors, and no office can run on it\n" +
                diag::render_terminal(compiled.diagnostics.all(), compiled.source, {}));
    }
    if (compiled.remit.units.empty()) {
        return base::make_error(ErrorCode::invalid_input,
                                fmt::format("'{}' sets up no unit, and no office can run on it; "
                                            "'remit compile' shows what was read",
                                            act.name));
    }
    return compiled;
}

}  // namespace remit::office
