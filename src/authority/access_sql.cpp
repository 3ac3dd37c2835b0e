#include "authority/access_sql.h"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/check.h"

namespace remit::authority {
namespace {

using Kind = Expression::Kind;

/// What the expression is for this reader whatever the paper; none where it depends on the paper.
/// It is asked before anything is written, so that no parameter is bound for a text that falls
/// away: PostgreSQL refuses such a statement.
std::optional<bool> known(const Expression& expression, const Reader& reader);

/// Parts of which one that is `decisive` decides.
std::optional<bool> known_of(const std::vector<Expression>& parts, const Reader& reader,
                             bool decisive) {
    bool depends = false;
    for (const Expression& part : parts) {
        const auto value = known(part, reader);
        if (value == decisive) return decisive;
        depends = depends || !value;
    }
    return depends ? std::nullopt : std::optional(!decisive);
}

std::optional<bool> known(const Expression& expression, const Reader& reader) {
    switch (expression.kind) {
        case Kind::all:
            return known_of(expression.parts, reader, /*decisive=*/false);
        case Kind::any:
            return known_of(expression.parts, reader, /*decisive=*/true);
        case Kind::negation: {
            const auto part = known(expression.parts.front(), reader);
            return part ? std::optional(!*part) : std::nullopt;
        }
        case Kind::rule:
            return known(expression.parts.front(), reader);
        case Kind::at_least:
        case Kind::every:
            return std::nullopt;
        case Kind::some:
            return reader.values(expression.set).empty() ? std::optional(false) : std::nullopt;
    }
    return std::nullopt;
}

// Recursion over the policy, here and above: it is ours and a few levels deep, never what a user
// wrote.
class SqlWriter {
  public:
    SqlWriter(const Reader& reader, const SqlOptions& options, std::vector<std::string>& parameters)
        : reader_(reader), options_(options), parameters_(parameters) {}

    /// One term. The expression must depend on the paper.
    std::string write(const Expression& expression);

  private:
    std::string joined(const std::vector<Expression>& parts, std::string_view word);
    [[nodiscard]] std::string some(PaperField field, ReaderSet set);
    [[nodiscard]] std::string every(PaperField field, ReaderSet set);
    /// "(?3, ?4)": the values of the set, which are bound once.
    [[nodiscard]] std::string list_of(ReaderSet set);

    const Reader& reader_;
    const SqlOptions& options_;
    std::vector<std::string>& parameters_;
    std::array<std::size_t, kReaderSetCount> first_of_set_{};  // 0: not bound yet
};

std::string SqlWriter::write(const Expression& expression) {
    switch (expression.kind) {
        case Kind::all:
            return joined(expression.parts, " AND ");
        case Kind::any:
            return joined(expression.parts, " OR ");
        case Kind::negation:
            return fmt::format("(NOT {})", write(expression.parts.front()));
        case Kind::rule:
            return write(expression.parts.front());
        case Kind::at_least:
            return fmt::format("({}.{} >= {})", options_.papers, column_of(expression.number),
                               expression.bound);
        case Kind::some:
            return some(expression.field, expression.set);
        case Kind::every:
            return every(expression.field, expression.set);
    }
    return {};
}

/// A part that is known decides nothing here, or the whole would be known.
std::string SqlWriter::joined(const std::vector<Expression>& parts, std::string_view word) {
    std::string text;
    for (const Expression& part : parts) {
        if (known(part, reader_)) continue;
        if (!text.empty()) text += word;
        text += write(part);
    }
    return "(" + text + ")";
}

std::string SqlWriter::list_of(ReaderSet set) {
    const auto values = reader_.values(set);
    std::size_t& first = first_of_set_[static_cast<std::size_t>(set)];
    if (first == 0) {
        first = options_.first_parameter + parameters_.size();
        parameters_.insert(parameters_.end(), values.begin(), values.end());
    }
    const char sign = options_.dialect == Dialect::sqlite ? '?' : '$';
    std::string list;
    for (std::size_t index = 0; index < values.size(); ++index) {
        list += fmt::format("{}{}{}", index == 0 ? "" : ", ", sign, first + index);
    }
    return "(" + list + ")";
}

std::string SqlWriter::some(PaperField field, ReaderSet set) {
    const FieldShape shape = shape_of(field);
    const std::string list = list_of(set);
    if (shape.table.empty())
        return fmt::format("({}.{} IN {})", options_.papers, shape.column, list);
    return fmt::format("(EXISTS (SELECT 1 FROM {0} x WHERE x.{1} = {2}.{3} AND x.{4} IN {5}))",
                       shape.table, shape.key, options_.papers, shape.joined, shape.column, list);
}

/// An empty text in a column is no value. IS NOT TRUE takes a NULL for a value that the reader has
/// not.
std::string SqlWriter::every(PaperField field, ReaderSet set) {
    const FieldShape shape = shape_of(field);
    const bool has_none = reader_.values(set).empty();
    if (shape.table.empty()) {
        const std::string none = fmt::format("({}.{} = '')", options_.papers, shape.column);
        return has_none ? none : fmt::format("({} OR {})", none, some(field, set));
    }
    const std::string lacked =
        has_none ? "" : fmt::format(" AND (x.{} IN {}) IS NOT TRUE", shape.column, list_of(set));
    return fmt::format("(NOT EXISTS (SELECT 1 FROM {} x WHERE x.{} = {}.{}{}))", shape.table,
                       shape.key, options_.papers, shape.joined, lacked);
}

bool is_identifier(std::string_view name) {
    return !name.empty() && name != "x" &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == name.npos;
}

}  // namespace

FieldShape shape_of(PaperField field) {
    switch (field) {
        case PaperField::id:
            return {.column = "id"};
        case PaperField::matter:
            return {.column = "matter"};
        case PaperField::levels:
            return {"paper_levels", "paper", "id", "level"};
        case PaperField::compartments:
            return {"paper_compartments", "paper", "id", "compartment"};
        case PaperField::units:
            return {"paper_units", "paper", "id", "unit"};
        case PaperField::named:
            return {"paper_named", "paper", "id", "officer"};
        case PaperField::matter_named:
            return {"matter_named", "matter", "matter", "officer"};
        case PaperField::releases:
            return {"paper_releases", "paper", "id", "recipient"};
    }
    return {};
}

std::string_view column_of(PaperNumber number) {
    switch (number) {
        case PaperNumber::rank:
            return "rank";
        case PaperNumber::personal:
            return "personal";
        case PaperNumber::named_only:
            return "named_only";
        case PaperNumber::release_limited:
            return "release_limited";
    }
    return {};
}

SqlPredicate compile_sql(const Expression& policy, const Reader& reader,
                         const SqlOptions& options) {
    REMIT_CHECK(is_identifier(options.papers));
    REMIT_CHECK(options.first_parameter > 0);
    SqlPredicate predicate;
    if (const auto decided = known(policy, reader)) {
        // Decided without the paper; both databases read this.
        predicate.text = *decided ? "(1 = 1)" : "(1 = 0)";
    } else {
        predicate.text = SqlWriter(reader, options, predicate.parameters).write(policy);
    }
    return predicate;
}

}  // namespace remit::authority
