// The plainest way to work answers out, person by person and event by event, from docs/semantics.md alone: what the
// oracles of the analyses share. Each analysis has its own in the file of its name.
#pragma once

#include <span>

#include "analyze/question.h"
#include "differential/data.h"

namespace throng::testing {

class Oracle {
 public:
  Oracle(const Data& data, const analyze::AskContext& context);
  Oracle(const Oracle&) = delete;
  Oracle& operator=(const Oracle&) = delete;

  struct Person {
    model::PersonNumber number;
    std::vector<model::PersonNumber> numbers;  // all that are this person
    std::vector<model::Event> events;          // in order
    model::LivePerson live;
  };
  std::span<const Person> persons() const { return persons_; }
  const analyze::AskContext& context() const { return context_; }
  const model::Moment& moment() const { return moment_; }
  std::optional<TimeRange> extent() const { return extent_; }

  bool matches(const model::EventMatch& match, const model::Event& event, const Person& person) const;
  std::vector<bool> matching(const model::EventMatch& match, const Person& person) const;  // per event
  std::string label(const analyze::PropertyRef& ref, const model::Event& event, const Person& person) const;
  analyze::Buckets buckets(const model::Window& range, BucketUnit unit) const;

 private:
  bool is_member(const Person& person, const model::Filter& leaf) const;

  const analyze::AskContext& context_;
  model::Moment moment_;
  std::vector<Person> persons_;
  std::optional<TimeRange> extent_;
};

// Type 7 by its definition: position p (n - 1) among the ordered values.
std::optional<double> percentile(std::vector<double> values, double p);

// The width of automatic bins of times, in milliseconds: the widths that docs/semantics.md names.
double time_width_for(double longest);

// The labels that are kept, by what each has; no value is less than any, equal ones go by label.
std::vector<std::string> top_of(std::vector<std::pair<std::string, std::optional<double>>> totals, std::size_t top);
// Whether an event of this label belongs to the group `name`, which may be $other.
bool is_of_group(const std::string& label, const std::string& name, const std::vector<std::string>& top);

}  // namespace throng::testing
