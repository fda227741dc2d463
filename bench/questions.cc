// Questions on the timeline against the same questions as ClickHouse SQL, on the same events in one process:
//   throng_questions DATA_DIR [--only ID,ID] [--peers no] [--dump FILE] [--answers FILE]
// prints bench::Comparison lines as a JSON array. The SQL runs on tables made for it, merged to one part each; the
// better of its runs counts. Answers must be equal, or the program fails. For engines outside, --dump writes the table
// of events and --answers what they must answer; --peers no only measures.
#include <cstring>
#include <fstream>

#include "bench/bench.h"

namespace {

const char* option(int argc, char** argv, const char* name) {
  for (int i = 2; i + 1 < argc; ++i) {
    if (std::strcmp(argv[i], name) == 0) return argv[i + 1];
  }
  return nullptr;
}

bool is_listed(std::string_view id, std::string_view list) {
  return ("," + std::string(list) + ",").find("," + std::string(id) + ",") != std::string::npos;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace throng;
  using namespace throng::bench;
  if (argc < 2) {
    fmt::print(stderr, "usage: throng_questions DATA_DIR [--only ID,ID] [--peers no] [--dump FILE] [--answers FILE]\n");
    return 2;
  }
  const auto warehouse = must(warehouse::open_embedded({.folder = std::string(argv[1]) + "/warehouse"}), "warehouse");
  const bool peers = option(argc, argv, "--peers") == nullptr;
  if (peers) make_peers(*warehouse);
  if (const char* file = option(argc, argv, "--dump")) dump_peers(*warehouse, file);
  const auto timeline = must(
      timeline::Timeline::build(*warehouse, {.project = std::string(kProject)}, [](std::uint64_t, std::uint64_t) {}),
      "timeline");
  const Calendar calendar = must(Calendar::create(kZone), "zone");
  const auto last =
      must(query_all(*warehouse, "SELECT toInt64(max(ts_ms)) FROM shop.events"), "last event").get<std::int64_t>(0)[0];
  const Instant end = calendar.advance(calendar.floor(from_ms(last), BucketUnit::day), BucketUnit::day, 1);
  std::map<std::string, Numbers> answers;
  const Bench b{*warehouse, *timeline, {.calendar = calendar, .now = end}, to_ms(end), peers, &answers};
  const char* only = option(argc, argv, "--only");
  std::vector<Comparison> rows;
  for (const auto& list :
       {first_questions(), session_questions(), many_questions(), memory_figures(), audience_questions()}) {
    for (const Measure& measure : list) {
      if (only == nullptr || is_listed(measure.id, only)) rows.push_back(measure.measure(b));
    }
  }
  if (const char* file = option(argc, argv, "--answers")) {
    answers["last_ms"] = {static_cast<std::uint64_t>(b.last_ms)};
    std::ofstream(file) << json::to_string(answers);
  }
  fmt::print("{}\n", json::to_string(rows));
  return 0;
}
