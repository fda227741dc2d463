#include "cli/channels.h"

#include <filesystem>

#include <fmt/format.h>

#include "cli/folder.h"
#include "engage/channels/channels.h"

namespace throng::cli {
namespace {

using engage::ChannelKind;
using Section = std::map<std::string, std::string>;

// Each waits twice for a commit of the ledger per message, beside whoever else writes. Robots take 20 messages a
// minute.
constexpr unsigned kMailConnections = 8;
constexpr unsigned kPostConnections = 16;
constexpr unsigned kRobotConnections = 1;

unsigned connections_of(ChannelKind kind) {
  switch (kind) {
    case ChannelKind::email: return kMailConnections;
    case ChannelKind::wecom:
    case ChannelKind::dingtalk:
    case ChannelKind::feishu: return kRobotConnections;
    default: return kPostConnections;
  }
}

constexpr std::string_view kWebPushKey = "web_push.pem";
constexpr std::string_view kInApp = "in_app";  // the post office's own: it needs nobody outside
constexpr std::size_t kLeastSecret = 16;

// One channel's table, with the files that it names.
class Reader {
 public:
  Reader(const Section& section, const DataFolder& folder) : section_(section), folder_(folder) {}

  bool has(const std::string& key) const { return section_.contains(key); }
  std::string text(const std::string& key, std::string otherwise = {}) const {
    const auto found = section_.find(key);
    return found == section_.end() ? otherwise : found->second;
  }
  bool is_set(const std::string& key) const { return text(key) == "true"; }
  std::string path(const std::string& key) const {
    const std::string file = text(key);
    return file.starts_with('/') ? file : folder_.path() + "/" + file;
  }
  Result<std::string> file(const std::string& key) const {
    if (!has(key)) return invalid(key, "expected a file");
    auto content = read_file(path(key));
    if (!content) return invalid(key, content.error().message);
    return content;
  }
  const DataFolder& folder() const { return folder_; }

 private:
  const Section& section_;
  const DataFolder& folder_;
};

Result<engage::ChannelSettings> sms(const Reader& at) {
  const std::string provider = at.text("provider");
  if (provider == "twilio") {
    engage::TwilioSettings settings{.account = at.text("account"), .token = at.text("token"), .from = at.text("from")};
    settings.url = at.text("url", settings.url);
    return settings;
  }
  if (provider != "aliyun") return invalid("provider", "expected twilio or aliyun");
  engage::AliyunSettings settings{.key_id = at.text("key_id"),
                                  .key_secret = at.text("key_secret"),
                                  .sign_name = at.text("sign_name"),
                                  .template_code = at.text("template_code")};
  settings.url = at.text("url", settings.url);
  settings.variable = at.text("variable", settings.variable);
  return settings;
}

// Browsers subscribe with the key: another one would lose them all, so that it is kept.
Result<engage::ChannelSettings> web_push(const Reader& at) {
  engage::WebPushSettings settings{.private_key = {}, .contact = at.text("contact")};
  const std::string own = at.folder().path() + "/" + std::string(kWebPushKey);
  if (at.has("key_file")) {
    THRONG_TRY(settings.private_key, at.file("key_file"));
  } else if (std::filesystem::exists(own)) {
    THRONG_TRY(settings.private_key, read_file(own));
  } else {
    settings.private_key = outbound::fresh_p256_pem();
    THRONG_CHECK(write_file(own, settings.private_key));
  }
  return settings;
}

Result<engage::ChannelSettings> fcm(const Reader& at) {
  engage::FcmSettings settings;
  THRONG_TRY(settings.service_account, at.file("service_account_file"));
  settings.url = at.text("url", settings.url);
  return settings;
}

Result<engage::ChannelSettings> apns(const Reader& at) {
  engage::ApnsSettings settings;
  THRONG_TRY(settings.private_key, at.file("key_file"));
  settings.key_id = at.text("key_id");
  settings.team_id = at.text("team_id");
  settings.topic = at.text("topic");
  settings.url = at.text("url", settings.url);
  return settings;
}

Result<engage::ChannelSettings> settings_of(std::string_view kind, const Reader& at) {
  if (kind == "sms") return sms(at);
  if (kind == "web_push") return web_push(at);
  if (kind == "fcm") return fcm(at);
  if (kind == "apns") return apns(at);
  if (kind == "webhook") return engage::WebhookSettings{.url = at.text("url"), .secret = at.text("secret")};
  if (kind == "wecom") return engage::WecomSettings{.url = at.text("url"), .markdown = at.is_set("markdown")};
  if (kind == "dingtalk")
    return engage::DingtalkSettings{
        .url = at.text("url"), .secret = at.text("secret"), .markdown = at.is_set("markdown")};
  return engage::FeishuSettings{.url = at.text("url"), .secret = at.text("secret"), .markdown = at.is_set("markdown")};
}

Result<engage::ChannelSettings> email(const Config& config, const DataFolder& folder) {
  engage::EmailSettings settings{.server = *config.smtp, .from_name = {}, .reply_to = {}};
  if (config.dkim) {
    const std::string& file = config.dkim->key_file;
    THRONG_TRY(std::string key, read_file(file.starts_with('/') ? file : folder.path() + "/" + file));
    settings.dkim = {config.dkim->domain, config.dkim->selector, std::move(key)};
  }
  return settings;
}

Result<void> add(engage::PostOfficeOptions& options, engage::ChannelSettings settings,
                 const engage::ChannelTools& tools) {
  THRONG_CHECK(engage::open_channel(settings, tools));
  const ChannelKind kind = engage::kind_of(settings);
  if (const auto* const web_push = std::get_if<engage::WebPushSettings>(&settings)) {
    THRONG_TRY(options.web_push_key, engage::web_push_public_key(*web_push));
  }
  options.channels[kind] = {.open = [settings = std::move(settings),
                                     tools] { return std::move(engage::open_channel(settings, tools)).value(); },
                            .connections = connections_of(kind)};
  return {};
}

}  // namespace

const std::map<std::string, std::set<std::string>>& known_channels() {
  static const std::map<std::string, std::set<std::string>> known = {
      {"sms",
       {"provider", "url", "account", "token", "from", "key_id", "key_secret", "sign_name", "template_code",
        "variable"}},
      {"web_push", {"contact", "key_file"}},
      {"fcm", {"service_account_file", "url"}},
      {"apns", {"key_file", "key_id", "team_id", "topic", "url"}},
      {"in_app", {"secret"}},
      {"webhook", {"url", "secret"}},
      {"wecom", {"url", "markdown"}},
      {"dingtalk", {"url", "secret", "markdown"}},
      {"feishu", {"url", "secret", "markdown"}}};
  return known;
}

Result<engage::PostOfficeOptions> post_options(const Config& config, const DataFolder& folder, outbound::Poster& poster,
                                               const Clock& clock) {
  engage::PostOfficeOptions options;
  const engage::ChannelTools tools{poster, clock};
  if (config.smtp) {
    THRONG_TRY(auto settings, email(config, folder));
    THRONG_CHECK(add(options, std::move(settings), tools));
  }
  for (const auto& [kind, section] : config.channels) {
    if (kind == kInApp) {
      options.in_app_secret = Reader(section, folder).text("secret");
      if (options.in_app_secret.size() < kLeastSecret)
        return invalid("channels.in_app.secret",
                       fmt::format("expected a random text of at least {} letters", kLeastSecret));
      continue;
    }
    auto settings = settings_of(kind, {section, folder});
    Result<void> added = settings ? add(options, *std::move(settings), tools) : std::unexpected(settings.error());
    if (!added) return std::unexpected(json::under("channels." + kind, std::move(added).error()));
  }
  return options;
}

}  // namespace throng::cli
