// Amplitude's HTTP API, version 2, its batch form, and its Identify and Group Identify APIs.
#include <algorithm>

#include "collect/internal/text.h"
#include "collect/protocols/adapter.h"

namespace throng::collect {
namespace {

using Element = simdjson::dom::element;

struct Operation {
  std::string_view name, op;
};
constexpr Operation kOperations[] = {{"$set", "set"},          {"$setOnce", "set_once"}, {"$add", "increment"},
                                     {"$append", "append"},    {"$prepend", "append"},   {"$preInsert", "union"},
                                     {"$postInsert", "union"}, {"$remove", "remove"}};

WireContext context_of(const Field& event, const Field& properties) {
  WireContext out;
  out.url = text_at(properties, "[Amplitude] Page URL");
  if (out.url.empty()) out.url = text_at(properties, "[Amplitude] Page Location");
  out.path = text_at(properties, "[Amplitude] Page Path");
  out.title = text_at(properties, "[Amplitude] Page Title");
  out.referrer = text_at(properties, "referrer");
  out.user_agent = text_at(event, "user_agent");
  const std::string session = text_at(event, "session_id");
  if (session != "-1") out.session = session;
  out.os = text_at(event, "os_name");
  out.library = text_at(event, "library");
  const std::string platform = lower_ascii(text_at(event, "platform"));
  if (platform == "ios" || platform == "android") out.device_type = platform;
  return out;
}

// Revenue as told, or price times quantity.
std::optional<double> revenue_of(const Field& event, const Field& properties) {
  if (const auto told = number_of(at(event, "revenue"))) return told;
  if (const auto told = number_of(at(properties, "$revenue"))) return told;
  const auto price = number_of(at(properties, "$price"));
  return price ? std::optional(*price * number_of(at(properties, "$quantity")).value_or(1)) : std::nullopt;
}

class Reader {
 public:
  Reader(Messages& out, Field uploaded) : out_(out), uploaded_(std::move(uploaded)) {}

  void event(const Element& element) {
    if (!begin(element)) return;
    if (name_ == "$groupidentify") return groups();
    if (name_ == "$identify") return identify();
    happening();
    const Field traits = at(event_, "user_properties");
    if (operations(traits) == 0) write_traits(out_, "set", head_, traits, "/set");
  }

  // One of the Identify API.
  void identification(const Element& element) {
    if (begin(element)) identify();
  }

  // One of the Group Identify API.
  void group_identification(const Element& element) {
    if (!begin(element)) return;
    const std::string type = text_at(event_, "group_type");
    if (type.empty()) return out_.pass(simdjson::minify(element));
    group(type, at(event_, "group_value"));
  }

 private:
  // What cannot be read is passed on as it came.
  bool begin(const Element& element) {
    if (!element.is_object()) {
      out_.pass(simdjson::minify(element));
      return false;
    }
    event_ = element;
    properties_ = at(event_, "event_properties");
    name_ = text_at(event_, "event_type");
    head_ = {};
    head_.ids = {text_at(event_, "user_id"), text_at(event_, "device_id"), ""};
    const std::string insert_id = text_at(event_, "insert_id");
    if (!insert_id.empty()) head_.message_id = "amplitude:" + text_at(event_, "device_id") + ":" + insert_id;
    head_.time = at(event_, "time");
    head_.sent_at = head_.time ? uploaded_ : std::nullopt;
    return true;
  }

  void happening() {
    const bool page = name_ == "[Amplitude] Page Viewed";
    begin_message(out_, page ? "page" : "track", head_);
    if (!page) out_.text("event", name());
    out_.open("properties");
    const auto revenue =
        name_ == "revenue_amount" || at(event_, "revenue") ? revenue_of(event_, properties_) : std::optional<double>();
    out_.members(properties_, [&](std::string_view key) { return !revenue || key != "revenue"; });
    if (revenue) out_.number("revenue", *revenue);
    out_.copy("$groups", at(event_, "groups"));
    out_.close();
    out_.context(context_of(event_, properties_));
    out_.end();
  }

  std::string_view name() const {
    if (name_ == "session_start") return "$session_start";
    if (name_ == "session_end") return "$session_end";
    return name_;
  }

  // How many of a property's keys are operations; all of them are written.
  std::size_t operations(const Field& traits) {
    std::size_t found = 0;
    for (const Operation& operation : kOperations) {
      const Field operands = at(traits, operation.name);
      if (!operands) continue;
      ++found;
      write_traits(out_, operation.op, head_, operands, std::string("/").append(operation.name));
    }
    if (const Field names = at(traits, "$unset")) {
      ++found;
      write_unset(out_, head_, names, "/$unset");
    }
    if (at(traits, "$clearAll")) {
      ++found;
      write_delete(out_, head_, "/$clearAll");
    }
    return found;
  }

  // An identify without operations still says whose device it is.
  void identify() {
    if (operations(at(event_, "user_properties")) > 0) return;
    begin_message(out_, "identify", head_);
    out_.copy("traits", at(event_, "user_properties"));
    out_.end();
  }

  void groups() {
    simdjson::dom::object groups;
    const Field named = at(event_, "groups");
    if (!named || named->get_object().get(groups)) return out_.pass(simdjson::minify(*event_));
    for (const auto one : groups) group(one.key, Field(one.value));
  }

  void group(std::string_view type, const Field& id) {
    Head head = head_;
    if (head.ids.user.empty()) head.ids = {"", std::string(kGroupsId), ""};
    begin_message(out_, "group", head, std::string("/").append(type));
    out_.text("groupId", text_of(id));
    out_.text("groupType", type);
    const Field traits = at(event_, "group_properties");
    const Field set = at(traits, "$set");
    out_.open("traits");
    out_.members(set ? set : traits, [&](std::string_view key) { return set || !key.starts_with('$'); });
    out_.close();
    out_.end();
  }

  Messages& out_;
  Field uploaded_;
  Field event_, properties_;
  std::string name_;
  Head head_;
};

// A form whose field "identification" is an object or a list of them, or JSON of the same names.
Result<Adapted> adapt_identify(std::string body, bool groups, Parsers& parsers) {
  const bool is_json = looks_like_json(body);
  const Form form(is_json ? std::string_view() : body);
  std::string json;
  if (!is_json) {
    THRONG_TRY(json, form.json("identification"));
  }
  THRONG_TRY(const Field root, parsers.read(is_json ? std::move(body) : std::move(json)));
  Messages out;
  Reader reader(out, std::nullopt);
  each_of(is_json ? at(root, "identification") : root,
          [&](const Element& one) { groups ? reader.group_identification(one) : reader.identification(one); });
  return Adapted{is_json ? text_at(root, "api_key") : form.text("api_key"), out.take()};
}

}  // namespace

bool operates_in_amplitude(const Field& user_properties) {
  const auto there = [&](std::string_view name) { return at(user_properties, name).has_value(); };
  return there("$unset") || there("$clearAll") ||
         std::ranges::any_of(kOperations, [&](const Operation& one) { return there(one.name); });
}

Result<Adapted> adapt_amplitude(Wire wire, Parsers& parsers) {
  THRONG_TRY(std::string json, unwrapped(std::move(wire.body)));
  const bool groups = wire.endpoint == "groupidentify";
  if (groups || wire.endpoint == "identify") return adapt_identify(std::move(json), groups, parsers);
  THRONG_TRY(const Field root, parsers.read(std::move(json)));
  Messages out;
  Reader reader(out, at(root, "client_upload_time"));
  each_of(at(root, "events"), [&](const Element& event) { reader.event(event); });
  return Adapted{text_at(root, "api_key"), out.take()};
}

}  // namespace throng::collect
