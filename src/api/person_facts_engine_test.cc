// One person's facts and notes over HTTP, against the real engine.
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

constexpr std::string_view kShop = R"({"batch":[
{"type":"identify","anonymousId":"web1","messageId":"m1","timestamp":"2027-01-01T07:00:00Z","traits":{"plan":"free"}},
{"type":"track","event":"See","anonymousId":"web1","messageId":"m2","timestamp":"2027-01-01T07:01:00Z"},
{"type":"identify","anonymousId":"web1","userId":"ann","messageId":"m3","timestamp":"2027-01-02T07:00:00Z","traits":{"plan":"pro","age":30}},
{"type":"identify","userId":"ann","messageId":"m4","timestamp":"2027-01-03T07:00:00Z","traits":{"plan":"pro"}},
{"type":"identify","userId":"ann","messageId":"m5","timestamp":"2027-01-04T07:00:00Z","traits":{"plan":null}},
{"type":"track","event":"Order Completed","userId":"ann","messageId":"m6","timestamp":"2027-01-04T07:01:00Z","properties":{"revenue":100}},
{"type":"track","event":"Order Completed","userId":"ann","messageId":"m7","timestamp":"2027-01-04T23:59:00Z","properties":{"revenue":5.5}},
{"type":"track","event":"Order Completed","userId":"bob","messageId":"m8","timestamp":"2027-01-04T07:00:00Z","properties":{"revenue":1000}}]})";

class PersonFacts : public ::testing::Test {
 protected:
  PersonFacts() {
    const Answer answer =
        server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n", kShop));
    EXPECT_EQ(answer.status, 200) << answer.body;
    server.flush();
  }
  static Json parsed(const Answer& answer) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    return Json::parse(answer.body, nullptr, false);
  }
  Json get(const std::string& path) { return parsed(server.ask(Role::viewer, "GET", path)); }
  std::string person(const std::string& user) {
    return "/api/persons/" +
           std::to_string(get("/api/persons?query=" + user)["persons"][0]["person"].get<std::uint64_t>());
  }
  std::string called(const std::string& user) { return get("/api/persons?query=" + user)["persons"][0]["label"]; }
  // One more message of Ann's, at this hour of a later day.
  void ann_sends(int hour, const std::string& rest) {
    const std::string at = std::to_string(hour);
    const std::string body = R"({"batch":[{"userId":"ann","messageId":"late-)" + at + R"(","timestamp":"2027-01-05T0)" +
                             at + R"(:00:00Z",)" + rest + "}]}";
    EXPECT_EQ(
        server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n", body)).status,
        200);
    server.flush();
  }
  Json send(Role role, std::string_view method, const std::string& path, const Json& body) {
    return parsed(server.ask(role, method, path, body.dump()));
  }
  int refused(Role role, std::string_view method, const std::string& path, const Json& body = Json::object()) {
    return server.ask(role, method, path, body.dump()).status;
  }

  TestServer server{&TestWarehouse::shared(), TestWarehouse::fresh_project()};
};

TEST_F(PersonFacts, APersonIsCalledByTheTraitsOfNow) {
  EXPECT_EQ(called("ann"), "ann");
  ann_sends(1, R"("type":"identify","traits":{"email":"ann@shop.example"})");
  EXPECT_EQ(called("ann"), "ann@shop.example");
  ann_sends(2, R"("type":"identify","traits":{"name":"Ann Lee"})");
  EXPECT_EQ(called("ann"), "Ann Lee");
  ann_sends(3, R"("type":"profile","op":"set_once","traits":{"name":"Somebody"})");
  EXPECT_EQ(called("ann"), "Ann Lee") << "she has a name already";
  ann_sends(4, R"("type":"identify","traits":{"name":null})");
  EXPECT_EQ(called("ann"), "ann@shop.example");
  ann_sends(5, R"("type":"profile","op":"set_once","traits":{"name":"Somebody"})");
  EXPECT_EQ(called("ann"), "Somebody");
  ann_sends(6, R"("type":"profile","op":"delete")");
  EXPECT_EQ(called("ann"), "ann") << "no trait is left that could name her";
}

TEST_F(PersonFacts, EveryValueOfATraitAndWhatBroughtIt) {
  const Json traits = get(person("ann") + "/traits")["traits"];
  ASSERT_EQ(traits.size(), 2U);
  EXPECT_EQ(traits[0]["name"], "age");
  const Json plan = traits[1]["changes"];
  ASSERT_EQ(plan.size(), 3U);
  EXPECT_EQ(plan[0]["value"], nullptr) << "unset, newest first";
  EXPECT_EQ(plan[1]["value"], "pro");
  EXPECT_EQ(plan[1]["since"], "2027-01-02T07:00:00.000Z");
  EXPECT_EQ(plan[1]["last_said"], "2027-01-03T07:00:00.000Z");
  EXPECT_EQ(plan[1]["times"], 2);
  EXPECT_EQ(plan[1]["by_id"], "ann");
  EXPECT_EQ(plan[2]["value"], "free");
  EXPECT_EQ(plan[2]["by"], "anonymous") << "said before she had signed in";
  EXPECT_EQ(plan[2]["by_id"], "web1");
  EXPECT_FALSE(plan[2]["event"].get<std::string>().empty());
  EXPECT_EQ(refused(Role::viewer, "GET", "/api/persons/999999/traits"), 404);
}

TEST_F(PersonFacts, FiguresAreHerOwn) {
  const Json figures = get(person("ann") + "/figures");
  EXPECT_EQ(figures["events"], 3) << "identify is no activity";
  EXPECT_EQ(figures["active_days"], 2);
  EXPECT_EQ(figures["sessions"], 3) << "the second order came 17 hours after the first";
  const Json asked = parsed(server.ask(Role::viewer, "POST", "/api/ask", R"({"analysis":"trend","question":{"series":[
      {"match":{},"measure":"sessions"}],"range":"ever","bucket":"total"}})"));
  EXPECT_EQ(asked["answer"]["series"][0]["values"][0].get<double>(), 3 + 1) << "as the analyses count; bob has one";
  EXPECT_EQ(figures["purchases"], 2);
  EXPECT_EQ(figures["revenue"], 105.5);
  EXPECT_EQ(figures["last_purchase"], "2027-01-04T23:59:00.000Z");
  EXPECT_EQ(figures["first"], "2027-01-01T07:01:00.000Z");
  EXPECT_TRUE(figures["missing"].empty());
  send(Role::analyst, "PUT", "/api/roles", {{"paid", {{"event", "Order Completed"}}}});
  const Json unmapped = get(person("ann") + "/figures");
  EXPECT_EQ(unmapped["missing"], Json::array({"revenue"}));
  EXPECT_EQ(unmapped["purchases"], 2);
  EXPECT_FALSE(unmapped.contains("revenue"));
  send(Role::analyst, "PUT", "/api/roles",
       {{"paid", {{"event", "Order Completed"}, {"where", {{"event", "revenue"}, {"op", ">"}, {"value", 50}}}}},
        {"revenue", "revenue"}});
  EXPECT_EQ(get(person("ann") + "/figures")["revenue"], 100.0) << "only purchases that the role means";
  send(Role::analyst, "PUT", "/api/roles", Json::object());
  EXPECT_EQ(get(person("ann") + "/figures")["missing"], Json::array({"purchase", "revenue"}));
}

TEST_F(PersonFacts, SegmentsAndLayersSinceTheFirstVersionWithoutABreak) {
  const std::string ever = R"({"name":"Buyers","filter":{"did":{"event":"Order Completed"}}})";
  parsed(server.ask(Role::analyst, "POST", "/api/segments", ever));
  parsed(server.ask(
      Role::analyst, "POST", "/api/layers",
      R"({"name":"Stage","kind":"custom","rules":[{"name":"buyer","filter":{"did":{"event":"Order Completed"}}}]})"));
  EXPECT_FALSE(get(person("ann") + "/audiences")["segments"][0].contains("day")) << "no version is kept";
  const ledger::Job job{.request = R"({"objects":[]})"};
  for (int day = 3; day >= 0; --day) {
    const auto done =
        audience::recompute(server.audience(), Calendar::utc(),
                            {job, server.clock.now() - days(day), {}, [](std::uint64_t, std::uint64_t) {}});
    ASSERT_TRUE(done) << describe(done.error());
  }
  const Json belongs = get(person("ann") + "/audiences");
  ASSERT_EQ(belongs["segments"].size(), 1U);
  EXPECT_EQ(belongs["segments"][0]["name"], "Buyers");
  EXPECT_EQ(belongs["segments"][0]["day"], "2027-01-12");
  EXPECT_EQ(belongs["segments"][0]["or_before"], true);
  ASSERT_EQ(belongs["layers"].size(), 1U);
  EXPECT_EQ(belongs["layers"][0]["layer"], "buyer");
  EXPECT_TRUE(get(person("bob") + "/audiences")["segments"].size() == 1);
}

TEST_F(PersonFacts, NotesAreReadByAllWrittenByAnalystsAndSurviveMergesAndTheirUndoing) {
  const std::string ann = person("ann"), bob = person("bob");
  EXPECT_EQ(refused(Role::viewer, "POST", ann + "/notes", {{"text", "hm"}}), 403);
  EXPECT_EQ(refused(Role::analyst, "POST", ann + "/notes", {{"text", ""}}), 400);
  const Json note = send(Role::analyst, "POST", ann + "/notes", {{"text", "called, wants a refund"}});
  send(Role::owner, "POST", bob + "/notes", {{"text", "of bob"}});
  EXPECT_EQ(note["author"], "analyst@test");
  const Json merge =
      send(Role::analyst, "POST", "/api/persons/merge",
           {{"from", {{"kind", "user"}, {"value", "bob"}}}, {"into", {{"kind", "user"}, {"value", "ann"}}}});
  server.flush();
  const Json both = get(ann + "/notes")["notes"];
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(get(bob + "/notes")["notes"], both) << "bob is ann now";
  EXPECT_EQ(both[0]["text"], "of bob");
  EXPECT_EQ(both[0]["may_delete"], false) << "a viewer asks";
  send(Role::analyst, "POST", "/api/links/" + std::to_string(merge["id"].get<std::uint64_t>()) + "/undo",
       Json::object());
  server.flush();
  EXPECT_EQ(get(ann + "/notes")["notes"].size(), 1U);
  EXPECT_EQ(get(bob + "/notes")["notes"][0]["text"], "of bob");

  const std::string mine = "/api/notes/" + note["id"].get<std::string>();
  EXPECT_EQ(send(Role::analyst, "PUT", mine, {{"text", "refunded"}})["text"], "refunded");
  EXPECT_EQ(refused(Role::owner, "PUT", mine, {{"text", "no"}}), 403) << "nobody changes another's words";
  const std::string of_bob = "/api/notes/" + get(bob + "/notes")["notes"][0]["id"].get<std::string>();
  EXPECT_EQ(refused(Role::analyst, "DELETE", of_bob), 403);
  send(Role::owner, "DELETE", mine, Json::object());
  EXPECT_EQ(refused(Role::owner, "DELETE", mine), 404);
  EXPECT_TRUE(get(ann + "/notes")["notes"].empty());
}

}  // namespace
}  // namespace throng::api
