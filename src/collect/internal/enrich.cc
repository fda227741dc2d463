#include "collect/internal/enrich.h"

#include <algorithm>

#include "base/json.h"
#include "collect/internal/channel.h"
#include "collect/internal/text.h"

namespace throng::collect {
namespace {

using Element = simdjson::dom::element;
using Kind = Inbound::Kind;

constexpr std::size_t kMaxNamed = 64;  // bytes of a system's, browser's or channel's name

// The text at parent[key]; "" for anything that is not usable text.
std::string_view text_at(const Field& parent, std::string_view key) {
  std::string_view text;
  if (!parent || parent->at_key(key).get_string().get(text) != simdjson::SUCCESS || has_nul(text)) return {};
  return text;
}

Field object_at(const Field& parent, std::string_view key) {
  Element value;
  if (!parent || parent->at_key(key).get(value) != simdjson::SUCCESS || !value.is_object()) return std::nullopt;
  return value;
}

struct Page {
  std::string_view url, path, title, referrer;
};

// Browsers send context.page; server libraries put it into a page call's properties.
Page page_of(const Message& message, const Field& context) {
  const Field page = object_at(context, "page");
  Page out{text_at(page, "url"), text_at(page, "path"), text_at(page, "title"), text_at(page, "referrer")};
  if (message.kind == Kind::page && message.properties && message.properties->is_object()) {
    const Field& own = message.properties;
    if (out.url.empty()) out.url = text_at(own, "url");
    if (out.path.empty()) out.path = text_at(own, "path");
    if (out.title.empty()) out.title = text_at(own, "title");
    if (out.referrer.empty()) out.referrer = text_at(own, "referrer");
  }
  if (out.path.empty() && !out.url.empty()) out.path = path_of(out.url);
  return out;
}

Campaign campaign_of(const Field& context, std::string_view url) {
  const Field given = object_at(context, "campaign");
  Campaign out = campaign_in(url);
  const auto prefer = [&](std::string& value, std::string_view key) {
    if (const auto text = text_at(given, key); !text.empty()) value = text;
  };
  prefer(out.name, "name");
  prefer(out.source, "source");
  prefer(out.medium, "medium");
  prefer(out.term, "term");
  prefer(out.content, "content");
  return out;
}

// Appends "key":"value" to a JSON object unless it has the key. Keys begin with "$" and a quote inside a JSON
// string is always escaped, so the quoted key with its colon is found in no value.
void append_property(std::string& props, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  std::string quoted = "\"";
  quoted.append(key).append("\":");
  if (props.find('$') != std::string::npos && props.find(quoted) != std::string::npos) return;
  props.pop_back();
  if (props.size() > 1) props += ',';
  props += quoted;
  append_json_text(props, value);
  props += '}';
}

void add_page(const Page& page, const Campaign& campaign, std::string& props) {
  append_property(props, "$page_url", page.url);
  append_property(props, "$page_path", page.path);
  append_property(props, "$page_title", page.title);
  append_property(props, "$page_referrer", page.referrer);
  if (campaign.empty()) return;
  append_property(props, "$utm_campaign", campaign.name);
  append_property(props, "$utm_source", campaign.source);
  append_property(props, "$utm_medium", campaign.medium);
  append_property(props, "$utm_term", campaign.term);
  append_property(props, "$utm_content", campaign.content);
}

// Server SDKs that name themselves nowhere else.
bool is_server_library(std::string_view name) {
  constexpr std::string_view kOthers[] = {"python", "ruby", "php", "java", "go", "golang", ".net", "posthog-python"};
  const std::string lower = lower_ascii(name);
  return lower.contains("node") || std::ranges::find(kOthers, lower) != std::end(kOthers);
}

// Mobile libraries name device and system in the context; everything else is in the user agent.
void add_agent(const Field& context, const Request& request, const AgentReader& agents, model::Event& event) {
  std::string_view text = text_at(context, "userAgent");
  if (text.empty()) text = request.inbound.user_agent;
  if (!text.empty()) {
    const auto agent = agents.read(text);
    event.device = agent->device;
    event.os = agent->os;
    event.browser = agent->browser;
  } else if (is_server_library(text_at(object_at(context, "library"), "name"))) {
    event.device = "server";
  }
  const auto prefer = [&](std::string& value, std::string_view named) {
    if (!named.empty() && named.size() <= kMaxNamed) value = named;
  };
  prefer(event.os, text_at(object_at(context, "os"), "name"));
  prefer(event.browser, text_at(object_at(context, "browser"), "name"));
  const std::string type = lower_ascii(text_at(object_at(context, "device"), "type"));
  if (type == "ios" || type == "android" || type == "mobile") event.device = "mobile";
  if (type == "tablet" || type == "desktop" || type == "server" || type == "bot") event.device = type;
}

bool describes_the_person(Kind kind) {
  return kind == Kind::identify || kind == Kind::group || kind == Kind::alias || kind == Kind::profile;
}

std::optional<Refusal> enrich_one(const Message& message, const Request& request, const AgentReader& agents,
                                  model::Event& event) {
  const Field context = message.context && message.context->is_object() ? message.context : std::nullopt;
  add_agent(context, request, agents, event);
  const Page page = page_of(message, context);
  const Campaign campaign = campaign_of(context, page.url);
  event.page = page.path;
  event.channel = channel_of({page.url, page.referrer, campaign});
  // Exported events have theirs, but not all that it came from.
  if (const auto channel = text_at(context, "channel"); !channel.empty() && channel.size() <= kMaxNamed)
    event.channel = channel;
  if (!describes_the_person(message.kind)) add_page(page, campaign, event.props);
  if (event.props.size() > 2 * kMaxEventBytes)
    return Refusal{Reason::event_too_large, "context.page", "larger than 32 KB"};
  return std::nullopt;
}

}  // namespace

void enrich(Request& request, const AgentReader& agents) {
  for (std::size_t i = 0; i < request.drafts.size(); ++i) {
    if (request.drafts[i].refused) continue;
    if (auto refusal = enrich_one(request.messages[i], request, agents, request.drafts[i].event)) {
      refuse(request, i, std::move(*refusal));
    }
  }
}

}  // namespace throng::collect
