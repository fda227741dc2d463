#include "audience/tag.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "audience/values.h"
#include "base/json.h"

namespace throng::audience {
namespace {

using analyze::StatisticMeasure;

constexpr std::size_t kMaxCategory = 100;
constexpr std::size_t kMaxSql = std::size_t{64} << 10;

Result<void> under(std::string_view field, Result<void> result) {
  if (!result) return std::unexpected(json::under(field, std::move(result).error()));
  return result;
}

bool counts(const analyze::Statistic& statistic) {
  using enum StatisticMeasure;
  return statistic.measure == times || statistic.measure == StatisticMeasure::days || statistic.measure == sum;
}

Result<void> check_rules(const std::vector<TagRule>& rules) {
  if (rules.empty() || rules.size() > kMaxTagRules)
    return invalid("rules", fmt::format("expected 1 to {} values, each with its rule", kMaxTagRules));
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const std::string place = fmt::format("rules[{}]", i);
    if (rules[i].value.empty() || rules[i].value.size() > kMaxTagValueBytes)
      return invalid(place + ".value", fmt::format("expected 1 to {} bytes", kMaxTagValueBytes));
    if (!seen.insert(rules[i].value).second)
      return invalid(place + ".value", "another rule has this value: join the two with \"any of\"");
    THRONG_CHECK(under(place + ".filter", model::validate(rules[i].filter, model::FilterPlace::person)));
  }
  return {};
}

Result<void> check_statistic(Tag& tag) {
  if (!tag.statistic) return invalid("statistic", "is required");
  THRONG_CHECK(under("statistic", validate(*tag.statistic)));
  tag.count_none = tag.count_none && counts(*tag.statistic);
  if (!tag.split) return {};
  if (!gives_numbers(*tag.statistic)) return invalid("split", "only numbers are put into parts; this gives texts");
  return under("split", check(*tag.split));
}

Result<void> check_sql(const Tag& tag) {
  if (tag.sql.find_first_not_of(" \t\r\n") == std::string::npos)
    return invalid("sql", "expected a SELECT that gives a person and a value");
  if (tag.sql.size() > kMaxSql) return fail(ErrorCode::too_large, "at most 64 KiB", "sql");
  return tag.split ? under("split", check(*tag.split)) : Result<void>{};
}

// What another kind would use is dropped, so that it cannot come back by surprise.
void drop_unused(Tag& tag) {
  if (tag.kind != TagKind::rule) tag.rules.clear();
  if (tag.kind != TagKind::statistic) {
    tag.statistic.reset();
    tag.count_none = false;
  }
  if (tag.kind != TagKind::sql) tag.sql.clear();
  if (tag.kind != TagKind::statistic && tag.kind != TagKind::sql) tag.split.reset();
  if (is_put_in(tag.kind)) tag.schedule.refresh = Refresh::manual;
}

Numbers with_zeros(Numbers numbers, const Bitmap& everyone) {
  std::vector<std::uint32_t> known;
  for (const auto& [person, number] : numbers) known.push_back(person);
  (everyone - Bitmap::of(known)).each([&](std::uint32_t person) { numbers.emplace_back(person, 0); });
  return numbers;
}

Result<Assignment> of_numbers(Numbers numbers, const std::optional<Split>& split) {
  return split ? assignment_of(std::move(numbers), *split) : assignment_of(std::move(numbers));
}

Plan statistic_plan(const Tag& tag) {
  Plan plan;
  plan.statistics = {*tag.statistic};
  plan.finish = [numbers = gives_numbers(*tag.statistic), none = tag.count_none,
                 split = tag.split](const Findings& found) -> Result<Assignment> {
    const analyze::StatisticValues& values = found.statistics[0];
    if (!numbers) return assignment_of(persons_by_value(values));
    return of_numbers(none ? with_zeros(numbers_of(values), found.everyone) : numbers_of(values), split);
  };
  return plan;
}

Plan rule_plan(const Tag& tag) {
  Plan plan;
  for (const TagRule& rule : tag.rules) plan.filters.push_back(rule.filter);
  plan.finish = [values = named_values(tag)](const Findings& found) -> Result<Assignment> {
    return first_of(values, found.filters);
  };
  return plan;
}

Plan sql_plan(const Tag& tag) {
  Plan plan;
  plan.select = tag.sql;
  plan.finish = [split = tag.split](const Findings& found) -> Result<Assignment> {
    const Selected& selected = *found.selected;
    if (selected.is_text && split && !selected.texts.empty())
      return invalid("split", "only numbers are put into parts, and the statement gives texts");
    if (selected.is_text) return assignment_of(selected.texts);
    return of_numbers(selected.numbers, split);
  };
  return plan;
}

}  // namespace

bool is_put_in(TagKind kind) { return kind == TagKind::manual || kind == TagKind::imported; }

Result<void> check(Tag& tag) {
  if (tag.category.size() > kMaxCategory) return invalid("category", "at most 100 bytes");
  drop_unused(tag);
  THRONG_CHECK(under("schedule", check(tag.schedule)));
  switch (tag.kind) {
    case TagKind::rule: return check_rules(tag.rules);
    case TagKind::statistic: return check_statistic(tag);
    case TagKind::sql: return check_sql(tag);
    case TagKind::predicted: return invalid("kind", "nothing predicts tags yet: this program has no models");
    default: return {};
  }
}

std::vector<std::string> named_values(const Tag& tag) {
  if (tag.split) return tag.split->names;
  std::vector<std::string> values;
  for (const TagRule& rule : tag.rules) values.push_back(rule.value);
  return values;
}

std::vector<Object> named_in(const Tag& tag) {
  model::Any all;
  for (const TagRule& rule : tag.rules) all.of.push_back(rule.filter);
  if (tag.statistic && tag.statistic->match.where) all.of.push_back(*tag.statistic->match.where);
  return named_in(model::Filter{std::move(all)});
}

Result<Tag> tag_of(const ledger::Saved& saved) {
  auto tag = json::read<Tag>(saved.body);
  if (!tag) return fail(ErrorCode::corrupt, "the tag \"" + saved.name + "\" cannot be read");
  return tag;
}

Definition definition_of(const ledger::Saved& saved, const Tag& tag) {
  Definition out{.object = {ObjectKind::tag, saved.id},
                 .name = saved.name,
                 .schedule = tag.schedule,
                 .updated = saved.updated,
                 .builds_on = named_in(tag),
                 .plan = {}};
  if (tag.kind == TagKind::rule) out.plan = rule_plan(tag);
  if (tag.kind == TagKind::statistic && tag.statistic) out.plan = statistic_plan(tag);
  if (tag.kind == TagKind::sql) out.plan = sql_plan(tag);
  return out;
}

Result<void> add_tag_definitions(ledger::Db& db, std::string_view project, std::vector<Definition>& all) {
  THRONG_TRY(const auto saved, ledger::list_saved(db, project, ledger::SavedKind::tag));
  for (const ledger::Saved& one : saved) {
    if (const auto tag = tag_of(one)) all.push_back(definition_of(one, *tag));
  }
  return {};
}

}  // namespace throng::audience
