#include "timeline/internal/columns.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <limits>

#include "model/value.h"

namespace throng::timeline {
namespace {

constexpr std::string_view kNull = "null";
constexpr std::chrono::milliseconds kStopCheck{50};
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

double number_of(std::string_view raw) { return model::as_number(raw).value_or(kMissing); }

std::uint64_t bytes_of(const BaseColumn& column) {
  std::uint64_t bytes = 0;
  for (const SliceColumn& slice : column) bytes += slice.bytes();
  return bytes;
}

// What a column will take at least, before its dictionary is known.
std::uint64_t least_bytes(const Core& core, const ColumnRef& ref) {
  if (has_parts(ref)) return core.layout->runs * sizeof(std::uint64_t);
  const std::uint64_t width = ref.kind == ColumnKind::code ? sizeof(ValueCode) : sizeof(double);
  return ref.trait ? core.layout->runs * (width + sizeof(std::uint64_t)) : core.layout->events * width;
}

// A column by event number, as it comes from the source.
class ByNumber {
 public:
  ByNumber(const ColumnRef& ref, std::size_t size)
      : says_(ref.trait ? size : 0),
        codes_(ref.kind == ColumnKind::code ? size : 0),
        numbers_(ref.kind == ColumnKind::number ? size : 0, kMissing) {}

  void take(std::uint64_t number, std::string_view raw, Dictionary& dictionary) {
    if (!says_.empty()) says_[number] = 1;
    if (raw == kNull) return;
    if (codes_.empty()) {
      numbers_[number] = number_of(raw);
    } else {
      codes_[number] = dictionary.encode(raw);
    }
  }
  bool says(std::uint32_t number) const { return says_[number] != 0; }
  // Room for so many values, none of them there.
  void prepare(SliceColumn& column, std::size_t size) const {
    column.codes.resize(codes_.empty() ? 0 : size);
    column.numbers.resize(codes_.empty() ? size : 0, kMissing);
  }
  void copy(std::uint32_t number, SliceColumn& column, std::size_t at) const {
    if (codes_.empty()) {
      column.numbers[at] = numbers_[number];
    } else {
      column.codes[at] = codes_[number];
    }
  }

 private:
  std::vector<std::uint8_t> says_;  // traits: whether the event says anything of it
  std::vector<ValueCode> codes_;
  std::vector<double> numbers_;
};

// Of every run what its latest event says that says anything.
void latest(const Block& block, const ByNumber& values, SliceColumn& to) {
  to.keys.resize(block.runs());
  values.prepare(to, block.runs());
  for (std::size_t run = 0; run < block.runs(); ++run) {
    std::uint32_t event = block.offsets[run + 1];
    while (event > block.offsets[run] && !values.says(block.refs[event - 1])) --event;
    if (event == block.offsets[run]) continue;
    to.keys[run] = block.keys[event - 1] + 1;
    values.copy(block.refs[event - 1], to, run);
  }
}

}  // namespace

Result<std::optional<std::vector<BoundColumn>>> ColumnCache::bind(const Core& core, std::span<const ColumnRef> refs,
                                                                  std::stop_token stop) {
  std::uint64_t since = 0;
  {
    const std::lock_guard lock(mutex_);
    since = ++clock_;
  }
  std::vector<BoundColumn> columns;
  for (const ColumnRef& ref : refs) {
    THRONG_TRY(const EntryPtr entry, ready_entry(core, ref, since, stop));
    if (entry == nullptr) return std::nullopt;
    THRONG_TRY(BoundColumn column, bound(core, *entry));
    columns.push_back(std::move(column));
  }
  return columns;
}

// Null when the core's layout is gone.
Result<ColumnCache::EntryPtr> ColumnCache::ready_entry(const Core& core, const ColumnRef& ref, std::uint64_t since,
                                                       std::stop_token stop) {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (layout_ != core.layout->id) return EntryPtr();
    const auto found = entries_.find(ref);
    if (found == entries_.end()) break;
    const EntryPtr entry = found->second;
    entry->used = ++clock_;
    while (entry->phase == Entry::Phase::loading) {
      if (stop.stop_requested()) return fail(ErrorCode::cancelled, "reading a column was cancelled");
      loaded_.wait_for(lock, kStopCheck);
    }
    if (entry->phase == Entry::Phase::ready) return entry;
    // Somebody else's request to stop is not ours: try again.
    if (entry->error.code != ErrorCode::cancelled || stop.stop_requested()) return std::unexpected(entry->error);
  }
  THRONG_CHECK(make_room(least_bytes(core, ref), since));
  const auto entry = std::make_shared<Entry>();
  entry->ref = ref;
  entry->used = ++clock_;
  entries_[ref] = entry;
  lock.unlock();
  Result<void> result = load(core, *entry, stop);
  lock.lock();
  if (result) result = make_room(0, since);
  entry->phase = result ? Entry::Phase::ready : Entry::Phase::failed;
  if (!result) {
    entry->error = result.error();
    const auto found = entries_.find(ref);
    if (found != entries_.end() && found->second == entry) entries_.erase(found);
  }
  loaded_.notify_all();
  if (!result) return std::unexpected(result.error());
  return entry;
}

// Drops what nobody used since then, longest unused first, until `wanted` more bytes fit. Called under the mutex.
Result<void> ColumnCache::make_room(std::uint64_t wanted, std::uint64_t since) {
  for (;;) {
    std::uint64_t total = layout_bytes_ + wanted;
    auto oldest = entries_.end();
    for (auto it = entries_.begin(); it != entries_.end(); ++it) {
      const Entry& entry = *it->second;
      total += entry.bytes;
      const bool droppable = entry.phase == Entry::Phase::ready && entry.used <= since;
      if (droppable && (oldest == entries_.end() || entry.used < oldest->second->used)) oldest = it;
    }
    if (total <= memory_budget_) return {};
    if (oldest == entries_.end()) {
      return fail(ErrorCode::deadline,
                  fmt::format("the columns of this question need {} MB, the timeline's memory budget is {} MB",
                              total >> 20U, memory_budget_ >> 20U));
    }
    entries_.erase(oldest);
  }
}

Result<void> ColumnCache::load(const Core& core, Entry& entry, std::stop_token stop) {
  entry.values->dictionary.encode("");
  auto base = has_parts(entry.ref) ? make_parts(core, entry) : read(core, entry, stop);
  if (!base) return std::unexpected(base.error());
  const std::lock_guard lock(mutex_);
  entry.base = std::move(*base);
  entry.bytes = bytes_of(*entry.base) + entry.values->dictionary.bytes();
  return {};
}

Result<std::shared_ptr<const BaseColumn>> ColumnCache::read(const Core& core, Entry& entry, std::stop_token stop) {
  const Layout& layout = *core.layout;
  ByNumber values(entry.ref, layout.last_number + 1);
  const auto take = [&](std::uint64_t number, std::string_view raw) {
    values.take(number, raw, entry.values->dictionary);
  };
  THRONG_CHECK(source_.column(entry.ref, layout.last_number, stop, take));
  auto column = std::make_shared<BaseColumn>(layout.slices.size());
  pool_.run(layout.slices.size(), [&](std::size_t slice) {
    const Block& block = *layout.slices[slice];
    SliceColumn& to = (*column)[slice];
    if (entry.ref.trait) return latest(block, values, to);
    values.prepare(to, block.refs.size());
    for (std::size_t i = 0; i < block.refs.size(); ++i) values.copy(block.refs[i], to, i);
  });
  return column;
}

Result<std::shared_ptr<const BaseColumn>> ColumnCache::make_parts(const Core& core, Entry& entry) {
  THRONG_CHECK(cover_parts(core, entry));
  const PartTable& table = *entry.values->parts;
  auto column = std::make_shared<BaseColumn>(core.layout->slices.size());
  pool_.run(column->size(), [&](std::size_t slice) {
    const Block& block = *core.layout->slices[slice];
    SliceColumn& to = (*column)[slice];
    PartList list;
    to.offsets = {0};
    for (std::size_t run = 0; run < block.runs(); ++run) {
      const std::size_t first = block.offsets[run], size = block.offsets[run + 1] - first;
      table.add(list, std::span(block.keys).subspan(first, size), std::span(block.names).subspan(first, size));
      to.offsets.push_back(static_cast<std::uint32_t>(list.codes.size()));
    }
    to.codes = std::move(list.codes);
    to.masks = std::move(list.masks);
    to.codes.shrink_to_fit();
    to.masks.shrink_to_fit();
  });
  return column;
}

Result<void> ColumnCache::cover_parts(const Core& core, Entry& entry) {
  std::shared_ptr<const PartTable>& parts = entry.values->parts;
  const PartScope scope{core.first_key, core.last_key, core.names.values};
  if (parts != nullptr && parts->covers(scope)) return {};
  THRONG_TRY(parts, part_table(entry.ref, scope));
  return {};
}

Result<BoundColumn> ColumnCache::bound(const Core& core, Entry& entry) {
  const std::lock_guard lock(entry.values->mutex);
  if (has_parts(entry.ref)) {
    THRONG_CHECK(cover_parts(core, entry));
  } else {
    read_delta(core, entry);
  }
  return BoundColumn{entry.ref,
                     entry.base,
                     {entry.delta.begin(), entry.delta.end()},
                     entry.values->dictionary.view(),
                     entry.values->parts};
}

// Values beyond what earlier readers were given are written in place: those readers never look there.
void ColumnCache::read_delta(const Core& core, Entry& entry) {
  const EventReader read(entry.ref);
  const bool code = entry.ref.kind == ColumnKind::code;
  for (; entry.delta_size < core.store.size(); ++entry.delta_size) {
    const std::uint32_t at = entry.delta_size % DeltaStore::kSegment;
    if (at == 0) {
      auto segment = std::make_shared<DeltaColumn>();
      segment->codes.resize(code ? DeltaStore::kSegment : 0);
      segment->numbers.resize(code ? 0 : DeltaStore::kSegment, kMissing);
      segment->says.resize(entry.ref.trait ? DeltaStore::kSegment : 0);
      entry.delta.push_back(std::move(segment));
    }
    const DeltaEvent& event = core.store[entry.delta_size];
    if (entry.ref.trait && !event.identify) continue;
    const std::string raw = read(event);
    if (raw.empty()) continue;
    DeltaColumn& segment = *entry.delta.back();
    if (entry.ref.trait) segment.says[at] = 1;
    if (raw == kNull) continue;
    if (code) {
      segment.codes[at] = entry.values->dictionary.encode(raw);
    } else {
      segment.numbers[at] = number_of(raw);
    }
  }
}

std::vector<BoundColumn> ColumnCache::loaded(const Core& core) {
  std::vector<EntryPtr> ready;
  {
    const std::lock_guard lock(mutex_);
    if (layout_ != core.layout->id) return {};
    for (const auto& [ref, entry] : entries_) {
      if (entry->phase == Entry::Phase::ready) ready.push_back(entry);
    }
  }
  std::vector<BoundColumn> columns;
  for (const EntryPtr& entry : ready) {
    if (auto column = bound(core, *entry)) columns.push_back(std::move(*column));
  }
  return columns;
}

void ColumnCache::advance(const Layout& layout, std::span<const BoundColumn> loaded,
                          std::span<const std::shared_ptr<const BaseColumn>> carried) {
  const std::lock_guard lock(mutex_);
  std::map<ColumnRef, EntryPtr> next;
  for (std::size_t c = 0; c < loaded.size(); ++c) {
    const auto found = entries_.find(loaded[c].ref);
    if (found == entries_.end() || found->second->base != loaded[c].base) continue;  // dropped meanwhile
    const auto entry = std::make_shared<Entry>();
    entry->ref = loaded[c].ref;
    entry->phase = Entry::Phase::ready;
    entry->used = found->second->used;
    entry->base = carried[c];
    entry->values = found->second->values;
    entry->bytes =
        bytes_of(*carried[c]) + (found->second->bytes - std::min(found->second->bytes, bytes_of(*found->second->base)));
    next[entry->ref] = entry;
  }
  entries_ = std::move(next);
  layout_ = layout.id;
  layout_bytes_ = layout.bytes;
}

ColumnCache::Usage ColumnCache::usage() const {
  const std::lock_guard lock(mutex_);
  Usage usage;
  for (const auto& [ref, entry] : entries_) {
    usage.bytes += entry->bytes;
    usage.columns += entry->phase == Entry::Phase::ready ? 1 : 0;
  }
  return usage;
}

}  // namespace throng::timeline
