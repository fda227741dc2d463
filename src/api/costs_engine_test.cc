// Costs over HTTP, and in the answers that look them up.
#include <gtest/gtest.h>

#include "api/testing/test_server.h"
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
{"type":"page","userId":"ann","messageId":"m1","timestamp":"2027-01-15T07:00:00Z","context":{"page":{"url":"https://s.example/?utm_medium=email"}}},
{"type":"track","event":"Bought","userId":"ann","messageId":"m2","timestamp":"2027-01-15T07:03:00Z","properties":{"price":30}}]})";
constexpr std::string_view kQuestion = R"({"analysis":"attribution","question":{"conversion":{"event":"Bought"},
"value":"price","models":["last"],"range":{"last":7,"unit":"day"}}})";

class CostsApi : public ::testing::Test {
 protected:
  CostsApi() {
    const Answer answer =
        server.raw(request_text("POST", "/v1/batch", "Authorization: " + server.write_auth() + "\r\n", kShop));
    EXPECT_EQ(answer.status, 200) << answer.body;
    server.flush();
  }
  Json parsed(const Answer& answer) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    return Json::parse(answer.body, nullptr, false);
  }
  Json get(const std::string& path) { return parsed(server.ask(Role::viewer, "GET", path)); }
  Json send(std::string_view method, const std::string& path, const std::string& body) {
    return parsed(server.ask(Role::analyst, method, path, body));
  }
  Json email() {
    return parsed(server.ask(Role::viewer, "POST", "/api/ask", std::string(kQuestion)))["answer"]["channels"][0];
  }

  TestServer server{&TestWarehouse::shared(), TestWarehouse::fresh_project()};
};

TEST_F(CostsApi, AreSetListedAndDeleted) {
  const std::string rows = R"({"rows":[{"day":"2027-01-14","channel":"email","cost":1.5},
{"day":"2027-01-15","channel":"radio","cost":2,"clicks":3,"impressions":40}]})";
  EXPECT_EQ(send("PUT", "/api/costs", rows)["rows"], 2);
  EXPECT_EQ(send("PUT", "/api/costs", rows)["rows"], 2);
  const Json all = get("/api/costs");
  EXPECT_EQ(all["total"], 2);
  EXPECT_EQ(all["cost"], 3.5);
  EXPECT_EQ(all["rows"][0]["channel"], "radio");
  EXPECT_EQ(all["rows"][0]["impressions"], 40);
  EXPECT_EQ(get("/api/costs?last=2027-01-14")["rows"][0]["channel"], "email");
  EXPECT_EQ(get("/api/costs?first=2027-01-15")["total"], 1);
  EXPECT_EQ(get("/api/costs?channel=email&limit=0")["total"], 1);
  EXPECT_EQ(send("POST", "/api/costs/csv", "channel,day,cost\nradio,2027-01-15,7\n")["rows"], 1);
  EXPECT_EQ(get("/api/costs")["cost"], 8.5);
  EXPECT_EQ(send("DELETE", "/api/costs?first=2027-01-15&last=2027-01-15", "{}")["rows"], 1);
  EXPECT_EQ(get("/api/costs")["total"], 1);
}

TEST_F(CostsApi, SayWhatIsWrong) {
  const auto field = [&](std::string_view method, const std::string& path, const std::string& body) {
    const Answer answer = server.ask(Role::analyst, method, path, body);
    EXPECT_EQ(answer.status, 400) << answer.body;
    return Json::parse(answer.body).value("field", "");
  };
  EXPECT_EQ(field("PUT", "/api/costs", R"({"rows":[{"day":"2027-13-01","channel":"a","cost":1}]})"), "rows[0].day");
  EXPECT_EQ(field("PUT", "/api/costs", R"({"rows":[{"day":"2027-12-01","channel":"a","cost":-1}]})"), "rows[0].cost");
  EXPECT_EQ(field("POST", "/api/costs/csv", "day,channel,cost\n2027-12-01,a,much\n"), "line 2, cost");
  EXPECT_EQ(field("DELETE", "/api/costs?first=yesterday", "{}"), "first");
  EXPECT_EQ(server.ask(Role::viewer, "PUT", "/api/costs", R"({"rows":[]})").status, 403);
}

TEST_F(CostsApi, AreInTheNextAnswer) {
  EXPECT_FALSE(email().contains("cost"));
  send("PUT", "/api/costs", R"({"rows":[{"day":"2027-01-15","channel":"email","cost":15}]})");
  EXPECT_EQ(email()["channel"], "email");
  EXPECT_EQ(email()["cost"], 15);
  EXPECT_EQ(email()["credits"][0]["roas"], 2);
  send("PUT", "/api/costs", R"({"rows":[{"day":"2027-01-15","channel":"email","cost":60}]})");
  EXPECT_EQ(email()["credits"][0]["cpa"], 60) << "not the answer that was kept";
  send("DELETE", "/api/costs", "{}");
  EXPECT_FALSE(email().contains("cost"));
}

}  // namespace
}  // namespace throng::api
