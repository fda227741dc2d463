// Tags and segments: thousands of definitions in one pass, kept; a filter while it is edited; live members.
#include <algorithm>
#include <chrono>

#include "analyze/segment/run_sql.h"
#include "audience/live.h"
#include "audience/plan.h"
#include "audience/versions.h"
#include "bench/rules.h"
#include "warehouse/schema.h"

namespace throng::bench {
namespace {

using audience::Assignment;
using audience::Plan;

constexpr std::size_t kTags = 250, kValues = 4, kSegments = 500;

double seconds_of(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

model::Filter filter_of(const std::string& text) { return must(json::read<model::Filter>(text), text); }

// The first rule that holds gives the value.
Plan tag(Rules& rules) {
  Plan plan;
  for (std::size_t i = 0; i < kValues; ++i) plan.filters.push_back(filter_of(rules.next()));
  plan.finish = [](const audience::Findings& found) -> Result<Assignment> {
    Assignment out;
    Bitmap taken;
    for (std::size_t i = 0; i < found.filters.size(); ++i) {
      out.values.push_back(fmt::format("value {}", i));
      out.persons.push_back(found.filters[i] - taken);
      taken |= found.filters[i];
    }
    return out;
  };
  return plan;
}

Plan segment(Rules& rules) {
  return {.filters = {filter_of(rules.next())}, .statistics = {}, .finish = [](const audience::Findings& found) {
            return Result<Assignment>(Assignment{{""}, {found.filters[0]}, {}, {}});
          }};
}

// Some of the rules alone in SQL, whose members must be the same; seconds for all of them at that pace.
double in_sql(const Bench& b, std::span<const Plan> plans, std::span<const Result<Assignment>> done) {
  constexpr std::size_t kTried = 20;
  const analyze::SqlStore store{&b.warehouse, std::string(kProject)};
  return seconds_of([&] {
           for (std::size_t i = kTags; i < kTags + kTried; ++i) {
             const auto persons =
                 must(analyze::persons_sql({plans[i].filters[0]}, analyze::SegmentCell{}, store, b.context),
                      "a rule in SQL");
             if (Bitmap::of(persons) != done[i]->persons[0])
               must<void>(fail(ErrorCode::internal, json::to_string(plans[i].filters[0])), "SQL has other members");
           }
         }) /
         kTried * (kTags * kValues + kSegments);
}

Comparison audience1500(const Bench& b) {
  must(warehouse::migrate(b.warehouse, std::string(kProject)), "migration");
  Rules rules(b);
  std::vector<Plan> plans;
  for (std::size_t i = 0; i < kTags; ++i) plans.push_back(tag(rules));
  for (std::size_t i = 0; i < kSegments; ++i) plans.push_back(segment(rules));
  std::vector<Result<Assignment>> done;
  const double working = seconds_of([&] { done = must(carry_out(plans, b.sources(), b.context), "working out"); });
  std::vector<audience::NewVersion> versions;
  std::uint64_t bytes = 0, memberships = 0;
  for (std::size_t i = 0; i < done.size(); ++i) {
    const Assignment& assignment = *done[i];
    bytes += assignment.bytes();
    for (const Bitmap& persons : assignment.persons) memberships += persons.size();
    versions.push_back(
        {{i < kTags ? audience::ObjectKind::tag : audience::ObjectKind::segment, std::to_string(i)}, &assignment});
  }
  const audience::Versions store(b.warehouse, std::string(kProject));
  const double storing = seconds_of([&] { must(store.put(versions, {2026, 11, 1}, b.context.now, 1), "storing"); });
  Comparison row{
      .id = "audience1500", .throng = working + storing, .peer_name = "the rules one by one in SQL", .unit = "s"};
  if (b.peers) {
    row.peer = in_sql(b, plans, done);
    row.ratio = *row.peer / row.throng;
  }
  row.note = fmt::format(
      "1,000 rules of {} tags and {} segments: {:.1f} s to work out, {:.1f} s to store; {:.0f} million memberships in "
      "{:.0f} MB; SQL: 20 of the segments, at that pace for all",
      kTags, kSegments, working, storing, static_cast<double>(memberships) / 1e6, static_cast<double>(bytes) / 1e6);
  fmt::print(stderr, "{}: {:.1f} s, {}\n", row.id, row.throng, row.note);
  return row;
}

// One segment of about 260,000 contacts, worked out and stored. Users of Mautic report 40 minutes for such a one.
Comparison segment260k(const Bench& b) {
  constexpr std::size_t kWanted = 260'000;
  const auto carried_out = [&](int times) {
    std::vector<Plan> plans(1);
    plans[0].filters.push_back(
        filter_of(fmt::format(R"({{"did":{{"event":"Product Viewed","within":{},"count":{{"op":">=","value":{}}}}}}})",
                              b.last_days(90), times)));
    plans[0].finish = [](const audience::Findings& found) {
      return Result<Assignment>(Assignment{{""}, {found.filters[0]}, {}, {}});
    };
    return must(must(carry_out(plans, b.sources(), b.context), "working out").front(), "segment");
  };
  const auto miss = [&](int times) {
    const std::uint64_t size = carried_out(times).persons[0].size();
    return size > kWanted ? size - kWanted : kWanted - size;
  };
  int times = 1;
  while (times < 30 && miss(times + 1) < miss(times)) ++times;
  must(warehouse::migrate(b.warehouse, std::string(kProject)), "migration");
  const audience::Versions store(b.warehouse, std::string(kProject));
  std::uint64_t size = 0;
  Comparison row{.id = "segment260k", .peer_name = "none", .unit = "ms"};
  row.throng =
      1000 * seconds_of([&] {
        const Assignment members = carried_out(times);
        size = members.persons[0].size();
        const std::vector<audience::NewVersion> versions = {{{audience::ObjectKind::segment, "260k"}, &members}};
        must(store.put(versions, {2026, 11, 1}, b.context.now, 1), "storing");
      });
  row.note = fmt::format(
      "worked out and stored: {} of {} persons, who viewed a product at least {} times in 90 days (users of Mautic "
      "report 40 minutes for 260,000 contacts; not measured here)",
      size, must(b.timeline.snapshot(), "snapshot").persons(), times);
  fmt::print(stderr, "{}: {:.0f} ms, {}\n", row.id, row.throng, row.note);
  return row;
}

// What an operator waits for while editing conditions.
Comparison preview_p95(const Bench& b) {
  Rules rules(b);
  std::vector<double> took;
  for (int i = 0; i < 100; ++i) {
    const std::string question = fmt::format(R"({{"filter":{}}})", rules.next());
    took.push_back(1000 * seconds_of([&] { b.ask("segment", question); }));
  }
  std::ranges::sort(took);
  Comparison row{.id = "preview_p95", .throng = took[94], .peer_name = "none", .unit = "ms"};
  row.note = fmt::format("100 filters never asked before: p50 {:.1f} ms, p95 {:.1f} ms", took[49], took[94]);
  fmt::print(stderr, "{}: {}\n", row.id, row.note);
  return row;
}

// How many events a second can be followed.
Comparison live200(const Bench& b) {
  constexpr std::size_t kRules = 200, kBatches = 25, kEvents = 4000;  // five seconds of 20,000 events/s
  Rules rules(b);
  std::vector<audience::LiveRule> wanted;
  for (std::size_t i = 0; i < kRules; ++i) wanted.push_back({std::to_string(i), filter_of(rules.next())});
  audience::LiveSegments live(b.timeline);
  const double first = seconds_of([&] { must(live.follow(wanted, {}, b.context), "following"); });
  const auto snapshot = must(b.timeline.snapshot(), "snapshot");
  std::mt19937 dice(7);
  model::EventNumber number = snapshot.last_number();
  constexpr const char* kNames[] = {"Product Viewed", "Product Added", "Order Completed", "$pageview"};
  double took = 0;
  std::uint64_t changes = 0;
  for (std::size_t batch = 0; batch < kBatches; ++batch) {
    std::vector<model::Event> events(kEvents);
    std::vector<model::PersonNumber> persons;
    for (model::Event& event : events) {
      event.number = ++number;
      event.id.bytes[0] = static_cast<std::uint8_t>(dice());
      event.person = static_cast<model::PersonNumber>(1 + dice() % snapshot.persons());
      event.time = b.context.now - seconds(static_cast<std::int64_t>(1 + dice() % 3600));
      event.name = kNames[dice() % std::size(kNames)];
      event.props = R"({"price":120})";
      persons.push_back(event.person);
    }
    b.timeline.append(events, {});
    b.timeline.publish();
    took += seconds_of([&] { changes += must(live.advance(persons, b.context), "advancing").size(); });
  }
  std::vector<model::Filter> filters;
  for (const auto& rule : wanted) filters.push_back(rule.filter);
  const auto holders = must(audience::holders_of(filters, b.timeline, b.context), "checking");
  for (std::size_t i = 0; i < kRules; ++i) {
    if (*live.members(wanted[i].segment) != holders.filters[i])
      must<void>(fail(ErrorCode::internal, json::to_string(filters[i])), "followed members differ");
  }
  Comparison row{.id = "live200", .throng = kBatches * kEvents / took, .peer_name = "none", .unit = "events/s"};
  row.note = fmt::format(
      "200 live segments: first look at everybody {:.2f} s, then batches of {} events; {} entered or left; equal to a "
      "full evaluation at the end",
      first, kEvents, changes);
  fmt::print(stderr, "{}: {:.0f} events/s, {}\n", row.id, row.throng, row.note);
  return row;
}

}  // namespace

std::vector<Measure> audience_questions() {
  return {
      {"audience1500", audience1500}, {"segment260k", segment260k}, {"preview_p95", preview_p95}, {"live200", live200}};
}

}  // namespace throng::bench
