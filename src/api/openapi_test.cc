#include "api/openapi.h"

#include <cctype>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "analyze/registry.h"
#include "api/routes.h"

namespace throng::api {
namespace {

using Json = nlohmann::json;

void collect_refs(const Json& node, std::set<std::string>& refs) {
  if (node.is_object() && node.contains("$ref")) refs.insert(node["$ref"].get<std::string>());
  if (node.is_structured()) {
    for (const auto& child : node) collect_refs(child, refs);
  }
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(c));
  return text;
}

TEST(OpenApi, HasEveryRouteWithASummaryOfItsOwn) {
  const Json document = Json::parse(openapi_document());
  EXPECT_EQ(document["openapi"], "3.1.0");
  std::set<std::string> ids;
  for (const Route& route : all_routes()) {
    const Json& path = document["paths"][std::string(route.path)];
    const std::string method = lower(std::string(http::text_of(route.method)));
    ASSERT_TRUE(path.contains(method)) << method << " " << route.path;
    EXPECT_EQ(path[method]["summary"], std::string(route.summary));
    EXPECT_EQ(path[method]["security"].empty(), route.permission == Permission::open) << route.path;
    EXPECT_TRUE(ids.insert(path[method]["operationId"].get<std::string>()).second) << path[method]["operationId"];
  }
}

TEST(OpenApi, EveryReferenceResolves) {
  const Json document = Json::parse(openapi_document());
  std::set<std::string> refs;
  collect_refs(document, refs);
  EXPECT_TRUE(refs.contains("#/components/schemas/Filter"));
  for (const std::string& ref : refs) {
    EXPECT_TRUE(document.contains(Json::json_pointer(ref.substr(1)))) << ref;
  }
}

TEST(OpenApi, DescribesQuestionsAndAnswers) {
  const Json schemas = Json::parse(openapi_document())["components"]["schemas"];
  for (const analyze::Analysis& analysis : analyze::analyses()) {
    std::string name(analysis.name);
    name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
    for (const char* part : {"Question", "Answer", "Cell"}) EXPECT_TRUE(schemas.contains(name + part)) << name << part;
  }
  EXPECT_TRUE(schemas.contains("Problem"));
  const Json& trend = schemas["TrendQuestion"];
  EXPECT_FALSE(trend.contains("required"));
  EXPECT_EQ(trend["properties"]["series"]["items"]["$ref"], "#/components/schemas/TrendSeriesQuestion");
  EXPECT_EQ(trend["properties"]["top"]["default"], 10);
  EXPECT_EQ(trend["properties"]["bucket"]["$ref"], "#/components/schemas/BucketUnit");
  EXPECT_EQ(trend["properties"]["bucket"]["default"], "day");
  EXPECT_EQ(schemas["BucketUnit"]["enum"], (Json{"hour", "day", "week", "month", "quarter", "total"}));
  EXPECT_EQ(schemas["FunnelQuestion"]["properties"]["window"]["type"], "string");
  EXPECT_EQ(schemas["TrendAnswer"]["properties"]["end"]["format"], "date-time");
  EXPECT_EQ(schemas["TrendSeries"]["properties"]["values"]["items"]["type"], (Json{"number", "null"}));
  EXPECT_EQ(schemas["TrendSeries"]["properties"]["total"]["type"], "number");
  EXPECT_EQ(schemas["RetentionAnswer"]["properties"]["mean"]["items"]["type"], (Json{"number", "null"}));
  EXPECT_EQ(schemas["FunnelQuestion"]["properties"]["breakdown"]["anyOf"][1]["type"], "null");
  EXPECT_EQ(trend["properties"]["breakdowns"]["items"]["$ref"], "#/components/schemas/TrendBreakdown");
  const Json required = schemas["TrendSeries"]["required"];
  EXPECT_NE(std::find(required.begin(), required.end(), "labels"), required.end());
  EXPECT_EQ(std::find(required.begin(), required.end(), "total"), required.end());
}

TEST(OpenApi, RequestsNameWhatTheyNeedAndTheDefaultOfTheRest) {
  const Json schemas = Json::parse(openapi_document())["components"]["schemas"];
  EXPECT_EQ(schemas["AskRequest"]["required"], (Json{"analysis", "question"}));
  EXPECT_EQ(schemas["PersonsBehindRequest"]["required"], (Json{"analysis", "question"}));
  EXPECT_EQ(schemas["PersonsBehindRequest"]["properties"]["cell"]["default"], Json::object());
  EXPECT_EQ(schemas["SegmentBody"]["required"], Json{"name"});
  EXPECT_EQ(schemas["SegmentBody"]["properties"]["description"]["default"], "");
  EXPECT_EQ(schemas["FunnelQuestion"]["required"], Json{"steps"});
  EXPECT_EQ(schemas["TrendQuestion"]["properties"]["range"]["default"], Json::parse(R"({"last":30,"unit":"day"})"));
}

TEST(OpenApi, FiltersAreRecursive) {
  const Json filter = Json::parse(openapi_document())["components"]["schemas"]["Filter"];
  EXPECT_EQ(filter["oneOf"][0]["properties"]["all"]["items"]["$ref"], "#/components/schemas/Filter");
}

TEST(Routes, AnswerInOneWayEach) {
  std::set<std::pair<http::Method, std::string_view>> seen;
  for (const Route& route : all_routes()) {
    EXPECT_TRUE(seen.emplace(route.method, route.path).second) << route.path;
    EXPECT_NE(route.handle != nullptr, route.handle_later != nullptr) << route.path;
    EXPECT_FALSE(route.summary.empty()) << route.path;
    EXPECT_TRUE(route.path.starts_with("/") && !route.path.ends_with("/")) << route.path;
    // What runs on the connection's thread must not look anybody up.
    if (route.run_on == RunOn::loop) {
      EXPECT_LT(route.permission, Permission::viewer) << route.path;
    }
  }
}

}  // namespace
}  // namespace throng::api
