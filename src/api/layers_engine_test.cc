// Layer schemes over HTTP, against the real engine: three buyers and somebody who only looks.
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
{"type":"track","event":"Buy","userId":"ann","messageId":"m1","timestamp":"2027-01-14T07:00:00Z","properties":{"price":100}},
{"type":"track","event":"Buy","userId":"bob","messageId":"m2","timestamp":"2027-01-10T07:00:00Z","properties":{"price":20}},
{"type":"track","event":"Buy","userId":"cat","messageId":"m3","timestamp":"2027-01-01T07:00:00Z","properties":{"price":5}},
{"type":"track","event":"See","userId":"dan","messageId":"m4","timestamp":"2027-01-14T07:00:00Z","properties":{}}]})";
constexpr std::string_view kLater = R"({"batch":[
{"type":"track","event":"Buy","userId":"cat","messageId":"m5","timestamp":"2027-01-15T07:30:00Z","properties":{"price":500}},
{"type":"track","event":"See","userId":"eve","messageId":"m6","timestamp":"2027-01-15T07:30:00Z","properties":{}}]})";

Json by_value() {
  return Json::parse(R"({"name":"Value","kind":"value","rest":"never","number":{"statistic":{"match":{"event":"Buy"},
    "measure":"sum","property":"price"},"layers":[{"name":"high","at_least":50},{"name":"low"}]}})");
}
Json by_rfm() {
  return Json::parse(R"({"name":"RFM","kind":"rfm","rfm":{"purchase":{"event":"Buy"},"monetary":"price"}})");
}

class LayersApi : public ::testing::Test {
 protected:
  LayersApi() { collect(kShop); }
  void collect(std::string_view batch) {
    const Answer answer =
        server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n", batch));
    EXPECT_EQ(answer.status, 200) << answer.body;
    server.flush();
  }
  Json get(const std::string& path) { return parsed(server.ask(Role::viewer, "GET", path)); }
  Json send(std::string_view method, const std::string& path, const Json& body) {
    return parsed(server.ask(Role::analyst, method, path, body.dump()));
  }
  Answer refused(std::string_view method, const std::string& path, const Json& body = Json::object()) {
    Answer answer = server.ask(Role::analyst, method, path, body.dump());
    EXPECT_GE(answer.status, 400) << answer.body;
    return answer;
  }
  static Json parsed(const Answer& answer) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    return Json::parse(answer.body, nullptr, false);
  }
  static std::string sizes(const Json& layers) {
    std::string text;
    for (const Json& layer : layers) text += layer["name"].get<std::string>() + layer["persons"].dump() + " ";
    return text;
  }
  std::string names(const std::string& path) {
    std::string text;
    for (const Json& person : get(path)["persons"]) text += person["label"].get<std::string>() + " ";
    return text;
  }
  void recompute() {
    const ledger::Job job{.request = R"({"objects":[]})"};
    const auto done = audience::recompute(server.audience(), Calendar::utc(),
                                          {job, server.clock.now(), {}, [](std::uint64_t, std::uint64_t) {}});
    EXPECT_TRUE(done) << describe(done.error());
  }

  TestServer server{&TestWarehouse::shared(), TestWarehouse::fresh_project()};
};

TEST_F(LayersApi, SchemesAreSavedListedChangedAndDeleted) {
  const Json made = send("POST", "/api/layers", by_value());
  const std::string path = "/api/layers/" + made["id"].get<std::string>();
  EXPECT_EQ(sizes(made["layers"]), "high1 low2 never1 ");
  EXPECT_FALSE(made.contains("computed"));
  EXPECT_EQ(get(path), made);
  EXPECT_EQ(get("/api/layers")["schemes"], Json::array({made}));
  EXPECT_EQ(names(path + "/persons?layer=low"), "bob cat ");
  EXPECT_EQ(refused("GET", path + "/persons?layer=middle").status, 404);
  Json wrong = by_value();
  wrong["number"]["layers"][0]["at_least"] = nullptr;
  EXPECT_EQ(Json::parse(refused("POST", "/api/layers", wrong).body)["field"], "number.layers[0].at_least");
  Json renamed = by_value();
  renamed["name"] = "What they bring";
  EXPECT_EQ(send("PUT", path, renamed)["name"], "What they bring");
  send("DELETE", path, Json::object());
  EXPECT_EQ(server.ask(Role::viewer, "GET", path).status, 404);
}

TEST_F(LayersApi, APreviewSavesNothing) {
  const Json preview = send("POST", "/api/layers/preview", [] {
    Json scheme = by_rfm();
    scheme.erase("name");
    return scheme;
  }());
  EXPECT_EQ(preview["layers"].size(), 9U);
  EXPECT_EQ(preview["layers"][8], (Json{{"name", "none"}, {"persons", 1}}));
  std::uint64_t buyers = 0;
  for (const Json& persons : preview["scores"]) buyers += persons.get<std::uint64_t>();
  EXPECT_EQ(buyers, 3U);
  EXPECT_EQ(get("/api/layers")["schemes"], Json::array());
}

TEST_F(LayersApi, PersonsOfRfmScoresAreFound) {
  const Json made = send("POST", "/api/layers", by_rfm());
  const std::string path = "/api/layers/" + made["id"].get<std::string>() + "/persons";
  EXPECT_EQ(names(path + "?recency=4"), "ann ") << "2 of 3 bought longer ago: 1 + floor(5 * 2 / 3)";
  EXPECT_EQ(names(path + "?frequency=1"), "ann bob cat ");
  EXPECT_EQ(names(path + "?recency=1&monetary=1"), "cat ");
  EXPECT_EQ(names(path + "?recency=1&monetary=4"), "");
  EXPECT_EQ(refused("GET", path + "?recency=6").status, 400);
}

TEST_F(LayersApi, FlowsBetweenTwoDaysSumToThePopulation) {
  const Json made = send("POST", "/api/layers", by_value());
  const std::string path = "/api/layers/" + made["id"].get<std::string>();
  EXPECT_EQ(refused("GET", path + "/flow?from=2027-01-14").status, 404) << "never worked out";
  server.clock.set(server.clock.now() - days(1));
  recompute();
  server.clock.set(server.clock.now() + days(1));
  collect(kLater);
  recompute();
  const Json history = get(path + "/history")["days"];
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0]["day"], "2027-01-14");
  EXPECT_EQ(sizes(history[0]["layers"]), "high1 low2 never1 ");
  EXPECT_EQ(sizes(history[1]["layers"]), "high2 low1 never2 ");
  const Json flow = get(path + "/flow?from=2027-01-14");
  EXPECT_EQ(flow["to_day"], "2027-01-15");
  EXPECT_EQ(flow["persons"], Json::parse("[[1,0,0,0],[1,1,0,0],[0,0,1,0],[0,0,1,0]]"));
  const std::string cell = path + "/flow/persons?from=2027-01-14";
  EXPECT_EQ(names(cell + "&from_layer=low&to_layer=high"), "cat ");
  EXPECT_EQ(names(cell + "&from_layer=&to_layer=never"), "eve ");
  EXPECT_EQ(names(cell + "&to_layer=never"), "dan eve ");
  EXPECT_EQ(names(path + "/persons?layer=low&day=2027-01-14"), "bob cat ");
  EXPECT_TRUE(get(path).contains("computed"));
  Json other = by_value();
  other["number"]["layers"][0]["at_least"] = 10;
  EXPECT_EQ(sizes(send("PUT", path, other)["layers"]), "high3 low0 never2 ");
  EXPECT_EQ(get(path + "/history")["days"], Json::array()) << "another rule has another history";
}

TEST_F(LayersApi, WhatIsBuiltOnLayersKeepsThem) {
  const Json made = send("POST", "/api/layers", by_value());
  const std::string id = made["id"].get<std::string>();
  const Json segment = send("POST", "/api/segments",
                            {{"name", "Good ones"}, {"filter", {{"in_layer", {{"scheme", id}, {"layer", "high"}}}}}});
  EXPECT_EQ(segment["persons"], 1);
  EXPECT_EQ(refused("DELETE", "/api/layers/" + id).status, 409);
  const Json circle = {{"name", "Round"},
                       {"kind", "custom"},
                       {"rules", Json::array({{{"name", "a"}, {"filter", {{"in_segment", "nowhere"}}}}})}};
  EXPECT_EQ(Json::parse(refused("POST", "/api/layers", circle).body)["field"], "filter");
}

}  // namespace
}  // namespace throng::api
