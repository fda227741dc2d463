// For tests only: a project in the real engine, a post office that works when it is told to, and the mail server that
// it sends to.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "audience/audience.h"
#include "collect/testing.h"
#include "engage/campaign.h"
#include "engage/channels/email.h"
#include "engage/post_office.h"
#include "engage/rules.h"
#include "ledger/campaign_states.h"
#include "ledger/projects.h"
#include "ledger/sends.h"
#include "ledger/testing.h"
#include "lib/smtp_sink.h"
#include "warehouse/testing.h"

namespace throng::engage::testing {

constexpr Instant kNow = from_ms(1'790'000'000'000);  // 2026-09-21T14:13:20Z

class PostOfficeTest : public ::testing::Test {
 protected:
  PostOfficeTest() {
    db = ledger::Db::open(ledger::fresh_sqlite_url()).value();
    model::Project row;
    row.id = project;
    row.name = "Shop";
    EXPECT_TRUE(ledger::add_project(*db, row, kNow));
    timeline = timeline::Timeline::build(warehouse::TestWarehouse::shared(), {.project = project, .threads = 1},
                                         [](std::uint64_t, std::uint64_t) {})
                   .value();
    collector = collect::Collector::open(collect::testing::quiet_options(project, folder.path() + "/journal"),
                                         warehouse::TestWarehouse::shared(), *timeline, clock)
                    .value();
    audience = std::make_unique<audience::Audience>(*db, warehouse::TestWarehouse::shared(), timeline.get(), project);
  }
  ~PostOfficeTest() override {
    office.reset();
    audience.reset();
    collector.reset();
    timeline.reset();
  }

  void open() {
    PostOfficeOptions options;
    options.by_itself = false;
    options.in_app_secret = in_app_secret;
    options.first_pause = Duration(0);
    options.channels[ChannelKind::email] = {
        [this] {
          return std::move(email_channel({.server = {.host = "127.0.0.1",
                                                     .port = sink.port(),
                                                     .user = {},
                                                     .password = {},
                                                     .from = "shop@example.com",
                                                     .tls = outbound::SmtpTls::none},
                                          .from_name = {},
                                          .reply_to = {}},
                                         clock))
              .value();
        },
        2};
    for (const ChannelKind kind : {ChannelKind::sms, ChannelKind::web_push, ChannelKind::webhook})
      options.channels[kind] = {[this] { return std::make_unique<Box>(*this); }, 2};
    office = PostOffice::open(
                 {*audience, *collector, clock, log, Calendar::utc(), [] { return std::string("https://t.example"); }},
                 std::move(options))
                 .value();
  }
  void work() {
    if (!office) open();
    const auto worked = office->work();
    ASSERT_TRUE(worked) << describe(worked.error());
    ASSERT_TRUE(collector->flush());
  }

  void person(const std::string& user, const std::string& traits = "{}") {
    const std::string message = fmt::format(R"({{"type":"identify","userId":"{0}","messageId":"i{1}","traits":{2}}})",
                                            user, ++messages, traits);
    ASSERT_EQ(collect::testing::send(*collector, message).value().accepted, 1U);
    event(user, "Signed Up");
  }
  void event(const std::string& user, const std::string& name) {
    const std::string message =
        fmt::format(R"({{"type":"track","userId":"{}","event":"{}","messageId":"m{}"}})", user, name, ++messages);
    ASSERT_EQ(collect::testing::send(*collector, message).value().accepted, 1U);
    ASSERT_TRUE(collector->flush());
  }
  // Ann, Bob and Cleo, each with an address.
  void three() {
    for (const std::string name : {"ann", "bob", "cleo"})
      person(name, fmt::format(R"({{"email":"{0}@example.com","name":"{0}"}})", name));
  }
  model::PersonNumber number(const std::string& user) const {
    return collector->find({model::IdKind::user, user}).value();
  }

  std::string add(ledger::SavedKind kind, const std::string& name, const std::string& body) {
    const auto saved = ledger::add_saved(
        *db, {.id = {}, .project = project, .kind = kind, .name = name, .body = body, .owner = "ann"}, clock.now());
    EXPECT_TRUE(saved) << describe(saved.error());
    return saved->id;
  }
  std::string message(const std::string& subject = "Hello {{ person.name }}") {
    Message one;
    one.contents = {
        {.language = "en", .subject = subject, .html = "<p>Hi <a href=\"https://shop.example/x\">x</a></p>"}};
    return add(Message::kKind, subject, json::to_string(one));
  }
  Campaign campaign(std::string message) const {
    Campaign one;
    one.variants = {{"A", std::move(message), 1}};
    one.audience = json::read<model::Filter>(R"({"did":{"event":"Signed Up"}})").value();
    one.holdout_percent = 0;
    return one;
  }
  std::string start(const Campaign& campaign, const std::string& name = "Sale") {
    const std::string id = add(Campaign::kKind, name, json::to_string(campaign));
    const Instant first = next_time(campaign.timing, Calendar::utc(), clock.now()).value_or(clock.now());
    EXPECT_TRUE(ledger::change_campaign_state(*db, {ledger::CampaignPhase::draft},
                                              {id, ledger::CampaignPhase::active, first, "ann", clock.now()}));
    return id;
  }
  void rule(const SendingRules& rules) { ASSERT_TRUE(put_sending_rules(*db, project, rules, clock.now())); }

  std::vector<std::string> got() const {
    std::vector<std::string> all;
    for (const auto& mail : sink.mails()) all.push_back(mail.to.front().substr(0, mail.to.front().find('@')));
    return all;
  }
  // "sent", "dropped capped", by person.
  std::map<std::string, std::string> states(const std::string& of = "Sale") const {
    std::map<std::string, std::string> all;
    const auto saved = ledger::list_saved(*db, project, Campaign::kKind).value();
    for (const auto& one : saved) {
      if (one.name != of) continue;
      for (const auto& run : ledger::list_send_runs(*db, project, one.id).value()) {
        for (const auto& send : ledger::list_sends(*db, project, {.run = run.id}).value()) {
          const std::string reason = send.reason.empty() ? "" : " " + send.reason;
          all[collector->ids_of(timeline->snapshot()->representative(send.person)).front().id.value] =
              std::string(json::enum_text(send.state)) + reason;
        }
      }
    }
    return all;
  }
  std::vector<std::string> told() const {
    const auto block = warehouse::query_all(
        warehouse::TestWarehouse::shared(),
        fmt::format("SELECT concat(substring(event, 10), ' ', user_id) FROM `{}`.events WHERE event LIKE '$message%' "
                    "ORDER BY user_id, num",
                    project));
    return block && block->rows > 0 ? block->get<std::string>(0) : std::vector<std::string>();
  }

  // What was handed to channels but mail. "gone" in an address: it is none any more.
  class Box final : public Channel {
   public:
    explicit Box(PostOfficeTest& test) : test_(test) {}
    HandOver deliver(const Outgoing& message, std::stop_token) override {
      if (message.to.find("gone") != std::string::npos)
        return {.how = Handed::refused, .detail = "gone", .bad_address = true};
      const std::lock_guard lock(test_.boxed_mutex);
      test_.boxed.push_back(message);
      return {.how = Handed::taken};
    }

   private:
    PostOfficeTest& test_;
  };

  std::string project = warehouse::TestWarehouse::fresh_project();
  collect::testing::TemporaryFolder folder;
  ManualClock clock{kNow};
  Log log{LogLevel::error, clock, nullptr};
  throng::testing::SmtpSink sink{throng::testing::answer_by_address};
  std::unique_ptr<ledger::Db> db;
  std::unique_ptr<timeline::Timeline> timeline;
  std::unique_ptr<collect::Collector> collector;
  std::unique_ptr<audience::Audience> audience;
  std::mutex boxed_mutex;
  std::vector<Outgoing> boxed;
  std::string in_app_secret;
  std::unique_ptr<PostOffice> office;
  int messages = 0;
};

}  // namespace throng::engage::testing
