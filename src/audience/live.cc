#include "audience/live.h"

#include <algorithm>

#include "analyze/filter_context.h"
#include "analyze/reads.h"
#include "audience/plan.h"
#include "timeline/batch_cursor.h"
#include "timeline/parallel_scan.h"

namespace throng::audience {
namespace {

using analyze::AskContext;
using model::PersonNumber;
using Changes = std::vector<MembershipChange>;

std::vector<model::Window> windows_of(const std::vector<LiveRule>& rules) {
  std::vector<model::Window> windows;
  for (const LiveRule& rule : rules) {
    model::each_leaf(rule.filter, [&](const model::Filter& leaf) {
      if (const auto* did = std::get_if<model::Did>(&leaf.node)) windows.push_back(did->within);
      if (const auto* first = std::get_if<model::FirstTime>(&leaf.node)) windows.push_back(first->within);
    });
  }
  return windows;
}

// The instants that lie in one of the two ranges but not in both.
void add_difference(TimeRange a, TimeRange b, std::vector<TimeRange>& out) {
  if (a.begin != b.begin) out.push_back({std::min(a.begin, b.begin), std::max(a.begin, b.begin)});
  if (a.end != b.end) out.push_back({std::min(a.end, b.end), std::max(a.end, b.end)});
}

// Sorted, without those that another one holds.
std::vector<TimeRange> merged(std::vector<TimeRange> ranges) {
  std::ranges::sort(ranges, {}, &TimeRange::begin);
  std::vector<TimeRange> out;
  for (const TimeRange& range : ranges) {
    if (out.empty() || range.begin > out.back().end)
      out.push_back(range);
    else
      out.back().end = std::max(out.back().end, range.end);
  }
  return out;
}

Result<std::vector<PersonNumber>> persons_with_events_in(std::span<const TimeRange> ranges,
                                                         timeline::Timeline& timeline, const std::stop_token& stop) {
  THRONG_TRY(const timeline::Snapshot snapshot, timeline.snapshot({}, stop));
  std::vector<PersonNumber> all;
  THRONG_CHECK(timeline::parallel_scan(
      snapshot, timeline.pool(), stop, [] { return std::vector<PersonNumber>(); },
      [&](std::vector<PersonNumber>& found, const timeline::PersonView& person) {
        const auto has_event_in = [&](const TimeRange& range) {
          const auto first = std::ranges::lower_bound(person.keys, timeline::key_bound(range.begin));
          return first != person.keys.end() && *first < timeline::key_bound(range.end);
        };
        if (std::ranges::any_of(ranges, has_event_in)) found.push_back(person.person);
      },
      [&](std::vector<PersonNumber>&& found) { all.insert(all.end(), found.begin(), found.end()); }));
  return all;
}

}  // namespace

std::size_t LiveSegments::place_of(std::string_view segment) const {
  return static_cast<std::size_t>(std::ranges::find(rules_, segment, &LiveRule::segment) - rules_.begin());
}

std::optional<Bitmap> LiveSegments::members(std::string_view segment) const {
  const std::shared_lock lock(mutex_);
  const std::size_t place = place_of(segment);
  return place == rules_.size() ? std::nullopt : std::optional(members_[place]);
}

bool LiveSegments::follows(std::string_view segment) const {
  const std::shared_lock lock(mutex_);
  return place_of(segment) < rules_.size();
}

std::vector<std::string> LiveSegments::segments_of(std::span<const PersonNumber> numbers) const {
  std::vector<std::string> out;
  const std::shared_lock lock(mutex_);
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (std::ranges::any_of(numbers, [&](PersonNumber number) { return members_[i].contains(number); }))
      out.push_back(rules_[i].segment);
  }
  return out;
}

Result<LiveSegments::Clock> LiveSegments::clock_at(const AskContext& context) const {
  Clock clock;
  for (const model::Window& window : windows_of(rules_)) {
    THRONG_TRY(const TimeRange range, model::resolve(window, context.calendar, context.now));
    clock.windows.push_back(range);
  }
  if (needs_minutes_) clock.minute = std::chrono::floor<std::chrono::minutes>(context.now);
  if (names_others_) clock.others = context.memberships->version();
  return clock;
}

Result<Changes> LiveSegments::follow(std::vector<LiveRule> rules, std::map<std::string, Bitmap> known,
                                     const AskContext& context) {
  LiveSegments next(timeline_);
  next.rules_ = std::move(rules);
  analyze::Reads reads;
  for (const LiveRule& rule : next.rules_) {
    analyze::add_reads(reads, rule.filter);
    if (auto before = members(rule.segment)) known.insert_or_assign(rule.segment, *std::move(before));
    const auto found = known.find(rule.segment);
    next.members_.push_back(found == known.end() ? Bitmap() : found->second);
  }
  next.needs_minutes_ = reads.exact_now;
  next.names_others_ = reads.members;
  THRONG_TRY(Changes changes, next.look_at_everybody(context));
  std::erase_if(changes, [&](const MembershipChange& change) { return !known.contains(change.segment); });
  const std::unique_lock lock(mutex_);
  rules_ = std::move(next.rules_);
  members_ = std::move(next.members_);
  clock_ = std::move(next.clock_);
  needs_minutes_ = next.needs_minutes_;
  names_others_ = next.names_others_;
  return changes;
}

Result<Changes> LiveSegments::look_at_everybody(const AskContext& context) {
  THRONG_TRY(Clock clock, clock_at(context));
  std::vector<model::Filter> filters;
  for (const LiveRule& rule : rules_) filters.push_back(rule.filter);
  THRONG_TRY(Holders holders, holders_of(filters, timeline_, context));
  THRONG_TRY(const timeline::Snapshot snapshot, timeline_.snapshot());
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    for (const PersonNumber number : members_[i].numbers()) rename(number, snapshot.representative(number));
  }
  Changes changes;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const auto tell = [&](const Bitmap& persons, bool entered) {
      persons.each([&](std::uint32_t person) { changes.push_back({rules_[i].segment, person, entered}); });
    };
    tell(holders.filters[i] - members_[i], true);
    tell(members_[i] - holders.filters[i], false);
  }
  const std::unique_lock lock(mutex_);
  members_ = std::move(holders.filters);
  clock_ = std::move(clock);
  return changes;
}

Result<Changes> LiveSegments::advance(std::span<const PersonNumber> news, const AskContext& context) {
  if (rules_.empty()) return Changes();
  THRONG_TRY(Clock clock, clock_at(context));
  if (clock.minute != clock_.minute || clock.others != clock_.others) return look_at_everybody(context);
  std::vector<TimeRange> passed;
  for (std::size_t i = 0; i < clock.windows.size(); ++i) add_difference(clock_.windows[i], clock.windows[i], passed);
  std::vector<PersonNumber> persons(news.begin(), news.end());
  if (!passed.empty()) {
    THRONG_TRY(const auto moved, persons_with_events_in(merged(std::move(passed)), timeline_, context.stop));
    persons.insert(persons.end(), moved.begin(), moved.end());
  }
  if (persons.empty()) return Changes();
  THRONG_TRY(Changes changes, look_at(persons, context));
  clock_ = std::move(clock);
  return changes;
}

// A person who is now known by another number stays where he was until he is looked at under that one.
void LiveSegments::rename(PersonNumber number, PersonNumber representative) {
  if (number == representative) return;
  const std::unique_lock lock(mutex_);
  for (Bitmap& members : members_) {
    if (!members.contains(number)) continue;
    members.remove(number);
    members.add(representative);
  }
}

Result<Changes> LiveSegments::look_at(std::span<const PersonNumber> numbers, const AskContext& context) {
  timeline::FilterBatch batch(analyze::filter_context(context));
  for (const LiveRule& rule : rules_) batch.add(rule.filter);
  THRONG_TRY(const timeline::Snapshot snapshot, batch.bind(timeline_, context.stop));
  std::vector<PersonNumber> persons;
  for (const PersonNumber number : numbers) persons.push_back(snapshot.representative(number));
  std::ranges::sort(persons);
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  // A link may have made one person of several: whatever number they were known by.
  for (const PersonNumber person : persons) {
    for (const PersonNumber number : snapshot.numbers_of(person)) rename(number, person);
  }
  Changes changes;
  const auto compare = [&](const timeline::BatchCursor::Page& page) {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      const auto bits = page.of(i);
      for (std::size_t p = 0; p < page.persons.size(); ++p) {
        const bool holds = (bits[p / 64] >> (p % 64) & 1U) != 0;
        const PersonNumber person = page.persons[p];
        if (holds != members_[i].contains(person)) changes.push_back({rules_[i].segment, person, holds});
      }
    }
  };
  timeline::BatchCursor cursor(batch);
  snapshot.scan_persons(persons, [&](const timeline::PersonView& person) { cursor.visit(person, compare); });
  cursor.finish(compare);
  apply(changes);
  return changes;
}

void LiveSegments::apply(const Changes& changes) {
  const std::unique_lock lock(mutex_);
  for (const MembershipChange& change : changes) {
    Bitmap& members = members_[place_of(change.segment)];
    change.entered ? members.add(change.person) : members.remove(change.person);
  }
}

}  // namespace throng::audience
