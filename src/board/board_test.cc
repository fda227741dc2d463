#include "board/board.h"

#include <gtest/gtest.h>

#include "analyze/narrow.h"
#include "board/annotation.h"

namespace throng::board {
namespace {

analyze::Narrowing narrowing(std::string_view filter, std::string_view range) {
  analyze::Narrowing out;
  if (!filter.empty()) out.filter = *json::read<model::Filter>(filter);
  if (!range.empty()) out.range = *json::read<model::Window>(range);
  return out;
}

constexpr std::string_view kMobile = R"({"event":"$device","op":"is","value":"mobile"})";
constexpr std::string_view kWeek = R"({"last":7,"unit":"day"})";

std::string narrowed(const std::string& analysis, const std::string& question, const analyze::Narrowing& by) {
  const auto result = analyze::narrowed({analysis, json::Raw{question}}, by);
  return result ? result->question.text : describe(result.error());
}
bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(Board, PutsItsRangeInPlaceOfTheQuestions) {
  const auto by = narrowing("", kWeek);
  for (const analyze::Analysis& analysis : analyze::analyses()) {
    const std::string name(analysis.name);
    // A segment and what distinguishes it are about now: they have no range.
    if (name == "segment" || name == "segments" || name == "insight") continue;
    const std::string funnel = R"({"steps":[{"event":"A"},{"event":"B"}],"range":"ever"})";
    const std::string asked = name == "funnel"        ? funnel
                              : name == "distinguish" ? R"({"funnel":)" + funnel + "}"
                              : name == "effect"      ? R"({"campaigns":["c"],"goal":{"event":"A"},"range":"ever"})"
                                                      : R"({"range":"ever"})";
    EXPECT_TRUE(has(narrowed(name, asked, by), R"("range":{"last":7,"unit":"day"})")) << name;
    EXPECT_TRUE(has(narrowed(name, asked, {}), R"("range":"ever")")) << name;
  }
  EXPECT_EQ(narrowed("segment", R"({"filter":{"all":[]}})", by), R"({"filter":{"all":[]}})");
}

TEST(Board, PutsItsFilterOnTopOfEveryEventMatch) {
  const auto by = narrowing(kMobile, "");
  const std::string where = R"("where":{"event":"$device","op":"is","value":"mobile"})";
  EXPECT_TRUE(has(narrowed("funnel", R"({"steps":[{"event":"A"},{}]})", by),
                  R"("steps":[{"event":"A",)" + where + "},{" + where + "}]"));
  EXPECT_TRUE(has(narrowed("trend", R"({"series":[{"match":{"event":"A"}},{"match":{"event":"B"}}]})", by),
                  R"({"event":"B",)" + where + "}"));
  const std::string retention = narrowed("retention", R"({"start":{"event":"A"},"back":{"event":"B"}})", by);
  EXPECT_TRUE(has(retention, R"("start":{"event":"A",)" + where)) << retention;
  EXPECT_TRUE(has(retention, R"("back":{"event":"B",)" + where)) << retention;
}

TEST(Board, KeepsAQuestionsOwnConditions) {
  EXPECT_TRUE(
      has(narrowed("lifecycle", R"({"match":{"event":"A","where":{"event":"price","op":">","value":3}}})",
                   narrowing(kMobile, "")),
          R"("where":{"all":[{"event":"price","op":">","value":3},{"event":"$device","op":"is","value":"mobile"}]})"));
  EXPECT_EQ(narrowed("segment", R"({"filter":{"did":{"event":"A"}}})",
                     narrowing(R"({"person":"plan","op":"is","value":"pro"})", kWeek)),
            R"({"filter":{"all":[{"did":{"event":"A"}},{"person":"plan","op":"is","value":"pro"}]}})");
}

TEST(Board, SaysWhenAFilterCannotGoIntoAQuestion) {
  const std::string refused = narrowed("segment", R"({"filter":{"did":{"event":"A"}}})", narrowing(kMobile, ""));
  EXPECT_TRUE(refused.starts_with("question.filter.")) << refused;
  EXPECT_TRUE(has(narrowed("trend", R"({"compare":"previous_year"})", narrowing("", R"("ever")")), "question.compare"));
  EXPECT_TRUE(has(narrowed("magic", "{}", {}), "magic"));
}

Board one(Tile tile) { return {.tiles = {std::move(tile)}}; }
std::string field_of(Board board) {
  const auto checked = check(board);
  return checked ? "" : checked.error().field;
}

TEST(Board, ChecksItsTiles) {
  EXPECT_EQ(field_of(one({.report = "abc"})), "");
  EXPECT_EQ(field_of(one({.text = "hello", .x = 11, .w = 1})), "");
  EXPECT_EQ(field_of(one({})), "tiles[0]");
  EXPECT_EQ(field_of(one({.report = "abc", .text = "x"})), "tiles[0]");
  EXPECT_EQ(field_of(one({.report = ""})), "tiles[0].report");
  EXPECT_EQ(field_of(one({.text = std::string(5001, 'x')})), "tiles[0].text");
  EXPECT_EQ(field_of(one({.report = "a", .x = 8, .w = 5})), "tiles[0].x");
  EXPECT_EQ(field_of(one({.report = "a", .w = 13})), "tiles[0].w");
  EXPECT_EQ(field_of(one({.report = "a", .w = 0})), "tiles[0].w");
  EXPECT_EQ(field_of(one({.report = "a", .h = 41})), "tiles[0].h");
  EXPECT_EQ(field_of({.tiles = std::vector<Tile>(51, Tile{.report = "a"})}), "tiles");
}

TEST(Board, ChecksItsFilterRangeAndRefresh) {
  Board board;
  board.filter = *json::read<model::Filter>(R"({"event":"x","op":"matches","value":"("})");
  EXPECT_TRUE(field_of(board).starts_with("filter"));
  board = {};
  board.range = *json::read<model::Window>(R"({"last":0,"unit":"day"})");
  EXPECT_TRUE(field_of(board).starts_with("range"));
  board = {.refresh_seconds = 29};
  EXPECT_EQ(field_of(board), "refresh_seconds");
  board = {.refresh_seconds = 60};
  EXPECT_EQ(field_of(board), "");
}

TEST(Report, IsKeptInCanonicalForm) {
  Report report{"trend", json::Raw{R"({"bucket":"week"})"}, {}};
  report.chart.text = "{}";
  ASSERT_TRUE(check(report).has_value());
  EXPECT_TRUE(has(report.question.text, R"("bucket":"week")"));
  EXPECT_TRUE(has(report.question.text, R"("top":10)"));
}

TEST(Report, IsRefusedWithTheFieldThatIsWrong) {
  const auto refused = [](std::string analysis, std::string question, std::string chart) {
    Report report{std::move(analysis), json::Raw{std::move(question)}, json::Raw{std::move(chart)}};
    const auto checked = check(report);
    return checked ? std::string() : checked.error().field;
  };
  EXPECT_EQ(refused("trend", "{}", R"({"shape":"bar"})"), "");
  EXPECT_EQ(refused("magic", "{}", "{}"), "analysis");
  EXPECT_EQ(refused("trend", R"({"bucket":"eon"})", "{}"), "question.bucket");
  EXPECT_EQ(refused("trend", "{}", "[]"), "chart");
  EXPECT_EQ(refused("trend", "{}", R"({"x":")" + std::string(5000, 'x') + "\"}"), "chart");
}

TEST(Annotation, StandsAtAMidnightOfTheZoneOrAtAnInstant) {
  const Calendar shanghai = *Calendar::create("Asia/Shanghai");
  EXPECT_EQ(*instant_of({.at = "2026-03-01"}, shanghai), *parse_instant("2026-02-28T16:00:00Z"));
  EXPECT_EQ(*instant_of({.at = "2026-03-01T12:00:00Z"}, shanghai), *parse_instant("2026-03-01T12:00:00Z"));
  Annotation bad{.at = "soon"};
  EXPECT_EQ(check(bad).error().field, "at");
}

}  // namespace
}  // namespace throng::board
