// A saved segment (分群): a filter whose members are looked up whenever somebody asks, or a fixed list of persons.
#pragma once

#include <string>
#include <vector>

#include "audience/definition.h"
#include "ledger/saved.h"

namespace throng::audience {

// dynamic: those for whom the filter holds. fixed: those somebody put in (uploaded ids, a cell of a chart).
enum class SegmentKind { dynamic, fixed };
BOOST_DESCRIBE_ENUM(SegmentKind, dynamic, fixed)

// Only so many of those for whom the filter holds: those with the highest (or lowest) number as a trait, or, without a
// trait, some who are picked as if by lot and stay the same as long as the filter holds for them. Persons without
// the trait come last; equals by lot.
struct Cap {
  std::uint64_t size = 0;  // 1 or more
  std::string trait;       // "": by lot
  bool lowest_first = false;
  static constexpr std::string_view kRequired[] = {"size"};
};
BOOST_DESCRIBE_STRUCT(Cap, (), (size, trait, lowest_first))

struct Segment {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::segment;
  SegmentKind kind = SegmentKind::dynamic;
  model::Filter filter{model::All{}};  // of a dynamic one
  std::optional<Cap> cap;              // of a dynamic one
  Schedule schedule;                   // when its size is kept, of a dynamic one; live: members are followed as events
                                       // come
  std::string origin;                  // of a fixed one: where its members came from, in words; at most 2000 bytes
};
BOOST_DESCRIBE_STRUCT(Segment, (), (kind, filter, cap, schedule, origin))

// Whether what it names exists is not looked at. Errors: invalid_argument with the path of what is wrong.
Result<void> check(Segment& segment);

Result<Segment> segment_of(const ledger::Saved& saved);  // errors: corrupt
Definition definition_of(const ledger::Saved& saved, const Segment& segment);
Result<void> add_segment_definitions(ledger::Db& db, std::string_view project, std::vector<Definition>& all);

// A person's place in the lot of a segment: small numbers are drawn first.
std::uint64_t lot_of(std::string_view segment, model::PersonNumber person);

}  // namespace throng::audience
