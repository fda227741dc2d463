// The engine's writing of a statement, read without the engine.
#include "analyze/user_sql/tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyze/user_sql/engine_words.h"
#include "analyze/user_sql/functions.h"

namespace throng::analyze::user_sql {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Tree, KnowsParentsAndPositions) {
  const std::vector<std::string> lines = {"SelectQuery (children 1)", " Function sum (alias total) (children 1)",
                                          "  ExpressionList (children 2)", "   Identifier a.b (alias x y)",
                                          "   Literal 'it (children 3)'"};
  const auto nodes = read_tree(lines);
  ASSERT_TRUE(nodes.has_value());
  EXPECT_EQ((*nodes)[1].name, "sum");
  EXPECT_EQ((*nodes)[3].name, "a.b");
  EXPECT_EQ((*nodes)[4].parent, 2U);
  EXPECT_EQ((*nodes)[4].position, 1U);
  EXPECT_EQ((*nodes)[4].name, "'it (children 3)'");
}

TEST(Tree, IsRefusedWhenNamesBringLinesOfTheirOwn) {
  EXPECT_FALSE(read_tree({"SelectQuery (children 1)", " Identifier a", " Identifier b"}).has_value());
  EXPECT_FALSE(read_tree({"SelectQuery (children 2)", " Identifier a"}).has_value());
  EXPECT_FALSE(read_tree({"SelectQuery (children 1)", "   Identifier a"}).has_value());
}

std::vector<std::string> called(std::string_view text) {
  return called_names(text).value_or(std::vector<std::string>{"(refused)"});
}

TEST(CalledNames, AreThoseBeforeABracket) {
  EXPECT_THAT(called("SELECT sum(a), `file`(b) FROM (SELECT 1) WHERE x IN (1e5) AND NOT (b)"),
              ElementsAre("sum", "file"));
  EXPECT_THAT(called("SELECT 'sum(1)', 'it\\'s url(2)', \"q\"(3)"), ElementsAre("q"));
  EXPECT_THAT(called("SELECT 1e(5), 0xab(1)"), IsEmpty());
  EXPECT_THAT(called("SELECT `a\\nb`"), ElementsAre("(refused)"));
  EXPECT_THAT(called("SELECT 'open"), ElementsAre("(refused)"));
}

const Functions kFew({{"sum", "Aggregate Functions", "", true, true},
                      {"uniq", "Aggregate Functions", "", true, false},
                      {"if", "Conditional", "", false, true},
                      {"hostName", "Other", "", false, false},
                      {"hostname", "", "hostName", false, true},
                      {"pow", "Mathematical", "", false, true},
                      {"power", "", "pow", false, true},
                      {"aggThrow", "Aggregate Functions", "", true, false},
                      {"newThing", "New Category", "", false, false}});

TEST(Functions, AreAllowedByCategoryInEverySpelling) {
  for (const auto* name : {"sum", "SUM", "sumIf", "sumArrayIf", "uniqOrNull", "power", "POWER", "grouping"})
    EXPECT_TRUE(kFew.allows(name)) << name;
  for (const auto* name : {"hostName", "hostname", "HOSTNAME", "aggThrow", "aggThrowIf", "newThing", "unknown", "ifIf",
                           "UNIQ", "", "sumStranger"})
    EXPECT_FALSE(kFew.allows(name)) << name;
}

TEST(Functions, KnowWhatTheyRefuse) {
  EXPECT_TRUE(kFew.refuses("HostName"));
  EXPECT_TRUE(kFew.refuses("newThing"));
  EXPECT_FALSE(kFew.refuses("sum"));
  EXPECT_FALSE(kFew.refuses("price"));
}

Error of(const std::string& text) {
  return readable({ErrorCode::invalid_argument, "warehouse: " + text, {}}, "shop-sql");
}

TEST(EngineWords, SayWhereAndNotMore) {
  EXPECT_EQ(
      of("Syntax error: failed at position 20 (where) (line 2, col 13): where x. Expected one of: a, b (SYNTAX_ERROR)")
          .message,
      "syntax error at line 2, column 13: where");
  EXPECT_EQ(of("Syntax error: failed at position 7 (1): 1. Expected one of: token (SYNTAX_ERROR)").message,
            "syntax error at line 1, column 7: 1");
  EXPECT_EQ(
      of("Unknown expression identifier `foo` in scope SELECT foo FROM events. Maybe you meant: ['shop-sql.shop'] "
         "(UNKNOWN_IDENTIFIER)")
          .message,
      "Unknown expression identifier `foo`; maybe 'shop'");
  EXPECT_EQ(of("Column 'a' is not in GROUP BY keys. In query SELECT a FROM events SETTINGS log_comment = 'x' "
               "(NOT_AN_AGGREGATE)")
                .message,
            "Column 'a' is not in GROUP BY keys");
  EXPECT_EQ(of("Unknown table expression identifier 'evnts' in scope SELECT 1. Maybe you meant `other`.events?. "
               "(UNKNOWN_TABLE)")
                .message,
            "there is no view \"evnts\"; there are: events, persons, ids");
  EXPECT_EQ(of("Illegal types of `shop-sql`.events.person (ILLEGAL_TYPE_OF_ARGUMENT)").message,
            "Illegal types of events.person");
  std::string long_name;
  while (long_name.size() < 1000) long_name += "人";
  EXPECT_EQ(of("Unknown " + long_name + " (UNKNOWN_IDENTIFIER)").message.size() % 3, 2U);  // "Unknown " and whole ones
  EXPECT_EQ(readable({ErrorCode::cancelled, "the query was cancelled", {}}, "shop-sql").code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace throng::analyze::user_sql
