// Where persons stand in journeys (engage/journey.h): versions of a journey's plan, who walks through one, and every
// step of theirs. A step and all that it brings about in the ledger is one transaction, so that none is taken twice and
// none is lost, whatever is killed when.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "ledger/db.h"
#include "ledger/sends.h"
#include "model/event.h"

namespace throng::ledger {

// A plan as it was published. Whoever entered by it walks by it to the end.
struct JourneyVersion {
  std::string journey;        // id of the saved thing
  std::uint32_t version = 0;  // 1, 2, ...
  std::string body;           // JSON
  Instant created{};
};
inline constexpr std::size_t kMaxJourneyBody = std::size_t{4} << 20;

// The next version. Errors: not_found (journey), too_large.
Result<JourneyVersion> publish_journey(Db& db, std::string_view journey, std::string body, Instant now);
Result<std::vector<JourneyVersion>> list_journey_versions(Db& db, std::string_view journey);  // newest first, no bodies
Result<JourneyVersion> find_journey_version(Db& db, std::string_view journey, std::uint32_t version);  // not_found

// Events up to this number were looked at for the journey; empty: none were, it has not begun.
Result<std::optional<std::uint64_t>> journey_heard(Db& db, std::string_view journey);
Result<void> note_journey_heard(Db& db, std::string_view journey, std::uint64_t heard);
// Of several at once; those that are gone are left out.
Result<void> note_journeys_heard(Db& db, const std::map<std::string, std::uint64_t>& heard);

// One person's way through a journey.
struct Entrant {
  std::int64_t id = 0;
  std::string journey;
  std::uint32_t version = 0;
  model::PersonNumber person = 0;
  std::int64_t entry = 0;  // number of the event that let him in, or the occasion in ms
  bool held = false;       // of the control group: walks, and gets nothing
  Instant entered{};
  std::string step;            // where he is; "": has ended
  Instant arrived{};           // there
  std::optional<Instant> due;  // when time moves him on; empty: only an event does
  std::uint32_t pass = 0;      // visits so far: the number of the next one
  std::uint64_t seen = 0;      // number of the last event that moved him
  std::string context;         // JSON: the event that let him in; ""
  std::optional<Instant> ended;
  std::string reason;  // why it ended; ""
};

// Who enters. Those who are in by the same entry stay as they are, so that it can be done again.
struct NewEntrant {
  std::uint32_t version = 0;
  model::PersonNumber person = 0;
  std::int64_t entry = 0;
  bool held = false;
  std::string step;  // the first
  Instant entered{};
  std::uint64_t seen = 0;
  std::string context;  // at most kMaxSendContext
};
// How many are new. Each has a first visit, of step "" with the outcome "entered". Errors: not_found (journey).
Result<std::uint64_t> add_entrants(Db& db, std::string_view journey, std::span<const NewEntrant> entrants);

// Those inside that are due, the longest due first.
Result<std::vector<Entrant>> due_entrants(Db& db, std::string_view journey, Instant now, std::size_t most);
// Those inside of one of these numbers, oldest first.
Result<std::vector<Entrant>> entrants_inside(Db& db, std::string_view journey,
                                             std::span<const model::PersonNumber> numbers);
// When one of these numbers entered last and left last, and whether he is inside.
struct LastEntry {
  model::PersonNumber person = 0;
  Instant entered{};
  std::int64_t entry = 0;  // the greatest
  std::optional<Instant> left;
  bool inside = false;
};
Result<std::vector<LastEntry>> last_journey_entries(Db& db, std::string_view journey,
                                                    std::span<const model::PersonNumber> numbers);
Result<std::uint64_t> count_entrants(Db& db, std::string_view journey);  // ever

// One step of an entrant: where he was, and how it went on.
struct Visit {
  std::string step;     // "" of entering and of ending
  std::string outcome;  // at most 100 bytes: "entered", the outcome of a step (engage/journey_walk.h), or why it ended
  Instant at{};
  bool tells = false;  // something has yet to be done or told for it outside of the ledger
};
// A message that a step queues.
struct EntrantSend {
  std::int64_t run = 0;
  std::uint32_t pass = 0;  // of the visit that sends it
  std::string channel, variant;
  Instant due{};
};
struct EntrantMove {
  std::int64_t entrant = 0;
  std::uint32_t pass = 0;  // as it was: of one that has moved meanwhile nothing is done
  std::string step;        // from here on
  Instant arrived{};
  std::optional<Instant> due;
  std::uint64_t seen = 0;
  std::optional<Instant> ended;
  std::string reason;
  std::vector<Visit> visits;  // none: he only waits on
  std::vector<EntrantSend> sends;
};
// Queues what steps send with the entry entrant * kMaxPasses + pass, in the transaction that moves the entrants. How
// many were moved.
inline constexpr std::uint32_t kMaxPasses = 4096;
Result<std::uint64_t> move_entrants(Db& db, std::span<const EntrantMove> moves, Instant now);
// All who are inside end now. How many.
Result<std::uint64_t> end_entrants(Db& db, std::string_view journey, std::string_view reason, Instant now);

// Visits of which something is to be done or told outside of the ledger, oldest first, and that it was.
struct UntoldVisit {
  std::int64_t id = 0;
  Visit visit;
  Entrant entrant;
};
Result<std::vector<UntoldVisit>> untold_visits(Db& db, std::string_view project, std::size_t most);
Result<void> mark_visits_told(Db& db, std::span<const std::int64_t> visits);

// How often each outcome was, in all versions together or in one.
struct VisitCount {
  std::uint32_t version = 0;
  std::string step, outcome;
  bool held = false;
  std::uint64_t count = 0;
};
Result<std::vector<VisitCount>> count_visits(Db& db, std::string_view journey);
// Who stands at which step now.
struct StandingCount {
  std::uint32_t version = 0;
  std::string step;
  bool held = false;
  std::uint64_t count = 0;
};
Result<std::vector<StandingCount>> count_standing(Db& db, std::string_view journey);

// Persons behind those numbers: each once, ascending.
struct VisitorsWanted {
  std::string_view journey;
  std::uint32_t version = 0;  // 0: any
  std::string_view step;
  std::string_view outcome;  // "": any
  bool standing = false;     // who is there now, else who was
  std::optional<bool> held;
};
Result<std::vector<model::PersonNumber>> list_visitors(Db& db, const VisitorsWanted& wanted, std::size_t most);

// All ways of some person through journeys of a project, newest first.
Result<std::vector<Entrant>> list_entrants(Db& db, std::string_view project,
                                           std::span<const model::PersonNumber> numbers, std::size_t most);

}  // namespace throng::ledger
