#include "engage/internal/ear.h"

#include <algorithm>

#include <fmt/format.h>

#include "engage/internal/stored_events.h"

namespace throng::engage::internal {
namespace {

constexpr std::size_t kMostHeard = 200'000;  // beyond, events are read from the warehouse instead

}  // namespace

Ear::Ear(const PostOfficePlace& place)
    : place_(place), subscription_(place.collector.subscribe([this](const model::Event& event) { hear(event); })) {}

void Ear::hear(const model::Event& event) {
  const std::lock_guard lock(mutex_);
  newest_ = event.number;
  if (!names_.contains(event.name)) return;
  if (heard_.size() < kMostHeard)
    heard_.push_back(event);
  else
    caught_up_.clear();
}

void Ear::forget() {
  const std::lock_guard lock(mutex_);
  caught_up_.clear();
}

// Whoever is new here, or has not listened for a while, may have missed events: these are read from the warehouse once.
// All that were accepted before a flush are there after it, and whatever comes later is heard.
Result<std::vector<Ear::News>> Ear::listen(std::span<const Listener> listeners, const std::stop_token& stop) {
  std::vector<model::Event> heard;
  std::set<std::string> caught_up, listening;
  model::EventNumber newest = 0;
  {
    const std::lock_guard lock(mutex_);
    names_.clear();
    for (const Listener& one : listeners) names_.insert(one.names.begin(), one.names.end());
    heard.swap(heard_);
    caught_up = caught_up_;
    newest = newest_;
  }
  std::vector<News> news;
  for (const Listener& listener : listeners) {
    listening.insert(listener.key);
    News& own = news.emplace_back();
    own.up_to = std::max(newest, listener.heard);
    if (!caught_up.contains(listener.key)) {
      // In this order: what comes during the flush is in the timeline before it is in the warehouse. It is heard.
      THRONG_TRY(const timeline::Snapshot snapshot, place_.audience.sources().timeline->snapshot());
      own.up_to = std::max(own.up_to, snapshot.last_number());
      THRONG_CHECK(place_.collector.flush());
      THRONG_TRY(own.events, missed(listener, own.up_to, stop));
      own.is_worth_noting = own.up_to > listener.heard;
    }
    const model::EventNumber read = caught_up.contains(listener.key) ? listener.heard : own.up_to;
    std::ranges::copy_if(heard, std::back_inserter(own.events), [&](const model::Event& event) {
      return event.number > read && listener.names.contains(event.name);
    });
    if (!own.events.empty()) own.up_to = std::max(own.up_to, own.events.back().number);
  }
  const std::lock_guard lock(mutex_);
  if (heard_.size() < kMostHeard)
    caught_up_ = std::move(listening);
  else
    caught_up_.clear();
  return news;
}

Result<std::vector<model::Event>> Ear::missed(const Listener& listener, model::EventNumber up_to,
                                              const std::stop_token& stop) const {
  if (listener.names.empty()) return std::vector<model::Event>();
  return stored_events(place_,
                       fmt::format("event IN ({}) AND num > {} AND num <= {} ORDER BY num", quoted_list(listener.names),
                                   listener.heard, up_to),
                       stop);
}

}  // namespace throng::engage::internal
