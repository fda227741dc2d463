// Live segments (实时分群): members are followed as events come and as time goes by. Only persons whose membership can
// have changed are looked at again: those of whom there is news, and those with an event that a moving window has just
// left behind or reached. Equal to a full evaluation at any moment (proved on random streams).
#pragma once

#include <map>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <vector>

#include "analyze/question.h"
#include "base/bitmap.h"
#include "timeline/timeline.h"

namespace throng::audience {

struct LiveRule {
  std::string segment;   // id
  model::Filter filter;  // valid for persons
};

struct MembershipChange {
  std::string segment;
  model::PersonNumber person = 0;
  bool entered = false;  // else left
  auto operator<=>(const MembershipChange&) const = default;
};

// One thread follows and advances; others may ask for members at any time.
class LiveSegments {
 public:
  explicit LiveSegments(timeline::Timeline& timeline) : timeline_(timeline) {}

  // Takes these rules from now on and looks at everybody. Of segments that were followed before, or of whom `known`
  // tells the members, the differences are told; the others begin in silence.
  // Errors: those of a segment question; then nothing has changed.
  Result<std::vector<MembershipChange>> follow(std::vector<LiveRule> rules, std::map<std::string, Bitmap> known,
                                               const analyze::AskContext& context);

  // There is news of these numbers (and of whoever has become one person with them), and it is context.now.
  // Errors: as follow(); say the same numbers again.
  Result<std::vector<MembershipChange>> advance(std::span<const model::PersonNumber> news,
                                                const analyze::AskContext& context);

  const std::vector<LiveRule>& rules() const { return rules_; }   // of the thread that follows
  std::optional<Bitmap> members(std::string_view segment) const;  // empty: not followed
  bool follows(std::string_view segment) const;
  std::vector<std::string> segments_of(std::span<const model::PersonNumber> numbers) const;  // that one of them is in

 private:
  struct Clock {
    std::vector<TimeRange> windows;  // as resolved at some moment, in order of the rules' leaves
    Instant minute{};                // where the very instant matters
    std::uint64_t others = 0;        // version of what the rules name
  };
  Result<Clock> clock_at(const analyze::AskContext& context) const;
  Result<std::vector<MembershipChange>> look_at_everybody(const analyze::AskContext& context);
  Result<std::vector<MembershipChange>> look_at(std::span<const model::PersonNumber> persons,
                                                const analyze::AskContext& context);
  void rename(model::PersonNumber number, model::PersonNumber representative);
  void apply(const std::vector<MembershipChange>& changes);
  std::size_t place_of(std::string_view segment) const;  // rules_.size(): not followed

  timeline::Timeline& timeline_;
  mutable std::shared_mutex mutex_;  // of rules_ and members_, held for short changes only
  std::vector<LiveRule> rules_;
  std::vector<Bitmap> members_;  // of each rule
  Clock clock_;
  bool needs_minutes_ = false, names_others_ = false;
};

}  // namespace throng::audience
