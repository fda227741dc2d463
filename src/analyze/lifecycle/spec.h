// Lifecycle (生命周期): who is new, stays, comes back or falls silent, bucket by bucket.
#pragma once

#include "analyze/question.h"

namespace throng::analyze {

enum class LifecycleKind { new_persons, returning, resurrected, dormant };
BOOST_DESCRIBE_ENUM(LifecycleKind, new_persons, returning, resurrected, dormant)

struct LifecycleQuestion {
  model::EventMatch match;                                           // what makes a person active
  model::Window range = {model::Window::Last{30, BucketUnit::day}};  // the buckets it touches, each taken whole
  BucketUnit bucket = BucketUnit::day;                               // day, week or month
};
BOOST_DESCRIBE_STRUCT(LifecycleQuestion, (), (match, range, bucket))

struct LifecycleRow {
  Instant start{};                // of the bucket
  bool complete = false;          // it is over
  std::uint64_t new_persons = 0;  // active for the first time ever
  std::uint64_t returning = 0;    // active, and in the bucket before too
  std::uint64_t resurrected = 0;  // active, and before, but not in the bucket before
  std::uint64_t dormant = 0;      // active in the bucket before, not in this one
};
BOOST_DESCRIBE_STRUCT(LifecycleRow, (), (start, complete, new_persons, returning, resurrected, dormant))

struct LifecycleAnswer {
  std::vector<LifecycleRow> buckets;
};
BOOST_DESCRIBE_STRUCT(LifecycleAnswer, (), (buckets))

struct LifecycleCell {
  std::uint32_t bucket = 0;
  LifecycleKind kind = LifecycleKind::new_persons;
};
BOOST_DESCRIBE_STRUCT(LifecycleCell, (), (bucket, kind))

std::uint64_t& count_of(LifecycleRow& row, LifecycleKind kind);

Result<void> validate(const LifecycleQuestion& question);
Result<void> validate(const LifecycleCell& cell, std::size_t buckets);

// The question's buckets, whole, and before them the one whose persons return or fall silent in the first.
Buckets with_bucket_before(Buckets buckets, BucketUnit unit, const Calendar& calendar);
// The answer's frame.
LifecycleAnswer empty_lifecycle(const Buckets& buckets, const AskContext& context);

}  // namespace throng::analyze
