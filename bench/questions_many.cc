// Many questions at once: what a pass over memory costs when it is shared.
#include "analyze/funnel/spec.h"
#include "analyze/segments/spec.h"
#include "bench/bench.h"
#include "bench/rules.h"

namespace throng::bench {
namespace {

std::string funnel_question(const Bench& b, std::size_t steps) {
  std::vector<std::string> names = {"$pageview", "Product Viewed", "Product Added", "Order Completed"};
  const auto all =
      must(query_all(b.warehouse, "SELECT DISTINCT toString(event) AS e FROM peer.ordered ORDER BY e"), "names");
  for (const std::string& name : all.get<std::string>(0)) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  std::string json;
  for (std::size_t i = 0; i < std::min(steps, names.size()); ++i) {
    json += fmt::format("{}{{\"event\":\"{}\"}}", json.empty() ? "" : ",", names[i]);
  }
  return fmt::format(R"({{"steps":[{}],"window":"7d","range":{}}})", json, b.last_days(90));
}

// Four times the steps against the time of four.
Comparison funnel16(const Bench& b) {
  const auto time = [&](std::size_t steps) {
    const std::string question = funnel_question(b, steps);
    return median_time([&] { b.ask("funnel", question); });
  };
  Comparison row{.id = "funnel16", .throng = time(16), .peer = time(4), .peer_name = "the 4-step funnel", .unit = "ms"};
  row.ratio = *row.peer / row.throng;
  row.note = fmt::format("16 steps take {:.2f} times the time of 4", row.throng / *row.peer);
  return row;
}

Comparison segments1000(const Bench& b) {
  Rules rules(b);
  std::vector<std::string> filters;
  std::string all;
  for (int i = 0; i < 1000; ++i) all += (i == 0 ? "" : ",") + filters.emplace_back(rules.next());
  const std::string together = fmt::format(R"({{"filters":[{}]}})", all);
  const auto answer = parsed<analyze::SegmentsAnswer>(b.ask("segments", together));
  constexpr std::size_t kAlone = 20;
  double alone = 0;
  for (std::size_t i = 0; i < kAlone; ++i) {
    const std::string one = fmt::format(R"({{"filters":[{}]}})", filters[i]);
    if (parsed<analyze::SegmentsAnswer>(b.ask("segments", one)).persons[0] != answer.persons[i]) {
      must<void>(fail(ErrorCode::internal, filters[i]), "a rule alone has another answer");
    }
    const std::string plain = fmt::format(R"({{"filter":{}}})", filters[i]);
    alone += median_time([&] { b.ask("segment", plain); }) / kAlone;
  }
  Comparison row{.id = "segments1000", .unit = "ms"};
  row.throng = median_time([&] { b.ask("segments", together); });
  row.peer = 1000 * alone;
  row.peer_name = "the same rules one by one";
  row.ratio = *row.peer / row.throng;
  row.note = fmt::format("1,000 rules in one pass take {:.1f} times one rule ({:.1f} ms, the mean of 20 of them)",
                         row.throng / alone, alone);
  fmt::print(stderr, "{}: {:.0f} ms, {}\n", row.id, row.throng, row.note);
  return row;
}

std::vector<analyze::AskRequest> board(const Bench& b) {
  std::vector<analyze::AskRequest> tiles;
  const auto add = [&](std::string_view analysis, std::string question) {
    tiles.push_back({std::string(analysis), {std::move(question)}, analyze::Engine::timeline});
  };
  const std::string range = R"("range":)" + b.last_days(90);
  for (const char* event : {"Product Viewed", "Product Added", "Order Completed", "Signed Up", "Coupon Claimed"}) {
    add("trend", fmt::format(R"({{"series":[{{"match":{{"event":"{}"}}}}],{}}})", event, range));
    add("trend",
        fmt::format(
            R"({{"series":[{{"match":{{"event":"{}"}},"measure":"persons"}}],"bucket":"week","breakdowns":[{{"property":"event.$channel"}}],{}}})",
            event, range));
  }
  for (const char* bucket : {"day", "week"}) {
    add("lifecycle", fmt::format(R"({{"bucket":"{}",{}}})", bucket, range));
    add("retention",
        fmt::format(R"({{"start":{{"event":"Signed Up"}},"back":{{}},"bucket":"{}","buckets":8,{}}})", bucket, range));
    add("stickiness", fmt::format(R"({{"bucket":"{}",{}}})", bucket, range));
  }
  add("funnel", funnel_question(b, 3));
  add("funnel", funnel_question(b, 4));
  add("distribution", fmt::format(R"({{"match":{{"event":"Order Completed"}},{}}})", range));
  add("trend",
      fmt::format(
          R"({{"series":[{{"match":{{"event":"Order Completed"}},"measure":"sum","property":"revenue"}}],"breakdowns":[{{"property":"event.$channel"}}],{}}})",
          range));
  return tiles;
}

Comparison board20(const Bench& b) {
  const std::vector<analyze::AskRequest> tiles = board(b);
  std::vector<std::string> alone;
  for (const auto& tile : tiles)
    alone.push_back(must(analyze::ask(tile, b.sources(), b.context), tile.question.text).json);
  const auto together = analyze::ask_many(tiles, b.sources(), b.context);
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    if (must(Result<analyze::Answered>(together[i]), tiles[i].question.text).json != alone[i]) {
      must<void>(fail(ErrorCode::internal, tiles[i].question.text), "a tile alone has another answer");
    }
  }
  Comparison row{.id = "board20", .unit = "ms"};
  row.throng = median_time([&] { analyze::ask_many(tiles, b.sources(), b.context); });
  row.peer = median_time([&] {
    for (const auto& tile : tiles) must(analyze::ask(tile, b.sources(), b.context), tile.question.text);
  });
  row.peer_name = "the same questions one by one";
  row.ratio = *row.peer / row.throng;
  row.note = fmt::format("a board of {} tiles, nothing kept from before", tiles.size());
  fmt::print(stderr, "{}: {:.0f} ms together, {:.0f} ms one by one\n", row.id, row.throng, *row.peer);
  return row;
}

}  // namespace

std::vector<Measure> many_questions() {
  return {{"funnel16", funnel16}, {"segments1000", segments1000}, {"board20", board20}};
}

}  // namespace throng::bench
