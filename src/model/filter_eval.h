// A filter on one live event or person: the plainest of the three interpreters, written to be read beside
// docs/semantics.md. Triggers use it on single persons; the differential tests use it as their oracle.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>

#include "base/calendar.h"
#include "model/event.h"
#include "model/filter.h"

namespace throng::model {

// One person as filters see it.
struct LivePerson {
  std::span<const Event> events;                      // all of them, ascending by (time, id)
  std::map<std::string, std::string> traits;          // current raw values; an unset trait is not there
  std::function<bool(const Filter& leaf)> is_member;  // answers in_segment, has_tag and in_layer; empty: in none
};

struct Moment {
  Calendar calendar = Calendar::utc();
  Instant now{};
};

// The person's current traits: per key what all operations on it come to, in order (model/profile_op.h).
std::map<std::string, std::string> traits_of(std::span<const Event> events);

// Whether a filter that has passed validate() holds. `event` is the event the filter is about, null when it is
// about the person alone (then a bare `event` leaf sees a missing property). Time O(nodes x events).
bool holds(const Filter& filter, const LivePerson& person, const Event* event, const Moment& moment);
bool matches(const EventMatch& match, const Event& event, const LivePerson& person, const Moment& moment);

}  // namespace throng::model
