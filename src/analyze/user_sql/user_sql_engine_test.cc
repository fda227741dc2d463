// Statements from outside, against the real engine: what must work, and what it may cost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "analyze/user_sql/statement.h"
#include "analyze/user_sql/testing.h"

namespace throng::analyze::user_sql {
namespace {

using ::testing::HasSubstr;
using testing::kStart;
using ::testing::Not;
using testing::Shop;
using testing::shop;
using warehouse::TestWarehouse;

// ---- what works ------------------------------------------------------------------------------------------------

TEST(Views, ResolvePersonsAndFollowTheLinks) {
  Shop own;
  const std::string by_person = "SELECT person, count() AS n FROM events GROUP BY person ORDER BY person";
  EXPECT_EQ(own.rows(by_person), R"([[1, "5"],[3, "1"]])");
  EXPECT_EQ(own.rows("SELECT person, kind, value FROM ids ORDER BY value"),
            R"([[1, "user", "user1"],[3, "user", "user3"],[1, "anonymous", "web2"]])");
  own.link({2, model::LinkKind::undo, 0, 0, 1, from_ms(kStart), "operator"});
  EXPECT_EQ(own.rows(by_person), R"([[1, "3"],[2, "2"],[3, "1"]])");
}

TEST(Views, ShowTimesInTheProjectsZoneAndTraitsAsTheyAreNow) {
  EXPECT_EQ(shop().rows("SELECT person, first_seen, last_seen, events, traits FROM persons ORDER BY person"),
            R"([[1, "2026-01-01 08:00:00.000", "2026-01-05 08:00:00.000", "5", "{\"age\":30,\"plan\":\"pro\"}"],)"
            R"([3, "2026-01-06 08:00:00.000", "2026-01-06 08:00:00.000", "1", "{}"]])");
  EXPECT_EQ(shop().rows("SELECT count() FROM events WHERE time >= '2026-01-06 08:00:00'"), R"([["1"]])");
  EXPECT_EQ(shop().rows("SELECT toHour(toDateTime('2026-01-01 05:00:00')), timezoneOf(now())"),
            R"([[5, "Asia/Shanghai"]])");
}

TEST(Views, AreAsDocumented) {
  const auto functions = Functions::load(TestWarehouse::shared());
  for (const View& view : views()) {
    const auto answer = shop().desk->ask({"SELECT * FROM " + std::string(view.name), 1}, {});
    ASSERT_TRUE(answer.has_value()) << describe(answer.error());
    ASSERT_EQ(answer->columns.size(), view.columns.size()) << view.name;
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
      EXPECT_EQ(answer->columns[i].name, view.columns[i].name);
      EXPECT_THAT(answer->columns[i].type, HasSubstr(view.columns[i].type.substr(0, view.columns[i].type.find(')'))));
      EXPECT_FALSE(functions->refuses(view.columns[i].name)) << view.columns[i].name;
    }
  }
}

struct Good {
  std::string sql;
  std::string rows;
};
const std::vector<Good> kGood = {
    {"SELECT 1", "[[1]]"},
    {"select 1;", "[[1]]"},
    {"SELECT 1 -- a comment", "[[1]]"},
    {"/* before */ SELECT /* in */ 1 # after", "[[1]]"},
    {"SELECT 'a; DROP TABLE b', ';'", R"([["a; DROP TABLE b", ";"]])"},
    {"SELECT 'system.tables', 'it\\'s', 'file(1)'", R"x([["system.tables", "it's", "file(1)"]])x"},
    {"(SELECT 1)", "[[1]]"},
    {"SELECT 1, 1, 1 AS a, 1 AS a", "[[1, 1, 1, 1]]"},
    {"FROM events SELECT count()", R"([["6"]])"},
    {"SELECT 1 UNION ALL SELECT 1", "[[1],[1]]"},
    {"SELECT 1 UNION DISTINCT SELECT 1", "[[1]]"},
    {"SELECT 1 EXCEPT SELECT 2", "[[1]]"},
    {"SELECT count() FROM events WHERE event = 'Viewed' AND JSONExtractFloat(props, 'price') > 2", R"([["2"]])"},
    {"SELECT event, count() AS n FROM events GROUP BY event HAVING n > 1 ORDER BY n DESC, event LIMIT 1",
     R"([["Viewed", "3"]])"},
    {"SELECT event, count() AS n FROM events GROUP BY ALL ORDER BY ALL LIMIT 1", R"([["$identify", "2"]])"},
    {"SELECT uniqExact(person), countIf(event = 'Bought'), sumOrNull(0) FROM events", R"([["2", "1", "0"]])"},
    {"SELECT COUNT(DISTINCT person), AVG(1), Max(person) FROM events", R"([["2", 1, 3]])"},
    {"WITH firsts AS (SELECT person, min(time) AS t FROM events GROUP BY person) SELECT count() FROM firsts",
     R"([["2"]])"},
    {"WITH events AS (SELECT 7 AS x) SELECT x FROM events", "[[7]]"},
    {"WITH 2 AS two, (SELECT max(person) FROM events) AS most SELECT two + most", R"([["5"]])"},
    {"WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT sum(n) FROM t",
     R"([["6"]])"},
    {"SELECT e.event, p.events FROM events AS e JOIN persons AS p ON e.person = p.person WHERE e.event = 'Bought'",
     R"([["Bought", "5"]])"},
    {"SELECT count() FROM events AS e LEFT JOIN ids USING person", R"([["11"]])"},
    {"SELECT count() FROM events WHERE person IN (SELECT person FROM events WHERE event = 'Bought')", R"([["5"]])"},
    {"SELECT count() FROM events WHERE event IN ('Viewed', 'Bought')", R"([["4"]])"},
    {"SELECT count() FROM events WHERE event NOT IN ('Viewed')", R"([["3"]])"},
    {"SELECT (SELECT count() FROM ids) AS n", R"([["3"]])"},
    {"SELECT exists(SELECT 1 FROM events)", "[[1]]"},
    {"SELECT person, row_number() OVER (PARTITION BY person ORDER BY time) AS r FROM events ORDER BY person, r LIMIT 1",
     R"([[1, "1"]])"},
    {"SELECT sum(1) OVER w FROM events WINDOW w AS (ORDER BY time ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) LIMIT 1",
     R"([["1"]])"},
    {"SELECT person FROM events QUALIFY row_number() OVER (PARTITION BY person ORDER BY time) = 1 ORDER BY person",
     "[[1],[3]]"},
    {"SELECT arrayMap(x -> x + 1, [1, 2]), arraySum([1, 2])", R"([[[2,3], "3"]])"},
    {"SELECT n FROM events ARRAY JOIN [1, 2] AS n WHERE event = 'Bought'", "[[1],[2]]"},
    {"SELECT windowFunnel(864000000)(toUInt64(toUnixTimestamp64Milli(time)), event = 'Viewed', event = 'Bought') AS l "
     "FROM events GROUP BY person ORDER BY l",
     "[[1],[2]]"},
    {"SELECT toDate(time) AS day, count() FROM events GROUP BY day ORDER BY day LIMIT 1", R"([["2026-01-01", "1"]])"},
    {"SELECT toStartOfMonth(time) AS m, uniq(person) FROM events GROUP BY m", R"([["2026-01-01", "2"]])"},
    {"SELECT date_trunc('month', time) AS m FROM events GROUP BY m", R"([["2026-01-01"]])"},
    {"SELECT CASE WHEN person = 1 THEN 'one' ELSE 'more' END AS k FROM events GROUP BY k ORDER BY k",
     R"([["more"],["one"]])"},
    {"SELECT CAST(person AS String), person::Float64 FROM events LIMIT 1", R"([["1", 1]])"},
    {"SELECT toString(person) || '!' FROM events WHERE event = 'Bought'", R"([["1!"]])"},
    {"SELECT event LIKE 'V%', event ILIKE 'v%', match(event, '^V') FROM events WHERE event = 'Viewed' LIMIT 1",
     "[[1, 1, 1]]"},
    {"SELECT number FROM numbers(3)", R"([["0"],["1"],["2"]])"},
    {"SELECT * FROM generate_series(1, 2)", R"([["1"],["2"]])"},
    {"SELECT * EXCEPT (time, event_id, props, received) FROM events WHERE event = 'Bought'",
     R"([[1, "Bought", "", "user1", "", "", "", "", "", ""]])"},
    {"SELECT COLUMNS('^per') FROM events WHERE event = 'Bought'", "[[1]]"},
    {"SELECT * REPLACE ('x' AS kind) FROM ids LIMIT 0", "[]"},
    {"SELECT person FROM events LIMIT 1 BY person", "[[1],[3]]"},
    {"SELECT DISTINCT person FROM events ORDER BY person", "[[1],[3]]"},
    {"SELECT person, count() FROM events GROUP BY ROLLUP(person) ORDER BY person LIMIT 1", R"([[0, "6"]])"},
    {"SELECT NULL, nan, 1/0, 18446744073709551615, toDecimal64(1.5, 2)",
     R"([[null, "nan", "inf", "18446744073709551615", "1.5"]])"},
    {"SELECT (1, 'a'), map('k', 1), [NULL, 1]", R"([[[1,"a"], {"k":1}, [null,1]]])"},
    {"SELECT '\xff'", "[[\"\xef\xbf\xbd\"]]"},
    {"SELECT count() AS `总数` FROM events", R"([["6"]])"},
    {"SELECT `数` FROM (SELECT 1 AS `数`)", "[[1]]"},
    {"SELECT event AS \"the event\" FROM events WHERE event = 'Bought'", R"([["Bought"]])"},
    {"SELECT quantileExact(0.5)(JSONExtractFloat(props, 'price')) FROM events WHERE JSONHas(props, 'price')", "[[4]]"},
    {"SELECT number FROM numbers(5) ORDER BY number DESC LIMIT 2 OFFSET 1", R"([["3"],["2"]])"},
    {"SELECT number % 2 AS k FROM numbers(5) ORDER BY k LIMIT 1 WITH TIES", "[[0],[0],[0]]"},
    {"SELECT a.event FROM (SELECT event FROM events WHERE event = 'Bought') AS a", R"([["Bought"]])"},
    {"SELECT if(event = 'Bought', 'yes', 'no') AS bought, count() FROM events GROUP BY 1 ORDER BY 1",
     R"([["no", "5"],["yes", "1"]])"},
    {"SELECT now() > toDateTime('2020-01-01 00:00:00'), today() > toDate('2020-01-01')", "[[1, 1]]"},
    {"SELECT time - INTERVAL 1 DAY AS t FROM events WHERE event = 'Bought'", R"([["2026-01-02 08:00:00.000"]])"},
};

TEST(GoodStatements, Work) {
  for (const auto& [sql, rows] : kGood) EXPECT_EQ(shop().rows(sql), rows) << sql;
}

// Every example of the page that tells people what they may write.
std::vector<std::string> documented_examples() {
  std::ifstream file("docs/sql.md");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  constexpr std::string_view kOpen = "```sql\n";
  std::vector<std::string> examples;
  for (auto at = text.find(kOpen); at != std::string::npos; at = text.find(kOpen, at + 1)) {
    const auto begin = at + kOpen.size();
    examples.push_back(text.substr(begin, text.find("```", begin) - begin));
  }
  return examples;
}

TEST(DocumentedExamples, Run) {
  const auto examples = documented_examples();
  ASSERT_GE(examples.size(), 5U);
  EXPECT_EQ(shop().rows(examples[1]), R"([["pro", 12.5],["", 1]])");
  EXPECT_EQ(shop().rows(examples[2]), R"([["2", "1"]])");
  EXPECT_EQ(shop().rows(examples[4]), R"([[1, ["user:user1","anonymous:web2"]]])");
  for (const auto& sql : examples) shop().rows(sql);
}

// ---- limits ----------------------------------------------------------------------------------------------------

TEST(Limits, CutTheRowsAndSaySo) {
  const auto ask = [](const std::string& sql, std::uint32_t limit) { return *shop().desk->ask({sql, limit}, {}); };
  const auto cut = ask("SELECT number FROM numbers(10)", 3);
  EXPECT_EQ(cut.rows.text, R"([["0"],["1"],["2"]])");
  EXPECT_EQ(cut.row_count, 3U);
  EXPECT_TRUE(cut.truncated);
  const auto exact = ask("SELECT number FROM numbers(3)", 3);
  EXPECT_EQ(exact.row_count, 3U);
  EXPECT_FALSE(exact.truncated);
  EXPECT_EQ(ask("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3", 2).row_count, 2U);
  EXPECT_EQ(ask("SELECT count() FROM (SELECT * FROM numbers(100))", 1).rows.text, R"([["100"]])");
  EXPECT_EQ(ask("SELECT number FROM numbers(10) LIMIT 2", 5).row_count, 2U);
  EXPECT_GT(ask("SELECT uniq(props) FROM events", 5).rows_read, 0U);
  const auto none = ask("SELECT person FROM events WHERE 0", 5);
  EXPECT_EQ(none.rows.text, "[]");
  ASSERT_EQ(none.columns.size(), 1U);
  EXPECT_EQ(none.columns[0].type, "UInt32");
  EXPECT_EQ(shop().desk->ask({"SELECT 1", 0}, {}).error().field, "limit");
  EXPECT_EQ(shop().desk->ask({"SELECT 1", kMostRows + 1}, {}).error().field, "limit");
}

TEST(Limits, HoldForTimeMemoryAndBytes) {
  UserSql strict(TestWarehouse::shared(), shop().project, "UTC",
                 {.time = Duration(300), .memory = std::uint64_t{64} << 20, .result_bytes = 100'000});
  const auto code = [&](const std::string& sql) { return strict.ask({sql, 100'000}, {}).error().code; };
  EXPECT_EQ(code("SELECT sum(sipHash64(number)) FROM numbers(1000000000000)"), ErrorCode::deadline);
  EXPECT_EQ(code("SELECT length(groupArray(toString(number))) FROM numbers(100000000)"), ErrorCode::deadline);
  EXPECT_EQ(code("SELECT repeat('x', 100000) FROM numbers(10)"), ErrorCode::too_large);
  EXPECT_EQ(strict.ask({"SELECT 1", 10}, {})->rows.text, "[[1]]");
}

TEST(Limits, HoldForTheText) {
  EXPECT_EQ(shop().error("SELECT '" + std::string(kMaxText, 'x') + "'").code, ErrorCode::too_large);
  const std::string many_brackets = "SELECT " + std::string(20'000, '(') + "1" + std::string(20'000, ')');
  EXPECT_EQ(shop().error(many_brackets).code, ErrorCode::invalid_argument);
  std::string wide = "WITH ";
  for (int i = 0; i < 2000; ++i)
    wide += (i == 0 ? "" : ", ") + std::string("(") + std::to_string(i) + ") AS c" + std::to_string(i);
  wide += " SELECT 1";
  for (int i = 0; i < 1500; ++i) wide += " UNION ALL SELECT 1";
  EXPECT_EQ(shop().error(wide).code, ErrorCode::invalid_argument);
}

TEST(Limits, LetOneStatementRunAtATime) {
  std::stop_source stop;
  std::atomic<bool> ended = false;
  std::thread slow([&] {
    ErrorCode code = ErrorCode::overloaded;
    while (code == ErrorCode::overloaded)
      code = shop()
                 .desk->ask({"SELECT sum(sipHash64(number)) FROM numbers(10000000000000)", 10}, stop.get_token())
                 .error()
                 .code;
    EXPECT_EQ(code, ErrorCode::cancelled);
    ended = true;
  });
  for (bool refused = false; !refused && !ended;) {
    const auto answer = shop().desk->ask({"SELECT 1", 10}, {});
    refused = !answer && answer.error().code == ErrorCode::overloaded;
  }
  stop.request_stop();
  slow.join();
  EXPECT_EQ(shop().rows("SELECT 1"), "[[1]]");
}

TEST(Files, HaveAllRowsOrNone) {
  const auto save = [](const std::string& sql, warehouse::Format format, std::uint32_t limit) {
    return shop().desk->save({sql, limit}, format, {});
  };
  const std::string sql = "SELECT person, event, '中,\"' AS t FROM events WHERE event = 'Bought'";
  EXPECT_EQ(*save(sql, warehouse::Format::csv, 10), "\"person\",\"event\",\"t\"\n1,\"Bought\",\"中,\"\"\"\n");
  EXPECT_EQ(*save(sql, warehouse::Format::json, 10),
            R"([
{"person":1,"event":"Bought","t":"中,\""}
]
)");
  const auto parquet = save("SELECT * FROM events", warehouse::Format::parquet, 10);
  ASSERT_TRUE(parquet.has_value()) << describe(parquet.error());
  EXPECT_TRUE(parquet->starts_with("PAR1") && parquet->ends_with("PAR1"));
  EXPECT_EQ(save("SELECT * FROM numbers(3)", warehouse::Format::csv, 2).error().code, ErrorCode::too_large);
  EXPECT_EQ(save("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3", warehouse::Format::csv, 2).error().code,
            ErrorCode::too_large);
  EXPECT_TRUE(save("SELECT * FROM numbers(2)", warehouse::Format::csv, 2).has_value());
}

TEST(Errors, SayWhatIsWrongWithoutInternals) {
  EXPECT_EQ(shop().error("SELECT 1,\nFROM events WHERE").message, "syntax error at line 2, column 18: end of query");
  EXPECT_EQ(shop().error("SELEC 1").message, "syntax error at line 1, column 7: 1");
  EXPECT_EQ(shop().error("SELECT * FROM evnts").message, "there is no view \"evnts\"; there are: events, persons, ids");
  EXPECT_EQ(shop().error("SELECT 1; SELECT 2").message, "expected one statement");
  EXPECT_THAT(shop().error("SELECT evnt FROM events").message, HasSubstr("evnt"));
  for (const auto* sql :
       {"SELECT evnt FROM events", "SELECT 1 + 'a' FROM events", "SELECT sum(event) FROM events",
        "SELECT toUInt8(1) IN events", "SELECT a.b FROM events AS a", "SELECT * FROM events JOIN ids",
        "SELECT intDiv(1, 0)", "SELECT toDate('x')", "SELECT [1, 'a']", "SELECT events.foo FROM events"}) {
    const auto error = shop().error(sql);
    EXPECT_EQ(error.code, ErrorCode::invalid_argument) << sql;
    EXPECT_THAT(error.message, Not(HasSubstr(shop().project + "-sql"))) << sql;
    EXPECT_THAT(error.message, Not(HasSubstr("scope"))) << sql;
  }
}

}  // namespace
}  // namespace throng::analyze::user_sql
