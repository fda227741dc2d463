// /api/sql against the real engine: who may, what it answers, what it says when it refuses.
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
using testing::TestServer;
using warehouse::TestWarehouse;
using Json = nlohmann::json;

constexpr std::string_view kEvents = R"({"batch":[
{"type":"track","event":"Viewed","userId":"ann","messageId":"m1","timestamp":"2027-01-15T07:00:00Z","properties":{"price":3}},
{"type":"track","event":"Viewed","userId":"bob","messageId":"m2","timestamp":"2027-01-15T07:01:00Z"}]})";

class SqlApi : public ::testing::Test {
 protected:
  SqlApi() {
    server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n", kEvents));
    server.flush();
  }
  Answer post(const std::string& path, const Json& body, Role role = Role::analyst) {
    return server.ask(role, "POST", path, body.dump());
  }
  TestServer server{&TestWarehouse::shared(), TestWarehouse::fresh_project()};
};

TEST_F(SqlApi, AnswersColumnsAndRows) {
  const Answer answer = post("/api/sql", {{"sql", "SELECT event, count() AS n FROM events GROUP BY event"}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  const Json body = Json::parse(answer.body);
  EXPECT_EQ(body["columns"][1]["name"], "n");
  EXPECT_EQ(body["columns"][1]["type"], "UInt64");
  EXPECT_EQ(body["rows"], Json::parse(R"([["Viewed","2"]])"));
  EXPECT_EQ(body["row_count"], 1);
  EXPECT_EQ(body["truncated"], false);
  EXPECT_EQ(body["rows_read"], 2);
  EXPECT_EQ(Json::parse(post("/api/sql", {{"sql", "SELECT 1 FROM events"}, {"limit", 1}}).body)["truncated"], true);
}

TEST_F(SqlApi, IsForAnalysts) {
  EXPECT_EQ(post("/api/sql", {{"sql", "SELECT 1"}}, Role::viewer).status, 403);
  EXPECT_EQ(post("/api/sql/export", {{"sql", "SELECT 1"}}, Role::viewer).status, 403);
  EXPECT_EQ(server.ask(Role::viewer, "GET", "/api/sql/views").status, 403);
  EXPECT_EQ(post("/api/sql", {{"sql", "SELECT 1"}}, Role::owner).status, 200);
}

TEST_F(SqlApi, SaysWhatItRefuses) {
  const Answer answer = post("/api/sql", {{"sql", "SELECT * FROM system.tables"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(Json::parse(answer.body)["field"], "sql");
  EXPECT_THAT(Json::parse(answer.body)["detail"].get<std::string>(), HasSubstr("tables are the views"));
  EXPECT_EQ(Json::parse(post("/api/sql", {{"limit", 3}}).body)["field"], "sql");
  EXPECT_EQ(Json::parse(post("/api/sql", {{"sql", "SELECT 1"}, {"limit", 0}}).body)["field"], "limit");
  EXPECT_EQ(post("/api/sql", {{"sql", "SELECT '" + std::string(70'000, 'x') + "'"}}).status, 413);
}

TEST_F(SqlApi, ReturnsFiles) {
  const Answer csv = post("/api/sql/export?format=csv", {{"sql", "SELECT user_id FROM events ORDER BY 1"}});
  EXPECT_EQ(csv.status, 200);
  EXPECT_EQ(csv.body, "\"user_id\"\n\"ann\"\n\"bob\"\n");
  EXPECT_THAT(post("/api/sql/export?format=parquet", {{"sql", "SELECT * FROM persons"}}).body, HasSubstr("PAR1"));
  EXPECT_EQ(Json::parse(post("/api/sql/export?format=json", {{"sql", "SELECT 1 AS a"}}).body)[0]["a"], 1);
  EXPECT_EQ(Json::parse(post("/api/sql/export?format=xml", {{"sql", "SELECT 1"}}).body)["field"], "format");
  EXPECT_EQ(post("/api/sql/export", {{"sql", "SELECT 1 FROM events"}, {"limit", 1}}).status, 413);
}

TEST_F(SqlApi, DescribesTheViews) {
  const Json body = Json::parse(server.ask(Role::analyst, "GET", "/api/sql/views").body);
  ASSERT_EQ(body["views"].size(), 3U);
  EXPECT_EQ(body["views"][0]["name"], "events");
  EXPECT_EQ(body["views"][0]["columns"][0]["name"], "person");
  EXPECT_GT(body["functions"].size(), 500U);
}

}  // namespace
}  // namespace throng::api
