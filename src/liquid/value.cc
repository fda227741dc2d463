#include "liquid/value.h"

#include <fmt/format.h>

#include "base/json.h"

namespace throng::liquid {
namespace {

Value of_node(json::Node node) {
  switch (node.kind()) {
    case json::Kind::null: return {};
    case json::Kind::boolean: return Value(node.boolean());
    case json::Kind::string: return Value(node.string());
    case json::Kind::number: {
      if (const auto whole = node.integer()) return Value(*whole);
      return Value(node.number());
    }
    case json::Kind::array: {
      Value::Array list;
      for (const json::Node element : node.elements()) list.push_back(of_node(element));
      return Value(std::move(list));
    }
    case json::Kind::object: {
      Value::Object object;
      for (const auto& [name, member] : node.members()) object.push_back({std::string(name), of_node(member)});
      return Value(std::move(object));
    }
  }
  return {};
}

}  // namespace

Result<Value> Value::from_json(std::string_view text, std::size_t max_bytes) {
  if (text.size() > max_bytes) {
    return fail(ErrorCode::too_large,
                fmt::format("the data has {} bytes, at most {} are allowed", text.size(), max_bytes));
  }
  THRONG_TRY(const json::Document document, json::Document::parse(text));
  return of_node(document.root());
}

}  // namespace throng::liquid
