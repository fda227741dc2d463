// Events that the browser SDK records by itself (docs/sdk/browser.md). Those that tell of the page rather than of
// something the person did are not activity (model/filter.h, kSystemEvents).
#pragma once

#include <string_view>

namespace throng::model {

inline constexpr std::string_view kPageView = "$pageview";
inline constexpr std::string_view kPageLeave = "$page_leave";
inline constexpr std::string_view kClick = "$click";
inline constexpr std::string_view kRageClick = "$rage_click";
inline constexpr std::string_view kDeadClick = "$dead_click";
inline constexpr std::string_view kHeartbeat = "$heartbeat";
inline constexpr std::string_view kWebVitals = "$web_vitals";
inline constexpr std::string_view kException = "$exception";

}  // namespace throng::model
