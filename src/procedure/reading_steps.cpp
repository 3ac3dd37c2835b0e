// Steps: where they lead, who may take them, what they need, set, ask and open.
//
// Invariant: an opening step has no `from` and leads somewhere; any other has a `from`. Where that
// is faulty it is reported here, since no check of the whole could say it better.
#include <algorithm>

#include "procedure/definition_names.h"
#include "procedure/reading.h"

namespace remit::procedure {
namespace {

using data::Text;
using yaml::Node;
using yaml::NodeKind;

constexpr std::pair<std::string_view, bool> kNotes[] = {{"required", true}};

}  // namespace

/// A stage may name those before it. It holds each state once, so that no list grows out of hand.
void Reading::read_stages(const Node& root) {
    const Node* node = reader_.find(root, "stages");
    if (node == nullptr || !reader_.is_map(*node, "stages")) return;
    const auto written = node->map();
    for (const yaml::Entry& entry : written.value()) {
        const Text name = reader_.key_of(entry);
        if (!is_id("stages", name)) continue;
        const auto state = states_.by_id.find(name.value);
        if (state != states_.by_id.end())
            reader_.report_repeated(name, states_.all[state->second].id.span);
        std::vector<StateId> states = read_states_in(*node, name.value);
        stages_.emplace(name.value, std::move(states));
    }
}

std::vector<Text> Reading::states_in(const std::vector<Text>& texts) const {
    std::vector<Text> found;
    for (const Text& text : texts) {
        const auto stage = stages_.find(text.value);
        if (stage == stages_.end()) {
            found.push_back(text);
            continue;
        }
        for (const StateId id : stage->second)
            found.push_back({states_.all[id.index()].id.value, text.span});
    }
    return found;
}

std::vector<StateId> Reading::read_states_in(const Node& map, std::string_view key, Spans* spans) {
    std::vector<Text> states = states_in(texts(map, key));
    if (states.size() > kEntriesMax) {
        report_too_many(key, states[kEntriesMax].span, kEntriesMax);
        states.resize(kEntriesMax);
    }
    return refer_all<StateId>(states_, key, states, spans);
}

void Reading::read_steps(const Node& root) {
    if (reader_.find(root, "function") != nullptr) functions_ = read_functions(root);
    for (const Part& part : steps_.all) {
        Step step;
        StepPlaces places;
        places.id = part.id.span;
        places.to = part.id.span;
        read_step(part, step, places);
        definition_.steps.push_back(std::move(step));
        places_.steps.push_back(std::move(places));
    }
    for (const Step& step : definition_.steps) {
        for (const std::string& function : step.functions)
            definition_.functions_covered.push_back(function);
    }
    std::ranges::sort(definition_.functions_covered);
    const auto repeated = std::ranges::unique(definition_.functions_covered);
    definition_.functions_covered.erase(repeated.begin(), repeated.end());
}

void Reading::read_step(const Part& part, Step& step, StepPlaces& places) {
    const Node& node = *part.node;
    reader_.allow(
        node, {"id", "opening", "names", "from", "to", "function", "actor", "rank", "needs", "may",
               "sets", "clears", "papers", "brings", "note", "when", "asks", "spawns", "basis"});
    step.id = part.id.value;
    step.names = read_names(node, "names", /*required=*/true);
    read_way(part, step, places);
    read_power(part, step);
    read_input(node, step, places);
    step.papers = refer_list<PaperKindId>(papers_, node, "papers", &places.papers);
    step.brought = refer_list<PaperKindId>(papers_, node, "brings", &places.papers);
    step.papers.insert(step.papers.end(), step.brought.begin(), step.brought.end());
    step.asks = refer_list<ConsultationId>(consultations_, node, "asks", &places.asks);
    step.sets = read_sets(node, places.sets);
    step.when = read_conditions(node, places.when);
    for (const Node* spawn : entries(node, "spawns")) read_spawn(*spawn, step, places);
    step.basis = read_basis(node);
    read_harmless([&] {
        if (const auto note = reader_.find_text(node, "note")) {
            step.note_required = word("note", *note, kNotes).value_or(false);
        }
    });
}

void Reading::read_way(const Part& part, Step& step, StepPlaces& places) {
    const Node& node = *part.node;
    step.opening = reader_.flag(node, "opening", /*otherwise=*/false);
    const auto [to, name] = refer_in<StateId>(states_, node, "to");
    if (to.is_some()) {
        step.to = to;
        places.to = name.span;
    }
    const Node* from = reader_.find(node, "from");
    if (step.opening) {
        static_cast<void>(reader_.require(node, "to"));
        if (from != nullptr) report_useless(node, "from");
        return;
    }
    if (from == nullptr) {
        static_cast<void>(reader_.require(node, "from"));
    } else if (from->kind() == NodeKind::text) {
        step.from_any = from->text().value() == "any";
        if (!step.from_any) reader_.report_value("from", *text_of(*from, "from"), "'any', [...]");
    } else {
        step.from = read_states_in(node, "from", &places.from);
        if (from->kind() == NodeKind::list && from->list().value().empty())
            report_empty(*from, "from");
    }
}

void Reading::read_power(const Part& part, Step& step) {
    const Node& node = *part.node;
    const bool as_head = node.find("function") == nullptr && !functions_.empty();
    step.functions = as_head ? functions_ : read_functions(node);
    read_harmless([&] {
        if (const auto actor = reader_.find_text(node, "actor")) {
            step.actor = word("actor", *actor, kActors).value_or(Actor::lead);
        }
        if (const auto rank = reader_.find_text(node, "rank")) {
            step.rank = word("rank", *rank, kRanks).value_or(Rank::officer);
        }
    });
}

std::vector<std::string> Reading::read_functions(const Node& map) {
    static_cast<void>(reader_.require(map, "function"));
    const std::vector<Text> functions = one_or_more(map, "function");
    std::vector<std::string> found;
    for (const Text& text : functions) {
        auto function = function_id("function", text);
        if (!function) continue;
        if (std::ranges::find(found, *function) == found.end()) {
            found.push_back(*std::move(function));
        } else {
            reader_.report_repeated(text, functions.front().span);
        }
    }
    const Node* list = reader_.find(map, "function");
    if (functions.empty() && list != nullptr && list->kind() == NodeKind::list)
        report_empty(*list, "function");
    return found;
}

std::vector<Assignment> Reading::read_sets(const Node& map, Spans& spans) {
    std::vector<Assignment> found;
    const Node* sets = reader_.find(map, "sets");
    if (sets == nullptr || !reader_.is_map(*sets, "sets")) return found;
    const auto written = sets->map();
    for (const yaml::Entry& entry : written.value()) {
        const Text name = reader_.key_of(entry);
        const auto id = refer<FieldId>(fields_, "sets", name);
        if (!id) continue;
        auto assignment = read_assignment(*id, entry.value);
        if (!assignment) continue;
        found.push_back(std::move(*assignment));
        spans.push_back(name.span);
    }
    return found;
}

std::optional<Assignment> Reading::read_assignment(FieldId id, const Node& value) {
    const Field& target = field(id);
    Assignment assignment{.field = id, .from = {}, .word = {}};
    if (value.kind() == NodeKind::map) {
        reader_.allow(value, {"field"});
        static_cast<void>(reader_.require(value, "field"));
        const auto [from, name] = refer_in<FieldId>(fields_, value, "field");
        if (!from.is_some() || !fits(id, name, from)) return std::nullopt;
        assignment.from = from;
        return assignment;
    }
    std::vector<Text> words;
    if (value.kind() == NodeKind::list && target.list) {
        const auto items = value.list();
        for (const Node& item : items.value()) {
            if (const auto text = text_of(item, target.id)) words.push_back(*text);
        }
        if (words.empty()) report_empty(value, target.id);
    } else if (const auto text = text_of(value, target.id)) {
        words.push_back(*text);
    }
    if (words.size() > kEntriesMax) {
        report_too_many(target.id, words[kEntriesMax].span, kEntriesMax);
        return std::nullopt;
    }
    for (const Text& text : words) {
        if (!is_item_of(target, target.id, text)) return std::nullopt;
        assignment.word.items.push_back(read_item(target.type, text.value).value());
    }
    if (words.empty()) return std::nullopt;
    return assignment;
}

bool Reading::fits(FieldId to, const Text& name, FieldId from) {
    const Field& target = field(to);
    const Field& source = field(from);
    if (source.type == target.type && (!source.list || target.list)) return true;
    if (!has_unread_type(to)) report_wrong_field(name, from, described(target));
    return false;
}

void Reading::read_spawn(const Node& node, Step& step, StepPlaces& places) {
    reader_.allow(node, {"procedure", "link", "each", "copy"});
    Spawn spawn;
    const auto procedure = reader_.require_text(node, "procedure");
    if (procedure && is_id("procedure", *procedure)) spawn.procedure = procedure->value;
    const auto link = reader_.require_text(node, "link");
    if (link && is_id("link", *link)) spawn.link = link->value;
    const auto [each, each_name] = refer_in<FieldId>(fields_, node, "each");
    if (each.is_some() && !field(each).list) {
        report_wrong_field(each_name, each, std::string(name_of(field(each).type)) + "[]");
    } else {
        spawn.each = each;
    }
    Spans copies;
    const Node* copy = reader_.find(node, "copy");
    if (copy != nullptr && reader_.is_map(*copy, "copy")) {
        const auto written = copy->map();
        for (const yaml::Entry& entry : written.value()) {
            auto read = read_copy(entry, each);
            if (!read) continue;
            spawn.copies.push_back(std::move(*read));
            copies.push_back(reader_.key_of(entry).span);
        }
    }
    if (spawn.procedure.empty() || spawn.link.empty()) return;
    step.spawns.push_back(std::move(spawn));
    places.spawns.push_back(procedure->span);
    places.copies.push_back(std::move(copies));
}

std::optional<Spawn::Copy> Reading::read_copy(const yaml::Entry& entry, FieldId each) {
    const Text name = reader_.key_of(entry);
    if (!is_id("copy", name)) return std::nullopt;
    Spawn::Copy copy;
    copy.to = name.value;
    if (entry.value.kind() != NodeKind::map) {
        const auto text = text_of(entry.value, name.value);
        if (!text) return std::nullopt;
        copy.each_item = text->value == "each" && each.is_some();
        copy.self = text->value == "self";
        if (copy.each_item || copy.self) return copy;
        reader_.report_value(name.value, *text,
                             each.is_some() ? "'each', 'self', {field: }, {cell: }, {word: }"
                                            : "'self', {field: }, {word: }");
        return std::nullopt;
    }
    return read_copy_of_field(entry.value, std::move(copy), each);
}

std::optional<Spawn::Copy> Reading::read_copy_of_field(const Node& node, Spawn::Copy copy,
                                                       FieldId each) {
    reader_.allow(node, {"field", "cell", "word"});
    const std::string_view used = node.find("word") != nullptr   ? "word"
                                  : node.find("cell") != nullptr ? "cell"
                                                                 : "field";
    for (const std::string_view key : {"field", "cell"}) {
        if (key != used && node.find(key) != nullptr) report_useless(node, key);
    }
    if (used == "word") {
        const auto word = reader_.find_text(node, "word");
        if (!word) return std::nullopt;
        copy.word = word->value;
        if (word->value.empty()) reader_.report_value("word", *word, "{word: ...}");
        return copy;
    }
    static_cast<void>(reader_.require(node, used));
    const auto [from, name] = refer_in<FieldId>(fields_, node, used);
    if (!from.is_some()) return std::nullopt;
    copy.from = from;
    copy.cell = used == "cell";
    if (!copy.cell) return copy;
    const bool beside =
        each.is_some() && field(each).group.is_some() && field(each).group == field(from).group;
    if (beside) return copy;
    report_group("no_row", name.span, each.is_some() ? field(each).id : std::string_view("-"),
                 name.value);
    return std::nullopt;
}

}  // namespace remit::procedure
