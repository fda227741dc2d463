// The whole server over loopback sockets, with a real ledger and collector and a warehouse that is empty.
#include "api/app.h"

#include <array>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "api/messages.h"
#include "api/routes.h"
#include "api/testing/test_server.h"

namespace throng::api {
namespace {

using ledger::Role;
using testing::Answer;
using testing::kNobody;
using testing::RawClient;
using testing::request_text;
using testing::TestServer;
using Json = nlohmann::json;

class ServerTest : public ::testing::Test {
 protected:
  TestServer server;
};

// ---- who may do what -----------------------------------------------------------------------------------------

std::string filled(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] != '{') {
      out += path[i];
      continue;
    }
    out += "999";
    i = path.find('}', i);
  }
  return out;
}

TEST_F(ServerTest, EveryRouteLetsInExactlyWhoMay) {
  for (const Route& route : all_routes()) {
    if (route.permission < Permission::viewer || route.answers == "text/event-stream") continue;
    if (route.method == http::Method::remove && route.path == "/api/session") continue;  // would sign the test out
    const std::string method(http::text_of(route.method));
    EXPECT_EQ(server.ask(kNobody, method, filled(route.path), "{}").status, 401) << method << " " << route.path;
    for (const Role role : {Role::viewer, Role::analyst, Role::owner}) {
      const bool may =
          static_cast<int>(route.permission) - static_cast<int>(Permission::viewer) <= static_cast<int>(role);
      for (const int status : {server.ask(role, method, filled(route.path), "[]").status,
                               server.ask_with_key(role, method, filled(route.path), "[]").status}) {
        EXPECT_EQ(status == 403, !may) << method << " " << route.path << " as " << json::enum_text(role) << ": "
                                       << status;
        EXPECT_NE(status, 401) << method << " " << route.path;
        EXPECT_NE(status, 404 + 1) << method << " " << route.path;
      }
    }
  }
}

TEST_F(ServerTest, ChangesByCookieNeedTheTokenAndOurOrigin) {
  const auto& owner = server.signed_in(Role::owner);
  const std::string body = R"({"label":"x"})";
  const auto status = [&](const std::string& headers) {
    return server
        .raw(request_text("POST", "/api/keys", "Cookie: throng_session=" + owner.cookie + "\r\n" + headers, body))
        .status;
  };
  const std::string token = "X-CSRF-Token: " + owner.csrf + "\r\n";
  EXPECT_EQ(status(""), 403);
  EXPECT_EQ(status("X-CSRF-Token: wrong\r\n"), 403);
  EXPECT_EQ(status(token), 200);
  EXPECT_EQ(status(token + "Origin: http://test\r\n"), 200);
  EXPECT_EQ(status(token + "Origin: http://elsewhere\r\n"), 403);
  EXPECT_EQ(status(token + "Sec-Fetch-Site: cross-site\r\n"), 403);
}

TEST_F(ServerTest, SigningInAndOut) {
  EXPECT_EQ(server.ask(kNobody, "GET", "/api/session").status, 401);
  EXPECT_EQ(server.ask(kNobody, "POST", "/api/session", R"({"email":"owner@test","password":"wrong password"})").status,
            401);
  const Answer in = server.ask(kNobody, "POST", "/api/session", testing::credentials(Role::owner));
  ASSERT_EQ(in.status, 200) << in.body;
  EXPECT_NE(in.headers.at("set-cookie").find("HttpOnly; SameSite=Lax"), std::string::npos);
  const Json view = Json::parse(in.body);
  EXPECT_EQ(view["who"]["email"], "owner@test");
  EXPECT_EQ(view["project"]["id"], "shop");
  EXPECT_EQ(server.ask(Role::owner, "GET", "/api/session").status, 200);
  EXPECT_EQ(server.ask(Role::owner, "DELETE", "/api/session").status, 200);
  EXPECT_EQ(server.ask(Role::owner, "GET", "/api/session").status, 401);
}

TEST_F(ServerTest, GuessingPasswordsIsSlowedDown) {
  const std::string wrong = R"({"email":"nobody@test","password":"wrong password"})";
  for (int i = 0; i < 10; ++i) EXPECT_EQ(server.ask(kNobody, "POST", "/api/session", wrong).status, 401);
  const Answer refused = server.ask(kNobody, "POST", "/api/session", wrong);
  EXPECT_EQ(refused.status, 429);
  EXPECT_TRUE(refused.headers.contains("retry-after"));
  server.clock.advance(minutes(10));
  EXPECT_EQ(server.ask(kNobody, "POST", "/api/session", wrong).status, 401);
}

TEST_F(ServerTest, ARoleThatChangesCountsAtOnce) {
  const auto id = server.signed_in(Role::analyst).id;
  EXPECT_EQ(server.ask(Role::analyst, "DELETE", "/api/segments/none").status, 404);
  EXPECT_EQ(
      server.ask(Role::owner, "PUT", "/api/operators/" + std::to_string(id) + "/role", R"({"role":"viewer"})").status,
      200);
  EXPECT_EQ(server.ask(Role::analyst, "DELETE", "/api/segments/none").status, 403);
}

TEST_F(ServerTest, AnOwnerResetsAPasswordAndEndsTheSessions) {
  const std::string id = std::to_string(server.signed_in(Role::analyst).id);
  const std::string path = "/api/operators/" + id + "/password";
  EXPECT_EQ(Json::parse(server.ask(Role::owner, "PUT", path, R"({"password":"short"})").body)["field"], "password");
  EXPECT_EQ(Json::parse(server.ask(Role::owner, "PUT", path, "{}").body)["field"], "password");
  EXPECT_EQ(server.ask(Role::owner, "PUT", "/api/operators/999/password", R"({"password":"a new long one"})").status,
            404);
  EXPECT_EQ(server.ask(Role::owner, "PUT", path, R"({"password":"a new long one"})").status, 200);
  EXPECT_EQ(server.ask(Role::analyst, "GET", "/api/overview").status, 401);
  EXPECT_EQ(
      server.ask(kNobody, "POST", "/api/session", R"({"email":"analyst@test","password":"a new long one"})").status,
      200);
}

TEST_F(ServerTest, ChangingOnesOwnPasswordNeedsTheOldOne) {
  const auto change = [&](std::string_view current, std::string_view wanted) {
    return server.ask(Role::viewer, "PUT", "/api/session/password",
                      json::to_string(PasswordRequest{std::string(current), std::string(wanted)}));
  };
  EXPECT_EQ(Json::parse(change("not the old one", "a new long one").body)["field"], "current");
  EXPECT_EQ(Json::parse(change(testing::kPassword, "short").body)["field"], "wanted");
  EXPECT_EQ(server.ask(Role::viewer, "GET", "/api/session").status, 200) << "a mistake signs nobody out";
  EXPECT_EQ(change(testing::kPassword, "a new long one").status, 200);
  EXPECT_EQ(
      server.ask(kNobody, "POST", "/api/session", R"({"email":"viewer@test","password":"a new long one"})").status,
      200);
}

TEST_F(ServerTest, KeysAreShownOnceAndCanBeRevoked) {
  const Json made = Json::parse(
      server.ask(Role::owner, "POST", "/api/keys", R"({"kind":"secret","label":"script","role":"viewer"})").body);
  const std::string bearer = "Authorization: Bearer " + made["text"].get<std::string>() + "\r\n";
  EXPECT_EQ(server.raw(request_text("GET", "/api/session", bearer)).status, 200);
  EXPECT_EQ(server.raw(request_text("GET", "/api/keys", bearer)).status, 403);
  EXPECT_EQ(server.ask(Role::owner, "GET", "/api/keys").body.find(made["text"].get<std::string>()), std::string::npos);
  EXPECT_EQ(server.ask(Role::owner, "DELETE", "/api/keys/" + std::to_string(made["key"]["id"].get<int>())).status, 200);
  EXPECT_EQ(server.raw(request_text("GET", "/api/session", bearer)).status, 401);
}

// ---- errors --------------------------------------------------------------------------------------------------

TEST_F(ServerTest, MistakesAreProblemDocumentsThatNameTheField) {
  const Answer answer = server.ask(Role::owner, "POST", "/api/keys", R"({"kind":"golden"})");
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json");
  EXPECT_EQ(Json::parse(answer.body)["field"], "kind");
  EXPECT_EQ(server.ask(Role::owner, "POST", "/api/keys", "{").status, 400);
  EXPECT_EQ(Json::parse(server.ask(Role::viewer, "GET", "/api/persons?limit=many").body)["field"], "limit");
}

TEST_F(ServerTest, UnknownPathsAndMethods) {
  EXPECT_EQ(server.ask(Role::owner, "GET", "/api/nothing").status, 404);
  const Answer wrong = server.ask(Role::owner, "PATCH", "/api/segments");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.headers.at("allow"), "OPTIONS, GET, POST");
  EXPECT_EQ(server.ask(kNobody, "POST", "/somewhere", "{}").status, 404);
}

// ---- segments ------------------------------------------------------------------------------------------------

TEST_F(ServerTest, SegmentsMayNotNameWhatDoesNotExistNorThemselves) {
  const auto save = [&](const std::string& method, const std::string& path, const std::string& name,
                        const std::string& filter) {
    return server.ask(Role::analyst, method, path, R"({"name":")" + name + R"(","filter":)" + filter + "}");
  };
  const Answer first = save("POST", "/api/segments", "first", R"({"person":"plan","op":"is","value":"pro"})");
  ASSERT_EQ(first.status, 200) << first.body;
  const std::string a = Json::parse(first.body)["id"];
  const Answer second = save("POST", "/api/segments", "second", R"({"in_segment":")" + a + R"("})");
  ASSERT_EQ(second.status, 200) << second.body;
  const std::string b = Json::parse(second.body)["id"];

  EXPECT_EQ(save("POST", "/api/segments", "first", R"({"all":[]})").status, 409);
  EXPECT_EQ(save("POST", "/api/segments", "lost", R"({"in_segment":"nowhere"})").status, 400);
  const Answer circle = save("PUT", "/api/segments/" + a, "first", R"({"in_segment":")" + b + R"("})");
  EXPECT_EQ(circle.status, 400);
  EXPECT_NE(circle.body.find("first > second > first"), std::string::npos) << circle.body;
  EXPECT_EQ(Json::parse(save("POST", "/api/segments", "x", R"({"all":[{"person":"plan","op":"near"}]})").body)["field"],
            "filter.all[0].op");

  EXPECT_EQ(server.ask(Role::analyst, "DELETE", "/api/segments/" + a).status, 409);
  EXPECT_EQ(server.ask(Role::analyst, "DELETE", "/api/segments/" + b).status, 200);
  EXPECT_EQ(server.ask(Role::analyst, "DELETE", "/api/segments/" + a).status, 200);
  EXPECT_EQ(Json::parse(server.ask(Role::viewer, "GET", "/api/segments").body)["segments"].size(), 0u);
}

// ---- collect -------------------------------------------------------------------------------------------------

constexpr std::string_view kEvent = R"({"type":"track","event":"A","userId":"u1","messageId":"m1"})";

TEST_F(ServerTest, CollectTakesEventsByAnyPathAndType) {
  const std::string auth = "Authorization: " + server.write_auth() + "\r\nContent-Type: text/plain\r\n";
  for (const char* path : {"/v1/track", "/v1/track/", "/v1/t", "/v1/i", "/v1/p", "/v1/s"}) {
    const Answer answer = server.raw(request_text("POST", path, auth, kEvent));
    EXPECT_EQ(answer.status, 200) << path << answer.body;
    EXPECT_EQ(answer.body, R"({"success":true})") << path;
  }
  for (const char* path : {"/v1/batch", "/v1/b/"}) {
    EXPECT_EQ(server.raw(request_text("POST", path, auth, R"({"batch":[)" + std::string(kEvent) + "]}")).status, 200)
        << path;
  }
  EXPECT_EQ(server.raw(request_text("POST", "/v1/m", auth, "{}")).status, 200);
}

TEST_F(ServerTest, CollectSaysWhatIsWrong) {
  const std::string auth = "Authorization: " + server.write_auth() + "\r\n";
  const std::string origin = "Origin: https://shop.example\r\n";
  const Answer broken = server.raw(request_text("POST", "/v1/batch", auth + origin, "{\"batch\":"));
  EXPECT_EQ(broken.status, 400);
  EXPECT_EQ(broken.headers.at("access-control-allow-origin"), "https://shop.example");
  EXPECT_EQ(server.raw(request_text("POST", "/v1/track", "Authorization: Basic bm9wZTo=\r\n", kEvent)).status, 401);
  const Answer large = server.raw(request_text("POST", "/v1/batch", auth + origin, std::string(600'000, 'x')));
  EXPECT_EQ(large.status, 413);
  EXPECT_EQ(large.headers.at("access-control-allow-origin"), "https://shop.example");
}

TEST_F(ServerTest, CollectAnswersPreflights) {
  const Answer answer =
      server.raw(request_text("OPTIONS", "/v1/t",
                              "Origin: https://shop.example\r\nAccess-Control-Request-Method: POST\r\n"
                              "Access-Control-Request-Headers: authorization,content-type\r\n"));
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.headers.at("access-control-allow-origin"), "https://shop.example");
  EXPECT_EQ(answer.headers.at("access-control-allow-credentials"), "true");
  EXPECT_EQ(answer.headers.at("access-control-allow-headers"), "authorization,content-type");
  EXPECT_EQ(answer.headers.at("access-control-max-age"), "86400");
  const Answer own = server.raw(request_text("OPTIONS", "/api/keys", "Origin: https://shop.example\r\n"));
  EXPECT_FALSE(own.headers.contains("access-control-allow-origin"));
}

TEST_F(ServerTest, TellsTheBrowserSdkWhereToSend) {
  const Answer answer = server.raw(
      request_text("GET", "/v1/projects/" + server.write_key() + "/settings", "Origin: https://shop.example\r\n"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.at("access-control-allow-origin"), "https://shop.example");
  const Json integration = Json::parse(answer.body)["integrations"]["Segment.io"];
  EXPECT_EQ(integration["apiKey"], server.write_key());
  EXPECT_EQ(integration["apiHost"], "test/v1");
  EXPECT_EQ(integration["protocol"], "http");
  EXPECT_EQ(server.raw(request_text("GET", "/v1/projects/nope/settings")).status, 404);
}

TEST_F(ServerTest, TellsRudderStacksSdksOfOneSourceWithoutDestinations) {
  const std::string origin = "Origin: https://shop.example\r\n";
  const auto ask = [&](const std::string& target, const std::string& head) {
    return server.raw(request_text("GET", target, origin + head));
  };
  const std::string as_key = "Authorization: " + server.write_auth() + "\r\n";
  for (const Answer& answer :
       {ask("/sourceConfig/?p=npm&v=3&writeKey=" + server.write_key(), ""), ask("/sourceConfig?p=android", as_key)}) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.headers.at("access-control-allow-origin"), "https://shop.example");
    const Json source = Json::parse(answer.body)["source"];
    EXPECT_EQ(source["id"], server.write_key());
    EXPECT_EQ(source["enabled"], true);
    EXPECT_EQ(source["destinations"], Json::array());
    EXPECT_EQ(source["config"]["statsCollection"]["errors"]["enabled"], false);
    EXPECT_EQ(source["config"]["statsCollection"]["metrics"]["enabled"], false);
  }
  EXPECT_EQ(ask("/sourceConfig?writeKey=nope", as_key).status, 404);
  EXPECT_EQ(ask("/sourceConfig", "").status, 404);
}

TEST_F(ServerTest, TakesAmplitudesIdentifications) {
  const auto send = [&](const std::string& target, const std::string& body) {
    return server.raw(request_text("POST", target, "Content-Type: application/x-www-form-urlencoded\r\n", body));
  };
  const std::string key = "api_key=" + server.write_key();
  const Answer identified = send("/identify", key + R"(&identification=[{"user_id":"ann","user_properties":{"a":1}}])");
  EXPECT_EQ(identified.status, 200) << identified.body;
  EXPECT_EQ(identified.body, "success");
  EXPECT_EQ(send("/groupidentify", key + R"(&identification={"group_type":"c","group_value":"a"})").status, 200);
  EXPECT_EQ(send("/identify", "api_key=nope&identification=[]").status, 400);
  EXPECT_EQ(send("/identify", key).status, 400);
}

TEST_F(ServerTest, LiveShowsEventsAsTheyAreAccepted) {
  RawClient live(server.port());
  live.send(request_text("GET", "/api/live", server.headers_of(Role::viewer)));
  EXPECT_NE(live.receive_until("\r\n\r\n").find("text/event-stream"), std::string::npos);
  server.raw(request_text("POST", "/v1/track", "Authorization: " + server.write_auth() + "\r\n", kEvent));
  EXPECT_NE(live.receive_until("event: event\n"), "");
  EXPECT_NE(live.receive_until("\n\n").find(R"("name":"A")"), std::string::npos);
}

// ---- system --------------------------------------------------------------------------------------------------

TEST_F(ServerTest, TellsAboutItself) {
  EXPECT_EQ(server.ask(kNobody, "GET", "/healthz").body, "ok\n");
  EXPECT_EQ(server.ask(kNobody, "GET", "/readyz").status, 200);
  EXPECT_TRUE(Json::parse(server.ask(kNobody, "GET", "/openapi.json").body).contains("paths"));
  server.raw(request_text("POST", "/v1/track", "Authorization: " + server.write_auth() + "\r\n", kEvent));
  const std::string metrics = server.ask(kNobody, "GET", "/metrics").body;
  for (const char* name :
       {"throng_http_requests_total{route=\"POST /v1/track\",status=\"200\"} 1\n", "throng_collect_accepted_total 1\n",
        "throng_timeline_events", "process_resident_memory_bytes"}) {
    EXPECT_NE(metrics.find(name), std::string::npos) << name << "\n" << metrics;
  }
}

TEST_F(ServerTest, WithoutTheBuiltPageSaysHowToBuildIt) {
  const Answer answer = server.ask(kNobody, "GET", "/");
  EXPECT_EQ(answer.status, 200);
  EXPECT_NE(answer.body.find("./dev build"), std::string::npos);
}

}  // namespace
}  // namespace throng::api
