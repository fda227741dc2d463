#include "cli/simulate/into_warehouse.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "cli/terminal.h"

namespace throng::cli {
namespace {

constexpr std::uint32_t kChunk = 100;  // neighbourhoods made and inserted at once: some 90,000 events

// Chunks are taken in order and get their numbers in order; making and inserting them runs on every core.
class Filler {
 public:
  Filler(const ShopSimulator& shop, warehouse::Warehouse& warehouse, std::string_view project)
      : shop_(shop), warehouse_(warehouse), project_(project) {}

  Result<FillCounts> run() {
    std::vector<std::thread> threads;
    const unsigned width = std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 1; i < width; ++i) threads.emplace_back([this] { work(); });
    work();
    for (std::thread& thread : threads) thread.join();
    if (failed_) return std::unexpected(*failed_);
    return FillCounts{shop_.options().persons, next_.event - 1};
  }

 private:
  void work() {
    while (const auto chunk = take()) {
      if (auto done = fill(*chunk); !done) {
        const std::lock_guard lock(mutex_);
        if (!failed_) failed_ = std::move(done).error();
        turn_.notify_all();
        return;
      }
    }
  }

  std::optional<std::uint32_t> take() {
    const std::lock_guard lock(mutex_);
    if (failed_ || taken_ * kChunk >= shop_.neighbourhoods()) return std::nullopt;
    return taken_++;
  }

  // The chunk's first numbers, once all chunks before it have theirs.
  NextNumbers reserve(std::uint32_t chunk, const NextNumbers& count) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return numbered_ == chunk || failed_.has_value(); });
    const NextNumbers first = next_;
    next_.event += count.event;
    next_.person += count.person;
    next_.link += count.link;
    ++numbered_;
    turn_.notify_all();
    return first;
  }

  Result<void> fill(std::uint32_t chunk) {
    std::vector<SimPerson> persons;
    const std::uint32_t end = std::min((chunk + 1) * kChunk, shop_.neighbourhoods());
    for (std::uint32_t n = chunk * kChunk; n < end; ++n)
      for (SimPerson& person : shop_.persons_of(n)) persons.push_back(std::move(person));
    NextNumbers count{0, 0, 0};
    for (const SimPerson& person : persons) {
      const NextNumbers taken = numbers_of(person);
      count.event += taken.event;
      count.person += taken.person;
      count.link += taken.link;
    }
    NextNumbers next = reserve(chunk, count);
    PersonRows rows;
    rows.events.reserve(count.event);
    for (const SimPerson& person : persons) append_rows(person, next, rows);
    persons = {};
    THRONG_CHECK(insert(rows, chunk));
    const std::lock_guard lock(mutex_);
    progress_.update(++finished_, (shop_.neighbourhoods() + kChunk - 1) / kChunk);
    return {};
  }

  Result<void> insert(const PersonRows& rows, std::uint32_t chunk) {
    const std::string token = fmt::format("simulate-{}", chunk);
    const auto into = [&](std::string_view name) { return warehouse::table(project_, name); };
    if (!rows.ids.empty()) THRONG_CHECK(warehouse_.insert(into("ids"), warehouse::ids_block(rows.ids), token));
    if (!rows.links.empty()) THRONG_CHECK(warehouse_.insert(into("links"), warehouse::links_block(rows.links), token));
    return warehouse_.insert(into("events"), warehouse::events_block(rows.events), token);
  }

  const ShopSimulator& shop_;
  warehouse::Warehouse& warehouse_;
  const std::string project_;
  Progress progress_{"simulating"};
  std::mutex mutex_;
  std::condition_variable turn_;
  NextNumbers next_;
  std::uint32_t taken_ = 0;
  std::uint32_t numbered_ = 0;
  std::uint64_t finished_ = 0;
  std::optional<Error> failed_;
};

}  // namespace

Result<FillCounts> fill_warehouse(const ShopSimulator& shop, warehouse::Warehouse& warehouse,
                                  std::string_view project) {
  for (const std::string_view name : {"events", "ids", "links"}) {
    const std::string count = fmt::format("SELECT count() FROM {}", warehouse::table(project, name));
    THRONG_TRY(const warehouse::Block block, warehouse::query_all(warehouse, count));
    if (block.get<std::uint64_t>(0)[0] > 0)
      return fail(ErrorCode::conflict,
                  fmt::format("the project \"{}\" has {} already; only an empty project can be filled", project, name));
  }
  return Filler(shop, warehouse, project).run();
}

}  // namespace throng::cli
