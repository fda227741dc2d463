#include <algorithm>
#include <cmath>

#include "timeline/batch_cursor.h"

namespace throng::timeline {

BatchCursor::BatchCursor(const FilterBatch& batch)
    : batch_(batch),
      columns_(batch.counters_.size() + batch.number_traits_.size()),
      parts_(batch.cuts_.size() + 1),
      cursor_(batch.program_),
      bits_(batch.nodes_ * kWords),
      bytes_(columns_ * kPersons),
      counts_((batch.shares_of_.size() + 1) * parts_),
      seen_(batch.shares_of_.size() + 1),
      is_seen_(batch.shares_of_.size() + 1),
      reached_(batch.ladders_.size()),
      totals_(batch.counters_.size()) {
  is_seen_.back() = 1;  // so that nobody looks at it
  begin_page();
}

std::span<const std::uint64_t> BatchCursor::Page::of(std::size_t filter) const {
  const std::size_t words = (persons.size() + 63) / 64;
  return std::span(cursor.bits_).subspan(cursor.batch_.filters_[filter] * kWords, words);
}

void BatchCursor::begin_page() {
  persons_.clear();
  std::fill(bytes_.begin(), bytes_.end(), 0);
  corrections_.clear();
  for (std::size_t node = 0; node < batch_.starts_as_.size(); ++node) {
    const std::uint64_t word = batch_.starts_as_[node] != 0 ? ~std::uint64_t{0} : 0;
    std::fill_n(bits_.begin() + static_cast<std::ptrdiff_t>(node * kWords), kWords, word);
  }
}

void BatchCursor::visit(const PersonView& person, Sink sink) {
  if (persons_.size() == kPersons) flush(sink);
  word_ = persons_.size() / 64;
  bit_ = std::uint64_t{1} << (persons_.size() % 64);
  bytes_of_person_ = bytes_.data() + bytes_at(0, word_) + persons_.size() % 64;
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
    if (trait.is_number) continue;
    for (const auto leaf : trait.flips[person.columns[trait.column].codes[0]]) flip(leaf);
  }
  for (const FilterBatch::NumberTrait& trait : batch_.number_traits_) {
    const double number = person.columns[trait.column].numbers[0];
    byte_of(trait.bytes) =
        static_cast<std::uint8_t>(std::isnan(number) ? FilterBatch::kGreatestByte : trait.place_of(number));
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
    count(batch_.row_of_[name], part);
    if (!batch_.looks_of_[name].empty()) look_at_event(batch_.looks_of_[name], person, i, part);
  }
  climb_down();
  add_up();
  take_totals();
}

void BatchCursor::look_at_event(const FilterBatch::Looks& looks, const PersonView& person, std::size_t event,
                                std::size_t part) {
  for (const FilterBatch::NumberLooks& numbers : looks.numbers) {
    const double number = person.columns[numbers.column].numbers[event];
    if (numbers.ladder) climb(*numbers.ladder, number, part);
    for (const auto& step : numbers.inside) {
      if (!(step.least <= number)) break;  // a missing one too
      if (number <= step.greatest) count(step.row, part);
    }
    for (const auto& step : numbers.outside) {
      if (!(number >= step.least && number <= step.greatest)) count(step.row, part);
    }
  }
  for (const FilterBatch::OtherLook& look : looks.others) {
    if (cursor_.passes(look.match, event)) count(look.row, part);
  }
}

void BatchCursor::climb(std::size_t ladder, double number, std::size_t part) {
  const FilterBatch::Ladder& steps = batch_.ladders_[ladder];
  const auto reached = static_cast<std::uint32_t>(FilterBatch::bounds_up_to(steps.bounds, number));
  if (reached == 0) return;
  if (reached_[ladder] == 0) climbed_.push_back(static_cast<std::uint32_t>(ladder));
  reached_[ladder] = std::max(reached_[ladder], reached);
  ++counts_[(steps.first_row + reached - 1) * parts_ + part];
}

// What lies above a higher bound lies above the lower ones too.
void BatchCursor::climb_down() {
  const std::size_t parts = parts_;
  for (const std::uint32_t ladder : climbed_) {
    const std::uint32_t first_row = batch_.ladders_[ladder].first_row;
    for (std::uint32_t row = first_row + std::exchange(reached_[ladder], 0); row-- > first_row;) {
      seen_[seen_size_++] = row;
      if (row == first_row) break;
      for (std::size_t part = 0; part < parts; ++part) counts_[(row - 1) * parts + part] += counts_[row * parts + part];
    }
  }
  climbed_.clear();
}

// The row is put down as seen whether it was or not, and stays if it was not: no branch, which nobody could foresee.
void BatchCursor::count(std::size_t row, std::size_t part) {
  seen_[seen_size_] = static_cast<std::uint32_t>(row);
  seen_size_ += is_seen_[row] == 0 ? 1 : 0;
  is_seen_[row] = 1;
  ++counts_[row * parts_ + part];
}

// counts_[part] is of the events before cuts_[part]; running sums make every window a difference.
void BatchCursor::add_up() {
  const std::size_t parts = parts_;
  for (const std::uint32_t row : std::span(seen_).first(seen_size_)) {
    std::uint32_t* counts = &counts_[row * parts];
    for (std::size_t part = 1; part < parts; ++part) counts[part] += counts[part - 1];
    for (const FilterBatch::Share& share : batch_.shares_of_[row]) {
      const std::uint32_t inside = counts[share.last_part] - counts[share.first_part];
      if (share.alone) {
        take_total(share.counter, inside);
        continue;
      }
      if (inside == 0) continue;
      if (totals_[share.counter] == 0) touched_.push_back(share.counter);
      totals_[share.counter] += inside;
    }
    std::fill_n(counts, parts, 0);
    is_seen_[row] = 0;
  }
  seen_size_ = 0;
}

void BatchCursor::take_total(std::uint32_t counter, std::uint32_t total) {
  constexpr std::uint32_t kGreatest = FilterBatch::kGreatestByte;
  byte_of(counter) = static_cast<std::uint8_t>(std::min(total, kGreatest));
  if (total <= kGreatest) return;
  for (const FilterBatch::CountTest& test : batch_.counters_[counter].tests) {
    if (test.holds(total) != test.holds(kGreatest)) corrections_.push_back({test.leaf * kWords + word_, bit_});
  }
}

void BatchCursor::take_totals() {
  for (const std::uint32_t c : touched_) take_total(c, std::exchange(totals_[c], 0));
  touched_.clear();
}

void BatchCursor::take_tests() {
  for (const ByteTest& test : batch_.byte_tests_) {
    for (std::size_t word = 0; word < kWords; ++word)
      bits_[test.leaf * kWords + word] = test.holds(&bytes_[bytes_at(test.column, word)]);
  }
  for (const Correction& correction : corrections_) bits_[correction.word] ^= correction.bit;
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
  take_tests();
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
