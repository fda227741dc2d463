// Flattens JSON objects into the canonical flat form of docs/formats/properties.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collect/reason.h"

namespace simdjson::dom {
class element;
class object;
}  // namespace simdjson::dom

namespace throng::collect {

// Why an event is kept aside, and which of its fields.
struct Refusal {
  Reason reason = Reason::bad_field;
  std::string field;
  std::string message;
};

// Reusable: clear() keeps the memory.
class Properties {
 public:
  enum class Nulls { drop, keep };

  void clear();
  // Adds the members of `object` under `prefix` (joined by a dot unless empty).
  std::optional<Refusal> add(const simdjson::dom::object& object, std::string_view prefix, Nulls nulls);
  void add_text(std::string_view key, std::string_view value);
  std::size_t size() const { return live_; }
  // The JSON object, keys in order of first appearance.
  void write(std::string& out) const;

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t key_at = 0, key_size = 0;
    std::uint32_t value_at = 0, value_size = 0;  // size 0: removed again by a later null
    std::int32_t list = -1;                      // index into lists_, or -1 for a single value
    std::uint32_t list_visit = 0;                // which JSON list filled it
  };
  struct Walk {
    Nulls nulls = Nulls::drop;
    bool in_list = false;
    std::size_t depth = 1;
  };
  std::optional<Refusal> walk_object(const simdjson::dom::object& object, Walk walk);
  std::optional<Refusal> walk_value(const simdjson::dom::element& value, Walk walk);
  std::optional<Refusal> walk_list(const simdjson::dom::element& list, Walk walk);
  std::optional<Refusal> refuse(Reason reason, std::string message) const;
  bool append_scalar(const simdjson::dom::element& value);  // to raw_; false: a NUL in the text
  Entry& entry_at_path();
  void put_raw();
  void put_in_list();

  std::vector<Entry> entries_;
  std::vector<std::string> lists_;
  std::string keys_, values_, path_, raw_;
  std::size_t lists_used_ = 0, live_ = 0;
  std::uint32_t list_visit_ = 0;
};

}  // namespace throng::collect
