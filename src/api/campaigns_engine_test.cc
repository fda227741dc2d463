// Templates, campaigns and what becomes of messages over HTTP, against the real engine.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/testing/test_server.h"
#include "warehouse/testing.h"

namespace throng::api {
namespace {

using ledger::Role;
using testing::Answer;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::request_text;
using ::testing::SizeIs;
using testing::TestServer;
using warehouse::TestWarehouse;
using Json = nlohmann::json;

constexpr std::string_view kPersons = R"({"batch":[
{"type":"identify","userId":"ann","messageId":"i1","traits":{"email":"ann@example.com","name":"Ann <3"}},
{"type":"track","event":"Viewed","userId":"ann","messageId":"m1"},
{"type":"identify","userId":"bob","messageId":"i2","traits":{"email":"bob@example.com"}},
{"type":"track","event":"Viewed","userId":"bob","messageId":"m2"},
{"type":"track","event":"Viewed","userId":"eve","messageId":"m3"}]})";

class CampaignsApi : public ::testing::Test {
 protected:
  CampaignsApi() {
    const Answer answer =
        server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n", kPersons));
    EXPECT_EQ(answer.status, 200) << answer.body;
    server.flush();
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

  static Json message(const std::string& html = "<p>Hi {{ person.name }}</p>") {
    return {{"contents", Json::array({{{"language", "en"}, {"subject", "Hello {{ person.name }}"}, {"html", html}}})}};
  }
  std::string add_template(const std::string& name = "News") {
    Json body = message("<a href=\"https://shop.example/x\">x</a>");
    body["name"] = name;
    return post("/api/templates", body)["id"];
  }
  static Json campaign(const std::string& id, const std::string& name = "Sale") {
    return {{"name", name},
            {"audience", {{"did", {{"event", "Viewed"}}}}},
            {"variants", Json::array({{{"name", "A"}, {"message", id}}})},
            {"holdout_percent", 0}};
  }
  std::string number(const std::string& user) {
    return std::to_string(get("/api/persons?query=" + user)["persons"][0]["person"].get<int>());
  }

  TestServer server{&TestWarehouse::shared(), TestWarehouse::fresh_project()};
};

TEST_F(CampaignsApi, ATemplateIsSeenAsOnePersonWouldGetIt) {
  const Json seen = post("/api/templates/preview", {{"message", message()}, {"person", std::stoi(number("ann"))}});
  EXPECT_EQ(seen["subject"], "Hello Ann <3");
  EXPECT_THAT(seen["html"].get<std::string>(), HasSubstr("<p>Hi Ann &lt;3</p>"));
  EXPECT_EQ(seen["to"], "ann@example.com");
  EXPECT_EQ(seen["missing"], Json::array());
  const Json other = post("/api/templates/preview", {{"message", message()}, {"person", std::stoi(number("bob"))}});
  EXPECT_EQ(other["missing"], Json::array({"person.name"}));
  const Json bad = refused("POST", "/api/templates/preview", {{"message", message("{% if %}")}});
  EXPECT_EQ(bad["field"], "message.contents[0].html");
  EXPECT_EQ(refused("POST", "/api/templates", {{"name", "x"}, {"contents", Json::array()}})["field"], "contents");
}

TEST_F(CampaignsApi, ATestGoesToTheAddressThatIsNamed) {
  const Json how = post("/api/templates/test",
                        {{"message", message()}, {"to", "me@example.com"}, {"person", std::stoi(number("ann"))}});
  EXPECT_EQ(how["how"], "taken");
  const auto posted = server.post();
  ASSERT_THAT(posted, SizeIs(1));
  EXPECT_EQ(posted[0].to, "me@example.com");
  EXPECT_EQ(posted[0].title, "Hello Ann <3");
  EXPECT_EQ(posted[0].unsubscribe_url, "");
  EXPECT_EQ(refused("POST", "/api/templates/test", {{"message", message()}, {"to", "nobody"}})["field"], "to");
}

TEST_F(CampaignsApi, ACampaignNamesOnlyWhatIsThere) {
  const std::string id = add_template();
  EXPECT_EQ(refused("POST", "/api/campaigns", campaign("none"))["field"], "variants[0].message");
  Json body = campaign(id);
  body["topic"] = "news";
  EXPECT_EQ(refused("POST", "/api/campaigns", body)["field"], "topic");
  body = campaign(id);
  body["audience"] = {{"in_segment", "none"}};
  EXPECT_EQ(refused("POST", "/api/campaigns", body)["field"], "audience");
  const Json made = post("/api/campaigns", campaign(id));
  EXPECT_EQ(made["phase"], "draft");
  EXPECT_EQ(refused("DELETE", "/api/templates/" + id)["status"], 409);
  const Json copy = post("/api/campaigns/" + made["id"].get<std::string>() + "/clone");
  EXPECT_EQ(copy["name"], "Sale (2)");
  send("DELETE", "/api/campaigns/" + copy["id"].get<std::string>(), Json::object());
  EXPECT_EQ(get("/api/campaigns")["campaigns"].size(), 1U);
}

TEST_F(CampaignsApi, IsRehearsedThenSentAndCounted) {
  const Json made = post("/api/campaigns", campaign(add_template()));
  const std::string path = "/api/campaigns/" + made["id"].get<std::string>();
  const Json rehearsal = post(path + "/rehearse");
  EXPECT_EQ(rehearsal["audience"], 3);
  EXPECT_EQ(rehearsal["sent"][0]["persons"], 2);
  EXPECT_EQ(rehearsal["refused"][0]["reason"], "no_address");
  EXPECT_EQ(rehearsal["missing"][0]["variable"], "person.name");
  EXPECT_EQ(post("/api/campaigns/rehearse", campaign(made["variants"][0]["message"])), rehearsal);
  EXPECT_THAT(server.post(), SizeIs(0)) << "a rehearsal sends nothing";
  EXPECT_EQ(post(path + "/start")["phase"], "active");
  EXPECT_EQ(refused("PUT", path, campaign(made["variants"][0]["message"]))["status"], 409);
  EXPECT_THAT(server.post(), SizeIs(2));
  const Json done = get(path);
  EXPECT_EQ(done["phase"], "ended");
  EXPECT_EQ(done["sent"], 2);
  const Json run = get(path + "/runs")["runs"][0];
  EXPECT_EQ(run["state"], "done");
  EXPECT_EQ(run["counts"].size(), 2U);
  const Json dropped = get("/api/sends?run=" + std::to_string(run["id"].get<int>()) + "&state=dropped")["sends"];
  ASSERT_THAT(dropped, SizeIs(1));
  EXPECT_EQ(dropped[0]["name"], "eve");
  EXPECT_EQ(dropped[0]["reason"], "no_address");
  EXPECT_EQ(get("/api/sends?person=" + number("ann"))["sends"][0]["campaign_name"], "Sale");
  EXPECT_EQ(refused("GET", "/api/sends?state=odd")["field"], "state");
  EXPECT_EQ(refused("DELETE", path)["status"], 409) << "what was sent stays";
  EXPECT_EQ(refused("POST", "/api/sends/" + std::to_string(dropped[0]["id"].get<int>()) + "/reconcile",
                    {{"state", "sent"}})["status"],
            409);
}

TEST_F(CampaignsApi, SomebodyElseLetsItGoWhereThatIsTheRule) {
  const Json made = post("/api/campaigns", campaign(add_template()));
  const std::string path = "/api/campaigns/" + made["id"].get<std::string>();
  EXPECT_EQ(refused("PUT", "/api/sending", {{"review", true}})["status"], 403) << "owners make the rules";
  parsed(server.ask(Role::owner, "PUT", "/api/sending", R"({"review":true})"));
  EXPECT_EQ(post(path + "/start")["phase"], "in_review");
  EXPECT_EQ(refused("POST", path + "/approve")["status"], 403);
  EXPECT_EQ(post(path + "/reject")["phase"], "draft");
  post(path + "/start");
  EXPECT_EQ(parsed(server.ask(Role::owner, "POST", path + "/approve", "{}"))["phase"], "active");
  EXPECT_THAT(server.post(), SizeIs(2));
}

TEST_F(CampaignsApi, PausedThenStoppedNothingMoreGoes) {
  Json body = campaign(add_template());
  body["timing"] = {{"rhythm", "daily"}, {"minute", 9 * 60}};
  const Json made = post("/api/campaigns", body);
  const std::string path = "/api/campaigns/" + made["id"].get<std::string>();
  EXPECT_EQ(post(path + "/start")["next"], "2027-01-15T09:00:00.000Z");
  EXPECT_EQ(post(path + "/pause")["phase"], "paused");
  server.clock.advance(hours(2));
  EXPECT_THAT(server.post(), SizeIs(0));
  EXPECT_EQ(post(path + "/resume")["next"], "2027-01-16T09:00:00.000Z") << "what passed meanwhile is left out";
  EXPECT_EQ(post(path + "/stop")["phase"], "ended");
  server.clock.advance(days(2));
  EXPECT_THAT(server.post(), SizeIs(0));
  EXPECT_EQ(refused("POST", path + "/pause")["status"], 409);
}

// The path of a link in a message.
std::string path_in(const std::string& html, const std::string& begin) {
  const auto at = html.find(begin);
  if (at == std::string::npos) return "/none";
  const auto from = at + std::string_view("https://throng.example").size();
  return html.substr(from, html.find('"', from) - from);
}

TEST_F(CampaignsApi, LinksInMessagesLeadOnAndTell) {
  const Json made = post("/api/campaigns", campaign(add_template()));
  post("/api/campaigns/" + made["id"].get<std::string>() + "/start");
  const auto posted = server.post();
  ASSERT_THAT(posted, SizeIs(2));
  const auto get_raw = [&](const std::string& path) { return server.raw(request_text("GET", path, "", "")); };
  const std::string click = path_in(posted[0].html, "https://throng.example/t/c/");
  const Answer on = get_raw(click);
  EXPECT_EQ(on.status, 302);
  EXPECT_EQ(on.headers.at("location"), "https://shop.example/x");
  EXPECT_EQ(get_raw(click.substr(0, click.find("?u=")) + "?u=https%3A%2F%2Fevil.example").status, 404);
  EXPECT_THAT(get_raw(path_in(posted[0].html, "https://throng.example/t/o/")).body, HasSubstr("GIF89a"));
  EXPECT_EQ(get_raw("/t/o/1.bad").status, 200) << "a picture is a picture";

  const std::string out = posted[0].unsubscribe_url.substr(std::string_view("https://throng.example").size());
  const Answer page = get_raw(out);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("No more messages"));
  const std::string user = posted[0].to.substr(0, 3);
  const auto consents = [&] { return get("/api/persons/" + number(user) + "/consents")["consents"]; };
  EXPECT_THAT(consents(), SizeIs(0)) << "looking changes nothing";
  const Answer done = server.raw(
      request_text("POST", out, "Content-Type: application/x-www-form-urlencoded\r\n", "List-Unsubscribe=One-Click"));
  EXPECT_EQ(done.status, 200) << done.body;
  ASSERT_THAT(consents(), SizeIs(1));
  EXPECT_EQ(consents()[0]["granted"], false);
  EXPECT_EQ(get_raw("/t/u/1.bad").status, 404);
  server.clock.advance(seconds(1));
  EXPECT_EQ(post("/api/persons/" + number(user) + "/consents", {{"granted", true}})["consents"][0]["granted"], true);
}

TEST_F(CampaignsApi, MailServersReportWhatBecameOfMails) {
  const Json made = post("/api/campaigns", campaign(add_template()));
  post("/api/campaigns/" + made["id"].get<std::string>() + "/start");
  const auto posted = server.post();
  ASSERT_THAT(posted, SizeIs(2));
  const std::string url = parsed(server.ask(Role::analyst, "GET", "/api/sending"))["reports_url"],
                    path = url.substr(std::string_view("https://throng.example").size());
  EXPECT_EQ(get("/api/sending")["reports_url"], "") << "a viewer suppresses nothing";
  const auto report = [&](const std::string& to, const std::string& body) {
    return server.raw(request_text("POST", to, "Content-Type: message/rfc822\r\n", body));
  };
  const auto bounce = [&](const engage::Outgoing& mail) {
    return "Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
           "Reporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; " +
           mail.to +
           "\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <" +
           mail.id + "@shop.example>\r\n\r\n--x--\r\n";
  };
  const Answer taken = report(path, bounce(posted[0]));
  EXPECT_EQ(taken.status, 200) << taken.body;
  EXPECT_EQ(Json::parse(taken.body)["reports"], 1);
  EXPECT_EQ(report(path, bounce(posted[0])).status, 200) << "told twice";
  const std::string complaint = R"([{"event":"spamreport","email":")" + posted[1].to + R"(","smtp-id":"<)" +
                                posted[1].id + R"(@shop.example>"}])";
  EXPECT_EQ(report(path, complaint).status, 200);
  EXPECT_THAT(get("/api/suppressions")["suppressions"], SizeIs(2));
  server.flush();
  const Json question = {{"campaigns", Json::array({made["id"]})}, {"goal", {{"event", "Bought"}}}};
  const Json effect = post("/api/ask", {{"analysis", "effect"}, {"question", question}})["answer"]["all"];
  EXPECT_EQ(effect["bounced"], 1);
  EXPECT_EQ(effect["complained"], 1);
  EXPECT_EQ(report("/t/r/0.bad", bounce(posted[0])).status, 404);
  EXPECT_EQ(report(path, "hello").status, 400);
}

TEST_F(CampaignsApi, AddressesAreSuppressedByHand) {
  EXPECT_EQ(post("/api/suppressions", {{"addresses", {"Ann@example.com"}}})["changed"], 1);
  EXPECT_EQ(get("/api/suppressions?begin=ann")["suppressions"][0]["address"], "ann@example.com");
  const Json made = post("/api/campaigns", campaign(add_template()));
  EXPECT_EQ(post("/api/campaigns/" + made["id"].get<std::string>() + "/rehearse")["sent"][0]["persons"], 1);
  EXPECT_EQ(post("/api/suppressions/remove", {{"addresses", {"ann@example.com"}}})["changed"], 1);
  EXPECT_EQ(refused("POST", "/api/suppressions", {{"channel", "pigeon"}, {"addresses", Json::array()}})["field"],
            "channel");
}

}  // namespace
}  // namespace throng::api
