// Matomo's tracking API: matomo.php and piwik.php, one hit a query or many in a body.
#include "collect/protocols/adapter.h"

namespace throng::collect {
namespace {

using Element = simdjson::dom::element;

class Reader {
 public:
  Reader(Messages& out, Parsers& parsers) : out_(out), parsers_(parsers) {}

  void hit(const Form& form) {
    Head head;
    head.ids = {form.text("uid"), form.text("_id"), ""};
    if (head.ids.anonymous.empty()) head.ids.anonymous = form.text("cid");
    const Name name = name_of(form);
    begin_message(out_, name.page ? "page" : "track", head);
    time(form);
    if (!name.page) out_.text("event", name.event);
    properties(form, name);
    WireContext context;
    context.url = form.text("url");
    context.title = form.text("action_name");
    context.referrer = form.text("urlref");
    context.user_agent = form.text("ua");
    out_.context(context);
    out_.end();
  }

 private:
  struct Name {
    std::string event;
    bool page = false;
  };

  static Name name_of(const Form& form) {
    if (form.has("e_a")) return {form.text("e_a")};
    if (form.has("ec_id")) return {"Order Completed"};
    if (form.has("idgoal")) return {form.text("idgoal") == "0" ? "Cart Updated" : "$goal"};
    if (form.has("search")) return {"$site_search"};
    if (form.has("download")) return {"$download"};
    if (form.has("link")) return {"$outlink"};
    if (form.text("ping") == "1") return {"$heartbeat"};
    if (form.has("c_n")) return {form.has("c_i") ? "$content_interaction" : "$content_impression"};
    return {"", true};
  }

  // "cdt" is a time in seconds, or "2026-01-02 03:04:05" in UTC; hits have no ids.
  void time(const Form& form) {
    std::string given = form.text("cdt");
    if (given.empty()) return;
    if (given.find('-') == std::string::npos) {
      out_.number("timestamp", number(given));
    } else {
      if (const std::size_t space = given.find(' '); space != std::string::npos) given[space] = 'T';
      out_.text("timestamp", given + "Z");
    }
    out_.flag("coarseTime");
  }

  static double number(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

  void properties(const Form& form, const Name& name) {
    out_.open("properties");
    const auto text = [&](std::string_view key, std::string_view field) { out_.text(key, form.text(field)); };
    const auto amount = [&](std::string_view key, std::string_view field) {
      if (form.has(field)) out_.number(key, number(form.text(field)));
    };
    text("category", "e_c");
    text("name", "e_n");
    amount("value", "e_v");
    if (name.event == "$goal") text("goal_id", "idgoal");
    text("order_id", "ec_id");
    amount("revenue", "revenue");
    amount("subtotal", "ec_st");
    amount("tax", "ec_tx");
    amount("shipping", "ec_sh");
    amount("discount", "ec_dt");
    products(form);
    text("query", "search");
    text("category", "search_cat");
    text("url", "download");
    text("url", "link");
    text("content", "c_n");
    for (int i = 1; i <= 20; ++i) {
      const std::string dimension = "dimension" + std::to_string(i);
      text(dimension, dimension);
    }
    out_.close();
  }

  // [["sku","name","category",price,quantity],...]
  void products(const Form& form) {
    const auto items = form.has("ec_items") ? parsers_.read_part(form.text("ec_items")) : Result<Field>(Field());
    if (!items || !is_list(*items)) return;
    constexpr std::string_view kNames[] = {"sku", "name", "category", "price", "quantity"};
    std::string list = "[";
    each_of(*items, [&](const Element& item) {
      list += list.size() > 1 ? ",{" : "{";
      std::size_t i = 0;
      each_of(item, [&](const Element& value) {
        if (i >= std::size(kNames)) return;
        list.append(i > 0 ? ",\"" : "\"").append(kNames[i++]).append("\":").append(simdjson::minify(value));
      });
      list += "}";
    });
    out_.json("products", list + "]");
  }

  Messages& out_;
  Parsers& parsers_;
};

// A key of ours, or a token that means something there.
std::string key_of(const Form& form) {
  std::string key = form.text("write_key");
  return key.empty() ? form.text("token_auth") : key;
}

}  // namespace

Result<Adapted> adapt_matomo(Wire wire, Parsers& parsers) {
  THRONG_TRY(const std::string body, unwrapped(std::move(wire.body)));
  const Form query(wire.query);
  Messages out;
  Reader reader(out, parsers);
  std::string key = key_of(query), site;
  const auto hit = [&](const Form& form) {
    if (key.empty()) key = key_of(form);
    if (site.empty()) site = form.text("idsite");
    reader.hit(form);
  };
  if (!looks_like_json(body)) {
    hit(Form(body.empty() ? wire.query : std::string_view(body)));
    return Adapted{key, out.take(), site};
  }
  THRONG_TRY(const Field root, parsers.read(body));
  if (key.empty()) key = text_at(root, "token_auth");
  each_of(at(root, "requests"), [&](const Element& request) {
    const std::string text = text_of(Field(request));
    hit(Form(std::string_view(text).substr(text.find('?') + 1)));
  });
  return Adapted{key, out.take(), site};
}

}  // namespace throng::collect
