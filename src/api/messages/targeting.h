// Audiences side by side, and the playbook.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audience/object.h"
#include "audience/playbook.h"
#include "audience/targeting.h"
#include "base/json.h"

namespace throng::api {

struct ReachedView {
  audience::Channel channel = audience::Channel::email;
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(ReachedView, (), (channel, persons))

struct BeforeView {  // a kept version
  std::string day;   // "2026-01-31"
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(BeforeView, (), (day, persons))

// One measure of an audience, and what it adds to the score. Absent: not known.
struct ScorePart {
  audience::TargetingMeasure measure = audience::TargetingMeasure::size;
  std::optional<double> value;
  std::optional<double> standing;  // 0..1 among the listed audiences
  std::optional<double> part;      // of the score
};
BOOST_DESCRIBE_STRUCT(ScorePart, (), (measure, value, standing, part))

struct TargetView {
  audience::ObjectKind kind = audience::ObjectKind::segment;  // segment, layers
  std::string id;
  std::string name;   // of the segment or layer scheme
  std::string layer;  // "" of a segment
  std::uint64_t persons = 0;
  std::optional<BeforeView> days_ago_7;  // the last version of 7 to 14 days ago
  std::optional<BeforeView> days_ago_30;
  std::optional<std::uint64_t> buyers;  // in the last audience::kTargetingDays
  std::optional<double> revenue;
  std::uint64_t reachable = 0;       // by any channel
  std::vector<ReachedView> reached;  // by each
  std::optional<double> score;       // 0..1
  std::vector<ScorePart> parts;      // of every measure
};
BOOST_DESCRIBE_STRUCT(TargetView, (),
                      (kind, id, name, layer, persons, days_ago_7, days_ago_30, buyers, revenue, reachable, reached,
                       score, parts))

struct FailedTarget {  // a segment or layer scheme that cannot be worked out
  audience::ObjectKind kind = audience::ObjectKind::segment;
  std::string id;
  std::string name;
  std::string problem;
};
BOOST_DESCRIBE_STRUCT(FailedTarget, (), (kind, id, name, problem))

struct ChannelView {
  audience::Channel channel = audience::Channel::email;
  std::vector<std::string> traits;  // who has one of these
  model::Filter filter;             // that says so
};
BOOST_DESCRIBE_STRUCT(ChannelView, (), (channel, traits, filter))

struct TargetingResponse {            // GET /api/targeting?size=&growth=&value=&conversion=&reach=&growth_days=
  std::vector<TargetView> audiences;  // the best first; those without a score last
  std::uint64_t total = 0;            // audiences; only kMostTargets of them are listed
  std::vector<FailedTarget> failed;
  std::uint32_t days = audience::kTargetingDays;
  std::vector<ChannelView> channels;
  std::optional<model::Filter> bought;      // who are the buyers; absent: no purchase is mapped
  std::vector<audience::PlayRole> missing;  // purchase, revenue
};
BOOST_DESCRIBE_STRUCT(TargetingResponse, (), (audiences, total, failed, days, channels, bought, missing))

struct PlayView {
  std::string key;
  std::vector<audience::PlayRole> needs;
  std::vector<audience::PlayRole> missing;  // of these
  std::optional<model::Filter> filter;      // absent: a role is missing, or nobody bought or looked lately
  std::optional<std::uint64_t> persons;     // for whom it holds now
};
BOOST_DESCRIBE_STRUCT(PlayView, (), (key, needs, missing, filter, persons))
struct PlaybookResponse {  // GET /api/playbook
  std::vector<PlayView> plays;
  std::uint64_t everyone = 0;
  std::optional<double> high_value;  // what the plays call so: spent in audience::kPlayValueDays
  std::optional<double> typical_order;
  std::optional<std::string> top_category;
};
BOOST_DESCRIBE_STRUCT(PlaybookResponse, (), (plays, everyone, high_value, typical_order, top_category))

}  // namespace throng::api
