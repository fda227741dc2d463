#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "model/filter.h"
#include "model/internal/fields.h"

namespace throng::model {
namespace {

using internal::Fields;

// Runs a reader under one path segment.
template <class T, class Read>
Result<T> at(std::string_view key, json::Node node, Read read) {
  T out{};
  if (auto r = read(node, out); !r) return std::unexpected(json::under(key, std::move(r).error()));
  return out;
}

bool takes_list(Op op) { return op == Op::in || op == Op::not_in || op == Op::has_any || op == Op::has_all; }
bool takes_nothing(Op op) {
  const OpFamily family = family_of(op);
  return family == OpFamily::boolean || family == OpFamily::presence || op == Op::is_empty;
}

Result<void> read_constants(json::Node value, Comparison& out) {
  switch (family_of(out.op)) {
    case OpFamily::text:
    case OpFamily::list:
      if (takes_list(out.op)) return json::read_value(value, out.texts);
      return json::read_value(value, out.texts.emplace_back());
    case OpFamily::number:
      if (out.op == Op::between) return json::read_value(value, out.numbers);
      return json::read_value(value, out.numbers.emplace_back());
    case OpFamily::instant:
      if (out.op == Op::before || out.op == Op::after) return json::read_value(value, out.instant);
      return json::read_value(value, out.span);
    default: return {};
  }
}

Result<void> read_op(Fields& fields, Op& out) {
  std::string text;
  THRONG_CHECK(fields.require("op", text));
  auto op = parse_op(text);
  if (!op) return std::unexpected(json::under("op", std::move(op).error()));
  out = *op;
  return {};
}

Result<void> read_comparison(std::string_view scope, Fields fields, Comparison& out) {
  THRONG_CHECK(fields.require(scope, out.property));
  THRONG_CHECK(read_op(fields, out.op));
  THRONG_CHECK(fields.read("case_insensitive", out.case_insensitive));
  const auto value = fields.take("value");
  if (takes_nothing(out.op)) {
    if (value) return invalid("value", fmt::format("\"{}\" takes no value", text_of(out.op)));
  } else {
    if (!value) return invalid("value", "missing");
    if (auto r = read_constants(*value, out); !r) return std::unexpected(json::under("value", std::move(r).error()));
  }
  return fields.finish();
}

// {"property":…,"op":…,"value":…} of did; count has no property.
Result<void> read_aggregate(json::Node node, Did& out) {
  THRONG_TRY(Fields fields, Fields::of(node));
  if (out.aggregate != Aggregate::count) THRONG_CHECK(fields.require("property", out.property));
  Comparison comparison;
  THRONG_CHECK(read_op(fields, comparison.op));
  if (family_of(comparison.op) != OpFamily::number) return invalid("op", "expected a comparison of numbers");
  const auto value = fields.take("value");
  if (!value) return invalid("value", "missing");
  if (auto r = read_constants(*value, comparison); !r)
    return std::unexpected(json::under("value", std::move(r).error()));
  out.op = comparison.op;
  out.numbers = std::move(comparison.numbers);
  return fields.finish();
}

Result<void> read_match(Fields& fields, EventMatch& out) {
  std::string event;
  if (fields.has("event") && fields.has("events")) return invalid("events", "give event or events, not both");
  if (fields.has("event")) {
    THRONG_CHECK(fields.read("event", event));
    out.events = {std::move(event)};
  } else if (fields.has("events")) {
    THRONG_CHECK(fields.read("events", out.events));
    if (out.events.empty()) return invalid("events", "name at least one event, or leave it out for any");
  }
  if (const auto where = fields.take("where"); where && where->kind() != json::Kind::null) {
    THRONG_TRY(Filter filter, at<Filter>("where", *where, [](json::Node n, Filter& f) { return from_json(n, f); }));
    out.where = std::make_shared<const Filter>(std::move(filter));
  }
  return {};
}

Result<void> read_did(json::Node node, Did& out) {
  THRONG_TRY(Fields fields, Fields::of(node));
  THRONG_CHECK(read_match(fields, out.match));
  bool given = false;
  for (const Aggregate a :
       {Aggregate::count, Aggregate::sum, Aggregate::avg, Aggregate::min, Aggregate::max, Aggregate::distinct}) {
    const std::string_view key = json::enum_text(a);
    const auto member = fields.take(key);
    if (!member) continue;
    if (given) return invalid(std::string(key), "one of count, sum, avg, min, max, distinct at most");
    given = true;
    out.aggregate = a;
    if (auto r = read_aggregate(*member, out); !r) return std::unexpected(json::under(key, std::move(r).error()));
  }
  THRONG_CHECK(fields.read("within", out.within));
  return fields.finish();
}

Result<void> read_sequence(json::Node node, Sequence& out) {
  THRONG_TRY(Fields fields, Fields::of(node));
  THRONG_CHECK(fields.require("steps", out.steps));
  THRONG_CHECK(fields.read("within", out.within));
  THRONG_CHECK(fields.read("strict", out.strict));
  return fields.finish();
}

Result<void> read_first_time(json::Node node, FirstTime& out) {
  THRONG_TRY(Fields fields, Fields::of(node));
  THRONG_CHECK(read_match(fields, out.match));
  THRONG_CHECK(fields.require("within", out.within));
  return fields.finish();
}

Result<void> read_tag(json::Node node, HasTag& out) {
  THRONG_TRY(Fields fields, Fields::of(node));
  THRONG_CHECK(fields.require("tag", out.tag));
  THRONG_CHECK(fields.read("value", out.value));
  return fields.finish();
}

Result<void> read_layer(json::Node node, InLayer& out) {
  THRONG_TRY(Fields fields, Fields::of(node));
  THRONG_CHECK(fields.require("scheme", out.scheme));
  THRONG_CHECK(fields.require("layer", out.layer));
  return fields.finish();
}

Result<void> read_not(json::Node node, Not& out) {
  Filter inner;
  THRONG_CHECK(from_json(node, inner));
  out.of = std::make_shared<const Filter>(std::move(inner));
  return {};
}

template <class Leaf>
using Reader = Result<void> (*)(json::Node, Leaf&);

// One key, one kind of node.
template <class Leaf>
Result<void> read_node(std::string_view key, json::Node node, Filter& out, Reader<Leaf> read) {
  THRONG_TRY(Leaf leaf, at<Leaf>(key, node, read));
  out.node = std::move(leaf);
  return {};
}

Result<void> read_by_key(std::string_view key, json::Node value, Filter& out) {
  if (key == "all")
    return read_node<All>(key, value, out, [](json::Node n, All& a) { return json::read_value(n, a.of); });
  if (key == "any")
    return read_node<Any>(key, value, out, [](json::Node n, Any& a) { return json::read_value(n, a.of); });
  if (key == "not") return read_node<Not>(key, value, out, read_not);
  if (key == "did") return read_node<Did>(key, value, out, read_did);
  if (key == "did_not") {
    THRONG_CHECK(read_node<Did>(key, value, out, read_did));
    std::get<Did>(out.node).negated = true;
    return {};
  }
  if (key == "sequence") return read_node<Sequence>(key, value, out, read_sequence);
  if (key == "first_time") return read_node<FirstTime>(key, value, out, read_first_time);
  if (key == "has_tag") return read_node<HasTag>(key, value, out, read_tag);
  if (key == "in_layer") return read_node<InLayer>(key, value, out, read_layer);
  if (key == "in_segment") {
    return read_node<InSegment>(key, value, out,
                                [](json::Node n, InSegment& s) { return json::read_value(n, s.segment); });
  }
  return invalid(std::string(key), "unknown kind of filter");
}

}  // namespace

Result<void> from_json(json::Node node, Filter& out) {
  THRONG_TRY(Fields fields, Fields::of(node));
  for (const std::string_view scope : {"event", "person"}) {
    if (!fields.has(scope)) continue;
    Comparison comparison;
    THRONG_CHECK(read_comparison(scope, fields, comparison));
    if (scope == "event") {
      out.node = EventProperty{std::move(comparison)};
    } else {
      out.node = PersonTrait{std::move(comparison)};
    }
    return {};
  }
  const auto members = node.members();
  if (members.size() != 1)
    return invalid("",
                   "expected one of all, any, not, event, person, did, did_not, sequence, "
                   "first_time, in_segment, has_tag, in_layer");
  return read_by_key(members.front().first, members.front().second, out);
}

Result<void> from_json(json::Node node, EventMatch& out) {
  THRONG_TRY(Fields fields, Fields::of(node));
  out = {};
  THRONG_CHECK(read_match(fields, out));
  return fields.finish();
}

}  // namespace throng::model
