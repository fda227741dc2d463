#include "analyze/path/run_timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "analyze/path/internal/log.h"
#include "timeline/testing.h"

namespace throng::analyze {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using timeline::testing::kOrigin;
using timeline::testing::timelines;

AskContext context() { return {.now = kOrigin + days(10)}; }

PathAnswer ask(const std::string& members, std::string_view script) {
  const auto question = json::read<PathQuestion>(R"({"range":"ever")" + members + "}");
  if (!question) ADD_FAILURE() << describe(question.error());
  EXPECT_TRUE(validate(*question));
  return run_timeline(*question, *timelines(script), context()).value();
}

std::vector<std::string> edges(const PathAnswer& answer) {
  std::vector<std::string> out;
  for (const PathEdge& edge : answer.edges)
    out.push_back(std::to_string(edge.level) + " " + edge.from + ">" + edge.to + " " + std::to_string(edge.paths));
  return out;
}

// The nodes of the path made of these letters, ended by whether there is one.
std::string walk(const internal::PathShape& shape, std::string_view letters) {
  internal::PathBuilder builder(shape);
  builder.clear();
  std::int64_t ms = 0;
  for (const char letter : letters) builder.push(static_cast<internal::NodeCode>(letter - 'a' + 1), ms++);
  if (!builder.finish()) return "-";
  std::string out;
  for (std::uint32_t level = 0; level < builder.path().size; ++level)
    out += static_cast<char>('a' + builder.path().nodes[level] - 1);
  return out;
}

TEST(PathBuilder, CutsAtTheAnchorsAndTheLevels) {
  EXPECT_EQ(walk({.levels = 3}, "abcd"), "abc");
  EXPECT_EQ(walk({.levels = 3}, "aabbccdd"), "abc");
  EXPECT_EQ(walk({.levels = 3, .collapse = false}, "aab"), "aab");
  EXPECT_EQ(walk({.levels = 3, .start = 2}, "abcd"), "bcd");
  EXPECT_EQ(walk({.levels = 3, .start = 9}, "abcd"), "-");
  EXPECT_EQ(walk({.levels = 3, .end = 4}, "abcdadb"), "dad");
  EXPECT_EQ(walk({.levels = 3, .end = 1}, "abcd"), "a");
  EXPECT_EQ(walk({.levels = 3, .end = 9}, "abcd"), "-");
  EXPECT_EQ(walk({.levels = 3, .start = 1, .end = 4}, "bacbdb"), "acb");
  EXPECT_EQ(walk({.levels = 9, .start = 1, .end = 4}, "bacbdb"), "acbd");
  EXPECT_EQ(walk({.levels = 9, .start = 1, .end = 1}, "abab"), "aba");
  EXPECT_EQ(walk({.levels = 9, .start = 1, .end = 1}, "abb"), "-");
  EXPECT_EQ(walk({.levels = 9}, ""), "-");
}

RC_GTEST_PROP(PathBuilder, CountsBackwardsAsIfTheLetterStoodInAMirror, ()) {
  const auto letters = *rc::gen::container<std::string>(rc::gen::inRange('a', 'd'));
  const auto end = *rc::gen::inRange('a', 'd');
  std::string mirrored = letters.substr(0, letters.rfind(end) == std::string::npos ? 0 : letters.rfind(end) + 1);
  std::reverse(mirrored.begin(), mirrored.end());
  internal::PathShape shape{.levels = 4, .collapse = false};
  const std::string expected = walk(shape, mirrored);
  shape.end = static_cast<internal::NodeCode>(end - 'a' + 1);
  RC_ASSERT(walk(shape, letters) == expected);
}

TEST(PathLog, ForgetsEverythingWhenThereIsNoRoom) {
  internal::Path path;
  path.size = 3;
  internal::PathLog log(6);
  log.add(path);
  log.add(path);
  EXPECT_TRUE(log.is_complete());
  log.add(path);
  EXPECT_FALSE(log.is_complete());
}

TEST(Path, GoesOnOverTheParts) {
  // The person's events lie in several places: two numbers of one person.
  const PathAnswer answer = ask(R"(,"levels":3)", "ann: A@0 C@2m; web1: B@1m; web1 -> ann");
  EXPECT_EQ(answer.persons, 1U);
  EXPECT_THAT(edges(answer), ElementsAre("1 A>B 1", "2 B>C 1"));
}

TEST(Path, FoldsTheSameWhetherOrNotAllNodesAreKept) {
  const char* script = "ann: A@0 B@1m; bob: A@0 C@1m; cat: B@0 A@1m";
  EXPECT_EQ(json::to_string(ask(R"(,"top":3,"levels":2)", script)),
            json::to_string(ask(R"(,"top":50,"levels":2)", script)));
}

TEST(Path, CountsPersonsOnceAlsoWhereNodesAreFolded) {
  const PathAnswer answer = ask(R"(,"top":1,"levels":2)", "ann: B@0 A@1m C@5h A@6h; bob: A@0 A@1h A@2h");
  EXPECT_EQ(answer.levels[0][0].persons, 2U);
  EXPECT_EQ(answer.levels[0][1].node, "$other");
  EXPECT_EQ(answer.levels[0][1].paths, 2U);
  EXPECT_EQ(answer.levels[0][1].persons, 1U);
  EXPECT_EQ(answer.persons, 2U);
}

TEST(Path, NeverKeepsNamesThatMeanSomethingElse) {
  const PathAnswer answer = ask(R"(,"levels":2)", "ann: A@0 $exit@1m; bob: A@0; cat: A@0 $other@1m");
  EXPECT_THAT(edges(answer), ElementsAre("1 A>$other 2", "1 A>$exit 1"));
}

TEST(Path, OfAnAnchorThatNobodyMetIsEmpty) {
  const PathAnswer answer = ask(R"(,"start":"never")", "ann: A@0");
  EXPECT_EQ(answer.paths, 0U);
  EXPECT_EQ(answer.levels.size(), 5U);
  EXPECT_THAT(answer.levels[0], IsEmpty());
  EXPECT_THAT(answer.edges, IsEmpty());
}

TEST(Path, ChecksItsFields) {
  const auto field = [](const char* text) {
    const auto result = validate(json::read<PathQuestion>(text).value());
    return result ? std::string() : result.error().field;
  };
  EXPECT_EQ(field("{}"), "");
  EXPECT_EQ(field(R"({"levels":1})"), "levels");
  EXPECT_EQ(field(R"({"top":51})"), "top");
  EXPECT_EQ(field(R"({"within":"0s"})"), "within");
  EXPECT_EQ(field(R"({"split":[{"event":"A","property":""}]})"), "split[0].property");
  EXPECT_EQ(field(R"({"split":[{"event":"A","property":"x"},{"event":"A","property":"y"}]})"), "split[0].event");
  EXPECT_EQ(field(R"({"clean":[{"pattern":"a","replacement":"\\1"}]})"), "clean[0].replacement");
  EXPECT_EQ(field(R"({"groups":[{"name":"","patterns":["a"]}]})"), "groups[0].name");
  EXPECT_FALSE(validate(PathCell{.level = 5, .next = "A"}, {}));
  EXPECT_FALSE(validate(PathCell{.level = 6}, {}));
  EXPECT_TRUE(validate(PathCell{.level = 5, .node = "A"}, {}));
}

}  // namespace
}  // namespace throng::analyze
