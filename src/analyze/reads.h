// What an answer depends on: which events, who is in which segment, and how exactly the instant of asking. Found by
// walking a question's described members, so that a new member is never forgotten.
#pragma once

#include <type_traits>

#include "analyze/question.h"
#include "analyze/sessions.h"
#include "timeline/timeline.h"

namespace throng::analyze {

struct Reads {
  timeline::EventSet events;
  bool members = false;  // of segments, tags or layers, which may read anything
  bool costs = false;
  bool exact_now =
      false;  // the answer may be another a millisecond later; else it lasts as long as the calendar's units
};

void add_reads(Reads& reads, const model::EventMatch& match);
void add_reads(Reads& reads, const model::Filter& filter);
void add_reads(Reads& reads, const PropertyRef& property);  // traits: all operations on them
void add_reads(Reads& reads,
               const model::Window& range);             // a question's range; `ever` asks for the extent of all events
void add_reads(Reads& reads, const SessionRule& rule);  // sessions: all activity

template <class T>
void add_reads(Reads& reads, const std::vector<T>& values);
template <class T>
void add_reads(Reads& reads, const std::optional<T>& value);

// Numbers, texts and choices read nothing; other structs are walked.
template <class T>
void add_reads(Reads& reads, const T& value) {
  if constexpr (json::DescribedStruct<T>) {
    using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<Members>([&](auto member) { add_reads(reads, value.*member.pointer); });
  }
}

template <class T>
void add_reads(Reads& reads, const std::vector<T>& values) {
  for (const auto& value : values) add_reads(reads, value);
}
template <class T>
void add_reads(Reads& reads, const std::optional<T>& value) {
  if (value) add_reads(reads, *value);
}

}  // namespace throng::analyze
