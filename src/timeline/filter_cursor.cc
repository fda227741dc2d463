#include <algorithm>
#include <array>
#include <cmath>

#include "timeline/internal/filter_node.h"

namespace throng::timeline {

class FilterEvaluation {
 public:
  using Node = FilterProgram::Node;

  FilterEvaluation(FilterCursor& cursor, const Node& node) : cursor_(cursor), node_(node), person_(*cursor.person_) {}

  bool once_per_person();
  bool is_member() const {
    const std::size_t word = person_.person / 64;
    return word < node_.bits.size() && (node_.bits[word] >> (person_.person % 64) & 1U) != 0;
  }

 private:
  bool did();
  bool did_count(std::size_t begin, std::size_t end);
  bool did_distinct(std::size_t begin, std::size_t end);
  bool did_number(std::size_t begin, std::size_t end);
  bool sequence();
  bool strict_sequence();
  bool first_time();
  bool compare(double value) const { return node_.matcher->number(value); }
  bool may_match(std::uint32_t match) const { return (cursor_.program_.event_mask(match) & person_.event_mask) != 0; }

  FilterCursor& cursor_;
  const Node& node_;
  const PersonView& person_;
};

bool FilterCursor::evaluate(std::uint32_t index, std::size_t event) {
  using Kind = FilterProgram::Node::Kind;
  const FilterProgram::Node& node = program_.nodes_[index];
  const auto child = [&](std::uint32_t c) { return evaluate(c, event); };
  switch (node.kind) {
    case Kind::all: return std::all_of(node.children.begin(), node.children.end(), child);
    case Kind::any: return std::any_of(node.children.begin(), node.children.end(), child);
    case Kind::negation: return !child(node.children[0]);
    case Kind::event_code: return node.table[person_->columns[node.column].codes[event]] != 0;
    case Kind::event_number: return node.matcher->number(person_->columns[node.column].numbers[event]);
    case Kind::trait_code: return node.table[person_->columns[node.column].codes[0]] != 0;
    case Kind::trait_number: return node.matcher->number(person_->columns[node.column].numbers[0]);
    case Kind::member: return FilterEvaluation(*this, node).is_member();
    case Kind::did:
    case Kind::sequence:
    case Kind::first_time: {
      if (slots_[node.slot] == kUnknown) {
        const bool holds = FilterEvaluation(*this, node).once_per_person();
        slots_[node.slot] = holds ? 1 : 0;
      }
      return slots_[node.slot] != 0;
    }
  }
  return false;
}

bool FilterEvaluation::once_per_person() {
  if (node_.kind == Node::Kind::did) return did() != node_.negated;
  if (node_.kind == Node::Kind::first_time) return first_time();
  return node_.strict ? strict_sequence() : sequence();
}

bool FilterEvaluation::did() {
  std::size_t begin = 0, end = 0;
  if (may_match(node_.matches[0])) {
    const auto& keys = person_.keys;
    const auto first = std::lower_bound(keys.begin(), keys.end(), node_.begin_key);
    begin = static_cast<std::size_t>(first - keys.begin());
    end = static_cast<std::size_t>(std::lower_bound(first, keys.end(), node_.end_key) - keys.begin());
  }
  switch (node_.aggregate) {
    case model::Aggregate::count: return did_count(begin, end);
    case model::Aggregate::distinct: return did_distinct(begin, end);
    default: return did_number(begin, end);
  }
}

bool FilterEvaluation::did_count(std::size_t begin, std::size_t end) {
  const std::uint32_t match = node_.matches[0];
  std::uint64_t count = 0;
  if (cursor_.program_.is_plain(match)) {
    const auto names = cursor_.program_.names(match);
    for (std::size_t i = begin; i < end; ++i) count += names[person_.names[i]];
  } else {
    for (std::size_t i = begin; i < end; ++i) count += cursor_.matches(match, i) ? 1 : 0;
  }
  return compare(static_cast<double>(count));
}

bool FilterEvaluation::did_distinct(std::size_t begin, std::size_t end) {
  auto& seen = cursor_.distinct_;
  seen.clear();
  for (std::size_t i = begin; i < end; ++i) {
    const ValueCode code = person_.columns[node_.column].codes[i];
    if (code != 0 && cursor_.matches(node_.matches[0], i)) seen.push_back(code);
  }
  std::sort(seen.begin(), seen.end());
  return compare(static_cast<double>(std::unique(seen.begin(), seen.end()) - seen.begin()));
}

bool FilterEvaluation::did_number(std::size_t begin, std::size_t end) {
  double sum = 0, least = 0, greatest = 0;
  std::uint64_t count = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const double value = person_.columns[node_.column].numbers[i];
    if (std::isnan(value) || !cursor_.matches(node_.matches[0], i)) continue;
    sum += value;
    least = count == 0 ? value : std::min(least, value);
    greatest = count == 0 ? value : std::max(greatest, value);
    ++count;
  }
  if (node_.aggregate == model::Aggregate::sum) return compare(sum);
  if (count == 0) return false;
  if (node_.aggregate == model::Aggregate::avg) return compare(sum / static_cast<double>(count));
  return compare(node_.aggregate == model::Aggregate::min ? least : greatest);
}

// Per step the latest start from which it can be reached: later is always better.
bool FilterEvaluation::sequence() {
  constexpr std::int64_t kNever = -1;
  const std::size_t steps = node_.matches.size();
  for (const std::uint32_t match : node_.matches) {
    if (!may_match(match)) return false;
  }
  std::array<std::int64_t, 16> started;
  started.fill(kNever);
  for (std::size_t i = 0; i < person_.keys.size(); ++i) {
    const std::int64_t now = ms_of(person_.keys[i]);
    for (std::size_t step = steps; step-- > 0;) {
      const std::int64_t start = step == 0 ? now : started[step - 1];
      if (start == kNever || now - start > node_.within.count() || !cursor_.matches(node_.matches[step], i)) continue;
      if (step + 1 == steps) return true;
      started[step] = start;
    }
  }
  return false;
}

bool FilterEvaluation::strict_sequence() {
  const std::size_t steps = node_.matches.size();
  for (std::size_t first = 0; first + steps <= person_.keys.size(); ++first) {
    std::size_t step = 0;
    while (step < steps && cursor_.matches(node_.matches[step], first + step)) ++step;
    if (step < steps) continue;
    if (ms_of(person_.keys[first + steps - 1]) - ms_of(person_.keys[first]) <= node_.within.count()) return true;
  }
  return false;
}

bool FilterEvaluation::first_time() {
  if (!may_match(node_.matches[0])) return false;
  for (std::size_t i = 0; i < person_.keys.size(); ++i) {
    if (cursor_.matches(node_.matches[0], i))
      return person_.keys[i] >= node_.begin_key && person_.keys[i] < node_.end_key;
  }
  return false;
}

}  // namespace throng::timeline
