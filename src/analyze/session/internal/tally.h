// The numbers of sessions per bucket and over all, gathered part by part.
#pragma once

#include <vector>

#include "analyze/session/internal/facts.h"

namespace throng::analyze::internal {

class SessionTally {
 public:
  explicit SessionTally(std::size_t buckets) : buckets_(buckets) {}
  // The sessions of one person stand together.
  void add(const SessionRow& row) {
    buckets_[row.bucket].add(row);
    persons_ += last_person_ != row.person ? 1 : 0;
    last_person_ = row.person;
    lengths_.push_back({row.length_ms, row.bucket});
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
    SessionNumbers numbers(std::optional<double> median_ms) const;
  };
  Sum total() const;
  std::vector<std::vector<std::int64_t>> take_lengths();  // per bucket
  std::vector<Sum> buckets_;
  std::uint64_t persons_ = 0;
  std::uint64_t last_person_ = ~std::uint64_t{0};
  // As they come, since a list per bucket would grow in many places.
  struct Length {
    std::int64_t ms = 0;
    std::uint32_t bucket = 0;
  };
  std::vector<Length> lengths_;
};

}  // namespace throng::analyze::internal
