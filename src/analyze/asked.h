// What every question may say beside its own: the calendar it is asked in.
#pragma once

#include "analyze/question.h"

namespace throng::analyze {

// A question as it is asked: Asked<TrendQuestion>. Found by the registry alone; analyses see the context's calendar.
template <class Question>
struct Asked : Question {
  std::optional<std::string> time_zone;  // an IANA name; absent: the project's
  std::optional<Weekday> week_start;
  BOOST_DESCRIBE_CLASS(Asked, (Question), (time_zone, week_start), (), ())
};

// The calendar a question is asked in. Errors: invalid_argument (time_zone).
inline Result<Calendar> calendar_of(const std::optional<std::string>& time_zone,
                                    const std::optional<Weekday>& week_start, const Calendar& project) {
  if (!time_zone && !week_start) return project;
  return Calendar::create(time_zone.value_or(project.zone_name()), week_start.value_or(project.week_start()));
}

template <class Question>
Result<AskContext> context_of(const Asked<Question>& question, AskContext context) {
  THRONG_TRY(context.calendar, calendar_of(question.time_zone, question.week_start, context.calendar));
  return context;
}

}  // namespace throng::analyze
