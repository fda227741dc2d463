// The send ledger (docs/semantics.md, Sending): who is to get which message, and how far that is. A run is one occasion
// of a campaign; it has one row per person. The rows are what makes a message go out once: whatever is to happen with
// one is written down before it happens.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/function_ref.h"
#include "base/time.h"
#include "ledger/db.h"
#include "model/event.h"

namespace throng::ledger {

// filling: persons are being queued. A stopped run sends nothing more, a paused one may go on.
enum class RunState { filling, running, paused, done, stopped };
BOOST_DESCRIBE_ENUM(RunState, filling, running, paused, done, stopped)

struct SendRun {
  std::int64_t id = 0;
  std::string project, campaign;  // ids
  std::string step;               // of a journey; "" in campaigns
  Instant occasion{};             // which of its times this is: one run for each
  RunState state = RunState::filling;
  bool transactional = false;  // goes before all that are not
  int priority = 0;            // among those of one lane the greater first
  std::string body;            // JSON: what is sent and how, as it was when the run began
  std::string problem;         // why it stopped by itself; ""
  std::uint64_t heard = 0;     // of one that events trigger: those up to this number were looked at
  std::string winner;          // the content that was chosen for those who had none yet; "": none was
  Instant created{};
  std::optional<Instant> ended;
};
inline constexpr std::size_t kMaxRunBody = std::size_t{4} << 20;

// The run of this campaign, step and occasion: the one that is there, or a new one. Errors: not_found (campaign).
Result<SendRun> open_send_run(Db& db, const SendRun& wanted, Instant now);
Result<SendRun> find_send_run(Db& db, std::string_view project, std::int64_t id);  // not_found
// Newest first, of one campaign or ("") of all, without their bodies.
Result<std::vector<SendRun>> list_send_runs(Db& db, std::string_view project, std::string_view campaign);
// Runs to take messages from: in the order in which they go out, without their bodies.
Result<std::vector<SendRun>> running_send_runs(Db& db, std::string_view project);
// From one of these states to another. Stopping drops what waits, with this reason. Errors: not_found, conflict (the
// run is in another state).
struct RunChange {
  std::vector<RunState> from;
  RunState to = RunState::running;
  std::string problem;
};
Result<void> change_send_run(Db& db, std::int64_t run, const RunChange& change, Instant now);
// When each of these persons was last due in the run at first; who never was is not in it.
Result<std::map<model::PersonNumber, Instant>> last_entries(Db& db, std::int64_t run,
                                                            std::span<const model::PersonNumber> persons);
// Events up to this number were looked at for the run.
Result<void> note_heard(Db& db, std::int64_t run, std::uint64_t heard);
// The content that sends without one get from now on. One that was chosen before stays; it is returned.
Result<std::string> choose_winner(Db& db, std::int64_t run, const std::string& variant);
// Of queued ones that have none.
Result<void> give_variant(Db& db, std::span<const std::int64_t> sends, const std::string& variant);
// A running run of which nothing waits and nothing is in hand is done. Whether it is.
Result<bool> finish_send_run(Db& db, std::int64_t run, Instant now);

// queued: waits until it is due. claimed: a sender has it in hand. handing: it is about to be given to the other side.
// sent: the other side took it. refused: it never will. unknown: nobody can say; never sent again by itself. dropped:
// not sent, by some rule. held_out: would have been sent, but the person is of the control group.
enum class SendState { queued, claimed, handing, sent, refused, unknown, dropped, held_out };
BOOST_DESCRIBE_ENUM(SendState, queued, claimed, handing, sent, refused, unknown, dropped, held_out)

struct Send {
  std::int64_t id = 0;
  std::int64_t run = 0;
  model::PersonNumber person = 0;
  std::int64_t entry = 0;  // of a journey, or the number of the event that triggered it; 0 in campaigns
  SendState state = SendState::queued;
  std::string variant;  // of the content; "": not chosen yet
  bool held = false;    // of the control group
  std::string channel;
  Instant first_due{};  // before it waited for anything
  Instant due{};
  Instant at{};  // of its last change
  std::uint32_t tries = 0;
  std::string reason;   // of what was refused, dropped or waits; else ""
  std::string context;  // JSON: the event that triggered it; "" where none did
};

// Persons for whom the same holds. Those who are in the run already stay as they are, so that a queueing that was
// interrupted can be done again. How many are new.
struct SendGroup {
  std::vector<model::PersonNumber> persons;  // each once
  std::int64_t entry = 0;
  std::string variant;
  bool held = false;
  Instant due{};
  std::string context = {};  // at most kMaxSendContext
};
inline constexpr std::size_t kMaxSendContext = std::size_t{64} << 10;
Result<std::uint64_t> queue_sends(Db& db, std::int64_t run, std::string_view channel, std::span<const SendGroup> groups,
                                  Instant now);

// Queued ones that are due, the longest due first.
Result<std::vector<Send>> due_sends(Db& db, std::int64_t run, Instant now, std::size_t most);

// What is to become of one that is due.
struct Verdict {
  enum class What { hand_over, hold_out, wait, drop };
  What what = What::hand_over;
  Instant until{};      // wait
  std::string reason;   // wait, drop
  bool counts = false;  // hand_over: it counts against the caps
};
// A message that counts, of one of the numbers of a person.
struct Counted {
  model::PersonNumber person = 0;
  Instant at{};
  std::string channel;
};
// What these numbers were sent since then, of what counts.
Result<std::vector<Counted>> counted_sends(Db& db, std::span<const model::PersonNumber> numbers, Instant since);
// What the same run has for one of the numbers.
struct InRun {
  std::int64_t send = 0;
  model::PersonNumber person = 0;
  std::int64_t entry = 0;
  SendState state = SendState::queued;
};
struct KnownSends {
  std::vector<Counted> counted;
  std::vector<InRun> in_run;
};
// Verdicts on these in one transaction that no other claim runs beside: `decide` is shown what these numbers were sent
// since then and what the run has for them, and says a verdict for each of `sends`, in their order. Those that are no
// longer queued are left alone. Returned are those that are claimed now.
struct Claim {
  std::span<const Send> sends;                   // of one run
  std::span<const model::PersonNumber> numbers;  // of all of their persons
  Instant since{};
  Instant now{};
};
using Decide = FunctionRef<std::vector<Verdict>(const KnownSends&)>;
Result<std::vector<Send>> claim_sends(Db& db, const Claim& claim, Decide decide);

// How a hand-over ended. queued: to be tried again at `due`, and it does not count.
struct SendEnd {
  std::int64_t send = 0;
  SendState state = SendState::sent;
  std::string reason;
  Instant due{};
};
// Ends these, then begins those: they are `handing` from here on. Returned are those that may be handed over: the
// others were stopped meanwhile.
Result<std::vector<std::int64_t>> hand_over_sends(Db& db, std::span<const SendEnd> ends,
                                                  std::span<const std::int64_t> begins, Instant now);

// After a start: what a process that is gone had claimed waits again, and what it was handing over is unknown.
struct Recovered {
  std::uint64_t again = 0, unknown = 0;
};
Result<Recovered> recover_sends(Db& db, Instant now);

// Sent, refused and held out ones that no event tells of yet, and that they were told.
Result<std::vector<Send>> untold_sends(Db& db, std::size_t most);
Result<void> mark_sends_told(Db& db, std::span<const std::int64_t> sends);

// An operator found out what became of one that was unknown: sent, refused, or queued to be sent again. Errors:
// not_found, conflict (it is not unknown).
Result<void> reconcile_send(Db& db, std::int64_t send, SendState state, Instant now);

Result<std::optional<Send>> find_send(Db& db, std::int64_t send);
struct SendsWanted {
  std::optional<std::int64_t> run;
  std::vector<model::PersonNumber> persons;  // none: of anybody
  std::optional<SendState> state;
  std::string reason;  // "": any
  std::size_t limit = 100;
};
Result<std::vector<Send>> list_sends(Db& db, std::string_view project, const SendsWanted& wanted);  // newest first

struct SendCount {
  SendState state = SendState::queued;
  std::string reason, variant;
  bool held = false;
  std::uint64_t count = 0;
};
Result<std::vector<SendCount>> count_sends(Db& db, std::int64_t run);

}  // namespace throng::ledger
