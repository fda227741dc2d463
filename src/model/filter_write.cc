#include "model/filter.h"

namespace throng::model {
namespace {

void write_key(std::string& out, std::string_view key) {
  if (out.back() != '{') out += ',';
  json::write_string(out, key);
  out += ':';
}

template <class T>
void write_field(std::string& out, std::string_view key, const T& value) {
  write_key(out, key);
  json::write(out, value);
}

void write_numbers(std::string& out, Op op, const std::vector<double>& numbers) {
  if (op == Op::between) {
    write_field(out, "value", numbers);
  } else {
    write_field(out, "value", numbers.front());
  }
}

void write_constants(std::string& out, const Comparison& c) {
  switch (family_of(c.op)) {
    case OpFamily::text:
    case OpFamily::list:
      if (c.op == Op::in || c.op == Op::not_in || c.op == Op::has_any || c.op == Op::has_all) {
        write_field(out, "value", c.texts);
      } else if (c.op != Op::is_empty) {
        write_field(out, "value", c.texts.front());
      }
      break;
    case OpFamily::number: write_numbers(out, c.op, c.numbers); break;
    case OpFamily::instant:
      if (c.op == Op::before || c.op == Op::after) {
        write_field(out, "value", c.instant);
      } else {
        write_field(out, "value", c.span);
      }
      break;
    case OpFamily::boolean:
    case OpFamily::presence: break;
  }
}

void write_comparison(std::string& out, std::string_view scope, const Comparison& c) {
  write_field(out, scope, c.property);
  write_field(out, "op", text_of(c.op));
  write_constants(out, c);
  if (c.case_insensitive) write_field(out, "case_insensitive", true);
}

void write_match(std::string& out, const EventMatch& match) {
  if (match.events.size() == 1) write_field(out, "event", match.events.front());
  if (match.events.size() > 1) write_field(out, "events", match.events);
  if (match.where) write_field(out, "where", *match.where);
}

bool is_default_aggregate(const Did& did) {
  return did.aggregate == Aggregate::count && did.op == Op::ge && did.numbers == std::vector<double>{1};
}

void write_did(std::string& out, const Did& did) {
  out += '{';
  write_match(out, did.match);
  if (!is_default_aggregate(did)) {
    write_key(out, json::enum_text(did.aggregate));
    out += '{';
    if (did.aggregate != Aggregate::count) write_field(out, "property", did.property);
    write_field(out, "op", text_of(did.op));
    write_numbers(out, did.op, did.numbers);
    out += '}';
  }
  if (!std::holds_alternative<Window::Ever>(did.within.form)) write_field(out, "within", did.within);
  out += '}';
}

struct Writer {
  std::string& out;
  void operator()(const All& node) const { write_field(out, "all", node.of); }
  void operator()(const Any& node) const { write_field(out, "any", node.of); }
  void operator()(const Not& node) const { write_field(out, "not", *node.of); }
  void operator()(const EventProperty& node) const { write_comparison(out, "event", node.comparison); }
  void operator()(const PersonTrait& node) const { write_comparison(out, "person", node.comparison); }
  void operator()(const Did& node) const {
    write_key(out, node.negated ? "did_not" : "did");
    write_did(out, node);
  }
  void operator()(const Sequence& node) const {
    write_key(out, "sequence");
    out += '{';
    write_field(out, "steps", node.steps);
    write_field(out, "within", node.within);
    if (node.strict) write_field(out, "strict", true);
    out += '}';
  }
  void operator()(const FirstTime& node) const {
    write_key(out, "first_time");
    out += '{';
    write_match(out, node.match);
    write_field(out, "within", node.within);
    out += '}';
  }
  void operator()(const InSegment& node) const { write_field(out, "in_segment", node.segment); }
  void operator()(const HasTag& node) const {
    write_key(out, "has_tag");
    out += '{';
    write_field(out, "tag", node.tag);
    if (node.value) write_field(out, "value", *node.value);
    out += '}';
  }
  void operator()(const InLayer& node) const {
    write_key(out, "in_layer");
    out += '{';
    write_field(out, "scheme", node.scheme);
    write_field(out, "layer", node.layer);
    out += '}';
  }
};

}  // namespace

void to_json(std::string& out, const Filter& filter) {
  out += '{';
  std::visit(Writer{out}, filter.node);
  out += '}';
}

void to_json(std::string& out, const EventMatch& match) {
  out += '{';
  write_match(out, match);
  out += '}';
}

}  // namespace throng::model
