// Events as a file, against the real engine: in order, all of them, and nothing goes on when the reader is gone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/testing/test_server.h"
#include "warehouse/testing.h"

namespace throng::api {
namespace {

using ledger::Role;
using testing::Answer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::RawClient;
using testing::request_text;
using testing::TestServer;
using warehouse::TestWarehouse;
using Json = nlohmann::json;

constexpr std::string_view kShop = R"({"batch":[
{"type":"track","event":"付款","userId":"ann","messageId":"m4","timestamp":"2027-01-15T07:03:00.250Z","properties":{"金额":5,"note":"=1+1"},"context":{"sessionId":"s1"}},
{"type":"track","event":"Viewed","anonymousId":"a1","messageId":"m2","timestamp":"2027-01-14T07:01:00Z"},
{"type":"identify","userId":"ann","anonymousId":"a1","messageId":"m3","timestamp":"2027-01-15T07:02:00Z","traits":{"plan":"pro"}},
{"type":"track","event":"Viewed","userId":"bob","messageId":"m1","timestamp":"2026-12-31T23:59:59Z"}]})";

class EventExport : public ::testing::Test {
 protected:
  void send(std::string_view batch) {
    const Answer answer =
        server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n", batch));
    EXPECT_EQ(answer.status, 200) << answer.body;
  }
  Answer get(const std::string& query, Role role = Role::analyst) {
    server.flush();
    return server.ask_with_key(role, "GET", "/api/events/export?" + query);
  }
  std::vector<std::string> ids(const std::string& query) {
    const Answer answer = get(query);
    EXPECT_EQ(answer.status, 200) << answer.body;
    std::vector<std::string> out;
    std::istringstream lines(answer.body);
    for (std::string line; std::getline(lines, line);) out.push_back(Json::parse(line)["messageId"]);
    return out;
  }
  static std::string id(const std::string& message) {
    return "throng:" + model::to_text(model::event_id_from(message));
  }

  TestServer server{&TestWarehouse::shared(), TestWarehouse::fresh_project()};
};

TEST_F(EventExport, IsInOrderOfTimeAndNamesPersons) {
  send(kShop);
  EXPECT_THAT(ids(""), ElementsAre(id("m1"), id("m2"), id("m3"), id("m4")));
  EXPECT_THAT(ids("event=Viewed"), ElementsAre(id("m1"), id("m2")));
  EXPECT_THAT(ids("from=2027-01-14"), ElementsAre(id("m2"), id("m3"), id("m4")));
  EXPECT_THAT(ids("from=2027-01-14T07:01:00.000Z&to=2027-01-15T07:02:00Z"), ElementsAre(id("m2")));
  EXPECT_THAT(ids("from=2028-01-01"), ElementsAre());
  const Answer answer = get("from=2027-01-14");
  EXPECT_EQ(answer.headers.at("content-type"), "application/x-ndjson");
  EXPECT_THAT(answer.headers.at("content-disposition"), HasSubstr("events.jsonl"));
  std::istringstream lines(answer.body);
  std::string viewed, identify, paid;
  std::getline(lines, viewed);
  std::getline(lines, identify);
  std::getline(lines, paid);
  EXPECT_EQ(Json::parse(viewed)["person"], Json::parse(paid)["person"]) << "she was ann all along";
  EXPECT_EQ(Json::parse(paid)["properties"].dump(), R"({"note":"=1+1","金额":5})");
  EXPECT_EQ(Json::parse(paid)["context"]["sessionId"], "s1");
}

TEST_F(EventExport, CsvAndParquet) {
  send(kShop);
  const Answer csv = get("format=csv&event=%E4%BB%98%E6%AC%BE");
  EXPECT_THAT(csv.body,
              HasSubstr("time,received,person,event_id,event,user_id,anonymous_id,session,channel,device,os,browser,"
                        "page,properties\r\n2027-01-15T07:03:00.250Z,"));
  EXPECT_THAT(csv.body, HasSubstr(",付款,ann,,s1,,,,,,\"{\"\"金额\"\":5,\"\"note\"\":\"\"=1+1\"\"}\"\r\n"));
  const Answer parquet = get("format=parquet");
  EXPECT_TRUE(parquet.body.starts_with("PAR1") && parquet.body.ends_with("PAR1")) << parquet.body;
}

TEST_F(EventExport, SaysWhatIsWrong) {
  EXPECT_EQ(get("", Role::viewer).status, 403);
  for (const auto& [query, field] : {std::pair{"from=yesterday", "from"},
                                     {"to=x", "to"},
                                     {"format=xml", "format"},
                                     {"from=2027-01-02&to=2027-01-01", "to"}}) {
    const Answer answer = get(query);
    EXPECT_EQ(answer.status, 400) << query;
    EXPECT_EQ(Json::parse(answer.body)["field"], field) << query;
  }
}

TEST_F(EventExport, ManyOfOneInstantComeOnceEach) {
  std::set<std::string> sent;
  for (int batch = 0; batch < 45; ++batch) {
    std::string body = R"({"batch":[)";
    for (int i = 0; i < 1000; ++i) {
      const std::string message = std::to_string(batch) + "/" + std::to_string(i);
      body += std::string(i > 0 ? "," : "") + R"({"type":"track","event":"E","userId":"u","messageId":")" + message +
              R"(","timestamp":"2027-01-15T07:0)" + std::to_string(batch % 2) + R"(:00Z"})";
      sent.insert(id(message));
    }
    send(body + "]}");
  }
  const auto got = ids("");
  EXPECT_EQ(got.size(), 45'000U);
  EXPECT_EQ(std::set(got.begin(), got.end()), sent);
}

TEST_F(EventExport, StopsWhenNobodyReadsAnyMore) {
  for (int batch = 0; batch < 45; ++batch) {
    std::string body = R"({"batch":[)";
    for (int i = 0; i < 1000; ++i)
      body += std::string(i > 0 ? "," : "") + R"({"type":"track","event":"E","userId":"u","messageId":")" +
              std::to_string(batch * 1000 + i) + R"(","timestamp":"2027-01-15T07:00:00Z","properties":{"text":")" +
              std::string(200, 'x') + R"("}})";
    send(body + "]}");
  }
  server.flush();
  for (int i = 0; i < 5; ++i) {
    const RawClient client(server.port());
    client.send(request_text("GET", "/api/events/export", server.headers_of(Role::analyst)));
  }
  RawClient client(server.port());
  client.send(request_text("GET", "/api/events/export", server.headers_of(Role::analyst)));
  EXPECT_NE(client.receive_until("200 OK"), "");
  EXPECT_EQ(ids("event=none").size(), 0U) << "the server answers others meanwhile";
}

}  // namespace
}  // namespace throng::api
