#include "differential/oracle.h"

#include <algorithm>

#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {

Oracle::Oracle(const Data& data, const analyze::AskContext& context)
    : context_(context), moment_{context.calendar, context.now} {
  for (auto& [number, events] : by_person(data)) persons_.push_back({number, {}, std::move(events), {}});
  for (const model::Event& event : data.events) {
    if (!extent_) extent_ = TimeRange{event.time, event.time + Duration(1)};
    extent_ = TimeRange{std::min(extent_->begin, event.time), std::max(extent_->end, event.time + Duration(1))};
  }
  for (Person& person : persons_) {
    for (const model::Event& event : person.events) person.numbers.push_back(event.person);
    person.live.events = person.events;
    person.live.traits = model::traits_of(person.events);
    person.live.is_member = [this, &person](const model::Filter& leaf) { return is_member(person, leaf); };
  }
}

bool Oracle::is_member(const Person& person, const model::Filter& leaf) const {
  const auto holds = [&person](const auto& list) {
    return std::any_of(person.numbers.begin(), person.numbers.end(), [&](model::PersonNumber number) {
      return std::binary_search((*list)->begin(), (*list)->end(), number);
    });
  };
  if (const auto* segment = std::get_if<model::InSegment>(&leaf.node))
    return holds(context_.memberships->segment(segment->segment));
  if (const auto* tag = std::get_if<model::HasTag>(&leaf.node))
    return holds(context_.memberships->tag(tag->tag, tag->value));
  const auto& layer = std::get<model::InLayer>(leaf.node);
  return holds(context_.memberships->layer(layer.scheme, layer.layer));
}

bool Oracle::matches(const model::EventMatch& match, const model::Event& event, const Person& person) const {
  return model::matches(match, event, person.live, moment_);
}

std::string Oracle::label(const analyze::PropertyRef& ref, const model::Event& event, const Person& person) const {
  if (ref.scope == analyze::Scope::event) return model::label_of(model::raw_property(event, ref.name));
  const auto found = person.live.traits.find(ref.name);
  return model::label_of(found == person.live.traits.end() ? "" : found->second);
}

std::vector<bool> Oracle::matching(const model::EventMatch& match, const Person& person) const {
  std::vector<bool> out;
  for (const model::Event& event : person.events) out.push_back(matches(match, event, person));
  return out;
}

analyze::Buckets Oracle::buckets(const model::Window& range, BucketUnit unit) const {
  return analyze::buckets_of(range, unit, context_, extent_).value();
}

std::optional<double> percentile(std::vector<double> values, double p) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const double at = p * static_cast<double>(values.size() - 1);
  const auto low = static_cast<std::size_t>(at);
  const std::size_t high = std::min(low + 1, values.size() - 1);
  return values[low] + (values[high] - values[low]) * (at - static_cast<double>(low));
}

double time_width_for(double longest) {
  std::vector<double> widths = {1, 2, 5, 10, 20, 50, 100, 200, 500};
  for (const double seconds : {1, 2, 5, 10, 15, 30}) widths.push_back(seconds * 1000);
  for (const double minutes : {1, 2, 5, 10, 15, 30}) widths.push_back(minutes * 60'000);
  for (const double hours : {1, 2, 3, 6, 12}) widths.push_back(hours * 3'600'000);
  for (const double days : {1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 730}) widths.push_back(days * 86'400'000);
  return *std::find_if(widths.begin(), widths.end(), [&](double width) { return longest < 20 * width; });
}

std::vector<std::string> top_of(std::vector<std::pair<std::string, std::optional<double>>> totals, std::size_t top) {
  std::sort(totals.begin(), totals.end(), [](const auto& a, const auto& b) {
    if (a.second != b.second) return b.second < a.second;  // no value is less than any
    return a.first < b.first;
  });
  std::vector<std::string> labels;
  for (const auto& [label, total] : totals) {
    if (label != model::kOther && labels.size() < top) labels.push_back(label);
  }
  return labels;
}

bool is_of_group(const std::string& label, const std::string& name, const std::vector<std::string>& top) {
  return name == model::kOther ? std::find(top.begin(), top.end(), label) == top.end() : label == name;
}

}  // namespace throng::testing
