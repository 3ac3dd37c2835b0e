#include "procedure/matter.h"

#include <algorithm>

namespace remit::procedure {

const Question* Matter::find_question(std::string_view wanted) const {
    const auto found = std::ranges::find(questions, wanted, &Question::id);
    return found == questions.end() ? nullptr : &*found;
}

const Paper* Matter::find_paper(std::string_view wanted) const {
    const auto found = std::ranges::find(papers, wanted, &Paper::id);
    return found == papers.end() ? nullptr : &*found;
}

}  // namespace remit::procedure
