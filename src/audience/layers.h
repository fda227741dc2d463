// A layer scheme (分层): every person of the project lies in exactly one of its layers. By a number (value, activity),
// by how the first and the last activity lie (lifecycle), by RFM, by what somebody needs (interest), or by filters.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyze/statistic/spec.h"
#include "audience/definition.h"
#include "ledger/saved.h"

namespace throng::audience {

enum class LayerKind { value, activity, lifecycle, rfm, interest, custom };
BOOST_DESCRIBE_ENUM(LayerKind, value, activity, lifecycle, rfm, interest, custom)

inline constexpr std::size_t kMaxLayers = 50;  // of a scheme, that of the rest not counted
inline constexpr std::uint32_t kMaxLayerDays = 3650;

// Either all layers have `percent`, and these sum to 100, or all but the last have `at_least`, descending.
struct NumberLayer {
  std::string name;
  std::optional<double> at_least;        // the least number that is in it
  std::optional<std::uint32_t> percent;  // of those who have a number, by rank; 1..100
};
BOOST_DESCRIBE_STRUCT(NumberLayer, (), (name, at_least, percent))

// value, activity. By percent somebody lies as high as the share of those with a smaller number says, so that equal
// numbers share the lower layer.
struct NumberLayers {
  analyze::Statistic statistic;     // one that gives numbers
  std::vector<NumberLayer> layers;  // the highest first
  static constexpr std::string_view kRequired[] = {"statistic", "layers"};
};
BOOST_DESCRIBE_STRUCT(NumberLayers, (), (statistic, layers))

// Stages by first and last activity, in local days, today included. Looked at in this order, the first that fits:
// churned: none in the last `churned_days`; at_risk: none in the last `at_risk_days`; new_person: the first ever in the
// last `new_days`; win_back: some in the last `win_back_days`, none in the `churned_days` before those, some earlier;
// active: all others who ever were.
struct LifecycleNames {
  std::string new_person = "new";
  std::string active = "active";
  std::string win_back = "win-back";
  std::string at_risk = "at risk";
  std::string churned = "churned";
};
BOOST_DESCRIBE_STRUCT(LifecycleNames, (), (new_person, active, win_back, at_risk, churned))
struct LifecycleLayers {
  model::EventMatch activity;
  std::uint32_t new_days = 7;
  std::uint32_t at_risk_days = 14;
  std::uint32_t churned_days = 30;  // more than at_risk_days
  std::uint32_t win_back_days = 7;
  LifecycleNames names;
};
BOOST_DESCRIBE_STRUCT(LifecycleLayers, (), (activity, new_days, at_risk_days, churned_days, win_back_days, names))

enum class RfmFrequency { times, days };  // purchases, or days with one
BOOST_DESCRIBE_ENUM(RfmFrequency, times, days)

inline constexpr std::uint32_t kRfmScores = 5;
inline constexpr std::size_t kRfmCells = 125;
inline constexpr std::size_t kRfmGroups = 8;

// Given cuts: kRfmScores - 1 numbers each, ascending. A frequency or sum at a cut is above it; a recency (days since
// the last purchase) at a cut is still as good as less.
struct RfmCuts {
  std::vector<double> recency;
  std::vector<double> frequency;
  std::vector<double> monetary;
  static constexpr std::string_view kRequired[] = {"recency", "frequency", "monetary"};
};
BOOST_DESCRIBE_STRUCT(RfmCuts, (), (recency, frequency, monetary))

// Scores 1..5, 5 the best, of those who bought in the window: by rank (a share of smaller numbers of k/5 and more, less
// than (k+1)/5, gives k+1, so that equal values share the lower score; recency reversed), or by cuts. Then groups.
// Without a map the eight classic ones, by whether each score is above its mean: 重要价值 (R F M high), 重要发展 (R M),
// 重要保持 (F M), 重要挽留 (M), 一般价值 (R F), 一般发展 (R), 一般保持 (F), 一般挽留 (none).
struct RfmLayers {
  model::EventMatch purchase;
  std::string monetary;  // the property that is summed
  model::Window within;
  RfmFrequency frequency = RfmFrequency::times;
  std::optional<RfmCuts> cuts;
  std::vector<std::string> groups;  // names; without a map kRfmGroups in the order above, or none for English ones
  std::vector<std::uint32_t> map;   // of kRfmCells, place (r - 1) * 25 + (f - 1) * 5 + (m - 1): its place in groups
  static constexpr std::string_view kRequired[] = {"purchase", "monetary"};
};
BOOST_DESCRIBE_STRUCT(RfmLayers, (), (purchase, monetary, within, frequency, cuts, groups, map))

// What somebody did most: the most frequent value of a property (of equals the one seen last).
struct InterestLayers {
  model::EventMatch match;
  std::string property;
  model::Window within;
  std::vector<std::string> values;  // these are layers; none given: the `top` that most persons have
  std::uint32_t top = 8;            // 1..kMaxLayers
  std::string others = "others";    // who has another value
  static constexpr std::string_view kRequired[] = {"property"};
};
BOOST_DESCRIBE_STRUCT(InterestLayers, (), (match, property, within, values, top, others))

struct LayerRule {
  std::string name;
  model::Filter filter;
  static constexpr std::string_view kRequired[] = {"name", "filter"};
};
BOOST_DESCRIBE_STRUCT(LayerRule, (), (name, filter))

struct LayerScheme {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::layers;
  static constexpr std::string_view kRequired[] = {"kind"};
  LayerKind kind = LayerKind::value;
  std::optional<NumberLayers> number;        // of value, activity
  std::optional<LifecycleLayers> lifecycle;  // each of its own kind; those of other kinds are dropped
  std::optional<RfmLayers> rfm;
  std::optional<InterestLayers> interest;
  std::vector<LayerRule> rules;  // of custom: the first that holds
  std::string rest = "none";     // the last layer: who has no number, never bought, fits no rule
  Schedule schedule;
};
BOOST_DESCRIBE_STRUCT(LayerScheme, (), (kind, number, lifecycle, rfm, interest, rules, rest, schedule))

// Fills in what may be left out. Errors: invalid_argument with the path of what is wrong.
Result<void> check(LayerScheme& scheme);

Result<LayerScheme> layers_of(const ledger::Saved& saved);  // errors: corrupt
// The layers' names in order, the rest last. Of interest by top: only those that are known before asking.
std::vector<std::string> layer_names(const LayerScheme& scheme);
Plan plan_of(const LayerScheme& scheme);
Definition definition_of(const ledger::Saved& saved, const LayerScheme& scheme);
Result<void> add_layer_definitions(ledger::Db& db, std::string_view project, std::vector<Definition>& all);

// Of a person with scores (RFM) the assignment's number: 345 for R 3, F 4, M 5. The others have none.
struct RfmScore {
  std::uint32_t recency = 1;
  std::uint32_t frequency = 1;
  std::uint32_t monetary = 1;
  bool operator==(const RfmScore&) const = default;
};
BOOST_DESCRIBE_STRUCT(RfmScore, (), (recency, frequency, monetary))
constexpr double number_of(const RfmScore& score) {
  return static_cast<double>(score.recency * 100 + score.frequency * 10 + score.monetary);
}
RfmScore score_of(double number);

}  // namespace throng::audience
