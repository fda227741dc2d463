#include "timeline/filter_batch.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/json.h"

namespace throng::timeline {
namespace {

std::string text_of(std::string_view kind, std::span<const std::uint32_t> children) {
  std::string text(kind);
  for (const std::uint32_t child : children) text += " " + std::to_string(child);
  return text;
}

}  // namespace

FilterBatch::Interval FilterBatch::Interval::of(const model::Comparison& comparison) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const double number = comparison.numbers[0];
  switch (comparison.op) {
    case model::Op::lt: return {-kInfinity, std::nextafter(number, -kInfinity)};
    case model::Op::le: return {-kInfinity, number};
    case model::Op::gt: return {std::nextafter(number, kInfinity), kInfinity};
    case model::Op::ge: return {number, kInfinity};
    case model::Op::between: return {number, comparison.numbers[1]};
    default: return {number, number, comparison.op == model::Op::ne};
  }
}

// Turns a tree into nodes, of which equal ones are one.
struct FilterBatch::Adder {
  FilterBatch& batch;

  Id of(const model::Filter& filter) { return std::visit(*this, filter.node); }

  // The node that says so; make(id) if there is none yet.
  template <class Make>
  Id node(std::string text, Make make) {
    const auto [place, fresh] = batch.known_.try_emplace(std::move(text), batch.nodes_);
    if (fresh) make(batch.nodes_++);
    return place->second;
  }
  Id gate(Gate::Kind kind, std::string_view name, std::vector<Id> of) {
    std::sort(of.begin(), of.end());
    return node(text_of(name, of), [&](Id id) { batch.gates_.push_back({kind, std::move(of), id}); });
  }
  std::vector<Id> children(const std::vector<model::Filter>& filters) {
    std::vector<Id> ids;
    for (const model::Filter& filter : filters) ids.push_back(of(filter));
    return ids;
  }
  template <class Leaf>
  Id other(const Leaf& leaf) {
    const model::Filter filter{leaf};
    return node(json::to_string(filter), [&](Id id) { batch.others_.push_back({batch.program_.add(filter), id}); });
  }

  Id operator()(const model::All& f) { return gate(Gate::Kind::all, "all", children(f.of)); }
  Id operator()(const model::Any& f) { return gate(Gate::Kind::any, "any", children(f.of)); }
  Id operator()(const model::Not& f) { return gate(Gate::Kind::negation, "not", {of(*f.of)}); }
  Id operator()(const model::EventProperty& f) { return other(f); }
  Id operator()(const model::PersonTrait& f) {
    return node(json::to_string(model::Filter{f}), [&](Id id) { trait(f.comparison, id); });
  }
  Id operator()(const model::Did& f) {
    if (f.aggregate != model::Aggregate::count) return other(f);
    return node(json::to_string(model::Filter{f}), [&](Id id) { count(f, id); });
  }
  Id operator()(const model::Sequence& f) { return other(f); }
  Id operator()(const model::FirstTime& f) { return other(f); }
  Id operator()(const model::InSegment& f) { return other(f); }
  Id operator()(const model::HasTag& f) { return other(f); }
  Id operator()(const model::InLayer& f) { return other(f); }

  void trait(const model::Comparison& comparison, Id id) {
    const bool is_number = model::family_of(comparison.op) == model::OpFamily::number;
    const ColumnRef ref{true, comparison.property, is_number ? ColumnKind::number : ColumnKind::code};
    const std::size_t column = batch.program_.add(ref);
    auto found = std::ranges::find(batch.traits_, column, &TraitColumn::column);
    if (found == batch.traits_.end()) {
      batch.traits_.push_back({.column = column, .is_number = is_number});
      found = std::prev(batch.traits_.end());
    }
    found->tests.push_back({comparison, id});
  }
  Counted counted_by(const model::EventMatch& match) {
    Counted counted{.match = batch.program_.add(match)};
    const auto* property = match.where ? std::get_if<model::EventProperty>(&match.where->node) : nullptr;
    if (property == nullptr || model::family_of(property->comparison.op) != model::OpFamily::number) return counted;
    counted.interval = Interval::of(property->comparison);
    counted.column = batch.program_.add(ColumnRef{false, property->comparison.property, ColumnKind::number});
    return counted;
  }
  void count(const model::Did& did, Id id) {
    const std::string match = json::to_string(did.match);
    const auto [counted, first] = batch.counted_of_.try_emplace(match, batch.counted_.size());
    if (first) batch.counted_.push_back(counted_by(did.match));
    const auto [place, fresh] =
        batch.counter_of_.try_emplace(match + json::to_string(did.within), batch.counters_.size());
    if (fresh) batch.counters_.push_back({.counted = counted->second, .window = did.within});
    const model::Comparison comparison{.op = did.op, .numbers = did.numbers};
    batch.counters_[place->second].tests.push_back({Interval::of(comparison), did.negated, id});
  }
};

FilterBatch::FilterBatch(FilterContext context) : context_(context), program_(std::move(context)) {}
FilterBatch::~FilterBatch() = default;

std::size_t FilterBatch::add(const model::Filter& filter) {
  filters_.push_back(Adder{*this}.of(filter));
  return filters_.size() - 1;
}

Result<Snapshot> FilterBatch::bind(Timeline& timeline, const std::stop_token& stop) {
  THRONG_TRY(Snapshot snapshot, program_.bind(timeline, stop));
  for (Counter& counter : counters_) {
    THRONG_TRY(const TimeRange range, model::resolve(counter.window, context_.calendar, context_.now));
    counter.begin_key = key_bound(range.begin);
    counter.end_key = std::max(key_bound(range.end), counter.begin_key);
  }
  starts_as_.assign(nodes_, 0);
  cut_time();
  shares_of_.resize(snapshot.event_names());
  looks_of_.resize(snapshot.event_names());
  bind_counters();
  bind_traits(snapshot);
  return snapshot;
}

// Part i of the time line is [cuts_[i], cuts_[i + 1]): every window is made of whole parts.
void FilterBatch::cut_time() {
  for (const Counter& counter : counters_) {
    cuts_.push_back(counter.begin_key);
    cuts_.push_back(counter.end_key);
  }
  std::sort(cuts_.begin(), cuts_.end());
  cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
  const auto place = [&](std::uint64_t key) {
    return static_cast<std::uint32_t>(std::lower_bound(cuts_.begin(), cuts_.end(), key) - cuts_.begin());
  };
  for (Counter& counter : counters_) {
    counter.first_part = place(counter.begin_key);
    counter.last_part = place(counter.end_key);
  }
}

void FilterBatch::bind_counters() {
  for (std::uint32_t c = 0; c < counters_.size(); ++c) counted_[counters_[c].counted].counters.push_back(c);
  for (std::uint32_t place = 0; place < counted_.size(); ++place) {
    const Counted& counted = counted_[place];
    std::optional<std::uint32_t> row;
    const auto names = program_.names(counted.match);
    for (std::size_t code = 0; code < names.size(); ++code) {
      if (names[code] == 0) continue;
      if (program_.is_plain(counted.match)) {
        add_shares(code, place);
      } else {
        add_look(looks_of_[code], place, row);
      }
    }
    counted_mask_ |= program_.event_mask(counted.match);
  }
  build_ladders();
  mark_alone();
  for (std::uint32_t code = 0; code < looks_of_.size(); ++code)
    row_of_.push_back(shares_of_[code].empty() ? static_cast<std::uint32_t>(shares_of_.size()) : code);
  add_count_tests();
}

void FilterBatch::add_shares(std::size_t row, std::uint32_t place) {
  for (const std::uint32_t c : counted_[place].counters)
    shares_of_[row].push_back({c, counters_[c].first_part, counters_[c].last_part});
}

std::uint32_t FilterBatch::add_row(std::uint32_t place) {
  shares_of_.emplace_back();
  add_shares(shares_of_.size() - 1, place);
  return static_cast<std::uint32_t>(shares_of_.size() - 1);
}

// `row`: that of the place, once there is one; a step of a ladder has a row of its own.
void FilterBatch::add_look(Looks& looks, std::uint32_t place, std::optional<std::uint32_t>& row) {
  const Counted& counted = counted_[place];
  const auto own_row = [&] {
    if (!row) row = add_row(place);
    return *row;
  };
  if (!counted.interval) return looks.others.push_back({static_cast<std::uint32_t>(counted.match), own_row()});
  auto found = std::ranges::find(looks.numbers, counted.column, &NumberLooks::column);
  if (found == looks.numbers.end()) found = looks.numbers.insert(found, NumberLooks{.column = counted.column});
  const Interval& interval = *counted.interval;
  if (interval.outside) {
    found->outside.push_back({interval.least, interval.greatest, own_row()});
  } else if (std::isinf(interval.greatest) && interval.greatest > 0) {
    if (!found->ladder) {
      found->ladder = ladders_.size();
      ladders_.emplace_back();
    }
    ladders_[*found->ladder].counted.push_back(place);
  } else {
    const NumberLooks::Step step{interval.least, interval.greatest, own_row()};
    found->inside.insert(std::ranges::upper_bound(found->inside, step.least, {}, &NumberLooks::Step::least), step);
  }
}

void FilterBatch::build_ladders() {
  const auto least = [this](std::uint32_t place) { return counted_[place].interval->least; };
  for (Ladder& ladder : ladders_) {
    std::ranges::sort(ladder.counted, {}, least);
    ladder.first_row = static_cast<std::uint32_t>(shares_of_.size());
    for (const std::uint32_t place : ladder.counted) {
      ladder.bounds.push_back(least(place));
      add_row(place);
    }
  }
}

void FilterBatch::mark_alone() {
  std::vector<std::size_t> rows(counters_.size());
  for (const auto& shares : shares_of_) {
    for (const Share& share : shares) ++rows[share.counter];
  }
  for (auto& shares : shares_of_) {
    for (Share& share : shares) share.alone = rows[share.counter] == 1;
  }
}

// Bytes are counts up to kGreatestByte, which stands for all that is more.
void FilterBatch::add_count_tests() {
  for (std::uint32_t c = 0; c < counters_.size(); ++c) {
    for (const CountTest& test : counters_[c].tests) {
      std::size_t least = kGreatestByte + 1, greatest = 0;
      for (std::size_t count = 0; count <= kGreatestByte; ++count) {
        if (!test.interval.has(static_cast<double>(count))) continue;
        least = std::min(least, count);
        greatest = count;
      }
      byte_tests_.push_back(ByteTest::of(c, test.leaf, least, greatest, test.interval.outside != test.negated));
    }
  }
}

void FilterBatch::bind_traits(const Snapshot& snapshot) {
  constexpr std::size_t kTogether = (kGreatestByte - 1) / 2;  // each has two bounds
  for (TraitColumn& trait : traits_) {
    if (!trait.is_number) {
      bind_codes(trait, snapshot);
      continue;
    }
    const std::span<const TraitTest> tests = trait.tests;
    for (std::size_t first = 0; first < tests.size(); first += kTogether)
      add_number_trait(trait.column, tests.subspan(first, std::min(kTogether, tests.size() - first)));
  }
}

void FilterBatch::bind_codes(TraitColumn& trait, const Snapshot& snapshot) {
  trait.flips.resize(snapshot.dictionary(trait.column).size());
  for (const TraitTest& test : trait.tests) {
    const model::Matcher matcher(test.comparison, context_.now);
    const bool missing = matcher("");
    starts_as_[test.leaf] = missing ? 1 : 0;
    for (std::size_t code = 0; code < trait.flips.size(); ++code) {
      if (matcher(snapshot.dictionary(trait.column)[code]) != missing) trait.flips[code].push_back(test.leaf);
    }
  }
}

// A missing number has the byte that lies in no range.
void FilterBatch::add_number_trait(std::size_t column, std::span<const TraitTest> tests) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  NumberTrait added{.column = column, .bytes = static_cast<std::uint32_t>(counters_.size() + number_traits_.size())};
  for (const TraitTest& test : tests) {
    const Interval interval = Interval::of(test.comparison);
    added.bounds.push_back(interval.least);
    added.bounds.push_back(std::nextafter(interval.greatest, kInfinity));
  }
  std::sort(added.bounds.begin(), added.bounds.end());
  added.bounds.erase(std::unique(added.bounds.begin(), added.bounds.end()), added.bounds.end());
  for (const TraitTest& test : tests) {
    const Interval interval = Interval::of(test.comparison);
    byte_tests_.push_back(ByteTest::of(added.bytes, test.leaf, added.place_of(interval.least),
                                       added.place_of(interval.greatest), interval.outside));
  }
  number_traits_.push_back(std::move(added));
}

}  // namespace throng::timeline
