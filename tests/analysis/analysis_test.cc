// The worked cases of this folder, asked of both engines.
#include <cmath>

#include <gtest/gtest.h>

#include "analysis/cases.h"
#include "analyze/registry.h"
#include "timeline/testing.h"
#include "warehouse/schema.h"
#include "warehouse/testing.h"

namespace throng::testing {
namespace {

using analyze::Engine;

// Where the answer lacks what is expected of it; "" nowhere.
std::string missing(const std::string& path, json::Node expected, json::Node actual) {
  const std::string unequal = path + ": expected " + expected.dump() + ", got " + actual.dump();
  if (expected.kind() != actual.kind()) return unequal;
  switch (expected.kind()) {
    case json::Kind::number: return std::abs(expected.number() - actual.number()) < 1e-9 ? "" : unequal;
    case json::Kind::array: {
      if (expected.elements().size() != actual.elements().size()) return unequal;
      for (std::size_t i = 0; i < expected.elements().size(); ++i) {
        auto found = missing(path + "[" + std::to_string(i) + "]", expected.elements()[i], actual.elements()[i]);
        if (!found.empty()) return found;
      }
      return "";
    }
    case json::Kind::object: {
      for (const auto& [key, value] : expected.members()) {
        const auto other = actual.find(key);
        if (!other && value.kind() == json::Kind::null) continue;
        auto found =
            other ? missing(path + "." + std::string(key), value, *other) : path + " lacks " + std::string(key);
        if (!found.empty()) return found;
      }
      return "";
    }
    default: return expected.dump() == actual.dump() ? "" : unequal;
  }
}

class Runner {
 public:
  explicit Runner(const Case& c)
      : case_(c), script_(timeline::testing::parse_script(c.given)), timeline_(timeline::testing::timelines(script_)) {
    Weekday first = Weekday::monday;
    const json::Document week = json::Document::parse("\"" + c.week + "\"").value();
    EXPECT_TRUE(json::read_value(week.root(), first));
    context_.calendar = Calendar::create(c.zone, first).value();
    context_.now = parse_instant(c.now).value();
    sources_ = {timeline_.get(), &warehouse::TestWarehouse::shared(), warehouse::TestWarehouse::fresh_project()};
    insert("events", warehouse::events_block(script_.events));
    insert("links", warehouse::links_block(script_.links));
  }

  void run(Engine engine) {
    SCOPED_TRACE(case_.where + " " + case_.name + " by " + std::string(json::enum_text(engine)));
    analyze::PersonsRequest request;
    request.analysis = case_.analysis;
    request.question = {case_.question};
    request.engine = engine;
    const auto answered = analyze::ask(request, sources_, context_);
    if (!case_.error.empty()) {
      ASSERT_FALSE(answered);
      EXPECT_EQ(answered.error().field, case_.error) << answered.error().message;
      return;
    }
    ASSERT_TRUE(answered) << describe(answered.error());
    const auto expected = json::Document::parse(case_.answer);
    ASSERT_TRUE(expected) << case_.answer;
    EXPECT_EQ(missing("answer", expected->root(), json::Document::parse(answered->json).value().root()), "");
    reads_as_a_table(request, *answered);
    for (const auto& [cell, names] : case_.persons) {
      request.cell = {cell};
      const auto persons = analyze::persons(request, sources_, context_);
      ASSERT_TRUE(persons) << describe(persons.error());
      EXPECT_EQ(*persons, script_.numbers(names)) << "persons of " << cell;
    }
  }

 private:
  // Every row is as wide as the columns and of their types, and every line of the figure as long as its places.
  static void reads_as_a_table(const analyze::AskRequest& request, const analyze::Answered& answered) {
    const auto table = analyze::table_of(request, answered);
    ASSERT_TRUE(table) << describe(table.error());
    for (const auto& row : table->rows) {
      ASSERT_EQ(row.size(), table->columns.size());
      for (std::size_t i = 0; i < row.size(); ++i) {
        const std::size_t wanted = 1 + static_cast<std::size_t>(table->columns[i].type);
        EXPECT_TRUE(row[i].index() == 0 || row[i].index() == wanted) << table->columns[i].name;
      }
    }
    const auto figure = analyze::figure_of(request, answered);
    ASSERT_TRUE(figure) << describe(figure.error());
    for (const auto& line : figure->lines) EXPECT_EQ(line.values.size(), figure->places.size()) << line.name;
  }

  void insert(std::string_view table, const warehouse::Block& block) {
    if (block.rows == 0) return;
    const auto done = sources_.warehouse->insert(warehouse::table(sources_.project, table), block, "all");
    ASSERT_TRUE(done) << describe(done.error());
  }

  const Case& case_;
  timeline::testing::Script script_;
  std::unique_ptr<timeline::Timeline> timeline_;
  analyze::AskContext context_;
  analyze::Sources sources_;
};

TEST(WorkedCases, HoldInBothEngines) {
  const auto cases = read_cases("tests/analysis");
  ASSERT_TRUE(cases) << describe(cases.error());
  EXPECT_GT(cases->size(), 30U);
  for (const Case& c : *cases) {
    Runner runner(c);
    runner.run(Engine::timeline);
    runner.run(Engine::sql);
  }
}

TEST(Planner, TakesTheTimelineWhereThereIsOne) {
  const auto timeline = timeline::testing::timelines("ann: a@0");
  analyze::AskRequest request{"segment", {R"({"filter":{"did":{}}})"}, Engine::automatic};
  analyze::Sources sources{timeline.get(), &warehouse::TestWarehouse::shared(),
                           warehouse::TestWarehouse::fresh_project()};
  EXPECT_EQ(analyze::ask(request, sources, {}).value().engine, Engine::timeline);
  sources.timeline = nullptr;
  EXPECT_EQ(analyze::ask(request, sources, {}).value().engine, Engine::sql);
  request.engine = Engine::timeline;
  EXPECT_EQ(analyze::ask(request, sources, {}).error().field, "engine");
}

TEST(Planner, GoesToSqlWhereMemoryIsShort) {
  timeline::TimelineOptions options;
  options.memory_budget = 1;
  const auto timeline = timeline::testing::timelines("ann: a{p=\"x\"}@0", options);
  const analyze::AskRequest request{
      "segment", {R"({"filter":{"did":{"where":{"event":"p","op":"is","value":"x"}}}})"}, Engine::automatic};
  const analyze::Sources sources{timeline.get(), &warehouse::TestWarehouse::shared(),
                                 warehouse::TestWarehouse::fresh_project()};
  const auto answered = analyze::ask(request, sources, {});
  ASSERT_TRUE(answered) << describe(answered.error());
  EXPECT_EQ(answered->engine, Engine::sql);
}

TEST(Registry, NamesWhatIsWrong) {
  const auto field = [](const char* analysis, const char* question) {
    const analyze::Sources sources{nullptr, &warehouse::TestWarehouse::shared(), "none"};
    return analyze::ask({analysis, {question}, Engine::sql}, sources, {}).error().field;
  };
  EXPECT_EQ(field("trends", "{}"), "analysis");
  EXPECT_EQ(field("trend", R"({"series":[{"measure":"sum"}]})"), "question.series[0].property");
  EXPECT_EQ(field("trend", R"({"series":[{"match":{"where":{"event":"a"}}}]})"), "question.series[0].match.where.op");
  EXPECT_EQ(field("funnel", R"({"steps":[{}]})"), "question.steps");
  EXPECT_EQ(field("retention", R"({"bucket":"hour"})"), "question.bucket");
  EXPECT_EQ(field("lifecycle", R"({"bucket":"total"})"), "question.bucket");
  EXPECT_EQ(field("stickiness", R"({"bucket":"hour"})"), "question.bucket");
  EXPECT_EQ(field("interval", R"({"limit":"0s"})"), "question.limit");
  EXPECT_EQ(field("distribution", R"({"measure":"avg"})"), "question.property");
  EXPECT_EQ(field("heatmap", R"({"kind":"view"})"), "question.kind");
  EXPECT_EQ(field("heatmap", R"({"widths":[2,1]})"), "question.widths");
  EXPECT_EQ(field("heatmap", R"({"width":3})"), "question.width");
  EXPECT_EQ(field("heatmap", R"({"row":3})"), "question.row");
  EXPECT_EQ(field("segment", R"({"filter":{"event":"a","op":"is_set"}})"), "question.filter.event");
}

}  // namespace
}  // namespace throng::testing
