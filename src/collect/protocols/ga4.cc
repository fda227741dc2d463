// The Measurement Protocol of Google Analytics 4.
#include "collect/protocols/adapter.h"

namespace throng::collect {
namespace {

using Element = simdjson::dom::element;

constexpr std::string_view kDropped[] = {"session_id", "page_location",        "page_title", "page_referrer",
                                         "page_path",  "engagement_time_msec", "debug_mode", "timestamp_micros"};

bool is_kept(std::string_view key) {
  for (const std::string_view dropped : kDropped) {
    if (key == dropped) return false;
  }
  return true;
}

WireContext context_of(const Field& params, const Field& root) {
  WireContext out;
  out.url = text_at(params, "page_location");
  out.path = text_at(params, "page_path");
  out.title = text_at(params, "page_title");
  out.referrer = text_at(params, "page_referrer");
  out.session = text_at(params, "session_id");
  out.user_agent = text_at(root, "user_agent");
  return out;
}

class Reader {
 public:
  Reader(Messages& out, const Field& root) : out_(out), root_(root) {
    const std::string device = text_at(root, "client_id");
    head_.ids = {text_at(root, "user_id"), device.empty() ? text_at(root, "app_instance_id") : device, ""};
  }

  // {"plan":{"value":"pro"}}
  void traits() {
    simdjson::dom::object properties;
    const Field given = at(root_, "user_properties");
    if (!given || given->get_object().get(properties) || properties.size() == 0) return;
    begin_message(out_, "identify", head_);
    time(at(root_, "timestamp_micros"));
    out_.open("traits");
    for (const auto property : properties) {
      const Field value = at(Field(property.value), "value");
      out_.json(property.key, value ? std::string(simdjson::minify(*value)) : "null");
    }
    out_.close();
    out_.end();
  }

  void event(const Element& element) {
    if (!element.is_object()) return out_.pass(simdjson::minify(element));
    const Field event = element, params = at(event, "params");
    const std::string name = text_at(event, "name");
    const bool page = name == "page_view", screen = name == "screen_view";
    begin_message(out_, page ? "page" : screen ? "screen" : "track", head_);
    Field micros = at(event, "timestamp_micros");
    if (!micros) micros = at(root_, "timestamp_micros");
    time(micros);
    if (!page && !screen) out_.text("event", name == "session_start" ? "$session_start" : name);
    if (screen) out_.text("name", text_at(params, "screen_name"));
    out_.open("properties");
    out_.members(params, is_kept);
    const auto value = number_of(at(params, "value"));
    if (name == "purchase" && value && !at(params, "revenue")) out_.number("revenue", *value);
    if (const auto engaged = number_of(at(params, "engagement_time_msec"))) out_.number("$engagement_ms", *engaged);
    out_.close();
    out_.context(context_of(params, root_));
    out_.end();
  }

 private:
  // Without an id and with a time of its own, equal events would be repeats; several of a request share its time.
  void time(const Field& micros) {
    const auto value = number_of(micros);
    if (value && *value > 0 && *value < 1e18)
      out_.number("timestamp", static_cast<double>(static_cast<std::int64_t>(*value / 1000)));
    out_.flag("coarseTime");
  }

  Messages& out_;
  Field root_;
  Head head_;
};

}  // namespace

Result<Adapted> adapt_ga4(Wire wire, Parsers& parsers) {
  THRONG_TRY(std::string json, unwrapped(std::move(wire.body)));
  THRONG_TRY(const Field root, parsers.read(std::move(json)));
  Messages out;
  Reader reader(out, root);
  reader.traits();
  each_of(at(root, "events"), [&](const Element& event) { reader.event(event); });
  return Adapted{Form(wire.query).text("api_secret"), out.take()};
}

}  // namespace throng::collect
