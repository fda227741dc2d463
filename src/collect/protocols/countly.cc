// Countly's /i and /i/bulk.
#include <optional>

#include "collect/protocols/adapter.h"

namespace throng::collect {
namespace {

using Element = simdjson::dom::element;

struct Operation {
  std::string_view name, op;
};
// Nobody else has the last three: they are refused by name.
constexpr Operation kOperations[] = {{"$inc", "increment"},  {"$setOnce", "set_once"}, {"$push", "append"},
                                     {"$addToSet", "union"}, {"$pull", "remove"},      {"$max", "max"},
                                     {"$min", "min"},        {"$mul", "mul"}};

// One request's fields, from a form or from an object of a bulk request, in which JSON need not be text.
class Fields {
 public:
  explicit Fields(const Form& form) : form_(&form) {}
  explicit Fields(const Element& object) : object_(object) {}

  std::string text(std::string_view key) const { return form_ != nullptr ? form_->text(key) : text_at(object_, key); }
  // A field that is JSON; `parsers` holds what was text. What is none is passed on to be refused.
  Field json(std::string_view key, Parsers& parsers, Messages& out) const {
    const Field own = form_ != nullptr ? std::nullopt : at(object_, key);
    if (own && !own->is_string()) return own;
    const std::string given = text(key);
    if (given.empty()) return std::nullopt;
    auto read = parsers.read_part(given);
    if (!read) out.pass_text(std::string(key) + "=" + given);
    return read ? *read : std::nullopt;
  }

 private:
  const Form* form_ = nullptr;
  Field object_;
};

class Reader {
 public:
  Reader(Messages& out, Parsers& parsers) : out_(out), parsers_(parsers) {}

  void request(const Fields& fields) {
    const std::string device = fields.text("device_id");
    head_ = {};
    head_.ids.distinct = device;
    time_ = fields.text("timestamp");
    if (const std::string old = fields.text("old_device_id"); !old.empty()) alias(device, old);
    if (fields.text("begin_session") == "1") session("$session_start", json("metrics", fields), "");
    events(json("events", fields));
    user(json("user_details", fields));
    crash(json("crash", fields));
    if (fields.text("end_session") == "1") session("$session_end", {}, fields.text("session_duration"));
  }

 private:
  Field json(std::string_view key, const Fields& fields) { return fields.json(key, parsers_, out_); }

  void begin(std::string_view type, const std::string& time) {
    begin_message(out_, type, head_);
    if (!time.empty()) out_.number("timestamp", std::strtod(time.c_str(), nullptr));
  }

  void alias(const std::string& now, const std::string& before) {
    out_.begin("alias");
    out_.ids({now, "", ""});
    out_.text("previousId", before);
    out_.end();
  }

  void session(std::string_view name, const Field& metrics, const std::string& seconds) {
    begin("track", time_);
    out_.text("event", name);
    out_.open("properties");
    out_.members(metrics, [](std::string_view key) { return key.starts_with("_"); });
    if (!seconds.empty()) out_.number("duration", std::strtod(seconds.c_str(), nullptr));
    out_.close();
    WireContext context;
    context.os = text_at(metrics, "_os");
    out_.context(context);
    out_.end();
  }

  void events(const Field& list) {
    each_of(list, [&](const Element& one) {
      if (!one.is_object()) return out_.pass(simdjson::minify(one));
      const Field event = one, segmentation = at(event, "segmentation");
      const std::string key = text_at(event, "key");
      const bool seen = key == "[CLY]_view";
      // The end of a view has its length, and no mark of a visit.
      const bool left = seen && number_of(at(event, "dur")) && !at(segmentation, "visit");
      const bool view = seen && !left;
      const std::string own = text_at(event, "timestamp");
      begin(view ? "page" : "track", own.empty() ? time_ : own);
      if (!view) out_.text("event", left ? "$page_leave" : key);
      if (view) out_.text("name", text_at(segmentation, "name"));
      out_.open("properties");
      out_.members(segmentation,
                   [](std::string_view name) { return name != "count" && name != "sum" && name != "dur"; });
      for (const std::string_view number : {"count", "sum", "dur"}) out_.copy(number, at(event, number));
      if (left) out_.number("$duration_ms", *number_of(at(event, "dur")) * 1000);
      out_.close();
      WireContext context;
      if (left) context.path = text_at(segmentation, "name");
      if (view) context.path = text_at(segmentation, "view");
      if (view && context.path.empty()) context.path = text_at(segmentation, "name");
      out_.context(context);
      out_.end();
    });
  }

  // Names at the top, own properties below "custom", each a value or an operation.
  void user(const Field& details) {
    if (!is_object(details)) return;
    const Field custom = at(details, "custom");
    if (has_values(details) || has_values(custom)) {
      begin("identify", time_);
      out_.open("traits");
      out_.members(details, [](std::string_view key) { return key != "custom"; });
      values_of(custom);
      out_.close();
      out_.end();
    }
    for (const Operation& operation : kOperations) operate(custom, operation);
  }

  static bool has_values(const Field& fields) {
    if (!is_object(fields)) return false;
    for (const simdjson::dom::object all = fields->get_object().value_unsafe(); const auto field : all) {
      if (!field.value.is_object()) return true;
    }
    return false;
  }

  void values_of(const Field& custom) {
    if (!is_object(custom)) return;
    for (const simdjson::dom::object all = custom->get_object().value_unsafe(); const auto field : all) {
      // The SDK unsets by setting nothing.
      const std::string raw = simdjson::minify(field.value);
      if (!field.value.is_object()) out_.json(field.key, raw == "\"\"" ? "null" : raw);
    }
  }

  void operate(const Field& custom, const Operation& operation) {
    if (!is_object(custom)) return;
    bool open = false;
    for (const simdjson::dom::object all = custom->get_object().value_unsafe(); const auto field : all) {
      const Field operand = at(Field(field.value), operation.name);
      if (!operand) continue;
      if (!open) {
        begin("profile", time_);
        out_.text("op", operation.op);
        out_.open("traits");
        open = true;
      }
      out_.copy(field.key, operand);
    }
    if (!open) return;
    out_.close();
    out_.end();
  }

  void crash(const Field& crash) {
    if (!is_object(crash)) return;
    begin("track", time_);
    out_.text("event", "$exception");
    out_.open("properties");
    out_.text("$exception_message", text_at(crash, "_name"));
    out_.text("$exception_stack", text_at(crash, "_error").substr(0, 4000));
    out_.members(crash, [](std::string_view key) { return key != "_name" && key != "_error" && key != "_logs"; });
    out_.close();
    out_.end();
  }

  Messages& out_;
  Parsers& parsers_;
  Head head_;
  std::string time_;
};

}  // namespace

Result<Adapted> adapt_countly(Wire wire, Parsers& parsers) {
  THRONG_TRY(const std::string body, unwrapped(std::move(wire.body)));
  // A GET has everything in the query; a POST may have the key there and the rest in its body.
  std::string joined(wire.query);
  const bool json = looks_like_json(body);
  if (!json && !body.empty()) joined += (joined.empty() ? "" : "&") + body;
  const Form form(joined);
  Messages out;
  Reader reader(out, parsers);
  std::string key = form.text("app_key");
  if (wire.endpoint != "bulk" && !json) {
    reader.request(Fields(form));
    return Adapted{key, out.take()};
  }
  const std::string text = json ? body : form.text("requests");
  const auto read = parsers.read(text);
  if (!read) {
    out.pass_text(text);
    return Adapted{key, out.take()};
  }
  const Field root = *read;
  const Field requests = at(root, "requests");
  each_of(requests ? requests : root, [&](const Element& request) {
    if (!request.is_object()) return out.pass(simdjson::minify(request));
    if (key.empty()) key = text_at(request, "app_key");
    reader.request(Fields(request));
  });
  return Adapted{key, out.take()};
}

}  // namespace throng::collect
