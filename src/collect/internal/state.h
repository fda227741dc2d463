// What the collector knows beyond the journal: ids, links, recent event ids, numbers given. Shared by its parts.
#pragma once

#include <array>
#include <atomic>
#include <shared_mutex>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/list.hpp>

#include "collect/internal/identity.h"
#include "collect/internal/recent_ids.h"
#include "collect/internal/request.h"

namespace throng::collect {

inline constexpr std::size_t kReasons = boost::mp11::mp_size<boost::describe::describe_enumerators<Reason>>::value;

struct SourceCounters {
  std::atomic<std::uint64_t> requests = 0, accepted = 0, duplicates = 0, quarantined = 0, refused = 0, late = 0;
};

// Which of them a protocol counts in.
constexpr std::size_t source_of(Protocol protocol) { return static_cast<std::size_t>(protocol); }
inline constexpr std::size_t kImports = kProtocols;
inline constexpr std::size_t kOwnEvents = kProtocols + 1;  // told by the program itself

struct Counters {
  std::atomic<std::uint64_t> requests = 0, accepted = 0, duplicates = 0, refused = 0;
  std::atomic<std::uint64_t> queued = 0;         // rows of requests that wait for the writer
  std::atomic<std::uint64_t> pending = 0;        // rows in the journal, not yet in the warehouse
  std::atomic<std::uint64_t> pending_bytes = 0;  // of journal
  std::atomic<std::uint64_t> journal_bytes = 0;
  std::array<std::atomic<std::uint64_t>, kReasons> quarantined{};
  std::array<SourceCounters, kProtocols + 2> sources{};
  StepTimes steps;
};

struct State {
  mutable std::shared_mutex identity_mutex;  // the writer changes identity under it; everybody reads
  Identity identity;
  RecentIds recent{kDeduplicationSpan};  // the writer's own from here on
  model::EventNumber next_event = 1;
  std::uint64_t next_batch = 1;
};

}  // namespace throng::collect
