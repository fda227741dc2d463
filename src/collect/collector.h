// The door: requests come in, events are durable when `done` is called, and soon after they are in the
// warehouse (exactly once), in the timeline, and with the live subscribers.
//
// A request goes through named steps: decode, authenticate, validate, plan, clock, enrich, deduplicate, identify,
// journal (write). What a step refuses goes to the quarantine with a reason, never silently away.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/function_ref.h"
#include "base/log.h"
#include "base/result.h"
#include "collect/file_ops.h"
#include "collect/plan/plan.h"
#include "collect/protocol.h"
#include "collect/reason.h"
#include "model/event.h"
#include "timeline/timeline.h"
#include "warehouse/warehouse.h"

namespace throng::collect {

inline constexpr std::size_t kMaxEventBytes = 32 * 1024;
inline constexpr std::size_t kMaxRequestBytes = 500 * 1024;  // after decompression
inline constexpr std::size_t kMaxProperties = 255;
inline constexpr std::size_t kMaxPropertyDepth = 5;
inline constexpr std::size_t kMaxNameLength = 200;  // characters
inline constexpr Duration kDeduplicationSpan = days(7);
inline constexpr Duration kLate = hours(1);

// One HTTP request of a protocol, as it came.
struct Inbound {
  // Of Segment's: what its address says of its messages.
  enum class Kind { batch, track, identify, page, screen, group, alias, profile };
  Kind kind = Kind::batch;
  std::string body;       // may be gzip whatever the headers say
  std::string write_key;  // from the head; "" to take the body's
  std::string user_agent;
  std::string remote_address;
  Protocol protocol = Protocol::segment;
  std::string endpoint;   // of other protocols: which of theirs ("engage"), where it matters
  std::string query;      // of other protocols, as it stands in the address
  std::string other_key;  // the password beside the write key
  bool dry_run = false;   // only checked: the receipt says what would have been
};

// May this key send by this protocol?
enum class Admission { unknown, switched_off, welcome };

struct Receipt {
  std::uint32_t accepted = 0;
  std::uint32_t duplicates = 0;  // accepted before; answered as success, counted once
  std::uint32_t quarantined = 0;
  std::vector<std::string> problems;  // one line per quarantined event, at most 10
};

struct CollectorOptions {
  std::string project;
  std::string folder;                                               // of the journal
  std::function<Admission(Protocol, std::string_view key)> admits;  // called per request: keep it fast
  std::function<std::shared_ptr<const Plan>()> plan;  // what is expected; empty, or null: anything. As fast
  std::string uap_regexes;                            // uap-core's regexes.yaml; "": a small built-in rule set
  Duration flush_every = Duration(300);               // warehouse batches: this long or this many events
  std::size_t flush_events = 50'000;
  std::size_t max_pending_events = 400'000;  // accepted, not yet in the warehouse: beyond, requests are refused
  std::uint64_t min_free_bytes = std::uint64_t{256} << 20;  // of disk: below, requests are refused
  Duration retry_after = Duration(200);  // first pause after a failed warehouse insert; doubles up to 32 times
  std::shared_ptr<FileOps> files;        // null: the real disk
  const Log* log = nullptr;              // told of batches and of failed inserts; must outlive the collector
};

// An id as people write it.
struct PersonId {
  model::IdKind kind = model::IdKind::user;
  std::string value;
};

// Thread-safe.
class Collector {
 public:
  // Recovers from the journal what the warehouse does not have, loads ids, links and recent event ids.
  static Result<std::unique_ptr<Collector>> open(CollectorOptions options, warehouse::Warehouse& warehouse,
                                                 timeline::Timeline& timeline, const Clock& clock);
  // Flushes and closes; everything acknowledged is in the warehouse or the journal.
  ~Collector();

  // Calls `done` exactly once, from any thread, when the events are on disk or the request is refused.
  // A body in which a known sender says nothing that can be understood is one quarantined event, not an error.
  // Errors: unauthenticated (write key), forbidden (the protocol is switched off), invalid_argument, too_large,
  // overloaded (answer with Retry-After), io (disk full).
  void receive(Inbound request, std::move_only_function<void(Result<Receipt>)> done);

  // The same pipeline for importers: rows already decoded as Segment messages (JSON texts), with their line numbers.
  struct ImportRow {
    std::string message;
    std::uint64_t line = 0;
    std::string problem;  // not empty: the row has no message but is quarantined as bad_row, `message` being its text
    std::string field;    // the column that is wrong, "" when none
  };
  // Blocks until durable. Event ids already in the warehouse, however old, are duplicates.
  Result<Receipt> import(const std::string& source, std::span<const ImportRow> rows);

  // Events of our own making, with id, name, time, user_id or anonymous_id, and props. Blocks until durable.
  Result<Receipt> record(std::vector<model::Event> events);

  // Blocks until everything acknowledged so far is in the warehouse and visible in the timeline.
  Result<void> flush();
  // Blocks until every event that subscribers were told of is visible in the timeline, and who is who with it; costs
  // much less, and the warehouse, where traits are read from, may not have it yet.
  void publish();

  // Runs `work` while the warehouse stands still, which then has everything acknowledged before. Collecting goes on
  // into the journal, up to max_pending_events. Errors: the warehouse's, and those of `work`.
  Result<void> while_still(FunctionRef<Result<void>()> work);

  // Identity. Links are listed newest first.
  std::optional<model::PersonNumber> find(const PersonId& id) const;
  Result<model::Link> merge(const PersonId& from, const PersonId& into, const std::string& why);
  Result<model::Link> undo(std::uint64_t link, const std::string& why);
  std::vector<model::Link> links(std::size_t limit, std::size_t offset) const;
  struct KnownId {
    PersonId id;
    model::PersonNumber number = 0;
  };
  std::vector<KnownId> ids_of(model::PersonNumber representative) const;

  // Live stream: called with every accepted event after it is durable, on a collector thread; must not block.
  using Subscription = std::shared_ptr<void>;  // unsubscribes when dropped
  Subscription subscribe(std::function<void(const model::Event&)> on_event);

  // What came by one protocol, or from imports, since the collector was opened.
  struct SourceStats {
    std::string source;
    std::uint64_t requests = 0, accepted = 0, duplicates = 0, quarantined = 0, refused = 0;
    std::uint64_t late = 0;  // accepted more than kLate after they happened
  };
  struct Stats {
    std::uint64_t requests = 0, accepted = 0, duplicates = 0, pending = 0, journal_bytes = 0, refused = 0;
    std::vector<std::pair<std::string, std::uint64_t>> quarantined;  // by reason
    std::vector<std::pair<std::string, double>> step_seconds;        // by pipeline step, in order
    std::vector<SourceStats> sources;                                // all protocols in order, then "import"
  };
  Stats stats() const;

  // What was taken though it is not as planned, since this was last called.
  std::vector<PlanFinding> take_plan_findings();

 private:
  struct Impl;
  explicit Collector(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace throng::collect
