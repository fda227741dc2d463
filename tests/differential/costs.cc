#include "differential/costs.h"

#include <cstdio>

namespace throng::testing {
namespace {

std::string day_of(Instant midnight, const Calendar& calendar) {
  const CivilDate date = calendar.date_of(midnight);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", date.year, date.month, date.day);
  return text;
}

}  // namespace

TestCosts::TestCosts(Dice& dice, const Data& data) {
  const bool none = dice.one_in(5);
  for (int n = -100; n <= 5 && !none; ++n) {
    const Instant midnight = data.calendar.advance(data.calendar.floor(data.now, BucketUnit::day), BucketUnit::day, n);
    for (const char* channel : {"$none", "DIRECT", "email", "pro", "unseen"}) {
      if (dice.one_in(3)) continue;
      costs_.push_back({day_of(midnight, data.calendar), channel, dice.between(0, 900'000),
                        static_cast<std::uint64_t>(dice.below(50)), static_cast<std::uint64_t>(dice.below(5000))});
    }
  }
}

Result<std::vector<analyze::Cost>> TestCosts::between(const std::string& first, const std::string& last) const {
  std::vector<analyze::Cost> out;
  for (const analyze::Cost& cost : costs_) {
    if (first <= cost.day && cost.day < last) out.push_back(cost);
  }
  return out;
}

std::map<std::string, analyze::CostSum> sums_of(const analyze::AskContext& context, TimeRange range) {
  std::map<std::string, analyze::CostSum> sums;
  const auto all = context.costs->between("0000-00-00", "9999-99-99").value();
  for (const analyze::Cost& cost : all) {
    const CivilDate date{std::stoi(cost.day.substr(0, 4)), static_cast<unsigned>(std::stoi(cost.day.substr(5, 2))),
                         static_cast<unsigned>(std::stoi(cost.day.substr(8, 2)))};
    if (range.contains(context.calendar.midnight(date))) sums[cost.channel].add(cost);
  }
  return sums;
}

}  // namespace throng::testing
