#include "cli/folder.h"

#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/channels.h"
#include "collect/testing.h"

namespace throng::cli {
namespace {

using ::testing::HasSubstr;

class Folder : public ::testing::Test {
 protected:
  Result<Config> read(const std::string& toml) {
    EXPECT_TRUE(write_file(folder_.config_file(), toml));
    return folder_.read_config();
  }
  collect::testing::TemporaryFolder temporary_;
  DataFolder folder_{temporary_.path()};
};

TEST_F(Folder, ReadsTheConfigurationItWrote) {
  Config config;
  config.project = "shop";
  config.listen = "[::1]:80";
  config.memory_budget_mb = 100;
  config.public_url = "https://throng.example.com";
  config.behind_proxy = true;
  ASSERT_TRUE(folder_.write_config(config));
  const auto back = folder_.read_config();
  ASSERT_TRUE(back) << describe(back.error());
  EXPECT_EQ(back->project, "shop");
  EXPECT_EQ(back->listen, "[::1]:80");
  EXPECT_EQ(back->memory_budget_mb, 100U);
  EXPECT_EQ(back->public_url, "https://throng.example.com");
  EXPECT_TRUE(back->behind_proxy);
}

TEST_F(Folder, NamesTheKeyThatIsWrong) {
  EXPECT_EQ(folder_.read_config().error().code, ErrorCode::not_found);
  EXPECT_EQ(read("listen = \"x:1\"").error().field, "project");
  EXPECT_EQ(read("project = 5").error().field, "project");
  EXPECT_EQ(read("project = \"shop\"\nmemory_budget_mb = \"many\"").error().field, "memory_budget_mb");
  EXPECT_EQ(read("project = \"shop\"\nmemory_budget_mb = 1").error().field, "memory_budget_mb");
  EXPECT_EQ(read("project = \"shop\"\ncolour = \"red\"").error().field, "colour");
  EXPECT_EQ(read("project = \"shop\"\nbehind_proxy = 1").error().field, "behind_proxy");
  EXPECT_THAT(read("project = \"shop\"\nlisten = ").error().message, HasSubstr("line 2"));
}

TEST_F(Folder, PutsTheLedgerInsideUnlessItIsElsewhere) {
  Config config;
  EXPECT_EQ(folder_.ledger_url(config), "sqlite:" + temporary_.path() + "/ledger.db");
  config.ledger = "sqlite:/var/lib/ledger.db";
  EXPECT_EQ(folder_.ledger_url(config), config.ledger);
  config.ledger = "postgresql://me@host/throng";
  EXPECT_EQ(folder_.ledger_url(config), config.ledger);
}

TEST_F(Folder, ReadsWhetherWebhooksMayReachInternalAddresses) {
  EXPECT_FALSE(read("project = \"shop\"").value().webhooks.internal_addresses);
  EXPECT_TRUE(read("project = \"shop\"\n[webhooks]\ninternal_addresses = true").value().webhooks.internal_addresses);
  EXPECT_EQ(read("project = \"shop\"\nwebhooks = 1").error().field, "webhooks");
  EXPECT_EQ(read("project = \"shop\"\n[webhooks]\ninternal_addresses = 1").error().field,
            "webhooks.internal_addresses");
  EXPECT_EQ(read("project = \"shop\"\n[webhooks]\nproxy = \"x\"").error().field, "webhooks.proxy");
}

TEST_F(Folder, ReadsTheChannelsThatAreSetUp) {
  const auto read = [&](const std::string& text) { return this->read("project = \"shop\"\n" + text); };
  const auto config = read("[channels.sms]\nprovider = \"twilio\"\n[channels.wecom]\nmarkdown = true\n");
  ASSERT_TRUE(config) << describe(config.error());
  EXPECT_EQ(config->channels.at("sms").at("provider"), "twilio");
  EXPECT_EQ(config->channels.at("wecom").at("markdown"), "true");
  EXPECT_EQ(read("[channels.pigeon]\n").error().field, "channels.pigeon");
  EXPECT_EQ(read("[channels.sms]\ncolour = \"red\"\n").error().field, "channels.sms.colour");
  EXPECT_EQ(read("[channels.wecom]\nmarkdown = \"yes\"\n").error().field, "channels.wecom.markdown");
}

TEST_F(Folder, OpensTheChannelsThatAreSetUp) {
  const SystemClock clock;
  const auto poster = outbound::make_poster({});
  const auto options = [&](const std::string& kind, std::map<std::string, std::string> section) {
    Config config;
    config.channels[kind] = std::move(section);
    return post_options(config, folder_, *poster, clock);
  };
  const auto robot = options("wecom", {{"url", "https://robot.example/send"}});
  ASSERT_TRUE(robot) << describe(robot.error());
  EXPECT_TRUE(robot->channels.contains(engage::ChannelKind::wecom));
  EXPECT_NE(robot->channels.at(engage::ChannelKind::wecom).open(), nullptr);
  EXPECT_EQ(options("sms", {{"provider", "pigeon"}}).error().field, "channels.sms.provider");
  EXPECT_EQ(options("sms", {{"provider", "twilio"}}).error().field, "channels.sms.account");
  EXPECT_EQ(options("apns", {{"key_file", "none.p8"}}).error().field, "channels.apns.key_file");
  EXPECT_EQ(options("in_app", {{"secret", "0123456789abcdef"}})->in_app_secret, "0123456789abcdef");
  EXPECT_EQ(options("in_app", {{"secret", "short"}}).error().field, "channels.in_app.secret");
  EXPECT_EQ(options("in_app", {}).error().field, "channels.in_app.secret");
  const auto first = options("web_push", {{"contact", "mailto:ops@shop.example"}});
  ASSERT_TRUE(first) << describe(first.error());
  EXPECT_EQ(first->web_push_key.size(), 87U) << "65 bytes, base64url";
  EXPECT_EQ(options("web_push", {{"contact", "mailto:ops@shop.example"}})->web_push_key, first->web_push_key)
      << "browsers that have subscribed stay";
}

TEST_F(Folder, IsLockedByOneAtATimeAndFreeAfterwards) {
  {
    const auto first = FolderLock::take(folder_);
    ASSERT_TRUE(first);
    const auto second = FolderLock::take(folder_);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_THAT(second.error().message, HasSubstr("process " + std::to_string(::getpid())));
  }
  EXPECT_TRUE(FolderLock::take(folder_));
}

}  // namespace
}  // namespace throng::cli
