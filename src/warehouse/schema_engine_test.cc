// The tables of a project: made once, upgraded in steps, safe to interrupt, and true to what is put in.
#include "warehouse/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "warehouse/internal/schema_ddl.h"
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

// Passes everything on, but every call after the first `allowed` fails, as if the program had been killed there.
class Mortal final : public Warehouse {
 public:
  Mortal(Warehouse& real, int allowed) : real_(real), left_(allowed) {}
  Result<void> query(std::string_view sql, const QueryOptions& options,
                     FunctionRef<Result<void>(const Block&)> sink) override {
    THRONG_CHECK(live());
    return real_.query(sql, options, sink);
  }
  Result<void> insert(std::string_view name, const Block& block, std::string_view token) override {
    THRONG_CHECK(live());
    return real_.insert(name, block, token);
  }
  Result<void> execute(std::string_view sql) override {
    THRONG_CHECK(live());
    return real_.execute(sql);
  }
  Result<void> backup(std::string_view, const std::string&) override { return dead(); }
  Result<void> restore(std::string_view, const std::string&) override { return dead(); }
  std::string version() override { return real_.version(); }

 private:
  static std::unexpected<Error> dead() { return fail(ErrorCode::io, "killed"); }
  Result<void> live() {
    if (left_-- <= 0) return dead();
    return {};
  }
  Warehouse& real_;
  int left_;
};

TEST(Migrate, MakesEveryTableOnce) {
  const auto project = TestWarehouse::fresh_project();
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(migrate(engine(), project).has_value());
  EXPECT_THAT(
      ask("SELECT name FROM system.tables WHERE database = " + quote(project) + " ORDER BY name").get<std::string>(0),
      ElementsAre("events", "ids", "links", "memberships", "quarantine", "schema_versions", "settled"));
  EXPECT_EQ(ask("SELECT count() FROM " + table(project, "schema_versions")).get<std::uint64_t>(0)[0],
            static_cast<std::uint64_t>(schema_version()));
}

TEST(Migrate, FinishesWhatWasKilledAnywhere) {
  for (int allowed = 0;; ++allowed) {
    const auto project = "killed_" + std::to_string(allowed);
    Mortal mortal(engine(), allowed);
    const bool lived = migrate(mortal, project).has_value();
    const auto again = migrate(engine(), project);
    ASSERT_TRUE(again.has_value()) << allowed << ": " << describe(again.error());
    EXPECT_EQ(ask("SELECT count() FROM " + table(project, "schema_versions")).get<std::uint64_t>(0)[0],
              static_cast<std::uint64_t>(schema_version()));
    EXPECT_EQ(ask("SELECT * FROM " + table(project, "events")).rows, 0U);
    if (lived) break;
  }
}

TEST(Migrate, RefusesADatabaseOfANewerProgram) {
  const auto project = TestWarehouse::fresh_project();
  ASSERT_TRUE(
      engine().execute("INSERT INTO " + table(project, "schema_versions") + " (version) VALUES (9999)").has_value());
  const auto refused = migrate(engine(), project);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_THAT(refused.error().message, HasSubstr("9999"));
}

TEST(Migrate, RefusesNamesThatAreNone) {
  for (const std::string name :
       {"", "Shop", "1shop", "sh-op", "system", "default", "a`b", "shop.x", "a_name_that_is_longer_than_allowed"}) {
    const auto refused = migrate(engine(), name);
    ASSERT_FALSE(refused.has_value()) << name;
    EXPECT_EQ(refused.error().field, "id");
  }
}

TEST(Migrations, AreNumberedWithoutGaps) {
  int expected = 1;
  for (const auto& migration : internal::migrations("shop")) {
    EXPECT_EQ(migration.version, expected++);
    EXPECT_FALSE(migration.statements.empty());
  }
}

TEST(Tables, AreDurableAndRememberTokens) {
  const auto project = TestWarehouse::fresh_project();
  const auto made = ask("SELECT create_table_query FROM system.tables WHERE database = " + quote(project));
  ASSERT_EQ(made.rows, 7U);
  for (const auto& text : made.get<std::string>(0))
    for (const auto* setting : {"fsync_after_insert = 1", "fsync_part_directory = 1",
                                "min_rows_to_fsync_after_merge = 1", "min_compressed_bytes_to_fsync_after_merge = 1",
                                "non_replicated_deduplication_window = 10000", "cleanup_delay_period = 5"})
      EXPECT_THAT(text, HasSubstr(setting));
}

model::Event event_of(model::EventNumber number) {
  model::Event event;
  event.number = number;
  event.id.bytes = {0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, static_cast<std::uint8_t>(number)};
  event.person = 4'000'000'000U;
  event.time = from_ms(1'795'000'000'123);
  event.received = from_ms(1'795'000'000'456);
  event.name = "Order Completed";
  event.anonymous_id = "a'\\\n\x01";
  event.user_id = "用户";
  event.session = "s";
  event.channel = "direct";
  event.device = "mobile";
  event.os = "iOS";
  event.browser = "Safari";
  event.page = "/p";
  event.props = R"({"total":12.5})";
  return event;
}

TEST(EventsBlock, BringsBackEveryField) {
  const auto project = TestWarehouse::fresh_project();
  const std::vector<model::Event> events = {event_of(1), event_of(2)};
  const auto done = engine().insert(table(project, "events"), events_block(events), "b1");
  ASSERT_TRUE(done.has_value()) << describe(done.error());
  const auto back =
      ask("SELECT person, ts_ms, tie, toString(event_id), num, received_ms, toUInt64(toUnixTimestamp(ts)), event, "
          "anonymous_id, user_id, session, channel, device, os, browser, page, props FROM " +
          table(project, "events") + " ORDER BY num");
  ASSERT_EQ(back.rows, 2U);
  const auto& event = events[1];
  EXPECT_EQ(back.get<std::uint32_t>(0)[1], event.person);
  EXPECT_EQ(back.get<std::uint64_t>(1)[1], 1'795'000'000'123U);
  EXPECT_EQ(back.get<std::uint32_t>(2)[1], model::tie_of(event.id));
  EXPECT_EQ(back.get<std::string>(3)[1], model::to_text(event.id));
  EXPECT_EQ(back.get<std::uint64_t>(4)[1], 2U);
  EXPECT_EQ(back.get<std::uint64_t>(5)[1], 1'795'000'000'456U);
  EXPECT_EQ(back.get<std::uint64_t>(6)[1], 1'795'000'000U);
  const std::vector<std::string> texts = {event.name,   event.anonymous_id, event.user_id, event.session, event.channel,
                                          event.device, event.os,           event.browser, event.page,    event.props};
  for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(back.get<std::string>(7 + i)[1], texts[i]);
}

TEST(EventOrder, IsByteOrderOfIdsAndNeedsNoSort) {
  const auto project = TestWarehouse::fresh_project();
  std::vector<model::Event> events(3, event_of(0));
  for (std::size_t i = 0; i < events.size(); ++i) {
    events[i].number = i + 1;
    events[i].id.bytes = {1, 2, 3, 4, 5, 6, 7, static_cast<std::uint8_t>(9 - i), static_cast<std::uint8_t>(i * 100)};
  }
  ASSERT_TRUE(engine().insert(table(project, "events"), events_block(events), "b").has_value());
  const auto query = "SELECT num FROM " + table(project, "events") + " ORDER BY " + std::string(kEventOrder);
  EXPECT_THAT(ask(query).get<std::uint64_t>(0), ElementsAre(3, 2, 1));
  const auto plan = ask("SELECT explain FROM (EXPLAIN actions = 1 " + query + ") WHERE explain LIKE '%InOrder%'");
  EXPECT_EQ(plan.rows, 1U);
}

TEST(EventsBlock, TakesInstantsOutsideTheCalendarOfTheEngine) {
  const auto project = TestWarehouse::fresh_project();
  std::vector<model::Event> events = {event_of(1), event_of(2)};
  events[0].time = from_ms(-5);
  events[1].time = from_ms(9'000'000'000'000);  // the year 2255
  ASSERT_TRUE(engine().insert(table(project, "events"), events_block(events), "b").has_value());
  const auto back = ask("SELECT ts_ms, toUnixTimestamp(ts) FROM " + table(project, "events") + " ORDER BY ts_ms");
  EXPECT_THAT(back.get<std::uint64_t>(0), ElementsAre(0, 9'000'000'000'000));
  EXPECT_THAT(back.get<std::uint32_t>(1), ElementsAre(0, 4294967295U));
}

TEST(OtherBlocks, BringBackEveryField) {
  const auto project = TestWarehouse::fresh_project();
  const std::vector<IdRow> ids = {{7, model::IdKind::user, "ann", from_ms(5)}};
  const std::vector<model::Link> links = {{1, model::LinkKind::merge, 3, 4, 9, from_ms(6), "why"}};
  const std::vector<QuarantineRow> bad = {{from_ms(7), "http", "too_old", "time", "m", "{}", 12}};
  ASSERT_TRUE(engine().insert(table(project, "ids"), ids_block(ids), "1").has_value());
  ASSERT_TRUE(engine().insert(table(project, "links"), links_block(links), "1").has_value());
  ASSERT_TRUE(engine().insert(table(project, "quarantine"), quarantine_block(bad), "1").has_value());
  EXPECT_EQ(ask("SELECT 1 FROM " + table(project, "ids") +
                " WHERE person = 7 AND kind = 1 AND value = 'ann' AND first_seen_ms = 5")
                .rows,
            1U);
  EXPECT_EQ(ask("SELECT 1 FROM " + table(project, "links") +
                " WHERE id = 1 AND kind = 1 AND src = 3 AND dst = 4 AND target = 9 AND at_ms = 6 AND why = 'why'")
                .rows,
            1U);
  EXPECT_EQ(ask("SELECT 1 FROM " + table(project, "quarantine") +
                " WHERE at_ms = 7 AND source = 'http' AND reason = 'too_old' AND field = 'time' AND message = 'm' AND "
                "body = '{}' AND line = 12")
                .rows,
            1U);
}

}  // namespace
}  // namespace throng::warehouse
