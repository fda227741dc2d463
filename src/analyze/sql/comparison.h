// One comparison as a SQL condition, the same truth as model::Matcher.
#pragma once

#include <span>
#include <string>

#include "analyze/sql/value.h"
#include "model/filter.h"

namespace throng::analyze::sql {

// Comparisons that SQL cannot express exactly (regular expressions, case folding): these are decided in
// the program for every distinct value, see condition_by_values.
bool needs_values(const model::Comparison& comparison);

std::string condition(const model::Comparison& comparison, const ValueSql& value, Instant now);

// Whether a missing value passes.
bool holds_for_missing(const model::Comparison& comparison, Instant now);

// The condition given all distinct stored values there are.
std::string condition_by_values(const model::Comparison& comparison, const ValueSql& value, Instant now,
                                std::span<const std::string> stored);

// "expression OP numbers" for the operators on numbers.
std::string number_condition(model::Op op, std::span<const double> numbers, const std::string& expression);

// ('a', 'b')
std::string text_list(std::span<const std::string> texts);

}  // namespace throng::analyze::sql
