// Roles and ready boards over HTTP, against the real engine: figures worked out by hand.
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

// The test's clock says 2027-01-15 08:00. ann and bob come on the 13th by search, cat on the 14th by mail; dan has been
// there for long, and brings no channel. ann signs up, invites twice and pays 30, bob joins; dan pays 20 + 10. bob
// came back on the 14th, cat on the 15th (not over).
constexpr std::string_view kShop = R"({"batch":[
{"type":"page","userId":"ann","messageId":"a1","timestamp":"2027-01-13T01:00:00Z","context":{"page":{"url":"https://s.example/x","path":"/x","referrer":"https://www.google.com/"}}},
{"type":"track","event":"Signed Up","userId":"ann","messageId":"a2","timestamp":"2027-01-13T01:10:00Z"},
{"type":"track","event":"Product List Viewed","userId":"ann","messageId":"a3","timestamp":"2027-01-13T01:11:00Z","properties":{"category":"tea"}},
{"type":"track","event":"Product Viewed","userId":"ann","messageId":"a4","timestamp":"2027-01-13T01:12:00Z"},
{"type":"track","event":"Order Placed","userId":"ann","messageId":"a5","timestamp":"2027-01-13T01:13:00Z"},
{"type":"track","event":"Order Paid","userId":"ann","messageId":"a6","timestamp":"2027-01-13T01:14:00Z","properties":{"amount":30,"weight":"1kg"}},
{"type":"track","event":"Invite Sent","userId":"ann","messageId":"a7","timestamp":"2027-01-13T01:15:00Z"},
{"type":"track","event":"Invite Sent","userId":"ann","messageId":"a8","timestamp":"2027-01-13T01:16:00Z"},
{"type":"page","userId":"bob","messageId":"b1","timestamp":"2027-01-13T02:00:00Z","context":{"page":{"url":"https://s.example/y","path":"/y","referrer":"https://www.google.com/"}}},
{"type":"track","event":"Product List Viewed","userId":"bob","messageId":"b2","timestamp":"2027-01-13T02:01:00Z","properties":{"category":"coffee"}},
{"type":"track","event":"Invite Accepted","userId":"bob","messageId":"b3","timestamp":"2027-01-14T02:02:00Z"},
{"type":"page","userId":"cat","messageId":"c1","timestamp":"2027-01-14T03:00:00Z","context":{"page":{"url":"https://s.example/x?utm_medium=email","path":"/x","search":"?utm_medium=email"}}},
{"type":"track","event":"Product Viewed","userId":"cat","messageId":"c2","timestamp":"2027-01-15T03:01:00Z"},
{"type":"track","event":"Signed Up","userId":"dan","messageId":"d0","timestamp":"2026-11-01T00:00:00Z"},
{"type":"track","event":"Order Paid","userId":"dan","messageId":"d1","timestamp":"2027-01-13T05:00:00Z","properties":{"amount":20}},
{"type":"track","event":"Order Paid","userId":"dan","messageId":"d2","timestamp":"2027-01-14T05:00:00Z","properties":{"amount":10}}]})";
constexpr std::string_view kRange = "range=%7B%22last%22%3A3%2C%22unit%22%3A%22day%22%7D";  // {"last":3,"unit":"day"}

class OperatingApi : public ::testing::Test {
 protected:
  OperatingApi() {
    const Answer answer =
        server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n", kShop));
    EXPECT_EQ(answer.status, 200) << answer.body;
    server.flush();
  }
  Json send(std::string_view method, const std::string& path, const Json& body = nullptr) {
    const Answer answer = server.ask(Role::analyst, method, path, body.is_null() ? "" : body.dump());
    EXPECT_EQ(answer.status, 200) << path << answer.body;
    return Json::parse(answer.body, nullptr, false);
  }
  // The model's answers by key, asked together.
  std::map<std::string, Json> answers_of(const std::string& model) {
    const Json board = send("GET", "/api/operating/" + model + "?" + std::string(kRange));
    std::vector<Json> asked;
    for (const Json& one : board["questions"]) {
      asked.push_back(one["now"]);
      asked.push_back(one["before"]);
    }
    const Json results = send("POST", "/api/ask/many", {{"questions", asked}})["results"];
    std::map<std::string, Json> answers;
    for (std::size_t i = 0; i < board["questions"].size(); ++i) {
      EXPECT_TRUE(results[2 * i + 1].contains("answer")) << results[2 * i + 1];
      answers[board["questions"][i]["key"]] = results[2 * i]["answer"]["answer"];
    }
    return answers;
  }
  static std::map<std::string, double> totals(const Json& trend) {
    std::map<std::string, double> out;
    for (const Json& series : trend["series"]) out[series["name"]] = series.value("total", -1.0);
    return out;
  }
  // "google:2>1" per group: label and counts of the steps.
  static std::vector<std::string> steps(const Json& funnel) {
    std::vector<std::string> out;
    for (const Json& group : funnel["groups"]) {
      std::string text = group["label"].get<std::string>() + ":";
      for (const Json& step : group["steps"]) text += " " + std::to_string(step["count"].get<int>());
      out.push_back(text);
    }
    return out;
  }

  TestServer server{&TestWarehouse::shared(), TestWarehouse::fresh_project()};
};

TEST_F(OperatingApi, RolesAreGuessedUntilSomebodySaysThem) {
  const Json guess = send("GET", "/api/roles");
  EXPECT_EQ(guess["confirmed"], false);
  EXPECT_EQ(guess["order"]["event"], "Order Placed");
  EXPECT_EQ(guess["paid"]["event"], "Order Paid");
  EXPECT_EQ(guess["revenue"], "amount");
  EXPECT_EQ(guess["scene_property"], "event.category");
  const Json said = send("PUT", "/api/roles", {{"paid", {{"event", "Order Paid"}}}, {"journey_days", 2}});
  EXPECT_EQ(said["confirmed"], true);
  EXPECT_EQ(said["by"], "analyst@test");
  EXPECT_EQ(said["at"], "2027-01-15T08:00:00.000Z");
  EXPECT_FALSE(said.contains("order"));
  const Json again = send("PUT", "/api/roles", {{"paid", {{"event", "Paid"}}}});
  EXPECT_EQ(send("GET", "/api/roles"), again);
  EXPECT_EQ(again["journey_days"], 7);
  EXPECT_EQ(send("DELETE", "/api/roles"), guess) << "guessed again";
}

TEST_F(OperatingApi, RefusesWhatCannotBeARole) {
  const auto field = [&](const Json& body) {
    const Answer answer = server.ask(Role::analyst, "PUT", "/api/roles", body.dump());
    EXPECT_EQ(answer.status, 400) << answer.body;
    return Json::parse(answer.body).value("field", "");
  };
  EXPECT_EQ(field({{"paid", Json::object()}}), "paid");
  EXPECT_EQ(field({{"activation_days", 0}}), "activation_days");
  EXPECT_EQ(field({{"channel", "price"}}), "channel");
  EXPECT_EQ(server.ask(Role::viewer, "PUT", "/api/roles", "{}").status, 403);
  EXPECT_EQ(server.ask(Role::viewer, "GET", "/api/operating/bcg").status, 404);
  EXPECT_EQ(server.ask(Role::viewer, "GET", "/api/operating/aarrr?range=soon").status, 400);
}

TEST_F(OperatingApi, AarrrCountsWhatTheDefinitionsSay) {
  const auto answers = answers_of("aarrr");
  EXPECT_THAT(steps(answers.at("acquisition")), ::testing::ElementsAre("organic_search: 2 2", "email: 1 1"));
  EXPECT_THAT(steps(answers.at("activation")), ::testing::ElementsAre("organic_search: 2 1", "email: 1 0"));
  EXPECT_EQ(answers.at("retention_1")["mean"][1], 0.5) << "bob of ann and bob; cat's day is not over";
  const auto revenue = totals(answers.at("revenue"));
  EXPECT_EQ(revenue.at("payers"), 2);
  EXPECT_EQ(revenue.at("active"), 4);
  EXPECT_EQ(revenue.at("revenue"), 60);
  EXPECT_EQ(revenue.at("arpu"), 15);
  EXPECT_EQ(revenue.at("arppu"), 30);
  EXPECT_EQ(revenue.at("paying"), 0.5);
  const auto referral = totals(answers.at("referral"));
  EXPECT_EQ(referral.at("inviters"), 1);
  EXPECT_EQ(referral.at("per_person"), 0.5);
  EXPECT_EQ(referral.at("acceptance"), 0.5);
  EXPECT_EQ(referral.at("k"), 0.25);
}

TEST_F(OperatingApi, CostsAreOfNewPersonsAndWorthOfThoseWhoCame30DaysBefore) {
  EXPECT_FALSE(answers_of("aarrr").at("cac")["series"][0].contains("cac")) << "nobody said what was paid";
  send("PUT", "/api/costs", Json::parse(R"({"rows":[{"day":"2027-01-13","channel":"organic_search","cost":30},
{"day":"2027-01-12","channel":"organic_search","cost":99}]})"));
  const auto answers = answers_of("aarrr");
  EXPECT_EQ(answers.at("cac")["series"][0]["cac"], 10) << "30 for ann, bob and cat";
  for (const Json& series : answers.at("cac_channel")["series"]) {
    if (series["label"] == "organic_search") {
      EXPECT_EQ(series["cac"], 15);
    }
  }
  EXPECT_TRUE(answers.at("ltv")["series"][0]["ltv"][30].is_null()) << "nobody came then";
}

TEST_F(OperatingApi, CspddFollowsPersonsFromChannelToPayment) {
  const auto answers = answers_of("cspdd");
  EXPECT_THAT(steps(answers.at("channel")), ::testing::ElementsAre("organic_search: 2 2 1 1 1", "email: 1 0 0 0 0"));
  EXPECT_THAT(steps(answers.at("scene")),
              ::testing::ElementsAre("$none: 1 0 0 0 0", "coffee: 1 1 0 0 0", "tea: 1 1 1 1 1"));
}

}  // namespace
}  // namespace throng::api
