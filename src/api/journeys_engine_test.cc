// Journeys over HTTP, against the real engine: from the draft to the persons behind the numbers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/testing/test_server.h"
#include "warehouse/testing.h"

namespace throng::api {
namespace {

using ledger::Role;
using testing::Answer;
using ::testing::HasSubstr;
using testing::request_text;
using ::testing::SizeIs;
using testing::TestServer;
using warehouse::TestWarehouse;
using Json = nlohmann::json;

class JourneysApi : public ::testing::Test {
 protected:
  JourneysApi() {
    collect(R"({"batch":[
      {"type":"identify","userId":"ann","messageId":"i1","traits":{"email":"ann@example.com","name":"Ann"}},
      {"type":"identify","userId":"bob","messageId":"i2","traits":{"email":"bob@example.com"}},
      {"type":"track","event":"Viewed","userId":"eve","messageId":"m3"}]})");
  }
  void collect(std::string_view batch) {
    const Answer answer =
        server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n", batch));
    EXPECT_EQ(answer.status, 200) << answer.body;
    server.flush();
  }
  void track(const std::string& user, const std::string& event) {
    collect(fmt::format(R"({{"batch":[{{"type":"track","event":"{}","userId":"{}","messageId":"t{}"}}]}})", event, user,
                        ++tracked));
  }
  static Json parsed(const Answer& answer) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    return Json::parse(answer.body, nullptr, false);
  }
  Json get(const std::string& path) { return parsed(server.ask(Role::viewer, "GET", path)); }
  Json send(std::string_view method, const std::string& path, const Json& body) {
    return parsed(server.ask(Role::analyst, method, path, body.dump()));
  }
  Json post(const std::string& path, const Json& body = Json::object()) { return send("POST", path, body); }
  Json refused(std::string_view method, const std::string& path, const Json& body = Json::object()) {
    const Answer answer = server.ask(Role::analyst, method, path, body.dump());
    EXPECT_GE(answer.status, 400) << answer.body;
    Json problem = Json::parse(answer.body);
    problem["status"] = answer.status;
    return problem;
  }
  std::string add_template() {
    return post("/api/templates",
                {{"name", "Hi"},
                 {"contents", Json::array({{{"language", "en"}, {"subject", "Hello"}, {"html", "<p>Hi</p>"}}})}})["id"];
  }
  Json welcome(const std::string& message, const std::string& name = "Welcome") {
    Json body = Json::parse(R"({"entry":{"event":{"event":"Added"}},"holdout_percent":0,"steps":[
      {"id":"hello","kind":"message","next":"buys","message":{"variants":[{"name":"A","message":""}]}},
      {"id":"buys","name":"Buys?","kind":"wait_for","wait_for":{"event":{"event":"Bought"},"timeout":"2h"}}]})");
    body["name"] = name;
    body["steps"][0]["message"]["variants"][0]["message"] = message;
    return body;
  }
  int number(const std::string& user) { return get("/api/persons?query=" + user)["persons"][0]["person"]; }

  TestServer server{&TestWarehouse::shared(), TestWarehouse::fresh_project()};
  int tracked = 0;
};

TEST_F(JourneysApi, OneIsDrawnPublishedAndWalked) {
  const Json made = post("/api/journeys", welcome(add_template()));
  const std::string id = made["id"], at = "/api/journeys/" + id;
  EXPECT_EQ(made["phase"], "draft");
  EXPECT_EQ(made["version"], 0);
  EXPECT_EQ(refused("POST", at + "/publish")["status"], 409);
  const Json started = post(at + "/start");
  EXPECT_EQ(started["phase"], "active");
  EXPECT_EQ(started["version"], 1);
  EXPECT_EQ(started["is_changed"], false);
  track("ann", "Added");
  track("bob", "Added");
  server.post();
  track("ann", "Bought");
  server.post();
  const Json numbers = get(at + "/numbers");
  EXPECT_EQ(numbers["standing"], Json::parse(R"([{"version":1,"step":"buys","held":false,"count":1}])"));
  EXPECT_THAT(numbers["visits"].dump(), HasSubstr(R"("outcome":"met")"));
  ASSERT_EQ(numbers["sends"].size(), 1U);
  EXPECT_EQ(numbers["sends"][0]["counts"][0]["state"], "sent");
  EXPECT_EQ(numbers["sends"][0]["counts"][0]["count"], 2);
  EXPECT_THAT(server.post(), SizeIs(2));
  const Json stand = get(at + "/persons?step=buys&standing=true");
  EXPECT_EQ(stand["total"], 1);
  EXPECT_EQ(stand["persons"][0]["user_ids"][0], "bob");
  EXPECT_EQ(get(at + "/persons?step=buys&outcome=met")["persons"][0]["user_ids"][0], "ann");
  EXPECT_EQ(get(at + "/persons?outcome=entered")["total"], 2);
  const Json view = get(at);
  EXPECT_EQ(view["entered"], 2);
  EXPECT_EQ(view["inside"], 1);
  const Json ways = get(fmt::format("/api/persons/{}/journeys", number("bob")))["ways"];
  ASSERT_EQ(ways.size(), 1U);
  EXPECT_EQ(ways[0]["name"], "Welcome");
  EXPECT_EQ(ways[0]["step_name"], "Buys?");
  EXPECT_EQ(get(fmt::format("/api/sends?person={}", number("bob")))["sends"][0]["campaign_name"], "Welcome");

  const Json stopped = post(at + "/stop");
  EXPECT_EQ(stopped["phase"], "ended");
  EXPECT_EQ(stopped["inside"], 0);
  EXPECT_EQ(refused("DELETE", at)["status"], 409);
}

TEST_F(JourneysApi, AChangeIsForThoseWhoEnterLater) {
  const std::string message = add_template();
  const std::string id = post("/api/journeys", welcome(message))["id"], at = "/api/journeys/" + id;
  post(at + "/start");
  track("ann", "Added");
  server.post();
  server.clock.advance(seconds(1));
  Json body = welcome(message);
  body["steps"] = Json::parse(R"([{"id":"out","kind":"exit"}])");
  EXPECT_EQ(send("PUT", at, body)["is_changed"], true);
  EXPECT_EQ(post(at + "/publish")["version"], 2);
  track("bob", "Added");
  server.post();
  EXPECT_EQ(get(at + "/persons?step=buys&standing=true&version=1")["total"], 1);
  EXPECT_EQ(get(at + "/persons?step=out&version=2")["persons"][0]["user_ids"][0], "bob");
  EXPECT_EQ(post(at + "/pause")["phase"], "paused");
  track("ann", "Bought");
  server.post();
  EXPECT_EQ(get(at)["inside"], 1) << "nobody moves";
  EXPECT_EQ(post(at + "/resume")["phase"], "active");
  server.post();
  EXPECT_EQ(get(at)["inside"], 0) << "what was done meanwhile counts";
  EXPECT_EQ(post(at + "/clone")["phase"], "draft");
}

TEST_F(JourneysApi, WhereStartsAreReviewedAChangeDoesNotGoRoundThat) {
  const std::string id = post("/api/journeys", welcome(add_template()))["id"], at = "/api/journeys/" + id;
  post(at + "/start");
  Json rules = get("/api/sending");
  for (const char* const shown : {"channels", "web_push_key", "public_url", "reports_url"}) rules.erase(shown);
  rules["review"] = true;
  EXPECT_EQ(server.ask(Role::owner, "PUT", "/api/sending", rules.dump()).status, 200);
  EXPECT_EQ(refused("POST", at + "/publish")["status"], 409);
  const std::string copy = post(at + "/clone")["id"];
  EXPECT_EQ(post("/api/journeys/" + copy + "/start")["phase"], "in_review");
  EXPECT_EQ(refused("POST", "/api/journeys/" + copy + "/approve")["status"], 403) << "who asked does not approve";
}

TEST_F(JourneysApi, NamesWhatIsWrong) {
  const std::string message = add_template();
  Json body = welcome("none");
  const std::string id = post("/api/journeys", body)["id"];
  EXPECT_EQ(refused("POST", "/api/journeys/" + id + "/start")["field"], "steps[0].message");
  body = welcome(message, "Two");
  body["steps"][0]["message"]["topic"] = "news";
  EXPECT_EQ(refused("POST", "/api/journeys", body)["field"], "steps[0].message.topic");
  body = welcome(message, "Two");
  body["entry"]["audience"] = {{"in_segment", "none"}};
  EXPECT_EQ(refused("POST", "/api/journeys", body)["field"], "entry.audience");
  body = welcome(message, "Two");
  body["steps"].push_back({{"id", "lost"}, {"kind", "exit"}});
  const std::string drawn = post("/api/journeys", body)["id"];
  EXPECT_EQ(refused("POST", "/api/journeys/" + drawn + "/start")["field"], "steps[2]") << "a draft may be unfinished";
  send("DELETE", "/api/journeys/" + drawn, Json::object());
}

TEST_F(JourneysApi, IsRehearsedAsADraft) {
  for (const char* user : {"ann", "bob"}) track(user, "Added");
  track("ann", "Bought");
  const Json journey = welcome(add_template());
  const Json went = post("/api/journeys/rehearse?days=7", journey);
  EXPECT_EQ(went["would_enter"], 2);
  EXPECT_THAT(went["visits"].dump(), HasSubstr(R"("outcome":"met")"));
  EXPECT_EQ(went["standing"], Json::parse(R"([{"step":"buys","count":1}])"));
  const Json one = post(fmt::format("/api/journeys/rehearse?person={}", number("ann")), journey);
  EXPECT_EQ(one["trail"].back()["outcome"], "end");
}

}  // namespace
}  // namespace throng::api
