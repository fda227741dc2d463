// The embedded engine behind the interface: what every caller may rely on.
#include "warehouse/warehouse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "warehouse/schema.h"
#include "warehouse/testing.h"

namespace throng::warehouse {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Warehouse& engine() { return TestWarehouse::shared(); }

Block ask(const std::string& sql) {
  auto block = query_all(engine(), sql);
  if (block) return std::move(*block);
  ADD_FAILURE() << sql << "\n" << describe(block.error());
  return {};
}

ErrorCode code_of(const std::string& sql, const QueryOptions& options = {}) {
  const auto block = query_all(engine(), sql, options);
  EXPECT_FALSE(block.has_value()) << sql;
  return block.has_value() ? ErrorCode::internal : block.error().code;
}

std::string all_bytes() {
  std::string text;
  for (int i = 0; i < 256; ++i) text.push_back(static_cast<char>(i));
  return text;
}

TEST(Quote, BringsEveryByteThroughUnchanged) {
  for (int i = 0; i < 256; ++i) {
    const std::string one(1, static_cast<char>(i));
    for (const auto& text : {one, one + one, "a" + one + "b", "\\" + one, one + "'"})
      ASSERT_EQ(ask("SELECT " + quote(text)).get<std::string>(0).at(0), text) << i;
  }
  EXPECT_EQ(ask("SELECT " + quote(all_bytes())).get<std::string>(0).at(0), all_bytes());
}

TEST(Quote, KeepsStatementsInside) {
  const std::string text = "'; DROP DATABASE system; --\n\n\\";
  EXPECT_EQ(ask("SELECT " + quote(text) + " FROM numbers(2)").get<std::string>(0),
            (std::vector<std::string>{text, text}));
}

TEST(Identifier, TakesAnyName) {
  for (const std::string name : {"plain", "with space", "back`tick", "back\\slash", "quo'te", "select", "总 额"}) {
    const auto block = ask("SELECT " + identifier(name) + " FROM (SELECT 7 AS " + identifier(name) + ")");
    ASSERT_EQ(block.columns.size(), 1U);
    EXPECT_EQ(block.columns[0].name, name);
  }
}

TEST(LikeLiteral, MatchesItsTextAndNothingElse) {
  for (int i = 0; i < 256; ++i) {
    const std::string one(1, static_cast<char>(i));
    const auto block =
        ask("SELECT " + quote("x" + one + "y") + " LIKE " + like_literal(one, true, true) + ", " + quote("xQy") +
            " LIKE " + like_literal(one, true, true) + ", " + quote(one) + " LIKE " + like_literal(one, false, false) +
            ", " + quote("x" + one) + " LIKE " + like_literal(one, false, true));
    const bool in_other = one == "x" || one == "Q" || one == "y";
    ASSERT_EQ(block.get<std::uint8_t>(0)[0], 1) << i;
    ASSERT_EQ(block.get<std::uint8_t>(1)[0], in_other ? 1 : 0) << i;
    ASSERT_EQ(block.get<std::uint8_t>(2)[0], 1) << i;
    ASSERT_EQ(block.get<std::uint8_t>(3)[0], one == "x" ? 1 : 0) << i;
  }
}

TEST(Query, ReadsEveryTypeThatValuesHold) {
  const auto block = ask(
      "SELECT toUInt8(255) AS a, toUInt16(65535) AS b, toUInt32(4294967295) AS c, toUInt64(18446744073709551615) AS d,"
      " toInt8(-128) AS e, toInt16(-3) AS f, toInt32(-4) AS g, toInt64(-5) AS h, toFloat32(0.5) AS i, -2.25 AS j,"
      " true AS k, CAST('y' AS Enum8('x' = 1, 'y' = 2)) AS l, toDate('1970-01-03') AS m,"
      " toDateTime(86400, 'UTC') AS n, toFixedString('ab', 2) AS o,"
      " toUUID('00010203-0405-0607-0809-0a0b0c0d0e0f') AS p, toLowCardinality('low') AS q");
  EXPECT_EQ(block.get<std::uint8_t>(0)[0], 255);
  EXPECT_EQ(block.get<std::uint16_t>(1)[0], 65535);
  EXPECT_EQ(block.get<std::uint32_t>(2)[0], 4294967295U);
  EXPECT_EQ(block.get<std::uint64_t>(3)[0], 18446744073709551615U);
  EXPECT_EQ(block.get<std::int64_t>(4)[0], -128);
  EXPECT_EQ(block.get<std::int64_t>(5)[0], -3);
  EXPECT_EQ(block.get<std::int64_t>(6)[0], -4);
  EXPECT_EQ(block.get<std::int64_t>(7)[0], -5);
  EXPECT_EQ(block.get<double>(8)[0], 0.5);
  EXPECT_EQ(block.get<double>(9)[0], -2.25);
  EXPECT_EQ(block.get<std::uint8_t>(10)[0], 1);
  EXPECT_EQ(block.get<std::uint8_t>(11)[0], 2);
  EXPECT_EQ(block.get<std::int64_t>(12)[0], 2);
  EXPECT_EQ(block.get<std::int64_t>(13)[0], 86400);
  EXPECT_EQ(block.get<std::string>(14)[0], "ab");
  EXPECT_EQ(block.get<std::string>(15)[0], "00010203-0405-0607-0809-0a0b0c0d0e0f");
  EXPECT_EQ(block.get<std::string>(16)[0], "low");
}

TEST(Query, ReadsNullsListsAndDictionaries) {
  const auto block =
      ask("SELECT if(number = 1, NULL, number) AS n, arrayMap(x -> toString(x), range(number)) AS texts,"
          " toLowCardinality(if(number = 2, NULL, toString(number))) AS low,"
          " arrayMap(x -> toLowCardinality(toString(x % 2)), range(number)) AS lists, range(number) AS numbers"
          " FROM numbers(3)");
  EXPECT_THAT(block.columns[0].nulls, ElementsAre(0, 1, 0));
  EXPECT_EQ(block.get<std::uint64_t>(0)[2], 2U);
  EXPECT_THAT(block.columns[1].offsets, ElementsAre(0, 1, 3));
  EXPECT_THAT(block.get<std::string>(1), ElementsAre("0", "0", "1"));
  EXPECT_THAT(block.columns[2].nulls, ElementsAre(0, 0, 1));
  EXPECT_EQ(block.get<std::string>(2)[1], "1");
  EXPECT_THAT(block.columns[3].offsets, ElementsAre(0, 1, 3));
  EXPECT_THAT(block.get<std::string>(3), ElementsAre("0", "0", "1"));
  EXPECT_THAT(block.columns[4].offsets, ElementsAre(0, 1, 3));
}

TEST(Query, StreamsBlocksInOrder) {
  std::uint64_t next = 0;
  std::size_t blocks = 0;
  const auto done = engine().query("SELECT number FROM numbers(300000)", {}, [&](const Block& block) -> Result<void> {
    ++blocks;
    for (const auto value : block.get<std::uint64_t>(0)) EXPECT_EQ(value, next++);
    return {};
  });
  EXPECT_TRUE(done.has_value());
  EXPECT_EQ(next, 300000U);
  EXPECT_GT(blocks, 1U);
}

TEST(Query, StopsWhenTheSinkFails) {
  const auto refuse = [](const Block&) -> Result<void> { return fail(ErrorCode::conflict, "enough"); };
  const auto done = engine().query("SELECT number FROM system.numbers", {}, refuse);
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, ErrorCode::conflict);
  EXPECT_EQ(ask("SELECT 1").rows, 1U);
}

TEST(Query, MayRunInsideTheSinkOfAnother) {
  const auto done = engine().query("SELECT number FROM numbers(3)", {}, [](const Block& outer) -> Result<void> {
    const auto inner = query_all(engine(), "SELECT 5");
    EXPECT_TRUE(inner.has_value());
    EXPECT_EQ(outer.rows, 3U);
    return {};
  });
  EXPECT_TRUE(done.has_value());
}

TEST(Query, NamesWhatIsWrongWithTheSql) {
  EXPECT_EQ(code_of("SELECT FROM WHERE"), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of("SELECT nothing_like_it"), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of("SELECT * FROM no_such_table"), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of("SELECT no_such_function(1)"), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of("SELECT 'a' + 1"), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of("SELECT toUInt32('x')"), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of("SELECT 1; SELECT 2"), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of("SELECT tuple(1, 2)"), ErrorCode::invalid_argument);
}

TEST(Query, EndsAtItsLimits) {
  EXPECT_EQ(code_of("SELECT count() FROM system.numbers", {.max_time = Duration(50)}), ErrorCode::deadline);
  EXPECT_EQ(code_of("SELECT groupArray(number) FROM numbers(10000000)", {.max_memory = 20'000'000}),
            ErrorCode::deadline);
  EXPECT_EQ(code_of("SELECT number FROM numbers(100)", {.max_result_rows = 10}), ErrorCode::deadline);
  EXPECT_EQ(code_of("SELECT 1 UNION ALL SELECT 2", {.max_result_rows = 1}), ErrorCode::deadline);
  EXPECT_TRUE(query_all(engine(), "SELECT number FROM numbers(10)", {.max_result_rows = 10}).has_value());
}

TEST(Query, IsCancelledWhileItRuns) {
  const std::string sql = "SELECT count() FROM system.numbers WHERE sipHash64(number) = 70";
  std::stop_source source;
  const std::jthread canceller([&] {
    const auto running = "SELECT count() FROM system.processes WHERE query LIKE " + like_literal(sql, false, true);
    for (;;) {  // at the latest until the query's own limit
      const auto found = query_all(engine(), running);
      if (!found || found->get<std::uint64_t>(0).at(0) != 0) break;
      std::this_thread::yield();
    }
    source.request_stop();
  });
  QueryOptions options;
  options.stop = source.get_token();
  options.max_time = seconds(30);  // without the cancelling, this would be its end
  EXPECT_EQ(code_of(sql, options), ErrorCode::cancelled);
  EXPECT_EQ(ask("SELECT count() FROM system.processes WHERE query LIKE " + like_literal(sql, false, true))
                .get<std::uint64_t>(0)[0],
            0U);
}

TEST(Query, IsCancelledFromItsOwnSink) {
  std::stop_source source;
  QueryOptions options;
  options.stop = source.get_token();
  const auto done = engine().query("SELECT number FROM system.numbers", options, [&](const Block&) -> Result<void> {
    source.request_stop();
    return {};
  });
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, ErrorCode::cancelled);
}

TEST(Query, IsRefusedWhenAlreadyCancelled) {
  std::stop_source source;
  source.request_stop();
  QueryOptions options;
  options.stop = source.get_token();
  EXPECT_EQ(code_of("SELECT 1", options), ErrorCode::cancelled);
}

TEST(Query, RunsInManyThreadsAtOnce) {
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 20; ++t)
      threads.emplace_back([&right, t] {
        const auto block = query_all(engine(), "SELECT sum(number) + " + std::to_string(t) + " FROM numbers(1000)");
        if (block && block->get<std::uint64_t>(0).at(0) == 499500U + static_cast<unsigned>(t)) ++right;
      });
  }
  EXPECT_EQ(right, 20);
}

class Inserts : public testing::Test {
 protected:
  const std::string project = TestWarehouse::fresh_project();
  const std::string target = table(project, "notes");

  void SetUp() override {
    const auto made = engine().execute(
        "CREATE TABLE " + target +
        " (n UInt64, text LowCardinality(String), id UUID, at DateTime('UTC'), "
        "list Array(String), maybe Nullable(Float64), twice UInt64 DEFAULT n * 2) ENGINE = MergeTree ORDER BY n "
        "PARTITION BY toYYYYMM(at) SETTINGS non_replicated_deduplication_window=1000");
    ASSERT_TRUE(made.has_value()) << describe(made.error());
  }

  static Block numbers(std::vector<std::uint64_t> values) {
    Block block;
    block.rows = values.size();
    block.columns.push_back(Column{"n", std::move(values), {}, {}});
    return block;
  }
  std::uint64_t count() { return ask("SELECT count() FROM " + target).get<std::uint64_t>(0).at(0); }
};

TEST_F(Inserts, BringBackWhatWasGiven) {
  Block block = numbers({1, 2});
  block.columns.push_back(Column{"text", std::vector<std::string>{all_bytes(), ""}, {}, {}});
  block.columns.push_back(
      Column{"id",
             std::vector<std::string>{"00010203-0405-0607-0809-0a0b0c0d0e0f", "ffffffff-0000-0000-0000-000000000001"},
             {},
             {}});
  block.columns.push_back(Column{"at", std::vector<std::uint32_t>{0, 4294967295U}, {}, {}});
  block.columns.push_back(Column{"list", std::vector<std::string>{"a", "b", "c"}, {}, {2, 3}});
  block.columns.push_back(Column{"maybe", std::vector<double>{0, 1.5}, {1, 0}, {}});
  const auto done = engine().insert(target, block, "one");
  ASSERT_TRUE(done.has_value()) << describe(done.error());
  const auto back = ask("SELECT n, text, id, at, list, maybe, twice FROM " + target + " ORDER BY n");
  EXPECT_EQ(back.get<std::string>(1), std::get<std::vector<std::string>>(block.columns[1].values));
  EXPECT_EQ(back.get<std::string>(2), std::get<std::vector<std::string>>(block.columns[2].values));
  EXPECT_THAT(back.get<std::int64_t>(3), ElementsAre(0, 4294967295));
  EXPECT_THAT(back.get<std::string>(4), ElementsAre("a", "b", "c"));
  EXPECT_THAT(back.columns[4].offsets, ElementsAre(2, 3));
  EXPECT_THAT(back.columns[5].nulls, ElementsAre(1, 0));
  EXPECT_THAT(back.get<std::uint64_t>(6), ElementsAre(2, 4));
}

TEST_F(Inserts, AreStoredOncePerToken) {
  for (const auto* token : {"a", "a", "b", "a"}) ASSERT_TRUE(engine().insert(target, numbers({7}), token).has_value());
  EXPECT_EQ(count(), 2U);
}

TEST_F(Inserts, MaySpanMoreThanAHundredMonths) {
  Block block;
  std::vector<std::uint32_t> seconds;
  for (std::uint32_t month = 0; month < 120; ++month) seconds.push_back(month * 2'678'400);
  block.rows = seconds.size();
  block.columns.push_back(Column{"at", std::move(seconds), {}, {}});
  for (int i = 0; i < 2; ++i) {
    const auto done = engine().insert(target, block, "wide");
    ASSERT_TRUE(done.has_value()) << describe(done.error());
  }
  EXPECT_EQ(count(), 120U);
}

TEST_F(Inserts, RefuseWhatTheTableDoesNotHave) {
  Block block;
  block.rows = 1;
  block.columns.push_back(Column{"stranger", std::vector<std::uint64_t>{1}, {}, {}});
  const auto done = engine().insert(target, block, "x");
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, ErrorCode::invalid_argument);
  EXPECT_FALSE(engine().insert(table(project, "missing"), numbers({1}), "x").has_value());
  EXPECT_FALSE(engine().insert(target, numbers({1}), "").has_value());
  EXPECT_EQ(count(), 0U);
}

TEST_F(Inserts, StoreNothingOfABlockThatHasABadRow) {
  Block block = numbers({1, 2});
  block.columns.push_back(
      Column{"id", std::vector<std::string>{"00010203-0405-0607-0809-0a0b0c0d0e0f", "not a uuid"}, {}, {}});
  EXPECT_FALSE(engine().insert(target, block, "x").has_value());
  EXPECT_EQ(count(), 0U);
  EXPECT_TRUE(engine().insert(target, numbers({1}), "y").has_value());
  EXPECT_EQ(count(), 1U);
}

TEST_F(Inserts, ComeBackFromABackup) {
  ASSERT_TRUE(engine().insert(target, numbers({1, 2, 3}), "a").has_value());
  const auto file = TestWarehouse::folder() + "/" + project + ".tar";
  const auto saved = engine().backup(project, file);
  ASSERT_TRUE(saved.has_value()) << describe(saved.error());
  const auto again = engine().backup(project, file);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
  const auto dropped = engine().execute("DROP DATABASE " + identifier(project) + " SYNC");
  ASSERT_TRUE(dropped.has_value()) << describe(dropped.error());
  const auto restored = engine().restore(project, file);
  ASSERT_TRUE(restored.has_value()) << describe(restored.error());
  EXPECT_EQ(count(), 3U);
  ASSERT_TRUE(engine().insert(target, numbers({1, 2, 3}), "a").has_value());
  EXPECT_EQ(count(), 6U);  // the copy does not know the token
  EXPECT_FALSE(engine().restore(project, file).has_value());
  EXPECT_FALSE(engine().backup(project, TestWarehouse::folder() + "/x.zip").has_value());
}

TEST(Engine, NamesItself) { EXPECT_THAT(engine().version(), HasSubstr("chDB ")); }

TEST_F(Inserts, ThatAreDamagedOnDiskAreReported) {
  ASSERT_TRUE(engine().insert(target, numbers({1}), "a").has_value());
  ASSERT_TRUE(damaged_parts(engine())->empty());
  const auto part =
      ask("SELECT path FROM system.parts WHERE active AND database = " + quote(project) + " AND table = 'notes'")
          .get<std::string>(0)
          .at(0);
  ASSERT_TRUE(engine().execute("DETACH TABLE " + target + " SYNC").has_value());
  std::filesystem::resize_file(part + "/data.bin", 1);
  ASSERT_TRUE(engine().execute("ATTACH TABLE " + target).has_value());
  EXPECT_EQ(count(), 0U);
  const auto damaged = damaged_parts(engine());
  ASSERT_TRUE(damaged.has_value()) << describe(damaged.error());
  EXPECT_THAT(*damaged, ElementsAre(HasSubstr(project + ".notes: broken-on-start")));
  ASSERT_TRUE(engine().execute("DROP DATABASE " + identifier(project) + " SYNC").has_value());
}

TEST(Engine, SaysWhatIsMissing) {
  const auto opened = open_embedded({.library = TestWarehouse::folder() + "/nowhere.so", .folder = "unused"});
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, ErrorCode::io);
  EXPECT_THAT(opened.error().message, HasSubstr("THRONG_CHDB"));
}

TEST(Engine, RefusesAFolderInUse) {
  (void)engine();
  const auto opened = open_embedded({.folder = TestWarehouse::folder() + "/warehouse"});
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, ErrorCode::conflict);
  EXPECT_THAT(opened.error().message, HasSubstr(std::to_string(getpid())));
}

}  // namespace
}  // namespace throng::warehouse
