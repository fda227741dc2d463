// Attribution (归因): which channels the conversions owe themselves to, by several models side by side, and what each
// conversion and each new person cost.
//
// Markov: Anderl, Becker, von Wangenheim, Schumann, "Mapping the customer journey: Lessons learned from graph-based
// online attribution modeling", International Journal of Research in Marketing 33 (2016), of the first order.
// Shapley: L. S. Shapley, "A value for n-person games" (1953); the game is that of Zhao, Mahboobi, Bagheri, "Shapley
// value methods for attribution modeling in online advertising" (2018): a coalition is worth the conversions that only
// its channels touched.
#pragma once

#include "analyze/question.h"

namespace throng::analyze {

inline constexpr std::uint32_t kMaxAttributionTop = 12;
inline constexpr std::size_t kMaxDirectChannels = 20;
inline constexpr std::size_t kMaxAttributionBuckets = 400;
inline constexpr Duration kMaxLookback = days(3650);
inline constexpr std::int64_t kCreditUnits = 1'000'000;  // of one conversion: its credits add up exactly

enum class AttributionModel { first, last, last_non_direct, linear, position, time_decay, markov, shapley };
BOOST_DESCRIBE_ENUM(AttributionModel, first, last, last_non_direct, linear, position, time_decay, markov, shapley)

// Which of a person's conversions count: all, or only the first one ever.
enum class ConversionRule { all, first };
BOOST_DESCRIBE_ENUM(ConversionRule, all, first)

struct AttributionQuestion {
  model::EventMatch conversion;
  std::string value;                              // number property of the conversion; "": each is worth 1
  model::EventMatch touch;                        // those without a channel are none
  PropertyRef channel{Scope::event, "$channel"};  // of a touch
  std::vector<std::string> direct = {"direct"};   // channels that last_non_direct passes over
  model::Window range = {model::Window::Last{30, BucketUnit::day}};  // of the conversions
  BucketUnit bucket = BucketUnit::total;                             // of the conversions; total: not over time
  Duration lookback = days(30);                                      // how long a touch counts, itself included
  ConversionRule conversions = ConversionRule::all;
  std::vector<AttributionModel> models = {
      AttributionModel::first,      AttributionModel::last,   AttributionModel::linear, AttributionModel::position,
      AttributionModel::time_decay, AttributionModel::markov, AttributionModel::shapley};
  Duration half_life = days(7);  // of time_decay
  std::uint32_t top = 10;        // channels kept, by touches; 1..kMaxAttributionTop
  bool costs = true;             // whether costs are looked up
};
BOOST_DESCRIBE_STRUCT(AttributionQuestion, (),
                      (conversion, value, touch, channel, direct, range, bucket, lookback, conversions, models,
                       half_life, top, costs))

struct AttributionPoint {
  double conversions = 0;
  double value = 0;
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(AttributionPoint, (), (conversions, value, persons))

struct AttributionCredit {
  AttributionModel model = AttributionModel::first;
  double conversions = 0;      // to six decimals
  double value = 0;            // to four decimals
  std::uint64_t persons = 0;   // with a conversion that the model credits to the channel
  std::optional<double> cpa;   // cost per credited conversion
  std::optional<double> roas;  // credited value per cost
  std::vector<AttributionPoint> buckets;
};
BOOST_DESCRIBE_STRUCT(AttributionCredit, (), (model, conversions, value, persons, cpa, roas, buckets))

struct AttributionChannel {
  std::string channel;              // "$none": conversions without a touch; "$other": the channels that are not kept
  std::uint64_t touches = 0;        // in the range
  std::uint64_t touch_persons = 0;  // with one
  std::uint64_t conversions = 0;    // that it touched
  std::uint64_t persons = 0;        // with one
  std::uint64_t acquired = 0;       // new persons whose first touch it was
  std::vector<AttributionCredit> credits;  // in the question's order of models
  std::optional<double> cost;
  std::uint64_t clicks = 0, impressions = 0;  // as the costs say
  std::optional<double> cac;                  // cost per new person
};
BOOST_DESCRIBE_STRUCT(AttributionChannel, (),
                      (channel, touches, touch_persons, conversions, persons, acquired, credits, cost, clicks,
                       impressions, cac))

struct AttributionAnswer {
  std::vector<Instant> buckets;              // start of each; none when not over time
  Instant end{};                             // of the last bucket, or of the range
  std::vector<bool> complete;                // false: the bucket is not over yet, or the range cuts it
  AttributionChannel total;                  // of all channels, "$none" included
  std::vector<AttributionChannel> channels;  // by touches, then "$other", "$none" last
  std::uint64_t unconverted = 0;             // paths without a conversion
};
BOOST_DESCRIBE_STRUCT(AttributionAnswer, (), (buckets, end, complete, total, channels, unconverted))

enum class AttributionOf { conversions, touches, acquired };
BOOST_DESCRIBE_ENUM(AttributionOf, conversions, touches, acquired)

// Persons behind a number of a channel's row; without channel of all.
struct AttributionCell {
  std::optional<std::string> channel;
  AttributionOf of = AttributionOf::conversions;
  std::optional<AttributionModel> model;  // with a channel: whose conversions this model credits to it
  std::optional<std::uint32_t> bucket;    // of conversions: only those of this bucket
};
BOOST_DESCRIBE_STRUCT(AttributionCell, (), (channel, of, model, bucket))

Result<void> validate(const AttributionQuestion& question);
Result<void> validate(const AttributionCell& cell, const AttributionQuestion& question, std::size_t buckets);
// Errors: too_large (range).
Result<void> check_size(const AttributionQuestion& question, std::size_t buckets);

}  // namespace throng::analyze
