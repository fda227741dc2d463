// Tags over HTTP, against the real engine: a shop of three people.
#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/testing/test_server.h"
#include "audience/put_in.h"
#include "warehouse/testing.h"

namespace throng::api {
namespace {

using ledger::Role;
using testing::Answer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::request_text;
using testing::TestServer;
using warehouse::TestWarehouse;
using Json = nlohmann::json;

// The test's clock says 2027-01-15 08:00. Ann bought twice, for 50; Bob once, for 70, and nothing since; Cat only
// looked.
constexpr std::string_view kShop = R"({"batch":[
{"type":"track","event":"Bought","userId":"ann","messageId":"m1","timestamp":"2027-01-15T07:00:00Z","properties":{"price":20,"kind":"tea"}},
{"type":"track","event":"Bought","userId":"ann","messageId":"m2","timestamp":"2027-01-10T07:00:00Z","properties":{"price":30,"kind":"cup"}},
{"type":"track","event":"Bought","userId":"bob","messageId":"m3","timestamp":"2026-12-01T07:00:00Z","properties":{"price":70,"kind":"tea"}},
{"type":"track","event":"Viewed","userId":"cat","messageId":"m4","timestamp":"2027-01-14T07:00:00Z","properties":{"kind":"cup"}},
{"type":"track","event":"Viewed","anonymousId":"nobody","messageId":"m5","timestamp":"2027-01-14T09:00:00Z"}]})";

const Json kLoyal = Json::parse(R"({"name":"Loyalty","kind":"rule","category":"Value","rules":[
  {"value":"fresh","filter":{"did":{"event":"Bought","within":{"last":7,"unit":"day"}}}},
  {"value":"old","filter":{"did":{"event":"Bought"}}},
  {"value":"none","filter":{"all":[]}}]})");

class TagsApi : public ::testing::Test {
 protected:
  TagsApi() {
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
  std::string make(const Json& body) { return "/api/tags/" + post("/api/tags", body)["id"].get<std::string>(); }
  Json problem_of(std::string_view method, const std::string& path, const Json& body) {
    const Answer answer = server.ask(Role::analyst, method, path, body.dump());
    EXPECT_GE(answer.status, 400) << answer.body;
    return Json::parse(answer.body);
  }
  static Json parsed(const Answer& answer) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    return Json::parse(answer.body, nullptr, false);
  }
  static std::string id_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }
  void work_out(const std::string& path) {
    post("/api/jobs/recompute", {{"objects", {"tag:" + id_of(path)}}});
    server.jobs().wait();
  }
  // "fresh: 1, old: 1"
  static std::string values_of(const Json& spread) {
    std::string out;
    for (const Json& one : spread["values"])
      out += (out.empty() ? "" : ", ") + one["value"].get<std::string>() + ": " + one["persons"].dump();
    return out;
  }
  std::vector<std::string> ids_with(const std::string& path, const std::string& query) {
    std::vector<std::string> ids;
    for (const Json& row : get(path + "/persons?" + query)["persons"])
      ids.push_back(row["user_ids"].empty() ? "" : row["user_ids"][0].get<std::string>());
    std::ranges::sort(ids);
    return ids;
  }
  static Json statistic(const Json& what) {
    return {{"name", "Statistic"}, {"kind", "statistic"}, {"statistic", what}};
  }
  std::string spread_of(const Json& tag) {
    Json body = tag;
    body.erase("name");
    return values_of(post("/api/tags/preview", body)["spread"]);
  }

  TestServer server{&TestWarehouse::shared(), TestWarehouse::fresh_project()};
};

TEST_F(TagsApi, RulesAreTriedInOrder) {
  const std::string path = make(kLoyal);
  Json before = get(path);
  EXPECT_FALSE(before.contains("computed"));
  EXPECT_EQ(before["values"][1]["value"], "old") << "known before it was ever worked out";
  EXPECT_FALSE(before["values"][1].contains("persons"));
  work_out(path);
  const Json tag = get(path);
  EXPECT_EQ(values_of(tag), "fresh: 1, old: 1, none: 2");
  EXPECT_EQ(tag["persons"], 4);
  EXPECT_EQ(tag["everyone"], 4);
  EXPECT_EQ(tag["last_run"], "2027-01-15T08:00:00.000Z");
  EXPECT_EQ(tag["next"], "2027-01-16T03:00:00.000Z");
  EXPECT_THAT(ids_with(path, "value=fresh"), ElementsAre("ann"));
  EXPECT_THAT(ids_with(path, "value=old"), ElementsAre("bob"));
  EXPECT_THAT(ids_with(path, "value=never"), ElementsAre());
  Json turned = kLoyal;
  std::swap(turned["rules"][0], turned["rules"][1]);
  send("PUT", path, turned);
  work_out(path);
  EXPECT_EQ(values_of(get(path)), "old: 2, fresh: 0, none: 2");
  const Json history = get(path + "/history");
  EXPECT_EQ(history["days"].size(), 1U) << "one version a day";
  EXPECT_EQ(history["days"][0]["day"], "2027-01-15");
  EXPECT_EQ(history["days"][0]["sizes"], Json::array({2, 0, 2}));
  EXPECT_EQ(get(path + "/history?to=2027-01-14")["days"].size(), 0U);
}

TEST_F(TagsApi, StatisticsGiveNumbersPartsAndLabels) {
  Json spent = statistic({{"match", {{"event", "Bought"}}}, {"measure", "sum"}, {"property", "price"}});
  const std::string path = make(spent);
  work_out(path);
  const Json quality = get(path + "/quality");
  EXPECT_EQ(quality["spread"]["numbers"]["mean"], 60);
  EXPECT_EQ(quality["spread"]["persons"], 2);
  EXPECT_EQ(quality["everyone"], 4);
  EXPECT_THAT(ids_with(path, "from=60"), ElementsAre("bob"));
  EXPECT_THAT(ids_with(path, "to=60"), ElementsAre("ann"));
  EXPECT_THAT(ids_with(path, "from=50&to=70"), ElementsAre("ann"));
  EXPECT_THAT(ids_with(path, ""), ElementsAre("ann", "bob"));
  EXPECT_EQ(get("/api/memberships?user_id=bob")["tags"][0]["number"], 70);
  spent["split"] = {{"cuts", {60}}, {"names", {"low", "high"}}};
  EXPECT_EQ(spread_of(spent), "low: 1, high: 1");
  spent["count_none"] = true;
  EXPECT_EQ(spread_of(spent), "low: 3, high: 1");
  spent["split"]["by"] = "percent";
  EXPECT_EQ(spread_of(spent), "low: 3, high: 1") << "0 0 50 70: three quarters lie below 70";
  EXPECT_EQ(spread_of(statistic({{"measure", "most_frequent"}, {"property", "kind"}})), "tea: 2, cup: 1")
      << "the one that most have first; of ann's two the one seen last";
  EXPECT_EQ(spread_of(statistic({{"measure", "most_frequent"}, {"property", "kind"}, {"top", 2}})), "cup: 2, tea: 2");
  Json quiet = statistic({{"match", {{"event", "Bought"}}}, {"measure", "days_since"}});
  quiet["split"] = {{"cuts", {7}}, {"names", {"week", "longer"}}};
  EXPECT_EQ(spread_of(quiet), "week: 1, longer: 1");
}

TEST_F(TagsApi, StatementsGiveValuesAndSayWhatIsWrong) {
  const auto tag = [](const std::string& sql) { return Json{{"kind", "sql"}, {"sql", sql}}; };
  EXPECT_EQ(spread_of(tag("SELECT person, argMax(event, time) FROM events GROUP BY person")), "Bought: 2, Viewed: 2");
  EXPECT_EQ(
      spread_of(tag(
          "SELECT person, if(event = 'Bought', 'yes', NULL) FROM events WHERE event_id != '' GROUP BY person, event")),
      "yes: 2");
  EXPECT_EQ(spread_of(tag("SELECT 4000000000, 'x'")), "") << "nobody has this number";
  const Json numbers = post("/api/tags/preview", tag("SELECT person, count() FROM events GROUP BY person"))["spread"];
  EXPECT_EQ(numbers["numbers"]["greatest"], 2) << "64-bit integers are numbers too";
  Json parts = tag("SELECT person, count() FROM events GROUP BY person");
  parts["split"] = {{"cuts", {2}}, {"names", {"once", "more"}}};
  EXPECT_EQ(spread_of(parts), "once: 3, more: 1");
  const auto why = [&](const std::string& sql) {
    const Json problem = problem_of("POST", "/api/tags/preview", tag(sql));
    EXPECT_EQ(problem["field"], "sql") << problem;
    return problem["detail"].get<std::string>();
  };
  EXPECT_THAT(why("SELECT person FROM events"), HasSubstr("two columns"));
  EXPECT_THAT(why("SELECT event, person FROM events"), HasSubstr("the first column is the person"));
  EXPECT_THAT(why("SELECT person, event_id FROM events"), HasSubstr("has two values"));
  why("SELECT person, 1 FROM other.events");
  why("DROP TABLE events");
}

TEST_F(TagsApi, ValuesArePutInByHandAndFromFiles) {
  const std::string path = make({{"name", "Care"}, {"kind", "manual"}});
  const Json set = post(path + "/values", {{"value", "vip"}, {"ids", {"ann", "nobody", "gone"}}});
  EXPECT_EQ(set["matched"], 2) << "user ids and devices";
  EXPECT_EQ(set["unmatched"], Json::array({"gone"}));
  EXPECT_EQ(set["persons"], 2);
  EXPECT_EQ(values_of(get(path)), "vip: 2");
  EXPECT_EQ(get(path)["last_run"], "2027-01-15T08:00:00.000Z");
  const auto ann = get("/api/persons?query=ann")["persons"][0]["person"];
  EXPECT_EQ(post(path + "/values", {{"persons", {ann}}})["persons"], 1) << "cleared";
  EXPECT_EQ(problem_of("POST", path + "/values", {{"persons", {99}}})["field"], "persons[0]");

  const std::string imported = make({{"name", "Grade"}, {"kind", "imported"}});
  const auto import = [&](const std::string& query, const std::string& csv) {
    return server.ask(Role::analyst, "POST", imported + "/import" + query, csv);
  };
  const Json first = parsed(import("", "id,value\nann,A\nbob,B\nzoe,C\n"));
  EXPECT_EQ(first["rows"], 3);
  EXPECT_EQ(first["unmatched"], Json::array({"zoe"}));
  EXPECT_EQ(parsed(import("", "id,value\ncat,A\nbob,\n"))["persons"], 2);
  EXPECT_EQ(values_of(get(imported)), "A: 2");
  EXPECT_EQ(parsed(import("?replace=true", "id,value\nbob,B\n"))["persons"], 1);
  EXPECT_EQ(values_of(get(imported)), "B: 1");
  EXPECT_EQ(Json::parse(import("", "id\n").body)["field"], "line 1, value");
  // What is put in is asked for like everything else.
  const Json who = post(
      "/api/ask",
      {{"analysis", "segment"}, {"question", {{"filter", {{"has_tag", {{"tag", id_of(imported)}, {"value", "B"}}}}}}}});
  EXPECT_EQ(who["answer"]["persons"], 1);
  // Only into tags that take values.
  const Answer refused = server.ask(Role::analyst, "POST", make(kLoyal) + "/values", R"({"value":"x","ids":["ann"]})");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(problem_of("PUT", path, kLoyal)["field"], "kind");
}

TEST_F(TagsApi, ValuesStayWithPersonsWhoTurnOutToBeOthers) {
  const std::string path = make({{"name", "Care"}, {"kind", "manual"}});
  post(path + "/values", {{"value", "vip"}, {"ids", {"cat"}}});
  const Answer merged =
      server.ask(Role::owner, "POST", "/api/persons/merge", R"({"from":{"value":"cat"},"into":{"value":"ann"}})");
  ASSERT_EQ(merged.status, 200) << merged.body;
  server.flush();
  const Json who = get(path + "/persons?value=vip");
  EXPECT_EQ(who["persons"][0]["user_ids"].size(), 2U) << who;
  const Json filter = {{"all", {{{"has_tag", {{"tag", id_of(path)}}}}, {{"did", {{"event", "Bought"}}}}}}};
  EXPECT_EQ(post("/api/ask", {{"analysis", "segment"}, {"question", {{"filter", filter}}}})["answer"]["persons"], 1);
  EXPECT_EQ(post(path + "/values", {{"value", "tin"}, {"ids", {"ann"}}})["persons"], 1);
}

TEST_F(TagsApi, CirclesAreRefusedWithTheirPath) {
  const std::string loyal = make(kLoyal);
  Json upper = kLoyal;
  upper["name"] = "Upper";
  upper["rules"][0]["filter"] = {{"has_tag", {{"tag", id_of(loyal)}, {"value", "fresh"}}}};
  const std::string second = make(upper);
  Json circle = kLoyal;
  circle["rules"][2]["filter"] = {{"has_tag", {{"tag", id_of(second)}}}};
  EXPECT_THAT(problem_of("PUT", loyal, circle)["detail"].get<std::string>(), HasSubstr("Loyalty > Upper > Loyalty"));
  circle["rules"][2]["filter"] = {{"has_tag", {{"tag", "gone"}}}};
  EXPECT_THAT(problem_of("PUT", loyal, circle)["detail"].get<std::string>(), HasSubstr("there is no tag \"gone\""));
  EXPECT_EQ(server.ask(Role::analyst, "DELETE", loyal).status, 409) << "Upper is built on it";
  EXPECT_EQ(get(loyal)["used_by"][0]["name"], "Upper");
  EXPECT_EQ(get(second)["builds_on"][0]["name"], "Loyalty");
  // Both at once: what is built on comes first.
  post("/api/jobs/recompute", {{"objects", {"tag:" + id_of(second), "tag:" + id_of(loyal)}}});
  server.jobs().wait();
  EXPECT_EQ(values_of(get(second)), "fresh: 1, old: 1, none: 2");
  send("DELETE", second, Json::object());
  send("DELETE", loyal, Json::object());
  EXPECT_EQ(server.ask(Role::viewer, "GET", loyal).status, 404);
  EXPECT_TRUE(get("/api/tags")["tags"].empty());
}

TEST_F(TagsApi, SayWhoUsesThemAndWhatIsWrong) {
  const std::string path = make(kLoyal);
  EXPECT_EQ(get(path)["stale"], false);
  EXPECT_TRUE(get(path)["used_by"].empty());
  const Json series = {{{"match", {{"event", "Bought"}, {"where", {{"has_tag", {{"tag", id_of(path)}}}}}}}}};
  post("/api/reports", {{"name", "Sales"}, {"analysis", "trend"}, {"question", {{"series", series}}}});
  EXPECT_EQ(get(path)["used_by"],
            Json::parse(R"([{"kind":"report","id":")" + get("/api/reports")["reports"][0]["id"].get<std::string>() +
                        R"(","name":"Sales"}])"));
  server.clock.advance(days(2));
  EXPECT_EQ(get(path)["stale"], true);
  Json broken = {{"name", "Broken"}, {"kind", "sql"}, {"sql", "SELECT nothing"}};
  const std::string bad = make(broken);
  work_out(bad);
  EXPECT_THAT(get(bad)["problem"].get<std::string>(), HasSubstr("sql"));
}

TEST_F(TagsApi, DriftAndValidityLookBackToStoredVersions) {
  const std::string path = make(kLoyal);
  const Json conversion = {{"conversion", {{"event", "Bought"}}}, {"days", 7}};
  const Json now = post(path + "/validity", conversion);
  EXPECT_EQ(now["foretells"], false);
  EXPECT_EQ(now["everyone"], 4);
  EXPECT_EQ(now["converted"], 1);
  EXPECT_EQ(now["values"][0]["lift"], 4) << "fresh: 1 of 1 against 1 of 4";
  EXPECT_FALSE(get(path + "/quality")["drifts"][0].contains("index"));
  work_out(path);
  // Eight days later Cat has bought, two days after the version.
  server.clock.advance(days(2));
  const Answer later = server.raw(request_text(
      "POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n",
      R"({"batch":[{"type":"track","event":"Bought","userId":"cat","messageId":"m9","timestamp":"2027-01-17T08:00:00Z"}]})"));
  ASSERT_EQ(later.status, 200);
  server.flush();
  server.clock.advance(days(6));
  const Json then = post(path + "/validity", conversion);
  EXPECT_EQ(then["foretells"], true);
  EXPECT_EQ(then["as_of"], "2027-01-15T08:00:00.000Z");
  EXPECT_EQ(then["converted"], 1);
  EXPECT_EQ(then["values"][0]["converted"], 0);
  EXPECT_EQ(then["values"][2]["value"], "none");
  EXPECT_EQ(then["values"][2]["converted"], 1);
  EXPECT_EQ(then["values"][2]["lift"], 2);
  work_out(path);  // fresh: cat; old: ann, bob; none: nobody
  const Json drifts = get(path + "/quality")["drifts"];
  EXPECT_EQ(drifts[0]["day"], "2027-01-15");
  const double expected = std::log(2) * 0.25 + (0.25 - 0.5) * std::log(0.25 / 0.5);
  EXPECT_NEAR(drifts[0]["index"].get<double>(), expected, 1e-9);
  EXPECT_FALSE(drifts[1].contains("index")) << "no version is 30 days old";
  EXPECT_EQ(problem_of("POST", path + "/validity", {{"conversion", Json::object()}, {"days", 0}})["field"], "days");
}

TEST_F(TagsApi, ViewersMayOnlyLook) {
  const std::string path = make(kLoyal);
  const auto status = [&](std::string_view method, const std::string& at, const Json& body) {
    return server.ask(Role::viewer, method, at, body.dump()).status;
  };
  EXPECT_EQ(status("POST", "/api/tags", kLoyal), 403);
  EXPECT_EQ(status("PUT", path, kLoyal), 403);
  EXPECT_EQ(status("DELETE", path, Json::object()), 403);
  EXPECT_EQ(status("POST", path + "/values", Json::object()), 403);
  EXPECT_EQ(status("POST", path + "/import", Json::object()), 403);
  EXPECT_EQ(status("POST", "/api/tags/preview", {{"kind", "sql"}, {"sql", "SELECT 1, 2"}}), 403);
  EXPECT_EQ(problem_of("POST", "/api/tags", {{"name", "Soon"}, {"kind", "predicted"}})["field"], "kind");
  EXPECT_EQ(problem_of("POST", "/api/tags", {{"name", ""}, {"kind", "manual"}})["field"], "name");
}

}  // namespace
}  // namespace throng::api
