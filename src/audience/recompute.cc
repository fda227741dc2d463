#include "audience/recompute.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include <fmt/format.h>

#include "audience/memberships.h"

namespace throng::audience {
namespace {

// So many wishes are worked out in one pass: more would need too much memory at a time.
constexpr std::size_t kMaxWishes = 2000;

std::size_t wishes_of(const Definition& definition) {
  return definition.plan->filters.size() + definition.plan->statistics.size();
}

class Recompute {
 public:
  Recompute(Audience& audience, const Calendar& calendar, const jobs::Work& work)
      : audience_(audience),
        work_(work),
        day_(calendar.date_of(work.now)),
        memberships_(audience, {calendar, work.now, work.stop}) {}

  Result<std::string> run(std::vector<const Definition*> wanted) {
    total_ = wanted.size();
    work_.progress(0, total_);
    for (const auto& level : in_levels(wanted)) {
      for (std::size_t begin = 0; begin < level.size();) {
        std::size_t end = begin, wishes = 0;
        while (end < level.size() && (end == begin || wishes + wishes_of(*level[end]) <= kMaxWishes))
          wishes += wishes_of(*level[end++]);
        THRONG_CHECK(work_out(std::span(level).subspan(begin, end - begin)));
        begin = end;
      }
    }
    const std::string made = fmt::format("{} of {} worked out", total_ - failed_, total_);
    return failed_ == 0 ? made : fmt::format("{}; {} failed", made, failed_);
  }

 private:
  Result<void> work_out(std::span<const Definition* const> definitions) {
    const auto begun = std::chrono::steady_clock::now();
    std::vector<Plan> plans;
    for (const Definition* definition : definitions) plans.push_back(*definition->plan);
    THRONG_TRY(auto done, carry_out(plans, audience_.sources(), memberships_.context()));
    std::vector<Shelf::New> news;
    std::vector<ledger::Run> runs;
    for (std::size_t i = 0; i < definitions.size(); ++i) {
      ledger::Run run{
          .object = text_of(definitions[i]->object), .at = work_.now, .took = {}, .persons = 0, .problem = {}};
      if (done[i]) {
        auto assignment = std::make_shared<const Assignment>(as_followed(*definitions[i], *std::move(done[i])));
        run.persons = assignment->everyone().size();
        news.push_back({definitions[i]->object, std::move(assignment)});
      } else {
        run.problem = describe(done[i].error());
        ++failed_;
      }
      runs.push_back(std::move(run));
    }
    THRONG_CHECK(audience_.shelf().put(news, day_, work_.now, everyone()));
    const auto took = std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - begun);
    for (ledger::Run& run : runs) run.took = took;
    THRONG_CHECK(ledger::put_runs(audience_.db(), audience_.project(), runs));
    done_ += definitions.size();
    work_.progress(done_, total_);
    return {};
  }

  // Of a live segment those who were told of: what is not told yet must not be taken as told.
  Assignment as_followed(const Definition& definition, Assignment found) const {
    if (definition.object.kind == ObjectKind::segment && definition.schedule.refresh == Refresh::live) {
      if (auto followed = audience_.live_members(definition.object.id)) found.persons[0] = *std::move(followed);
    }
    return found;
  }

  std::uint64_t everyone() const {
    const timeline::Timeline* timeline = audience_.sources().timeline;
    if (timeline == nullptr) return 0;
    const auto snapshot = audience_.sources().timeline->snapshot();
    return snapshot ? snapshot->persons() : 0;
  }

  Audience& audience_;
  const jobs::Work& work_;
  CivilDate day_;
  CurrentMemberships memberships_;
  std::size_t done_ = 0, total_ = 0, failed_ = 0;
};

}  // namespace

Result<std::string> recompute(Audience& audience, const Calendar& calendar, const jobs::Work& work) {
  THRONG_TRY(const auto request, json::read<RecomputeRequest>(work.job.request));
  THRONG_TRY(const auto all, audience.definitions());
  const std::set<std::string> asked(request.objects.begin(), request.objects.end());
  std::vector<const Definition*> wanted;
  for (const Definition& definition : *all) {
    if (definition.plan && (asked.empty() || asked.contains(text_of(definition.object)))) wanted.push_back(&definition);
  }
  return Recompute(audience, calendar, work).run(std::move(wanted));
}

jobs::Kinds kinds_of_jobs(Audience& audience, const Calendar& calendar) {
  return {{std::string(kRecompute),
           [&audience, calendar](const jobs::Work& work) { return recompute(audience, calendar, work); }}};
}

Result<std::vector<std::string>> due_objects(Audience& audience, const Calendar& calendar, Instant now) {
  THRONG_TRY(const auto all, audience.definitions());
  THRONG_TRY(const auto runs, ledger::list_runs(audience.db(), audience.project()));
  std::map<std::string, Instant> last;
  for (const ledger::Run& run : runs) last[run.object] = run.at;
  std::vector<std::string> due;
  for (const Definition& definition : *all) {
    const auto was_due = last_due(definition.schedule, calendar, now);
    if (!definition.plan || !was_due) continue;
    const auto ran = last.find(text_of(definition.object));
    if (ran == last.end() || ran->second < *was_due) due.push_back(text_of(definition.object));
  }
  return due;
}

Result<void> drop_old_versions(Audience& audience, const Calendar& calendar, Instant now) {
  THRONG_TRY(const auto all, audience.definitions());
  const Instant today = calendar.floor(now, BucketUnit::day);
  for (const Definition& definition : *all) {
    const Instant first_kept =
        calendar.advance(today, BucketUnit::day, -static_cast<int>(definition.schedule.keep_days));
    THRONG_CHECK(audience.shelf().versions().forget_before(definition.object, calendar.date_of(first_kept)));
  }
  return {};
}

}  // namespace throng::audience
