// Targeting and the playbook over HTTP, against the real engine: three buyers and somebody who only looks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/testing/test_server.h"
#include "audience/recompute.h"
#include "warehouse/testing.h"

namespace throng::api {
namespace {

using ledger::Role;
using testing::Answer;
using testing::request_text;
using testing::TestServer;
using warehouse::TestWarehouse;
using Json = nlohmann::json;

// The test's clock says 2027-01-15 08:00.
constexpr std::string_view kShop = R"({"batch":[
{"type":"track","event":"Order Completed","userId":"ann","messageId":"m1","timestamp":"2027-01-14T07:00:00Z","properties":{"revenue":100,"coupon":"A"}},
{"type":"identify","userId":"ann","messageId":"m2","timestamp":"2027-01-14T07:00:00Z","traits":{"email":"a@b.example"}},
{"type":"track","event":"Order Completed","userId":"bob","messageId":"m3","timestamp":"2027-01-10T07:00:00Z","properties":{"revenue":20}},
{"type":"track","event":"Order Completed","userId":"bob","messageId":"m4","timestamp":"2026-10-01T07:00:00Z","properties":{"revenue":500}},
{"type":"track","event":"Order Completed","userId":"cat","messageId":"m5","timestamp":"2026-11-01T07:00:00Z","properties":{"revenue":5}},
{"type":"track","event":"See","userId":"dan","messageId":"m6","timestamp":"2027-01-14T07:00:00Z","properties":{}}]})";

class TargetingApi : public ::testing::Test {
 protected:
  TargetingApi() {
    collect(kShop);
    everyone = segment("Everyone", R"({"all":[]})");
    buyers = segment("Buyers", R"({"did":{"event":"Order Completed"}})");
    others = segment("Others", R"({"not":{"in_segment":")" + buyers + R"("}})");
  }
  void collect(std::string_view batch) {
    const Answer answer =
        server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n", batch));
    EXPECT_EQ(answer.status, 200) << answer.body;
    server.flush();
  }
  static Json parsed(const Answer& answer) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    return Json::parse(answer.body, nullptr, false);
  }
  Json get(const std::string& path) { return parsed(server.ask(Role::viewer, "GET", path)); }
  std::string segment(const std::string& name, const std::string& filter) {
    const std::string body = R"({"name":")" + name + R"(","filter":)" + filter + "}";
    return parsed(server.ask(Role::analyst, "POST", "/api/segments", body))["id"];
  }
  Json target(const Json& response, const std::string& name, const std::string& layer = "") {
    for (const Json& one : response["audiences"])
      if (one["name"] == name && one["layer"] == layer) return one;
    ADD_FAILURE() << "no " << name << " in " << response;
    return {};
  }
  static std::string order(const Json& response) {
    std::string text;
    for (const Json& one : response["audiences"]) text += one["name"].get<std::string>() + " ";
    return text;
  }
  void recompute() {
    const ledger::Job job{.request = R"({"objects":[]})"};
    const auto done = audience::recompute(server.audience(), Calendar::utc(),
                                          {job, server.clock.now(), {}, [](std::uint64_t, std::uint64_t) {}});
    EXPECT_TRUE(done) << describe(done.error());
  }

  TestServer server{&TestWarehouse::shared(), TestWarehouse::fresh_project()};
  std::string everyone, buyers, others;
};

TEST_F(TargetingApi, FiguresAreThoseOfTheMembers) {
  const Json response = get("/api/targeting");
  EXPECT_EQ(response["total"], 3);
  const Json of_buyers = target(response, "Buyers");
  EXPECT_EQ(of_buyers["persons"], 3);
  EXPECT_EQ(of_buyers["buyers"], 2) << "cat bought before these 30 days";
  EXPECT_EQ(of_buyers["revenue"], 120.0) << "so did bob, once";
  EXPECT_EQ(of_buyers["reachable"], 1);
  EXPECT_EQ(of_buyers["reached"][0], (Json{{"channel", "email"}, {"persons", 1}}));
  const Json of_others = target(response, "Others");
  EXPECT_EQ(of_others["persons"], 1) << "what builds on another segment is worked out too";
  EXPECT_EQ(of_others["parts"][3]["value"], 0.0);
  EXPECT_FALSE(of_others.contains("days_ago_7"));
  EXPECT_TRUE(response["missing"].empty());
  EXPECT_EQ(response["channels"][0]["traits"], Json::array({"email"}));
}

TEST_F(TargetingApi, WeightsDecideTheOrderAndPartsSumToTheScore) {
  EXPECT_EQ(order(get("/api/targeting?size=1&growth=0&value=0&conversion=0&reach=0")), "Everyone Buyers Others ");
  EXPECT_EQ(order(get("/api/targeting?size=0&growth=0&value=1&conversion=0&reach=0")), "Buyers Everyone Others ");
  const Json best = get("/api/targeting?size=3&value=7")["audiences"][0];
  double sum = 0;
  for (const Json& part : best["parts"]) sum += part.value("part", 0.0);
  EXPECT_NEAR(best["score"], sum, 1e-12);
  EXPECT_EQ(server.ask(Role::viewer, "GET", "/api/targeting?size=101").status, 400);
  EXPECT_EQ(server.ask(Role::viewer, "GET", "/api/targeting?growth_days=8").status, 400);
}

TEST_F(TargetingApi, LayersAreAudiencesTooAndGrowthIsAgainstKeptVersions) {
  parsed(server.ask(Role::analyst, "POST", "/api/layers",
                    R"({"name":"Value","kind":"value","rest":"never","number":{"statistic":{"match":{"event":
    "Order Completed"},"measure":"sum","property":"revenue"},"layers":[{"name":"high","at_least":50},{"name":"low"}]}})"));
  server.clock.set(server.clock.now() - days(8));
  recompute();
  server.clock.set(server.clock.now() + days(8));
  collect(
      R"({"batch":[{"type":"track","event":"See","userId":"eve","messageId":"m9","timestamp":"2027-01-15T07:00:00Z"}]})");
  const Json response = get("/api/targeting");
  EXPECT_EQ(response["total"], 6);
  EXPECT_EQ(target(response, "Everyone")["days_ago_7"], (Json{{"day", "2027-01-07"}, {"persons", 4}}));
  EXPECT_EQ(target(response, "Everyone")["parts"][1]["value"], 0.25);
  EXPECT_FALSE(target(response, "Everyone").contains("days_ago_30"));
  EXPECT_EQ(target(response, "Value", "high")["persons"], 2);
  EXPECT_EQ(target(response, "Value", "high")["revenue"], 120.0);
  EXPECT_EQ(target(response, "Value", "never")["days_ago_7"]["persons"], 1);
  EXPECT_FALSE(target(get("/api/targeting?growth_days=30"), "Everyone")["parts"][1].contains("value"));
}

TEST_F(TargetingApi, ThePlaybookSaysWhoFitsAndWhatIsMissing) {
  const Json response = get("/api/playbook");
  EXPECT_EQ(response["everyone"], 4);
  EXPECT_GE(response["plays"].size(), 8U);
  const auto play = [&](const std::string& key) {
    for (const Json& one : response["plays"])
      if (one["key"] == key) return one;
    return Json();
  };
  EXPECT_EQ(play("lapsed_buyers")["persons"], 1) << "cat";
  EXPECT_EQ(play("only_with_coupons")["persons"], 1) << "ann; the coupon was found among the properties";
  EXPECT_EQ(play("inviters")["missing"], Json::array({"invite"}));
  EXPECT_FALSE(play("inviters").contains("filter"));
  EXPECT_EQ(play("browsers_of_a_category")["missing"], Json::array({"view", "category"}));
  // What a play says can be kept as a segment, and that has as many members.
  const std::string kept = segment("Kept", play("lapsed_buyers")["filter"].dump());
  EXPECT_EQ(get("/api/segments/" + kept)["persons"], 1);
}

}  // namespace
}  // namespace throng::api
