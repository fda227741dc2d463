#include "analyze/table.h"

#include <gtest/gtest.h>

#include "analyze/funnel/tables.h"
#include "analyze/retention/tables.h"
#include "analyze/trend/tables.h"
#include "base/json.h"

namespace throng::analyze {
namespace {

Table sample() {
  return {{{"bucket", TableType::instant},
           {"group"},
           {"persons", TableType::whole},
           {"mean", TableType::number},
           {"complete", TableType::flag}},
          {{from_ms(0), std::string("a,\"b\""), std::uint64_t{9007199254740993}, 0.5, true},
           {from_ms(86'400'000), std::string("=1+1"), std::uint64_t{0}, std::monostate{}, false}}};
}

TEST(Table, IsCsvThatSpreadsheetsReadAndDoNotRun) {
  EXPECT_EQ(csv_of(sample()),
            "\xEF\xBB\xBF"
            "bucket,group,persons,mean,complete\r\n"
            "1970-01-01T00:00:00.000Z,\"a,\"\"b\"\"\",9007199254740993,0.5,true\r\n"
            "1970-01-02T00:00:00.000Z,'=1+1,0,,false\r\n");
}

TEST(Table, IsAListOfJsonObjects) {
  EXPECT_EQ(
      json_of(sample()),
      R"([{"bucket":"1970-01-01T00:00:00.000Z","group":"a,\"b\"","persons":9007199254740993,"mean":0.5,"complete":true},)"
      R"({"bucket":"1970-01-02T00:00:00.000Z","group":"=1+1","persons":0,"mean":null,"complete":false}])");
  EXPECT_EQ(json_of({{{"a"}}, {}}), "[]");
}

TEST(Table, OfATrendHasARowPerBucketAndGroup) {
  TrendQuestion question;
  question.series[0].match.events = {"Paid"};
  TrendAnswer answer{.buckets = {from_ms(0), from_ms(86'400'000)}, .complete = {true, false}};
  answer.series.resize(2);
  answer.series[0].labels = {"web"};
  answer.series[0].values = {3, std::nullopt};
  answer.series[1].labels = {"$other"};
  answer.series[1].values = {1, 2};
  EXPECT_EQ(csv_of(table_of(question, answer)),
            "\xEF\xBB\xBF"
            "bucket,complete,series,group,value\r\n"
            "1970-01-01T00:00:00.000Z,true,Paid,web,3\r\n1970-01-02T00:00:00.000Z,false,Paid,web,\r\n"
            "1970-01-01T00:00:00.000Z,true,Paid,$other,1\r\n1970-01-02T00:00:00.000Z,false,Paid,$other,2\r\n");
  const Figure figure = figure_of(question, answer);
  ASSERT_EQ(figure.lines.size(), 2U);
  EXPECT_EQ(figure.lines[0].name, "web");
  EXPECT_EQ(figure.places[1], "1970-01-02T00:00:00.000Z");
}

TEST(Table, OfRetentionHasARowPerCohortAndColumn) {
  RetentionQuestion question;
  RetentionAnswer answer;
  answer.columns = {{0, 1}, {1, 3}};
  answer.mean = {1.0, 0.5};
  answer.cohorts = {{.persons = 2, .returned = {2, 1}, .complete = {true, false}}};
  EXPECT_EQ(csv_of(table_of(question, answer)),
            "\xEF\xBB\xBF"
            "cohort,persons,from,to,returned,complete\r\n"
            "1970-01-01T00:00:00.000Z,2,0,1,2,true\r\n1970-01-01T00:00:00.000Z,2,1,3,1,false\r\n");
  EXPECT_EQ(figure_of(question, answer).places[1], "1-2");
  question.breakdown = PropertyRef{Scope::person, "plan"};
  question.value = RetentionValue::sum;
  answer.cohorts[0].values = answer.cohorts[0].per_person = {7.0, std::nullopt};
  answer.groups.push_back({answer, "pro"});
  EXPECT_EQ(csv_of(table_of(question, answer)),
            "\xEF\xBB\xBF"
            "group,cohort,persons,from,to,returned,complete,value,per_person\r\n"
            "pro,1970-01-01T00:00:00.000Z,2,0,1,2,true,7,7\r\npro,1970-01-01T00:00:00.000Z,2,1,3,1,false,,\r\n");
  EXPECT_EQ(figure_of(question, answer).lines[1].name, "pro");
}

TEST(Table, OfAFunnelHasTheSharesOfTheFirstAndThePreviousStep) {
  FunnelQuestion question;
  question.steps.resize(3);
  for (std::size_t i = 0; i < 3; ++i) question.steps[i].events = {std::string(1, static_cast<char>('A' + i))};
  FunnelAnswer answer;
  answer.all.steps = {{.count = 8, .persons = 8}, {.count = 4, .persons = 4}, {.count = 1, .persons = 1}};
  const Table table = table_of(question, answer);
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.rows[2][2], TableValue(std::string("C")));
  EXPECT_EQ(table.rows[2][5], TableValue(0.125));
  EXPECT_EQ(table.rows[2][6], TableValue(0.25));
  EXPECT_EQ(figure_of(question, answer).places, (std::vector<std::string>{"A", "B", "C"}));
}

}  // namespace
}  // namespace throng::analyze
