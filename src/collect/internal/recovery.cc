#include "collect/internal/recovery.h"
#include "warehouse/links.h"

#include <algorithm>
#include <cstring>
#include <unordered_set>

#include <fmt/core.h>

namespace throng::collect {
namespace {

using warehouse::Block;
using warehouse::Warehouse;
using Numbers = std::vector<std::uint64_t>;
using Texts = std::vector<std::string>;

warehouse::QueryOptions patient() {
  warehouse::QueryOptions options;
  options.max_time = minutes(30);
  return options;
}

Result<void> load_ids(Warehouse& warehouse, std::string_view project, Identity& identity) {
  const std::string sql = fmt::format("SELECT person, kind, value, first_seen_ms FROM {} ORDER BY person",
                                      warehouse::table(project, "ids"));
  return warehouse.query(sql, patient(), [&](const Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) {
      const auto kind = block.get<std::uint8_t>(1)[i] == 0 ? model::IdKind::anonymous : model::IdKind::user;
      identity.restore(warehouse::IdRow{block.get<std::uint32_t>(0)[i], kind, block.get<std::string>(2)[i],
                                        from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(3)[i]))});
    }
    return {};
  });
}

Result<void> load_links(Warehouse& warehouse, std::string_view project, Identity& identity) {
  THRONG_TRY(const auto links, warehouse::read_links(warehouse, project, patient()));
  for (const model::Link& link : links) identity.restore(link);
  return {};
}

model::EventId id_of(std::uint64_t high, std::uint64_t low) {
  model::EventId id;
  high = __builtin_bswap64(high);
  low = __builtin_bswap64(low);
  std::memcpy(id.bytes.data(), &high, sizeof high);
  std::memcpy(id.bytes.data() + sizeof high, &low, sizeof low);
  return id;
}

Result<void> load_recent(Warehouse& warehouse, std::string_view project, RecentIds& recent, Instant now) {
  const std::string sql = fmt::format(
      "SELECT toUInt64(bitShiftRight(toUInt128(event_id), 64)), toUInt64(bitAnd(toUInt128(event_id), "
      "toUInt128(18446744073709551615))), received_ms FROM {} WHERE received_ms >= {}",
      warehouse::table(project, "events"), std::max<std::int64_t>(0, to_ms(now - kDeduplicationSpan)));
  return warehouse.query(sql, patient(), [&](const Block& block) -> Result<void> {
    const auto& high = block.get<std::uint64_t>(0);
    const auto& low = block.get<std::uint64_t>(1);
    const auto& received = block.get<std::uint64_t>(2);
    for (std::size_t i = 0; i < block.rows; ++i) {
      const model::EventId id = id_of(high[i], low[i]);
      if (!recent.contains(id)) recent.insert(id, from_ms(static_cast<std::int64_t>(received[i])));
    }
    return {};
  });
}

Result<std::uint64_t> last_event(Warehouse& warehouse, std::string_view project) {
  const std::string sql = fmt::format("SELECT max(num) FROM {}", warehouse::table(project, "events"));
  THRONG_TRY(const Block block, warehouse::query_all(warehouse, sql, patient()));
  return block.rows == 0 ? 0 : block.get<std::uint64_t>(0).front();
}

Result<std::unordered_set<std::uint64_t>> events_from(Warehouse& warehouse, std::string_view project,
                                                      model::EventNumber first) {
  std::unordered_set<std::uint64_t> out;
  const std::string sql = fmt::format("SELECT num FROM {} WHERE num >= {}", warehouse::table(project, "events"), first);
  THRONG_CHECK(warehouse.query(sql, patient(), [&](const Block& block) -> Result<void> {
    const auto& numbers = block.get<std::uint64_t>(0);
    out.insert(numbers.begin(), numbers.end());
    return {};
  }));
  return out;
}

// Gathers the journal's rows into batches and drops those that are done.
class Replay {
 public:
  explicit Replay(State& state) : state_(state) {}

  void header(const SegmentHeader& header) {
    segment_ = header.sequence;
    state_.next_event = std::max(state_.next_event, header.next_event);
    state_.next_batch = std::max(state_.next_batch, header.next_batch);
    state_.identity.reserve(static_cast<model::PersonNumber>(header.next_person));
    state_.identity.reserve_link(header.next_link);
  }
  void row(Row&& row) {
    std::visit([this](auto&& r) { take(std::forward<decltype(r)>(r)); }, std::move(row));
  }
  // Call once, after the last row.
  void finish(Recovered& out) {
    std::erase_if(batches_, [&](const Batch& batch) { return batch.mark.batch <= done_; });
    out.cut = std::move(batches_);
    out.uncut = std::move(open_);
    out.last_done = done_;
  }

 private:
  void take(model::Event&& event) {
    state_.next_event = std::max(state_.next_event, event.number + 1);
    if (!state_.recent.contains(event.id)) state_.recent.insert(event.id, event.received);
    open_.events.push_back(std::move(event));
  }
  void take(warehouse::IdRow&& row) {
    state_.identity.restore(row);
    open_.ids.push_back(std::move(row));
  }
  void take(model::Link&& link) { open_.links.push_back(std::move(link)); }
  void take(warehouse::QuarantineRow&& row) { open_.quarantine.push_back(std::move(row)); }
  void take(Cut&& cut) {
    Batch batch;
    batch.mark = {cut.batch, segment_};
    batch.rows = std::exchange(open_, {});
    batches_.push_back(std::move(batch));
    state_.next_batch = std::max(state_.next_batch, cut.batch + 1);
  }
  void take(Done&& done) { done_ = std::max(done_, done.batch); }

  State& state_;
  std::uint64_t segment_ = 0, done_ = 0;
  Rows open_;
  std::vector<Batch> batches_;
};

// Calls `visit` with the rows of every batch and of the rest, in order.
void each_rows(const Recovered& recovered, FunctionRef<void(const Rows&)> visit) {
  for (const Batch& batch : recovered.cut) visit(batch.rows);
  visit(recovered.uncut);
}

// The timeline was built from the warehouse: what is there must not be shown twice.
Result<void> find_unseen(Warehouse& warehouse, std::string_view project, State& state, Recovered& out) {
  model::EventNumber first = 0;
  each_rows(out, [&](const Rows& rows) {
    if (first == 0 && !rows.events.empty()) first = rows.events.front().number;
  });
  std::unordered_set<std::uint64_t> seen;
  if (first != 0) {
    THRONG_TRY(seen, events_from(warehouse, project, first));
  }
  const std::uint64_t newest = seen.empty() ? 0 : *std::max_element(seen.begin(), seen.end());
  each_rows(out, [&](const Rows& rows) {
    for (const model::Event& e : rows.events) {
      if (seen.contains(e.number)) continue;
      out.scattered = out.scattered || e.number < newest;
      out.unseen_events.push_back(e);
    }
    for (const model::Link& link : rows.links) {
      if (state.identity.link(link.id) != nullptr) continue;
      state.identity.restore(link);
      out.unseen_links.push_back(link);
    }
  });
  return {};
}

}  // namespace

Result<Recovered> recover(Warehouse& warehouse, std::string_view project, Journal& journal, State& state, Instant now) {
  THRONG_CHECK(load_ids(warehouse, project, state.identity));
  THRONG_CHECK(load_links(warehouse, project, state.identity));
  THRONG_CHECK(load_recent(warehouse, project, state.recent, now));
  THRONG_TRY(const std::uint64_t last, last_event(warehouse, project));
  state.next_event = last + 1;
  SegmentHeader fresh;
  fresh.epoch = static_cast<std::uint64_t>(to_ms(now));
  fresh.next_event = state.next_event;
  fresh.next_link = state.identity.next_link();
  fresh.next_person = state.identity.next_person();
  Replay replay(state);
  THRONG_CHECK(journal.open(
      fresh, [&](const SegmentHeader& header) { replay.header(header); },
      [&](Row&& row) { replay.row(std::move(row)); }));
  Recovered out;
  replay.finish(out);
  THRONG_CHECK(find_unseen(warehouse, project, state, out));
  state.recent.forget(now);
  return out;
}

}  // namespace throng::collect
