// Snowplow's tracker protocol, version 2: lists of events in a body, or one in the query of /i.
#include "collect/protocols/adapter.h"

namespace throng::collect {
namespace {

using Element = simdjson::dom::element;

// "add_to_cart" of "iglu:com.acme/add_to_cart/jsonschema/1-0-0".
std::string_view name_in(std::string_view schema) {
  const std::size_t first = schema.find('/');
  if (first == std::string_view::npos) return schema;
  const std::string_view rest = schema.substr(first + 1);
  return rest.substr(0, rest.find('/'));
}

class Reader {
 public:
  Reader(Messages& out, Parsers& parsers) : out_(out), parsers_(parsers) {}

  // `text` reads one of the event's fields.
  template <class Text>
  void event(Text text) {
    Head head;
    head.ids = {text("uid"), text("duid"), ""};
    if (head.ids.anonymous.empty()) head.ids.anonymous = text("nuid");
    head.message_id = text("eid");
    const std::string kind = text("e");
    Field data;
    std::string self_describing = text("ue_pr");
    if (self_describing.empty()) self_describing = decoded(text("ue_px"));
    const auto read = self_describing.empty() ? Result<Field>(Field()) : parsers_.read_part(self_describing);
    if (read) data = at(*read, "data");
    const std::string name = name_of(kind, text, data);
    const bool page = kind == "pv", screen = name == "screen_view" || name == "mobile_screen_view";
    begin_message(out_, page ? "page" : screen ? "screen" : "track", head);
    const std::string truth = text("ttm"), device = text("dtm");
    times(truth.empty() ? device : truth, truth.empty() ? text("stm") : std::string());
    if (!page && !screen) out_.text("event", name);
    out_.open("properties");
    out_.members(at(data, "data"));
    fields(kind, text);
    const std::string session = contexts(text);
    out_.close();
    WireContext context;
    context.url = text("url");
    context.title = text("page");
    context.referrer = text("refr");
    context.user_agent = text("ua");
    context.session = session.empty() ? text("sid") : session;
    out_.context(context);
    out_.end();
  }

 private:
  static std::string decoded(const std::string& base64) {
    if (base64.empty()) return {};
    auto json = unwrapped(base64);
    return json ? std::move(*json) : std::string();
  }

  template <class Text>
  static std::string name_of(const std::string& kind, Text text, const Field& data) {
    if (kind == "se") return text("se_ac");
    if (kind == "pp") return "$heartbeat";
    if (kind == "tr") return "Order Completed";
    if (kind == "ti") return "Order Item";
    const std::string schema = text_at(data, "schema");
    return std::string(name_in(schema));
  }

  // Whole numbers of milliseconds, as texts.
  void times(const std::string& time, const std::string& sent) {
    const auto put = [&](std::string_view key, const std::string& text) {
      if (!text.empty()) out_.number(key, std::strtod(text.c_str(), nullptr));
    };
    put("timestamp", time);
    if (!time.empty()) put("sentAt", sent);
  }

  struct Named {
    std::string_view field, property;
    bool number = false;
  };
  template <class Text>
  void fields(const std::string& kind, Text text) {
    static constexpr Named kOfStructured[] = {
        {"se_ca", "category"}, {"se_la", "label"}, {"se_pr", "property"}, {"se_va", "value", true}};
    static constexpr Named kOfOrders[] = {{"tr_id", "order_id"},  {"tr_tt", "revenue", true},
                                          {"tr_tx", "tax", true}, {"tr_sh", "shipping", true},
                                          {"tr_cu", "currency"},  {"tr_af", "affiliation"}};
    static constexpr Named kOfItems[] = {{"ti_id", "order_id"}, {"ti_sk", "sku"},         {"ti_nm", "name"},
                                         {"ti_ca", "category"}, {"ti_pr", "price", true}, {"ti_qu", "quantity", true}};
    const auto all = [&](const auto& names) {
      for (const Named& one : names) {
        const std::string value = text(one.field);
        if (value.empty()) continue;
        one.number ? out_.number(one.property, std::strtod(value.c_str(), nullptr)) : out_.text(one.property, value);
      }
    };
    if (kind == "se") all(kOfStructured);
    if (kind == "tr") all(kOfOrders);
    if (kind == "ti") all(kOfItems);
  }

  // Each becomes an object of its schema's name. Returns the session that one of them may name.
  template <class Text>
  std::string contexts(Text text) {
    std::string json = text("co");
    if (json.empty()) json = decoded(text("cx"));
    if (json.empty()) return {};
    const auto read = parsers_.read_part(json);
    std::string session;
    if (!read) return session;
    each_of(at(*read, "data"), [&](const Element& context) {
      const std::string schema = text_at(context, "schema");
      const std::string_view name = name_in(schema);
      const Field data = at(context, "data");
      if (name == "client_session") {
        session = text_at(data, "sessionId");
      } else if (is_object(data) && !name.empty()) {
        out_.copy(name, data);
      }
    });
    return session;
  }

  Messages& out_;
  Parsers& parsers_;
};

}  // namespace

Result<Adapted> adapt_snowplow(Wire wire, Parsers& parsers) {
  Messages out;
  Reader reader(out, parsers);
  THRONG_TRY(std::string body, unwrapped(std::move(wire.body)));
  if (body.empty()) {
    const Form form(wire.query);
    reader.event([&](std::string_view key) { return form.text(key); });
    return Adapted{form.text("aid"), out.take()};
  }
  THRONG_TRY(const Field root, parsers.read(std::move(body)));
  std::string key;
  each_of(at(root, "data"), [&](const Element& event) {
    if (key.empty()) key = text_at(event, "aid");
    event.is_object() ? reader.event([&](std::string_view name) { return text_at(event, name); })
                      : out.pass(simdjson::minify(event));
  });
  return Adapted{key, out.take()};
}

}  // namespace throng::collect
