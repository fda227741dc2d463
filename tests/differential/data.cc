#include "differential/data.h"

#include <algorithm>

#include "base/json.h"
#include "model/links.h"
#include "model/message_events.h"
#include "model/web_events.h"

namespace throng::testing {
namespace {

const std::vector<std::string> kZones = {"UTC",          "Asia/Shanghai",       "America/New_York",  "Europe/Berlin",
                                         "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu",
                                         "Pacific/Apia", "America/St_Johns",    "Africa/Cairo"};
const std::vector<std::string> kTexts = {"pro",
                                         "Pro",
                                         "PRO",
                                         "free",
                                         "",
                                         "5",
                                         "12.5",
                                         "-3",
                                         "007",
                                         "1e2",
                                         "abc",
                                         "ab\"c",
                                         "back\\",
                                         "a\\\"b",
                                         "new\nline",
                                         "tab\t",
                                         "漢字",
                                         "Straße",
                                         "STRASSE",
                                         "ǅ",
                                         "ΣΑΣ",
                                         "σας",
                                         "😀 x",
                                         "true",
                                         "null",
                                         "$none",
                                         "[\"a\"]",
                                         "{\"v\":1}",
                                         "a,b",
                                         ",",
                                         "%_",
                                         "'quo'te",
                                         "2026-03-29",
                                         "2026-02-29",
                                         "2026-03-29T01:30:00Z",
                                         "2026-11-01T05:59:59.999Z",
                                         "1e999",
                                         " 5",
                                         "\x01\x7f"};

std::string json_text(std::string_view text) {
  std::string out;
  json::write_string(out, text);
  return out;
}

std::string random_number(Dice& dice) {
  std::string out;
  json::write_number(out, static_cast<double>(dice.between(-40, 200)) / 4);
  return out;
}

std::string random_instant(Dice& dice, const Data& data) {
  return json_text(format_instant(data.now - minutes(dice.between(-5000, 60 * 24 * 60))));
}

std::string random_list(Dice& dice) {
  std::string out = "[";
  for (std::size_t n = dice.below(4); n > 0; --n) {
    if (out.size() > 1) out += ',';
    const std::size_t kind = dice.below(5);
    out += kind == 0 ? random_number(dice) : kind == 1 ? "true" : json_text(random_text(dice));
  }
  return out + "]";
}

std::string random_raw(Dice& dice, const Data& data, std::string_view key) {
  if (dice.one_in(12)) return "null";
  const bool as_named = !dice.one_in(4);  // most values have the type their name suggests, some have any
  if (as_named && (key == "price" || key == "age"))
    return dice.one_in(3) ? json_text(random_number(dice)) : random_number(dice);
  if (as_named && key == "tags") return random_list(dice);
  if (as_named && key == "flag") return dice.one_in(2) ? "true" : "false";
  if (as_named && key == "when") return random_instant(dice, data);
  if (as_named) return json_text(random_text(dice));
  switch (dice.below(5)) {
    case 0: return random_number(dice);
    case 1: return "true";
    case 2: return random_list(dice);
    case 3: return random_instant(dice, data);
    default: return json_text(random_text(dice));
  }
}

std::string random_props(Dice& dice, const Data& data, const std::vector<std::string>& keys) {
  std::string out = "{";
  for (const std::string& key : keys) {
    if (!dice.one_in(2)) continue;
    if (out.size() > 1) out += ',';
    out += json_text(key) + ":" + random_raw(dice, data, key);
  }
  return out + "}";
}

// Of few messages, so that what becomes of them meets them; some say less than they should, or say it otherwise.
std::string random_message(Dice& dice, const Data& data) {
  const auto quote_any = [&dice](const std::vector<std::string>& texts) { return json_text(dice.pick(texts)); };
  std::string out = "{";
  const auto add = [&](std::string_view key, const std::string& raw) {
    if (dice.one_in(12)) return;
    out += (out.size() > 1 ? "," : "") + json_text(key) + ":" + raw;
  };
  add(model::kCampaignProperty, dice.one_in(15) ? "5" : json_text(dice.pick(campaign_ids())));
  add(model::kChannelProperty, quote_any({"email", "email", "sms"}));
  if (dice.one_in(2)) add("machine", dice.one_in(2) ? "true" : dice.one_in(2) ? "false" : "\"true\"");
  add(model::kMessageProperty, dice.one_in(15) ? "null" : dice.one_in(10) ? "5" : quote_any({"m1", "m2", "m3", "5"}));
  if (dice.one_in(2)) add("price", random_raw(dice, data, "price"));
  add(model::kStepProperty, quote_any({"", "s1", "s\"2"}));
  add(model::kVariantProperty, quote_any({"A", "B", ""}));
  return out + "}";
}

// What the browser SDK says of clicks and of pages that were left, or nearly.
std::string random_page_facts(Dice& dice, const Data& data) {
  std::string out = "{";
  const auto add = [&](std::string_view key, const std::string& raw) {
    if (dice.one_in(10)) return;
    out += (out.size() > 1 ? "," : "") + json_text(key) + ":" + (dice.one_in(25) ? random_raw(dice, data, "any") : raw);
  };
  const auto quarters = [&](std::int64_t least, std::int64_t most) {
    std::string text;
    json::write_number(text, static_cast<double>(dice.between(least * 4, most * 4)) / 4);
    return text;
  };
  add("$click_x", dice.one_in(10) ? quarters(-50, 3000) : quarters(0, 400));
  add("$click_y", dice.one_in(10) ? quarters(-50, 120'000) : quarters(0, 900));
  add("$element_text", json_text(dice.pick(std::vector<std::string>{"Buy", "Buy", "买", "buy", "$none"})));
  add("$page_height", quarters(500, 5000));
  add("$page_width", dice.one_in(15) ? "0" : dice.one_in(2) ? "375" : "1440");
  add("price", random_number(dice));
  add("$scroll_depth", dice.one_in(10) ? quarters(-1, 2) : "0." + std::to_string(dice.below(1000)));
  add("$selector", json_text(dice.pick(std::vector<std::string>{"#buy", "#buy", "a.b > c", "tr\"x\\", "$none", "漢"})));
  add("$viewport_height", quarters(400, 900));
  add("$viewport_width", dice.one_in(3) ? "768" : quarters(300, 1500));
  return out + "}";
}

model::EventId random_id(Dice& dice) {
  model::EventId id;
  for (auto& byte : id.bytes) byte = static_cast<std::uint8_t>(dice.bits());
  return id;
}

// Some days around a change of clocks, with few instants, so that many events share one.
Instant random_time(Dice& dice, const Data& data) {
  const std::int64_t step = dice.one_in(3) ? 7'200'000 : 900'000;
  const std::int64_t back = dice.between(0, 75LL * 86'400'000 / step) * step;
  Instant time = data.now - Duration(back);
  if (dice.one_in(2)) time -= Duration(to_ms(time) % 1'800'000);
  if (dice.one_in(6)) time += Duration(dice.between(-2, 2));
  return time;
}

void add_links(Dice& dice, Data& data, model::PersonNumber numbers) {
  const auto add = [&](model::LinkKind kind, model::PersonNumber from, model::PersonNumber into, std::uint64_t target) {
    data.links.push_back({data.links.size() + 1, kind, from, into, target, data.now, ""});
  };
  const std::size_t claims = numbers / 4;
  for (std::size_t i = 0; i < claims; ++i) {
    const auto from = static_cast<model::PersonNumber>(dice.below(numbers));
    const auto into = static_cast<model::PersonNumber>(dice.below(numbers));
    if (from != into) add(dice.one_in(4) ? model::LinkKind::merge : model::LinkKind::claim, from, into, 0);
    if (!data.links.empty() && dice.one_in(8)) {
      const auto target = 1 + dice.below(data.links.size());
      if (data.links[target - 1].kind != model::LinkKind::undo) add(model::LinkKind::undo, 0, 0, target);
    }
    if (i == claims / 2) data.base_links = data.links.size();
  }
  // Undoing makes the timeline read everything anew, which is tested beside it.
  while (data.links.size() > data.base_links &&
         std::any_of(data.links.begin() + static_cast<std::ptrdiff_t>(data.base_links), data.links.end(),
                     [](const model::Link& link) { return link.kind == model::LinkKind::undo; })) {
    ++data.base_links;
  }
}

Instant random_now(Dice& dice) {
  const std::vector<std::string> days = {
      "2026-04-05T16:20:00Z", "2026-11-04T23:59:59.999Z", "2026-03-31T00:00:00Z", "2026-07-15T12:34:56Z",
      // Just after clocks changed in Sao Paulo and Cairo, and a date went by in Apia.
      "2018-11-06T12:00:00Z", "2023-05-01T09:00:00Z", "2012-01-03T03:00:00Z"};
  return parse_instant(dice.pick(days)).value();
}

}  // namespace

const std::vector<std::string>& event_names() {
  static const std::vector<std::string> names = {"A",           "B",       "C",           "A",         "B",
                                                 "Order \"X\"", "名\n字",  "back\\slash", "$pageview", "it's",
                                                 "$pageview",   "$screen", "$page_leave"};
  return names;
}
const std::vector<std::string>& property_names() {
  static const std::vector<std::string> names = {"price", "plan",    "tags",   "flag", "when",
                                                 "a.b",   "quo\"te", "back\\", "键\n", "name"};
  return names;
}
const std::vector<std::string>& trait_names() {
  static const std::vector<std::string> names = {"plan", "age", "tags", "flag", "when", "tr\"ait"};
  return names;
}

const std::vector<std::string_view>& message_event_names() {
  static const std::vector<std::string_view> names = {
      model::kMessageSent,    model::kMessageSent,      model::kMessageSent,         model::kMessageHeldOut,
      model::kMessageHeldOut, model::kMessageDelivered, model::kMessageOpened,       model::kMessageOpened,
      model::kMessageClicked, model::kMessageBounced,   model::kMessageUnsubscribed, model::kMessageComplained};
  return names;
}
const std::vector<std::string_view>& page_event_names() {
  static const std::vector<std::string_view> names = {model::kPageLeave, model::kClick, model::kClick,
                                                      model::kRageClick, model::kDeadClick};
  return names;
}
const std::vector<std::string>& campaign_ids() {
  static const std::vector<std::string> ids = {"hello", "hello", "back\\", "漢'", "5", "$other"};
  return ids;
}

std::string random_text(Dice& dice) {
  return dice.one_in(2) ? dice.pick(std::vector<std::string>(kTexts.begin(), kTexts.begin() + 6)) : dice.pick(kTexts);
}

model::Event random_event(Dice& dice, const Data& data, model::PersonNumber person) {
  model::Event event;
  event.person = person;
  event.id = random_id(dice);
  event.time = random_time(dice, data);
  event.received = event.time;
  const bool tells = dice.one_in(4);  // of a message
  const bool of_page = !tells && dice.one_in(6);
  event.name = tells            ? std::string(dice.pick(message_event_names()))
               : of_page        ? std::string(dice.pick(page_event_names()))
               : dice.one_in(7) ? "$identify"
                                : dice.pick(event_names());
  const bool of_profile = event.name == model::kIdentify;
  if (of_profile && data.has_operations && dice.one_in(2))
    event.name = model::kProfileOperations[dice.below(std::size(model::kProfileOperations))];
  event.anonymous_id = "a" + std::to_string(person);
  event.session = dice.one_in(3) ? "" : "s" + std::to_string(dice.below(5));
  event.channel = dice.pick(std::vector<std::string>{"", "email", "direct", "DIRECT"});
  event.device = dice.pick(std::vector<std::string>{"", "mobile", "desktop"});
  event.os = dice.pick(std::vector<std::string>{"", "5", "iOS"});
  event.page = dice.pick(std::vector<std::string>{"", "/", "/\"x\"\\", "/漢"});
  event.props = tells     ? random_message(dice, data)
                : of_page ? random_page_facts(dice, data)
                          : random_props(dice, data, of_profile ? trait_names() : property_names());
  return event;
}

Data make_data(Dice& dice) {
  Data data;
  const auto first = static_cast<Weekday>(dice.below(7));
  data.calendar = Calendar::create(dice.pick(kZones), first).value();
  data.now = random_now(dice);
  data.has_operations = dice.one_in(3);
  const auto numbers = static_cast<model::PersonNumber>(dice.between(20, 300));
  for (model::PersonNumber number = 0; number < numbers; ++number) {
    if (dice.one_in(10)) continue;  // a number that has no event of its own
    const std::size_t events = dice.one_in(5) ? dice.below(60) : dice.below(12);
    for (std::size_t i = 0; i < events; ++i) data.events.push_back(random_event(dice, data, number));
  }
  for (std::size_t i = data.events.size(); i > 1; --i) std::swap(data.events[i - 1], data.events[dice.below(i)]);
  for (std::size_t i = 0; i < data.events.size(); ++i) data.events[i].number = i + 1;
  data.base_events = data.events.size() * (1 + dice.below(10)) / 10;
  if (!dice.one_in(5)) add_links(dice, data, numbers);
  return data;
}

std::map<model::PersonNumber, std::vector<model::Event>> by_person(const Data& data) {
  const model::Representatives map = model::representatives(data.links);
  std::map<model::PersonNumber, std::vector<model::Event>> out;
  for (const model::Event& event : data.events) out[model::representative(map, event.person)].push_back(event);
  for (auto& [person, events] : out) {
    std::sort(events.begin(), events.end(), [](const model::Event& a, const model::Event& b) {
      return a.time != b.time ? a.time < b.time : a.id < b.id;
    });
  }
  return out;
}

}  // namespace throng::testing
