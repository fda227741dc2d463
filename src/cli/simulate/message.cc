// The simulated events as the Segment SDKs would send them.
#include <fmt/format.h>

#include "base/json.h"
#include "cli/simulate/simulator.h"

namespace throng::cli {
namespace {

constexpr PlatformInfo kDesktop[] = {
    {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
     "Windows", "Chrome", "desktop"},
    {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 "
     "Safari/605.1.15",
     "Mac OS X", "Safari", "desktop"},
    {"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0", "Windows", "Firefox",
     "desktop"}};
constexpr PlatformInfo kMobile[] = {
    {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
     "Mobile/15E148 Safari/604.1",
     "iOS", "Mobile Safari", "mobile"},
    {"Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile "
     "Safari/537.36",
     "Android", "Chrome Mobile", "mobile"},
    {"Mozilla/5.0 (Linux; Android 13; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile "
     "Safari/537.36",
     "Android", "Chrome Mobile", "mobile"}};
constexpr PlatformInfo kIos = {"", "iOS", "", "mobile", true};
constexpr PlatformInfo kAndroid = {"", "Android", "", "mobile", true};

// A JSON object whose members are put one after another.
class Members {
 public:
  explicit Members(std::string& out) : out_(out) { out_ += '{'; }
  void close() { out_ += '}'; }
  std::string& key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    json::write_string(out_, name);
    out_ += ':';
    return out_;
  }
  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) json::write_string(key(name), value);
  }

 private:
  std::string& out_;
  bool first_ = true;
};

void append_lines(std::string& out, const std::vector<CartLine>& lines) {
  out += '[';
  for (const CartLine& line : lines) {
    if (&line != &lines.front()) out += ',';
    Members members(out);
    members.text("product_id", line.product->id);
    members.text("name", line.product->en);
    members.text("category", categories()[line.product->category].en);
    json::write_number(members.key("price"), static_cast<double>(line.product->cents) / 100);
    json::write_number(members.key("quantity"), std::int64_t{line.quantity});
    members.close();
  }
  out += ']';
}

void append_properties(std::string& out, const SimEvent& event) {
  Members members(out);
  for (const SimProperty& property : event.properties) {
    std::string& to = members.key(property.key);
    if (const auto* value = std::get_if<std::string>(&property.value)) json::write_string(to, *value);
    if (const auto* value = std::get_if<double>(&property.value)) json::write_number(to, *value);
    if (const auto* value = std::get_if<bool>(&property.value)) to += *value ? "true" : "false";
    if (const auto* value = std::get_if<std::vector<CartLine>>(&property.value)) append_lines(to, *value);
  }
  members.close();
}

void append_page(std::string& out, const SimEvent& event) {
  Members page(out);
  page.text("path", event.path);
  page.text("url", fmt::format("{}{}", kShopSite, event.path));
  page.text("referrer", event.origin.referrer);
  page.close();
}

void append_campaign(std::string& out, const Origin& origin) {
  Members campaign(out);
  campaign.text("source", origin.source);
  campaign.text("medium", origin.medium);
  campaign.text("name", origin.campaign);
  campaign.close();
}

void append_context(std::string& out, const SimPerson& person, const SimEvent& event) {
  Members context(out);
  if (event.device < 0) {
    Members server(context.key("device"));
    server.text("type", "server");
    server.close();
    context.close();
    return;
  }
  const SimDevice& device = person.devices[static_cast<std::size_t>(event.device)];
  const PlatformInfo& info = info_of(device.platform, device.variant);
  context.text("userAgent", info.user_agent);
  if (info.app) {
    Members os(context.key("os"));
    os.text("name", info.os);
    os.close();
    Members kind(context.key("device"));
    kind.text("type", info.os == "iOS" ? "ios" : "android");
    kind.close();
  }
  if (!event.path.empty()) append_page(context.key("page"), event);
  if (!event.origin.source.empty()) append_campaign(context.key("campaign"), event.origin);
  context.text("locale", "zh-CN");
  context.close();
}

std::string_view type_of(SimType type) {
  switch (type) {
    case SimType::track: return "track";
    case SimType::identify: return "identify";
    case SimType::page: return "page";
    case SimType::screen: break;
  }
  return "screen";
}

}  // namespace

const PlatformInfo& info_of(Platform platform, unsigned variant) {
  switch (platform) {
    case Platform::desktop_web: return kDesktop[variant % std::size(kDesktop)];
    case Platform::mobile_web: return kMobile[variant % std::size(kMobile)];
    case Platform::ios_app: return kIos;
    case Platform::android_app: break;
  }
  return kAndroid;
}

void append_message(std::string& out, const SimPerson& person, const SimEvent& event) {
  Members message(out);
  message.text("type", type_of(event.type));
  message.text("messageId", model::to_text(event.id));
  if (event.device >= 0)
    message.text("anonymousId", person.devices[static_cast<std::size_t>(event.device)].anonymous_id);
  if (event.named) message.text("userId", person.user_id);
  message.text("timestamp", format_instant(event.time));
  message.text(event.type == SimType::track ? "event" : "name", event.name);
  append_properties(message.key(event.type == SimType::identify ? "traits" : "properties"), event);
  append_context(message.key("context"), person, event);
  message.close();
}

}  // namespace throng::cli
