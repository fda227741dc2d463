// Why an event was kept aside: the closed list. Its names are in the quarantine, the metrics and the docs.
#pragma once

#include <boost/describe/enum.hpp>

namespace throng::collect {

enum class Reason {
  not_json,      // the event is not a JSON object
  unknown_type,  // type is not track, identify, page, screen, group, alias or profile
  missing_id,    // neither userId nor anonymousId (after blocked values)
  missing_name,  // a track without event
  name_too_long,
  event_too_large,
  too_many_properties,
  too_deep,
  bad_text,         // invalid UTF-8 or NUL where text is needed
  bad_field,        // a field has the wrong type
  bad_time,         // timestamp unreadable, before 1970 or more than a day ahead
  bad_row,          // imports: the row has the wrong shape
  blocked_event,    // an operator has blocked events of this name (plan/plan.h)
  unplanned_event,  // the plan does not have it
  off_plan,         // its properties do not fit the plan
};
BOOST_DESCRIBE_ENUM(Reason, not_json, unknown_type, missing_id, missing_name, name_too_long, event_too_large,
                    too_many_properties, too_deep, bad_text, bad_field, bad_time, bad_row, blocked_event,
                    unplanned_event, off_plan)

}  // namespace throng::collect
