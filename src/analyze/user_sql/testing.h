// For tests of this module: a small shop in the real engine, and its desk.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "analyze/user_sql/run.h"
#include "warehouse/schema.h"
#include "warehouse/testing.h"

namespace throng::analyze::user_sql::testing {

using warehouse::TestWarehouse;

inline model::Event event(model::PersonNumber person, std::int64_t ms, std::string name, std::string props = "{}") {
  model::Event e;
  e.id = model::event_id_from(name + std::to_string(ms) + std::to_string(person));
  e.person = person;
  e.time = e.received = from_ms(ms);
  e.name = std::move(name);
  e.user_id = "user" + std::to_string(person);
  e.props = std::move(props);
  return e;
}

inline constexpr std::int64_t kDay = 86'400'000;
inline constexpr std::int64_t kStart = 1'767'225'600'000;  // 2026-01-01T00:00:00Z

// Person 1 (also known as 2, until the link is undone) views twice, buys, and is on plan pro; person 3 views once.
class Shop {
 public:
  Shop() : project(TestWarehouse::fresh_project()) {
    const std::vector<model::Event> events = {
        event(1, kStart, "Viewed", R"({"price":3})"),
        event(2, kStart + kDay, "Viewed", R"({"price":4})"),
        event(1, kStart + 2 * kDay, "Bought", R"({"price":5.5,"tag":"x\ny"})"),
        event(1, kStart + 3 * kDay, "$identify", R"({"plan":"free","city":"Bern","age":30})"),
        event(2, kStart + 4 * kDay, "$identify", R"({"plan":"pro","city":null})"),
        event(3, kStart + 5 * kDay, "Viewed", R"({"price":1})"),
    };
    put("events", warehouse::events_block(events));
    using warehouse::IdRow;
    const std::vector<IdRow> ids = {{1, model::IdKind::user, "user1", from_ms(kStart)},
                                    {2, model::IdKind::anonymous, "web2", from_ms(kStart)},
                                    {3, model::IdKind::user, "user3", from_ms(kStart)}};
    put("ids", warehouse::ids_block(ids));
    link({1, model::LinkKind::merge, 2, 1, 0, from_ms(kStart), "m"});
  }

  void link(const model::Link& link) { put("links", warehouse::links_block(std::span(&link, 1))); }

  void put(const std::string& name, const warehouse::Block& block) {
    const auto done =
        TestWarehouse::shared().insert(warehouse::table(project, name), block, name + std::to_string(++inserts_));
    EXPECT_TRUE(done.has_value()) << describe(done.error());
  }

  std::string rows(const std::string& sql, std::uint32_t limit = 1000) {
    const auto answer = desk->ask({sql, limit}, {});
    if (answer) return answer->rows.text;
    ADD_FAILURE() << sql << "\n" << describe(answer.error());
    return {};
  }
  Error error(const std::string& sql) {
    const auto answer = desk->ask({sql, 1000}, {});
    EXPECT_FALSE(answer.has_value()) << sql << "\n" << answer->rows.text;
    return answer ? Error{} : answer.error();
  }

  std::string project;
  std::unique_ptr<UserSql> desk = std::make_unique<UserSql>(TestWarehouse::shared(), project, "Asia/Shanghai");

 private:
  int inserts_ = 0;
};

inline Shop& shop() {
  static Shop* only = new Shop;
  return *only;
}

}  // namespace throng::analyze::user_sql::testing
