#include "cli/names.h"

#include <fmt/format.h>

#include "base/check.h"
#include "compile/export_support.h"
#include "text/transliterate.h"

namespace remit::cli {

namespace {

void append(std::string& list, std::string_view name) {
    if (!list.empty()) list += ", ";
    list += name;
}

}  // namespace

std::string functions_of(const compile::Compilation& compilation, const remit::Duty& duty,
                         diag::Language language) {
    std::string list;
    for (const remit::FunctionId id : duty.functions) {
        const remit::Function& function = compilation.vocabulary->function(id);
        append(list, name_in(function.names, language, function.id));
    }
    return list;
}

std::string bodies_of(const compile::Compilation& compilation, const remit::Duty& duty) {
    std::string list;
    for (const remit::BodyId id : duty.bodies) append(list, compilation.vocabulary->body(id).label);
    return list;
}

std::string topics_of(const compile::Compilation& compilation, const remit::Duty& duty,
                      diag::Language language) {
    std::string list;
    for (const remit::TopicId id : duty.topics) {
        const remit::Topic& topic = compilation.vocabulary->topic(id);
        append(list, language == diag::Language::en ? topic.label
                                                    : name_in(topic.names, language, topic.label));
    }
    return list;
}

std::string counterparts_of(const compile::Compilation& compilation, const remit::Duty& duty) {
    std::string list;
    for (const remit::CounterpartId id : duty.counterparts) {
        append(list, compile::counterpart_name(compilation, id));
    }
    return list;
}

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace remit::cli
