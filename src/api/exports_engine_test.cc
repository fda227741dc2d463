// Segments and tags as files, against the real engine: whoever is in them, with ids and traits.
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

// Ann has two anonymous ids and a plan that a spreadsheet would run; Bob a number and a list; Cat nothing.
constexpr std::string_view kShop = R"({"batch":[
{"type":"identify","userId":"ann","anonymousId":"a1","messageId":"m1","timestamp":"2027-01-15T07:00:00Z","traits":{"plan":"=1+1, \"x\"","person":"Ann"}},
{"type":"identify","userId":"ann","anonymousId":"a2","messageId":"m2","timestamp":"2027-01-15T07:01:00Z"},
{"type":"identify","userId":"bob","messageId":"m3","timestamp":"2027-01-15T07:02:00Z","traits":{"age":41.5,"likes":["tea","cup"]}},
{"type":"track","event":"Bought","userId":"ann","messageId":"m4","timestamp":"2027-01-15T07:03:00Z"},
{"type":"track","event":"Bought","userId":"bob","messageId":"m5","timestamp":"2027-01-15T07:04:00Z"},
{"type":"track","event":"Viewed","userId":"cat","messageId":"m6","timestamp":"2027-01-15T07:05:00Z"}]})";

class ExportsApi : public ::testing::Test {
 protected:
  ExportsApi() {
    const Answer answer =
        server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n", kShop));
    EXPECT_EQ(answer.status, 200) << answer.body;
    server.flush();
  }
  std::string make(const std::string& path, const Json& body) {
    const Answer answer = server.ask(Role::analyst, "POST", path, body.dump());
    EXPECT_EQ(answer.status, 200) << answer.body;
    return path + "/" + Json::parse(answer.body)["id"].get<std::string>() + "/export";
  }
  std::string segment(const Json& filter) { return make("/api/segments", {{"name", "S"}, {"filter", filter}}); }
  Answer get(const std::string& path, Role role = Role::analyst) { return server.ask(role, "GET", path); }
  std::string number(const std::string& user) {
    return Json::parse(get("/api/memberships?user_id=" + user).body)["person"].dump();
  }

  TestServer server{&TestWarehouse::shared(), TestWarehouse::fresh_project()};
};

const Json kBought = {{"did", {{"event", "Bought"}}}};

TEST_F(ExportsApi, CsvHasIdsAndTraitsAndRunsNothing) {
  const Answer file = get(segment(kBought) + "?traits=plan,age,likes,person");
  EXPECT_EQ(file.status, 200) << file.body;
  EXPECT_THAT(file.headers.at("content-type"), HasSubstr("text/csv"));
  EXPECT_EQ(file.body, "\xEF\xBB\xBFperson,user_ids,anonymous_ids,plan,age,likes,trait:person\r\n" + number("ann") +
                           ",ann,a1;a2,\"'=1+1, \"\"x\"\"\",,,Ann\r\n" + number("bob") +
                           ",bob,,,41.5,\"[\"\"tea\"\",\"\"cup\"\"]\",\r\n");
}

TEST_F(ExportsApi, LinesOfJsonKeepTheValues) {
  const Answer file = get(segment(kBought) + "?format=jsonl&traits=plan,likes");
  EXPECT_EQ(file.body, "{\"person\":" + number("ann") +
                           R"(,"user_ids":["ann"],"anonymous_ids":["a1","a2"],"traits":{"plan":"=1+1, \"x\""}})"
                           "\n{\"person\":" +
                           number("bob") +
                           R"(,"user_ids":["bob"],"anonymous_ids":[],"traits":{"likes":["tea","cup"]}})"
                           "\n");
}

TEST_F(ExportsApi, ParquetIsAFileOfThatKind) {
  const Answer file = get(segment(kBought) + "?format=parquet&traits=plan,person");
  EXPECT_EQ(file.status, 200) << file.body;
  EXPECT_TRUE(file.body.starts_with("PAR1") && file.body.ends_with("PAR1"));
  for (const char* column : {"person", "user_ids", "anonymous_ids", "plan", "trait:person"})
    EXPECT_THAT(file.body, HasSubstr(column));
  EXPECT_TRUE(get(make("/api/segments", {{"name", "Nobody"}, {"filter", {{"did", {{"event", "No such"}}}}}}) +
                  "?format=parquet")
                  .body.starts_with("PAR1"));
}

TEST_F(ExportsApi, TagsComeWithTheirValues) {
  const std::string tag = make(
      "/api/tags",
      {{"name", "Buyer"},
       {"kind", "rule"},
       {"rules",
        {{{"value", "yes"}, {"filter", kBought}}, {{"value", "no, never"}, {"filter", {{"all", Json::array()}}}}}}});
  EXPECT_EQ(get(tag).body, "\xEF\xBB\xBFperson,value,user_ids,anonymous_ids\r\n" + number("ann") +
                               ",yes,ann,a1;a2\r\n" + number("bob") + ",yes,bob,\r\n" + number("cat") +
                               ",\"no, never\",cat,\r\n");
  EXPECT_EQ(get(tag + "?value=yes&format=jsonl").body.find("never"), std::string::npos);
  EXPECT_EQ(get(tag + "?value=other&format=jsonl").body, "");
  const std::string number_tag =
      make("/api/tags", {{"name", "Times"},
                         {"kind", "statistic"},
                         {"statistic", {{"match", {{"event", "Bought"}}}, {"measure", "times"}, {"within", "ever"}}}});
  EXPECT_THAT(get(number_tag).body, HasSubstr(number("ann") + ",1,ann"));
}

TEST_F(ExportsApi, SaysWhatIsWrong) {
  const std::string path = segment(kBought);
  const auto field = [&](const std::string& query) { return Json::parse(get(path + query).body)["field"]; };
  EXPECT_EQ(field("?format=xml"), "format");
  EXPECT_EQ(field("?traits=plan,plan"), "traits");
  EXPECT_EQ(field("?traits=nobody_has_this"), "traits");
  EXPECT_EQ(get("/api/segments/nosuch/export").status, 404);
  EXPECT_EQ(get("/api/tags/nosuch/export").status, 404);
  EXPECT_EQ(get(path, Role::viewer).status, 403);
}

}  // namespace
}  // namespace throng::api
