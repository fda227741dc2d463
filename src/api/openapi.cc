#include "api/openapi.h"

#include <map>

#include "analyze/asked.h"
#include "analyze/attribution/spec.h"
#include "analyze/distinguish/spec.h"
#include "analyze/distribution/spec.h"
#include "analyze/effect/spec.h"
#include "analyze/funnel/spec.h"
#include "analyze/heatmap/spec.h"
#include "analyze/insight/spec.h"
#include "analyze/interval/spec.h"
#include "analyze/lifecycle/spec.h"
#include "analyze/ltv/spec.h"
#include "analyze/path/spec.h"
#include "analyze/retention/spec.h"
#include "analyze/segment/spec.h"
#include "analyze/segments/spec.h"
#include "analyze/session/spec.h"
#include "analyze/stickiness/spec.h"
#include "analyze/trend/spec.h"
#include "api/messages.h"
#include "api/routes.h"

namespace throng::api {
namespace {

// The parts of an OpenAPI document that we use, as described structs.
struct Info {
  std::string title = "Throng";
  std::string version = "0.1.0";
  std::string description =
      "Events in, answers out. Scripts send a secret key as a bearer token; the web page uses a session cookie, and "
      "X-CSRF-Token with every change. Errors are RFC 9457 problem documents.";
};
BOOST_DESCRIBE_STRUCT(Info, (), (title, version, description))

struct Media {
  std::optional<Schema> schema;
};
BOOST_DESCRIBE_STRUCT(Media, (), (schema))

struct Body {
  bool required = true;
  std::map<std::string, Media> content;
};
BOOST_DESCRIBE_STRUCT(Body, (), (required, content))

struct Answer {
  std::string description;
  std::optional<std::map<std::string, Media>> content;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (description, content))

struct Parameter {
  std::string name;
  std::string in;
  bool required = false;
  std::optional<std::string> description;
  Schema schema;
};
BOOST_DESCRIBE_STRUCT(Parameter, (), (name, in, required, description, schema))

struct Operation {
  std::string summary;
  std::string operationId;
  std::optional<std::string> description;
  std::optional<std::vector<Parameter>> parameters;
  std::optional<Body> requestBody;
  std::map<std::string, Answer> responses;
  std::vector<std::map<std::string, std::vector<std::string>>> security;
};
BOOST_DESCRIBE_STRUCT(Operation, (), (summary, operationId, description, parameters, requestBody, responses, security))

struct SecurityScheme {
  std::string type;
  std::optional<std::string> scheme;
  std::optional<std::string> in;
  std::optional<std::string> name;
  std::string description;
};
BOOST_DESCRIBE_STRUCT(SecurityScheme, (), (type, scheme, in, name, description))

struct ComponentsObject {
  std::map<std::string, json::Raw> schemas;
  std::map<std::string, SecurityScheme> securitySchemes;
};
BOOST_DESCRIBE_STRUCT(ComponentsObject, (), (schemas, securitySchemes))

struct OpenApi {
  std::string openapi = "3.1.0";
  Info info;
  std::map<std::string, std::map<std::string, Operation>> paths;
  ComponentsObject components;
};
BOOST_DESCRIBE_STRUCT(OpenApi, (), (openapi, info, paths, components))

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// "get_api_segments_id"
std::string operation_id(const Route& route) {
  std::string id = lower_case(http::text_of(route.method));
  for (const char c : route.path) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      id += c;
    } else if (c != '}' && id.back() != '_') {
      id += '_';
    }
  }
  return id;
}

std::vector<Parameter> parameters_of(const Route& route) {
  std::vector<Parameter> out;
  for (std::size_t open = route.path.find('{'); open != std::string_view::npos; open = route.path.find('{', open + 1)) {
    const std::string_view name = route.path.substr(open + 1, route.path.find('}', open) - open - 1);
    out.push_back({std::string(name), "path", true, std::nullopt, Schema{.type = "string"}});
  }
  for (const QueryParameter& q : route.query) {
    out.push_back({std::string(q.name), "query", false, std::string(q.summary), Schema{.type = std::string(q.type)}});
  }
  return out;
}

std::vector<std::map<std::string, std::vector<std::string>>> security_of(Permission permission) {
  if (permission == Permission::open) return {};
  if (permission == Permission::write_key) return {{{"write_key", {}}}};
  return {{{"session", {}}}, {{"secret_key", {}}}};
}

std::map<std::string, Answer> answers_of(const Route& route, Components& components) {
  Answer good{"the answer", std::nullopt};
  Media media;
  if (route.response_schema != nullptr) media.schema = route.response_schema(components);
  if (!route.answers.empty()) good.content = {{std::string(route.answers), media}};
  return {{"200", good},
          {"default", {"what is wrong", {{{"application/problem+json", {schema_of<Problem>(components)}}}}}}};
}

Operation operation_of(const Route& route, Components& components) {
  Operation op{std::string(route.summary),   operation_id(route), std::nullopt, std::nullopt, std::nullopt, {},
               security_of(route.permission)};
  if (route.permission >= Permission::viewer)
    op.description = "Needs the role " + std::string(json::enum_text(route.permission)) + ".";
  if (auto parameters = parameters_of(route); !parameters.empty()) op.parameters = std::move(parameters);
  components.of_request = true;
  if (route.request_schema != nullptr)
    op.requestBody = Body{true, {{"application/json", {route.request_schema(components)}}}};
  components.of_request = false;
  op.responses = answers_of(route, components);
  return op;
}

template <class Question, class Answered, class Cell>
void add_analysis(Components& components) {
  components.of_request = true;
  schema_of<Question>(components);
  schema_of<analyze::Asked<Question>>(components);
  schema_of<Cell>(components);
  components.of_request = false;
  schema_of<Answered>(components);
}

std::map<std::string, SecurityScheme> security_schemes() {
  return {
      {"session", {"apiKey", std::nullopt, "cookie", "throng_session", "set by POST /api/session"}},
      {"secret_key", {"http", "bearer", std::nullopt, std::nullopt, "a secret key, for scripts"}},
      {"write_key",
       {"http", "basic", std::nullopt, std::nullopt, "a write key as the user name; or writeKey in the body"}},
  };
}

}  // namespace

std::string openapi_document() {
  OpenApi document;
  Components components;
  add_hand_written(components);
  const std::vector<Route> routes = all_routes();
  // Requests first: a type that is also in an answer keeps the request's form.
  for (const Route& route : routes) {
    components.of_request = true;
    if (route.request_schema != nullptr) route.request_schema(components);
  }
  add_analysis<analyze::TrendQuestion, analyze::TrendAnswer, analyze::TrendCell>(components);
  add_analysis<analyze::FunnelQuestion, analyze::FunnelAnswer, analyze::FunnelCell>(components);
  add_analysis<analyze::DistinguishQuestion, analyze::DistinguishAnswer, analyze::DistinguishCell>(components);
  add_analysis<analyze::RetentionQuestion, analyze::RetentionAnswer, analyze::RetentionCell>(components);
  add_analysis<analyze::LifecycleQuestion, analyze::LifecycleAnswer, analyze::LifecycleCell>(components);
  add_analysis<analyze::StickinessQuestion, analyze::StickinessAnswer, analyze::StickinessCell>(components);
  add_analysis<analyze::IntervalQuestion, analyze::IntervalAnswer, analyze::IntervalCell>(components);
  add_analysis<analyze::DistributionQuestion, analyze::DistributionAnswer, analyze::DistributionCell>(components);
  add_analysis<analyze::HeatmapQuestion, analyze::HeatmapAnswer, analyze::HeatmapCell>(components);
  add_analysis<analyze::SessionQuestion, analyze::SessionAnswer, analyze::SessionCell>(components);
  add_analysis<analyze::PathQuestion, analyze::PathAnswer, analyze::PathCell>(components);
  add_analysis<analyze::AttributionQuestion, analyze::AttributionAnswer, analyze::AttributionCell>(components);
  add_analysis<analyze::InsightQuestion, analyze::InsightAnswer, analyze::InsightCell>(components);
  add_analysis<analyze::LtvQuestion, analyze::LtvAnswer, analyze::LtvCell>(components);
  add_analysis<analyze::EffectQuestion, analyze::EffectAnswer, analyze::EffectCell>(components);
  add_analysis<analyze::SegmentQuestion, analyze::SegmentAnswer, analyze::SegmentCell>(components);
  add_analysis<analyze::SegmentsQuestion, analyze::SegmentsAnswer, analyze::SegmentsCell>(components);
  for (const Route& route : routes) {
    document.paths[std::string(route.path)][lower_case(http::text_of(route.method))] = operation_of(route, components);
  }
  document.components.schemas = std::move(components.schemas);
  document.components.securitySchemes = security_schemes();
  return json::to_string(document);
}

}  // namespace throng::api
