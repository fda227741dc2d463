#include "analyze/sql/comparison.h"

#include <vector>

#include <fmt/format.h>

#include "base/json.h"
#include "model/value.h"
#include "warehouse/warehouse.h"

namespace throng::analyze::sql {
namespace {

using model::Comparison;
using model::Op;
using model::OpFamily;
using warehouse::quote;

std::string number_literal(double value) {
  std::string out;
  json::write_number(out, value);
  return out;
}

std::string json_text(std::string_view text) {
  std::string out;
  json::write_string(out, text);
  return out;
}

// Texts that numbers, true and false are written as; anything else in raw text is no scalar.
bool may_be_bare(std::string_view text) {
  return !text.empty() && text != "null" && std::string_view("\"[{").find(text.front()) == std::string_view::npos;
}

// All raw forms that read as one of the texts.
std::vector<std::string> raw_forms(std::span<const std::string> texts) {
  std::vector<std::string> forms;
  for (const std::string& text : texts) {
    forms.push_back(json_text(text));
    if (may_be_bare(text)) forms.push_back(text);
  }
  return forms;
}

std::string is_one_of(const ValueSql& value, std::span<const std::string> texts) {
  if (!value.is_column()) return fmt::format("{} IN {}", value.stored(), text_list(raw_forms(texts)));
  return fmt::format("({} AND {} IN {})", value.present(), value.stored(), text_list(texts));
}

std::string text_condition(Op op, const std::string& wanted, const ValueSql& value) {
  const std::string text = value.text();
  std::string found;
  if (wanted.empty()) {
    found = "1";
  } else if (op == Op::ends_with) {
    found = fmt::format("{} LIKE {}", text, warehouse::like_literal(wanted, true, false));
  } else {
    found = fmt::format("position({}, {}) {}", text, quote(wanted), op == Op::starts_with ? "= 1" : "> 0");
  }
  return fmt::format("({} AND {})", value.is_text(), found);
}

std::string instant_condition(const Comparison& c, const ValueSql& value, Instant now) {
  const auto than = [&](const char* op, Instant bound) {
    return fmt::format("{} {} {}", value.instant(), op, quote(format_instant(bound)));
  };
  std::string found;
  switch (c.op) {
    case Op::before: found = than("<", c.instant); break;
    case Op::after: found = than(">", c.instant); break;
    case Op::in_last: found = than(">=", now - c.span) + " AND " + than("<=", now); break;
    default: found = fmt::format("({} OR {})", than("<", now - c.span), than(">", now)); break;
  }
  return fmt::format("({} AND {})", value.is_instant(), found);
}

// The elements of a list as raw texts: strings whole, so that commas and brackets inside them cut nothing.
std::string elements_of(const ValueSql& value) {
  return fmt::format("extractAll({}, {})", value.stored(), quote(R"("(?:[^"\\]|\\.)*"|[^,"\[\]]+)"));
}

std::string array_of(std::span<const std::string> texts) {
  std::string list = text_list(texts);
  list.front() = '[';
  list.back() = ']';
  return list;
}

std::string list_condition(const Comparison& c, const ValueSql& value) {
  if (value.is_column()) return "0";
  if (c.op == Op::is_empty) return fmt::format("({} = '[]')", value.stored());
  std::string found;
  if (c.op != Op::has_all) {
    found = fmt::format("hasAny({}, {})", elements_of(value), array_of(raw_forms(c.texts)));
  } else {
    for (const std::string& text : c.texts) {
      found += fmt::format("{}hasAny({}, {})", found.empty() ? "" : " AND ", elements_of(value),
                           array_of(raw_forms(std::span(&text, 1))));
    }
  }
  return fmt::format("(substring({}, 1, 1) = '[' AND {})", value.stored(), found);
}

std::string boolean_condition(Op op, const ValueSql& value) {
  if (value.is_column()) return "0";
  return fmt::format("({} = '{}')", value.stored(), op == Op::is_true ? "true" : "false");
}

std::string negated(std::string condition) { return fmt::format("NOT {}", condition); }

}  // namespace

std::string text_list(std::span<const std::string> texts) {
  std::string out = "(";
  for (const std::string& text : texts) {
    if (out.size() > 1) out += ',';
    out += quote(text);
  }
  return out + ")";
}

std::string number_condition(Op op, std::span<const double> numbers, const std::string& expression) {
  const auto than = [&](const char* sign, double number) {
    return fmt::format("({} {} {})", expression, sign, number_literal(number));
  };
  switch (op) {
    case Op::eq: return than("=", numbers[0]);
    case Op::ne: return than("!=", numbers[0]);
    case Op::lt: return than("<", numbers[0]);
    case Op::le: return than("<=", numbers[0]);
    case Op::gt: return than(">", numbers[0]);
    case Op::ge: return than(">=", numbers[0]);
    default: return fmt::format("({} AND {})", than(">=", numbers[0]), than("<=", numbers[1]));
  }
}

bool needs_values(const Comparison& comparison) { return comparison.op == Op::matches || comparison.case_insensitive; }

bool holds_for_missing(const Comparison& comparison, Instant now) { return model::Matcher(comparison, now)(""); }

std::string condition(const Comparison& c, const ValueSql& value, Instant now) {
  switch (c.op) {
    case Op::is:
    case Op::in: return is_one_of(value, c.texts);
    case Op::is_not:
    case Op::not_in: return negated("(" + is_one_of(value, c.texts) + ")");
    case Op::contains:
    case Op::starts_with:
    case Op::ends_with: return text_condition(c.op, c.texts.front(), value);
    case Op::not_contains: return negated(text_condition(Op::contains, c.texts.front(), value));
    case Op::ne:
      return negated(
          fmt::format("({} AND {})", value.is_number(), number_condition(Op::eq, c.numbers, value.number())));
    case Op::is_set: return value.present();
    case Op::is_not_set: return negated(value.present());
    default: break;
  }
  switch (model::family_of(c.op)) {
    case OpFamily::number:
      return fmt::format("({} AND {})", value.is_number(), number_condition(c.op, c.numbers, value.number()));
    case OpFamily::instant: return instant_condition(c, value, now);
    case OpFamily::boolean: return boolean_condition(c.op, value);
    default: return list_condition(c, value);
  }
}

std::string condition_by_values(const Comparison& comparison, const ValueSql& value, Instant now,
                                std::span<const std::string> stored) {
  const model::Matcher matcher(comparison, now);
  const bool for_missing = matcher("");
  std::vector<std::string> others;  // those that differ from the missing value's truth
  for (const std::string& each : stored) {
    if (matcher(value.is_column() && !each.empty() ? json_text(each) : each) != for_missing) others.push_back(each);
  }
  if (others.empty()) return for_missing ? "1" : "0";
  return fmt::format("({} {} {})", value.stored(), for_missing ? "NOT IN" : "IN", text_list(others));
}

}  // namespace throng::analyze::sql
