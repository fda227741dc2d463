#include "collect/internal/channel.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/encoding.h"
#include "collect/internal/text.h"

namespace throng::collect {
namespace {

using Names = std::span<const std::string_view>;

// Labels of host names ("google" in "www.google.co.uk") or whole utm sources.
constexpr std::array<std::string_view, 20> kSearch = {
    "google", "bing",   "baidu", "yahoo", "duckduckgo", "yandex", "sogou", "so",     "ecosia",  "naver",
    "daum",   "seznam", "qwant", "brave", "startpage",  "ask",    "sm",    "haosou", "toutiao", "perplexity"};
constexpr std::array<std::string_view, 31> kSocial = {
    "facebook",    "instagram", "twitter", "t",        "x",       "linkedin", "lnkd",     "pinterest",
    "reddit",      "tiktok",    "douyin",  "weibo",    "wechat",  "weixin",   "qq",       "qzone",
    "xiaohongshu", "xhslink",   "zhihu",   "bilibili", "youtube", "youtu",    "snapchat", "whatsapp",
    "telegram",    "discord",   "threads", "vk",       "quora",   "kuaishou", "mastodon"};
constexpr std::array<std::string_view, 5> kMail = {"mail", "outlook", "webmail", "gmail", "mailchimp"};
constexpr std::array<std::string_view, 6> kPaidMedia = {"cpc", "ppc", "paid", "paidsearch", "sem", "cpm"};
constexpr std::array<std::string_view, 5> kSocialMedia = {"social", "social-network", "social-media", "sm",
                                                          "social_media"};
constexpr std::array<std::string_view, 5> kPaidSocialMedia = {"paidsocial", "paid-social", "paid_social", "cpc-social",
                                                              "social-paid"};
constexpr std::array<std::string_view, 5> kMailMedia = {"email", "e-mail", "e_mail", "mail", "newsletter"};
constexpr std::array<std::string_view, 5> kDisplayMedia = {"display", "banner", "cpm", "interstitial", "expandable"};
constexpr std::array<std::string_view, 3> kAffiliateMedia = {"affiliate", "affiliates", "partner"};
constexpr std::array<std::string_view, 3> kReferralMedia = {"referral", "link", "app"};
constexpr std::array<std::string_view, 4> kSearchClicks = {"gclid", "msclkid", "bd_vid", "yclid"};
constexpr std::array<std::string_view, 4> kSocialClicks = {"fbclid", "ttclid", "twclid", "li_fat_id"};

bool among(Names names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

// Any label of the host but the last (the top-level domain).
bool host_among(Names names, std::string_view host) {
  std::size_t dot = 0;
  while ((dot = host.find('.')) != std::string_view::npos) {
    if (among(names, host.substr(0, dot))) return true;
    host.remove_prefix(dot + 1);
  }
  return false;
}

bool is_mail_host(std::string_view host) { return host_among(kMail, host); }

enum class Site { search, social, mail, other };
Site site_of(std::string_view source) {
  if (source.find('.') == std::string_view::npos) {
    if (among(kSearch, source)) return Site::search;
    if (among(kSocial, source)) return Site::social;
    return among(kMail, source) ? Site::mail : Site::other;
  }
  if (is_mail_host(source)) return Site::mail;  // before search: mail.google.com
  if (host_among(kSearch, source)) return Site::search;
  return host_among(kSocial, source) ? Site::social : Site::other;
}

std::string_view by_medium(std::string_view medium, Site site) {
  if (among(kMailMedia, medium)) return "email";
  if (among(kAffiliateMedia, medium)) return "affiliate";
  if (among(kPaidSocialMedia, medium)) return "paid_social";
  if (among(kPaidMedia, medium)) {
    if (site == Site::social) return "paid_social";
    return among(kDisplayMedia, medium) ? "display" : "paid_search";
  }
  if (among(kDisplayMedia, medium)) return "display";
  if (among(kSocialMedia, medium)) return "social";
  if (medium == "organic") return "organic_search";
  return among(kReferralMedia, medium) ? "referral" : "";
}

std::string_view by_site(Site site) {
  switch (site) {
    case Site::search: return "organic_search";
    case Site::social: return "social";
    case Site::mail: return "email";
    case Site::other: break;
  }
  return "";
}

std::string_view by_campaign(const Campaign& campaign) {
  const std::string medium = lower_ascii(campaign.medium);
  const Site site = site_of(lower_ascii(campaign.source));
  if (const auto channel = by_medium(medium, site); !channel.empty()) return channel;
  if (const auto channel = by_site(site); !channel.empty()) return channel;
  return "campaign";
}

bool has_any(std::string_view url, Names parameters) {
  return std::any_of(parameters.begin(), parameters.end(), [&](auto name) { return !query_value(url, name).empty(); });
}

std::string_view query_of(std::string_view url) {
  const auto question = url.find('?');
  if (question == std::string_view::npos) return {};
  url.remove_prefix(question + 1);
  return url.substr(0, url.find('#'));
}

}  // namespace

std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const auto at = url.rfind('@'); at != std::string_view::npos) url.remove_prefix(at + 1);
  url = url.substr(0, url.find(':'));
  if (url.starts_with("www.")) url.remove_prefix(4);
  return url;
}

std::string_view path_of(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos) {
    const auto slash = url.find_first_of("/?#", scheme + 3);
    if (slash == std::string_view::npos || url[slash] != '/') return "/";
    url.remove_prefix(slash);
  }
  return url.substr(0, url.find_first_of("?#"));
}

std::string_view query_value(std::string_view url, std::string_view name) {
  std::string_view query = query_of(url);
  while (!query.empty()) {
    const auto end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return pair.substr(name.size() + 1);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
  }
  return {};
}

Campaign campaign_in(std::string_view url) {
  if (url.find("utm_") == std::string_view::npos) return {};
  const auto value = [&](std::string_view name) {
    const std::string decoded = form_decoded(query_value(url, name));
    return presentable(decoded, decoded.size() * 3);
  };
  return {value("utm_campaign"), value("utm_source"), value("utm_medium"), value("utm_term"), value("utm_content")};
}

std::string_view channel_of(const Arrival& arrival) {
  if (!arrival.campaign.empty()) return by_campaign(arrival.campaign);
  if (has_any(arrival.page_url, kSearchClicks)) return "paid_search";
  if (has_any(arrival.page_url, kSocialClicks)) return "paid_social";
  if (arrival.page_url.empty() && arrival.referrer.empty()) return "";
  const std::string_view from = host_of(arrival.referrer);
  if (from.empty()) return arrival.page_url.empty() ? "" : "direct";
  if (from == host_of(arrival.page_url)) return "";
  const auto channel = by_site(site_of(lower_ascii(from)));
  return channel.empty() ? "referral" : channel;
}

}  // namespace throng::collect
