#include "collect/internal/batch.h"

#include <iterator>
#include <map>

#include <fmt/core.h>

namespace throng::collect {
namespace {

// The engine takes at most 100 partitions (months) in one block.
constexpr std::size_t kMaxMonths = 90;

int month_of(Instant t) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(t));
  return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month()));
}

template <class T>
void move_to(std::vector<T>& into, std::vector<T>& from) {
  if (into.empty()) {
    into = std::move(from);
  } else {
    into.insert(into.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  }
}

}  // namespace

void Rows::append(Rows&& more) {
  move_to(ids, more.ids);
  move_to(links, more.links);
  move_to(events, more.events);
  move_to(quarantine, more.quarantine);
  journal_bytes += more.journal_bytes;
}

// Blocks hold whole months, in order of month: a batch that spans decades needs few of them.
void Batch::prepare() {
  if (rows.events.empty() || !parts.empty()) return;
  last_event = rows.events.back().number;
  events_token = fmt::format("events-{}-{}", rows.events.front().number, last_event);
  std::map<int, std::size_t> months;
  for (const model::Event& e : rows.events) months[month_of(e.time)];
  std::size_t rank = 0;
  for (auto& [month, part] : months) part = rank++ / kMaxMonths;
  if (rank <= kMaxMonths) {
    parts.push_back(std::move(rows.events));
  } else {
    parts.resize((rank + kMaxMonths - 1) / kMaxMonths);
    for (model::Event& e : rows.events) parts[months[month_of(e.time)]].push_back(std::move(e));
  }
  rows.events.clear();
}

std::size_t Batch::weight() const {
  std::size_t total = rows.weight();
  for (const auto& part : parts) total += part.size();
  return total;
}

Result<void> insert(warehouse::Warehouse& warehouse, std::string_view project, std::uint64_t epoch, Batch& batch) {
  batch.prepare();
  const auto into = [&](std::string_view name) { return warehouse::table(project, name); };
  const Rows& rows = batch.rows;
  if (!rows.ids.empty()) {
    const std::string token = fmt::format("ids-{}-{}", rows.ids.front().person, rows.ids.back().person);
    THRONG_CHECK(warehouse.insert(into("ids"), warehouse::ids_block(rows.ids), token));
  }
  if (!rows.links.empty()) {
    const std::string token = fmt::format("links-{}-{}", rows.links.front().id, rows.links.back().id);
    THRONG_CHECK(warehouse.insert(into("links"), warehouse::links_block(rows.links), token));
  }
  if (!rows.quarantine.empty()) {
    const std::string token = fmt::format("quarantine-{:x}-{}", epoch, batch.mark.batch);
    THRONG_CHECK(warehouse.insert(into("quarantine"), warehouse::quarantine_block(rows.quarantine), token));
  }
  for (; batch.parts_done < batch.parts.size(); ++batch.parts_done) {
    std::string token = batch.events_token;
    if (batch.parts.size() > 1) token += fmt::format("-{}", batch.parts_done);
    THRONG_CHECK(warehouse.insert(into("events"), warehouse::events_block(batch.parts[batch.parts_done]), token));
  }
  return {};
}

}  // namespace throng::collect
