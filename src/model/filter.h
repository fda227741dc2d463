// The one language of filters (docs/semantics.md): a tree of all / any / not over leaves.
// Three interpreters read it: timeline/filter_scan (codes in memory), warehouse-side SQL
// (analyze/filter_sql) and model/filter_eval (one live event or person). A property test ties them.
//
// JSON, one key per node:
//   {"all":[...]}  {"any":[...]}  {"not":{...}}
//   {"event":"price","op":">","value":3}            {"person":"plan","op":"in","value":["pro","team"]}
//   {"did":{"event":"Order Completed","where":{...},"count":{"op":">=","value":3},"within":{"last":30,"unit":"day"}}}
//   {"did":{"events":["A","B"],"sum":{"property":"total","op":">","value":100}}}      {"did_not":{...}}
//   {"sequence":{"steps":[{"event":"A"},{"event":"B"}],"within":"7d","strict":true}}
//   {"first_time":{"event":"A","within":{"between":["2026-01-01","2026-02-01"]}}}
//   {"in_segment":"id"}  {"has_tag":{"tag":"vip","value":"gold"}}  {"in_layer":{"scheme":"rfm","layer":"top"}}
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/function_ref.h"
#include "base/json.h"
#include "base/time.h"
#include "model/journey_events.h"
#include "model/message_events.h"
#include "model/profile_op.h"
#include "model/web_events.h"

namespace throng::model {

inline constexpr std::size_t kMaxFilterDepth = 16;     // nesting of all / any / not
inline constexpr std::size_t kMaxFilterNodes = 500;    // in one tree, where-clauses included
inline constexpr std::size_t kMaxFilterValues = 1000;  // constants of one comparison

struct Filter;

// clang-format off
enum class Op {
  is, is_not, contains, not_contains, starts_with, ends_with, matches, in, not_in,  // text
  eq, ne, lt, le, gt, ge, between,                                                  // numbers: = != < <= > >=
  before, after, in_last, not_in_last,                                              // instants
  is_true, is_false,                                                                // booleans
  has, has_any, has_all, is_empty,                                                  // lists
  is_set, is_not_set,
};
// clang-format on

// What kind of constant an operator takes, which also decides how a property is read for it.
enum class OpFamily { text, number, instant, boolean, list, presence };
OpFamily family_of(Op op);
std::string_view text_of(Op op);             // "is", ">=", ...
Result<Op> parse_op(std::string_view text);  // field "" on error

// A property against constants. Which members are set follows from op:
//   text, list: texts (one, or several for in / not_in / has_any / has_all)     number: numbers (between: two)
//   before, after: instant       in_last, not_in_last: span       others: none
struct Comparison {
  std::string property;  // 1..200 bytes; nested JSON is reached by dots: "address.city"
  Op op = Op::is_set;
  std::vector<std::string> texts;
  std::vector<double> numbers;
  Instant instant{};
  Duration span{};
  bool case_insensitive = false;  // text and list operators: Unicode simple case folding
  bool operator==(const Comparison&) const = default;
};

// WINDOW: "last N unit" (calendar units, the running one included), "between A and B" (B excluded), "ever".
// JSON: {"last":30,"unit":"day"} | {"between":["2026-01-01","2026-02-01T12:00:00Z"]} | "ever".
// Dates without a clock are midnights of the project's zone.
struct Window {
  struct Last {
    int count = 30;
    BucketUnit unit = BucketUnit::day;
    bool operator==(const Last&) const = default;
  };
  struct Between {
    std::string begin;  // ISO 8601 date or instant, as given
    std::string end;
    bool operator==(const Between&) const = default;
  };
  struct Ever {
    bool operator==(const Ever&) const = default;
  };
  std::variant<Ever, Last, Between> form;
  bool operator==(const Window&) const = default;
};

inline constexpr Instant kBeginningOfTime = from_ms(0);
inline constexpr Instant kEndOfTime = from_ms(253'402'300'800'000);  // the year 10000
// The instants of a window, seen from `now` in the project's calendar. Errors: invalid_argument.
Result<TimeRange> resolve(const Window& window, const Calendar& calendar, Instant now);

// Which events: any of the names (empty: any event, see is_activity), and a filter they must pass.
// JSON: {"event":"A","where":{...}} or {"events":["A","B"]} or {} for any event.
struct EventMatch {
  std::vector<std::string> events;
  std::shared_ptr<const Filter>
      where;  // null: all; may use event, person and membership leaves, and did/... of the person
};

// System events that describe the person rather than an activity: "any event" does not match them.
// kSystemEvents.
bool is_activity(std::string_view event_name);
inline constexpr std::string_view kSegmentEntered = "$segment_entered";  // with a property "segment": its id
inline constexpr std::string_view kSegmentLeft = "$segment_left";
inline constexpr std::string_view kSystemEvents[] = {
    kIdentify,       "$group",          "$alias",        kSegmentEntered,    kSegmentLeft,   kMessageSent,
    kMessageHeldOut, kMessageDelivered, kMessageBounced, kMessageComplained, kMessageOpened, kJourneyEntered,
    kJourneyEnded,   kRewardGranted,    kProfileSetOnce, kProfileIncrement,  kProfileAppend, kProfileUnion,
    kProfileRemove,  kProfileDelete,    kHeartbeat,      kWebVitals,         kException};

enum class Aggregate { count, sum, avg, min, max, distinct };
BOOST_DESCRIBE_ENUM(Aggregate, count, sum, avg, min, max, distinct)

struct All {
  std::vector<Filter> of;
};
struct Any {
  std::vector<Filter> of;
};
struct Not {
  std::shared_ptr<const Filter> of;
};
struct EventProperty {
  Comparison comparison;
};
struct PersonTrait {
  Comparison comparison;
};
// The person's matching events in the window satisfy `aggregate OP numbers`. Without an aggregate: count >= 1.
// No matching event: count, sum and distinct are 0; avg, min and max have no value and every comparison is false.
struct Did {
  EventMatch match;
  Aggregate aggregate = Aggregate::count;
  std::string property;  // for all aggregates but count
  Op op = Op::ge;        // numbers only
  std::vector<double> numbers = {1};
  Window within;
  bool negated = false;  // did_not
};
// Steps in the person's order, first to last within `within` (both ends included); strict: each is the very
// next event of the person after the one before. One event serves one step.
struct Sequence {
  std::vector<EventMatch> steps;  // 2..10
  Duration within = days(7);
  bool strict = false;
};
// The person's first ever matching event lies in the window.
struct FirstTime {
  EventMatch match;
  Window within;
};
struct InSegment {
  std::string segment;
};
struct HasTag {
  std::string tag;
  std::optional<std::string> value;
};
struct InLayer {
  std::string scheme;
  std::string layer;
};

struct Filter {
  std::variant<All, Any, Not, EventProperty, PersonTrait, Did, Sequence, FirstTime, InSegment, HasTag, InLayer> node;
};

Result<void> from_json(json::Node node, Filter& out);
void to_json(std::string& out, const Filter& filter);
Result<void> from_json(json::Node node, Window& out);
void to_json(std::string& out, const Window& window);
Result<void> from_json(json::Node node, EventMatch& out);
void to_json(std::string& out, const EventMatch& match);

// Where a filter stands decides which leaves make sense there.
enum class FilterPlace {
  event,   // on an event (a funnel step, a trend): every leaf
  person,  // on a person (a segment): every leaf but a bare `event`
  where,   // inside did / sequence / first_time: event, person, in_segment, has_tag, in_layer
};
// Checks size, depth, places, operators against constants, regular expressions (RE2).
// Errors: invalid_argument or too_large with the path of the leaf.
Result<void> validate(const Filter& filter, FilterPlace place);
Result<void> validate(const EventMatch& match, FilterPlace place = FilterPlace::event);
Result<void> validate(const Window& window);
// A property name that may be asked about: 1..200 bytes, not beginning with one of , : ] }
Result<void> validate_property(std::string_view name);

// Every node but all, any and not, from left to right; after a leaf about events those of their conditions.
void each_leaf(const Filter& filter, FunctionRef<void(const Filter&)> visit);

}  // namespace throng::model
