// What flows through the steps before acceptance: one request, its messages as they were read, and the
// events they become.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <simdjson.h>
#include <boost/describe/enum.hpp>

#include "collect/collector.h"
#include "collect/internal/decode.h"
#include "collect/internal/properties.h"
#include "collect/protocols/adapter.h"
#include "warehouse/schema.h"

namespace throng::collect {

// The pipeline, in order. The first six run in the caller's thread, the others in the writer's.
enum class Step { decode, authenticate, validate, plan, clock, enrich, deduplicate, identify, journal };
BOOST_DESCRIBE_ENUM(Step, decode, authenticate, validate, plan, clock, enrich, deduplicate, identify, journal)
inline constexpr std::size_t kSteps = 9;

// The fields of one message that anything looks at, found in one pass over its keys.
struct Message {
  simdjson::dom::element root;
  Inbound::Kind kind = Inbound::Kind::track;
  Field type, event, name, category, user_id, anonymous_id, previous_id, group_id, message_id;
  Field timestamp, original_timestamp, sent_at, properties, traits, context;
  Field distinct_id, op, merge, group_type, coarse_time;  // collect/protocols/wire.h
  bool has_message_id = false;
};

// An event on its way: number and person are still missing. Without a client's session id it has none, ever: analyses
// split sessions when they are asked.
struct Draft {
  model::Event event;
  std::string distinct_id;  // a user's where a user is known by it, else an anonymous one
  std::string previous_id;  // alias: the id that is claimed
  bool merge = false;       // alias: even where both are users
  bool refused = false;
};

struct Request {
  Inbound inbound;
  std::string source;  // the protocol, or of an import
  Instant received{};
  std::uint64_t ordinal = 0;  // of this collector's requests
  Decoded decoded;
  std::vector<Message> messages;     // parallel to decoded.messages
  std::vector<Draft> drafts;         // parallel to messages
  std::vector<std::uint64_t> lines;  // imports: parallel to messages; else empty
  std::vector<warehouse::QuarantineRow> refused;
  std::vector<Reason> reasons;  // parallel to refused
};

// Keeps the message aside: its draft goes no further.
void refuse(Request& request, std::size_t index, Refusal refusal);

// What a caller's thread needs to prepare a request; reused from request to request.
struct Workspace {
  Decoder decoder;
  Parsers parsers;
  Properties properties;
  std::string scratch;
};

class StepTimes {
 public:
  void add(Step step, std::chrono::steady_clock::duration spent) {
    nanoseconds_[static_cast<std::size_t>(step)].fetch_add(static_cast<std::uint64_t>(spent.count()),
                                                           std::memory_order_relaxed);
  }
  double seconds(Step step) const {
    return static_cast<double>(nanoseconds_[static_cast<std::size_t>(step)].load(std::memory_order_relaxed)) * 1e-9;
  }

 private:
  std::array<std::atomic<std::uint64_t>, kSteps> nanoseconds_{};
};

// Runs `work` on this step's account.
template <class F>
auto timed(StepTimes& times, Step step, F&& work) {
  struct Account {
    StepTimes& times;
    Step step;
    std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
    ~Account() { times.add(step, std::chrono::steady_clock::now() - start); }
  } account{times, step};
  return work();
}

}  // namespace throng::collect
