#include "analyze/sql/filter.h"

#include <fmt/format.h>

#include "analyze/sql/chain.h"
#include "analyze/sql/comparison.h"
#include "analyze/sql/traits.h"
#include "model/value.h"
#include "warehouse/property_sql.h"

namespace throng::analyze::sql {
namespace {

using model::Aggregate;
using model::Comparison;
using model::Filter;

std::string person_in(bool negated, const std::string& query) {
  return fmt::format("p GLOBAL {} ({})", negated ? "NOT IN" : "IN", query);
}

Result<std::vector<std::string>> distinct_values(const Reader& reader, const ValueSql& value, const std::string& rows) {
  THRONG_TRY(const auto block, reader.rows(fmt::format("SELECT DISTINCT {} AS v FROM {} LIMIT {}", value.stored(), rows,
                                                       kMaxDistinctValues + 1)));
  if (block.rows > kMaxDistinctValues) {
    return fail(
        ErrorCode::too_large,
        fmt::format(
            "the property has more than {} values; expressions and case-insensitive comparisons must see each of them",
            kMaxDistinctValues));
  }
  return block.rows == 0 ? std::vector<std::string>() : block.get<std::string>(0);
}

struct FilterWriter {
  const Reader& reader;

  using Text = Result<std::string>;

  Instant now() const { return reader.context().now; }

  Text operator()(const model::All& node) const { return joined(node.of, " AND ", "1"); }
  Text operator()(const model::Any& node) const { return joined(node.of, " OR ", "0"); }
  Text operator()(const model::Not& node) const {
    THRONG_TRY(const std::string inner, filter_sql(reader, *node.of));
    return fmt::format("NOT ({})", inner);
  }

  Text operator()(const model::EventProperty& node) const {
    const ValueSql value = ValueSql::event(node.comparison.property);
    if (!needs_values(node.comparison)) return condition(node.comparison, value, now());
    THRONG_TRY(const auto values,
               distinct_values(reader, value, fmt::format("{} AS e WHERE {}", reader.events(), value.present())));
    return condition_by_values(node.comparison, value, now(), values);
  }

  Text operator()(const model::PersonTrait& node) const {
    const Comparison& c = node.comparison;
    const ValueSql value = ValueSql::raw("v");
    const std::string all = trait_query(reader, c.property);
    std::string passes;
    if (needs_values(c)) {
      THRONG_TRY(const auto values, distinct_values(reader, value, fmt::format("({}) AS t", all)));
      passes = condition_by_values(c, value, now(), values);
    } else {
      passes = condition(c, value, now());
    }
    // Whoever never had the trait is in neither query.
    const bool negated = holds_for_missing(c, now());
    return person_in(negated, fmt::format("SELECT p FROM ({}) AS t WHERE {}({})", all, negated ? "NOT " : "", passes));
  }

  Text operator()(const model::Did& node) const {
    THRONG_TRY(const std::string match, match_sql(reader, node.match));
    THRONG_TRY(const TimeRange window, model::resolve(node.within, reader.context().calendar, now()));
    // Persons without any matching event are in no group; where 0 passes, those who fail are left out instead.
    const bool for_nobody = passes_with_nothing(node);
    const std::string query =
        fmt::format("SELECT p FROM {} AS e WHERE {} AND ({}) GROUP BY p HAVING {}({})", reader.events(),
                    in_range(window), match, for_nobody ? "NOT " : "", having(node));
    return person_in(for_nobody != node.negated, query);
  }

  Text operator()(const model::Sequence& node) const {
    THRONG_TRY(const std::string query, sequence_query(reader, node));
    return person_in(false, query);
  }

  Text operator()(const model::FirstTime& node) const {
    THRONG_TRY(const std::string match, match_sql(reader, node.match));
    THRONG_TRY(const TimeRange window, model::resolve(node.within, reader.context().calendar, now()));
    return person_in(
        false, fmt::format("SELECT p FROM {} AS e WHERE {} GROUP BY p HAVING min(ts_ms) >= {} AND min(ts_ms) < {}",
                           reader.events(), match, to_ms(window.begin), to_ms(window.end)));
  }

  Text operator()(const model::InSegment& node) const {
    return members(reader.context().memberships->segment(node.segment));
  }
  Text operator()(const model::HasTag& node) const {
    return members(reader.context().memberships->tag(node.tag, node.value));
  }
  Text operator()(const model::InLayer& node) const {
    return members(reader.context().memberships->layer(node.scheme, node.layer));
  }

 private:
  Text joined(const std::vector<Filter>& of, std::string_view glue, std::string_view of_nothing) const {
    std::string out;
    for (const Filter& filter : of) {
      THRONG_TRY(const std::string part, filter_sql(reader, filter));
      out += fmt::format("{}({})", out.empty() ? "" : glue, part);
    }
    return out.empty() ? std::string(of_nothing) : out;
  }

  Text members(Result<std::shared_ptr<const PersonList>> list) const {
    if (!list) return std::unexpected(std::move(list).error());
    return reader.is_among(**list);
  }

  static bool passes_with_nothing(const model::Did& node) {
    if (node.aggregate == Aggregate::avg || node.aggregate == Aggregate::min || node.aggregate == Aggregate::max)
      return false;
    Comparison comparison;
    comparison.op = node.op;
    comparison.numbers = node.numbers;
    return model::Matcher(comparison, Instant{}).number(0);
  }

  static std::string having(const model::Did& node) {
    const ValueSql value = ValueSql::event(node.property);
    const auto than = [&](const std::string& expression) {
      return number_condition(node.op, node.numbers, expression);
    };
    const auto of_numbers = [&](std::string_view function) {
      return fmt::format("{}If({}, {})", function, value.number(), value.is_number());
    };
    const std::string numbers = fmt::format("countIf({})", value.is_number());
    switch (node.aggregate) {
      case Aggregate::count: return than("count()");
      case Aggregate::sum: return than(of_numbers("sum"));
      case Aggregate::distinct: return than(fmt::format("uniqExactIf({}, {})", value.stored(), value.present()));
      case Aggregate::avg:
        return fmt::format("{} > 0 AND {}", numbers, than(fmt::format("({} / {})", of_numbers("sum"), numbers)));
      case Aggregate::min: return fmt::format("{} > 0 AND {}", numbers, than(of_numbers("min")));
      case Aggregate::max: return fmt::format("{} > 0 AND {}", numbers, than(of_numbers("max")));
    }
    return "0";
  }
};

}  // namespace

std::string is_activity_sql() {
  static const std::vector<std::string> system(std::begin(model::kSystemEvents), std::end(model::kSystemEvents));
  return "event NOT IN " + text_list(system);
}

std::string in_range(TimeRange range) {
  return fmt::format("ts_ms >= {} AND ts_ms < {}", to_ms(range.begin), to_ms(range.end));
}

Result<std::string> filter_sql(const Reader& reader, const Filter& filter) {
  return std::visit(FilterWriter{reader}, filter.node);
}

Result<std::string> match_sql(const Reader& reader, const model::EventMatch& match) {
  std::string named = match.events.empty() ? is_activity_sql() : "event IN " + text_list(match.events);
  if (!match.where) return named;
  THRONG_TRY(const std::string where, filter_sql(reader, *match.where));
  return fmt::format("{} AND ({})", named, where);
}

}  // namespace throng::analyze::sql
