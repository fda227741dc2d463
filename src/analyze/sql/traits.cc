#include "analyze/sql/traits.h"

#include <fmt/format.h>

#include "analyze/sql/chain.h"
#include "analyze/sql/comparison.h"
#include "model/profile_op.h"
#include "warehouse/property_sql.h"
#include "warehouse/schema.h"

namespace throng::analyze::sql {
namespace {

using model::ProfileOp;

int number_of(ProfileOp op) { return static_cast<int>(op); }

std::string quoted(ProfileOp op) { return warehouse::quote(model::kProfileOperations[number_of(op)]); }

// The raw elements of a list of scalars, or the value alone.
std::string elements(std::string_view raw) {
  return fmt::format(
      R"(if(startsWith({0}, '['), extractAll(substring({0}, 2, length({0}) - 2), '"(?:[^"\\\\]|\\\\.)*"|[^,"]+'), [{0}]))",
      raw);
}

std::string list(std::string_view array) {
  return fmt::format("concat('[', arrayStringConcat(arraySlice({}, -{}), ','), ']')", array, model::kMostListElements);
}

}  // namespace

std::string is_profile_operation() {
  static const std::vector<std::string> names(std::begin(model::kProfileOperations),
                                              std::end(model::kProfileOperations));
  return "event IN " + text_list(names);
}

std::string operation_number() {
  std::string names, numbers;
  for (std::size_t i = 0; i < std::size(model::kProfileOperations); ++i) {
    names += (i == 0 ? "" : ",") + warehouse::quote(model::kProfileOperations[i]);
    numbers += (i == 0 ? "" : ",") + std::to_string(i);
  }
  return fmt::format("toUInt8(transform(toString(event), [{}], [{}], 0))", names, numbers);
}

std::string folded(std::string_view operations) {
  const std::string now = "value", op = "tupleElement(one, 1)", operand = "tupleElement(one, 2)";
  const std::string had = fmt::format("if({0} = '', [], {1})", now, elements(now));
  const std::string sum = fmt::format(
      "if(isNull(toFloat64OrNull({1})) OR (isNull(toFloat64OrNull({0})) AND {0} != ''), {0}, "
      "toString(if({0} = '', 0, assumeNotNull(toFloat64OrZero({0}))) + toFloat64OrZero({1})))",
      now, operand);
  const std::string appended = list(fmt::format("arrayConcat({}, {})", had, elements(operand)));
  const std::string united = list(
      fmt::format("arrayConcat({0}, arrayFilter(e -> NOT has({0}, e), arrayDistinct({1})))", had, elements(operand)));
  const std::string removed =
      fmt::format("if(startsWith({}, '['), {}, {})", now,
                  list(fmt::format("arrayFilter(e -> NOT has({}, e), {})", elements(operand), had)), now);
  const auto is = [&](ProfileOp which) { return fmt::format("{} = {}", op, number_of(which)); };
  return fmt::format(
      "arrayFold((value, one) -> multiIf({}, '', {}, if({operand} = 'null', '', {operand}), {operand} IN ('', 'null'), "
      "value, {}, if(value = '', {operand}, value), {}, {}, {}, {}, {}, {}, {}, {}, value), {}, '')",
      is(ProfileOp::clear), is(ProfileOp::set), is(ProfileOp::set_once), is(ProfileOp::increment), sum,
      is(ProfileOp::append), appended, is(ProfileOp::unite), united, is(ProfileOp::remove), removed, operations,
      fmt::arg("operand", operand));
}

std::string trait_query(const Reader& reader, std::string_view trait) {
  const std::string raw = warehouse::raw_property("props", trait), has = warehouse::has_property("props", trait);
  if (!reader.has_profile_operations()) {
    return fmt::format(
        "SELECT p, argMax({}, (ts_ms, tie, {})) AS v FROM {} AS e WHERE event = '$identify' AND {} GROUP BY p", raw,
        kOrderId, reader.events(), has);
  }
  const std::string operations = fmt::format(
      "arrayMap(s -> (tupleElement(s, 4), tupleElement(s, 5)), arraySort(groupArray((ts_ms, tie, {}, {}, {}))))",
      kOrderId, operation_number(), raw);
  return fmt::format("SELECT p, {} AS v FROM {} AS e WHERE ({} AND {}) OR event = {} GROUP BY p", folded(operations),
                     reader.events(), is_profile_operation(), has, quoted(ProfileOp::clear));
}

}  // namespace throng::analyze::sql
