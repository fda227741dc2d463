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

  void take(std::uint64_t number, std::string_view raw, model::ProfileOp op, Dictionary& dictionary) {
    if (!says_.empty()) says_[number] = static_cast<std::uint8_t>(static_cast<int>(op) + 1);
    has_operations_ = has_operations_ || op != model::ProfileOp::set;
    if (raw == kNull) return;
    if (codes_.empty()) {
      numbers_[number] = number_of(raw);
    } else {
      codes_[number] = dictionary.encode(raw);
    }
  }
  bool says(std::uint32_t number) const { return says_[number] != 0; }
  bool has_operations() const { return has_operations_; }
  // What the event does, its operand a code.
  Operation operation(std::uint64_t key, std::uint32_t number) const {
    return {key, number, static_cast<model::ProfileOp>(says_[number] - 1), codes_[number]};
  }
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
  std::vector<std::uint8_t> says_;  // traits: 1 + the operation; 0: the event says nothing of it
  bool has_operations_ = false;
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

std::string result_of(std::span<const Operation> operations, const Dictionary& dictionary) {
  std::string raw;
  const Dictionary::View texts = dictionary.view();
  for (const Operation& one : operations) raw = model::after(one.op, std::move(raw), texts.values[one.operand]);
  return raw;
}

FoldedTrait folded(std::span<const Operation> operations, ColumnKind kind, Dictionary& dictionary) {
  if (operations.empty()) return {.number = kMissing};
  const std::string raw = result_of(operations, dictionary);
  const std::uint64_t said = operations.back().key + 1;
  if (kind == ColumnKind::number) return {said, 0, raw.empty() ? kMissing : number_of(raw)};
  return {said, raw.empty() ? 0 : dictionary.encode(raw), kMissing};
}

// Of every run what all operations on it come to, and those operations.
void fold_runs(const Block& block, const ByNumber& values, ColumnKind kind, Dictionary& dictionary, SliceColumn& to) {
  Operations& kept = to.operations;
  kept.offsets = {0};
  to.keys.resize(block.runs());
  to.codes.resize(kind == ColumnKind::code ? block.runs() : 0);
  to.numbers.resize(kind == ColumnKind::number ? block.runs() : 0, kMissing);
  for (std::size_t run = 0; run < block.runs(); ++run) {
    const std::size_t first = kept.all.size();
    for (std::uint32_t event = block.offsets[run]; event < block.offsets[run + 1]; ++event) {
      if (values.says(block.refs[event])) kept.all.push_back(values.operation(block.keys[event], block.refs[event]));
    }
    kept.offsets.push_back(static_cast<std::uint32_t>(kept.all.size()));
    const FoldedTrait one = folded(std::span(kept.all).subspan(first), kind, dictionary);
    to.keys[run] = one.said;
    kind == ColumnKind::code ? void(to.codes[run] = one.code) : void(to.numbers[run] = one.number);
  }
}

// What an event that waits in the delta says of a trait; "" for nothing.
std::string said_by(const DeltaEvent& event, const EventReader& read) {
  if (!event.operation) return {};
  return event.operation == model::ProfileOp::clear ? std::string(kNull) : read(event);
}

bool delta_has_operations(const Core& core, const ColumnRef& ref) {
  const EventReader read(ref);
  for (std::uint32_t slot = 0; slot < core.store.size(); ++slot) {
    const DeltaEvent& event = core.store[slot];
    if (event.operation && event.operation != model::ProfileOp::set && !said_by(event, read).empty()) return true;
  }
  return false;
}

// Everything done to one trait of one person, in order.
class Gathering {
 public:
  Gathering(const Core& core, const ColumnRef& ref, const BaseColumn& base, Dictionary& dictionary)
      : core_(core), read_(ref), base_(base), dictionary_(dictionary) {}

  std::span<const Operation> of(model::PersonNumber representative) {
    all_.clear();
    for (const model::PersonNumber owner : core_.overlay->groups.members(representative)) add(owner);
    std::ranges::sort(all_, {}, [](const Operation& one) { return std::pair(one.key, one.number); });
    return all_;
  }

 private:
  void add(model::PersonNumber owner) {
    const std::size_t slice = slice_of(owner, core_.delta.size());
    const Block& base = *core_.layout->slices[slice];
    if (const std::size_t run = base.find(owner); run != kNoRun) {
      const Operations& kept = base_[slice].operations;
      all_.insert(all_.end(), kept.all.begin() + kept.offsets[run], kept.all.begin() + kept.offsets[run + 1]);
    }
    const Block& delta = *core_.delta[slice];
    const std::size_t run = delta.find(owner);
    if (run == kNoRun) return;
    for (std::uint32_t i = delta.offsets[run]; i < delta.offsets[run + 1]; ++i) {
      const DeltaEvent& event = core_.store[delta.slots[i]];
      const std::string raw = said_by(event, read_);
      if (raw.empty()) continue;
      const ValueCode operand = raw == kNull ? 0 : dictionary_.encode(raw);
      all_.push_back({delta.keys[i], delta.refs[i], *event.operation, operand});
    }
  }

  const Core& core_;
  EventReader read_;
  const BaseColumn& base_;
  Dictionary& dictionary_;
  std::vector<Operation> all_;
};

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
    auto column = bound(core, *entry);
    if (!column && column.error().code == ErrorCode::conflict) {
      drop(entry);
      THRONG_TRY(const EntryPtr anew, ready_entry(core, ref, since, stop));
      if (anew == nullptr) return std::nullopt;
      column = bound(core, *anew);
    }
    if (!column) return std::unexpected(column.error());
    columns.push_back(*std::move(column));
  }
  return columns;
}

void ColumnCache::drop(const EntryPtr& entry) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(entry->ref);
  if (found != entries_.end() && found->second == entry) entries_.erase(found);
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
  Dictionary& dictionary = entry.values->dictionary;
  const auto take = [&](std::uint64_t number, std::string_view raw, model::ProfileOp op) {
    values.take(number, raw, op, dictionary);
  };
  THRONG_CHECK(source_.column(entry.ref, layout.last_number, stop, take));
  auto column = std::make_shared<BaseColumn>(layout.slices.size());
  entry.has_operations = entry.ref.trait && (values.has_operations() || delta_has_operations(core, entry.ref));
  if (entry.has_operations) {
    // Operands are texts, of numbers too.
    ByNumber operands({.trait = true, .name = entry.ref.name, .kind = ColumnKind::code}, layout.last_number + 1);
    const auto keep = [&](std::uint64_t number, std::string_view raw, model::ProfileOp op) {
      operands.take(number, raw, op, dictionary);
    };
    if (entry.ref.kind == ColumnKind::number) THRONG_CHECK(source_.column(entry.ref, layout.last_number, stop, keep));
    const ByNumber& all = entry.ref.kind == ColumnKind::number ? operands : values;
    for (std::size_t slice = 0; slice < layout.slices.size(); ++slice)
      fold_runs(*layout.slices[slice], all, entry.ref.kind, dictionary, (*column)[slice]);
    return column;
  }
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
    if (entry.delta_has_operations && !entry.has_operations)
      return fail(ErrorCode::conflict, "the column was read when it was only ever set");
    if (entry.has_operations) fold_scattered(core, entry);
  }
  return BoundColumn{
      entry.ref,           entry.base,  {entry.delta.begin(), entry.delta.end()}, entry.values->dictionary.view(),
      entry.values->parts, entry.folded};
}

// What is done to one person lies in the base and in the delta, or under several owners.
void ColumnCache::fold_scattered(const Core& core, Entry& entry) {
  if (entry.folded != nullptr && entry.folded_version == core.version) return;
  Dictionary& dictionary = entry.values->dictionary;
  Gathering gathering(core, entry.ref, *entry.base, dictionary);
  auto all = std::make_shared<FoldedTraits>();
  const auto add = [&](model::PersonNumber representative) {
    if (all->contains(representative)) return;
    const auto operations = gathering.of(representative);
    if (!operations.empty()) all->emplace(representative, folded(operations, entry.ref.kind, dictionary));
  };
  for (std::uint32_t slot = 0; slot < core.store.size(); ++slot) {
    if (core.store[slot].operation) add(core.representative(core.store[slot].person));
  }
  for (const auto& slice : core.overlay->gathered) {
    for (const Overlay::Gathered& one : slice) add(one.representative);
  }
  entry.folded = std::move(all);
  entry.folded_version = core.version;
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
    const std::string raw = entry.ref.trait ? said_by(event, read) : read(event);
    if (raw.empty()) continue;
    DeltaColumn& segment = *entry.delta.back();
    if (entry.ref.trait) segment.says[at] = 1;
    if (entry.ref.trait && event.operation != model::ProfileOp::set) {
      entry.delta_has_operations = true;
      continue;
    }
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
      // Operations are read anew: what they come to changes with who is who.
      if (entry->phase == Entry::Phase::ready && !entry->has_operations) ready.push_back(entry);
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
