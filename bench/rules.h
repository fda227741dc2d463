// Random rules about persons, the same in every run.
#pragma once

#include <random>

#include "bench/bench.h"

namespace throng::bench {

// Rules as operators write them: what somebody did how often in which window, what not, and who they are.
class Rules {
 public:
  explicit Rules(const Bench& b) : b_(b) {}
  std::string next() {
    const std::size_t leaves = 2 + below(3);
    std::string text;
    for (std::size_t i = 0; i < leaves; ++i) text += (text.empty() ? "" : ",") + leaf();
    return fmt::format(R"({{"{}":[{}]}})", below(4) == 0 ? "any" : "all", text);
  }

 private:
  std::size_t below(std::size_t n) { return dice_() % n; }
  template <std::size_t N>
  const char* pick(const char* const (&from)[N]) {
    return from[below(N)];
  }
  std::string leaf() {
    constexpr const char* kEvents[] = {"$pageview",     "Product Viewed",  "Product Added", "Order Completed",
                                       "Cart Viewed",   "Coupon Claimed",  "Signed In",     "Product Searched",
                                       "Review Posted", "Checkout Started"};
    constexpr int kDays[] = {1, 3, 7, 14, 30, 60, 90};
    constexpr const char* kCities[] = {"Shanghai", "Beijing", "Shenzhen", "Hangzhou", "Chengdu"};
    const std::size_t kind = below(10);
    if (kind < 2)
      return fmt::format(R"({{"person":"city","op":"{}","value":"{}"}})", below(3) == 0 ? "is_not" : "is",
                         pick(kCities));
    if (kind == 2)
      return fmt::format(R"({{"person":"age","op":"{}","value":{}}})", below(2) == 0 ? "<" : ">=", 18 + below(40));
    const std::string within = fmt::format(R"("within":{})", b_.last_days(kDays[below(7)]));
    if (kind < 5) return fmt::format(R"({{"did_not":{{"event":"{}",{}}}}})", pick(kEvents), within);
    if (kind == 5) {
      return fmt::format(
          R"({{"did":{{"event":"Product Viewed","where":{{"event":"price","op":">","value":{}}},"count":{{"op":">=","value":{}}},{}}}}})",
          10 * (1 + below(20)), 1 + below(3), within);
    }
    return fmt::format(R"({{"did":{{"event":"{}","count":{{"op":">=","value":{}}},{}}}}})", pick(kEvents), 1 + below(8),
                       within);
  }

  const Bench& b_;
  std::mt19937 dice_{42};
};

}  // namespace throng::bench
