// What is known of some persons who walk through a journey, looked up when a step asks for it.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <stop_token>

#include "audience/memberships.h"
#include "audience/person_traits.h"
#include "base/bitmap.h"
#include "engage/internal/zones.h"
#include "engage/journey_walk.h"
#include "engage/post_office.h"
#include "engage/rules.h"

namespace throng::engage::internal {

// Whether the timelines and the warehouse have what was accepted so far: made so where somebody asks, once for all who
// do until something happens again.
class Freshness {
 public:
  explicit Freshness(collect::Collector& collector) : collector_(collector) {}
  Result<void> ensure();
  void something_happened() { is_fresh_ = false; }

 private:
  collect::Collector& collector_;
  bool is_fresh_ = false;
};

// As of the moment when it is made, with all that was accepted before.
class JourneyFacts {
 public:
  // `persons`: any numbers of theirs, each once. Must outlive it, as `place` and `freshness` must.
  JourneyFacts(const PostOfficePlace& place, std::span<const model::PersonNumber> persons, Freshness& freshness,
               std::stop_token stop);

  Result<bool> holds(const model::Filter& filter, model::PersonNumber person);
  // Reads what waits of the journey look at; before of().
  Result<void> read_traits(const Journey& journey);
  // Valid as long as this.
  WalkFacts of(model::PersonNumber person);

 private:
  Result<void> read_habits(bool hours, bool channels, std::span<const model::PersonNumber> representatives);
  model::PersonNumber representative(model::PersonNumber person) const;
  std::string trait(std::string_view name, model::PersonNumber person) const;
  std::optional<std::size_t> best_channel(std::span<const ChannelArm> arms, model::PersonNumber person) const;

  const PostOfficePlace& place_;
  const std::span<const model::PersonNumber> persons_;
  Freshness& freshness_;
  const audience::CurrentMemberships memberships_;
  std::map<std::string, Bitmap> holders_;  // by the filter's JSON
  std::vector<std::string> names_;         // of the traits; the first is that of the zone
  std::map<model::PersonNumber, model::PersonNumber> representatives_;
  // By representatives.
  std::map<model::PersonNumber, std::vector<std::string>> traits_;
  Zones zones_;
  std::map<model::PersonNumber, unsigned> best_hours_;
  std::optional<StoredRules> rules_;  // where channels are chosen between
  std::shared_ptr<const ResponseChannels> channels_;
};

}  // namespace throng::engage::internal
