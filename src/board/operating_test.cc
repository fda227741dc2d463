#include "board/operating.h"

#include <gtest/gtest.h>

#include "analyze/funnel/spec.h"
#include "analyze/ltv/spec.h"
#include "analyze/retention/spec.h"
#include "analyze/trend/spec.h"

namespace throng::board {
namespace {

using analyze::FunnelQuestion;
using analyze::RetentionQuestion;
using analyze::TrendQuestion;

constexpr std::string_view kShop = R"({"activation":{"event":"Signed Up"},"activation_days":3,
"scene":{"event":"List"},"scene_property":"event.category","product":{"event":"View"},"order":{"event":"Checkout"},
"paid":{"event":"Paid"},"revenue":"total","invite":{"event":"Invite"},"accepted":{"event":"Joined"}})";
constexpr std::string_view kWeek = R"({"last":7,"unit":"day"})";

OperatingQuestions asked(OperatingModel model, std::string_view roles, std::string_view range = kWeek) {
  const auto questions = operating_questions(model, *json::read<Roles>(roles), *json::read<model::Window>(range),
                                             Calendar::utc(), *parse_instant("2026-03-10T12:00:00Z"));
  EXPECT_TRUE(questions) << describe(questions.error());
  for (const OperatingQuestion& one : questions->questions) {
    EXPECT_TRUE(analyze::narrowed(one.now, {})) << one.key << one.now.question.text;
    if (one.before) {
      EXPECT_TRUE(analyze::narrowed(*one.before, {})) << one.key << one.before->question.text;
    }
  }
  return questions.value_or(OperatingQuestions());
}
std::string keys_of(const OperatingQuestions& asked) {
  std::string keys;
  for (const OperatingQuestion& one : asked.questions) keys += (keys.empty() ? "" : " ") + one.key;
  return keys;
}
template <class Question>
Question question_of(const OperatingQuestions& asked, std::string_view key, bool before = false) {
  for (const OperatingQuestion& one : asked.questions)
    if (one.key == key) return *json::read<Question>(before ? one.before->question.text : one.now.question.text);
  ADD_FAILURE() << "no " << key;
  return {};
}
std::string range_of(const model::Window& window) { return json::to_string(window); }

TEST(Operating, AarrrAsksForWhatRolesAreThereFor) {
  EXPECT_EQ(keys_of(asked(OperatingModel::aarrr, kShop)),
            "acquisition cac cac_channel activation retention_1 retention_7 retention_30 revenue referral ltv");
  EXPECT_EQ(keys_of(asked(OperatingModel::aarrr, "{}")),
            "acquisition cac cac_channel retention_1 retention_7 retention_30");
}

TEST(Operating, NewPersonsAreFunnelsFromTheFirstActivityEver) {
  const auto all = asked(OperatingModel::aarrr, kShop);
  const auto question = question_of<FunnelQuestion>(all, "activation");
  EXPECT_TRUE(question.first_time);
  EXPECT_TRUE(question.steps[0].events.empty());
  EXPECT_EQ(question.steps[1].events, std::vector<std::string>{"Signed Up"});
  EXPECT_EQ(question.window, days(3));
  EXPECT_EQ(question.breakdown->name, "$channel");
  EXPECT_EQ(range_of(question.range), kWeek);
  EXPECT_EQ(range_of(question_of<FunnelQuestion>(all, "activation", true).range),
            R"({"between":["2026-02-25T00:00:00.000Z","2026-03-04T00:00:00.000Z"]})");
}

TEST(Operating, RetentionLooksAtCohortsWhoseDayLiesInTheRange) {
  const auto all = asked(OperatingModel::aarrr, kShop);
  const auto week = question_of<RetentionQuestion>(all, "retention_7");
  EXPECT_EQ(week.buckets, 7U);
  EXPECT_EQ(range_of(week.range), R"({"between":["2026-02-25T00:00:00.000Z","2026-03-04T00:00:00.000Z"]})");
  const auto before = question_of<RetentionQuestion>(all, "retention_7", true);
  EXPECT_EQ(range_of(before.range), R"({"between":["2026-02-18T00:00:00.000Z","2026-02-25T00:00:00.000Z"]})");
}

TEST(Operating, LtvLooksBackAsRetentionDoes) {
  const auto all = asked(OperatingModel::aarrr, kShop);
  const auto ltv = question_of<analyze::LtvQuestion>(all, "ltv");
  EXPECT_EQ(range_of(ltv.range), range_of(question_of<RetentionQuestion>(all, "retention_30").range));
  EXPECT_EQ(ltv.ages, 30U);
  EXPECT_EQ(ltv.value, "total");
  EXPECT_TRUE(ltv.acquired.events.empty());
  const auto cac = question_of<analyze::LtvQuestion>(all, "cac_channel");
  EXPECT_EQ(range_of(cac.range), kWeek);
  EXPECT_EQ(cac.breakdown->name, "$channel");
}

TEST(Operating, RevenueAndReferralAreSeriesAndFormulas) {
  const auto all = asked(OperatingModel::aarrr, kShop);
  const auto revenue = question_of<TrendQuestion>(all, "revenue");
  EXPECT_EQ(revenue.series[2].property, "total");
  EXPECT_EQ(revenue.formulas[1].expression, "C / B") << "revenue per active person";
  EXPECT_EQ(revenue.formulas[2].expression, "C / A") << "revenue per payer";
  EXPECT_EQ(question_of<TrendQuestion>(all, "referral").formulas.size(), 3U);
  const auto without = asked(OperatingModel::aarrr, R"({"paid":{"event":"Paid"},"invite":{"event":"Invite"}})");
  EXPECT_EQ(question_of<TrendQuestion>(without, "revenue").series.size(), 2U);
  EXPECT_EQ(question_of<TrendQuestion>(without, "referral").formulas.size(), 1U);
}

TEST(Operating, CspddIsOneFunnelByChannelAndByScene) {
  const auto all = asked(OperatingModel::cspdd, kShop);
  EXPECT_EQ(keys_of(all), "channel scene");
  EXPECT_EQ(json::to_string(all.stages), R"(["channel","scene","product","decision","done"])");
  const auto channel = question_of<FunnelQuestion>(all, "channel");
  const auto scene = question_of<FunnelQuestion>(all, "scene");
  EXPECT_EQ(json::to_string(channel.steps), json::to_string(scene.steps));
  EXPECT_EQ(json::to_string(channel.steps[0]), R"({"where":{"event":"$channel","op":"is_set"}})");
  EXPECT_EQ(scene.breakdown->name, "category");
  EXPECT_EQ(scene.breakdown_step, 2U);
}

TEST(Operating, WithoutASceneEventTheSceneIsWhereSomebodyArrived) {
  const auto all = asked(OperatingModel::cspdd, R"({"channel":"person.source","paid":{"event":"Paid"}})");
  EXPECT_EQ(json::to_string(all.stages), R"(["channel","done"])");
  EXPECT_EQ(question_of<FunnelQuestion>(all, "scene").breakdown_step, 1U);
  EXPECT_EQ(json::to_string(question_of<FunnelQuestion>(all, "channel").steps[0]),
            R"({"where":{"person":"source","op":"is_set"}})");
  EXPECT_EQ(keys_of(asked(OperatingModel::cspdd, "{}")), "");
}

TEST(Operating, BucketsFollowTheLengthOfTheRange) {
  const auto bucket = [](std::string_view range) { return asked(OperatingModel::aarrr, kShop, range).bucket; };
  EXPECT_EQ(bucket(R"({"last":1,"unit":"day"})"), BucketUnit::hour);
  EXPECT_EQ(bucket(R"({"last":3,"unit":"month"})"), BucketUnit::day);
  EXPECT_EQ(bucket(R"({"last":12,"unit":"month"})"), BucketUnit::week);
  EXPECT_EQ(bucket(R"("ever")"), BucketUnit::month);
  for (const OperatingQuestion& one : asked(OperatingModel::aarrr, kShop, R"("ever")").questions)
    EXPECT_FALSE(one.before) << one.key;
}

TEST(Operating, RefusesARangeThatIsNone) {
  const auto wrong =
      operating_questions(OperatingModel::aarrr, {}, {model::Window::Between{"2026-02-01", "2026-01-01"}},
                          Calendar::utc(), *parse_instant("2026-03-10"));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().field.substr(0, 5), "range");
}

}  // namespace
}  // namespace throng::board
