#include "analyze/trend/run_timeline.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "timeline/testing.h"

namespace throng::analyze {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using timeline::testing::kOrigin;
using timeline::testing::parse_script;
using timeline::testing::timelines;

// One series of a; its members, and others of the question.
TrendQuestion question(const std::string& series, const std::string& others = "") {
  auto parsed = json::read<TrendQuestion>(R"({"series":[{"match":{"event":"a"},)" + series +
                                          R"(}],"range":{"between":["2026-01-05","2026-01-07"]})" +
                                          (others.empty() ? "" : "," + others) + "}");
  if (!parsed) ADD_FAILURE() << describe(parsed.error());
  const auto valid = validate(*parsed);
  if (!valid) ADD_FAILURE() << describe(valid.error());
  return *parsed;
}
AskContext at(Duration now) { return {.now = kOrigin + now}; }

TrendAnswer ask(const TrendQuestion& asked, std::string_view script, const AskContext& context = at(days(10))) {
  return run_timeline(asked, *timelines(script), context).value();
}
std::string label_of(const TrendSeries& series) { return fmt::format("{}", fmt::join(series.labels, "/")); }
// "label: value value | total"
std::vector<std::string> table(const TrendAnswer& answer) {
  std::vector<std::string> lines;
  const auto text = [](const std::optional<double>& value) {
    std::string out;
    json::write(out, value);
    return out;
  };
  for (const TrendSeries& series : answer.series) {
    std::string line = label_of(series) + ":";
    for (const auto& value : series.values) line += " " + text(value);
    lines.push_back(line + " | " + text(series.total));
  }
  return lines;
}
std::vector<std::string> table(const std::string& series, std::string_view script) {
  return table(ask(question(series), script));
}
std::vector<std::string> table(const std::string& series, const std::string& others, std::string_view script) {
  return table(ask(question(series, others), script));
}

constexpr const char* kThree = "ann: a@0 a@1h a@1d b@2h; bob: a@5h; cat: a@1d a@47h; dan: a@-1ms a@48h";

TEST(Trend, CountsEventsAndPersonsPerDay) {
  EXPECT_THAT(table(R"("measure":"total")", kThree), ElementsAre(": 3 3 | 6"));
  EXPECT_THAT(table(R"("measure":"persons")", kThree), ElementsAre(": 2 2 | 3"));
  EXPECT_THAT(table(R"("measure":"per_person")", kThree), ElementsAre(": 1.5 1.5 | 2"));
}

TEST(Trend, OfNothingHasZeroCountsAndNoOtherValues) {
  EXPECT_THAT(table(R"("measure":"persons")", "ann: b@0"), ElementsAre(": 0 0 | 0"));
  EXPECT_THAT(table(R"("measure":"per_person")", "ann: b@0"), ElementsAre(": null null | null"));
  EXPECT_THAT(table(R"("measure":"sum","property":"p")", "ann: a@0"), ElementsAre(": 0 0 | 0"));
  EXPECT_THAT(table(R"("measure":"avg","property":"p")", "ann: a@0"), ElementsAre(": null null | null"));
  EXPECT_THAT(table(R"("measure":"median","property":"p")", "ann: a@0"), ElementsAre(": null null | null"));
  EXPECT_THAT(table(R"("measure":"distinct","property":"p")", "ann: a@0"), ElementsAre(": 0 0 | 0"));
}

TEST(Trend, MeasuresNumbersAndTextsThatAreNumbers) {
  const char* script =
      "ann: a{p=1}@0 a{p=\"4\"}@1 a{p=\"x\"}@2 a@3 a{p=true}@4; bob: a{p=2.5}@5 a{p=-1}@1d a{p=null}@1d";
  EXPECT_THAT(table(R"("measure":"sum","property":"p")", script), ElementsAre(": 7.5 -1 | 6.5"));
  EXPECT_THAT(table(R"("measure":"avg","property":"p")", script), ElementsAre(": 2.5 -1 | 1.625"));
  EXPECT_THAT(table(R"("measure":"min","property":"p")", script), ElementsAre(": 1 -1 | -1"));
  EXPECT_THAT(table(R"("measure":"max","property":"p")", script), ElementsAre(": 4 -1 | 4"));
  EXPECT_THAT(table(R"("measure":"median","property":"p")", script), ElementsAre(": 2.5 -1 | 1.75"));
  EXPECT_THAT(table(R"("measure":"distinct","property":"p")", script), ElementsAre(": 5 1 | 6"));
}

TEST(Trend, InterpolatesPercentilesBetweenClosestRanks) {
  const char* script = "ann: a{p=10}@0 a{p=20}@1 a{p=40}@2; bob: a{p=80}@3 a{p=160}@4";
  const auto total = [&](const char* measure) {
    return ask(question(std::string(R"("property":"p","measure":")") + measure + '"', R"("bucket":"total")"), script)
        .series[0]
        .total;
  };
  EXPECT_THAT(total("median"), Optional(DoubleEq(40)));
  EXPECT_THAT(total("p75"), Optional(DoubleEq(80)));
  EXPECT_THAT(total("p90"), Optional(DoubleEq(128)));
  EXPECT_THAT(total("p95"), Optional(DoubleEq(144)));
  EXPECT_THAT(total("p99"), Optional(DoubleEq(156.8)));
}

TEST(Trend, CountsDistinctValuesOverTheWholeRangeOnce) {
  EXPECT_THAT(table(R"("measure":"distinct","property":"p")", "ann: a{p=5}@0 a{p=\"5\"}@1; bob: a{p=5}@2 a{p=5}@1d"),
              ElementsAre(": 2 1 | 2"));
}

TEST(Trend, KeepsTheGreatestGroupsAndFoldsTheRestIntoOne) {
  const char* script =
      "ann: a{c=\"x\"}@0 a{c=\"y\"}@1 a{c=\"z\"}@2 a{c=\"x\"}@1d; bob: a{c=\"z\"}@0 a{c=\"y\"}@1d a{c=\"$other\"}@1d;"
      "cat: a@0; dan: a@0; eve: a@1d";
  EXPECT_THAT(table(R"("measure":"persons")", R"("breakdowns":[{"property":"event.c"}],"top":2)", script),
              ElementsAre("$none: 2 1 | 3", "y: 1 1 | 2", "$other: 2 2 | 2"));
  EXPECT_THAT(table(R"("measure":"total")", R"("breakdowns":[{"property":"event.c"}],"top":9)", script),
              ElementsAre("$none: 2 1 | 3", "x: 1 1 | 2", "y: 1 1 | 2", "z: 2 0 | 2", "$other: 0 1 | 1"));
}

TEST(Trend, GroupsByLabelAndPutsGroupsWithoutAValueLast) {
  EXPECT_THAT(table(R"("measure":"avg","property":"p")", R"("breakdowns":[{"property":"event.c"}])",
                    "ann: a{c=5,p=1}@0 a{c=\"5\",p=3}@1 a{c=\"q\"}@2 a{c=\"r\",p=-7}@1d"),
              ElementsAre("5: 2 null | 2", "r: null -7 | -7", "q: null null | null"));
}

TEST(Trend, BreaksDownByTheTraitOfNow) {
  EXPECT_THAT(
      table(R"("measure":"total")", R"("breakdowns":[{"property":"person.plan"}])",
            "ann: a@0 $identify{plan=\"free\"}@1 a@2 $identify{plan=\"pro\"}@9d; bob: a@0 $identify{plan=null}@1"),
      ElementsAre("pro: 2 0 | 2", "$none: 1 0 | 1"));
}

TEST(Trend, BreaksDownByTheEventsOwnColumns) {
  EXPECT_THAT(
      table(R"("measure":"total")", R"("breakdowns":[{"property":"event.$channel"}])", "ann: a{$channel=email}@0 a@1"),
      ElementsAre("$none: 1 0 | 1", "email: 1 0 | 1"));
}

TEST(Trend, HasNoSeriesForABreakdownOfNothing) {
  EXPECT_THAT(table(R"("measure":"total")", R"("breakdowns":[{"property":"event.c"}])", "ann: b@0"), IsEmpty());
}

TEST(Trend, CutsBucketsAtTheEndsOfTheRange) {
  TrendQuestion asked = question(R"("measure":"total")", R"("bucket":"day")");
  asked.range = {model::Window::Between{"2026-01-05T12:00:00Z", "2026-01-07T12:00:00Z"}};
  const TrendAnswer answer = ask(asked, "ann: a@11h a@12h a@1d a@59h a@60h", at(hours(71)));
  EXPECT_THAT(table(answer), ElementsAre(": 1 1 1 | 3"));
  EXPECT_THAT(answer.complete, ElementsAre(false, true, false));
  EXPECT_EQ(answer.buckets[0], kOrigin);
  EXPECT_EQ(answer.end, kOrigin + days(3));
}

TEST(Trend, CountsHoursOfTheDayThatHas23And25OfThem) {
  AskContext context = at(days(400));
  context.calendar = Calendar::create("Europe/Berlin").value();
  TrendQuestion asked = question(R"("measure":"total")", R"("bucket":"hour")");
  asked.range = {model::Window::Between{"2026-03-29", "2026-03-30"}};
  EXPECT_EQ(ask(asked, "ann: a@2026-03-29T01:00:00Z", context).buckets.size(), 23U);
  asked.range = {model::Window::Between{"2026-10-25", "2026-10-26"}};
  const TrendAnswer autumn = ask(asked, "ann: a@2026-10-25T00:30:00Z a@2026-10-25T01:30:00Z", context);
  EXPECT_EQ(autumn.buckets.size(), 25U);
  EXPECT_EQ(autumn.series[0].values[2], 1);
  EXPECT_EQ(autumn.series[0].values[3], 1);
  asked.bucket = BucketUnit::day;
  EXPECT_THAT(table(ask(asked, "ann: a@2026-10-24T22:00:00Z a@2026-10-25T22:59:59Z a@2026-10-25T23:00:00Z", context)),
              ElementsAre(": 2 | 2"));
}

TEST(Trend, OfEverythingGoesFromTheFirstEventToTheLast) {
  TrendQuestion asked = question(R"("measure":"total")");
  asked.range = {};
  const TrendAnswer answer = ask(asked, "ann: b@-1h a@1h b@49h", at(hours(50)));
  EXPECT_THAT(table(answer), ElementsAre(": 0 1 0 0 | 1"));
  EXPECT_THAT(answer.complete, ElementsAre(true, true, true, false));
  EXPECT_THAT(table(ask(asked, "")), ElementsAre(": | 0"));
  asked.bucket = BucketUnit::total;
  EXPECT_THAT(table(ask(asked, "ann: a@0 a@1h")), ElementsAre(": 2 | 2"));
}

TEST(Trend, RefusesTooManyBuckets) {
  TrendQuestion asked = question(R"("measure":"total")", R"("bucket":"hour")");
  asked.range = {model::Window::Between{"2000-01-01", "2026-01-01"}};
  const auto answer = run_timeline(asked, *timelines("ann: a@0"), at(days(1)));
  EXPECT_EQ(answer.error().code, ErrorCode::too_large);
  EXPECT_EQ(answer.error().field, "range");
}

TrendQuestion several(const std::string& members) {
  auto parsed = json::read<TrendQuestion>(
      R"({"series":[{"match":{"event":"a"},"name":"views"},{"match":{"event":"b"}}],)" + members + "}");
  if (!parsed) ADD_FAILURE() << describe(parsed.error());
  const auto valid = validate(*parsed);
  if (!valid) ADD_FAILURE() << describe(valid.error());
  return *parsed;
}
// "name A label: ..." for what is of a series, "name 1 label" for formulas; "< 1 2 | 3" of the range compared with.
std::vector<std::string> rows(const TrendAnswer& answer) {
  std::vector<std::string> lines;
  for (const TrendSeries& series : answer.series) {
    const std::string number = series.formula
                                   ? std::to_string(series.index + 1)
                                   : std::string(1, static_cast<char>('A' + static_cast<char>(series.index)));
    lines.push_back(series.name + number + table({.series = {series}})[0]);
    if (!series.previous) continue;
    TrendSeries before;
    static_cast<TrendValues&>(before) = *series.previous;
    lines.push_back("<" + table({.series = {before}})[0]);
  }
  return lines;
}

TEST(Trend, AsksSeriesTogetherAndCombinesThem) {
  const auto asked = several(
      R"("range":{"between":["2026-01-05","2026-01-07"]},"formulas":[{"name":"share","expression":"B / A * 100"}])");
  EXPECT_THAT(rows(ask(asked, "ann: a@0 a@1 b@2 b@1d")),
              ElementsAre("viewsA: 2 0 | 2", "B: 1 1 | 2", "share1: 50 null | 100"));
}

TEST(Trend, KeepsTheGroupsOfTheFirstSeriesForAll) {
  const auto asked = several(
      R"("range":{"between":["2026-01-05","2026-01-06"]},"breakdowns":[{"property":"event.c"}],"top":1,"formulas":[{"expression":"B-A"}])");
  EXPECT_THAT(rows(ask(asked, "ann: a{c=\"x\"}@0 b{c=\"x\"}@1 b{c=\"y\"}@2 b{c=\"y\"}@3")),
              ElementsAre("viewsAx: 1 | 1", "viewsA$other: 0 | 0", "Bx: 1 | 1", "B$other: 2 | 2", "1x: 0 | 0",
                          "1$other: 2 | 2"));
}

TEST(Trend, ComparesWithAsManyUnitsBefore) {
  const auto asked = several(R"("range":{"last":1,"unit":"month"},"bucket":"week","compare":"previous_period")");
  const TrendAnswer answer = ask(asked, "ann: a@2026-01-31T23:00:00Z a@2026-02-01T00:00:00Z a@2026-02-28T00:00:00Z",
                                 {.now = kOrigin + days(40)});
  EXPECT_THAT(rows(answer),
              ElementsAre("viewsA: 1 0 0 0 1 | 2", "<: 0 0 0 0 1 | 1", "B: 0 0 0 0 0 | 0", "<: 0 0 0 0 0 | 0"));
  EXPECT_EQ(answer.previous.size(), 5U);
}

// From New York's day of 23 hours back to one of 24.
TEST(Trend, ComparesDaysWithDaysOverTheChangeOfClocks) {
  AskContext context = at(days(400));
  context.calendar = Calendar::create("America/New_York").value();
  const auto asked = several(R"("range":{"between":["2026-03-08","2026-03-09"]},"compare":"previous_period")");
  EXPECT_THAT(rows(ask(asked, "ann: a@2026-03-07T05:00:00Z a@2026-03-07T04:59:59Z a@2026-03-08T05:00:00Z", context)),
              ElementsAre("viewsA: 1 | 1", "<: 1 | 1", "B: 0 | 0", "<: 0 | 0"));
}

TEST(Trend, ComparesWithTheSameDatesAYearBefore) {
  const auto asked = several(R"("range":{"between":["2028-02-28","2028-03-01"]},"compare":"previous_year")");
  const TrendAnswer answer =
      ask(asked, "ann: a@2027-02-28T00:00:00Z a@2027-03-01T00:00:00Z a@2028-02-29T00:00:00Z", at(days(3000)));
  // February 28 and 29 against the 28th alone.
  EXPECT_THAT(rows(answer), ElementsAre("viewsA: 0 1 | 1", "<: 1 null | 1", "B: 0 0 | 0", "<: 0 null | 0"));
}

TEST(Trend, AccumulatesThenCombinesThenAverages) {
  const auto asked = several(
      R"("range":{"between":["2026-01-05","2026-01-08"]},"cumulative":true,"rolling":2,"formulas":[{"expression":"A / B"}])");
  EXPECT_THAT(rows(ask(asked, "ann: a@0 a@1d a@1d b@1d a@2d b@2d")),
              ElementsAre("viewsA: null 2 3.5 | 4", "B: null 0.5 1.5 | 2", "1: null null 2.5 | 2"));
}

TEST(Trend, RefusesWhatDoesNotGoTogether) {
  const auto field = [](const char* members) {
    const auto asked = json::read<TrendQuestion>(std::string("{") + members + "}");
    const auto valid = asked ? validate(*asked) : Result<void>(std::unexpected(asked.error()));
    return valid ? "" : valid.error().field;
  };
  EXPECT_EQ(field(R"("series":[])"), "series");
  EXPECT_EQ(field(R"("series":[{"measure":"persons"}],"cumulative":true)"), "series[0].measure");
  EXPECT_EQ(field(R"("range":"ever","compare":"previous_year")"), "compare");
  EXPECT_EQ(field(R"("formulas":[{"expression":"B"}])"), "formulas[0].expression");
  EXPECT_EQ(field(R"("rolling":0)"), "rolling");
}

TEST(Trend, ListsThePersonsBehindEveryNumber) {
  const auto script = parse_script(
      "ann: a{c=\"x\"}@0 a{c=\"y\"}@1d; bob: a{c=\"x\"}@1d; cat: a@0; dan: b@0 a@-1; web: a{c=\"y\"}@2; web -> cat");
  const auto timeline = timelines(script);
  const TrendQuestion asked = question(R"("measure":"persons")", R"("breakdowns":[{"property":"event.c"}],"top":1)");
  const auto who = [&](TrendCell cell) { return persons_timeline(asked, cell, *timeline, at(days(9))).value(); };
  EXPECT_EQ(who({}), script.numbers("ann bob cat"));
  EXPECT_EQ(who({.bucket = 0}), script.numbers("ann cat"));
  EXPECT_EQ(who({.labels = {{"x"}}}), script.numbers("ann bob"));
  EXPECT_EQ(who({.bucket = 1, .labels = {{"x"}}}), script.numbers("bob"));
  EXPECT_EQ(who({.labels = {{"$other"}}}), script.numbers("ann cat"));
  EXPECT_EQ(who({.labels = {{"$none"}}}), script.numbers("cat"));
  EXPECT_EQ(who({.labels = {{"no such"}}}), PersonList());
  EXPECT_EQ(persons_timeline(asked, {.bucket = 2}, *timeline, at(days(9))).error().field, "bucket");
}

}  // namespace
}  // namespace throng::analyze
