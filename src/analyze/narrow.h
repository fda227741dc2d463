// A question asked over another range, and of fewer events: what a board does to each of its questions. Found by
// walking the question's described members, so that a new analysis is never forgotten.
#pragma once

#include <memory>
#include <string_view>
#include <type_traits>
#include <vector>

#include "analyze/question.h"

namespace throng::analyze {

struct Narrowing {
  std::optional<model::Filter> filter;  // of events; absent: all
  std::optional<model::Window> range;   // absent: the question's own
};

// Both filters: `own` of an event match or a segment, and the one on top.
inline model::Filter both(const model::Filter& own, const model::Filter& on_top) { return {model::All{{own, on_top}}}; }

// Every event match gets the filter on top of its own conditions; a filter (a segment's) too.
inline void narrow(model::EventMatch& match, const model::Filter& filter) {
  match.where = std::make_shared<const model::Filter>(match.where ? both(*match.where, filter) : filter);
}
inline void narrow(model::Filter& own, const model::Filter& filter) { own = both(own, filter); }

template <class T>
void narrow(T& value, const model::Filter& filter);

template <class T>
void narrow(std::vector<T>& values, const model::Filter& filter) {
  if constexpr (!std::is_same_v<T, bool>) {
    for (T& value : values) narrow(value, filter);
  }
}

template <class T>
void narrow(T& value, const model::Filter& filter) {
  if constexpr (json::DescribedStruct<T>) {
    using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<Members>([&](auto member) { narrow(value.*member.pointer, filter); });
  }
}

// The member `range`, of the question or of a question inside it, if there is one (a segment has none).
template <class Question>
void narrow_range(Question& question, const model::Window& range) {
  using Members =
      boost::describe::describe_members<Question, boost::describe::mod_public | boost::describe::mod_inherited>;
  boost::mp11::mp_for_each<Members>([&](auto member) {
    using Member = std::remove_cvref_t<decltype(question.*member.pointer)>;
    if constexpr (std::is_same_v<Member, model::Window>) {
      if (std::string_view(member.name) == "range") question.*member.pointer = range;
    } else if constexpr (json::DescribedStruct<Member>) {
      narrow_range(question.*member.pointer, range);
    }
  });
}

template <class Question>
Question narrowed(Question question, const Narrowing& narrowing) {
  if (narrowing.filter) narrow(question, *narrowing.filter);
  if (narrowing.range) narrow_range(question, *narrowing.range);
  return question;
}

}  // namespace throng::analyze
