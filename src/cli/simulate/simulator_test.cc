#include "cli/simulate/simulator.h"

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"
#include "cli/simulate/random.h"

namespace throng::cli {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Ge;
using testing::Gt;
using testing::Le;

const Instant kUntil = parse_instant("2026-11-22T00:00:00+08:00").value();

SimulatorOptions options(std::uint32_t persons = 2000, std::uint64_t seed = 7) {
  SimulatorOptions out;
  out.persons = persons;
  out.days = 90;
  out.seed = seed;
  out.until = kUntil;
  out.calendar = Calendar::create("Asia/Shanghai").value();
  return out;
}

std::vector<SimPerson> everyone(const SimulatorOptions& wanted) {
  const auto shop = ShopSimulator::create(wanted).value();
  std::vector<SimPerson> all;
  for (std::uint32_t n = 0; n < shop.neighbourhoods(); ++n)
    for (SimPerson& person : shop.persons_of(n)) all.push_back(std::move(person));
  return all;
}

std::string messages(const std::vector<SimPerson>& persons) {
  std::string out;
  for (const SimPerson& person : persons) {
    for (const SimEvent& event : person.events) {
      append_message(out, person, event);
      out += '\n';
    }
  }
  return out;
}

std::map<std::string, int> counts(const std::vector<SimPerson>& persons) {
  std::map<std::string, int> out;
  for (const SimPerson& person : persons)
    for (const SimEvent& event : person.events) {
      if (event.type == SimType::track) ++out[std::string(event.name)];
      if (event.type == SimType::identify) ++out["$identify"];
      if (event.type == SimType::page) ++out["$pageview"];
      if (event.type == SimType::screen) ++out["$screen"];
    }
  return out;
}

template <class T>
const T* property(const SimEvent& event, std::string_view key) {
  for (const SimProperty& p : event.properties)
    if (p.key == key) return std::get_if<T>(&p.value);
  return nullptr;
}

TEST(Simulator, GivesTheSameBytesForTheSameSeedAndOthersForAnother) {
  const std::string first = messages(everyone(options(200)));
  EXPECT_EQ(first, messages(everyone(options(200))));
  EXPECT_NE(first, messages(everyone(options(200, 8))));
}

TEST(Simulator, MakesANeighbourhoodAloneAsItIsAmongOthers) {
  const auto shop = ShopSimulator::create(options(400)).value();
  const std::string alone = messages(shop.persons_of(3));
  const auto all = everyone(options(400));
  EXPECT_EQ(alone, messages({all.begin() + 3 * kNeighbourhood, all.begin() + 4 * kNeighbourhood}));
}

TEST(Simulator, MakesExactlyTheWantedPersonsEachWithEventsInOrderInsideThePeriod) {
  const auto all = everyone(options(1234));
  const Instant begin = kUntil - days(90);
  ASSERT_EQ(all.size(), 1234u);
  for (const SimPerson& person : all) {
    ASSERT_FALSE(person.events.empty());
    for (std::size_t i = 0; i < person.events.size(); ++i) {
      ASSERT_TRUE(begin <= person.events[i].time && person.events[i].time < kUntil) << person.user_id;
      if (i > 0) {
        ASSERT_LE(person.events[i - 1].time, person.events[i].time) << person.user_id;
      }
    }
  }
}

TEST(Simulator, GivesEveryIdOnce) {
  std::set<std::string> users, devices;
  std::set<model::EventId> events;
  std::size_t n = 0;
  for (const SimPerson& person : everyone(options())) {
    EXPECT_TRUE(users.insert(person.user_id).second);
    for (const SimDevice& device : person.devices) EXPECT_TRUE(devices.insert(device.anonymous_id).second);
    for (const SimEvent& event : person.events) events.insert(event.id);
    n += person.events.size();
  }
  EXPECT_EQ(events.size(), n);
}

TEST(Simulator, IsAPlausibleShop) {
  const auto all = everyone(options(4000));
  auto n = counts(all);
  std::size_t events = 0;
  for (const SimPerson& person : all) events += person.events.size();
  const double per_person = static_cast<double>(events) / static_cast<double>(all.size());
  EXPECT_THAT(per_person, AllOf(Ge(17.0), Le(23.0)));
  EXPECT_THAT(n.size(), Ge(20u));
  EXPECT_GT(n["Product Viewed"], n["Product Added"] * 2);
  EXPECT_GT(n["Product Added"], n["Checkout Started"]);
  EXPECT_GT(n["Checkout Started"], n["Order Completed"]);
  EXPECT_GT(n["Order Completed"], n["Order Refunded"] * 5);
  EXPECT_GT(n["Invite Sent"], n["Invite Accepted"]);
  EXPECT_GT(n["Invite Accepted"], 0);
  EXPECT_GT(n["Coupon Claimed"], n["Coupon Used"]);
  EXPECT_GT(n["Review Posted"], 0);
  EXPECT_GT(n["Payment Failed"], 0);
}

TEST(Simulator, ClicksLieOnTheirPageAndBetweenTheViewAndItsEnd) {
  std::map<std::string, int> n;
  for (const SimPerson& person : everyone(options())) {
    std::map<int, Instant> viewed;  // by device: when "/" or "/sale" came up; gone when it was left
    for (const SimEvent& event : person.events) {
      if (event.type == SimType::page) viewed[event.device] = event.time;
      if (!event.name.starts_with("$")) continue;
      ++n[std::string(event.name)];
      ASSERT_TRUE(viewed.contains(event.device)) << event.name;
      EXPECT_LE(viewed[event.device], event.time);
      EXPECT_LE(event.time - viewed[event.device], seconds(25));
      EXPECT_THAT(event.path, testing::AnyOf("/", "/sale"));
      const double* depth = property<double>(event, "$scroll_depth");
      if (event.name == "$page_leave") {
        EXPECT_THAT(*depth, AllOf(Gt(.2), Le(1.0)));
        viewed.erase(event.device);
        continue;
      }
      EXPECT_LE(*property<double>(event, "$click_x"), *property<double>(event, "$page_width"));
      EXPECT_LE(*property<double>(event, "$click_y"), *property<double>(event, "$page_height"));
      EXPECT_FALSE(property<std::string>(event, "$selector")->empty());
    }
  }
  EXPECT_GT(n["$page_leave"], 300);
  EXPECT_GT(n["$click"], 300);
  EXPECT_GT(n["$click"], n["$dead_click"]);
  EXPECT_GT(n["$dead_click"], n["$rage_click"]);
  EXPECT_GT(n["$rage_click"], 0);
}

TEST(Simulator, OnlyMembersBuyAndPayWhatTheirBasketCosts) {
  int orders = 0;
  for (const SimPerson& person : everyone(options())) {
    bool member = false;
    for (const SimEvent& event : person.events) {
      if (event.type == SimType::identify) member = true;
      if (event.name != "Order Completed") continue;
      ++orders;
      EXPECT_TRUE(member && event.named) << person.user_id;
      double basket = 0;
      for (const CartLine& line : *property<std::vector<CartLine>>(event, "products"))
        basket += line.product->cents / 100.0 * line.quantity;
      EXPECT_NEAR(basket - *property<double>(event, "discount"), *property<double>(event, "revenue"), .01);
      EXPECT_THAT(*property<double>(event, "revenue"), Gt(0));
    }
  }
  EXPECT_GT(orders, 100);
}

TEST(Simulator, IsAnonymousBeforeTheFirstIdentifyOnADevice) {
  for (const SimPerson& person : everyone(options(500))) {
    std::set<int> known;
    for (const SimEvent& event : person.events) {
      if (event.device < 0) continue;
      if (event.type == SimType::identify) known.insert(event.device);
      ASSERT_EQ(event.named, known.contains(event.device)) << person.user_id << ' ' << event.name;
    }
  }
}

TEST(Simulator, InvitationsAreAcceptedAfterTheyWereSentAndOnce) {
  std::map<std::string, std::pair<Instant, std::string>> sent;
  const auto all = everyone(options(4000));
  for (const SimPerson& person : all)
    for (const SimEvent& event : person.events)
      if (event.name == "Invite Sent")
        sent[*property<std::string>(event, "invite_code")] = {event.time, person.user_id};
  std::set<std::string> accepted;
  for (const SimPerson& person : all)
    for (const SimEvent& event : person.events) {
      if (event.name != "Invite Accepted") continue;
      const std::string code = *property<std::string>(event, "invite_code");
      ASSERT_TRUE(sent.contains(code));
      EXPECT_LT(sent[code].first, event.time);
      EXPECT_EQ(sent[code].second, *property<std::string>(event, "inviter"));
      EXPECT_TRUE(accepted.insert(code).second);
    }
  EXPECT_FALSE(accepted.empty());
}

TEST(Simulator, PeopleSleepAtNightInTheShopsZone) {
  const Calendar zone = Calendar::create("Asia/Shanghai").value();
  std::array<int, 24> by_hour{};
  for (const SimPerson& person : everyone(options()))
    for (const SimEvent& event : person.events)
      ++by_hour[static_cast<std::size_t>((event.time - zone.floor(event.time, BucketUnit::day)) / hours(1))];
  EXPECT_GT(by_hour[21], by_hour[4] * 8);
  EXPECT_GT(by_hour[12], by_hour[4] * 4);
}

TEST(Simulator, MessagesAreJsonWithTheIdsOfTheirPerson) {
  const auto all = everyone(options(300));
  for (const SimPerson& person : all) {
    for (const SimEvent& event : person.events) {
      std::string text;
      append_message(text, person, event);
      const auto document = json::Document::parse(text);
      ASSERT_TRUE(document) << text;
      const json::Node root = document->root();
      const auto user = root.find("userId");
      const auto anonymous = root.find("anonymousId");
      ASSERT_TRUE(user || anonymous);
      EXPECT_EQ(user.has_value(), event.named);
      if (user) {
        EXPECT_EQ(user->string(), person.user_id);
      }
      EXPECT_EQ(parse_instant(root.find("timestamp")->string()).value(), event.time);
      if (event.type == SimType::track) {
        EXPECT_EQ(root.find("event")->string(), event.name);
      }
    }
  }
}

TEST(Simulator, MessagesHaveTheSegmentForm) {
  SimPerson person;
  person.user_id = "u1";
  person.devices.push_back({"0c8e8ab6-7b4f-4b4e-9d4e-1c7a5b2f3e4d", Platform::desktop_web, 0});
  SimEvent event;
  event.type = SimType::page;
  event.device = 0;
  event.named = true;
  event.time = from_ms(1'000);
  event.name = "Home";
  event.path = "/";
  event.origin = {"paid_search", "https://www.baidu.com/", "baidu", "cpc", "brand"};
  event.properties = {{"title", std::string("Home")}};
  std::string text;
  append_message(text, person, event);
  EXPECT_THAT(text,
              testing::StartsWith(
                  R"({"type":"page","messageId":"00000000-0000-0000-0000-000000000000",)"
                  R"("anonymousId":"0c8e8ab6-7b4f-4b4e-9d4e-1c7a5b2f3e4d","userId":"u1",)"
                  R"("timestamp":"1970-01-01T00:00:01.000Z","name":"Home","properties":{"title":"Home"},"context":{)"));
  EXPECT_THAT(text,
              testing::HasSubstr(
                  R"("page":{"path":"/","url":"https://shop.example.com/","referrer":"https://www.baidu.com/"})"));
  EXPECT_THAT(text, testing::HasSubstr(R"("campaign":{"source":"baidu","medium":"cpc","name":"brand"})"));
}

TEST(Simulator, CostsNameEveryPaidChannelOnEveryDay) {
  const auto rows = ShopSimulator::create(options()).value().costs();
  std::map<std::string_view, int> per_channel;
  for (const CostRow& row : rows) {
    ++per_channel[row.channel];
    EXPECT_GT(row.cents, 0);
  }
  EXPECT_THAT(per_channel, Contains(testing::Pair("paid_search", 90)));
}

TEST(Simulator, RefusesWhatMakesNoShop) {
  SimulatorOptions wrong = options(0);
  EXPECT_EQ(ShopSimulator::create(wrong).error().field, "persons");
  wrong = options();
  wrong.days = 0;
  EXPECT_EQ(ShopSimulator::create(wrong).error().field, "days");
  wrong = options();
  wrong.until = from_ms(5);
  EXPECT_EQ(ShopSimulator::create(wrong).error().field, "until");
}

// Reference numbers of xoshiro256++ cannot be had through the seeding, so the samplers are checked by their moments.
TEST(Random, SamplersHaveTheirMeans) {
  Random random(1, 2);
  double uniform = 0, exponential = 0, geometric = 0, heads = 0;
  std::array<int, 3> drawn{};
  constexpr int kDraws = 100'000;
  const std::array<double, 3> weights = {1, 0, 3};
  for (int i = 0; i < kDraws; ++i) {
    uniform += random.uniform();
    exponential += random.exponential(5);
    geometric += random.geometric(3);
    heads += random.chance(.2);
    ++drawn[random.weighted(weights)];
    ASSERT_LT(random.below(7), 7u);
  }
  EXPECT_NEAR(uniform / kDraws, .5, .01);
  EXPECT_NEAR(exponential / kDraws, 5, .1);
  EXPECT_NEAR(geometric / kDraws, 3, .1);
  EXPECT_NEAR(heads / kDraws, .2, .01);
  EXPECT_EQ(drawn[1], 0);
  EXPECT_NEAR(drawn[0] / double{kDraws}, .25, .01);
}

}  // namespace
}  // namespace throng::cli
