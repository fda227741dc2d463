// The columns of the current layout: loaded once however many ask, dropped least recently used.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>

#include "base/worker_pool.h"
#include "timeline/internal/source.h"
#include "timeline/internal/state.h"

namespace throng::timeline {

// Thread-safe.
class ColumnCache {
 public:
  ColumnCache(Source& source, WorkerPool& pool, std::uint64_t memory_budget)
      : source_(source), pool_(pool), memory_budget_(memory_budget) {}

  // The columns bound to this core; empty optional when the core's layout is not the current one any more (take the
  // current core and ask again). Errors: deadline (memory budget), cancelled, and the source's.
  Result<std::optional<std::vector<BoundColumn>>> bind(const Core& core, std::span<const ColumnRef> refs,
                                                       std::stop_token stop);

  // All columns that are loaded for this core's layout.
  std::vector<BoundColumn> loaded(const Core& core);
  // From now on `layout` is current; carried columns (in the order loaded() gave them) go with it, others are dropped.
  void advance(const Layout& layout, std::span<const BoundColumn> loaded,
               std::span<const std::shared_ptr<const BaseColumn>> carried);
  // The layout was read anew: no column survives.
  void reset(const Layout& layout) { advance(layout, {}, {}); }

  struct Usage {
    std::uint64_t columns = 0;
    std::uint64_t bytes = 0;
  };
  Usage usage() const;

 private:
  // Shared by the entries of one column in successive layouts.
  struct Values {
    std::mutex mutex;
    Dictionary dictionary;
    std::shared_ptr<const PartTable> parts;  // if it has parts, covering the core that asked last
  };
  struct Entry {
    ColumnRef ref;
    enum class Phase { loading, ready, failed } phase = Phase::loading;
    Error error;             // failed
    std::uint64_t used = 0;  // time of last use, in uses
    std::uint64_t bytes = 0;
    std::shared_ptr<const BaseColumn> base;
    bool has_operations = false;  // a trait that is not only set: the base keeps every operation on it
    std::shared_ptr<Values> values = std::make_shared<Values>();
    // Guarded by values->mutex: what was read of the core's delta so far.
    std::vector<std::shared_ptr<DeltaColumn>> delta;
    std::uint32_t delta_size = 0;
    bool delta_has_operations = false;
    std::shared_ptr<const FoldedTraits> folded;  // for the core of this version
    std::uint64_t folded_version = 0;
  };
  using EntryPtr = std::shared_ptr<Entry>;

  Result<EntryPtr> ready_entry(const Core& core, const ColumnRef& ref, std::uint64_t since, std::stop_token stop);
  Result<void> load(const Core& core, Entry& entry, std::stop_token stop);
  Result<std::shared_ptr<const BaseColumn>> read(const Core& core, Entry& entry, std::stop_token stop);
  Result<std::shared_ptr<const BaseColumn>> make_parts(const Core& core, Entry& entry);
  Result<void> make_room(std::uint64_t wanted, std::uint64_t since);
  void drop(const EntryPtr& entry);
  static Result<BoundColumn> bound(const Core& core, Entry& entry);
  static void fold_scattered(const Core& core, Entry& entry);
  static void read_delta(const Core& core, Entry& entry);
  static Result<void> cover_parts(const Core& core, Entry& entry);

  Source& source_;
  WorkerPool& pool_;
  const std::uint64_t memory_budget_;
  mutable std::mutex mutex_;
  std::condition_variable loaded_;
  std::map<ColumnRef, EntryPtr> entries_;
  std::uint64_t layout_ = 0;
  std::uint64_t layout_bytes_ = 0;
  std::uint64_t clock_ = 0;
};

}  // namespace throng::timeline
