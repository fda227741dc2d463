#include "collect/protocols/wire.h"

#include <charconv>
#include <cmath>

#include "base/json.h"
#include "collect/internal/text.h"
#include "collect/protocols/body.h"

namespace throng::collect {
namespace {

using simdjson::dom::element_type;

void append_number(std::string& out, const simdjson::dom::element& value) {
  if (value.is_int64()) return json::write_number(out, value.get_int64().value_unsafe());
  if (value.is_uint64()) return json::write_number(out, value.get_uint64().value_unsafe());
  json::write_number(out, value.get_double().value_unsafe());
}

}  // namespace

Field at(const Field& object, std::string_view key) {
  simdjson::dom::element value;
  if (!object || object->at_key(key).get(value) || value.is_null()) return std::nullopt;
  return value;
}

std::string text_of(const Field& field) {
  if (!field) return {};
  std::string out;
  switch (field->type()) {
    case element_type::STRING: return std::string(field->get_string().value_unsafe());
    case element_type::BOOL: return field->get_bool().value_unsafe() ? "true" : "false";
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE: append_number(out, *field); return out;
    default: return {};
  }
}

std::string text_at(const Field& object, std::string_view key) { return text_of(at(object, key)); }

std::optional<double> number_of(const Field& field) {
  double value = 0;
  if (!field) return std::nullopt;
  if (field->is_number()) return field->get_double().get(value) ? std::nullopt : std::optional(value);
  std::string_view text;
  if (field->get_string().get(text) || text.empty()) return std::nullopt;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

bool is_true(const Field& field) {
  const std::string text = text_of(field);
  return text == "true" || text == "1";
}

bool is_object(const Field& field) { return field && field->is_object(); }
bool is_list(const Field& field) { return field && field->is_array(); }

void Messages::comma() {
  if (!out_.ends_with('[') && !out_.ends_with('{')) out_ += ',';
}

void Messages::key(std::string_view name) {
  comma();
  append_json_text(out_, name);
  out_ += ':';
}

void Messages::begin(std::string_view type) {
  ++count_;
  comma();
  out_ += R"({"type":)";
  append_json_text(out_, type);
}

void Messages::end() { out_ += '}'; }

void Messages::text(std::string_view name, std::string_view value) {
  if (value.empty()) return;
  key(name);
  // Fields of forms are whatever bytes their escapes say.
  simdjson::validate_utf8(value.data(), value.size()) ? append_json_text(out_, value)
                                                      : append_json_text(out_, repaired_utf8(value));
}

void Messages::number(std::string_view name, double value) {
  if (!std::isfinite(value)) return;
  key(name);
  json::write_number(out_, value);
}

void Messages::flag(std::string_view name) {
  key(name);
  out_ += "true";
}

void Messages::json(std::string_view name, std::string_view raw) {
  key(name);
  out_ += raw;
}

void Messages::copy(std::string_view name, const Field& value) {
  if (value) json(name, simdjson::minify(*value));
}

void Messages::open(std::string_view name) {
  key(name);
  out_ += '{';
}

void Messages::close() { out_ += '}'; }

void Messages::ids(const WireIds& ids) {
  text("userId", ids.user);
  text("anonymousId", ids.anonymous);
  text("distinctId", ids.distinct);
}

void Messages::context(const WireContext& context) {
  open("context");
  open("page");
  text("url", context.url);
  text("path", context.path);
  text("title", context.title);
  text("referrer", context.referrer);
  close();
  text("userAgent", context.user_agent);
  text("sessionId", context.session);
  const auto named = [&](std::string_view outer, std::string_view inner, const std::string& value) {
    if (value.empty()) return;
    open(outer);
    text(inner, value);
    close();
  };
  named("os", "name", context.os);
  named("device", "type", context.device_type);
  named("library", "name", context.library);
  close();
}

void Messages::pass(std::string_view raw) {
  ++count_;
  comma();
  out_ += raw;
}

void Messages::pass_text(std::string_view text) {
  constexpr std::size_t kShown = 2000;
  std::string quoted;
  append_json_text(quoted, presentable(text, kShown));
  pass(quoted);
}

std::string Messages::take() {
  out_ += ']';
  std::string out = std::move(out_);
  out_ = "[";
  count_ = 0;
  return out;
}

void begin_message(Messages& out, std::string_view type, const Head& head, std::string_view part) {
  out.begin(type);
  out.ids(head.ids);
  if (!head.message_id.empty()) out.text("messageId", head.message_id + std::string(part));
  out.copy("timestamp", head.time);
  out.copy("sentAt", head.sent_at);
  if (head.coarse) out.flag("coarseTime");
}

void write_traits(Messages& out, std::string_view op, const Head& head, const Field& traits, std::string_view part) {
  simdjson::dom::object fields;
  if (!traits || traits->get_object().get(fields) || fields.size() == 0) return;
  begin_message(out, op == "set" ? "identify" : "profile", head, part);
  if (op != "set") out.text("op", op);
  out.copy("traits", traits);
  out.end();
}

void write_unset(Messages& out, const Head& head, const Field& names, std::string_view part) {
  if (!is_list(names) && !is_object(names)) return;
  begin_message(out, "identify", head, part);
  out.open("traits");
  if (is_object(names)) {
    for (const simdjson::dom::object all = names->get_object().value_unsafe(); const auto field : all)
      out.json(field.key, "null");
  } else {
    for (const simdjson::dom::array all = names->get_array().value_unsafe(); const auto name : all) {
      if (const std::string key = text_of(name); !key.empty()) out.json(key, "null");
    }
  }
  out.close();
  out.end();
}

void write_delete(Messages& out, const Head& head, std::string_view part) {
  begin_message(out, "profile", head, part);
  out.text("op", "delete");
  out.end();
}

}  // namespace throng::collect
