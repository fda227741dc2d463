#include "collect/internal/properties.h"

#include <simdjson.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/json.h"
#include "collect/collector.h"
#include "collect/internal/text.h"

namespace throng::collect {
namespace {

using Element = simdjson::dom::element;
using Type = simdjson::dom::element_type;

constexpr std::size_t kMaxKeyBytes = 200;

}  // namespace

void Properties::clear() {
  entries_.clear();
  keys_.clear();
  values_.clear();
  path_.clear();
  lists_used_ = live_ = 0;
  list_visit_ = 0;
}

std::optional<Refusal> Properties::add(const simdjson::dom::object& object, std::string_view prefix, Nulls nulls) {
  path_ = prefix;
  return walk_object(object, {nulls, false, 1});
}

void Properties::add_text(std::string_view key, std::string_view value) {
  path_ = key;
  raw_.clear();
  append_json_text(raw_, value);
  put_raw();
}

std::optional<Refusal> Properties::walk_object(const simdjson::dom::object& object, Walk walk) {
  const std::size_t base = path_.size();
  for (const auto field : object) {
    if (base > 0) path_ += '.';
    path_ += field.key;
    if (has_nul(field.key)) return refuse(Reason::bad_text, "a key contains the character NUL");
    if (path_.size() > kMaxKeyBytes) return refuse(Reason::name_too_long, "a key is longer than 200 bytes");
    if (auto refusal = walk_value(field.value, walk)) return refusal;
    path_.resize(base);
  }
  return std::nullopt;
}

std::optional<Refusal> Properties::walk_value(const Element& value, Walk walk) {
  const Type type = value.type();
  if (type == Type::OBJECT || type == Type::ARRAY) {
    if (++walk.depth > kMaxPropertyDepth) return refuse(Reason::too_deep, "nested deeper than 5 levels");
    return type == Type::OBJECT ? walk_object(value.get_object().value_unsafe(), walk) : walk_list(value, walk);
  }
  raw_.clear();
  if (type == Type::NULL_VALUE) {
    if (walk.in_list) return std::nullopt;
    if (walk.nulls == Nulls::keep) raw_ = "null";
  } else if (!append_scalar(value)) {
    return refuse(Reason::bad_text, "text contains the character NUL");
  }
  walk.in_list ? put_in_list() : put_raw();
  if (live_ > kMaxProperties) return refuse(Reason::too_many_properties, "more than 255 properties");
  return std::nullopt;
}

std::optional<Refusal> Properties::walk_list(const Element& list, Walk walk) {
  const auto array = list.get_array().value_unsafe();
  if (!walk.in_list) ++list_visit_;
  if (array.begin() == array.end() && !walk.in_list) {
    raw_ = "[]";
    put_raw();
    return std::nullopt;
  }
  walk.in_list = true;
  for (const Element element : array) {
    if (auto refusal = walk_value(element, walk)) return refusal;
  }
  return std::nullopt;
}

std::optional<Refusal> Properties::refuse(Reason reason, std::string message) const {
  return Refusal{reason, path_, std::move(message)};
}

bool Properties::append_scalar(const Element& value) {
  switch (value.type()) {
    case Type::STRING: {
      const std::string_view text = value.get_string().value_unsafe();
      if (has_nul(text)) return false;
      append_json_text(raw_, text);
      break;
    }
    case Type::INT64: json::write_number(raw_, value.get_int64().value_unsafe()); break;
    case Type::UINT64: json::write_number(raw_, value.get_uint64().value_unsafe()); break;
    case Type::DOUBLE: json::write_number(raw_, value.get_double().value_unsafe()); break;
    default: raw_ += value.get_bool().value_unsafe() ? "true" : "false";
  }
  return true;
}

Properties::Entry& Properties::entry_at_path() {
  const std::uint64_t hash = XXH3_64bits(path_.data(), path_.size());
  for (Entry& e : entries_) {
    if (e.hash == hash && std::string_view(keys_).substr(e.key_at, e.key_size) == path_) return e;
  }
  Entry& e = entries_.emplace_back();
  e.hash = hash;
  e.key_at = static_cast<std::uint32_t>(keys_.size());
  e.key_size = static_cast<std::uint32_t>(path_.size());
  keys_ += path_;
  return e;
}

void Properties::put_raw() {
  Entry& e = entry_at_path();
  const bool was_live = e.list >= 0 || e.value_size > 0;
  e.list = -1;
  e.value_at = static_cast<std::uint32_t>(values_.size());
  e.value_size = static_cast<std::uint32_t>(raw_.size());
  values_ += raw_;
  live_ = live_ + (e.value_size > 0 ? 1U : 0U) - (was_live ? 1U : 0U);
}

void Properties::put_in_list() {
  Entry& e = entry_at_path();
  if (e.list < 0 && e.value_size == 0) ++live_;
  if (e.list < 0) {
    if (lists_used_ == lists_.size()) lists_.emplace_back();
    e.list = static_cast<std::int32_t>(lists_used_++);
    e.list_visit = 0;
  }
  std::string& list = lists_[static_cast<std::size_t>(e.list)];
  if (e.list_visit != list_visit_) list.clear();  // a duplicate key: the last list wins
  e.list_visit = list_visit_;
  if (!list.empty()) list += ',';
  list += raw_;
}

void Properties::write(std::string& out) const {
  out += '{';
  bool first = true;
  for (const Entry& e : entries_) {
    if (e.list < 0 && e.value_size == 0) continue;
    if (!first) out += ',';
    first = false;
    append_json_text(out, std::string_view(keys_).substr(e.key_at, e.key_size));
    out += ':';
    if (e.list < 0) {
      out += std::string_view(values_).substr(e.value_at, e.value_size);
    } else {
      out += '[';
      out += lists_[static_cast<std::size_t>(e.list)];
      out += ']';
    }
  }
  out += '}';
}

}  // namespace throng::collect
