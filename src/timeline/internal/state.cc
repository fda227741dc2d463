#include "timeline/internal/state.h"

#include <algorithm>

namespace throng::timeline {
namespace {

bool has_events(const Core& core, model::PersonNumber owner) {
  const std::size_t slice = slice_of(owner, core.layout->slices.size());
  return core.layout->slices[slice]->find(owner) != kNoRun || core.delta[slice]->find(owner) != kNoRun;
}

}  // namespace

std::shared_ptr<const Overlay> make_overlay(Groups groups, std::size_t slices) {
  auto overlay = std::make_shared<Overlay>();
  overlay->moved.resize(slices);
  overlay->gathered.resize(slices);
  for (const auto& [representative, unsorted] : groups.all()) {
    auto owners = groups.members(representative);
    for (const model::PersonNumber owner : owners) {
      if (owner != representative) overlay->moved[slice_of(owner, slices)].push_back(owner);
    }
    overlay->gathered[slice_of(representative, slices)].push_back({representative, std::move(owners)});
  }
  for (auto& moved : overlay->moved) std::sort(moved.begin(), moved.end());
  for (auto& gathered : overlay->gathered) {
    std::sort(gathered.begin(), gathered.end(), [](const auto& a, const auto& b) { return a.representative < b.representative; });
  }
  overlay->groups = std::move(groups);
  return overlay;
}

void count(Core& core) {
  core.events = core.layout->events;
  core.persons = core.layout->runs;
  for (const auto& delta : core.delta) {
    core.events += delta->keys.size();
    core.persons += delta->fresh;
  }
  for (const auto& [representative, owners] : core.overlay->groups.all()) {
    const auto active = std::count_if(owners.begin(), owners.end(), [&](auto owner) { return has_events(core, owner); });
    if (active > 1) core.persons -= static_cast<std::uint64_t>(active - 1);
  }
}

}  // namespace throng::timeline
