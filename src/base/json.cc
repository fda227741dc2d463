#include "base/json.h"

#include <charconv>
#include <cmath>
#include <cstring>

#include <simdjson.h>

namespace throng::json {
namespace {

using Element = simdjson::dom::element;
static_assert(sizeof(Element) == 2 * sizeof(void*) && std::is_trivially_copyable_v<Element>);

constexpr std::size_t kMaxDepth = 64;

}  // namespace

// Node's two words are simdjson's element; only this file knows.
static Element element_of(const void* const (&words)[2]) {
  Element element;
  std::memcpy(static_cast<void*>(&element), static_cast<const void*>(&words), sizeof element);
  return element;
}

static Node node_of(Element element) {
  Node node;
  std::memcpy(static_cast<void*>(&node), &element, sizeof element);
  return node;
}

Kind Node::kind() const {
  switch (element_of(words_).type()) {
    case simdjson::dom::element_type::BOOL: return Kind::boolean;
    case simdjson::dom::element_type::STRING: return Kind::string;
    case simdjson::dom::element_type::ARRAY: return Kind::array;
    case simdjson::dom::element_type::OBJECT: return Kind::object;
    case simdjson::dom::element_type::NULL_VALUE: return Kind::null;
    default: return Kind::number;
  }
}

bool Node::boolean() const { return element_of(words_).get_bool().value_unsafe(); }
double Node::number() const { return element_of(words_).get_double().value_unsafe(); }
std::string_view Node::string() const { return element_of(words_).get_string().value_unsafe(); }

std::optional<std::int64_t> Node::integer() const {
  const Element element = element_of(words_);
  std::int64_t value = 0;
  if (element.get_int64().get(value) == simdjson::SUCCESS) return value;
  const double number = element.get_double().value_unsafe();
  if (element.is_uint64() || std::trunc(number) != number || std::abs(number) > 9.0e15) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::vector<Node> Node::elements() const {
  std::vector<Node> out;
  // Named: before P2718, which g++ 12 lacks, a loop keeps only its range alive, not the result that it lies in.
  const auto array = element_of(words_).get_array();
  for (const Element e : array.value_unsafe()) out.push_back(node_of(e));
  return out;
}

std::vector<std::pair<std::string_view, Node>> Node::members() const {
  std::vector<std::pair<std::string_view, Node>> out;
  const auto object = element_of(words_).get_object();
  for (const auto& [key, value] : object.value_unsafe()) out.emplace_back(key, node_of(value));
  return out;
}

std::optional<Node> Node::find(std::string_view key) const {
  Element value;
  if (element_of(words_).get_object().value_unsafe().at_key(key).get(value) != simdjson::SUCCESS) return std::nullopt;
  return node_of(value);
}

std::string Node::dump() const { return simdjson::minify(element_of(words_)); }

Result<Document> Document::parse(std::string_view text) {
  auto parser = std::make_shared<simdjson::dom::parser>();
  Element root;
  auto error = parser->allocate(std::max<std::size_t>(text.size(), 64), kMaxDepth);
  if (!error) error = parser->parse(simdjson::padded_string(text)).get(root);
  if (error) return invalid("", std::string("not valid JSON: ") + simdjson::error_message(error));
  Document document;
  document.root_ = node_of(root);
  document.parser_ = std::move(parser);
  return document;
}

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::null: return "null";
    case Kind::boolean: return "true or false";
    case Kind::number: return "a number";
    case Kind::string: return "text";
    case Kind::array: return "a list";
    case Kind::object: return "an object";
  }
  return "nothing";
}

Error wrong_kind(std::string_view expected, Node got) {
  return {ErrorCode::invalid_argument,
          "expected " + std::string(expected) + ", got " + std::string(name_of(got.kind())), ""};
}

Error under(std::string_view parent, Error error) {
  const bool glue = !error.field.empty() && error.field.front() != '[';
  error.field = std::string(parent) + (glue ? "." : "") + error.field;
  return error;
}

Error under(std::size_t index, Error error) { return under("[" + std::to_string(index) + "]", std::move(error)); }

void write_string(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && c != '"' && c != '\\') {
      out += c;
      continue;
    }
    out += '\\';
    switch (c) {
      case '"': out += '"'; break;
      case '\\': out += '\\'; break;
      case '\n': out += 'n'; break;
      case '\r': out += 'r'; break;
      case '\t': out += 't'; break;
      default:
        out += "u00";
        out += kHex[byte >> 4];
        out += kHex[byte & 15];
    }
  }
  out += '"';
}

template <class... Value>
static void append_number(std::string& out, Value... value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value...).ptr;
  out.append(buffer, end);
}

void write_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
  } else if (value == std::trunc(value) && std::abs(value) < 1e15) {
    append_number(out, static_cast<std::int64_t>(value));  // 1e+05 and -0 read badly
  } else if (std::abs(value) >= 0x1p63) {
    append_number(out, value, std::chars_format::scientific);  // without an exponent it would be an integer, too great
  } else {
    append_number(out, value);
  }
}
void write_number(std::string& out, std::int64_t value) { append_number(out, value); }
void write_number(std::string& out, std::uint64_t value) { append_number(out, value); }

Result<void> from_json(Node node, Raw& out) {
  out.text = node.dump();
  return {};
}
void to_json(std::string& out, const Raw& value) { out += value.text; }

}  // namespace throng::json
