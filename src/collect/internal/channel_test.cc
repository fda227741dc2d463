#include "collect/internal/channel.h"

#include <gtest/gtest.h>

namespace throng::collect {
namespace {

std::string channel(const std::string& url, const std::string& referrer, const std::string& source = "",
                    const std::string& medium = "") {
  Campaign campaign = campaign_in(url);
  if (!source.empty()) campaign.source = source;
  if (!medium.empty()) campaign.medium = medium;
  return std::string(channel_of({url, referrer, campaign}));
}

TEST(Channel, FollowsTheReferrer) {
  const std::string page = "https://shop.example/a";
  EXPECT_EQ(channel(page, ""), "direct");
  EXPECT_EQ(channel(page, "https://www.google.co.uk/search?q=x"), "organic_search");
  EXPECT_EQ(channel(page, "https://www.baidu.com/link?url=x"), "organic_search");
  EXPECT_EQ(channel(page, "https://m.weibo.cn/"), "social");
  EXPECT_EQ(channel(page, "https://t.co/abc"), "social");
  EXPECT_EQ(channel(page, "https://mail.google.com/"), "email");
  EXPECT_EQ(channel(page, "https://blog.example/"), "referral");
  EXPECT_EQ(channel(page, "https://www.shop.example/b"), "") << "a step within the site";
  EXPECT_EQ(channel("", ""), "") << "no page";
}

TEST(Channel, PutsCampaignsFirst) {
  EXPECT_EQ(channel("https://s/?utm_source=google&utm_medium=cpc", "https://google.com/"), "paid_search");
  EXPECT_EQ(channel("https://s/?utm_source=facebook&utm_medium=CPC", ""), "paid_social");
  EXPECT_EQ(channel("https://s/?utm_medium=email", ""), "email");
  EXPECT_EQ(channel("https://s/?utm_medium=affiliate", ""), "affiliate");
  EXPECT_EQ(channel("https://s/?utm_medium=banner", ""), "display");
  EXPECT_EQ(channel("https://s/?utm_source=weibo", ""), "social");
  EXPECT_EQ(channel("https://s/?utm_campaign=spring", "https://google.com/"), "campaign");
  EXPECT_EQ(channel("https://s/?gclid=1", "https://google.com/"), "paid_search");
  EXPECT_EQ(channel("https://s/?x=1&fbclid=1", "https://facebook.com/"), "paid_social");
  EXPECT_EQ(channel("", "", "newsletter", "mail"), "email");
}

TEST(Channel, TakesUrlsApart) {
  EXPECT_EQ(host_of("https://user:pw@www.Shop.example:8080/x?y#z"), "Shop.example");
  EXPECT_EQ(host_of("android-app://com.google.android.gm/"), "com.google.android.gm");
  EXPECT_EQ(host_of("/relative"), "");
  EXPECT_EQ(path_of("https://shop.example"), "/");
  EXPECT_EQ(path_of("https://shop.example/a/b?c#d"), "/a/b");
  EXPECT_EQ(path_of("/a?b"), "/a");
  EXPECT_EQ(query_value("https://s/?ab=1&b=2#b=3", "b"), "2");
  EXPECT_EQ(campaign_in("https://s/?utm_source=a+b%20%E4%BD%A0%&utm_medium=%ff").source, "a b \u4F60%");
  EXPECT_EQ(campaign_in("https://s/?utm_medium=%ff").medium, "\uFFFD");
  EXPECT_EQ(campaign_in("https://s/?utm_source=x%26y&utm_medium=").source, "x&y");
}

}  // namespace
}  // namespace throng::collect
