// Stickiness (粘性): in how many buckets of the range persons are active, and how many of a month's are there on a day.
#pragma once

#include <array>

#include "analyze/question.h"

namespace throng::analyze {

struct StickinessQuestion {
  model::EventMatch match;  // what makes a person active
  model::Window range = {model::Window::Last{30, BucketUnit::day}};
  BucketUnit bucket = BucketUnit::day;  // day, week or month, which are counted
};
BOOST_DESCRIBE_STRUCT(StickinessQuestion, (), (match, range, bucket))

struct StickinessRow {
  std::uint32_t buckets = 1;   // n
  std::uint64_t persons = 0;   // active in exactly n buckets
  std::uint64_t at_least = 0;  // in n or more
};
BOOST_DESCRIBE_STRUCT(StickinessRow, (), (buckets, persons, at_least))

// Persons active in the 1, 7 and 30 days that end with a day.
enum class ActiveWindow { dau, wau, mau };
BOOST_DESCRIBE_ENUM(ActiveWindow, dau, wau, mau)
inline constexpr std::array kActiveWindows = {ActiveWindow::dau, ActiveWindow::wau, ActiveWindow::mau};
constexpr int days_of(ActiveWindow window) {
  return window == ActiveWindow::dau ? 1 : window == ActiveWindow::wau ? 7 : 30;
}

struct ActiveDay {
  Instant start{};
  bool complete = false;  // the day is over
  std::uint64_t dau = 0;
  std::uint64_t wau = 0;
  std::uint64_t mau = 0;
  std::optional<double> dau_per_mau;  // absent when nobody was active
};
BOOST_DESCRIBE_STRUCT(ActiveDay, (), (start, complete, dau, wau, mau, dau_per_mau))

struct StickinessAnswer {
  std::vector<StickinessRow> histogram;  // n = 1 .. the number of buckets
  std::vector<ActiveDay> days;           // that the range touches
};
BOOST_DESCRIBE_STRUCT(StickinessAnswer, (), (histogram, days))

// One number of either part.
struct StickinessCell {
  std::optional<std::uint32_t> buckets;  // n
  bool at_least = false;
  std::optional<std::uint32_t> day;  // place among the days
  ActiveWindow window = ActiveWindow::dau;
};
BOOST_DESCRIBE_STRUCT(StickinessCell, (), (buckets, at_least, day, window))

std::uint64_t& count_of(ActiveDay& day, ActiveWindow window);

// The question's buckets, and the whole days it touches with the 29 before them.
struct StickinessGrid {
  static constexpr std::size_t kDaysBefore = 29;
  Buckets buckets;
  Buckets days;
  std::size_t days_asked() const { return days.count() == 0 ? 0 : days.count() - kDaysBefore; }
};
// `days`: the range's, by day.
StickinessGrid grid_of(Buckets buckets, Buckets days, const Calendar& calendar);

Result<void> validate(const StickinessQuestion& question);
Result<void> validate(const StickinessCell& cell, const StickinessGrid& grid);

// The answer's frame, and what follows from the numbers of persons: at_least and dau_per_mau.
StickinessAnswer empty_stickiness(const StickinessGrid& grid, const AskContext& context);
void complete_stickiness(StickinessAnswer& answer);

}  // namespace throng::analyze
