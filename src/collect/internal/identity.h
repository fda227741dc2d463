// Step 8: ids to numbers, and which numbers are one person.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "collect/collector.h"
#include "model/event.h"
#include "warehouse/schema.h"

namespace throng::collect {

// Every id of anybody, and every link. One thread at a time; the caller locks.
// Changes are taken back as a whole: mark(), changes, then keep() or roll_back().
class Identity {
 public:
  Identity();

  // Loading, in order of number and id. A number may be missing (erased people).
  void restore(const warehouse::IdRow& row);
  void restore(const model::Link& link);
  // The next number given is at least this.
  void reserve(model::PersonNumber next);

  std::optional<model::PersonNumber> find(model::IdKind kind, std::string_view value) const;
  // The id's number, a new one if it was never seen.
  model::PersonNumber number_of(model::IdKind kind, std::string_view value, Instant seen);
  model::PersonNumber representative(model::PersonNumber number) const;
  std::vector<model::PersonNumber> members(model::PersonNumber representative) const;
  const warehouse::IdRow* id(model::PersonNumber number) const;  // null when unknown

  // An event (or alias) says that anonymous number `from` is user `into`. Linked unless `from` is somebody's already,
  // or that very claim was undone before.
  void claim(model::PersonNumber from, model::PersonNumber into, Instant at, const model::EventId& why);
  // Errors: conflict (one person already).
  Result<model::Link> merge(model::PersonNumber from, model::PersonNumber into, Instant at, const std::string& why);
  // Errors: not_found, conflict (undone already), invalid_argument (an undo itself).
  Result<model::Link> undo(std::uint64_t link, Instant at, const std::string& why);

  std::vector<model::Link> links(std::size_t limit, std::size_t offset) const;  // newest first
  const model::Link* link(std::uint64_t id) const;
  std::uint64_t next_link() const { return links_.empty() ? first_link_ : links_.back().id + 1; }
  model::PersonNumber next_person() const { return static_cast<model::PersonNumber>(rows_.size()); }
  void reserve_link(std::uint64_t next) { first_link_ = std::max(first_link_, next); }

  void mark();
  void roll_back();
  // What was added since mark().
  std::vector<warehouse::IdRow> new_ids() const;
  std::vector<model::Link> new_links() const;

 private:
  struct Slot {
    std::uint32_t tag = 0;           // upper hash bits
    model::PersonNumber number = 0;  // 0: free
  };
  struct Node {
    model::PersonNumber parent = 0, first_child = 0, next_sibling = 0;
  };
  std::uint64_t hash(model::IdKind kind, std::string_view value) const;
  std::size_t slot_of(model::IdKind kind, std::string_view value, std::uint64_t hash) const;
  void add_row(model::PersonNumber number, warehouse::IdRow row);
  void grow();
  void apply(const model::Link& link);
  void unapply(const model::Link& link);
  void attach(model::PersonNumber child, model::PersonNumber parent);
  void detach(model::PersonNumber child);
  bool is_undone(std::uint64_t link) const { return undone_.contains(link); }

  std::deque<warehouse::IdRow> rows_;  // by number; [0] unused; a missing number has an empty value
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::vector<Node> nodes_;
  std::deque<model::Link> links_;
  std::uint64_t first_link_ = 1;
  std::set<std::uint64_t> undone_;
  std::set<std::pair<model::PersonNumber, model::PersonNumber>> refused_claims_;
  std::size_t marked_rows_ = 1, marked_links_ = 0;
  std::uint64_t seed_;
};

}  // namespace throng::collect
