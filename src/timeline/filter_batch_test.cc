#include "timeline/batch_cursor.h"

#include <gtest/gtest.h>

#include <random>

#include <fmt/format.h>

#include "base/json.h"
#include "timeline/testing.h"

namespace throng::timeline {
namespace {

using Persons = std::vector<model::PersonNumber>;

model::Filter filter(std::string_view text) { return json::read<model::Filter>(text).value(); }

constexpr std::size_t kCrowd = 66 * BatchCursor::kPersons + 33;

// More persons than a page holds, most of them with a few events, some with none that are asked about.
std::vector<model::Event> crowd(std::size_t persons) {
  std::mt19937 dice(7);
  std::vector<model::Event> events;
  const auto add = [&](std::size_t person, std::string name, std::string props) {
    model::Event event;
    event.number = events.size() + 1;
    event.person = static_cast<model::PersonNumber>(person);
    event.time = testing::kOrigin + minutes(static_cast<std::int64_t>(dice() % 20'000));
    event.id.bytes[0] = static_cast<std::uint8_t>(dice());
    event.name = std::move(name);
    event.props = std::move(props);
    events.push_back(std::move(event));
  };
  for (std::size_t person = 1; person <= persons; ++person) {
    if (dice() % 3 == 0)
      add(person, "$identify", dice() % 2 == 0 ? R"({"plan":"pro","age":30})" : R"({"plan":"free"})");
    for (std::size_t n = dice() % 25; n > 0; --n)
      add(person, n % 3 == 0 ? "buy" : "see", n % 2 == 0 ? "{}" : fmt::format(R"({{"price":{}}})", 4 + n % 5 % 3));
    add(person, "else", "{}");
  }
  // Few with more events than a byte counts.
  for (std::size_t person = 1; person <= persons; person += persons / 9) {
    for (std::size_t n = 200 + person % 200; n > 0; --n) add(person, "buy", R"({"price":5})");
  }
  return events;
}

std::vector<Persons> by_batch(const std::vector<model::Filter>& filters, Timeline& timeline) {
  FilterBatch batch({});
  for (const model::Filter& f : filters) batch.add(f);
  const Snapshot snapshot = batch.bind(timeline, {}).value();
  std::vector<Persons> members(filters.size());
  const auto take = [&](const BatchCursor::Page& page) {
    for (std::size_t f = 0; f < filters.size(); ++f) {
      const auto bits = page.of(f);
      EXPECT_EQ(bits.size(), (page.persons.size() + 63) / 64);
      for (std::size_t i = 0; i < 64 * bits.size(); ++i) {
        if ((bits[i / 64] >> (i % 64) & 1U) == 0) continue;
        ASSERT_LT(i, page.persons.size()) << "nobody is there";
        members[f].push_back(page.persons[i]);
      }
    }
  };
  BatchCursor cursor(batch);
  for (std::size_t slice = 0; slice < snapshot.slices(); ++slice) {
    snapshot.scan_slice(slice, [&](const PersonView& person) { cursor.visit(person, take); });
  }
  cursor.finish(take);
  return members;
}

Persons alone(const model::Filter& filter, Timeline& timeline) {
  FilterProgram program({});
  const std::size_t place = program.add(filter);
  const Snapshot snapshot = program.bind(timeline, {}).value();
  Persons members;
  FilterCursor cursor(program);
  for (std::size_t slice = 0; slice < snapshot.slices(); ++slice) {
    snapshot.scan_slice(slice, [&](const PersonView& person) {
      cursor.enter(person);
      if (cursor.holds(place)) members.push_back(person.person);
    });
  }
  return members;
}

// Comparisons of numbers, around those that a byte ends at.
void add_numbers(std::vector<model::Filter>& filters) {
  for (const char* op : {"<", ">", "=", "!=", ">="}) {
    for (const int count : {0, 1, 5, 254, 255, 256, 300, 100'000}) {
      filters.push_back(
          filter(fmt::format(R"({{"did":{{"event":"buy","count":{{"op":"{}","value":{}}}}}}})", op, count)));
      filters.push_back(filter(fmt::format(R"({{"did":{{"count":{{"op":"{}","value":{}}}}}}})", op, count)));
    }
    // More than one byte has places for.
    for (int age = -200; age < 200; ++age)
      filters.push_back(filter(fmt::format(R"({{"person":"age","op":"{}","value":{}}})", op, age)));
  }
  // Bounds of one number that lie above one another, of one event, of another and of all events.
  for (const char* event : {R"("event":"see",)", R"("event":"buy",)", ""}) {
    for (const char* op : {">", ">=", "<=", "=", "!="}) {
      for (const int price : {-1, 4, 5, 6, 7}) {
        filters.push_back(filter(fmt::format(
            R"({{"did":{{{}"where":{{"event":"price","op":"{}","value":{}}},"count":{{"op":">=","value":3}}}}}})",
            event, op, price)));
      }
    }
  }
  filters.push_back(filter(R"({"did":{"event":"buy","count":{"op":"between","value":[250,280]}}})"));
  filters.push_back(filter(R"({"person":"age","op":"between","value":[18,30]})"));
}

TEST(FilterBatch, GivesEveryFilterThePersonsItHasAlone) {
  const auto timeline = Timeline::empty({.slices = 3});
  timeline->append(crowd(kCrowd), {});
  timeline->publish();
  std::vector<model::Filter> filters;
  for (
      const char* text : {
          R"({"all":[]})",
          R"({"any":[]})",
          R"({"did":{"event":"buy"}})",
          R"({"did_not":{"event":"buy"}})",
          R"({"did":{"event":"see","count":{"op":">","value":12}}})",
          R"({"did":{"event":"see","count":{"op":"<=","value":20}}})",
          R"({"did":{"count":{"op":"=","value":18}}})",
          R"({"did":{"event":"buy","where":{"event":"price","op":"=","value":5},"count":{"op":">=","value":2}}})",
          R"({"did":{"event":"see","within":{"between":["2026-01-06","2026-01-09"]}}})",
          R"({"did":{"event":"see","sum":{"property":"price","op":">","value":20}}})",
          R"({"person":"plan","op":"is","value":"pro"})",
          R"({"person":"plan","op":"is_not","value":"pro"})",
          R"({"person":"age","op":"<","value":31})",
          R"({"person":"age","op":"!=","value":30})",
          R"({"sequence":{"steps":[{"event":"buy"},{"event":"see"}],"within":"1h"}})",
          R"({"first_time":{"event":"buy","within":{"between":["2026-01-06","2026-01-09"]}}})",
          R"({"not":{"any":[{"did":{"event":"buy"}},{"person":"plan","op":"is","value":"pro"}]}})",
          R"({"all":[{"did":{"event":"see","count":{"op":">","value":12}}},{"person":"plan","op":"is","value":"pro"}]})",
      }) {
    filters.push_back(filter(text));
  }
  add_numbers(filters);
  const std::vector<Persons> members = by_batch(filters, *timeline);
  for (std::size_t f = 0; f < filters.size(); ++f) {
    EXPECT_EQ(members[f], alone(filters[f], *timeline)) << json::to_string(filters[f]);
  }
  EXPECT_EQ(members[0].size(), kCrowd);
  EXPECT_GT(members[17].size(), 100U);
}

}  // namespace
}  // namespace throng::timeline
