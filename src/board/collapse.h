// Events of any name that became few: what an alert with the rule `collapse` looks for.
#pragma once

#include "board/alert.h"

namespace throng::board {

inline constexpr double kLeastToCollapse = 20;         // events in the buckets like it, in the mean; fewer say nothing
inline constexpr std::size_t kMaxWatchedEvents = 500;  // names, those that the timelines know first
inline constexpr std::size_t kMaxCollapsedListed = 20;

// One name's line against the mean of its last kChangeWeeks like it. Nothing: not fallen by `bound` percent or more, or
// too few to say.
std::optional<CollapsedEvent> collapsed(const std::string& event, const Line& line, const Alert& alert,
                                        const Calendar& calendar);

// Looks at the events that the question's first series names, of all activity where it names none, under its filter.
// Errors: conflict (there is no timeline), and those of trends.
Result<AlertFinding> find_collapsed(const Alert& alert, const analyze::Sources& sources,
                                    const analyze::AskContext& context);

}  // namespace throng::board
