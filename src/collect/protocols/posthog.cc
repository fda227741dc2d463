// PostHog's capture API: /batch/, /e/, /i/v0/e/, /capture/, and /i/v1/analytics/events of the newest server libraries.
#include <array>

#include <fmt/core.h>

#include "collect/internal/text.h"
#include "collect/protocols/adapter.h"

namespace throng::collect {
namespace {

// Told by our own fields, or of use to nobody but the SDK.
constexpr std::string_view kDropped[] = {"token",
                                         "distinct_id",
                                         "$set",
                                         "$set_once",
                                         "$unset",
                                         "$lib",
                                         "$lib_version",
                                         "$insert_id",
                                         "$time",
                                         "$is_identified",
                                         "$device_id",
                                         "$session_id",
                                         "$window_id",
                                         "$current_url",
                                         "$pathname",
                                         "$host",
                                         "$referrer",
                                         "$raw_user_agent",
                                         "$ip",
                                         "$geoip_disable",
                                         "$anon_distinct_id",
                                         "$process_person_profile",
                                         "$initialization_time",
                                         "$autocapture_disabled_server_side",
                                         "$exception_list"};
constexpr std::string_view kDroppedBeginnings[] = {"$configured_",
                                                   "$recording_",
                                                   "$session_recording_",
                                                   "$sdk_debug_",
                                                   "$lib_",
                                                   "$replay_",
                                                   "$dead_clicks_",
                                                   "$exception_capture_",
                                                   "$web_vitals_enabled",
                                                   "$web_vitals_allowed",
                                                   "$client_session_initial_",
                                                   "$feature_flag_payload"};

constexpr std::size_t kMaxStack = 4000;

bool is_kept(std::string_view key) {
  for (const std::string_view dropped : kDropped) {
    if (key == dropped) return false;
  }
  for (const std::string_view beginning : kDroppedBeginnings) {
    if (key.starts_with(beginning)) return false;
  }
  return true;
}

// Of page views alone `title` is the page's: other events may have one of their own.
constexpr std::string_view kTitle = "title";

WireContext context_of(const Field& properties, bool page) {
  WireContext out;
  out.url = text_at(properties, "$current_url");
  out.path = text_at(properties, "$pathname");
  if (page) out.title = text_at(properties, kTitle);
  out.referrer = text_at(properties, "$referrer");
  if (out.referrer == "$direct") out.referrer.clear();
  out.user_agent = text_at(properties, "$raw_user_agent");
  out.session = text_at(properties, "$session_id");
  out.os = text_at(properties, "$os");
  out.device_type = lower_ascii(text_at(properties, "$device_type"));
  out.library = text_at(properties, "$lib");
  return out;
}

class Reader {
 public:
  Reader(Messages& out, Field sent_at, Instant received)
      : out_(out), sent_at_(std::move(sent_at)), received_(received) {}

  void event(const simdjson::dom::element& element) {
    if (!element.is_object()) return out_.pass(simdjson::minify(element));
    event_ = element;
    properties_ = at(event_, "properties");
    name_ = text_at(event_, "event");
    read_head();
    if (name_ == "$create_alias") return alias();
    if (name_ == "$groupidentify") return group();
    if (name_ == "$identify") {
      head_.ids = {text_at(properties_, "distinct_id"), text_at(properties_, "$anon_distinct_id"), ""};
      if (head_.ids.user.empty()) head_.ids.user = text_at(event_, "distinct_id");
    }
    const bool only_person = name_ == "$identify" || name_ == "$set";
    only_person ? person() : happening();
    write_traits(out_, "set_once", head_, member("$set_once"), "/set_once");
    write_unset(out_, head_, member("$unset"), "/unset");
  }

 private:
  // Person properties stand beside the event's or among them.
  Field member(std::string_view key) const {
    const Field own = at(event_, key);
    return own ? own : at(properties_, key);
  }

  void read_head() {
    head_ = {};
    std::string id = text_at(event_, "distinct_id");
    if (id.empty()) id = text_at(properties_, "distinct_id");
    const Field identified = at(properties_, "$is_identified");
    if (identified && is_true(identified)) {
      head_.ids.user = id;
    } else if (identified) {
      head_.ids.anonymous = id;
    } else {
      head_.ids.distinct = id;
    }
    head_.message_id = text_at(event_, "uuid");
    if (head_.message_id.empty()) head_.message_id = text_at(properties_, "$insert_id");
    head_.time = at(event_, "timestamp");
    head_.sent_at = head_.time ? sent_at_ : std::nullopt;
  }

  // Without a time of its own the event may say how long ago it was.
  void ago() {
    const auto offset = head_.time ? std::nullopt : number_of(at(event_, "offset"));
    if (offset && *offset >= 0 && *offset < 1e12)
      out_.number("timestamp", static_cast<double>(to_ms(received_)) - *offset);
  }

  void happening() {
    const bool page = name_ == "$pageview", screen = name_ == "$screen";
    begin_message(out_, page ? "page" : screen ? "screen" : "track", head_);
    ago();
    if (!page && !screen) out_.text("event", name_ == "$pageleave" ? "$page_leave" : name_);
    if (screen) out_.text("name", text_at(properties_, "$screen_name"));
    out_.open("properties");
    out_.members(properties_, [&](std::string_view key) { return is_kept(key) && !(page && key == kTitle); });
    if (name_ == "$exception") exception();
    out_.close();
    out_.context(context_of(properties_, page));
    out_.end();
    write_traits(out_, "set", head_, member("$set"), "/set");
  }

  // Of the list of errors, each the cause of the one before, the first; its frames as a text.
  void exception() {
    Field first;
    each_of(at(properties_, "$exception_list"), [&](const simdjson::dom::element& one) {
      if (!first) first = one;
    });
    if (!is_object(first)) return;
    out_.text("$exception_type", text_at(first, "type"));
    out_.text("$exception_message", text_at(first, "value"));
    std::string stack;
    each_of(at(at(first, "stacktrace"), "frames"), [&](const simdjson::dom::element& frame) {
      if (!frame.is_object() || stack.size() > kMaxStack) return;
      stack += fmt::format("at {} ({}:{}:{})\n", text_at(frame, "function"), text_at(frame, "filename"),
                           text_at(frame, "lineno"), text_at(frame, "colno"));
    });
    out_.text("$exception_stack", stack);
  }

  void person() {
    simdjson::dom::object traits;
    const Field set = member("$set");
    if (name_ == "$set" && (!set || set->get_object().get(traits) || traits.size() == 0)) return;
    begin_message(out_, "identify", head_);
    ago();
    out_.copy("traits", set);
    out_.context(context_of(properties_, false));
    out_.end();
  }

  // The event's own id is kept, the alias becomes the same person.
  void alias() {
    std::string kept = text_at(properties_, "distinct_id");
    if (kept.empty()) kept = text_at(event_, "distinct_id");
    head_.ids = {kept, "", ""};
    begin_message(out_, "alias", head_);
    out_.text("previousId", text_at(properties_, "alias"));
    out_.end();
  }

  // Server libraries name the group itself as the one who acts.
  void group() {
    const std::string type = text_at(properties_, "$group_type"), key = text_at(properties_, "$group_key");
    const std::string own = text_at(event_, "distinct_id");
    if (own.empty() || own == fmt::format("${}_{}", type, key)) head_.ids = {"", std::string(kGroupsId), ""};
    begin_message(out_, "group", head_);
    out_.text("groupId", key);
    out_.text("groupType", type);
    out_.copy("traits", at(properties_, "$group_set"));
    out_.end();
  }

  Messages& out_;
  Field sent_at_;
  Instant received_;
  Field event_, properties_;
  std::string name_;
  Head head_;
};

std::string key_in(const Field& root, const Field& first_event) {
  for (const std::string_view name : {"api_key", "token"}) {
    if (auto key = text_at(root, name); !key.empty()) return key;
  }
  const Field properties = at(first_event, "properties");
  for (const std::string_view name : {"api_key", "token"}) {
    if (auto key = text_at(first_event, name); !key.empty()) return key;
    if (auto key = text_at(properties, name); !key.empty()) return key;
  }
  return {};
}

// The JSON of a body, of a form's field "data", or of the query's.
Result<std::string> json_of(Wire& wire) {
  THRONG_TRY(std::string body, unwrapped(std::move(wire.body)));
  if (looks_like_json(body)) return body;
  if (!body.empty()) return Form(body).json("data");
  return Form(wire.query).json("data");
}

}  // namespace

Result<Adapted> adapt_posthog(Wire wire, Parsers& parsers) {
  THRONG_TRY(std::string json, json_of(wire));
  THRONG_TRY(const Field root, parsers.read(std::move(json)));
  const Field batch = at(root, "batch");
  const Field events = batch ? batch : root;
  Field first;
  each_of(events, [&](const simdjson::dom::element& event) {
    if (!first) first = event;
  });
  Field sent_at = at(root, "sent_at");
  if (!sent_at) sent_at = at(root, "created_at");
  Messages out;
  Reader reader(out, sent_at, wire.received);
  each_of(events, [&](const simdjson::dom::element& event) { reader.event(event); });
  return Adapted{wire.key.empty() ? key_in(root, first) : wire.key, out.take()};
}

}  // namespace throng::collect
