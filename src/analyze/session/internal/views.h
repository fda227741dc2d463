// Which events are views, what their page is, and what the answer is broken down by.
#pragma once

#include <string_view>

#include "analyze/session/spec.h"

namespace throng::analyze::internal {

inline constexpr std::string_view kPageview = "$pageview";
inline constexpr std::string_view kScreen = "$screen";
inline constexpr std::string_view kPageLeave = "$page_leave";

inline constexpr std::string_view kPagePath = "$page";   // the page of a $pageview
inline constexpr std::string_view kScreenName = "name";  // the page of a $screen

enum class By { nothing, entry, exit, property, trait };
inline By breakdown_of(const SessionQuestion& question) {
  if (!question.breakdown) return By::nothing;
  if (question.breakdown->scope == Scope::person) return By::trait;
  if (question.breakdown->name == kEntryPage) return By::entry;
  return question.breakdown->name == kExitPage ? By::exit : By::property;
}

}  // namespace throng::analyze::internal
