// Splits a person's events into sessions while scanning, in constant time per event.
#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

#include "analyze/sessions.h"
#include "timeline/filter_scan.h"

namespace throng::analyze::internal {

// What is known of the running session.
class RunningSession {
 public:
  // Takes the person's next activity; whether it begins a session.
  bool begins(std::int64_t ms, timeline::ValueCode id, std::int64_t timeout_ms) {
    return begins(true, ms, id, timeout_ms);
  }
  // The same of any event; one that is no activity changes nothing. Without a branch: nobody could foresee it.
  bool begins(bool activity, std::int64_t ms, timeline::ValueCode id, std::int64_t timeout_ms) {
    const bool told = (id != 0) & (id_ != 0);
    const bool fresh = activity & (told ? id != id_ : ms - last_ms_ > timeout_ms);
    id_ = fresh | (activity & (id != 0)) ? id : id_;
    last_ms_ = activity ? ms : last_ms_;
    return fresh;
  }

 private:
  friend class SessionSplit;
  std::int64_t last_ms_ = std::numeric_limits<std::int64_t>::min() / 2;
  timeline::ValueCode id_ = 0;  // 0: none yet
};

class SessionSplit {
 public:
  // Adds the column of session ids to the program, if the rule needs it.
  SessionSplit(const SessionRule& rule, timeline::FilterProgram& program);
  // After the program was bound.
  void bind(const timeline::Snapshot& snapshot);
  // Binds the program, with a column of what starts() looks up where time alone decides. For questions that look at
  // little else; the program must not be shared with another split.
  Result<timeline::Snapshot> bind_starts(timeline::FilterProgram& program, timeline::Timeline& timeline,
                                         const std::stop_token& stop);

  bool is_activity(timeline::EventCode name) const { return activity_[name] != 0; }
  std::int64_t timeout_ms() const { return timeout_ms_; }
  // The codes of the person's session ids; empty when no event has one or the rule ignores them.
  std::span<const timeline::ValueCode> ids(const timeline::PersonView& person) const {
    return ids_ ? person.columns[*ids_].codes : std::span<const timeline::ValueCode>();
  }
  // The state after the events before `event`, which is as if all of them had been taken. Looks back only as far as it
  // must.
  RunningSession before(const timeline::PersonView& person, std::size_t event) const;

  // Where sessions begin among the person's events from `first` on. Valid until the next call with this scratch.
  std::span<const std::uint32_t> starts(const timeline::PersonView& person, std::size_t first,
                                        std::vector<std::uint32_t>& scratch) const {
    if (!starts_) return ids(person).empty() ? find<false>(person, first, scratch) : find<true>(person, first, scratch);
    const auto all = person.columns[*starts_].codes;
    if (first == 0) return all;
    return all.subspan(static_cast<std::size_t>(std::ranges::lower_bound(all, first) - all.begin()));
  }

  // Calls visit(first, end) for every session that begins at a key in [begin, end_key), in order: the places of its
  // events, among which others than activity may lie.
  template <class Visit>
  void each(const timeline::PersonView& person, std::uint64_t begin_key, std::uint64_t end_key, Visit visit) const {
    const auto ids = this->ids(person);
    const auto from = std::lower_bound(person.keys.begin(), person.keys.end(), begin_key);
    auto first = static_cast<std::size_t>(from - person.keys.begin());
    RunningSession running = before(person, first);
    bool open = false;
    for (std::size_t i = first; i < person.keys.size(); ++i) {
      if (!is_activity(person.names[i])) continue;
      if (!running.begins(timeline::ms_of(person.keys[i]), ids.empty() ? 0 : ids[i], timeout_ms_)) continue;
      if (open) visit(first, i);
      open = person.keys[i] < end_key;
      if (!open) return;
      first = i;
    }
    if (open) visit(first, person.keys.size());
  }

 private:
  // Every event is noted where the next beginning belongs, and the last word counts: so the loop has no branch on where
  // sessions begin, which nobody could foresee.
  template <bool kIds>
  std::span<const std::uint32_t> find(const timeline::PersonView& person, std::size_t first,
                                      std::vector<std::uint32_t>& scratch) const {
    if (scratch.size() < person.keys.size() + 1) scratch.resize(person.keys.size() + 1);
    // By value, so that the loop keeps them in registers.
    const auto keys = person.keys;
    const auto names = person.names;
    const auto ids = this->ids(person);
    const std::uint8_t* const activity = activity_.data();
    const std::int64_t timeout_ms = timeout_ms_;
    std::uint32_t* const starts = scratch.data();
    RunningSession running;
    if (first > 0) running = before(person, first);
    std::size_t begun = 0;
    for (std::size_t i = first; i < keys.size(); ++i) {
      const std::int64_t ms = timeline::ms_of(keys[i]);
      starts[begun] = static_cast<std::uint32_t>(i);
      begun += running.begins(activity[names[i]] != 0, ms, kIds ? ids[i] : 0, timeout_ms) ? 1 : 0;
    }
    return {starts, begun};
  }

  std::int64_t timeout_ms_;
  std::optional<std::size_t> column_;   // of session ids, if the rule wants them
  std::optional<std::size_t> ids_;      // the same, if there are any
  std::optional<std::size_t> starts_;   // the sessions column
  std::vector<std::uint8_t> activity_;  // per event code
};

}  // namespace throng::analyze::internal
