// Saved things over HTTP, against the real engine: a shop of a few events.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/testing/test_server.h"
#include "board/post.h"
#include "warehouse/testing.h"

namespace throng::api {
namespace {

using ledger::Role;
using testing::Answer;
using testing::request_text;
using testing::TestServer;
using warehouse::TestWarehouse;
using Json = nlohmann::json;

// The test's clock says 2027-01-15 08:00. Viewed: twice today, once yesterday (by a phone).
constexpr std::string_view kShop = R"({"batch":[
{"type":"track","event":"Viewed","userId":"ann","messageId":"m1","timestamp":"2027-01-15T07:00:00Z","properties":{"by":"web"}},
{"type":"track","event":"Viewed","userId":"ann","messageId":"m2","timestamp":"2027-01-15T07:03:00Z","properties":{"by":"web"}},
{"type":"track","event":"Viewed","userId":"bob","messageId":"m3","timestamp":"2027-01-14T07:00:00Z","properties":{"by":"phone"}}]})";

constexpr std::string_view kViews = R"({"series":[{"match":{"event":"Viewed"},"measure":"total"}]})";

class SavedApi : public ::testing::Test {
 protected:
  SavedApi() {
    const Answer answer =
        server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n", kShop));
    EXPECT_EQ(answer.status, 200) << answer.body;
    server.flush();
  }
  Json get(const std::string& path) { return parsed(server.ask(Role::viewer, "GET", path)); }
  Json send(std::string_view method, const std::string& path, const Json& body) {
    return parsed(server.ask(Role::analyst, method, path, body.dump()));
  }
  Json post(const std::string& path, const Json& body) { return send("POST", path, body); }
  std::string field_of(const std::string& path, const Json& body) {
    const Answer answer = server.ask(Role::analyst, "POST", path, body.dump());
    EXPECT_GE(answer.status, 400) << answer.body;
    return Json::parse(answer.body).value("field", "");
  }
  static Json parsed(const Answer& answer) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    return Json::parse(answer.body, nullptr, false);
  }
  static Json views() { return Json::parse(kViews); }

  TestServer server{&TestWarehouse::shared(), TestWarehouse::fresh_project()};
};

TEST_F(SavedApi, ReportsAreSavedListedChangedAndDeleted) {
  const Json made = post(
      "/api/reports", {{"name", "Views"}, {"analysis", "trend"}, {"question", views()}, {"chart", {{"shape", "bar"}}}});
  const std::string path = "/api/reports/" + made["id"].get<std::string>();
  EXPECT_EQ(made["owner"], "analyst@test");
  EXPECT_EQ(made["question"]["bucket"], "day") << "in canonical form";
  EXPECT_EQ(get(path), made);
  EXPECT_EQ(get("/api/reports")["reports"], Json::array({made}));
  const Json renamed = send("PUT", path, {{"name", "All views"}, {"analysis", "trend"}, {"question", views()}});
  EXPECT_EQ(renamed["name"], "All views");
  EXPECT_EQ(renamed["chart"], Json::object());
  EXPECT_EQ(field_of("/api/reports", {{"name", "All views"}, {"analysis", "trend"}, {"question", views()}}), "name");
  EXPECT_EQ(field_of("/api/reports", {{"name", "x"}, {"analysis", "trend"}, {"question", {{"bucket", "eon"}}}}),
            "question.bucket");
  EXPECT_EQ(field_of("/api/reports", {{"name", ""}, {"analysis", "trend"}, {"question", views()}}), "name");
  EXPECT_EQ(field_of("/api/reports", {{"name", "x"}, {"question", views()}}), "analysis");
  send("DELETE", path, Json::object());
  EXPECT_EQ(server.ask(Role::viewer, "GET", path).status, 404);
}

TEST_F(SavedApi, BoardsKeepTheirTilesFilterAndRange) {
  const Json board = {{"name", "Daily"},
                      {"tiles", Json::array({{{"report", "abc"}, {"x", 0}, {"y", 0}, {"w", 6}, {"h", 5}},
                                             {{"text", "# <b>"}, {"x", 6}}})},
                      {"filter", {{"event", "by"}, {"op", "is"}, {"value", "web"}}},
                      {"range", {{"last", 7}, {"unit", "day"}}},
                      {"refresh_seconds", 60}};
  const Json made = post("/api/boards", board);
  EXPECT_EQ(made["filter"], board["filter"]);
  EXPECT_EQ(made["range"], board["range"]);
  EXPECT_EQ(made["tiles"][1]["text"], "# <b>");
  EXPECT_EQ(made["tiles"][1]["w"], 6);
  EXPECT_EQ(get("/api/boards/" + made["id"].get<std::string>()), made);
  EXPECT_EQ(field_of("/api/boards", {{"name", "x"}, {"tiles", Json::array({{{"text", "a"}, {"x", 12}}})}}),
            "tiles[0].x");
  EXPECT_EQ(field_of("/api/boards", {{"name", "x"}, {"filter", {{"never", 1}}}}).substr(0, 6), "filter");
}

TEST_F(SavedApi, ManyQuestionsAreAskedUnderOneFilterAndRange) {
  const Json ask = {{"questions", Json::array({{{"analysis", "trend"}, {"question", views()}},
                                               {{"analysis", "segment"},
                                                {"question", {{"filter", {{"did", {{"event", "Viewed"}}}}}}}},
                                               {{"analysis", "magic"}, {"question", Json::object()}}})}};
  const Json plain = post("/api/ask/many", ask)["results"];
  ASSERT_EQ(plain.size(), 3U);
  EXPECT_EQ(plain[0]["answer"]["answer"]["series"][0]["total"], 3);
  EXPECT_EQ(plain[1]["answer"]["answer"]["persons"], 2);
  EXPECT_EQ(plain[2]["problem"]["field"], "analysis");
  EXPECT_TRUE(plain[2]["question"].is_null());
  Json narrow = ask;
  narrow["filter"] = {{"event", "by"}, {"op", "is"}, {"value", "web"}};
  narrow["range"] = {{"last", 1}, {"unit", "day"}};
  const Json narrowed = post("/api/ask/many", narrow)["results"];
  EXPECT_EQ(narrowed[0]["answer"]["answer"]["series"][0]["total"], 2);
  EXPECT_EQ(narrowed[0]["question"]["range"], narrow["range"]);
  EXPECT_EQ(narrowed[1]["problem"]["status"], 400) << "a segment knows no properties of events";
  // The question that comes back finds the persons behind its numbers.
  const Json persons = post("/api/ask/persons", {{"analysis", "trend"}, {"question", narrowed[0]["question"]}});
  EXPECT_EQ(persons["total"], 1);
  EXPECT_EQ(field_of("/api/ask/many", {{"questions", Json(51, ask["questions"][0])}}), "questions");
}

TEST_F(SavedApi, AnnotationsComeInOrderWithTheirInstants) {
  post("/api/annotations", {{"name", "later"}, {"at", "2027-01-15T06:00:00Z"}, {"color", "red"}});
  post("/api/annotations", {{"name", "first"}, {"at", "2027-01-15"}});
  const Json all = get("/api/annotations")["annotations"];
  EXPECT_EQ(all[0]["name"], "first");
  EXPECT_EQ(all[0]["instant"], "2027-01-15T00:00:00.000Z");
  EXPECT_EQ(all[1]["color"], "red");
  EXPECT_EQ(field_of("/api/annotations", {{"name", "x"}, {"at", "soon"}}), "at");
}

TEST_F(SavedApi, GoalsKnowHowFarTheyAre) {
  const Json goal = {
      {"name", "Ten views"}, {"question", views()}, {"target", 10}, {"start", "2027-01-14"}, {"due", "2027-01-17"}};
  const Json made = post("/api/goals", goal);
  // 32 of 96 hours are gone.
  EXPECT_EQ(made["progress"]["value"], 3);
  EXPECT_NEAR(made["progress"]["expected"].get<double>(), 10.0 / 3, 1e-9);
  EXPECT_NEAR(made["progress"]["projected"].get<double>(), 9, 1e-9);
  EXPECT_EQ(made["progress"]["state"], "behind");
  EXPECT_EQ(get("/api/goals")["goals"][0]["progress"]["value"], 3);
  const Json course = get("/api/goals/" + made["id"].get<std::string>() + "/course")["points"];
  ASSERT_EQ(course.size(), 2U);
  EXPECT_EQ(course[0]["at"], "2027-01-15T00:00:00.000Z");
  EXPECT_EQ(course[0]["value"], 1);
  EXPECT_EQ(course[0]["expected"], 2.5);
  EXPECT_EQ(course[1]["value"], 3);
  Json bad = goal;
  bad["due"] = "2026-01-01";
  EXPECT_EQ(field_of("/api/goals", bad), "due");
}

// Keeps what it is given, or refuses it.
class BoxMailer final : public outbound::Mailer {
 public:
  Result<void> send(const outbound::Mail& mail) override {
    if (refuses) return fail(ErrorCode::io, "the server says no");
    mails.push_back(mail);
    return {};
  }
  bool refuses = false;
  std::vector<outbound::Mail> mails;
};

TEST_F(SavedApi, AlertsAreLookedAtAndRememberIt) {
  const Json made =
      post("/api/alerts",
           {{"name", "Views"}, {"question", views()}, {"rule", "threshold"}, {"side", "above"}, {"bound", 0}});
  EXPECT_FALSE(made.contains("last"));
  const std::string path = "/api/alerts/" + made["id"].get<std::string>();
  const Json looked = post(path + "/look", Json::object());
  EXPECT_EQ(looked["last"]["state"], "firing");
  EXPECT_EQ(looked["last"]["value"], 1) << "yesterday is the last day that is over";
  EXPECT_EQ(looked["last"]["bucket"], "2027-01-14T00:00:00.000Z");
  EXPECT_EQ(get(path + "/history")["looks"].size(), 1U);
  EXPECT_EQ(get("/api/alerts")["alerts"][0]["last"]["state"], "firing");
  EXPECT_EQ(field_of("/api/alerts", {{"name", "x"}, {"question", views()}, {"rule", "anomaly"}, {"bound", -1}}),
            "bound");
  send("DELETE", path, Json::object());
  EXPECT_EQ(server.ask(Role::viewer, "GET", path + "/history").status, 404);
}

TEST_F(SavedApi, TheWatchLooksOncePerBucketAndTellsChanges) {
  post("/api/alerts", {{"name", "Views"}, {"question", views()}, {"bound", 1}});  // above 1
  post("/api/alerts", {{"name", "Off"}, {"question", views()}, {"bound", 0}, {"enabled", false}});
  Json broken = views();
  broken["series"][0]["match"]["where"] = {{"in_segment", "gone"}};
  post("/api/alerts", {{"name", "Broken"}, {"question", broken}, {"bound", 0}});
  std::vector<std::string> told;
  board::WatchPlace place{&server.db(),
                          server.sources(),
                          &server.audience(),
                          Calendar::utc(),
                          {},
                          [&](const ledger::Saved& alert, const board::AlertFinding& found) {
                            told.push_back(alert.name + " " + std::string(json::enum_text(found.state)));
                          }};
  EXPECT_EQ(*board::look_at_alerts(place, server.clock.now()), 2U);
  EXPECT_TRUE(told.empty()) << "one view yesterday";
  EXPECT_EQ(*board::look_at_alerts(place, server.clock.now() + hours(3)), 1U) << "only what failed again";
  EXPECT_EQ(*board::look_at_alerts(place, server.clock.now() + days(1)), 2U);
  EXPECT_EQ(told, std::vector<std::string>{"Views firing"}) << "two views on the next day";
  EXPECT_EQ(*board::look_at_alerts(place, server.clock.now() + days(2)), 2U);
  EXPECT_EQ(told.back(), "Views ok");
  // What cannot be said changes nothing: it fires, then there is no statement, then it still fires.
  const auto alerts = *ledger::list_saved(server.db(), server.sources().project, ledger::SavedKind::alert);
  const auto views_alert = *std::ranges::find(alerts, "Views", &ledger::Saved::name);
  for (const board::AlertState state : {board::AlertState::firing, board::AlertState::no_data})
    ASSERT_TRUE(ledger::add_saved_event(
        server.db(), {views_alert.id, server.clock.now(), json::to_string(board::AlertFinding{.state = state})}));
  told.clear();
  EXPECT_TRUE(board::look_at(place, views_alert, server.clock.now() + days(1), {}));
  EXPECT_TRUE(told.empty());
  for (const Json& alert : get("/api/alerts")["alerts"]) {
    if (alert["name"] == "Broken") EXPECT_EQ(alert["last"]["state"], "failed");
    if (alert["name"] == "Off") EXPECT_FALSE(alert.contains("last"));
  }
}

TEST_F(SavedApi, WhatAnAlertFoundIsMailedAgainUntilItIsTakenOrGivenUp) {
  const std::string id =
      post("/api/alerts",
           {{"name", "Views"}, {"question", views()}, {"bound", 1}, {"recipients", {"ann@shop.example"}}})["id"];
  BoxMailer box;
  const board::WatchPlace place{&server.db(),
                                server.sources(),
                                &server.audience(),
                                Calendar::utc(),
                                {&box, [](const std::string&) { return board::MailPlace{}; }},
                                {}};
  const auto told = [&] { return *board::history_of<board::AlertFinding>(server.db(), id, 10)->at(0).event.told; };
  const Instant fires = server.clock.now() + days(1);
  box.refuses = true;
  EXPECT_EQ(*board::look_at_alerts(place, fires), 1U);
  EXPECT_EQ(told().message, "the server says no");
  box.refuses = false;
  EXPECT_EQ(*board::look_at_alerts(place, fires + hours(1)), 0U) << "the bucket was looked at";
  ASSERT_EQ(box.mails.size(), 1U);
  EXPECT_THAT(box.mails[0].subject, ::testing::HasSubstr("Alert fires"));
  EXPECT_THAT(box.mails[0].text, ::testing::HasSubstr("Of: 2027-01-15\nValue: 2\n")) << "what was found then";
  EXPECT_TRUE(told().sent);
  EXPECT_EQ(told().tries, 2U);
  EXPECT_EQ(*board::look_at_alerts(place, fires + hours(2)), 0U);
  EXPECT_EQ(box.mails.size(), 1U) << "once";
  box.refuses = true;
  for (int i = 0; i < 12; ++i) EXPECT_TRUE(board::look_at_alerts(place, fires + days(1) + hours(i)));
  EXPECT_EQ(told().tries, board::kMostTries);
  box.refuses = false;
  EXPECT_TRUE(board::look_at_alerts(place, fires + days(1) + hours(13)));
  EXPECT_EQ(box.mails.size(), 1U) << "given up";
}

class Subscriptions : public SavedApi {
 protected:
  Subscriptions() {
    const Json report = post("/api/reports", {{"name", "Views"}, {"analysis", "trend"}, {"question", views()}});
    const Json gone = post("/api/reports", {{"name", "Gone"}, {"analysis", "trend"}, {"question", views()}});
    const Json tiles = Json::array({{{"report", report["id"]}, {"x", 0}, {"y", 5}},
                                    {{"text", "Good morning"}, {"x", 0}, {"y", 0}},
                                    {{"report", gone["id"]}, {"x", 0}, {"y", 9}}});
    board_id =
        post("/api/boards", {{"name", "Daily"}, {"tiles", tiles}, {"range", {{"last", 2}, {"unit", "day"}}}})["id"];
    send("DELETE", "/api/reports/" + gone["id"].get<std::string>(), Json::object());
  }
  Json wanted() {
    return {{"name", "Every day"},
            {"board", board_id},
            {"rhythm", "daily"},
            {"hour", 9},
            {"recipients", {"ann@shop.example"}}};
  }
  board::PostPlace place() {
    return {&server.db(), server.sources(), &server.audience(), Calendar::utc(), {&box, [](const std::string& owner) {
                                                                                    return board::MailPlace{.project =
                                                                                                                owner};
                                                                                  }}};
  }
  std::string board_id;
  BoxMailer box;
};

TEST_F(Subscriptions, AreSavedAndNameWhatIsWrong) {
  const Json made = post("/api/subscriptions", wanted());
  EXPECT_EQ(made["next"], "2027-01-15T09:00:00.000Z");
  EXPECT_FALSE(made.contains("last"));
  const std::string path = "/api/subscriptions/" + made["id"].get<std::string>();
  EXPECT_EQ(get("/api/subscriptions")["subscriptions"].size(), 1U);
  Json bad = wanted();
  bad["recipients"] = {"nobody"};
  EXPECT_EQ(field_of("/api/subscriptions", bad), "recipients[0]");
  const Answer no_mail = server.ask(Role::analyst, "POST", path + "/send", "{}");
  EXPECT_EQ(no_mail.status, 409) << no_mail.body;
  EXPECT_THAT(no_mail.body, ::testing::HasSubstr("[smtp]"));
  EXPECT_EQ(get(path + "/history")["sendings"][0]["sent"], false);
  EXPECT_EQ(server.ask(Role::viewer, "POST", path + "/send", "{}").status, 403);
}

TEST_F(Subscriptions, GoOutOncePerTime) {
  post("/api/subscriptions", wanted());
  Json off = wanted();
  off["name"] = "Off";
  off["enabled"] = false;
  post("/api/subscriptions", off);
  EXPECT_EQ(*board::send_due(place(), server.clock.now()), 0U) << "8 o'clock";
  EXPECT_EQ(*board::send_due(place(), server.clock.now() + hours(1)), 1U);
  EXPECT_EQ(*board::send_due(place(), server.clock.now() + hours(2)), 0U);
  EXPECT_EQ(*board::send_due(place(), server.clock.now() + hours(25)), 1U);
  ASSERT_EQ(box.mails.size(), 2U);
  const outbound::Mail& mail = box.mails[0];
  EXPECT_EQ(mail.subject, "[analyst@test] Daily");
  EXPECT_THAT(mail.text, ::testing::HasSubstr("Good morning\n\n## Views\n2027-01-14: 1\n2027-01-15: 2\n"));
  EXPECT_THAT(mail.text, ::testing::Not(::testing::HasSubstr("Gone")));
  EXPECT_EQ(mail.images.size(), 1U);
}

TEST_F(Subscriptions, AreTriedAgainAfterAFailureAndThenGivenUp) {
  const Json made = post("/api/subscriptions", wanted());
  box.refuses = true;
  const Instant due = server.clock.now() + hours(1);
  EXPECT_EQ(*board::send_due(place(), due), 0U);
  box.refuses = false;
  EXPECT_EQ(*board::send_due(place(), due + hours(1)), 1U);
  box.refuses = true;
  for (int i = 0; i < 12; ++i) EXPECT_EQ(*board::send_due(place(), due + days(1) + hours(i)), 0U);
  const auto looks = *board::history_of<board::Sending>(server.db(), made["id"].get<std::string>(), 100);
  EXPECT_EQ(looks.size(), 2U + board::kMostTries);
  EXPECT_EQ(looks[0].event.message, "the server says no");
  box.refuses = false;
  EXPECT_EQ(*board::send_due(place(), due + days(1) + hours(13)), 0U) << "given up";
  EXPECT_EQ(*board::send_due(place(), due + days(2)), 1U) << "the next time is a new one";
}

}  // namespace
}  // namespace throng::api
