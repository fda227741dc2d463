#include <algorithm>
#include <cmath>

#include "timeline/filter_batch.h"

namespace throng::timeline {

BatchCursor::BatchCursor(const FilterBatch& batch)
    : batch_(batch),
      cursor_(batch.program_),
      bits_(batch.nodes_ * kWords),
      counts_(batch.shares_of_.size() * (batch.cuts_.size() + 1)),
      is_seen_(batch.shares_of_.size()),
      totals_(batch.counters_.size()) {
  begin_page();
}

std::span<const std::uint64_t> BatchCursor::Page::of(std::size_t filter) const {
  const std::size_t words = (persons.size() + 63) / 64;
  return std::span(cursor.bits_).subspan(cursor.batch_.filters_[filter] * kWords, words);
}

void BatchCursor::begin_page() {
  persons_.clear();
  for (std::size_t node = 0; node < batch_.starts_as_.size(); ++node) {
    const std::uint64_t word = batch_.starts_as_[node] != 0 ? ~std::uint64_t{0} : 0;
    std::fill_n(bits_.begin() + static_cast<std::ptrdiff_t>(node * kWords), kWords, word);
  }
}

void BatchCursor::visit(const PersonView& person, Sink sink) {
  if (persons_.size() == kPersons) flush(sink);
  word_ = persons_.size() / 64;
  bit_ = std::uint64_t{1} << (persons_.size() % 64);
  persons_.push_back(person.person);
  cursor_.enter(person);
  look_at_traits(person);
  if ((person.event_mask & batch_.counted_mask_) != 0) count_events(person);
  for (const FilterBatch::Other& other : batch_.others_) {
    if (cursor_.holds(other.filter)) flip(other.leaf);
  }
}

void BatchCursor::look_at_traits(const PersonView& person) {
  for (const FilterBatch::TraitColumn& trait : batch_.traits_) {
    const ColumnView& column = person.columns[trait.column];
    if (!trait.is_number) {
      for (const auto leaf : trait.flips[column.codes[0]]) flip(leaf);
      continue;
    }
    const double number = column.numbers[0];
    if (std::isnan(number)) continue;
    for (std::size_t i = 0; i < trait.tests.size(); ++i) {
      const auto leaf = trait.tests[i].leaf;
      if (trait.intervals[i].holds(number) != (batch_.starts_as_[leaf] != 0)) flip(leaf);
    }
  }
}

// Each event is counted once, in its row and part of the time line; what no window holds is passed over.
void BatchCursor::count_events(const PersonView& person) {
  const auto& cuts = batch_.cuts_;
  const auto from = std::lower_bound(person.keys.begin(), person.keys.end(), cuts.front());
  std::size_t part = 0;
  for (auto i = static_cast<std::size_t>(from - person.keys.begin()); i < person.keys.size(); ++i) {
    const std::uint64_t key = person.keys[i];
    while (part < cuts.size() && key >= cuts[part]) ++part;
    if (part == cuts.size()) break;
    const EventCode name = person.names[i];
    if (!batch_.shares_of_[name].empty()) count(name, part);
    look_at_event(batch_.looks_of_[name], person, i, part);
  }
  add_up();
  test_counters();
}

void BatchCursor::look_at_event(const FilterBatch::Looks& looks, const PersonView& person, std::size_t event,
                                std::size_t part) {
  for (const FilterBatch::NumberLooks& numbers : looks.numbers) {
    const double number = person.columns[numbers.column].numbers[event];
    for (const auto& step : numbers.ladder) {
      if (!(step.least <= number)) break;  // a missing one too
      if (number <= step.greatest) count(step.row, part);
    }
    for (const auto& step : numbers.outside) {
      if (!(number >= step.least && number <= step.greatest)) count(step.row, part);
    }
  }
  for (const std::uint32_t place : looks.others) {
    if (cursor_.passes(batch_.counted_[place].match, event)) count(batch_.names_ + place, part);
  }
}

void BatchCursor::count(std::size_t row, std::size_t part) {
  if (is_seen_[row] == 0) {
    is_seen_[row] = 1;
    seen_.push_back(static_cast<std::uint32_t>(row));
  }
  ++counts_[row * (batch_.cuts_.size() + 1) + part];
}

// counts_[part] is of the events before cuts_[part]; running sums make every window a difference.
void BatchCursor::add_up() {
  const std::size_t parts = batch_.cuts_.size() + 1;
  for (const std::uint32_t row : seen_) {
    std::uint32_t* counts = &counts_[row * parts];
    for (std::size_t part = 1; part < parts; ++part) counts[part] += counts[part - 1];
    for (const FilterBatch::Share& share : batch_.shares_of_[row]) {
      const std::uint32_t inside = counts[share.last_part] - counts[share.first_part];
      if (inside == 0) continue;
      if (totals_[share.counter] == 0) touched_.push_back(share.counter);
      totals_[share.counter] += inside;
    }
    std::fill_n(counts, parts, 0);
    is_seen_[row] = 0;
  }
  seen_.clear();
}

void BatchCursor::test_counters() {
  for (const std::uint32_t c : touched_) {
    const std::uint32_t total = std::exchange(totals_[c], 0);
    if (total < FilterBatch::kSmallCounts) {
      const std::uint32_t* from = &batch_.flips_from_[c * FilterBatch::kSmallCounts + total];
      for (std::uint32_t i = from[0]; i < from[1]; ++i) flip(batch_.flips_[i]);
      continue;
    }
    for (const FilterBatch::CountTest& test : batch_.counters_[c].tests) {
      if (test.holds(total) != (batch_.starts_as_[test.leaf] != 0)) flip(test.leaf);
    }
  }
  touched_.clear();
}

void BatchCursor::take_gates() {
  using Kind = FilterBatch::Gate::Kind;
  for (const FilterBatch::Gate& gate : batch_.gates_) {
    std::uint64_t* out = &bits_[gate.id * kWords];
    std::fill_n(out, kWords, gate.kind == Kind::any ? 0 : ~std::uint64_t{0});
    for (const auto child : gate.of) {
      const std::uint64_t* in = &bits_[child * kWords];
      for (std::size_t word = 0; word < kWords; ++word) {
        out[word] = gate.kind == Kind::any   ? out[word] | in[word]
                    : gate.kind == Kind::all ? out[word] & in[word]
                                             : ~in[word];
      }
    }
  }
}

void BatchCursor::flush(Sink sink) {
  if (persons_.empty()) return;
  take_gates();
  // Behind the last person nobody is: bits there must not count.
  if (const std::size_t rest = persons_.size() % 64; rest != 0) {
    const std::uint64_t there = (std::uint64_t{1} << rest) - 1;
    for (std::size_t node = 0; node < batch_.nodes_; ++node) bits_[node * kWords + persons_.size() / 64] &= there;
  }
  sink({persons_, *this});
  begin_page();
}

void BatchCursor::finish(Sink sink) { flush(sink); }

}  // namespace throng::timeline
