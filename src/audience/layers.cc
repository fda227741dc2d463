#include "audience/layers.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "audience/internal/layer_plans.h"
#include "base/json.h"

namespace throng::audience {
namespace {

constexpr std::size_t kMaxName = 200;

Result<void> under(const std::string& field, Result<void> result) {
  if (!result) return std::unexpected(json::under(field, std::move(result).error()));
  return result;
}

Result<void> check_days(const std::string& field, std::uint32_t days) {
  if (days >= 1 && days <= kMaxLayerDays) return {};
  return invalid(field, fmt::format("expected 1 to {}, got {}", kMaxLayerDays, days));
}

Result<void> check(NumberLayers& number) {
  THRONG_CHECK(under("statistic", validate(number.statistic)));
  if (!gives_numbers(number.statistic)) return invalid("statistic.measure", "expected one that gives numbers");
  if (number.layers.empty()) return invalid("layers", "expected at least one");
  std::uint64_t percents = 0;
  bool by_percent = true;
  for (const NumberLayer& layer : number.layers) {
    by_percent = by_percent && layer.percent.has_value();
    percents += layer.percent.value_or(0);
  }
  if (by_percent) {
    for (std::size_t i = 0; i < number.layers.size(); ++i) {
      if (number.layers[i].at_least)
        return invalid(fmt::format("layers[{}].at_least", i), "percent or at_least, not both");
      if (*number.layers[i].percent == 0) return invalid(fmt::format("layers[{}].percent", i), "expected 1 or more");
    }
    if (percents != 100) return invalid("layers", fmt::format("the percents sum to {} instead of 100", percents));
    return {};
  }
  for (std::size_t i = 0; i < number.layers.size(); ++i) {
    const NumberLayer& layer = number.layers[i];
    const std::string field = fmt::format("layers[{}]", i);
    const bool is_last = i + 1 == number.layers.size();
    if (layer.percent) return invalid(field + ".percent", "all layers have one, or none has");
    if (layer.at_least.has_value() == is_last)
      return invalid(field + ".at_least", is_last ? "the last layer takes the rest of the numbers" : "is required");
    if (!is_last && i > 0 && !(*layer.at_least < *number.layers[i - 1].at_least))
      return invalid(field + ".at_least", "expected less than that of the layer above");
  }
  return {};
}

Result<void> check(LifecycleLayers& stages) {
  THRONG_CHECK(under("activity", model::validate(stages.activity, model::FilterPlace::where)));
  THRONG_CHECK(check_days("new_days", stages.new_days));
  THRONG_CHECK(check_days("at_risk_days", stages.at_risk_days));
  THRONG_CHECK(check_days("churned_days", stages.churned_days));
  THRONG_CHECK(check_days("win_back_days", stages.win_back_days));
  if (stages.churned_days <= stages.at_risk_days) return invalid("churned_days", "expected more than at_risk_days");
  return {};
}

Result<void> check_cuts(const std::string& field, const std::vector<double>& cuts) {
  const auto is_wrong = [](double a, double b) { return !(a < b); };
  if (cuts.size() == kRfmScores - 1 && std::ranges::adjacent_find(cuts, is_wrong) == cuts.end()) return {};
  return invalid("cuts." + field, fmt::format("expected {} ascending numbers", kRfmScores - 1));
}

Result<void> check(RfmLayers& rfm) {
  THRONG_CHECK(under("purchase", model::validate(rfm.purchase)));
  THRONG_CHECK(under("monetary", model::validate_property(rfm.monetary)));
  THRONG_CHECK(under("within", model::validate(rfm.within)));
  if (rfm.cuts) {
    THRONG_CHECK(check_cuts("recency", rfm.cuts->recency));
    THRONG_CHECK(check_cuts("frequency", rfm.cuts->frequency));
    THRONG_CHECK(check_cuts("monetary", rfm.cuts->monetary));
  }
  if (rfm.map.empty()) {
    if (rfm.groups.empty()) {
      rfm.groups = {"high value",    "high value to develop", "high value to keep", "high value to win back",
                    "general value", "general to develop",    "general to keep",    "general to win back"};
    }
    if (rfm.groups.size() == kRfmGroups) return {};
    return invalid("groups", fmt::format("expected {} names", kRfmGroups));
  }
  if (rfm.map.size() != kRfmCells) return invalid("map", fmt::format("expected {} places", kRfmCells));
  if (rfm.groups.empty()) return invalid("groups", "is required with a map");
  for (std::size_t i = 0; i < rfm.map.size(); ++i) {
    if (rfm.map[i] >= rfm.groups.size())
      return invalid(fmt::format("map[{}]", i), fmt::format("expected less than {}", rfm.groups.size()));
  }
  return {};
}

Result<void> check(InterestLayers& interest) {
  THRONG_CHECK(under("match", model::validate(interest.match)));
  THRONG_CHECK(under("property", model::validate_property(interest.property)));
  THRONG_CHECK(under("within", model::validate(interest.within)));
  if (interest.top < 1 || interest.top > kMaxLayers) return invalid("top", fmt::format("expected 1 to {}", kMaxLayers));
  return {};
}

Result<void> check_rules(const std::vector<LayerRule>& rules) {
  if (rules.empty()) return invalid("rules", "expected at least one");
  for (std::size_t i = 0; i < rules.size(); ++i) {
    THRONG_CHECK(
        under(fmt::format("rules[{}].filter", i), model::validate(rules[i].filter, model::FilterPlace::person)));
  }
  return {};
}

// The part of the scheme's kind.
template <class Part>
Result<void> check_part(const std::string& field, std::optional<Part>& part) {
  if (!part) return invalid(field, "is required");
  return under(field, check(*part));
}

bool is_by_number(LayerKind kind) { return kind == LayerKind::value || kind == LayerKind::activity; }

Result<void> check_parts(LayerScheme& scheme) {
  const LayerKind kind = scheme.kind;
  if (!is_by_number(kind)) scheme.number.reset();
  if (kind != LayerKind::lifecycle) scheme.lifecycle.reset();
  if (kind != LayerKind::rfm) scheme.rfm.reset();
  if (kind != LayerKind::interest) scheme.interest.reset();
  if (kind != LayerKind::custom) scheme.rules.clear();
  switch (kind) {
    case LayerKind::value:
    case LayerKind::activity: return check_part("number", scheme.number);
    case LayerKind::lifecycle: return check_part("lifecycle", scheme.lifecycle);
    case LayerKind::rfm: return check_part("rfm", scheme.rfm);
    case LayerKind::interest: return check_part("interest", scheme.interest);
    case LayerKind::custom: break;
  }
  return check_rules(scheme.rules);
}

Result<void> check_names(const LayerScheme& scheme) {
  const std::vector<std::string> names = layer_names(scheme);
  if (names.size() > kMaxLayers + 2) return invalid("", fmt::format("more than {} layers", kMaxLayers));
  std::set<std::string> known;
  for (const std::string& name : names) {
    const std::string field = name == scheme.rest ? "rest" : "name";
    if (name.empty() || name.size() > kMaxName)
      return invalid(field, fmt::format("a layer's name has 1 to {} bytes", kMaxName));
    if (!known.insert(name).second) return invalid(field, "two layers are called \"" + name + "\"");
  }
  return {};
}

Plan (*plan_function(LayerKind kind))(const LayerScheme&) {
  switch (kind) {
    case LayerKind::lifecycle: return internal::lifecycle_plan;
    case LayerKind::rfm: return internal::rfm_plan;
    case LayerKind::interest: return internal::interest_plan;
    case LayerKind::custom: return internal::rules_plan;
    default: return internal::number_plan;
  }
}

// The filters that a scheme's events and rules are narrowed by.
std::vector<model::Filter> filters_of(const LayerScheme& scheme) {
  std::vector<model::Filter> filters;
  const auto add = [&filters](const model::EventMatch& match) {
    if (match.where) filters.push_back(*match.where);
  };
  if (scheme.number) add(scheme.number->statistic.match);
  if (scheme.lifecycle) add(scheme.lifecycle->activity);
  if (scheme.rfm) add(scheme.rfm->purchase);
  if (scheme.interest) add(scheme.interest->match);
  for (const LayerRule& rule : scheme.rules) filters.push_back(rule.filter);
  return filters;
}

}  // namespace

Result<void> check(LayerScheme& scheme) {
  THRONG_CHECK(check_parts(scheme));
  THRONG_CHECK(check_names(scheme));
  return under("schedule", check(scheme.schedule));
}

std::vector<std::string> layer_names(const LayerScheme& scheme) {
  std::vector<std::string> names;
  if (scheme.number) {
    for (const NumberLayer& layer : scheme.number->layers) names.push_back(layer.name);
  } else if (scheme.lifecycle) {
    const LifecycleNames& stages = scheme.lifecycle->names;
    names = {stages.new_person, stages.active, stages.win_back, stages.at_risk, stages.churned};
  } else if (scheme.rfm) {
    names = scheme.rfm->groups;
  } else if (scheme.interest) {
    names = scheme.interest->values;
    names.push_back(scheme.interest->others);
  }
  for (const LayerRule& rule : scheme.rules) names.push_back(rule.name);
  names.push_back(scheme.rest);
  return names;
}

RfmScore score_of(double number) {
  const auto digits = static_cast<std::uint32_t>(number);
  return {digits / 100, digits / 10 % 10, digits % 10};
}

Plan plan_of(const LayerScheme& scheme) { return plan_function(scheme.kind)(scheme); }

Result<LayerScheme> layers_of(const ledger::Saved& saved) {
  auto scheme = json::read<LayerScheme>(saved.body);
  if (!scheme || !check(*scheme))
    return fail(ErrorCode::corrupt, "the layer scheme \"" + saved.name + "\" cannot be read");
  return scheme;
}

Definition definition_of(const ledger::Saved& saved, const LayerScheme& scheme) {
  return {.object = {ObjectKind::layers, saved.id},
          .name = saved.name,
          .schedule = scheme.schedule,
          .updated = saved.updated,
          .builds_on = named_in({model::All{filters_of(scheme)}}),
          .plan = plan_of(scheme)};
}

Result<void> add_layer_definitions(ledger::Db& db, std::string_view project, std::vector<Definition>& all) {
  THRONG_TRY(const auto saved, ledger::list_saved(db, project, ledger::SavedKind::layers));
  for (const ledger::Saved& one : saved) {
    if (const auto scheme = layers_of(one)) all.push_back(definition_of(one, *scheme));
  }
  return {};
}

}  // namespace throng::audience
