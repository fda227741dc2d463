// Sensors Analytics (神策): /sa, /sa.gif and /debug.
#include <array>

#include "collect/internal/text.h"
#include "collect/protocols/adapter.h"

namespace throng::collect {
namespace {

using Element = simdjson::dom::element;

constexpr std::string_view kLoginIdentity = "$identity_login_id";
// Identities of devices: they may pass from one user to the next.
constexpr std::string_view kDeviceIdentities[] = {
    "$identity_cookie_id", "$identity_anonymous_id", "$identity_android_id", "$identity_android_uuid",
    "$identity_ios_id",    "$identity_idfa",         "$identity_idfv",       "$identity_distinct_id"};

bool is_device(std::string_view identity) {
  for (const std::string_view device : kDeviceIdentities) {
    if (identity == device) return true;
  }
  return false;
}

constexpr std::string_view kDropped[] = {"$is_login_id", "$project",    "$token", "$lib",       "$lib_version",
                                         "$lib_method",  "$lib_detail", "$url",   "$url_path",  "$title",
                                         "$referrer",    "$user_agent", "$time",  "$device_id", "$event_session_id"};

bool is_kept(std::string_view key) {
  for (const std::string_view dropped : kDropped) {
    if (key == dropped) return false;
  }
  return true;
}

// Of a profile operation, without the SDK's own marks.
bool is_operand(std::string_view key) {
  return key != "$is_login_id" && key != "$project" && key != "$token" && !key.starts_with("$lib");
}

WireContext context_of(const Field& record, const Field& properties) {
  WireContext out;
  out.url = text_at(properties, "$url");
  out.path = text_at(properties, "$url_path");
  out.title = text_at(properties, "$title");
  out.referrer = text_at(properties, "$referrer");
  out.user_agent = text_at(properties, "$user_agent");
  out.session = text_at(properties, "$event_session_id");
  out.os = text_at(properties, "$os");
  out.library = text_at(at(record, "lib"), "$lib");
  return out;
}

std::string_view name_of(std::string_view event) {
  if (event == "$AppViewScreen" || event == "$MPViewScreen") return "$screen";
  return event;
}

class Reader {
 public:
  explicit Reader(Messages& out) : out_(out) {}

  void record(const Element& element) {
    if (!element.is_object()) return out_.pass(simdjson::minify(element));
    record_ = element;
    properties_ = at(record_, "properties");
    type_ = text_at(record_, "type");
    read_head();
    if (type_ == "track") return track();
    if (type_ == "track_signup" || type_ == "track_id_bind") return bind();
    if (type_ == "track_id_unbind") return track();
    if (type_.starts_with("profile_")) return profile();
    if (type_ == "item_set" || type_ == "item_delete") return item();
    out_.pass(simdjson::minify(element));
  }

 private:
  void read_head() {
    head_ = {};
    std::string id = text_at(record_, "distinct_id");
    head_.ids = ids_of(id);
    // One SDK counts its records; what else tells two of them apart is their time and kind.
    if (const std::string track_id = text_at(record_, "_track_id"); !track_id.empty()) {
      head_.message_id = "sensors:" + track_id + ":" + text_at(record_, "time") + ":" + id + ":" + type_ + ":" +
                         text_at(record_, "event");
    }
    head_.time = at(record_, "time");
    head_.sent_at = at(record_, "_flush_time");
  }

  std::string login_id() const {
    std::string login = text_at(record_, "login_id");
    if (login.empty()) login = text_at(at(record_, "identities"), kLoginIdentity);
    // "$identity_login_id+u1" where the SDK names the key of the id.
    constexpr std::string_view kNamed = "$identity_login_id+";
    return login.starts_with(kNamed) ? login.substr(kNamed.size()) : login;
  }

  // Only a sign-up or a binding joins a device with a user: a cookie outlives whoever is signed in.
  WireIds ids_of(const std::string& id) const {
    if (std::string login = login_id(); !login.empty()) return {std::move(login), "", ""};
    if (is_true(at(properties_, "$is_login_id"))) return {id, "", ""};
    if (at(record_, "anonymous_id")) return {"", id, ""};
    return {"", "", id};
  }

  void track() {
    const std::string event = text_at(record_, "event");
    const std::string_view name = name_of(event);
    const bool page = name == "$pageview", screen = name == "$screen";
    begin_message(out_, page ? "page" : screen ? "screen" : "track", head_);
    if (!page && !screen) out_.text("event", event == "$WebPageLeave" ? "$page_leave" : name);
    if (screen) out_.text("name", text_at(properties_, "$screen_name"));
    out_.open("properties");
    out_.members(properties_, is_kept);
    if (event == "$WebPageLeave") {
      if (const auto seconds = number_of(at(properties_, "event_duration")))
        out_.number("$duration_ms", *seconds * 1000);
    }
    out_.close();
    out_.context(context_of(record_, properties_));
    out_.end();
  }

  std::string device_id() const {
    for (const std::string_view name : {"original_id", "anonymous_id"}) {
      if (std::string id = text_at(record_, name); !id.empty()) return id;
    }
    const Field identities = at(record_, "identities");
    for (const std::string_view identity : kDeviceIdentities) {
      if (std::string id = text_at(identities, identity); !id.empty()) return id;
    }
    return {};
  }

  void bind() {
    std::string user = login_id();
    const std::string id = text_at(record_, "distinct_id");
    const Field identities = at(record_, "identities");
    if (user.empty() && type_ == "track_signup") user = id;
    if (user.empty()) user = other_identity(identities);
    head_.ids = {user.empty() ? id : user, device_id(), ""};
    begin_message(out_, "identify", head_);
    out_.open("traits");
    out_.members(identities, [](std::string_view key) { return !is_device(key) && key != kLoginIdentity; });
    out_.close();
    out_.context(context_of(record_, properties_));
    out_.end();
  }

  static std::string other_identity(const Field& identities) {
    simdjson::dom::object fields;
    if (!identities || identities->get_object().get(fields)) return {};
    for (const auto field : fields) {
      if (!is_device(field.key)) return text_of(Field(field.value));
    }
    return {};
  }

  void profile() {
    const std::string_view op = std::string_view(type_).substr(8);
    if (op == "unset") return unset();
    if (op == "delete") return write_delete(out_, head_, "");
    const bool set = op == "set";
    begin_message(out_, set ? "identify" : "profile", head_);
    if (!set) out_.text("op", op);
    out_.open("traits");
    out_.members(properties_, is_operand);
    out_.close();
    out_.end();
  }

  void unset() {
    begin_message(out_, "identify", head_);
    out_.open("traits");
    simdjson::dom::object names;
    if (properties_ && !properties_->get_object().get(names)) {
      for (const auto name : names) {
        if (is_operand(name.key)) out_.json(name.key, "null");
      }
    }
    out_.close();
    out_.end();
  }

  // Things are nobody's: they are told of one id that stands for all of them.
  void item() {
    head_.ids = {"", std::string(kGroupsId), ""};
    begin_message(out_, "group", head_);
    out_.text("groupId", text_at(record_, "item_id"));
    out_.text("groupType", text_at(record_, "item_type"));
    if (type_ == "item_set") out_.copy("traits", properties_);
    out_.end();
  }

  Messages& out_;
  Field record_, properties_;
  std::string type_;
  Head head_;
};

// Images carry one record in the query, posts one or a list in a form or as JSON.
Result<std::string> json_of(const Form& query, std::string body) {
  THRONG_TRY(body, unwrapped(std::move(body)));
  if (looks_like_json(body)) return body;
  const Form form(body);
  for (const Form* fields : {&form, &query}) {
    if (fields->has("data_list")) return fields->json("data_list");
    if (fields->has("data")) return fields->json("data");
  }
  return invalid("data", "expected a field data or data_list");
}

}  // namespace

Result<Adapted> adapt_sensors(Wire wire, Parsers& parsers) {
  const Form query(wire.query);
  std::string token = query.text("token"), project = query.text("project");
  Messages out;
  const auto adapted = [&] {
    if (project.empty()) project = "default";
    return Adapted{token.empty() ? project : token, out.take(), project};
  };
  const std::string body = wire.body;
  const auto json = json_of(query, std::move(wire.body));
  const auto root = json ? parsers.read(*json) : std::unexpected(json.error());
  if (!root) {
    if (root.error().code == ErrorCode::too_large) return std::unexpected(root.error());
    out.pass_text(body.empty() ? wire.query : std::string_view(body));
    return adapted();
  }
  Reader reader(out);
  each_of(*root, [&](const Element& record) {
    reader.record(record);
    if (!record.is_object()) return;
    if (token.empty()) token = text_at(record, "token");
    if (project.empty()) project = text_at(record, "project");
  });
  return adapted();
}

}  // namespace throng::collect
