// Journeys, and how far persons are in them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/messages/campaigns.h"
#include "api/messages/persons.h"
#include "engage/journey.h"
#include "engage/journey_rehearsal.h"

namespace throng::api {

struct JourneyBody : SavedWords, engage::Journey {  // POST /api/journeys, PUT /api/journeys/{id}
  using Thing = engage::Journey;
  static constexpr std::string_view kRequired[] = {"name", "steps"};
};
BOOST_DESCRIBE_STRUCT(JourneyBody, (SavedWords, engage::Journey), ())
struct JourneyView : SavedView, engage::Journey {
  ledger::CampaignPhase phase = ledger::CampaignPhase::draft;
  std::optional<Instant> next;                                       // when it lets persons in next, by its schedule
  std::string by;                                                    // who last changed the phase
  std::uint32_t version = 0;                                         // the newest that was published; 0: none yet
  bool is_changed = false;                                           // it was changed since
  std::uint64_t entered = 0, inside = 0, held_out = 0, reached = 0;  // persons let in ever; there now; of the control
                                                                     // group; ways that ended at the goal
};
BOOST_DESCRIBE_STRUCT(JourneyView, (SavedView, engage::Journey),
                      (phase, next, by, version, is_changed, entered, inside, held_out, reached))
struct JourneysResponse {  // GET /api/journeys
  std::vector<JourneyView> journeys;
};
BOOST_DESCRIBE_STRUCT(JourneysResponse, (), (journeys))

struct JourneyVersionView {
  std::uint32_t version = 0;
  Instant created{};
};
BOOST_DESCRIBE_STRUCT(JourneyVersionView, (), (version, created))
struct VisitCountView {
  std::uint32_t version = 0;
  std::string step;     // "": of entering and of ending
  std::string outcome;  // "entered"; "done"; "met", "timeout"; "1", "2", ..., "otherwise"; end, exit, goal, merged, ...
  bool held = false;    // of the control group
  std::uint64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(VisitCountView, (), (version, step, outcome, held, count))
struct StandingView {
  std::uint32_t version = 0;
  std::string step;
  bool held = false;
  std::uint64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(StandingView, (), (version, step, held, count))
struct StepSendsView {
  std::uint32_t version = 0;
  std::string step;
  std::int64_t run = 0;  // GET /api/sends?run= lists them
  std::vector<SendCountView> counts;
};
BOOST_DESCRIBE_STRUCT(StepSendsView, (), (version, step, run, counts))
struct JourneyNumbersResponse {              // GET /api/journeys/{id}/numbers
  std::vector<JourneyVersionView> versions;  // newest first
  std::vector<VisitCountView> visits;
  std::vector<StandingView> standing;
  std::vector<StepSendsView> sends;
};
BOOST_DESCRIBE_STRUCT(JourneyNumbersResponse, (), (versions, visits, standing, sends))
struct JourneyWayView {
  std::string journey, name;
  std::uint32_t version = 0;
  Instant entered{};
  bool held = false;
  std::string step;  // where he is; "": it has ended
  std::string step_name;
  std::optional<Instant> due, ended;
  std::string reason;  // why it ended
};
BOOST_DESCRIBE_STRUCT(JourneyWayView, (), (journey, name, version, entered, held, step, step_name, due, ended, reason))
struct JourneyWaysResponse {  // GET /api/persons/{person}/journeys, newest first, at most 100
  std::vector<JourneyWayView> ways;
};
BOOST_DESCRIBE_STRUCT(JourneyWaysResponse, (), (ways))

}  // namespace throng::api
