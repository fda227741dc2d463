// The catalog and the plan over HTTP, against the real engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/testing/test_server.h"
#include "warehouse/testing.h"

namespace throng::api {
namespace {

using ledger::Role;
using testing::Answer;
using testing::request_text;
using testing::TestServer;
using warehouse::TestWarehouse;
using Json = nlohmann::json;

class CatalogApi : public ::testing::Test {
 protected:
  CatalogApi() {
    // The test's clock says 2027-01-15 08:00.
    collect(
        R"({"type":"track","event":"Order","userId":"ann","messageId":"m1","timestamp":"2027-01-15T07:00:00Z","properties":{"price":20,"tags":["a"],"when":"2027-01-01"}},
               {"type":"track","event":"Order","userId":"bob","messageId":"m2","timestamp":"2027-01-14T07:00:00Z","properties":{"price":"many"}},
               {"type":"track","event":"Look","userId":"ann","messageId":"m3","timestamp":"2026-01-14T07:00:00Z"})");
  }
  Json collect(const std::string& messages) {
    const Answer answer = server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n",
                                                  R"({"batch":[)" + messages + "]}"));
    EXPECT_EQ(answer.status, 200) << answer.body;
    server.flush();
    return Json::parse(answer.body);
  }
  Json get(const std::string& path) { return parsed(server.ask(Role::viewer, "GET", path)); }
  Json as_owner(std::string_view method, const std::string& path, const Json& body) {
    return parsed(server.ask(Role::owner, method, path, body.dump()));
  }
  static Json parsed(const Answer& answer) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    return Json::parse(answer.body, nullptr, false);
  }
  Json event(const std::string& name) {
    for (const Json& one : get("/api/catalog?days=2")["events"]) {
      if (one["name"] == name) return one;
    }
    return {};
  }

  std::string project = TestWarehouse::fresh_project();
  TestServer server{&TestWarehouse::shared(), project};
};

TEST_F(CatalogApi, TellsWhatThereIs) {
  const Json all = get("/api/catalog?days=2");
  EXPECT_EQ(all["days"], (Json{"2027-01-14T00:00:00.000Z", "2027-01-15T00:00:00.000Z"}));
  ASSERT_EQ(all["events"].size(), 2U);
  EXPECT_EQ(all["events"][0]["name"], "Order");
  EXPECT_EQ(all["events"][0]["days"], (Json{1, 1}));
  EXPECT_EQ(all["events"][1]["days"], (Json{0, 0}));
  EXPECT_EQ(all["events"][1]["events"], 1);
  EXPECT_EQ(all["events"][1]["last_seen"], "2026-01-14T07:00:00.000Z");
}

TEST_F(CatalogApi, TellsThePropertiesOfAnEvent) {
  const Json order = get("/api/catalog/event?name=Order");
  EXPECT_EQ(order["sampled"], 2);
  EXPECT_EQ(order["seen_ever"], true);
  ASSERT_EQ(order["properties"].size(), 3U);
  const Json& price = order["properties"][0];
  EXPECT_EQ(price["name"], "price");
  EXPECT_EQ(price["events"], 2);
  EXPECT_EQ(price["types"]["number"], 1);
  EXPECT_EQ(price["types"]["text"], 1);
  EXPECT_EQ(price["examples"], (Json{"20", "many"}));
  EXPECT_EQ(price["first_seen"], "2027-01-14T07:00:00.000Z");
  EXPECT_EQ(order["properties"][1]["types"]["list"], 1);
  EXPECT_EQ(order["properties"][2]["types"]["instant"], 1);
  EXPECT_EQ(server.ask(Role::viewer, "GET", "/api/catalog/event").status, 400);
}

TEST_F(CatalogApi, KeepsWhatPeopleSay) {
  as_owner("PUT", "/api/catalog/event",
           {{"name", "Order"},
            {"status", "expected"},
            {"owner", "shop"},
            {"description", "An order"},
            {"properties", {{"coupon", "which"}}},
            {"schema", {{"required", {"price"}}}}});
  const Json order = event("Order");
  EXPECT_EQ(order["status"], "expected");
  EXPECT_EQ(order["owner"], "shop");
  EXPECT_EQ(order["has_schema"], true);
  const Json detail = get("/api/catalog/event?name=Order");
  EXPECT_EQ(detail["schema"], Json::parse(R"({"required":["price"]})"));
  EXPECT_EQ(detail["properties"][3]["name"], "coupon");
  EXPECT_EQ(detail["properties"][3]["description"], "which");
  as_owner("PUT", "/api/catalog/event", {{"name", "Order"}});
  EXPECT_EQ(event("Order")["status"], "none");
  const Answer wrong = server.ask(Role::owner, "PUT", "/api/catalog/event",
                                  R"({"name":"A","schema":{"properties":{"p":{"type":"text"}}}})");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_EQ(Json::parse(wrong.body)["field"], "schema.properties.p.type");
}

TEST_F(CatalogApi, FollowsAPlan) {
  const Json plan = Json::parse(R"({"events":[{"name":"Order","schema":{"properties":{"price":{"type":"number"}}}}]})");
  EXPECT_EQ(as_owner("POST", "/api/catalog/plan", plan), (Json{{"added", 1}, {"changed", 0}, {"unchanged", 0}}));
  EXPECT_EQ(as_owner("POST", "/api/catalog/plan", plan)["unchanged"], 1);
  const std::string wrong =
      R"({"type":"track","event":"Order","userId":"ann","messageId":"m7","properties":{"price":"x"}})";
  collect(wrong);
  EXPECT_EQ(event("Order")["warned"], 1);
  const Json finding = get("/api/catalog/event?name=Order")["findings"][0];
  EXPECT_EQ(finding["reason"], "off_plan");
  EXPECT_EQ(finding["field"], "price");
  EXPECT_EQ(finding["times"], 1);

  as_owner("PUT", "/api/catalog/rules", {{"mismatch", "quarantine"}});
  EXPECT_EQ(collect(R"({"type":"track","event":"Order","userId":"ann","messageId":"m8","properties":{"price":"x"}})")
                ["quarantined"],
            1);
  EXPECT_EQ(event("Order")["quarantined"], 1);
  const Json reasons = get("/api/quarantine/reasons");
  ASSERT_EQ(reasons["reasons"].size(), 1U);
  EXPECT_EQ(reasons["reasons"][0]["reason"], "off_plan");
  EXPECT_EQ(get("/api/quarantine?event=Order")["total"], 1);
  EXPECT_EQ(get("/api/quarantine?event=Look")["total"], 0);

  as_owner("PUT", "/api/catalog/rules", {{"mismatch", "take"}});
  server.clock.advance(seconds(1));
  const Json job = as_owner("POST", "/api/quarantine/replay", {{"reason", "off_plan"}});
  server.jobs().wait();
  const Json ended = get("/api/jobs/" + job["id"].get<std::string>());
  EXPECT_EQ(ended["message"], "1 read, 1 accepted, 0 were there before, 0 kept aside again");
  server.flush();
  EXPECT_EQ(event("Order")["events"], 4);
  EXPECT_EQ(get("/api/quarantine")["total"], 0);
  EXPECT_EQ(get("/api/overview")["quarantined"], 0);
  EXPECT_EQ(get("/api/catalog/plan")["events"][0]["name"], "Order");
}

}  // namespace
}  // namespace throng::api
