#include "analyze/sql/value.h"

#include <fmt/format.h>

#include "model/properties.h"
#include "model/value.h"
#include "warehouse/property_sql.h"
#include "warehouse/warehouse.h"

namespace throng::analyze::sql {
namespace {

using warehouse::quote;

// Year-month-day that exists (29 February apart), alone or with a UTC clock.
constexpr std::string_view kInstantShape =
    "^[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
    "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{3})?Z)?$";
constexpr std::string_view kNumberShape = R"(^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$)";

}  // namespace

ValueSql ValueSql::event(std::string_view property) {
  ValueSql value;
  value.is_column_ = model::is_column_property(property);
  if (value.is_column_) {
    value.stored_ = value.first_ = value.again_ = std::string(property.substr(1));
    return value;
  }
  value.stored_ = warehouse::raw_property("props", property);
  value.again_ = warehouse::identifier("event." + std::string(property));
  value.first_ = fmt::format("({} AS {})", value.stored_, value.again_);
  return value;
}

ValueSql ValueSql::raw(std::string expression) {
  ValueSql value;
  value.stored_ = value.first_ = value.again_ = std::move(expression);
  return value;
}

std::string ValueSql::present() const {
  if (is_column_) return fmt::format("({} != '')", stored_);
  return fmt::format("({} != '' AND {} != 'null')", first_, again_);
}

std::string ValueSql::is_text() const {
  if (is_column_) return present();
  return fmt::format("({} NOT IN ('', 'null') AND substring({}, 1, 1) NOT IN ('[', '{{'))", first_, again_);
}

std::string ValueSql::text() const {
  if (is_column_) return stored_;
  return fmt::format(
      "if(substring({0}, 1, 1) = '\"', visitParamExtractString(concat('{{\"v\":', {1}, '}}'), 'v'), {1})", first_,
      again_);
}

std::string ValueSql::unquoted() const {
  return is_column_ ? stored_ : fmt::format("replaceAll({}, '\"', '')", first_);
}

std::string ValueSql::is_number() const {
  const std::string text = unquoted();
  return fmt::format("(match({0}, {1}) AND isFinite(toFloat64OrZero({0})))", text, quote(kNumberShape));
}

std::string ValueSql::number() const { return fmt::format("toFloat64OrZero({})", unquoted()); }

std::string ValueSql::is_instant() const {
  const std::string year = fmt::format("toUInt32OrZero(substring({}, 1, 4))", unquoted());
  return fmt::format(
      "(match({0}, {1}) AND (substring({0}, 6, 5) != '02-29' OR {2} % 4 = 0 AND ({2} % 100 != 0 OR {2} % 400 = 0)))",
      unquoted(), quote(kInstantShape), year);
}

std::string ValueSql::instant() const {
  return fmt::format(
      "multiIf(length({0}) = 10, concat({0}, 'T00:00:00.000Z'), length({0}) = 20, concat(substring({0}, 1, 19), "
      "'.000Z'), {0})",
      unquoted());
}

std::string ValueSql::label() const { return fmt::format("if({}, {}, {})", present(), text(), quote(model::kNone)); }

}  // namespace throng::analyze::sql
