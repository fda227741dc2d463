// The answers worked out the plainest way, person by person and event by event, from docs/semantics.md alone.
#pragma once

#include "differential/questions.h"

namespace throng::testing {

class Oracle {
 public:
  Oracle(const Data& data, const analyze::AskContext& context);

  analyze::SegmentAnswer answer(const analyze::SegmentQuestion& question) const;
  analyze::TrendAnswer answer(const analyze::TrendQuestion& question) const;
  analyze::FunnelAnswer answer(const analyze::FunnelQuestion& question) const;
  analyze::RetentionAnswer answer(const analyze::RetentionQuestion& question) const;

 private:
  struct Person {
    model::PersonNumber number;
    std::vector<model::Event> events;
    model::LivePerson live;
  };
  bool is_member(model::PersonNumber person, const model::Filter& leaf) const;
  bool matches(const model::EventMatch& match, const model::Event& event, const Person& person) const;
  std::vector<bool> matching(const model::EventMatch& match, const Person& person) const;  // per event
  std::string label(const analyze::PropertyRef& ref, const model::Event& event, const Person& person) const;

  const analyze::AskContext& context_;
  model::Moment moment_;
  std::vector<Person> persons_;
};

}  // namespace throng::testing
