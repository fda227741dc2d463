#include "board/operating.h"

#include "analyze/funnel/spec.h"
#include "analyze/ltv/spec.h"
#include "analyze/period_before.h"
#include "analyze/retention/spec.h"
#include "analyze/trend/spec.h"

namespace throng::board {
namespace {

using analyze::AskRequest;
using analyze::Measure;
using model::Window;

constexpr std::uint32_t kRetentionDays[] = {1, 7, 30};
constexpr std::uint32_t kLtvDays = 30;
constexpr std::uint32_t kGroups = 8;  // channels or scenes kept

// A range, the one before, and the buckets that show either.
struct Periods {
  Window now;
  std::optional<Window> before;
  BucketUnit bucket = BucketUnit::day;
};

Window between(TimeRange range) { return {Window::Between{format_instant(range.begin), format_instant(range.end)}}; }

BucketUnit bucket_for(const Window& window, Duration length) {
  if (std::holds_alternative<Window::Ever>(window.form)) return BucketUnit::month;
  if (length <= days(2)) return BucketUnit::hour;
  if (length <= days(93)) return BucketUnit::day;
  return length <= days(550) ? BucketUnit::week : BucketUnit::month;
}

Result<Periods> periods_of(const Window& window, const Calendar& calendar, Instant now) {
  if (auto r = model::validate(window); !r) return std::unexpected(json::under("range", std::move(r).error()));
  const auto range = model::resolve(window, calendar, now);
  if (!range) return std::unexpected(json::under("range", range.error()));
  Periods periods{window, std::nullopt, bucket_for(window, range->end - range->begin)};
  if (!std::holds_alternative<Window::Ever>(window.form))
    periods.before = between(analyze::period_before(window, *range, calendar));
  return periods;
}

template <class Question>
AskRequest request(std::string_view analysis, const Question& question) {
  return {std::string(analysis), json::Raw{json::to_string(question)}};
}

// The same question over both periods.
template <class Question>
OperatingQuestion over_both(std::string key, std::string_view analysis, Question question, const Periods& periods) {
  OperatingQuestion out{std::move(key), {}, std::nullopt};
  question.range = periods.now;
  out.now = request(analysis, question);
  if (!periods.before) return out;
  question.range = *periods.before;
  out.before = request(analysis, question);
  return out;
}

// Step 1 is the first activity ever: all new persons.
OperatingQuestion new_persons(std::string key, const Roles& roles, const model::EventMatch& then,
                              const Periods& periods) {
  analyze::FunnelQuestion question;
  question.steps = {{}, then};
  question.first_time = true;
  question.window = days(roles.activation_days);
  question.breakdown = roles.channel;
  question.top = kGroups;
  question.bucket = periods.bucket;
  return over_both(std::move(key), "funnel", std::move(question), periods);
}

// Both periods n days earlier: whose day n lies in the range, came in that one.
Result<Periods> earlier_by(std::uint32_t n, const Window& range, const Calendar& calendar, Instant now) {
  Periods periods{range, std::nullopt, BucketUnit::day};
  if (!std::holds_alternative<Window::Ever>(range.form)) {
    THRONG_TRY(const TimeRange resolved, model::resolve(range, calendar, now));
    const TimeRange before = analyze::period_before(range, resolved, calendar);
    const auto earlier = [&](Instant t) {
      const Instant midnight = calendar.floor(t, BucketUnit::day);
      return calendar.advance(midnight, BucketUnit::day, -static_cast<int>(n)) + (t - midnight);
    };
    periods.now = between({earlier(resolved.begin), earlier(resolved.end)});
    periods.before = between({earlier(before.begin), earlier(before.end)});
  }
  return periods;
}

Result<OperatingQuestion> retained(std::uint32_t n, const Window& range, const Calendar& calendar, Instant now) {
  analyze::RetentionQuestion question;
  question.buckets = n;
  THRONG_TRY(const Periods periods, earlier_by(n, range, calendar, now));
  return over_both("retention_" + std::to_string(n), "retention", question, periods);
}

// What new persons bring by the age of so many days, and what they cost.
analyze::LtvQuestion worth(const Roles& roles, std::uint32_t ages) {
  analyze::LtvQuestion question;
  if (roles.paid) question.revenue = *roles.paid;
  question.value = roles.revenue;
  question.bucket = BucketUnit::day;
  question.ages = ages;
  return question;
}

OperatingQuestion cost(std::string key, const Roles& roles, bool by_channel, const Periods& periods) {
  analyze::LtvQuestion question = worth(roles, 1);
  if (by_channel) question.breakdown = roles.channel;
  question.top = kGroups;
  return over_both(std::move(key), "ltv", std::move(question), periods);
}

// Series A, B, ... and formulas over them; their names are the page's to say.
OperatingQuestion trend(std::string key, std::vector<analyze::TrendSeriesQuestion> series,
                        std::vector<analyze::TrendFormula> formulas, const Periods& periods) {
  analyze::TrendQuestion question;
  question.series = std::move(series);
  question.formulas = std::move(formulas);
  question.bucket = periods.bucket;
  return over_both(std::move(key), "trend", std::move(question), periods);
}

std::optional<OperatingQuestion> revenue(const Roles& roles, const Periods& periods) {
  if (!roles.paid) return std::nullopt;
  std::vector<analyze::TrendSeriesQuestion> series = {{"payers", *roles.paid, Measure::persons, ""},
                                                      {"active", {}, Measure::persons, ""}};
  std::vector<analyze::TrendFormula> formulas = {{"paying", "A / B"}};
  if (!roles.revenue.empty()) {
    series.push_back({"revenue", *roles.paid, Measure::sum, roles.revenue});
    formulas.push_back({"arpu", "C / B"});
    formulas.push_back({"arppu", "C / A"});
  }
  return trend("revenue", std::move(series), std::move(formulas), periods);
}

std::optional<OperatingQuestion> referral(const Roles& roles, const Periods& periods) {
  if (!roles.invite) return std::nullopt;
  std::vector<analyze::TrendSeriesQuestion> series = {{"invites", *roles.invite, Measure::total, ""},
                                                      {"inviters", *roles.invite, Measure::persons, ""},
                                                      {"active", {}, Measure::persons, ""}};
  std::vector<analyze::TrendFormula> formulas = {{"per_person", "A / C"}};
  if (roles.accepted) {
    series.push_back({"accepted", *roles.accepted, Measure::total, ""});
    formulas.push_back({"acceptance", "D / A"});
    formulas.push_back({"k", "A / C * (D / A)"});
  }
  return trend("referral", std::move(series), std::move(formulas), periods);
}

Result<OperatingQuestions> aarrr(const Roles& roles, const Periods& periods, const Calendar& calendar, Instant now) {
  OperatingQuestions out;
  out.questions.push_back(new_persons("acquisition", roles, {}, periods));
  out.questions.push_back(cost("cac", roles, false, periods));
  out.questions.push_back(cost("cac_channel", roles, true, periods));
  if (roles.activation) out.questions.push_back(new_persons("activation", roles, *roles.activation, periods));
  for (const std::uint32_t n : kRetentionDays) {
    THRONG_TRY(auto question, retained(n, periods.now, calendar, now));
    out.questions.push_back(std::move(question));
  }
  for (auto& question : {revenue(roles, periods), referral(roles, periods)})
    if (question) out.questions.push_back(*question);
  if (!roles.paid || roles.revenue.empty()) return out;
  THRONG_TRY(const Periods earlier, earlier_by(kLtvDays, periods.now, calendar, now));
  out.questions.push_back(over_both("ltv", "ltv", worth(roles, kLtvDays), earlier));
  return out;
}

// An arrival is an activity that says where it came from.
model::EventMatch arrival(const analyze::PropertyRef& channel) {
  model::Comparison known{.property = channel.name, .op = model::Op::is_set};
  if (channel.scope == analyze::Scope::person)
    return {{}, std::make_shared<const model::Filter>(model::Filter{model::PersonTrait{std::move(known)}})};
  return {{}, std::make_shared<const model::Filter>(model::Filter{model::EventProperty{std::move(known)}})};
}

OperatingQuestions cspdd(const Roles& roles, const Periods& periods) {
  OperatingQuestions out;
  analyze::FunnelQuestion funnel;
  const auto add = [&](CspddStage stage, const std::optional<model::EventMatch>& match) {
    if (!match) return;
    out.stages.push_back(stage);
    funnel.steps.push_back(*match);
  };
  add(CspddStage::channel, arrival(roles.channel));
  add(CspddStage::scene, roles.scene);
  add(CspddStage::product, roles.product);
  add(CspddStage::decision, roles.order);
  add(CspddStage::done, roles.paid);
  if (funnel.steps.size() < analyze::kMinFunnelSteps) return {};
  funnel.simultaneous = analyze::Simultaneous::any;
  funnel.window = days(roles.journey_days);
  funnel.breakdown = roles.channel;
  funnel.top = kGroups;
  out.questions.push_back(over_both("channel", "funnel", funnel, periods));
  funnel.breakdown = roles.scene_property;
  funnel.breakdown_step = roles.scene ? 2 : 1;
  out.questions.push_back(over_both("scene", "funnel", funnel, periods));
  return out;
}

}  // namespace

Result<OperatingQuestions> operating_questions(OperatingModel model, const Roles& roles, const Window& range,
                                               const Calendar& calendar, Instant now) {
  THRONG_TRY(const Periods periods, periods_of(range, calendar, now));
  OperatingQuestions out;
  if (model == OperatingModel::cspdd) {
    out = cspdd(roles, periods);
  } else {
    THRONG_TRY(out, aarrr(roles, periods, calendar, now));
  }
  out.bucket = periods.bucket;
  return out;
}

}  // namespace throng::board
