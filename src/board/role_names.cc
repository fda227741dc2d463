#include "board/role_names.h"

#include <algorithm>

#include "model/value.h"

namespace throng::board {
namespace {

// Plain names, which have no spaces in them, with a space between.
using Words = std::string_view;

struct PartNames {
  Part part;
  Words known;          // the best first
  Words words;          // else a name that contains one of them, the best first
  Words not_with = "";  // unless it contains one of these
};

// Whatever part is looked for: what did not happen, or was taken back.
constexpr Words kNever = "fail error cancel refund remov delet declin abort 失败 取消 退款 退货 移除 删除";

constexpr PartNames kParts[] = {
    {Part::activation,
     "activated useractivated activation onboardingcompleted 激活 用户激活 signedup signup usersignedup"
     " registered register userregistered registrationcompleted accountcreated completeregistration"
     " 注册成功 完成注册 用户注册 注册",
     "activat signedup signup regist 激活 注册",
     "deactivat inactiv reactivat invit 邀请 start view click 开始 点击 浏览"},
    {Part::scene,
     "sceneviewed sceneentered productlistviewed viewitemlist collectionviewed categoryviewed"
     " promotionviewed landingpageviewed liveroomentered 进入场景 浏览场景 进入会场 进入直播间 浏览列表"
     " 浏览分类 浏览商品列表 活动页浏览",
     "scene listview collectionview categoryview landingpage liveroom 场景 会场 直播间 专题 商品列表"
     " 分类页 列表页 活动页"},
    {Part::product,
     "productviewed viewproduct productdetailviewed viewitem itemviewed viewcontent goodsviewed 浏览商品"
     " 商品浏览 查看商品 浏览商品详情 查看商品详情 商品详情 商品详情页浏览",
     "productview viewproduct productdetail itemview itemdetail goodsview goodsdetail 商品详情 浏览商品"
     " 商品浏览 查看商品",
     "list 列表 review"},
    {Part::order,
     "ordercreated createorder orderplaced placeorder ordersubmitted submitorder checkoutstarted"
     " begincheckout startcheckout initiatecheckout 提交订单 创建订单 生成订单 订单创建 订单提交 下单"
     " 确认订单",
     "ordercreat createorder ordersubmit submitorder orderplace placeorder checkout 下单 提交订单"
     " 创建订单 生成订单",
     "支付 付款 paid payment complet"},
    {Part::paid,
     "orderpaid ordercompleted paymentsucceeded paymentcompleted payorder purchase purchased paid"
     " invoicepaid subscriptionstarted checkoutcompleted 支付成功 订单支付成功 支付订单 订单支付"
     " 支付完成 完成支付 付款成功 付款 支付 购买成功 购买 充值成功 充值",
     "orderpaid paymentsucc paymentcomplet ordercomplet purchase checkoutcomplet 支付 付款 购买 充值",
     "start begin click view method info 开始 发起 点击 待支付 未支付 方式"},
    {Part::invite,
     "invitesent inviteuser invitefriend invitefriends friendinvited userinvited invitationsent"
     " sendinvite sendinvitation referralsent invite invited 邀请好友 发送邀请 发出邀请 发起邀请"
     " 分享邀请 邀请",
     "invit referral 邀请",
     "accept complet succ signup signedup join view click open 接受 成功 受邀 被邀 完成 点击 浏览"},
    {Part::accepted,
     "inviteaccepted invitationaccepted acceptinvite acceptinvitation referralaccepted referralcompleted"
     " invitecompleted inviteesignedup 接受邀请 邀请成功 受邀注册 被邀请注册 好友接受邀请 邀请注册成功",
     "inviteaccept invitationaccept acceptinvit referralaccept referralcomplet 接受邀请 邀请成功 受邀"
     " 被邀请"},
    {Part::revenue,
     "revenue paidamount payamount paymentamount orderamount totalamount amount total ordertotal value"
     " price 实付金额 支付金额 付款金额 订单金额 总金额 金额 收入 总价 价格",
     "revenue amount 金额 total", "discount tax shipping 优惠 折扣 运费 税"},
    {Part::scene_property,
     "scene scenename 场景 场景名称 listname list listid category categoryname collection promotion"
     " campaign roomname 会场 会场名称 分类 分类名称 专题 活动名称",
     "scene 场景 category 分类"},
};

// Calls `fits` with one word after the other until it says yes.
template <class Fits>
bool any_of(Words words, Fits fits) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (fits(words.substr(0, end))) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

bool has_any(std::string_view name, Words words) {
  return any_of(words, [&](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

}  // namespace

std::string plain_name(std::string_view name) {
  std::string out = model::fold_case(name);
  std::erase_if(out, [](char c) { return std::string_view(" _-./:$").find(c) != std::string_view::npos; });
  return out;
}

std::optional<std::string> best_name(Part part, std::span<const std::string> names) {
  const PartNames& names_of = *std::ranges::find(kParts, part, &PartNames::part);
  std::vector<std::string> plain;
  for (const std::string& name : names) plain.push_back(plain_name(name));
  std::optional<std::string> best;
  const auto take_first = [&](auto fits) {
    const auto found = std::ranges::find_if(plain, fits);
    if (found != plain.end()) best = names[static_cast<std::size_t>(found - plain.begin())];
    return best.has_value();
  };
  if (any_of(names_of.known, [&](Words known) { return take_first([&](const auto& name) { return name == known; }); }))
    return best;
  any_of(names_of.words, [&](Words word) {
    return take_first([&](const auto& name) {
      return name.find(word) != std::string::npos && !has_any(name, kNever) && !has_any(name, names_of.not_with);
    });
  });
  return best;
}

}  // namespace throng::board
