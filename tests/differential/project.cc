#include "differential/project.h"

#include <cstdlib>
#include <iostream>

#include "warehouse/schema.h"
#include "warehouse/testing.h"

namespace throng::testing {
namespace {

template <class T>
T must(Result<T> result) {
  if (result) {
    if constexpr (std::is_void_v<T>)
      return;
    else
      return std::move(*result);
  }
  std::cerr << describe(result.error()) << std::endl;
  std::abort();
}

void insert(const analyze::Sources& sources, std::string_view table, const warehouse::Block& block, std::size_t part) {
  if (block.rows == 0) return;
  must(sources.warehouse->insert(warehouse::table(sources.project, table), block,
                                 std::string(table) + std::to_string(part)));
}

}  // namespace

Project::Project(Dice& dice) : data(make_data(dice)), memberships(data), costs(dice, data) {
  context.calendar = data.calendar;
  context.now = data.now;
  context.memberships = &memberships;
  context.costs = &costs;
  sources.warehouse = &warehouse::TestWarehouse::shared();
  sources.project = warehouse::TestWarehouse::fresh_project();
  store(0, 0, data.base_events, data.base_links);
  build_timeline(dice);
  store(data.base_events, data.base_links, data.events.size(), data.links.size());
  // Of events that the timeline does not know to be stored it keeps the properties itself.
  const std::size_t appended = data.events.size() - data.base_events;
  timeline_->committed(data.base_events + (dice.one_in(2) ? appended : dice.below(appended + 1)));
}

void Project::store(std::size_t first_event, std::size_t first_link, std::size_t events, std::size_t links) {
  insert(sources, "events", warehouse::events_block(std::span(data.events).subspan(first_event, events - first_event)),
         first_event);
  insert(sources, "links", warehouse::links_block(std::span(data.links).subspan(first_link, links - first_link)),
         first_link);
}

void Project::build_timeline(Dice& dice) {
  timeline::TimelineOptions options;
  options.project = sources.project;
  options.slices = 1 + dice.below(4);
  timeline_ = must(timeline::Timeline::build(*sources.warehouse, options, [](std::uint64_t, std::uint64_t) {}));
  sources.timeline = timeline_.get();
  const auto events = std::span(data.events).subspan(data.base_events);
  const auto links = std::span(data.links).subspan(data.base_links);
  const std::size_t half = events.size() / 2;
  timeline_->append(events.first(half), {});
  timeline_->publish();
  timeline_->append(events.subspan(half), links);
  timeline_->publish();
}

}  // namespace throng::testing
