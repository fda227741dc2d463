// The numbers of sessions per bucket and over all, gathered part by part.
#pragma once

#include <vector>

#include "analyze/session/internal/facts.h"

namespace throng::analyze::internal {

class SessionTally {
 public:
  explicit SessionTally(std::size_t buckets) : buckets_(buckets), lengths_(buckets) {}
  // The sessions of one person stand together.
  void add(const SessionRow& row) {
    buckets_[row.bucket].add(row);
    total_.add(row);
    lengths_[row.bucket].push_back(row.length_ms);
  }

  // One series of parts whose persons are others each. Uses the parts up.
  static SessionSeries series(std::string label, std::vector<SessionTally> parts, WorkerPool* pool);

 private:
  struct Sum {
    SessionNumbers counts;
    std::int64_t length_ms = 0;
    std::uint64_t last_person = ~std::uint64_t{0};

    void add(const SessionRow& row) {
      ++counts.sessions;
      counts.events += row.events;
      counts.views += row.views;
      counts.bounces += row.bounced ? 1 : 0;
      length_ms += row.length_ms;
      counts.persons += last_person != row.person ? 1 : 0;
      last_person = row.person;
    }
    void add(const Sum& other);
    SessionNumbers numbers(std::span<const std::vector<std::int64_t>> lengths) const;
  };
  std::vector<Sum> buckets_;
  Sum total_;
  std::vector<std::vector<std::int64_t>> lengths_;  // per bucket
};

// task(0) .. task(count - 1), on the pool if there is one.
void run_on(WorkerPool* pool, std::size_t count, FunctionRef<void(std::size_t)> task);

}  // namespace throng::analyze::internal
