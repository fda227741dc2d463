// How one person walks through a journey: a function of where he stands, of what he did and of what is known of him.
// The server walks by it, and so does the rehearsal, in a time of its own.
//
// Time here is what the journey is about, not when a machine got round to it: a wait of an hour after an event ends an
// hour after the event, even if the server was down. Events count in the order of their times; of an event and a timer
// the earlier one.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "engage/journey.h"
#include "ledger/journeys.h"

namespace throng::engage {

// Why a way ended. end: nothing came next. too_long: after so many steps that something must be wrong with it.
enum class JourneyEnd { end, exit, goal, merged, stopped, too_long };
BOOST_DESCRIBE_ENUM(JourneyEnd, end, exit, goal, merged, stopped, too_long)

// Outcomes of steps: "done"; of waiting for something "met" or "timeout"; of a branch or channel "1", "2", ... or
// "otherwise"; of a split "1", "2", ...; of ways that end a JourneyEnd, of the step "".
namespace outcome {
inline constexpr std::string_view kEntered = "entered";
inline constexpr std::string_view kDone = "done";
inline constexpr std::string_view kMet = "met";
inline constexpr std::string_view kTimeout = "timeout";
inline constexpr std::string_view kOtherwise = "otherwise";
}  // namespace outcome

inline constexpr Duration kLookAgain = seconds(30);  // at a filter that somebody waits for

// What is known of the person.
struct WalkFacts {
  Calendar project = Calendar::utc();
  Calendar zone = Calendar::utc();  // of the person
  std::function<Result<bool>(const model::Filter&)> holds;
  std::function<std::string(std::string_view name)> trait;  // its text; "" for none
  std::optional<unsigned> best_hour;                        // of the person's own clock, 0..23
  // The place of the channel by which the person is reached best; empty: by none of them.
  std::function<std::optional<std::size_t>(std::span<const ChannelArm>)> best_channel;
};

struct Walk {
  const Journey& journey;
  std::string_view id;  // of the journey: lots are drawn by it
  Instant now{};
};

// A message that a step sends, and the visit that does.
struct WalkMessage {
  const Step* step = nullptr;
  std::uint32_t pass = 0;
  Instant at{};
};

struct Walked {
  ledger::Entrant entrant;            // where he is now
  std::vector<ledger::Visit> visits;  // in order; the first has the pass that the entrant had before
  std::vector<WalkMessage> messages;
  std::size_t events_taken = 0;  // of those that were given
  bool acts = false;  // the last visit changes something outside of the ledger: to be done before he walks on
};

// Walks up to `now`, or up to a step that acts. `events` are what he did since he was looked at, ascending by time;
// those from before he entered, and those with numbers up to `seen`, do not count. Errors: those of the facts.
Result<Walked> walk(const Walk& walk, const ledger::Entrant& entrant, std::span<const model::Event> events,
                    const WalkFacts& facts);

// When a wait that begins then is over: `arrived` itself where there is nothing to wait for.
Instant end_of(const Wait& wait, Instant arrived, const WalkFacts& facts);

}  // namespace throng::engage
