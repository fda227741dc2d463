#include "audience/live_watch.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "audience/memberships.h"
#include "audience/segment.h"
#include "model/value.h"
#include "warehouse/property_sql.h"
#include "warehouse/schema.h"

namespace throng::audience {
namespace {

using namespace std::chrono_literals;
using model::PersonNumber;

constexpr auto kBetweenSteps = 200ms;  // news is gathered so long
constexpr auto kLongestWait = 1s;      // windows move on without any news
constexpr int kMostNested = 8;

const Definition* find(const std::vector<Definition>& all, const Object& object) {
  const auto found = std::ranges::find(all, object, &Definition::object);
  return found == all.end() ? nullptr : &*found;
}

// The filter that a segment is, if it is nothing else.
std::optional<model::Filter> filter_of(const std::vector<Definition>& all, const std::string& segment) {
  const Definition* definition = find(all, {ObjectKind::segment, segment});
  if (definition == nullptr || !definition->is_filter) return std::nullopt;
  return definition->plan->filters.front();
}

// With segments put in place of their names, at the top levels of the tree.
model::Filter spelled_out(const std::vector<Definition>& all, const model::Filter& filter, int depth) {
  if (depth == kMostNested) return filter;
  const auto each = [&](std::vector<model::Filter> of) {
    for (model::Filter& one : of) one = spelled_out(all, one, depth + 1);
    return of;
  };
  if (const auto* node = std::get_if<model::All>(&filter.node)) return {model::All{each(node->of)}};
  if (const auto* node = std::get_if<model::Any>(&filter.node)) return {model::Any{each(node->of)}};
  if (const auto* node = std::get_if<model::Not>(&filter.node))
    return {model::Not{std::make_shared<const model::Filter>(spelled_out(all, *node->of, depth + 1))}};
  if (const auto* node = std::get_if<model::InSegment>(&filter.node)) {
    if (const auto named = filter_of(all, node->segment)) return spelled_out(all, *named, depth + 1);
  }
  return filter;
}

}  // namespace

std::vector<LiveRule> live_rules(const std::vector<Definition>& definitions) {
  std::vector<LiveRule> rules;
  for (const Definition& definition : definitions) {
    if (definition.object.kind != ObjectKind::segment || definition.schedule.refresh != Refresh::live) continue;
    if (!definition.is_filter) continue;
    model::Filter filter = spelled_out(definitions, definition.plan->filters.front(), 0);
    if (!model::validate(filter, model::FilterPlace::person)) filter = definition.plan->filters.front();
    rules.push_back({definition.object.id, std::move(filter)});
  }
  return rules;
}

Result<std::map<std::string, Bitmap>> members_as_told(Audience& audience, std::span<const std::string> segments) {
  std::map<std::string, Bitmap> members;
  std::map<std::string, std::uint64_t> since;  // ms
  THRONG_TRY(const auto latest, audience.shelf().versions().latest_of_all());
  THRONG_TRY(const timeline::Snapshot snapshot, audience.sources().timeline->snapshot());
  const auto today = [&](PersonNumber number) { return snapshot.representative(number); };
  for (const auto& [object, summary] : latest) {
    if (object.kind != ObjectKind::segment || std::ranges::find(segments, object.id) == segments.end()) continue;
    THRONG_TRY(const auto stored, audience.shelf().versions().latest(object));
    if (stored) members[object.id] = in_todays_numbers(*stored, today).everyone();
    since[object.id] = static_cast<std::uint64_t>(to_ms(summary.computed));
  }
  const std::string sql =
      fmt::format("SELECT person, event, {} AS segment, received_ms FROM {} WHERE event IN ('{}', '{}') ORDER BY num",
                  warehouse::raw_property(warehouse::plain_props(), "segment"),
                  warehouse::table(audience.project(), "events"), model::kSegmentEntered, model::kSegmentLeft);
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) {
      const auto segment = model::as_text(block.get<std::string>(2)[i]);
      const auto found = segment ? members.find(*segment) : members.end();
      if (found == members.end() || block.get<std::uint64_t>(3)[i] < since[found->first]) continue;
      const PersonNumber person = today(block.get<std::uint32_t>(0)[i]);
      block.get<std::string>(1)[i] == model::kSegmentEntered ? found->second.add(person) : found->second.remove(person);
    }
    return {};
  };
  THRONG_CHECK(audience.sources().warehouse->query(sql, {}, take));
  return members;
}

LiveWatch::LiveWatch(Audience& audience, collect::Collector& collector, Calendar calendar, const Clock& clock,
                     const Log& log)
    : audience_(audience),
      collector_(collector),
      calendar_(std::move(calendar)),
      clock_(clock),
      log_(log),
      live_(*audience.sources().timeline),
      subscription_(collector.subscribe([this](const model::Event& event) { hear(event); })),
      thread_([this](const std::stop_token& stop) { run(stop); }) {
  audience_.follow_live(&live_);
}

LiveWatch::~LiveWatch() {
  audience_.follow_live(nullptr);
  subscription_.reset();
  thread_.request_stop();
  wake_.notify_all();
}

void LiveWatch::hear(const model::Event& event) {
  const std::lock_guard lock(mutex_);
  last_heard_ = std::max(last_heard_, event.number);
  if (stats_.segments == 0) return;
  news_.push_back(event.person);
  if (event.anonymous_id.empty() || event.user_id.empty()) return;
  if (const auto number = collector_.find({model::IdKind::anonymous, event.anonymous_id})) news_.push_back(*number);
}

void LiveWatch::touch(std::span<const PersonNumber> numbers) {
  const std::lock_guard lock(mutex_);
  news_.insert(news_.end(), numbers.begin(), numbers.end());
}

LiveWatch::Stats LiveWatch::stats() const {
  const std::lock_guard lock(mutex_);
  Stats stats = stats_;
  stats.waiting = news_.size();
  return stats;
}

void LiveWatch::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (const auto done = step(stop); !done && !stop.stop_requested())
      log_.warn("live segments could not be followed", {{"why", describe(done.error())}});
    std::unique_lock lock(mutex_);
    const auto wait = news_.empty() ? std::chrono::milliseconds(kLongestWait) : kBetweenSteps;
    wake_.wait_for(lock, stop, wait, [] { return false; });
  }
}

Result<void> LiveWatch::look() {
  THRONG_CHECK(collector_.flush());
  return step({});
}

Result<void> LiveWatch::step(const std::stop_token& stop) {
  const std::lock_guard one(step_mutex_);
  const Instant now = clock_.now();
  const CurrentMemberships memberships(audience_, {calendar_, now, stop});
  const analyze::AskContext context = memberships.context();
  THRONG_CHECK(take_rules(context));
  if (live_.rules().empty()) return {};
  THRONG_TRY(const timeline::Snapshot snapshot, audience_.sources().timeline->snapshot());
  std::vector<PersonNumber> news;
  {
    const std::lock_guard lock(mutex_);
    if (snapshot.last_number() >= last_heard_) news.swap(news_);
  }
  auto changes = live_.advance(news, context);
  if (!changes) {
    touch(news);
    return std::unexpected(std::move(changes).error());
  }
  untold_.insert(untold_.end(), changes->begin(), changes->end());
  {
    const std::lock_guard lock(mutex_);
    stats_.looked_at += news.size();
  }
  return tell(untold_, now);
}

// Segments that become live begin with a version of who is in them, so that a later start knows.
Result<void> LiveWatch::take_rules(const analyze::AskContext& context) {
  THRONG_TRY(const auto definitions, audience_.definitions());
  if (definitions == seen_) return {};
  std::vector<LiveRule> rules = live_rules(*definitions);
  std::vector<std::string> unknown;
  for (const LiveRule& rule : rules) {
    if (!live_.members(rule.segment)) unknown.push_back(rule.segment);
  }
  std::map<std::string, Bitmap> told;
  if (!unknown.empty()) {
    THRONG_CHECK(collector_.flush());
    THRONG_TRY(told, members_as_told(audience_, unknown));
  }
  std::erase_if(unknown, [&](const std::string& segment) { return told.contains(segment); });
  {
    const std::lock_guard lock(mutex_);
    stats_.segments = rules.size();  // from here on news is gathered
  }
  THRONG_TRY(const auto changes, live_.follow(std::move(rules), std::move(told), context));
  untold_.insert(untold_.end(), changes.begin(), changes.end());
  std::vector<Shelf::New> baselines;
  for (const std::string& segment : unknown) {
    Assignment members{.values = {""}, .persons = {*live_.members(segment)}, .numbered = {}, .numbers = {}};
    baselines.push_back({{ObjectKind::segment, segment}, std::make_shared<const Assignment>(std::move(members))});
  }
  if (!baselines.empty())
    THRONG_CHECK(audience_.shelf().put(baselines, calendar_.date_of(context.now), context.now, 0));
  seen_ = definitions;
  return {};
}

Result<void> LiveWatch::tell(std::span<const MembershipChange> changes, Instant now) {
  if (changes.empty()) return {};
  std::vector<model::Event> events;
  Stats counted;
  for (const MembershipChange& change : changes) {
    model::Event event;
    event.id =
        model::event_id_from(fmt::format("{}/{}/{}/{}", change.segment, change.person, change.entered, to_ms(now)));
    event.name = change.entered ? model::kSegmentEntered : model::kSegmentLeft;
    event.time = now;
    for (const auto& known : collector_.ids_of(change.person))
      (known.id.kind == model::IdKind::user ? event.user_id : event.anonymous_id) = known.id.value;
    if (!event.user_id.empty()) event.anonymous_id.clear();
    event.props = R"({"segment":)";
    json::write_string(event.props, change.segment);
    event.props += '}';
    events.push_back(std::move(event));
    ++(change.entered ? counted.entered : counted.left);
  }
  THRONG_CHECK(collector_.record(std::move(events)));
  untold_.clear();
  const std::lock_guard lock(mutex_);
  stats_.entered += counted.entered;
  stats_.left += counted.left;
  return {};
}

}  // namespace throng::audience
