// Who is in a saved segment now. Tags and layers do not exist yet: asking for one is not_found.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "analyze/question.h"
#include "analyze/registry.h"
#include "audience/ledger_costs.h"
#include "ledger/projects.h"

namespace throng::audience {

// The members last computed, per segment; thread-safe. Good for one state of the data and one minute.
class MembershipCache {
 public:
  struct Stamp {
    std::uint64_t snapshot = 0;
    Instant minute{};
    Instant updated{};  // of the segment
    bool operator==(const Stamp&) const = default;
  };
  using Members = std::shared_ptr<const analyze::PersonList>;

  Members find(const std::string& segment, const Stamp& stamp) const;
  void keep(const std::string& segment, const Stamp& stamp, Members members);
  void clear();                   // after any segment changed: others may name it
  std::uint64_t version() const;  // grows with every clear()

 private:
  struct Entry {
    Stamp stamp;
    Members members;
  };
  mutable std::mutex mutex_;
  std::map<std::string, Entry> entries_;
  std::uint64_t version_ = 0;
};

// One question's view of the segments of a project: `now` and the calendar are the question's.
class SegmentMemberships final : public analyze::Memberships {
 public:
  struct Moment {
    Calendar calendar = Calendar::utc();
    Instant now{};
    std::stop_token stop;
  };
  SegmentMemberships(ledger::Db& db, analyze::Sources sources, MembershipCache& cache, Moment moment);

  // Errors: not_found, conflict (a circle: the message names the segments on it), and the analysis' own.
  Result<std::shared_ptr<const analyze::PersonList>> segment(std::string_view id) const override;
  Result<std::shared_ptr<const analyze::PersonList>> tag(std::string_view tag,
                                                         const std::optional<std::string>& value) const override;
  Result<std::shared_ptr<const analyze::PersonList>> layer(std::string_view scheme,
                                                           std::string_view layer) const override;
  std::uint64_t version() const override { return cache_->version(); }

  // Works out all of these that are not known yet in one pass over the timelines, so that segment() finds them. Without
  // a timeline, or where one fails, that is left to segment().
  void prepare(const std::vector<ledger::SavedSegment>& segments) const;

  // The context for a question that may name segments and look up costs; valid while this object lives.
  analyze::AskContext context() const;

 private:
  SegmentMemberships(const SegmentMemberships& outer, const ledger::SavedSegment& inside);
  Result<std::shared_ptr<const analyze::PersonList>> evaluate(const ledger::SavedSegment& segment) const;
  std::uint64_t snapshot_version() const;
  MembershipCache::Stamp stamp_of(const ledger::SavedSegment& segment) const;

  ledger::Db* db_;
  analyze::Sources sources_;
  MembershipCache* cache_;
  Moment moment_;
  LedgerCosts costs_;
  std::vector<ledger::SavedSegment> path_;  // segments being evaluated around this one
};

}  // namespace throng::audience
