#include "board/roles.h"

#include <gtest/gtest.h>

#include "board/role_names.h"

namespace throng::board {
namespace {

using Names = std::vector<std::string>;

// Event names by part, "-" for none.
std::string parts_of(const Roles& roles) {
  std::string out;
  for (const auto* match :
       {&roles.activation, &roles.scene, &roles.product, &roles.order, &roles.paid, &roles.invite, &roles.accepted})
    out += (out.empty() ? "" : ", ") + (*match ? (*match)->events.front() : std::string("-"));
  return out;
}

SeenProperties no_properties(std::string_view) { return {}; }

TEST(Roles, AreGuessedOfTheSimulatedShop) {
  const Names names = {"$pageview",         "Product Viewed",   "Product Searched", "Product List Viewed",
                       "Product Added",     "Checkout Started", "Signed In",        "Order Completed",
                       "Signed Up",         "App Opened",       "Coupon Claimed",   "Invite Sent",
                       "Product Favorited", "Payment Failed",   "Product Removed",  "Coupon Used",
                       "Product Shared",    "Order Refunded",   "Review Posted",    "Invite Accepted"};
  const Roles roles = guess_roles(names, [](std::string_view event) -> SeenProperties {
    if (event == "Order Completed") return {{"discount", "items", "revenue"}, {"order_id", "coupon"}};
    if (event == "Product List Viewed") return {{}, {"category"}};
    return {{"price"}, {}};
  });
  EXPECT_EQ(parts_of(roles),
            "Signed Up, Product List Viewed, Product Viewed, Checkout Started, Order Completed, Invite Sent, "
            "Invite Accepted");
  EXPECT_EQ(roles.revenue, "revenue");
  EXPECT_EQ(roles.scene_property, (analyze::PropertyRef{analyze::Scope::event, "category"}));
  EXPECT_EQ(roles.channel, (analyze::PropertyRef{analyze::Scope::event, "$channel"}));
  EXPECT_TRUE(check(roles));
}

TEST(Roles, AreGuessedOfUsualSpellings) {
  EXPECT_EQ(parts_of(guess_roles(Names{"view_item", "view_item_list", "begin_checkout", "purchase", "sign_up"},
                                 no_properties)),
            "sign_up, view_item_list, view_item, begin_checkout, purchase, -, -");
  EXPECT_EQ(parts_of(guess_roles(Names{"userRegistered", "productDetailViewed", "orderCreated", "orderPaid",
                                       "inviteFriend", "acceptInvite"},
                                 no_properties)),
            "userRegistered, -, productDetailViewed, orderCreated, orderPaid, inviteFriend, acceptInvite");
  EXPECT_EQ(parts_of(guess_roles(Names{"$pageview", "Button Clicked"}, no_properties)), "-, -, -, -, -, -, -");
}

TEST(Roles, AreGuessedOfChineseNames) {
  const Names names = {"浏览商品详情", "浏览商品列表", "加入购物车", "提交订单", "取消订单",    "支付失败",
                       "支付成功",     "发起支付",     "用户注册",   "邀请好友", "受邀好友注册"};
  const auto amounts = [](std::string_view) -> SeenProperties { return {{"优惠金额", "实付金额"}, {}}; };
  const Roles roles = guess_roles(names, amounts);
  EXPECT_EQ(parts_of(roles), "用户注册, 浏览商品列表, 浏览商品详情, 提交订单, 支付成功, 邀请好友, 受邀好友注册");
  EXPECT_EQ(roles.revenue, "实付金额");
}

TEST(Roles, WhatFailedOrWasTakenBackPlaysNoPart) {
  EXPECT_EQ(best_name(Part::paid, Names{"支付失败", "退款支付", "订单支付完毕"}), "订单支付完毕");
  EXPECT_EQ(best_name(Part::order, Names{"Checkout Cancelled", "Shop Checkout"}), "Shop Checkout");
  EXPECT_EQ(best_name(Part::invite, Names{"Invite Link Clicked", "Invite Accepted"}), std::nullopt);
  EXPECT_EQ(best_name(Part::revenue, Names{"discount_amount", "goods_amount"}), "goods_amount");
}

TEST(Roles, AKnownNameComesBeforeAMoreFrequentOneThatOnlyContainsAWord) {
  EXPECT_EQ(best_name(Part::paid, Names{"Purchase Page", "Order Paid"}), "Order Paid");
  EXPECT_EQ(best_name(Part::paid, Names{"In-app purchase", "Other purchase"}), "In-app purchase")
      << "the more frequent";
}

TEST(Roles, AreCheckedFieldByField) {
  const auto field_of = [](auto change) {
    Roles roles;
    change(roles);
    const auto result = check(roles);
    return result ? std::string("fine") : result.error().field;
  };
  EXPECT_EQ(field_of([](Roles&) {}), "fine");
  EXPECT_EQ(field_of([](Roles& r) { r.paid.emplace(); }), "paid") << "any event is no payment";
  EXPECT_EQ(field_of([](Roles& r) { r.paid = model::EventMatch{{""}, nullptr}; }).substr(0, 4), "paid");
  EXPECT_EQ(field_of([](Roles& r) { r.revenue = ":x"; }), "revenue");
  EXPECT_EQ(field_of([](Roles& r) { r.channel.name = ""; }), "channel");
  EXPECT_EQ(field_of([](Roles& r) { r.scene_property.name = ""; }), "scene_property");
  EXPECT_EQ(field_of([](Roles& r) { r.activation_days = 0; }), "activation_days");
  EXPECT_EQ(field_of([](Roles& r) { r.journey_days = 366; }), "journey_days");
}

TEST(Roles, SurviveJson) {
  Roles roles;
  roles.paid = model::EventMatch{{"Order Completed"}, nullptr};
  roles.revenue = "revenue";
  const std::string text = json::to_string(roles);
  EXPECT_EQ(text.find("invite"), std::string::npos) << "what is not mapped is not there: " << text;
  EXPECT_EQ(json::to_string(*json::read<Roles>(text)), text);
}

}  // namespace
}  // namespace throng::board
