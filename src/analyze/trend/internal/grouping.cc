#include "analyze/trend/internal/grouping.h"

#include <algorithm>

#include "analyze/internal/timeline_ask.h"
#include "analyze/trend/internal/bin_labels.h"
#include "model/value.h"

namespace throng::analyze::internal {

Grouping::Grouping(timeline::FilterProgram& program, const std::vector<TrendBreakdown>& by) {
  for (const TrendBreakdown& one : by) {
    Part part;
    part.column = program.add(column_of(one.property));
    part.by_trait = one.property.scope == Scope::person;
    part.bins = one.bins;
    parts_.push_back(std::move(part));
  }
}

void Grouping::bind(const timeline::Snapshot& snapshot) {
  for (Part& part : parts_) {
    const auto dictionary = snapshot.dictionary(part.column);
    if (!part.bins) {
      part.labels = labels_of(dictionary);
      continue;
    }
    for (const std::string& raw : dictionary) part.numbers.push_back(model::as_number(raw));
    if (!part.bins->empty()) put_in_bins(part, *part.bins);
  }
}

bool Grouping::is_automatic() const {
  return std::any_of(parts_.begin(), parts_.end(), [](const Part& part) { return part.bins && part.bins->empty(); });
}

void Grouping::set_ends(const Ends& ends) {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (parts_[i].bins && parts_[i].bins->empty()) put_in_bins(parts_[i], automatic_edges(ends.of(i)));
  }
}

void Grouping::put_in_bins(Part& part, const std::vector<double>& edges) {
  part.labels.texts = bin_labels(edges);
  part.labels.texts.emplace_back(model::kNone);
  part.labels.of_code.clear();
  for (const auto& number : part.numbers) {
    const auto place = number ? std::upper_bound(edges.begin(), edges.end(), *number) - edges.begin()
                              : static_cast<std::ptrdiff_t>(edges.size() + 1);
    part.labels.of_code.push_back(static_cast<std::uint32_t>(place));
  }
}

void Grouping::Ends::see(const timeline::PersonView& person, std::size_t event) {
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    const Part& part = by_->parts_[i];
    if (!part.bins || !part.bins->empty()) continue;
    const auto& number = part.numbers[person.columns[part.column].codes[part.by_trait ? 0 : event]];
    if (number) add_number(ends_[i], *number);
  }
}

void Grouping::Ends::merge(const Ends& other) {
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    if (!other.ends_[i]) continue;
    add_number(ends_[i], other.ends_[i]->least);
    add_number(ends_[i], other.ends_[i]->greatest);
  }
}

std::vector<std::string> Grouping::texts(const Key& key) const {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < parts_.size(); ++i) texts.push_back(parts_[i].labels.texts[key[i]]);
  return texts;
}

std::optional<Grouping::Key> Grouping::find(const std::vector<std::string>& labels) const {
  Key key{};
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const auto found = parts_[i].labels.find(labels[i]);
    if (!found) return std::nullopt;
    key[i] = *found;
  }
  return key;
}

std::vector<std::size_t> Grouping::top(std::span<const Key> keys, std::span<const LabelWeight> weights,
                                       std::size_t top) const {
  const auto text = [&](std::size_t at, std::size_t part) -> const std::string& {
    return parts_[part].labels.texts[keys[at][part]];
  };
  std::vector<std::size_t> order;
  for (std::size_t at = 0; at < keys.size(); ++at) {
    bool other = false;
    for (std::size_t part = 0; part < parts_.size(); ++part) other = other || text(at, part) == model::kOther;
    if (weights[at].occurs && !other) order.push_back(at);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    // An empty optional is less than any value.
    if (weights[a].weight != weights[b].weight) return weights[a].weight > weights[b].weight;
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      if (const int by_text = text(a, part).compare(text(b, part)); by_text != 0) return by_text < 0;
    }
    return false;
  });
  if (order.size() > top) order.resize(top);
  return order;
}

GroupMap::GroupMap(const Grouping& by, std::span<const Grouping::Key> keys)
    : by_(&by), rest_(static_cast<std::uint32_t>(keys.size())) {
  if (by.count() == 1) {
    const Grouping::Part& part = by.parts_[0];
    column_ = part.column;
    by_trait_ = part.by_trait;
    std::vector<std::uint32_t> of_label(part.labels.texts.size(), rest_);
    for (std::uint32_t group = 0; group < rest_; ++group) of_label[keys[group][0]] = group;
    for (const std::uint32_t label : part.labels.of_code) of_code_.push_back(of_label[label]);
    return;
  }
  for (std::uint32_t group = 0; group < rest_; ++group) of_key_.emplace(keys[group], group);
}

}  // namespace throng::analyze::internal
