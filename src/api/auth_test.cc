#include "api/auth.h"

#include <gtest/gtest.h>

#include "api/http/target.h"
#include "api/metrics.h"
#include "api/problem.h"
#include "api/sign_in_limiter.h"

namespace throng::api {
namespace {

TEST(Cookies, AreFoundByTheirWholeName) {
  EXPECT_EQ(cookie_value("a=1; throng_session=xyz; b=2", "throng_session"), "xyz");
  EXPECT_EQ(cookie_value("xthrong_session=no;throng_session=yes", "throng_session"), "yes");
  EXPECT_EQ(cookie_value("throng_session", "throng_session"), "");
  EXPECT_EQ(cookie_value("", "throng_session"), "");
}

TEST(Cookies, OfSessionsAreOutOfReachOfScriptsAndOtherSites) {
  EXPECT_EQ(session_cookie("t", {.secure = true, .max_age = days(14)}),
            "throng_session=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600; Secure");
  EXPECT_EQ(session_cookie("", {}), "throng_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
}

TEST(BasicAuth, GivesTheUserName) {
  EXPECT_EQ(basic_user("Basic d2tfMTIzOg=="), "wk_123");  // wk_123:
  EXPECT_EQ(basic_user("basic d2tfMTIzOnBhc3M="), "wk_123");
  EXPECT_EQ(basic_user("Basic d2tfMTIz"), "wk_123");
  EXPECT_EQ(basic_user("Bearer d2tfMTIz"), "");
  EXPECT_EQ(basic_user(""), "");
}

http::Request request_with(std::vector<http::HeaderView> headers) {
  http::Request request;
  request.headers = std::move(headers);
  return request;
}

TEST(CheckOrigin, LetsOnlyOurOwnPagesChangeThings) {
  EXPECT_TRUE(check_origin(request_with({{"Host", "h:1"}}), ""));
  EXPECT_TRUE(check_origin(request_with({{"Host", "h:1"}, {"Origin", "http://h:1"}}), ""));
  EXPECT_FALSE(check_origin(request_with({{"Host", "h:1"}, {"Origin", "http://evil"}}), ""));
  EXPECT_FALSE(check_origin(request_with({{"Host", "h:1"}, {"Origin", "null"}}), ""));
  EXPECT_TRUE(check_origin(request_with({{"Host", "inside"}, {"Origin", "https://t.example"}}), "https://t.example"));
  EXPECT_FALSE(check_origin(request_with({{"Host", "h:1"}, {"Sec-Fetch-Site", "cross-site"}}), ""));
}

TEST(CheckRole, EachMayDoWhatTheOneBeforeMay) {
  const Principal analyst{.role = ledger::Role::analyst};
  EXPECT_TRUE(check_role(analyst, Permission::viewer));
  EXPECT_TRUE(check_role(analyst, Permission::analyst));
  EXPECT_EQ(check_role(analyst, Permission::owner).error().code, ErrorCode::forbidden);
}

TEST(SignInLimiter, SlowsDownGuessing) {
  SignInLimiter limiter({.burst = 3, .refill = seconds(10)});
  Instant now = from_ms(1'000'000);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limiter.allow("a@x", "1.1.1." + std::to_string(i), now));
  EXPECT_FALSE(limiter.allow("a@x", "1.1.1.9", now));
  EXPECT_TRUE(limiter.allow("b@x", "1.1.1.8", now));
  now += seconds(10);
  EXPECT_TRUE(limiter.allow("a@x", "1.1.1.7", now));
  EXPECT_FALSE(limiter.allow("a@x", "1.1.1.6", now));
  limiter.succeeded("a@x");
  EXPECT_TRUE(limiter.allow("a@x", "1.1.1.5", now));
}

TEST(SignInLimiter, CountsAddressesToo) {
  SignInLimiter limiter({.burst = 2, .refill = seconds(10)});
  const Instant now = from_ms(1'000'000);
  EXPECT_TRUE(limiter.allow("a@x", "1.1.1.1", now));
  EXPECT_TRUE(limiter.allow("b@x", "1.1.1.1", now));
  EXPECT_FALSE(limiter.allow("c@x", "1.1.1.1", now));
}

TEST(SignInLimiter, RemembersABoundedNumberOfKeys) {
  SignInLimiter limiter({.max_keys = 100});
  for (int i = 0; i < 1000; ++i) limiter.allow("e" + std::to_string(i), "a" + std::to_string(i), from_ms(i));
  EXPECT_LE(limiter.remembered(), 100u);
}

TEST(Problems, CarryTheFieldAndTheStatus) {
  const http::Response response =
      problem_response(Error{ErrorCode::invalid_argument, "expected text, got \"3\"", "filter.all[0]"});
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(
      response.body,
      R"({"type":"about:blank","title":"invalid_argument","status":400,"detail":"expected text, got \"3\"","field":"filter.all[0]"})");
}

TEST(Problems, HaveAStatusForEveryCode) {
  EXPECT_EQ(status_of(ErrorCode::unauthenticated), 401);
  EXPECT_EQ(status_of(ErrorCode::forbidden), 403);
  EXPECT_EQ(status_of(ErrorCode::not_found), 404);
  EXPECT_EQ(status_of(ErrorCode::conflict), 409);
  EXPECT_EQ(status_of(ErrorCode::too_large), 413);
  EXPECT_EQ(status_of(ErrorCode::overloaded), 429);
  EXPECT_EQ(status_of(ErrorCode::io), 503);
  EXPECT_EQ(status_of(ErrorCode::deadline), 504);
  EXPECT_EQ(status_of(ErrorCode::internal), 500);
}

TEST(Query, IsDecoded) {
  const auto pairs = http::parse_query("a=1%202&b=x+y&bad=%zz&c&d=");
  ASSERT_EQ(pairs.size(), 4u);
  EXPECT_EQ(pairs[0].second, "1 2");
  EXPECT_EQ(pairs[1].second, "x y");
  EXPECT_EQ(pairs[2].first, "c");
  EXPECT_EQ(pairs[3].second, "");
}

TEST(RequestMetrics, CountsByRouteAndStatus) {
  RequestMetrics metrics(1);
  metrics.record(0, 200, std::chrono::milliseconds(3));
  metrics.record(0, 200, std::chrono::milliseconds(30));
  metrics.record(-1, 418, std::chrono::milliseconds(1));
  std::string out;
  metrics.write(out, {"GET /\"x\""});
  EXPECT_NE(out.find("throng_http_requests_total{route=\"GET /\\\"x\\\"\",status=\"200\"} 2\n"), std::string::npos)
      << out;
  EXPECT_NE(out.find("{route=\"none\",status=\"other\"} 1\n"), std::string::npos);
  EXPECT_NE(out.find("_bucket{route=\"GET /\\\"x\\\"\",le=\"0.005\"} 1\n"), std::string::npos);
  EXPECT_NE(out.find("_bucket{route=\"GET /\\\"x\\\"\",le=\"+Inf\"} 2\n"), std::string::npos);
}

}  // namespace
}  // namespace throng::api
