#include "differential/sessions.h"

namespace throng::testing {

analyze::SessionRule random_session_rule(Dice& dice) {
  return {dice.pick(std::vector<Duration>{seconds(1), minutes(15), minutes(30), hours(2), hours(24)}), !dice.one_in(3)};
}

std::vector<EventList> sessions_of(const analyze::SessionRule& rule, const Oracle::Person& person) {
  std::vector<EventList> sessions;
  std::string id;
  for (const model::Event& event : person.events) {
    if (!model::is_activity(event.name)) continue;
    const std::string own = rule.client_ids ? event.session : "";
    bool begins = sessions.empty();
    if (!begins && !own.empty() && !id.empty())
      begins = own != id;
    else if (!begins)
      begins = event.time - sessions.back().back()->time > rule.timeout;
    if (begins) {
      sessions.emplace_back();
      id.clear();
    }
    if (!own.empty()) id = own;
    sessions.back().push_back(&event);
  }
  return sessions;
}

}  // namespace throng::testing
