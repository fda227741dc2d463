// What the comparisons share: the project on the timeline and as tables for other engines, and how times are taken.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analyze/registry.h"
#include "base/json.h"
#include "bench/compare.h"
#include "timeline/timeline.h"
#include "warehouse/warehouse.h"

namespace throng::bench {

inline constexpr std::string_view kProject = "shop";
inline constexpr std::string_view kZone = "Asia/Shanghai";

// Whatever fails ends the program: a comparison that did not run is none.
template <class T>
T must(Result<T> result, std::string_view what) {
  if (result) {
    if constexpr (!std::is_void_v<T>)
      return std::move(result).value();
    else
      return;
  }
  fmt::print(stderr, "{}: {}\n", what, describe(result.error()));
  std::exit(1);
}

template <class Answer>
Answer parsed(const std::string& json) {
  return must(json::read<Answer>(json), "answer");
}

// The median of some runs after one that warms up, in ms.
double median_time(const std::function<void()>& work);

using Numbers = std::vector<std::uint64_t>;

struct Bench {
  warehouse::Warehouse& warehouse;
  timeline::Timeline& timeline;
  analyze::AskContext context;
  std::int64_t last_ms = 0;                 // midnight after the last event
  bool peers = true;                        // else nothing is compared, only measured
  std::map<std::string, Numbers>* answers;  // by id, for engines outside to be held against

  analyze::Sources sources() const { return {&timeline, &warehouse, std::string(kProject)}; }
  std::string ask(std::string_view analysis, std::string question) const;
  Numbers sql(const std::string& text) const;  // the last column
  std::string day(int before_end) const { return format_instant(from_ms(last_ms) - days(before_end)); }
  std::int64_t ms(int before_end) const { return last_ms - days(before_end).count(); }
  std::string last_days(int count) const { return fmt::format(R"({{"between":["{}","{}"]}})", day(count), day(0)); }
};

struct Peer {
  std::string name;
  std::string sql;
};

// One question: asked on the timeline, then each peer's SQL, whose numbers must be the same; the fastest counts.
Comparison compare(const Bench& bench, std::string id, const std::function<Numbers()>& ours,
                   const std::vector<Peer>& peers);

// Tables of the project's events for the peers' SQL, each merged to one part: peer.by_person, peer.by_event (person
// UInt32, ts_ms, ts, event), peer.ordered (activity in order, ties included), peer.held and peer.held_by_event (with
// the events' category) and peer.traits (person, city).
// Persons are resolved there already: the peers are spared the join.
void make_peers(warehouse::Warehouse& warehouse);

// peer.ordered as a file for engines outside: person, ts_ms, tie, event as CSV.
void dump_peers(warehouse::Warehouse& warehouse, const std::string& file);

// What is measured: an id and how. Explicit lists, one per file.
struct Measure {
  std::string_view id;
  Comparison (*measure)(const Bench& bench);
};
std::vector<Measure> first_questions();     // questions_first.cc
std::vector<Measure> session_questions();   // questions_sessions.cc
std::vector<Measure> many_questions();      // questions_many.cc
std::vector<Measure> memory_figures();      // memory.cc
std::vector<Measure> audience_questions();  // audience.cc; last: it adds events

}  // namespace throng::bench
