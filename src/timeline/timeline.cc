#include "timeline/timeline.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "model/filter.h"
#include "timeline/internal/columns.h"
#include "timeline/internal/layout.h"

namespace throng::timeline {
namespace {

constexpr std::uint64_t kMaxNumber = ~std::uint32_t{0};
constexpr std::size_t kMaxNames = 65'000;
constexpr std::size_t kFoldAfterLinks = 4096;

DeltaEvent delta_event(const model::Event& event, EventCode name) {
  return {.number = event.number,
          .id = event.id,
          .person = event.person,
          .key = key_of(to_ms(event.time), model::tie_of(event.id)),
          .name = name,
          .operation = model::profile_op(event.name),
          .session = event.session,
          .channel = event.channel,
          .device = event.device,
          .os = event.os,
          .browser = event.browser,
          .page = event.page,
          .props = event.props};
}

}  // namespace

struct Timeline::Impl {
  Impl(TimelineOptions given, std::unique_ptr<Source> from, MemorySource* kept)
      : options(std::move(given)),
        source(std::move(from)),
        memory(kept),
        pool(options.threads),
        cache(*source, pool, options.memory_budget) {}

  std::shared_ptr<const Core> current() const {
    const std::lock_guard lock(mutex);
    return core;
  }
  Result<void> build(FunctionRef<void(std::uint64_t, std::uint64_t)> progress);
  Result<Groups> read_links();
  void start(std::shared_ptr<const Layout> layout, std::shared_ptr<Core> next);
  void show_pending();
  void deal(Core& next, std::span<const std::uint32_t> slots) const;
  void mark(Core& next, std::span<const std::uint32_t> slots) const;
  bool wants_fold() const;
  void fold_delta();
  std::shared_ptr<const Core> committed_part(const Core& all, std::vector<std::uint32_t>& rest) const;
  void install(std::shared_ptr<Core> next);

  const TimelineOptions options;
  const std::unique_ptr<Source> source;
  MemorySource* const memory;
  ThreadPool pool;
  ColumnCache cache;
  std::atomic<model::EventNumber> committed{0};
  std::atomic<std::uint64_t> folds{0};

  // The writer's own.
  Dictionary names;
  DeltaStore store;
  std::vector<std::uint32_t> pending;  // slots not published yet
  std::vector<model::Link> pending_links;
  std::vector<model::Link> recent_links;  // which the source may not know yet
  model::EventNumber built_up_to = 0;
  std::uint64_t layouts = 0;
  std::uint64_t versions = 0;

  mutable std::mutex mutex;
  std::shared_ptr<const Core> core;
  std::optional<Error> broken;
};

// The source's links, and those it does not have yet.
Result<Groups> Timeline::Impl::read_links() {
  THRONG_TRY(std::vector<model::Link> links, source->links());
  std::uint64_t last = 0;
  for (const model::Link& link : links) last = std::max(last, link.id);
  std::erase_if(recent_links, [&](const model::Link& link) { return link.id <= last; });
  links.insert(links.end(), recent_links.begin(), recent_links.end());
  return groups_of(links);
}

Result<void> Timeline::Impl::build(FunctionRef<void(std::uint64_t, std::uint64_t)> progress) {
  THRONG_TRY(const Source::Extent extent, source->extent());
  if (extent.last_number > kMaxNumber) return fail(ErrorCode::too_large, "a timeline holds at most 4 G events");
  THRONG_TRY(Groups groups, read_links());
  const BuildRequest request{options.slices, ++layouts, extent.last_number, extent.events, progress};
  THRONG_TRY(const std::shared_ptr<const Layout> layout, build_layout(*source, std::move(groups), names, request));
  if (layout->bytes > options.memory_budget) {
    return fail(ErrorCode::deadline, "the events alone need more than the timeline's memory budget");
  }
  built_up_to = extent.last_number;
  pending.clear();
  pending_links.clear();
  auto next = std::make_shared<Core>();
  DeltaStore rest;
  for (std::uint32_t slot = 0; slot < store.size(); ++slot) {
    if (store[slot].number > built_up_to) rest.push(store[slot]);
  }
  store = std::move(rest);
  start(layout, std::move(next));
  return {};
}

// Makes a layout current, with everything in the store as its delta.
void Timeline::Impl::start(std::shared_ptr<const Layout> layout, std::shared_ptr<Core> next) {
  next->layout = std::move(layout);
  next->delta.assign(options.slices, std::make_shared<const Block>());
  next->overlay = make_overlay({}, options.slices);
  next->first_key = next->layout->first_key;
  next->last_key = next->layout->last_key;
  next->last_number = next->layout->last_number;
  next->everybody_changed = versions + 1;
  std::vector<std::uint32_t> slots(store.size());
  for (std::uint32_t slot = 0; slot < store.size(); ++slot) slots[slot] = slot;
  deal(*next, slots);
  mark(*next, slots);
  const std::lock_guard lock(mutex);
  cache.reset(*next->layout);
  install(std::move(next));
}

// Called under the mutex.
void Timeline::Impl::install(std::shared_ptr<Core> next) {
  next->version = ++versions;
  next->store = store;
  next->names = names.view();
  count(*next);
  core = std::move(next);
}

// Merges events of the store into the delta of a core.
void Timeline::Impl::deal(Core& next, std::span<const std::uint32_t> slots) const {
  std::vector<std::vector<OwnedSlot>> added(options.slices);
  for (const std::uint32_t slot : slots) {
    const DeltaEvent& event = store[slot];
    const model::PersonNumber owner = next.owner_of(event.person);
    added[slice_of(owner, options.slices)].push_back({owner, slot});
    next.first_key = std::min(next.first_key, event.key);
    next.last_key = std::max(next.last_key, event.key);
  }
  for (std::size_t slice = 0; slice < options.slices; ++slice) {
    if (added[slice].empty()) continue;
    const Block& base = *next.layout->slices[slice];
    next.delta[slice] =
        std::make_shared<const Block>(merge_delta(*next.delta[slice], base, std::move(added[slice]), store));
  }
}

void Timeline::Impl::show_pending() {
  if (pending.empty() && pending_links.empty()) return;
  auto next = std::make_shared<Core>(*current());
  deal(*next, pending);
  mark(*next, pending);
  if (!pending_links.empty()) {
    next->everybody_changed = versions + 1;
    Groups groups = next->overlay->groups;
    for (const model::Link& link : pending_links) groups.link(next->owner_of(link.from), next->owner_of(link.into));
    next->overlay = make_overlay(std::move(groups), options.slices);
  }
  pending.clear();
  pending_links.clear();
  const std::lock_guard lock(mutex);
  install(std::move(next));
}

// Notes that the version being made is the last that brought these.
void Timeline::Impl::mark(Core& next, std::span<const std::uint32_t> slots) const {
  next.changed.resize(names.size());
  for (const std::uint32_t slot : slots) {
    next.changed[store[slot].name] = versions + 1;
    next.last_number = std::max(next.last_number, store[slot].number);
  }
}

bool Timeline::Impl::wants_fold() const {
  const std::shared_ptr<const Core> now = current();
  if (now->overlay->groups.size() > std::max<std::size_t>(kFoldAfterLinks, now->layout->runs / 100)) return true;
  const std::uint64_t threshold = std::max(options.fold_after, now->layout->events / 20);
  if (store.size() <= threshold) return false;
  std::uint64_t ready = 0;
  for (std::uint32_t slot = 0; slot < store.size(); ++slot) ready += store[slot].number <= committed ? 1 : 0;
  return ready > threshold;
}

// The core as if only committed events had come; `rest` are the others' slots.
std::shared_ptr<const Core> Timeline::Impl::committed_part(const Core& all, std::vector<std::uint32_t>& rest) const {
  std::vector<std::uint32_t> ready;
  for (std::uint32_t slot = 0; slot < store.size(); ++slot)
    (store[slot].number <= committed ? ready : rest).push_back(slot);
  auto part = std::make_shared<Core>(all);
  if (rest.empty()) return part;
  part->delta.assign(options.slices, std::make_shared<const Block>());
  deal(*part, ready);
  return part;
}

void Timeline::Impl::fold_delta() {
  const std::shared_ptr<const Core> now = current();
  const auto tell = [&](std::string_view what) {
    if (options.log != nullptr) options.log->debug(what, {{"events", static_cast<std::int64_t>(now->events)}});
  };
  tell("folding");
  std::vector<std::uint32_t> rest;
  const std::shared_ptr<const Core> part = committed_part(*now, rest);
  const std::vector<BoundColumn> columns = cache.loaded(*now);
  Folded folded = fold(*part, columns, ++layouts, pool);
  DeltaStore remaining;
  for (const std::uint32_t slot : rest) remaining.push(store[slot]);
  store = std::move(remaining);
  auto next = std::make_shared<Core>();
  next->layout = folded.layout;
  next->delta.assign(options.slices, std::make_shared<const Block>());
  next->overlay = make_overlay({}, options.slices);
  next->first_key = now->first_key;
  next->last_key = now->last_key;
  next->last_number = now->last_number;
  next->everybody_changed = now->everybody_changed;
  next->changed = now->changed;
  std::vector<std::uint32_t> slots(store.size());
  for (std::uint32_t slot = 0; slot < store.size(); ++slot) slots[slot] = slot;
  deal(*next, slots);
  ++folds;
  {
    const std::lock_guard lock(mutex);
    cache.advance(*folded.layout, columns, folded.columns);
    install(std::move(next));
  }
  tell("folded");
}

Timeline::Timeline(std::shared_ptr<Impl> impl, WorkerPool& pool) : impl_(std::move(impl)), pool_(&pool) {}
Timeline::~Timeline() = default;

std::unique_ptr<Timeline> Timeline::scanning_on(WorkerPool& pool) const {
  return std::unique_ptr<Timeline>(new Timeline(impl_, pool));
}

Result<std::unique_ptr<Timeline>> Timeline::build(warehouse::Warehouse& warehouse, TimelineOptions options,
                                                  FunctionRef<void(std::uint64_t, std::uint64_t)> progress) {
  auto source = warehouse_source(warehouse, options.project);
  auto impl = std::make_shared<Impl>(std::move(options), std::move(source), nullptr);
  THRONG_CHECK(impl->build(progress));
  WorkerPool& pool = impl->pool;
  return std::unique_ptr<Timeline>(new Timeline(std::move(impl), pool));
}

std::unique_ptr<Timeline> Timeline::empty(TimelineOptions options) {
  auto source = std::make_unique<MemorySource>();
  MemorySource* memory = source.get();
  auto impl = std::make_shared<Impl>(std::move(options), std::move(source), memory);
  impl->committed = kMaxNumber;
  impl->start(empty_layout(impl->options.slices, ++impl->layouts), std::make_shared<Core>());
  WorkerPool& pool = impl->pool;
  return std::unique_ptr<Timeline>(new Timeline(std::move(impl), pool));
}

void Timeline::append(std::span<const model::Event> events, std::span<const model::Link> links) {
  Impl& impl = *impl_;
  if (impl.memory != nullptr) impl.memory->add(events, links);
  for (const model::Event& event : events) {
    if (event.number <= impl.built_up_to) continue;
    const std::uint32_t name = impl.names.encode(event.name);
    if (event.number > kMaxNumber || name >= kMaxNames) {
      const std::lock_guard lock(impl.mutex);
      impl.broken = Error{ErrorCode::too_large, "the timeline is full: more than 4 G events or 65,000 event names", ""};
      return;
    }
    impl.pending.push_back(impl.store.push(delta_event(event, static_cast<EventCode>(name))));
  }
  for (const model::Link& link : links) {
    impl.recent_links.push_back(link);
    if (link.kind != model::LinkKind::undo) impl.pending_links.push_back(link);
  }
}

void Timeline::publish() {
  impl_->show_pending();
  if (impl_->wants_fold()) impl_->fold_delta();
}

void Timeline::committed(model::EventNumber up_to) { impl_->committed = up_to; }

Result<void> Timeline::rebuild() {
  return impl_->build([](std::uint64_t, std::uint64_t) {});
}

Result<Snapshot> Timeline::snapshot(std::span<const ColumnRef> columns, std::stop_token stop) {
  for (;;) {
    auto state = std::make_shared<Snapshot::State>();
    {
      const std::lock_guard lock(impl_->mutex);
      if (impl_->broken) return std::unexpected(*impl_->broken);
      state->core = impl_->core;
    }
    THRONG_TRY(auto bound, impl_->cache.bind(*state->core, columns, stop));
    if (!bound) continue;  // folded meanwhile
    state->columns = std::move(*bound);
    Snapshot snapshot;
    snapshot.state_ = std::move(state);
    return snapshot;
  }
}

std::uint64_t Timeline::changed(const EventSet& events) const {
  const std::shared_ptr<const Core> core = impl_->current();
  std::uint64_t last = core->everybody_changed;
  for (std::size_t code = 0; code < core->changed.size(); ++code) {
    const std::string_view name = core->names.values[code];
    const bool wanted = events.everything || (events.activity && model::is_activity(name)) ||
                        std::find(events.names.begin(), events.names.end(), name) != events.names.end();
    if (wanted) last = std::max(last, core->changed[code]);
  }
  return last;
}

bool Timeline::is_settled() const { return impl_->current()->last_number <= impl_->committed; }

Timeline::Stats Timeline::stats() const {
  const std::shared_ptr<const Core> core = impl_->current();
  const ColumnCache::Usage usage = impl_->cache.usage();
  return {.events = core->events,
          .runs = core->layout->runs,
          .delta_events = core->events - core->layout->events,
          .base_bytes = core->layout->bytes,
          .column_bytes = usage.bytes,
          .columns = usage.columns,
          .folds = impl_->folds,
          .version = core->version};
}

}  // namespace throng::timeline
