// The latest assignments of a project, in memory as far as they were computed or asked for. What questions about
// persons' tags and layers are answered from.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>

#include "audience/lookup.h"
#include "audience/versions.h"

namespace throng::audience {

// Thread-safe.
class Shelf {
 public:
  explicit Shelf(Versions versions) : versions_(std::move(versions)) {}

  // All that are in memory, for looking up one person in. Never blocks for long: for readers in a hurry.
  using Latest = std::map<Object, std::shared_ptr<const Lookup>>;
  std::shared_ptr<const Latest> in_memory() const;
  // Reads those that are not in memory yet; once all are, it costs nothing. Errors: the warehouse's, cancelled.
  Result<void> load_all(const std::stop_token& stop = {});
  bool is_loaded() const { return loaded_; }

  // Null: never computed. Errors: the warehouse's.
  Result<std::shared_ptr<const Assignment>> latest(const Object& object);
  // Stores them, then shows them. Errors: as Versions::put(); then none of them is shown.
  struct New {
    Object object;
    std::shared_ptr<const Assignment> assignment;
  };
  Result<void> put(std::span<const New> news, CivilDate day, Instant computed, std::uint64_t everyone);
  Result<void> forget(const Object& object);

  const Versions& versions() const { return versions_; }
  std::uint64_t version() const;  // grows with every put() and forget()
  std::uint64_t bytes() const;    // of the sets in memory, and of them laid out by person

 private:
  // With the mutex held.
  template <class Change>
  void change(Change how) {
    auto next = std::make_shared<Latest>(*latest_);
    how(*next);
    latest_ = std::move(next);
  }

  Versions versions_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Latest> latest_ =
      std::make_shared<const Latest>();  // replaced as a whole; null: never computed
  std::uint64_t version_ = 0;
  Instant last_put_{};
  std::mutex loading_;
  std::atomic<bool> loaded_ = false;
};

}  // namespace throng::audience
