// Texts of traits, and the calendars of the zones that persons name.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "model/value.h"

namespace throng::engage::internal {

// Of raw JSON as readers of traits give it; "" where there is none.
inline std::string text_of_trait(std::string_view raw) {
  return raw.empty() ? std::string() : model::as_text(raw).value_or("");
}

// Calendars by the names of zones, as few of them are made for many persons. What is no zone has the project's.
class Zones {
 public:
  explicit Zones(Calendar project) : project_(std::move(project)) {}
  // Valid as long as this.
  const Calendar& of(std::string_view name) {
    if (name.empty()) return project_;
    if (const auto found = calendars_.find(name); found != calendars_.end()) return found->second;
    const auto made = Calendar::create(name, project_.week_start());
    return calendars_.emplace(name, made ? *made : project_).first->second;
  }

 private:
  const Calendar project_;
  std::map<std::string, Calendar, std::less<>> calendars_;
};

}  // namespace throng::engage::internal
