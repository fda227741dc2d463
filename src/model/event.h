// The nouns that everything else passes around.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/calendar.h"
#include "base/time.h"

namespace throng::model {

// 128 bits hashed from the client's message id: equal id, equal event. UUIDs are hashed too, because those that begin
// with a clock would all share their first bits, which order the events of one instant (tie_of).
struct EventId {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const EventId&) const = default;  // byte order: the order of events at one instant
};
EventId event_id_from(std::string_view message_id);
std::string to_text(const EventId& id);  // 8-4-4-4-12

// The first 22 bits of the id: orders events of one instant (timeline/block.h).
inline std::uint32_t tie_of(const EventId& id) {
  return (std::uint32_t{id.bytes[0]} << 14) | (std::uint32_t{id.bytes[1]} << 6) | (id.bytes[2] >> 2);
}

// A dense number, given in order of first sight to every distinct id of anybody (anonymous or user).
// Events keep the number of the id they came with; `Links` says which numbers are one person, and a
// person is known by the number of its representative.
using PersonNumber = std::uint32_t;
// A dense number per stored event, in order of acceptance: the row's name in memory and on disk.
using EventNumber = std::uint64_t;

enum class IdKind : std::uint8_t { anonymous, user };
BOOST_DESCRIBE_ENUM(IdKind, anonymous, user)

// An accepted event, after every step of the collect pipeline. All text is valid UTF-8 without NUL.
struct Event {
  EventNumber number = 0;
  EventId id;
  PersonNumber person = 0;  // number of user_id if given, else of anonymous_id
  Instant time{};           // corrected client time
  Instant received{};
  std::string name;  // "Order Completed", "$pageview", "$screen", "$identify", "$group", "$alias"
  std::string anonymous_id;
  std::string user_id;
  std::string session;  // the client's session id, else empty
  std::string channel;  // direct, organic_search, paid_search, social, email, referral, campaign, ...
  std::string device;   // desktop, mobile, tablet, bot, server
  std::string os;
  std::string browser;
  std::string page;   // path of the page, "" when none
  std::string props;  // canonical flat JSON object; for $identify the traits. Nested keys are joined by dots,
                      // lists of objects become one list per key; see docs/formats/properties.md
};

// "number `from` is the same person as `into`": from then on, or until undone.
enum class LinkKind : std::uint8_t { claim, merge, undo };  // first identify / explicit merge / undo of link `target`
BOOST_DESCRIBE_ENUM(LinkKind, claim, merge, undo)
struct Link {
  std::uint64_t id = 0;  // 1, 2, ...
  LinkKind kind = LinkKind::claim;
  PersonNumber from = 0;
  PersonNumber into = 0;
  std::uint64_t target = 0;  // undo: the link taken back
  Instant at{};
  std::string why;  // message id or operator
};

struct Project {
  std::string id;  // "shop": names the warehouse database; [a-z][a-z0-9_]{0,30}
  std::string name;
  std::string time_zone = "UTC";
  Weekday week_start = Weekday::monday;
  std::string currency = "USD";
};
BOOST_DESCRIBE_STRUCT(Project, (), (id, name, time_zone, week_start, currency))

}  // namespace throng::model
