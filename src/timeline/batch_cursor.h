// The pass of a FilterBatch over persons.
#pragma once

#include "timeline/filter_batch.h"

namespace throng::timeline {

// One per thread; the batch must outlive it.
class BatchCursor {
 public:
  static constexpr std::size_t kPersons = 128;  // so few that the bits of all leaves stay in the fastest cache
  static constexpr std::size_t kWords = kPersons / 64;

  // Some persons, and per filter who of them it holds for: bit i % 64 of word i / 64 is persons[i].
  struct Page {
    std::span<const model::PersonNumber> persons;
    const BatchCursor& cursor;
    std::span<const std::uint64_t> of(std::size_t filter) const;
  };
  using Sink = FunctionRef<void(const Page&)>;

  explicit BatchCursor(const FilterBatch& batch);
  // The sink sees a page when it is full.
  void visit(const PersonView& person, Sink sink);
  void finish(Sink sink);

 private:
  void begin_page();
  void flush(Sink sink);
  // Bytes of 64 persons stand together, so that those of one person lie near each other.
  std::size_t bytes_at(std::size_t column, std::size_t word) const { return (word * columns_ + column) * 64; }
  std::uint8_t& byte_of(std::size_t column) { return bytes_of_person_[column * 64]; }
  void flip(FilterBatch::Id leaf) { bits_[leaf * kWords + word_] ^= bit_; }
  void look_at_traits(const PersonView& person);
  void count_events(const PersonView& person);
  void look_at_event(const FilterBatch::Looks& looks, const PersonView& person, std::size_t event, std::size_t part);
  void climb(std::size_t ladder, double number, std::size_t part);
  void count(std::size_t row, std::size_t part);
  void climb_down();
  void add_up();
  void take_total(std::uint32_t counter, std::uint32_t total);
  void take_totals();
  void take_tests();
  void take_gates();

  const FilterBatch& batch_;
  std::size_t columns_;  // of bytes: the counters, then the number traits
  std::size_t parts_;    // of the time line
  FilterCursor cursor_;
  std::vector<std::uint64_t> bits_;  // per node kWords words
  std::vector<std::uint8_t> bytes_;  // per column kPersons
  // Bits that a byte is too small to tell.
  struct Correction {
    std::size_t word = 0;
    std::uint64_t bit = 0;
  };
  std::vector<Correction> corrections_;
  std::vector<model::PersonNumber> persons_;
  std::size_t word_ = 0;
  std::uint64_t bit_ = 0;
  // Of one person.
  std::uint8_t* bytes_of_person_ = nullptr;  // every 64th
  std::vector<std::uint32_t> counts_;        // per row and part of the time line
  std::vector<std::uint32_t> seen_;          // rows with counts: the first seen_size_
  std::size_t seen_size_ = 0;
  std::vector<std::uint8_t> is_seen_;   // per row
  std::vector<std::uint32_t> reached_;  // per ladder: the most bounds that an event reached
  std::vector<std::uint32_t> climbed_;  // ladders of which a bound was reached
  std::vector<std::uint32_t> totals_;   // per counter
  std::vector<std::uint32_t> touched_;  // counters with a total
};

}  // namespace throng::timeline
