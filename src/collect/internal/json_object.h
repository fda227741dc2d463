// A JSON object written member by member.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "collect/internal/text.h"
#include "collect/protocols/wire.h"

namespace throng::collect {

class JsonObject {
 public:
  void raw(std::string_view key, std::string_view json) {
    if (json.empty() || json == "null") return;
    out_ += out_.empty() ? '{' : ',';
    append_json_text(out_, key);
    out_ += ':';
    out_ += json;
  }
  void text(std::string_view key, std::string_view text) {
    if (text.empty()) return;
    std::string quoted;
    append_json_text(quoted, text);
    raw(key, quoted);
  }
  void number(std::string_view key, std::int64_t value) {
    std::string digits;
    json::write_number(digits, value);
    raw(key, digits);
  }
  void copy(std::string_view key, const Field& value) {
    if (value) raw(key, simdjson::minify(*value));
  }
  // Every member of an object whose key `keep` says yes to.
  template <class Keep>
  void members(const Field& object, Keep keep) {
    simdjson::dom::object fields;
    if (!object || object->get_object().get(fields)) return;
    for (const auto field : fields) {
      if (keep(field.key)) raw(field.key, simdjson::minify(field.value));
    }
  }
  std::string take() { return out_.empty() ? "{}" : std::move(out_) + "}"; }

 private:
  std::string out_;
};

}  // namespace throng::collect
