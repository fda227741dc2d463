// Simulated events as rows, by the collector's rules (docs/formats/properties.md for `props`).
#include <array>

#include "base/json.h"
#include "cli/simulate/into_warehouse.h"

namespace throng::cli {
namespace {

void append_key(std::string& props, std::string_view key) {
  if (props.size() > 1) props += ',';
  json::write_string(props, key);
  props += ':';
}

void append_text(std::string& props, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  append_key(props, key);
  json::write_string(props, value);
}

// A list of objects becomes one list per key.
void append_lines(std::string& props, const std::vector<CartLine>& lines) {
  const auto list = [&](std::string_view key, auto write) {
    append_key(props, key);
    for (const CartLine& line : lines) {
      props += &line == &lines.front() ? '[' : ',';
      write(line);
    }
    props += ']';
  };
  if (lines.empty()) return;
  list("products.product_id", [&](const CartLine& l) { json::write_string(props, l.product->id); });
  list("products.name", [&](const CartLine& l) { json::write_string(props, l.product->en); });
  list("products.category",
       [&](const CartLine& l) { json::write_string(props, categories()[l.product->category].en); });
  list("products.price",
       [&](const CartLine& l) { json::write_number(props, static_cast<double>(l.product->cents) / 100); });
  list("products.quantity", [&](const CartLine& l) { json::write_number(props, std::int64_t{l.quantity}); });
}

void append_property(std::string& props, const SimProperty& property) {
  if (const auto* lines = std::get_if<std::vector<CartLine>>(&property.value)) return append_lines(props, *lines);
  append_key(props, property.key);
  if (const auto* value = std::get_if<std::string>(&property.value)) json::write_string(props, *value);
  if (const auto* value = std::get_if<double>(&property.value)) json::write_number(props, *value);
  if (const auto* value = std::get_if<bool>(&property.value)) props += *value ? "true" : "false";
}

std::string_view title_of(const SimEvent& event) {
  for (const SimProperty& property : event.properties)
    if (property.key == "title") return std::get<std::string>(property.value);
  return {};
}

std::string props_of(const SimEvent& event) {
  std::string props = "{";
  props.reserve(192);
  const bool seen = event.type == SimType::page || event.type == SimType::screen;
  if (seen) append_text(props, "name", event.name);
  for (const SimProperty& property : event.properties) append_property(props, property);
  if (!event.path.empty()) {
    append_text(props, "$page_url", std::string(kShopSite) + event.path);
    append_text(props, "$page_path", event.path);
    append_text(props, "$page_title", title_of(event));
    append_text(props, "$page_referrer", event.origin.referrer);
  }
  if (seen && !event.origin.source.empty()) {
    append_text(props, "$utm_campaign", event.origin.campaign);
    append_text(props, "$utm_source", event.origin.source);
    append_text(props, "$utm_medium", event.origin.medium);
  }
  props += '}';
  return props;
}

std::string_view name_of(const SimEvent& event) {
  switch (event.type) {
    case SimType::identify: return "$identify";
    case SimType::page: return "$pageview";
    case SimType::screen: return "$screen";
    case SimType::track: break;
  }
  return event.name;
}

// One of a person's ids: a device, or the user id (the last).
struct KnownId {
  model::PersonNumber number = 0;  // 0: not seen yet
  bool linked = false;
};

class PersonWriter {
 public:
  PersonWriter(const SimPerson& person, NextNumbers& next, PersonRows& out)
      : person_(person), next_(next), out_(out), ids_(person.devices.size() + 1) {}

  void write(const SimEvent& from) {
    model::Event& event = out_.events.emplace_back();
    event.number = next_.event++;
    event.id = model::event_id_from(model::to_text(from.id));
    event.time = event.received = from.time;
    event.name = name_of(from);
    event.props = props_of(from);
    event.page = from.path;
    event.channel = from.origin.channel;
    if (from.device >= 0) describe_device(from, event);
    if (from.device < 0) event.device = "server";
    identify(from, event);
  }

 private:
  void describe_device(const SimEvent& from, model::Event& event) {
    const SimDevice& device = person_.devices[static_cast<std::size_t>(from.device)];
    const PlatformInfo& info = info_of(device.platform, device.variant);
    event.device = info.device;
    event.os = info.os;
    event.browser = info.browser;
    event.anonymous_id = device.anonymous_id;
  }

  KnownId& see(std::size_t index, model::IdKind kind, const std::string& value, Instant at) {
    KnownId& id = ids_[index];
    if (id.number == 0) {
      id.number = next_.person++;
      out_.ids.push_back({id.number, kind, value, at});
    }
    return id;
  }

  void identify(const SimEvent& from, model::Event& event) {
    KnownId* anonymous = nullptr;
    KnownId* user = nullptr;
    if (from.device >= 0)
      anonymous = &see(static_cast<std::size_t>(from.device), model::IdKind::anonymous, event.anonymous_id, from.time);
    if (from.named) {
      event.user_id = person_.user_id;
      user = &see(ids_.size() - 1, model::IdKind::user, event.user_id, from.time);
    }
    event.person = user != nullptr ? user->number : anonymous->number;
    if (anonymous != nullptr && user != nullptr && !anonymous->linked) {
      anonymous->linked = true;
      out_.links.push_back(
          {next_.link++, model::LinkKind::claim, anonymous->number, user->number, 0, from.time, to_text(event.id)});
    }
  }

  const SimPerson& person_;
  NextNumbers& next_;
  PersonRows& out_;
  std::vector<KnownId> ids_;  // devices in order, then the user id
};

}  // namespace

NextNumbers numbers_of(const SimPerson& person) {
  std::vector<std::uint8_t> seen(person.devices.size()), linked(person.devices.size());
  bool user = false;
  NextNumbers taken{person.events.size(), 0, 0};
  for (const SimEvent& event : person.events) {
    user = user || event.named;
    if (event.device < 0) continue;
    const auto device = static_cast<std::size_t>(event.device);
    seen[device] = 1;
    if (event.named) linked[device] = 1;
  }
  for (const auto n : seen) taken.person += n;
  for (const auto n : linked) taken.link += n;
  taken.person += user ? 1 : 0;
  return taken;
}

void append_rows(const SimPerson& person, NextNumbers& next, PersonRows& out) {
  PersonWriter writer(person, next, out);
  for (const SimEvent& event : person.events) writer.write(event);
}

}  // namespace throng::cli
