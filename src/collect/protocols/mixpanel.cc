// Mixpanel's /track, /engage, /groups and /import.
#include <cmath>

#include "collect/internal/text.h"
#include "collect/protocols/adapter.h"

namespace throng::collect {
namespace {

using Element = simdjson::dom::element;

constexpr std::string_view kDevicePrefix = "$device:";

constexpr std::string_view kDropped[] = {"token",
                                         "distinct_id",
                                         "time",
                                         "$insert_id",
                                         "$device_id",
                                         "$user_id",
                                         "mp_lib",
                                         "$lib_version",
                                         "mp_sent_by_lib_version",
                                         "$mp_api_endpoint",
                                         "$mp_api_timestamp_ms",
                                         "$current_url",
                                         "$referrer",
                                         "$referring_domain",
                                         "current_page_title",
                                         "current_domain",
                                         "current_url_path",
                                         "current_url_protocol",
                                         "current_url_search",
                                         "$had_persisted_distinct_id",
                                         "$initial_referring_domain",
                                         "mp_processing_time_ms",
                                         "$import",
                                         "$browser",
                                         "$os",
                                         "$distinct_id_before_identity"};

bool is_kept(std::string_view key) {
  for (const std::string_view dropped : kDropped) {
    if (key == dropped) return false;
  }
  return true;
}

// "$device:..." is a browser without a user.
WireIds ids_of(std::string id, std::string user, bool known) {
  if (!user.empty()) return {std::move(user), "", ""};
  if (id.starts_with(kDevicePrefix)) return {"", std::move(id), ""};
  if (known) return {std::move(id), "", ""};
  return {"", "", std::move(id)};
}

WireContext context_of(const Field& properties) {
  WireContext out;
  out.url = text_at(properties, "$current_url");
  out.path = text_at(properties, "current_url_path");
  out.title = text_at(properties, "current_page_title");
  out.referrer = text_at(properties, "$referrer");
  if (out.referrer == "$direct") out.referrer.clear();
  out.os = text_at(properties, "$os");
  out.library = text_at(properties, "mp_lib");
  return out;
}

// Times are seconds, perhaps with a fraction, or milliseconds.
bool is_coarse(const Field& time) {
  const auto value = number_of(time);
  return value && *value < 1e11 && *value == std::floor(*value);
}

// Of one person, of one insert id.
std::string message_id(const std::string& insert_id, const std::string& id, const std::string& event) {
  return insert_id.empty() ? std::string() : "mixpanel:" + event + ":" + id + ":" + insert_id;
}

class Reader {
 public:
  explicit Reader(Messages& out) : out_(out) {}

  void event(const Element& element) {
    if (!element.is_object()) return out_.pass(simdjson::minify(element));
    const Field event = element, properties = at(event, "properties");
    std::string name = text_at(event, "event");
    std::string id = text_at(properties, "distinct_id");
    Head head;
    head.ids = ids_of(id, text_at(properties, "$user_id"), false);
    // Exports name the id that the event came with apart from the one it belongs to by now.
    if (std::string before = text_at(properties, "$distinct_id_before_identity"); !before.empty() && before != id) {
      head.ids = ids_of(std::exchange(id, before), text_at(properties, "$user_id"), true);
      if (!head.ids.user.empty()) head.ids.anonymous = std::move(before);
    }
    head.message_id = message_id(text_at(properties, "$insert_id"), id, name);
    head.time = at(properties, "time");
    head.coarse = is_coarse(head.time);
    if (name == "$create_alias") return alias(head, text_at(properties, "alias"), id);
    if (name == "$identify") return identify(head, properties, id);
    if (name == "$merge") return merge(head, at(properties, "$distinct_ids"));
    const bool page = name == "$mp_web_page_view";
    begin_message(out_, page ? "page" : "track", head);
    if (!page) out_.text("event", name == "$mp_page_leave" ? "$page_leave" : name);
    out_.open("properties");
    out_.members(properties, is_kept);
    out_.close();
    out_.context(context_of(properties));
    out_.end();
  }

  // What may be done to a profile; one update may hold several.
  void update(const Element& element, bool group) {
    if (!element.is_object()) return out_.pass(simdjson::minify(element));
    const Field update = element;
    if (group) return group_update(update);
    Head head;
    std::string id = text_at(update, "$distinct_id");
    if (id.empty()) id = text_at(update, "distinct_id");
    head.ids = ids_of(std::move(id), text_at(update, "$user_id"), true);
    head.time = at(update, "$time");
    head.coarse = is_coarse(head.time);
    const std::size_t before = out_.count();
    write_traits(out_, "set", head, at(update, "$set"), "");
    write_traits(out_, "set_once", head, at(update, "$set_once"), "");
    write_traits(out_, "increment", head, at(update, "$add"), "");
    write_traits(out_, "append", head, at(update, "$append"), "");
    write_traits(out_, "union", head, at(update, "$union"), "");
    write_traits(out_, "remove", head, at(update, "$remove"), "");
    write_unset(out_, head, at(update, "$unset"), "");
    simdjson::dom::element any;
    if (!element.at_key("$delete").get(any)) write_delete(out_, head, "");
    if (out_.count() == before) out_.pass(simdjson::minify(element));
  }

 private:
  // The new id is the alias; what was tracked under the old one becomes its.
  void alias(Head head, const std::string& now, const std::string& before) {
    head.ids = {now, "", ""};
    begin_message(out_, "alias", head);
    out_.text("previousId", before);
    out_.end();
  }

  void identify(Head head, const Field& properties, const std::string& id) {
    std::string user = text_at(properties, "$identified_id");
    if (user.empty()) user = text_at(properties, "$user_id");
    if (user.empty()) user = id;
    std::string anonymous = text_at(properties, "$anon_distinct_id");
    if (anonymous.empty()) anonymous = text_at(properties, "$anon_id");
    head.ids = {std::move(user), std::move(anonymous), ""};
    begin_message(out_, "identify", head);
    out_.context(context_of(properties));
    out_.end();
  }

  void merge(Head head, const Field& ids) {
    std::vector<std::string> both;
    if (is_list(ids)) each_of(ids, [&](const Element& one) { both.push_back(text_of(one)); });
    both.resize(2);
    head.ids = {both[0], "", ""};
    begin_message(out_, "alias", head);
    out_.text("previousId", both[1]);
    out_.flag("merge");
    out_.end();
  }

  void group_update(const Field& update) {
    Head head;
    head.ids.anonymous = kGroupsId;
    const std::size_t before = out_.count();
    for (const std::string_view operation : {"$set", "$set_once", "$add", "$append", "$union", "$remove"}) {
      const Field traits = at(update, operation);
      if (!traits) continue;
      begin_message(out_, "group", head);
      out_.text("groupId", text_at(update, "$group_id"));
      out_.text("groupType", text_at(update, "$group_key"));
      out_.copy("traits", traits);
      out_.end();
    }
    if (out_.count() == before) out_.pass(simdjson::minify(*update));
  }

  Messages& out_;
};

// A body is JSON, one JSON a line, or a form whose field "data" is; a GET has it in the query.
Result<std::string> json_of(Wire& wire) {
  THRONG_TRY(std::string body, unwrapped(std::move(wire.body)));
  if (looks_like_json(body)) {
    // Objects one after the other become a list.
    const std::string_view text = trim(body);
    if (!text.starts_with('{') || text.find("}\n{") == std::string_view::npos) return body;
    std::string list = "[";
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view line = trim(text.substr(at, end - at));
      if (!line.empty()) list.append(list.size() > 1 ? "," : "").append(line);
      at = end + 1;
    }
    return list + "]";
  }
  if (!body.empty()) return Form(body).json("data");
  return Form(wire.query).json("data");
}

std::string token_of(const Field& root) {
  std::string token;
  each_of(root, [&](const Element& one) {
    if (!token.empty() || !one.is_object()) return;
    token = text_at(one, "$token");
    if (token.empty()) token = text_at(at(one, "properties"), "token");
  });
  return token;
}

}  // namespace

Result<Adapted> adapt_mixpanel(Wire wire, Parsers& parsers) {
  THRONG_TRY(std::string json, json_of(wire));
  THRONG_TRY(const Field root, parsers.read(std::move(json)));
  Messages out;
  Reader reader(out);
  const bool events = wire.endpoint == "track" || wire.endpoint == "import";
  each_of(root,
          [&](const Element& one) { events ? reader.event(one) : reader.update(one, wire.endpoint == "groups"); });
  std::string token = token_of(root);
  return Adapted{token.empty() ? wire.key : std::move(token), out.take(), wire.other_key};
}

}  // namespace throng::collect
