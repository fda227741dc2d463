#include "cli/simulate/internal/life.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "cli/simulate/internal/people.h"

namespace throng::cli {
namespace {

constexpr double kMaxTraffic = 3;  // of any day, weekend included: visits are thinned from this rate

// channel, referrer, utm source, utm medium, utm campaign
constexpr Origin kDirect[] = {{"direct", "", "", "", ""}, {"direct", "", "", "", ""}, {"direct", "", "", "", ""}};
constexpr Origin kOrganic[] = {{"organic_search", "https://www.baidu.com/", "", "", ""},
                               {"organic_search", "https://www.google.com/", "", "", ""},
                               {"organic_search", "https://www.bing.com/", "", "", ""}};
constexpr Origin kPaidSearch[] = {{"paid_search", "https://www.baidu.com/", "baidu", "cpc", "brand"},
                                  {"paid_search", "https://www.baidu.com/", "baidu", "cpc", "category_home"},
                                  {"paid_search", "https://www.google.com/", "google", "cpc", "category_fashion"}};
constexpr Origin kSocial[] = {{"social", "https://www.xiaohongshu.com/", "", "", ""},
                              {"social", "https://weibo.com/", "", "", ""},
                              {"social", "https://www.instagram.com/", "", "", ""}};
constexpr Origin kPaidSocial[] = {{"paid_social", "https://www.douyin.com/", "douyin", "paid_social", "new_arrivals"},
                                  {"paid_social", "https://weibo.com/", "weibo", "paid_social", "flash_sale"},
                                  {"paid_social", "https://www.douyin.com/", "douyin", "paid_social", "live_room"}};
constexpr Origin kEmail[] = {{"email", "", "newsletter", "email", "weekly_picks"},
                             {"email", "", "newsletter", "email", "cart_reminder"},
                             {"email", "", "newsletter", "email", "win_back"}};
constexpr Origin kReferral[] = {{"referral", "https://blog.example.net/gift-guide", "", "", ""},
                                {"referral", "https://forum.example.com/", "", "", ""},
                                {"referral", "https://partner.example.org/", "", "", ""}};
constexpr Origin kAffiliate[] = {{"affiliate", "https://www.smzdm.com/", "smzdm", "affiliate", "daily_deals"},
                                 {"affiliate", "https://deals.example.net/", "dealsite", "affiliate", "daily_deals"},
                                 {"affiliate", "https://www.smzdm.com/", "smzdm", "affiliate", "coupon_page"}};
constexpr Origin kInvitation[] = {{"referral", "", "invite", "referral", "friends"},
                                  {"referral", "", "invite", "referral", "friends"},
                                  {"referral", "", "invite", "referral", "friends"}};
constexpr Origin kFromOwnPage = {"", "https://shop.example.com/", "", "", ""};
constexpr Origin kAppOnly = {};

// First visits by source (Source order), and later ones.
constexpr std::array<double, 8> kFirstSources = {.18, .24, .16, .12, .14, .02, .07, .07};
constexpr std::array<double, 8> kLaterSources = {.52, .13, .05, .07, .03, .14, .02, .04};

}  // namespace

Origin origin_of(Source source, unsigned variant) {
  constexpr const Origin* kAll[] = {kDirect, kOrganic,  kPaidSearch, kSocial,    kPaidSocial,
                                    kEmail,  kReferral, kAffiliate,  kInvitation};
  return kAll[static_cast<std::size_t>(source)][variant % 3];
}

Life::Life(const ShopSimulator& shop, std::uint32_t index, Random random, std::vector<Invitation>& open)
    : shop_(shop), index_(index), random_(random), open_(open) {}

void Life::choose_person() {
  std::array<double, 8> shares{};
  const auto all = kinds();
  for (std::size_t i = 0; i < all.size(); ++i) shares[i] = all[i].share;
  kind_ = &all[random_.weighted(std::span(shares).first(all.size()))];
  person_.user_id = fmt::format("u{}", 100'001 + index_);

  const auto add = [&](Platform platform) {
    const model::EventId id{random_.uuid()};
    person_.devices.push_back({model::to_text(id), platform, static_cast<std::uint8_t>(random_.below(3))});
  };
  const bool desktop_first = random_.chance(kind_->desktop_share);
  add(desktop_first ? Platform::desktop_web : Platform::mobile_web);
  if (kind_->visits_per_day > 0 && random_.chance(.35))
    add(desktop_first ? Platform::mobile_web : Platform::desktop_web);
  if (random_.chance(kind_->app_share)) add(random_.chance(.45) ? Platform::ios_app : Platform::android_app);
  signed_in_.assign(person_.devices.size(), 0);
}

// A third of the people knew the shop before and show up early; the others come over the whole period, in
// proportion to its traffic; invited ones soon after the invitation.
void Life::choose_first_day() {
  const auto& days = shop_.days();
  if (!open_.empty() && random_.chance(.45)) {
    const std::size_t chosen = random_.below(static_cast<std::uint32_t>(open_.size()));
    const Instant arrival = open_[chosen].sent + Duration(static_cast<std::int64_t>(random_.exponential(86'400e3)));
    if (arrival < shop_.options().until) {
      invited_ = open_[chosen];
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(chosen));
      source_ = acquired_ = Source::invitation;
      while (first_day_ + 1 < days.size() && days[first_day_ + 1].midnight <= arrival) ++first_day_;
      now_ = arrival;
      return;
    }
  }
  acquired_ = source_ = static_cast<Source>(random_.weighted(kFirstSources));
  if (random_.chance(.3)) {
    first_day_ = std::min(days.size() - 1, static_cast<std::size_t>(random_.exponential(7)));
  } else {
    do {
      first_day_ = random_.below(static_cast<std::uint32_t>(days.size()));
    } while (!random_.chance(days[first_day_].traffic * (days[first_day_].weekend ? kind_->weekend : 1) / kMaxTraffic));
  }
  now_ = time_on(first_day_);
}

Instant Life::time_on(std::size_t day) {
  const std::size_t hour = random_.weighted(kind_->hours);
  const auto within = static_cast<std::int64_t>(random_.uniform() * 3'600e3);
  return shop_.days()[day].midnight + hours(static_cast<std::int64_t>(hour)) + Duration(within);
}

std::optional<std::size_t> Life::next_visit_day(std::size_t day) {
  if (left_ || kind_->visits_per_day <= 0) return std::nullopt;
  const auto& days = shop_.days();
  double at = static_cast<double>(day) + 1;
  while (true) {
    at += random_.exponential(1 / (kind_->visits_per_day * kMaxTraffic));
    const auto next = static_cast<std::size_t>(at);
    if (next >= days.size()) return std::nullopt;
    if (random_.chance(days[next].traffic * (days[next].weekend ? kind_->weekend : 1) / kMaxTraffic)) return next;
  }
}

// The device at hand: the app once it is owned and the person knows the shop, else mostly the first one.
std::size_t Life::device_for_visit() {
  const std::size_t last = person_.devices.size() - 1;
  if (last == 0 || visits_ == 0) return 0;
  const bool has_app = person_.devices[last].platform >= Platform::ios_app;
  if (has_app && random_.chance(.55)) return last;
  const std::size_t web = has_app ? last : last + 1;
  return web > 1 && random_.chance(.35) ? 1 : 0;
}

SimPerson Life::live() && {
  choose_person();
  choose_first_day();
  std::optional<std::size_t> day = first_day_;
  while (day) {
    if (visits_ > 0) {
      now_ = std::max(time_on(*day), now_ + hours(1));  // visits do not overlap
      source_ = static_cast<Source>(random_.weighted(kLaterSources));
    }
    if (now_ >= shop_.options().until && visits_ > 0) break;
    visit(now_);
    ++visits_;
    left_ = left_ || random_.chance(kind_->churn_per_visit);
    day = next_visit_day(*day);
  }
  auto& events = person_.events;
  const Instant until = shop_.options().until;
  std::erase_if(events, [&](const SimEvent& e) { return e.time >= until; });
  if (events.empty()) {  // came in the last, cut day after its end: looked in just before it instead
    now_ = until - seconds(1 + random_.below(3'600));
    signed_in_.assign(signed_in_.size(), 0);
    landed_ = false;
    device_ = 0;
    land();
  }
  std::sort(events.begin(), events.end(),
            [](const SimEvent& a, const SimEvent& b) { return std::tie(a.time, a.id) < std::tie(b.time, b.id); });
  return std::move(person_);
}

SimEvent& Life::emit(SimType type, std::string_view name) {
  now_ += Duration(1);
  SimEvent& event = person_.events.emplace_back();
  event.type = type;
  event.name = name;
  event.time = now_;
  event.id = {random_.uuid()};
  event.device = static_cast<std::int8_t>(device_);
  event.named = signed_in_[device_] != 0;
  return event;
}

void Life::track(std::string_view name, std::vector<SimProperty> properties) {
  emit(SimType::track, name).properties = std::move(properties);
}

void Life::identify(std::vector<SimProperty> traits) { emit(SimType::identify, "").properties = std::move(traits); }

void Life::view(std::string path, std::string_view screen, std::string title) {
  const bool app = person_.devices[device_].platform >= Platform::ios_app;
  SimEvent& event = app ? emit(SimType::screen, screen) : emit(SimType::page, screen);
  if (!app) event.path = std::move(path);
  event.origin = landed_ ? kFromOwnPage : origin_of(source_, random_.below(3));
  if (app && (landed_ || event.origin.source.empty())) event.origin = kAppOnly;  // only deep links tell
  landed_ = true;
  event.properties.push_back({"title", std::move(title)});
}

void Life::pause(double mean_seconds) {
  now_ += Duration(800 + static_cast<std::int64_t>(random_.exponential(mean_seconds) * 1'000));
}

std::string Life::code(std::string_view prefix) {
  constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  std::string text(prefix);
  for (int i = 0; i < 8; ++i) text += kLetters[random_.below(static_cast<std::uint32_t>(kLetters.size()))];
  return text;
}

}  // namespace throng::cli
