#include "api/schema.h"

namespace throng::api {
namespace {

// Writes {"a":...,"b":...} member by member.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }
  ~ObjectWriter() { out_ += '}'; }
  ObjectWriter(const ObjectWriter&) = delete;
  ObjectWriter& operator=(const ObjectWriter&) = delete;

  template <class T>
  void member(std::string_view name, const T& value) {
    if (!first_) out_ += ',';
    first_ = false;
    json::write_string(out_, name);
    out_ += ':';
    json::write(out_, value);
  }

 private:
  std::string& out_;
  bool first_ = true;
};

// "number", or ["number","null"]
void write_type(ObjectWriter& object, const Schema& schema) {
  if (schema.type.empty()) return;
  if (schema.nullable) {
    object.member("type", std::vector<std::string_view>{schema.type, "null"});
  } else {
    object.member("type", schema.type);
  }
}

void write_ref(ObjectWriter& object, const Schema& schema) {
  const std::string ref = "#/components/schemas/" + schema.ref;
  if (schema.nullable) {
    object.member("anyOf", json::Raw{R"([{"$ref":")" + ref + R"("},{"type":"null"}])"});
  } else {
    object.member("$ref", ref);
  }
}

// A reference may stand beside a default, so the default of a member that is a component is kept.
void write_schema(std::string& out, const Schema& schema, const std::string& default_json) {
  ObjectWriter object(out);
  if (!schema.ref.empty()) write_ref(object, schema);
  write_type(object, schema);
  if (!schema.format.empty()) object.member("format", schema.format);
  if (!schema.pattern.empty()) object.member("pattern", schema.pattern);
  if (schema.non_negative) object.member("minimum", 0);
  if (!schema.enumerators.empty()) object.member("enum", schema.enumerators);
  if (schema.items) object.member("items", *schema.items);
  if (schema.values) object.member("additionalProperties", *schema.values);
  if (!schema.required.empty()) object.member("required", schema.required);
  if (!default_json.empty()) object.member("default", json::Raw{default_json});
  if (schema.members.empty()) return;
  std::string properties;
  {
    ObjectWriter members(properties);
    for (const Schema::Member& m : schema.members) {
      std::string text;
      write_schema(text, m.schema, m.default_json);
      members.member(m.name, json::Raw{text});
    }
  }
  object.member("properties", json::Raw{properties});
}

constexpr std::string_view kPropertyRef = R"({"type":"string","pattern":"^(event|person)\\..+$",
"description":"event.NAME or person.NAME; event.$channel and the like name the event's own columns"})";

constexpr std::string_view kWindow =
    R"({"description":"Last N calendar units (the running one included), a span with its end excluded, or ever",
"oneOf":[{"const":"ever"},
{"type":"object","required":["last","unit"],"additionalProperties":false,"properties":{"last":{"type":"integer","minimum":1},"unit":{"enum":["hour","day","week","month","quarter"]}}},
{"type":"object","required":["between"],"additionalProperties":false,"properties":{"between":{"type":"array","items":{"type":"string"},"minItems":2,"maxItems":2}}}]})";

constexpr std::string_view kEventMatch = R"({"type":"object","additionalProperties":false,
"description":"Which events: by name (none: any activity), and a filter they must pass",
"properties":{"event":{"type":"string"},"events":{"type":"array","items":{"type":"string"}},"where":{"$ref":"#/components/schemas/Filter"}}})";

constexpr std::string_view kConstant = R"({"oneOf":[{"type":"string"},{"type":"number"},{"type":"boolean"},
{"type":"array","items":{"oneOf":[{"type":"string"},{"type":"number"}]}}]})";

constexpr std::string_view kOperator =
    R"({"enum":["is","is_not","contains","not_contains","starts_with","ends_with","matches","in","not_in",
"=","!=","<","<=",">",">=","between","before","after","in_last","not_in_last","is_true","is_false","has","has_any","has_all","is_empty","is_set","is_not_set"]})";

constexpr std::string_view kAggregate =
    R"({"type":"object","additionalProperties":false,"required":["op","value"],"properties":{
"property":{"type":"string"},"op":{"$ref":"#/components/schemas/FilterOperator"},"value":{"$ref":"#/components/schemas/FilterConstant"}}})";

constexpr std::string_view kDid = R"({"type":"object","additionalProperties":false,"properties":{
"event":{"type":"string"},"events":{"type":"array","items":{"type":"string"}},"where":{"$ref":"#/components/schemas/Filter"},
"count":{"$ref":"#/components/schemas/FilterAggregate"},"sum":{"$ref":"#/components/schemas/FilterAggregate"},
"avg":{"$ref":"#/components/schemas/FilterAggregate"},"min":{"$ref":"#/components/schemas/FilterAggregate"},
"max":{"$ref":"#/components/schemas/FilterAggregate"},"distinct":{"$ref":"#/components/schemas/FilterAggregate"},
"within":{"$ref":"#/components/schemas/Window"}}})";

constexpr std::string_view kFilter =
    R"({"type":"object","description":"A tree of all / any / not over leaves; one kind per node",
"oneOf":[
{"required":["all"],"properties":{"all":{"type":"array","items":{"$ref":"#/components/schemas/Filter"}}}},
{"required":["any"],"properties":{"any":{"type":"array","items":{"$ref":"#/components/schemas/Filter"}}}},
{"required":["not"],"properties":{"not":{"$ref":"#/components/schemas/Filter"}}},
{"required":["event","op"],"properties":{"event":{"type":"string"},"op":{"$ref":"#/components/schemas/FilterOperator"},"value":{"$ref":"#/components/schemas/FilterConstant"},"case_insensitive":{"type":"boolean"}}},
{"required":["person","op"],"properties":{"person":{"type":"string"},"op":{"$ref":"#/components/schemas/FilterOperator"},"value":{"$ref":"#/components/schemas/FilterConstant"},"case_insensitive":{"type":"boolean"}}},
{"required":["did"],"properties":{"did":{"$ref":"#/components/schemas/FilterDid"}}},
{"required":["did_not"],"properties":{"did_not":{"$ref":"#/components/schemas/FilterDid"}}},
{"required":["sequence"],"properties":{"sequence":{"type":"object","required":["steps"],"properties":{"steps":{"type":"array","minItems":2,"maxItems":10,"items":{"$ref":"#/components/schemas/EventMatch"}},"within":{"type":"string"},"strict":{"type":"boolean"}}}}},
{"required":["first_time"],"properties":{"first_time":{"type":"object","properties":{"event":{"type":"string"},"events":{"type":"array","items":{"type":"string"}},"where":{"$ref":"#/components/schemas/Filter"},"within":{"$ref":"#/components/schemas/Window"}}}}},
{"required":["in_segment"],"properties":{"in_segment":{"type":"string"}}},
{"required":["has_tag"],"properties":{"has_tag":{"type":"object","required":["tag"],"properties":{"tag":{"type":"string"},"value":{"type":"string"}}}}},
{"required":["in_layer"],"properties":{"in_layer":{"type":"object","required":["scheme","layer"],"properties":{"scheme":{"type":"string"},"layer":{"type":"string"}}}}}]})";

}  // namespace

void to_json(std::string& out, const Schema& schema) { write_schema(out, schema, ""); }

void add_hand_written(Components& components) {
  const auto add = [&](std::string_view name, std::string_view text) {
    components.schemas[std::string(name)].text = std::string(text);
  };
  add("Filter", kFilter);
  add("FilterConstant", kConstant);
  add("FilterOperator", kOperator);
  add("FilterAggregate", kAggregate);
  add("FilterDid", kDid);
  add("Window", kWindow);
  add("EventMatch", kEventMatch);
  add("PropertyRef", kPropertyRef);
}

}  // namespace throng::api
