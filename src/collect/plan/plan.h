// What a project expects of its events, and what becomes of those that are otherwise.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "collect/plan/json_schema.h"
#include "collect/reason.h"

namespace throng::collect {

// unexpected: known to be wrong (an old name, a typing error). none: nobody has said anything yet.
enum class EventStatus { none, expected, unexpected, blocked };
BOOST_DESCRIBE_ENUM(EventStatus, none, expected, unexpected, blocked)

enum class PlanAction { take, warn, quarantine };
BOOST_DESCRIBE_ENUM(PlanAction, take, warn, quarantine)

struct PlanRules {
  PlanAction mismatch = PlanAction::warn;   // properties that do not fit the event's schema
  PlanAction unplanned = PlanAction::take;  // events that are neither expected nor have a schema, and unexpected ones
};
BOOST_DESCRIBE_STRUCT(PlanRules, (), (mismatch, unplanned))

struct PlannedEvent {
  std::string name;
  EventStatus status = EventStatus::none;
  std::string schema;  // JSON Schema of its properties (of its traits, where it has those); "": none
};

// One thing that is not as planned.
struct PlanProblem {
  Reason reason = Reason::off_plan;  // off_plan, unplanned_event, blocked_event
  std::string field;                 // of the properties; "" the event itself
  std::string message;
};

struct PlanVerdict {
  PlanAction action = PlanAction::take;
  std::vector<PlanProblem> problems;
};

// Immutable; thread-safe.
class Plan {
 public:
  // A schema that cannot be compiled counts as none: it was refused when it was written.
  static std::shared_ptr<const Plan> compile(const PlanRules& rules, std::span<const PlannedEvent> events);

  // Events whose names begin with $ are never unplanned. Blocked ones are always kept aside.
  // `properties`: an object; absent: as if it were empty.
  PlanVerdict look(std::string_view event, const std::optional<simdjson::dom::element>& properties) const;

 private:
  struct Entry {
    EventStatus status = EventStatus::none;
    std::optional<JsonSchema> schema;
  };
  PlanRules rules_;
  std::map<std::string, Entry, std::less<>> entries_;
};

// How often what was not as planned and was taken nevertheless.
struct PlanFinding {
  std::string event;
  PlanProblem problem;
  std::uint64_t times = 0;
  Instant last{};
};

// Counts of them, until somebody takes them. Thread-safe; bounded: beyond kMaxFindings different ones
// further ones are not counted until these are taken.
class PlanFindings {
 public:
  static constexpr std::size_t kMaxFindings = 2000;
  void add(std::string_view event, std::span<const PlanProblem> problems, Instant at);
  std::vector<PlanFinding> take();

 private:
  std::mutex mutex_;
  std::map<std::string, PlanFinding> findings_;
};

}  // namespace throng::collect
