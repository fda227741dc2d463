#include "analyze/funnel/spec.h"

#include <fmt/format.h>

#include "analyze/internal/checks.h"

namespace throng::analyze {
namespace {

// What a bucket may be kept for: answers are (analyze/registry.cc).
constexpr std::int64_t kQuarterMs = 15 * 60 * 1000;

std::vector<double> edges_of(const FunnelPair& pair) {
  std::vector<double> edges;
  for (const Duration edge : pair.bins) edges.push_back(static_cast<double>(edge.count()));
  return edges;
}

Result<void> check_optional(const FunnelQuestion& question) {
  if (!question.optional.empty() && question.order != StepOrder::ordered)
    return invalid("optional", "only ordered steps may be skipped");
  std::uint32_t before = 1;
  for (const std::uint32_t step : question.optional) {
    if (step <= before || step >= question.steps.size())
      return invalid("optional", "expected ascending numbers of steps, not the first and not the last");
    before = step;
  }
  return {};
}

Result<void> check_exclusion(const FunnelExclusion& exclusion, const FunnelQuestion& question) {
  const std::size_t last = question.steps.size();
  THRONG_CHECK(internal::check_match("match", exclusion.match));
  THRONG_CHECK(internal::check_count("from", exclusion.from, 1, last - 1));
  THRONG_CHECK(internal::check_count("to", exclusion.to.value_or(last), exclusion.from + 1, last));
  if (is_optional(question, exclusion.from - 1)) return invalid("from", "the step is optional");
  if (is_optional(question, exclusion.to.value_or(last) - 1)) return invalid("to", "the step is optional");
  return {};
}

Result<void> check_exclusions(const FunnelQuestion& question) {
  if (question.exclusions.size() > kMaxFunnelExclusions)
    return fail(ErrorCode::too_large, fmt::format("more than {} exclusions", kMaxFunnelExclusions), "exclusions");
  for (std::size_t i = 0; i < question.exclusions.size(); ++i) {
    THRONG_CHECK(
        internal::at_field(fmt::format("exclusions[{}]", i), check_exclusion(question.exclusions[i], question)));
  }
  return {};
}

Result<void> check_hold(const FunnelQuestion& question) {
  if (question.hold.size() > kMaxFunnelHold)
    return fail(ErrorCode::too_large, fmt::format("more than {} properties", kMaxFunnelHold), "hold");
  for (std::size_t i = 0; i < question.hold.size(); ++i) {
    const std::string field = fmt::format("hold[{}]", i);
    if (question.hold[i].scope == Scope::person) return invalid(field, "expected a property of the event, not a trait");
    THRONG_CHECK(internal::at_field(field, model::validate_property(question.hold[i].name)));
  }
  return {};
}

Result<void> check_pair(const FunnelPair& pair, std::size_t steps) {
  THRONG_CHECK(internal::check_count("from", pair.from, 1, steps - 1));
  THRONG_CHECK(internal::check_count("to", pair.to.value_or(steps), pair.from + 1, steps));
  THRONG_CHECK(internal::check_edges(edges_of(pair)));
  if (!pair.bins.empty() && pair.bins.front() <= Duration(0)) return invalid("bins", "expected durations above 0");
  return {};
}

std::string counted(const FunnelQuestion& question) {
  switch (question.count) {
    case FunnelCount::persons: return "Each person counts once, at the deepest step that any attempt reached";
    case FunnelCount::sessions:
      return "Each session counts once, at the deepest step that any attempt starting in it reached";
    case FunnelCount::totals:
      return "Every attempt counts; the next one may start after the last one ended or its window ran out";
  }
  return "";
}

std::string started(const FunnelQuestion& question) {
  const std::string_view what = question.order == StepOrder::any ? "any step"
                                : question.first_time            ? "step 1 that is the person's first ever"
                                                                 : "step 1";
  return fmt::format("an attempt starts at {} match of {} in the range", question.first_time ? "a" : "every", what);
}

std::string ordered(const FunnelQuestion& question) {
  switch (question.order) {
    case StepOrder::ordered: return "steps in order, other events may lie between";
    case StepOrder::strict: return "each step is the very next event";
    case StepOrder::any: return "steps in any order";
  }
  return "";
}

std::string within(const FunnelQuestion& question) {
  switch (question.within) {
    case FunnelWithin::duration: return "within " + format_duration(question.window);
    case FunnelWithin::day: return "on the same calendar day";
    case FunnelWithin::session: return "in the same session";
  }
  return "";
}

}  // namespace

Result<void> validate(const FunnelQuestion& question) {
  THRONG_CHECK(internal::check_count("steps", question.steps.size(), kMinFunnelSteps, kMaxFunnelSteps));
  for (std::size_t i = 0; i < question.steps.size(); ++i) {
    THRONG_CHECK(internal::check_match(fmt::format("steps[{}]", i), question.steps[i]));
  }
  THRONG_CHECK(internal::check_range(question.range));
  if (question.window <= Duration(0)) return invalid("window", "the duration must be more than zero");
  if (question.sessions) THRONG_CHECK(internal::at_field("sessions", validate(*question.sessions)));
  THRONG_CHECK(check_optional(question));
  THRONG_CHECK(check_exclusions(question));
  THRONG_CHECK(check_hold(question));
  THRONG_CHECK(internal::check_breakdown(question.breakdown));
  THRONG_CHECK(internal::check_count("breakdown_step", question.breakdown_step, 1, question.steps.size()));
  THRONG_CHECK(internal::check_count("top", question.top, 1, kMaxFunnelTop));
  if (question.bucket == BucketUnit::total) return invalid("bucket", "expected hour, day, week, month or quarter");
  return question.times ? internal::at_field("times", check_pair(*question.times, question.steps.size()))
                        : Result<void>{};
}

Result<void> validate(const FunnelCell& cell, const FunnelQuestion& question) {
  THRONG_CHECK(internal::check_count("step", cell.step, cell.dropped ? 2 : 1, question.steps.size()));
  if (cell.label && !question.breakdown) return invalid("label", "the question has no breakdown");
  if (cell.bucket && !question.bucket) return invalid("bucket", "the question has no buckets");
  if (cell.bin && !question.times) return invalid("bin", "the question asks for no times");
  return {};
}

Result<Buckets> funnel_buckets(const FunnelQuestion& question, const AskContext& context,
                               const std::optional<TimeRange>& extent) {
  if (!question.bucket) return Buckets{};
  THRONG_TRY(Buckets buckets, buckets_of(question.range, *question.bucket, context, extent));
  const std::size_t groups = question.breakdown ? question.top + 2 : 1;
  if (buckets.count() * groups <= kMaxFunnelPoints) return buckets;
  return fail(ErrorCode::too_large, "too many buckets for so many groups; take a shorter range or a coarser bucket",
              "range");
}

std::vector<bool> complete_buckets(const FunnelQuestion& question, const Buckets& buckets, const AskContext& context) {
  std::vector<bool> complete = buckets.complete(context.now);
  const std::int64_t now = to_ms(context.now) / kQuarterMs * kQuarterMs;
  for (std::size_t i = 0; i < complete.size(); ++i) {
    Instant end = buckets.bounds[i + 1];
    if (question.within == FunnelWithin::duration) end += question.window;
    if (question.within == FunnelWithin::day)
      end = context.calendar.advance(context.calendar.floor(end - Duration(1), BucketUnit::day), BucketUnit::day, 1);
    complete[i] = complete[i] && to_ms(end) <= now;
  }
  return complete;
}

std::vector<std::uint32_t> required_steps(const FunnelQuestion& question) {
  std::vector<std::uint32_t> required;
  for (std::uint32_t step = 0; step < question.steps.size(); ++step) {
    if (!is_optional(question, step)) required.push_back(step);
  }
  return required;
}

std::vector<std::uint32_t> previous_steps(const FunnelQuestion& question) {
  std::vector<std::uint32_t> previous = {0};
  for (std::uint32_t step = 1; step < question.steps.size(); ++step)
    previous.push_back(is_optional(question, step - 1) ? previous.back() : step - 1);
  return previous;
}

std::pair<std::uint32_t, std::uint32_t> pair_of(const FunnelQuestion& question) {
  const auto last = static_cast<std::uint32_t>(question.steps.size());
  return {question.times->from - 1, question.times->to.value_or(last) - 1};
}

internal::Bins bins_of(const FunnelPair& pair, double longest_ms) {
  internal::Bins bins;
  if (!pair.bins.empty()) {
    bins.first = 0;
    bins.edges = edges_of(pair);
    return bins;
  }
  if (longest_ms >= 0) return internal::bins_of_times(longest_ms);
  bins.none = true;
  return bins;
}

std::string rule_of(const FunnelQuestion& question) {
  std::string rule =
      fmt::format("{}; {}; {}, {}", counted(question), started(question), ordered(question), within(question));
  if (question.simultaneous == Simultaneous::any) rule += "; events of one instant in the order of their steps";
  if (!question.optional.empty()) rule += "; depth is judged by the required steps";
  if (!question.hold.empty()) rule += "; all steps with the same values of the properties held constant";
  if (!question.exclusions.empty())
    rule += "; an excluded event between its steps ends the attempt, or leaves the person out";
  return rule;
}

}  // namespace throng::analyze
