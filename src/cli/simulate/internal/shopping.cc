// What happens inside one visit.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "cli/simulate/internal/life.h"
#include "cli/simulate/internal/people.h"

namespace throng::cli {
namespace {

constexpr std::string_view kTiers[] = {"bronze", "silver", "gold", "platinum"};
constexpr double kTierFrom[] = {0, 500, 2'000, 6'000};  // money spent
constexpr std::string_view kSourceNames[] = {"direct", "organic_search", "paid_search", "social",    "paid_social",
                                             "email",  "referral",       "affiliate",   "invitation"};

double money(std::int64_t cents) { return static_cast<double>(cents) / 100; }
std::string text(std::string_view value) { return std::string(value); }

std::vector<SimProperty> describe_product(const Product& product) {
  return {{"product_id", text(product.id)},
          {"name", text(product.en)},
          {"name_zh", text(product.zh)},
          {"category", text(categories()[product.category].en)},
          {"price", money(product.cents)}};
}

std::int64_t total_of(const std::vector<CartLine>& lines) {
  std::int64_t cents = 0;
  for (const CartLine& line : lines) cents += std::int64_t{line.product->cents} * line.quantity;
  return cents;
}

}  // namespace

void Life::visit(Instant start) {
  now_ = start;
  device_ = device_for_visit();
  landed_ = false;
  land();
  if (member_ && signed_in_[device_] == 0 && random_.chance(.8)) sign_in();
  maybe_claim_coupon();
  look_around();
  if (!cart_.empty() && random_.chance(coupon_ ? std::min(.9, kind_->checks_out * 1.8) : kind_->checks_out))
    check_out();
  if (!member_ && random_.chance(kind_->signs_up * (invited_ ? 1.5 : 1))) sign_up();
  maybe_invite();
}

void Life::land() {
  if (person_.devices[device_].platform >= Platform::ios_app) {
    track("App Opened", {{"from_background", random_.chance(.4)}});
    pause(1);
    view("", "Home", "Home");
  } else if (source_ == Source::invitation) {
    view("/invite", "Invitation", "You are invited");
  } else if (source_ == Source::email || source_ == Source::paid_social || source_ == Source::affiliate) {
    view("/sale", "Sale", "Sale of the week");
  } else {
    view("/", "Home", "Home");
  }
}

void Life::sign_in() {
  pause(15);
  signed_in_[device_] = 1;
  identify({});
  track("Signed In", {{"method", text(random_.chance(.6) ? "wechat" : "password")}});
}

void Life::sign_up() {
  if (left_) return;
  pause(40);
  member_ = true;
  signed_in_[device_] = 1;
  const bool female = random_.chance(kind_->likes[5] > 2.5 ? .72 : .48);
  const double typical_age = kind_->hours[0] > 5 ? 23 : kind_->likes[6] > 5 ? 36 : 33;
  const double age = std::max(16.0, std::floor(typical_age + (random_.uniform() + random_.uniform() - 1) * 14));
  identify({{"name", random_name(random_, female)},
            {"email", person_.user_id + "@example.com"},
            {"gender", text(female ? "female" : "male")},
            {"age", age},
            {"city", text(random_city(random_))},
            {"tier", text(kTiers[0])},
            {"signup_channel", text(kSourceNames[static_cast<std::size_t>(acquired_)])},
            {"newsletter", random_.chance(.55)}});
  constexpr std::array<double, 3> kMethods = {.5, .35, .15};
  constexpr std::string_view kMethodNames[] = {"wechat", "phone", "email"};
  track("Signed Up", {{"method", text(kMethodNames[random_.weighted(kMethods)])},
                      {"channel", text(kSourceNames[static_cast<std::size_t>(acquired_)])}});
  if (!invited_) return;
  track("Invite Accepted", {{"invite_code", invited_->code}, {"inviter", invited_->inviter}});
  coupon_ = Coupon{"WELCOME" + invited_->code, .15};
  invited_.reset();
}

void Life::look_around() {
  const int looks = random_.geometric(kind_->looks_per_visit);
  for (int i = 0; i < looks; ++i) {
    const Category& category = categories()[random_.weighted(kind_->likes)];
    pause(20);
    if (random_.chance(.22)) {
      const auto which = static_cast<std::size_t>(&category - categories().data());
      track("Product Searched",
            {{"query", text(random_query(random_, which))}, {"results", static_cast<double>(1 + random_.below(60))}});
    } else if (random_.chance(.38)) {
      view(fmt::format("/c/{}", category.slug), "Category", text(category.en));
      track("Product List Viewed", {{"category", text(category.en)}});
    }
    if (random_.chance(.75))
      look_at(category.products[random_.below(static_cast<std::uint32_t>(category.products.size()))]);
  }
}

void Life::look_at(const Product& product) {
  pause(6);
  if (random_.chance(.45)) view(fmt::format("/p/{}", product.id), "Product", text(product.en));
  track("Product Viewed", describe_product(product));
  pause(30);
  if (random_.chance(.05)) track("Product Favorited", describe_product(product));
  if (random_.chance(.02)) {
    auto shared = describe_product(product);
    shared.push_back({"share_to", text(random_.chance(.7) ? "wechat" : "weibo")});
    track("Product Shared", std::move(shared));
  }
  const double dear = std::min(1.0, money(product.cents) / 600) * kind_->price_sensitivity;
  if (random_.chance(kind_->adds_per_look * (1 - .8 * dear) * (coupon_ ? 1.4 : 1))) {
    const CartLine line{&product, 1 + (random_.chance(.18) ? 1 : 0) + (random_.chance(.05) ? 1 : 0)};
    cart_.push_back(line);
    auto added = describe_product(product);
    added.push_back({"quantity", static_cast<double>(line.quantity)});
    track("Product Added", std::move(added));
  } else if (!cart_.empty() && random_.chance(.06)) {
    track("Product Removed", describe_product(*cart_.back().product));
    cart_.pop_back();
  }
}

void Life::maybe_claim_coupon() {
  if (coupon_ || signed_in_[device_] == 0 || !random_.chance(kind_->coupon_love)) return;
  pause(8);
  constexpr std::array<double, 4> kOff = {.05, .1, .15, .2};
  constexpr std::array<double, 4> kOften = {3, 4, 2, 1};
  coupon_ = Coupon{code("C"), kOff[random_.weighted(kOften)]};
  track("Coupon Claimed", {{"coupon", coupon_->code}, {"discount_rate", coupon_->off}});
}

void Life::maybe_invite() {
  if (signed_in_[device_] == 0 || !random_.chance(kind_->invites)) return;
  pause(12);
  Invitation invitation{now_, code("V"), person_.user_id};
  track("Invite Sent", {{"invite_code", invitation.code}, {"share_to", text(random_.chance(.8) ? "wechat" : "link")}});
  invitation.sent = now_;
  if (now_ < shop_.options().until) open_.push_back(std::move(invitation));
}

void Life::check_out() {
  pause(10);
  view("/cart", "Cart", "Cart");
  const std::int64_t total = total_of(cart_);
  pause(15);
  track("Checkout Started", {{"value", money(total)}, {"currency", text("CNY")}, {"products", cart_}});
  if (!member_) {
    if (!random_.chance(.6)) return;
    sign_up();
  } else if (signed_in_[device_] == 0) {
    if (!random_.chance(.85)) return;
    sign_in();
  }
  pause(35);
  if (!random_.chance(kind_->pays)) {
    if (random_.chance(.25)) track("Payment Failed", {{"value", money(total)}, {"reason", text("declined")}});
    return;
  }
  std::int64_t discount = 0;
  const std::string order_id = code("O");
  std::vector<SimProperty> order = {{"order_id", order_id}};
  if (coupon_) {
    discount = std::llround(static_cast<double>(total) * coupon_->off);
    order.push_back({"coupon", coupon_->code});
    track("Coupon Used", {{"coupon", coupon_->code}, {"order_id", order_id}, {"discount", money(discount)}});
    coupon_.reset();
  }
  order.push_back({"discount", money(discount)});
  order.push_back({"revenue", money(total - discount)});
  place_order(std::move(order));
}

void Life::place_order(std::vector<SimProperty> order) {
  const std::string order_id = std::get<std::string>(order.front().value);
  const double revenue = std::get<double>(order.back().value);
  constexpr std::array<double, 3> kPay = {.5, .38, .12};
  constexpr std::string_view kPayNames[] = {"wechat_pay", "alipay", "card"};
  order.push_back({"currency", text("CNY")});
  order.push_back({"payment", text(kPayNames[random_.weighted(kPay)])});
  order.push_back({"items", static_cast<double>(cart_.size())});
  const CartLine first = cart_.front();
  order.push_back({"products", std::move(cart_)});
  cart_.clear();
  pause(5);
  track("Order Completed", std::move(order));
  pause(2);
  view("/order/done", "Order done", "Thank you");
  spent_ += revenue;
  ++orders_;
  after_order(order_id, revenue, first);
}

// What an order leads to: a better tier at once, a refund or a review days later.
void Life::after_order(const std::string& order_id, double revenue, const CartLine& line) {
  std::size_t tier = tier_;
  while (tier + 1 < std::size(kTiers) && spent_ >= kTierFrom[tier + 1]) ++tier;
  if (tier != tier_) identify({{"tier", text(kTiers[tier])}});
  tier_ = tier;

  const Instant visiting = now_;
  const bool refunded = random_.chance(kind_->refunds);
  if (refunded) {
    now_ = visiting + hours(20) + Duration(static_cast<std::int64_t>(random_.exponential(3 * 86'400e3)));
    track("Order Refunded",
          {{"order_id", order_id}, {"revenue", revenue}, {"reason", text(random_.chance(.5) ? "size" : "quality")}});
    person_.events.back().device = -1;
    left_ = left_ || random_.chance(.25);
  } else if (random_.chance(kind_->reviews)) {
    now_ = visiting + days(2) + Duration(static_cast<std::int64_t>(random_.exponential(4 * 86'400e3)));
    constexpr std::array<double, 5> kStars = {1, 1, 2, 6, 12};
    track("Review Posted", {{"product_id", text(line.product->id)},
                            {"rating", static_cast<double>(1 + random_.weighted(kStars))},
                            {"with_photo", random_.chance(.3)}});
  }
  now_ = visiting;
}

}  // namespace throng::cli
