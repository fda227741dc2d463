// What the web page asks, against the real engine: a small shop of three persons.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/testing/test_server.h"
#include "warehouse/testing.h"

namespace throng::api {
namespace {

using ledger::Role;
using testing::Answer;
using ::testing::ElementsAre;
using testing::request_text;
using testing::TestServer;
using warehouse::TestWarehouse;
using Json = nlohmann::json;

// ann (web1, then ann) viewed and bought today and is on plan pro; bob viewed yesterday; cat has only an id.
constexpr std::string_view kShop = R"({"batch":[
{"type":"track","event":"Viewed","anonymousId":"web1","messageId":"m1","timestamp":"2027-01-15T07:00:00Z","properties":{"price":3,"tags":["a","b"]}},
{"type":"identify","userId":"ann","anonymousId":"web1","messageId":"m2","timestamp":"2027-01-15T07:01:00Z","traits":{"plan":"free","email":"ann@shop.example"}},
{"type":"identify","userId":"ann","messageId":"m3","timestamp":"2027-01-15T07:02:00Z","traits":{"plan":"pro","email":"ann@shop.example"}},
{"type":"track","event":"Bought","userId":"ann","messageId":"m4","timestamp":"2027-01-15T07:03:00Z","properties":{"price":5,"when":"2027-01-01"}},
{"type":"track","event":"Viewed","userId":"bob","messageId":"m5","timestamp":"2027-01-14T07:00:00Z","properties":{"price":7}},
{"type":"track","userId":"bob","messageId":"m6","timestamp":"2027-01-14T07:00:00Z"},
{"type":"track","event":"Viewed","userId":"cat","messageId":"m7","timestamp":"2027-01-10T07:00:00Z"}]})";

class ShopApi : public ::testing::Test {
 protected:
  ShopApi() {
    const Answer answer =
        server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n", kShop));
    EXPECT_EQ(answer.status, 200) << answer.body;
    server.flush();
  }
  Json get(const std::string& path) { return parsed(server.ask(Role::viewer, "GET", path)); }
  Json post(const std::string& path, const std::string& body) {
    return parsed(server.ask(Role::analyst, "POST", path, body));
  }
  static Json parsed(const Answer& answer) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    return Json::parse(answer.body, nullptr, false);
  }
  // The representative of a user.
  std::string person(const std::string& user) {
    return std::to_string(get("/api/persons?query=" + user)["persons"][0]["person"].get<std::uint64_t>());
  }
  static std::vector<std::string> labels(const Json& response) {
    std::vector<std::string> out;
    for (const Json& row : response["persons"]) out.push_back(row["label"]);
    return out;
  }

  TestServer server{&TestWarehouse::shared(), TestWarehouse::fresh_project()};
};

TEST_F(ShopApi, AsksAndShowsThePersonsBehindANumber) {
  const std::string question =
      R"("analysis":"trend","question":{"series":[{"match":{"event":"Viewed"},"measure":"persons"}],"range":"ever","bucket":"total"})";
  const Json answer = post("/api/ask", "{" + question + "}");
  EXPECT_EQ(answer["analysis"], "trend");
  EXPECT_EQ(answer["answer"]["series"][0]["total"], 3);
  const Json all = post("/api/ask/persons", "{" + question + "}");
  EXPECT_EQ(all["total"], 3);
  EXPECT_THAT(labels(all), ElementsAre("ann@shop.example", "bob", "cat"));
  const Json page = post("/api/ask/persons", "{" + question + R"(,"offset":1,"limit":1})");
  EXPECT_EQ(page["total"], 3);
  EXPECT_THAT(labels(page), ElementsAre("bob"));
  const Answer wrong =
      server.ask(Role::viewer, "POST", "/api/ask", R"({"analysis":"trend","question":{"bucket":"eon"}})");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_EQ(Json::parse(wrong.body)["field"], "question.bucket");
  EXPECT_EQ(server.ask(Role::viewer, "POST", "/api/ask", R"({"analysis":"magic","question":{}})").status, 404);
}

TEST_F(ShopApi, ExportsAnAnswer) {
  const std::string body =
      R"({"analysis":"trend","question":{"series":[{"match":{"event":"Bought"}}],"range":{"between":["2027-01-14","2027-01-16"]}}})";
  const auto file = [&](const std::string& format) {
    return server.ask(Role::viewer, "POST", "/api/ask/export?format=" + format, body);
  };
  const Answer csv = file("csv");
  EXPECT_EQ(csv.status, 200) << csv.body;
  EXPECT_THAT(csv.body, ::testing::HasSubstr("bucket,complete,series,group,value\r\n"));
  EXPECT_THAT(csv.body, ::testing::HasSubstr(",Bought,,1\r\n"));
  const Json rows = Json::parse(file("json").body);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1]["value"], 1);
  const Answer parquet = file("parquet");
  EXPECT_EQ(parquet.body.substr(0, 4), "PAR1") << parquet.body;
  EXPECT_EQ(parquet.body.substr(parquet.body.size() - 4), "PAR1");
  EXPECT_EQ(Json::parse(file("xml").body)["field"], "format");
  const Answer wrong =
      server.ask(Role::viewer, "POST", "/api/ask/export", R"({"analysis":"trend","question":{"bucket":"eon"}})");
  EXPECT_EQ(Json::parse(wrong.body)["field"], "question.bucket");
}

TEST_F(ShopApi, FindsPersons) {
  EXPECT_THAT(labels(get("/api/persons?query=web")), ElementsAre("ann@shop.example"));
  EXPECT_THAT(labels(get("/api/persons?query=bob")), ElementsAre("bob"));
  EXPECT_THAT(labels(get("/api/persons?query=ANN@")), ElementsAre("ann@shop.example"));
  EXPECT_THAT(labels(get("/api/persons?query=%23" + person("cat"))), ElementsAre("cat"));
  EXPECT_THAT(labels(get("/api/persons")), ElementsAre("ann@shop.example", "bob", "cat"));
  EXPECT_THAT(labels(get("/api/persons?limit=1")), ElementsAre("ann@shop.example"));
  EXPECT_THAT(labels(get("/api/persons?query=nobody%27;")), ElementsAre());
}

TEST_F(ShopApi, ShowsAProfile) {
  const Json ann = get("/api/persons/" + person("ann"));
  EXPECT_EQ(ann["summary"]["events"], 4);
  EXPECT_EQ(ann["summary"]["anonymous_ids"], 1);
  EXPECT_EQ(ann["summary"]["user_ids"], Json{"ann"});
  EXPECT_EQ(ann["summary"]["first_seen"], "2027-01-15T07:00:00.000Z");
  ASSERT_EQ(ann["traits"].size(), 2U);
  EXPECT_EQ(ann["traits"][0]["name"], "email");
  EXPECT_EQ(ann["traits"][0]["since"], "2027-01-15T07:01:00.000Z");
  EXPECT_EQ(ann["traits"][1]["value"], "pro");
  EXPECT_EQ(ann["traits"][1]["since"], "2027-01-15T07:02:00.000Z");
  EXPECT_EQ(ann["ids"].size(), 2U);
  ASSERT_EQ(ann["links"].size(), 1U);
  EXPECT_EQ(ann["links"][0]["kind"], "claim");
  EXPECT_EQ(server.ask(Role::viewer, "GET", "/api/persons/4000000").status, 404);
}

TEST_F(ShopApi, ShowsEventsNewestFirstPageByPage) {
  const std::string events = "/api/persons/" + person("ann") + "/events";
  const Json first = get(events + "?limit=3");
  ASSERT_EQ(first["events"].size(), 3U);
  EXPECT_EQ(first["more"], true);
  EXPECT_EQ(first["events"][0]["name"], "Bought");
  EXPECT_EQ(first["events"][0]["properties"]["price"], 5);
  const Json rest = get(events + "?before=" + first["events"][2]["time"].get<std::string>());
  ASSERT_EQ(rest["events"].size(), 1U);
  EXPECT_EQ(rest["more"], false);
  EXPECT_EQ(rest["events"][0]["anonymous_id"], "web1");
  EXPECT_EQ(server.ask(Role::viewer, "GET", events + "?before=yesterday").status, 400);
}

TEST_F(ShopApi, DescribesTheSchema) {
  const Json names = get("/api/schema/events");
  EXPECT_EQ(names["events"][0]["name"], "Viewed");
  EXPECT_EQ(names["events"][0]["events"], 3);
  std::map<std::string, std::string> types;
  for (const Json& p : get("/api/schema/properties")["properties"]) types[p["ref"]] = p["type"];
  EXPECT_EQ(types["event.price"], "number");
  EXPECT_EQ(types["event.tags"], "list");
  EXPECT_EQ(types["event.when"], "instant");
  EXPECT_EQ(types["person.plan"], "text");
  EXPECT_EQ(types["event.$channel"], "text");
  EXPECT_EQ(get("/api/schema/values?ref=event.tags")["values"], (Json{"a", "b"}));
  EXPECT_EQ(get("/api/schema/values?ref=person.plan&prefix=P")["values"], (Json{"pro"}));
  EXPECT_EQ(server.ask(Role::viewer, "GET", "/api/schema/values?ref=price").status, 400);
}

TEST_F(ShopApi, SegmentsKnowTheirSizeAndTheirMembers) {
  const Json saved = post("/api/segments", R"({"name":"buyers","filter":{"did":{"event":"Bought"}}})");
  EXPECT_EQ(saved["persons"], 1);
  const std::string id = saved["id"];
  const Json nested = post("/api/segments", R"({"name":"others","filter":{"not":{"in_segment":")" + id + R"("}}})");
  EXPECT_EQ(nested["persons"], 2);
  const Json cheap = post("/api/segments", R"({"name":"not buyers","filter":{"did_not":{"event":"Bought"}}})");
  std::map<std::string, int> sizes;
  const Json list = get("/api/segments");
  for (const Json& segment : list["segments"]) sizes[segment["name"]] = segment["persons"];
  EXPECT_EQ(sizes, (std::map<std::string, int>{{"buyers", 1}, {"not buyers", 2}, {"others", 2}}));
  EXPECT_EQ(get("/api/persons/" + person("ann"))["segments"][0]["name"], "buyers");
  EXPECT_EQ(get("/api/persons/" + person("bob"))["segments"][0]["name"], cheap["name"]);
  EXPECT_EQ(get("/api/persons/" + person("bob"))["segments"][1]["name"], "others");
  const Json asked = post("/api/ask", R"({"analysis":"segment","question":{"filter":{"in_segment":")" + id + R"("}}})");
  EXPECT_EQ(asked["answer"]["persons"], 1);
  EXPECT_EQ(server
                .ask(Role::analyst, "POST", "/api/ask",
                     R"({"analysis":"segment","question":{"filter":{"has_tag":{"tag":"vip"}}}})")
                .status,
            404);
}

TEST_F(ShopApi, CountsTodayAgainstYesterday) {
  const Json overview = get("/api/overview");
  EXPECT_EQ(overview["persons"], 3);
  EXPECT_EQ(overview["events"], 6);
  EXPECT_EQ(overview["active_today"], 1);
  EXPECT_EQ(overview["active_yesterday"], 1);
  EXPECT_EQ(overview["new_today"], 1);
  EXPECT_EQ(overview["new_yesterday"], 1);
  EXPECT_EQ(overview["events_today"], 2);
  EXPECT_EQ(overview["events_yesterday"], 1);
  EXPECT_EQ(overview["quarantined"], 1);
}

TEST_F(ShopApi, ShowsWhatWasKeptAside) {
  const Json all = get("/api/quarantine");
  ASSERT_EQ(all["total"], 1);
  EXPECT_EQ(all["items"][0]["reason"], "missing_name");
  EXPECT_EQ(get("/api/quarantine?reason=bad_time")["total"], 0);
  EXPECT_EQ(get("/api/quarantine?offset=1")["items"].size(), 0U);
}

TEST_F(ShopApi, MergesPersonsAndTakesItBack) {
  const Json link =
      post("/api/persons/merge",
           R"({"from":{"kind":"user","value":"cat"},"into":{"kind":"user","value":"bob"},"why":"same phone"})");
  EXPECT_EQ(link["kind"], "merge");
  EXPECT_EQ(link["why"], "same phone (analyst@test)");
  server.flush();
  EXPECT_EQ(person("cat"), person("bob"));
  EXPECT_EQ(get("/api/links")["links"][0]["id"], link["id"]);
  EXPECT_EQ(get("/api/links")["total"], 2);
  EXPECT_EQ(get("/api/links?kind=merge")["total"], 1);
  EXPECT_EQ(get("/api/links?person=" + person("bob"))["links"][0]["id"], link["id"]);
  EXPECT_EQ(get("/api/links?kind=merge&person=" + person("ann"))["total"], 0);
  EXPECT_EQ(get("/api/links?offset=1&limit=1")["links"][0]["kind"], "claim");
  EXPECT_EQ(server.ask(Role::viewer, "GET", "/api/links?kind=guess").status, 400);
  post("/api/links/" + std::to_string(link["id"].get<std::uint64_t>()) + "/undo", "{}");
  server.flush();
  EXPECT_NE(person("cat"), person("bob"));
  EXPECT_EQ(get("/api/links?limit=5")["links"][1]["undone"], true);
  EXPECT_EQ(
      server.ask(Role::analyst, "POST", "/api/persons/merge", R"({"from":{"value":"x"},"into":{"value":""}})").status,
      400);
}

}  // namespace
}  // namespace throng::api
