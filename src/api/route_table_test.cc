#include "api/route_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace throng::api {
namespace {

using http::Method;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

RouteTable table() {
  return RouteTable({{.method = Method::get, .path = "/api/persons"},
                     {.method = Method::get, .path = "/api/persons/{person}"},
                     {.method = Method::get, .path = "/api/persons/{person}/events"},
                     {.method = Method::post, .path = "/api/persons/merge"},
                     {.method = Method::post, .path = "/api/links/{id}/undo"}});
}

TEST(RouteTable, FindsByMethodAndPath) {
  EXPECT_EQ(table().find(Method::get, "/api/persons"), 0);
  EXPECT_EQ(table().find(Method::head, "/api/persons/"), 0);
  EXPECT_EQ(table().find(Method::get, "/api/persons/17"), 1);
  EXPECT_EQ(table().find(Method::get, "/api/persons/17/events/"), 2);
  EXPECT_EQ(table().find(Method::post, "/api/persons/merge"), 3);
}

TEST(RouteTable, FindsNothingElse) {
  EXPECT_EQ(table().find(Method::post, "/api/persons"), RouteTable::kNone);
  EXPECT_EQ(table().find(Method::get, "/api"), RouteTable::kNone);
  EXPECT_EQ(table().find(Method::get, "/"), RouteTable::kNone);
  EXPECT_EQ(table().find(Method::get, "/api/persons//events"), RouteTable::kNone);
  EXPECT_EQ(table().find(Method::get, "/api/persons/1/2"), RouteTable::kNone);
  EXPECT_EQ(table().find(Method::other, "/api/persons"), RouteTable::kNone);
}

TEST(RouteTable, TellsWhichMethodsAPathTakes) {
  EXPECT_THAT(table().at("/api/persons/"), ElementsAre(0));
  EXPECT_THAT(table().at("/api/persons/9"), ElementsAre(1));
  EXPECT_THAT(table().at("/nothing"), IsEmpty());
}

TEST(RouteTable, ReadsTheParametersOfAPath) {
  EXPECT_THAT(RouteTable::params("/api/persons/{person}/events", "/api/persons/17/events/"), ElementsAre("17"));
  EXPECT_THAT(RouteTable::params("/a/{x}/b/{y}", "/a/1/b/zwei"), ElementsAre("1", "zwei"));
  EXPECT_THAT(RouteTable::params("/a", "/a"), IsEmpty());
}

}  // namespace
}  // namespace throng::api
