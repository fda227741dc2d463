#include "collect/import/import.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collect/import/csv_reader.h"
#include "collect/testing.h"

namespace throng::collect {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Rows as "line: field|field", a problem behind a "!"; the same whatever the pieces that the bytes come in.
std::vector<std::string> rows(std::string_view text, CsvOptions options = {}) {
  std::vector<std::string> first;
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1000}}) {
    const auto source = memory_source(text, piece);
    CsvReader reader(*source, options);
    std::vector<std::string> out;
    TextRow row;
    while (*reader.next(row)) {
      std::string line = std::to_string(row.line) + ":";
      for (std::size_t i = 0; i < row.fields.size(); ++i) line += (i > 0 ? "|" : " ") + row.fields[i];
      out.push_back(line + (row.problem.empty() ? "" : "!" + row.problem));
    }
    if (piece > 1) {
      EXPECT_EQ(out, first) << "in pieces of " << piece;
    }
    first = out;
  }
  return first;
}

TEST(Csv, ReadsWhatTheStandardSays) {
  EXPECT_THAT(rows("a,b\n1,2\n"), ElementsAre("1: a|b", "2: 1|2"));
  EXPECT_THAT(rows("a,b\r\n1,2"), ElementsAre("1: a|b", "2: 1|2"));
  EXPECT_THAT(rows("\"a,\"\"x\"\"\",\"b\nc\"\n1,\n"), ElementsAre("1: a,\"x\"|b\nc", "3: 1|"));
  EXPECT_THAT(rows("\xEF\xBB\xBF"
                   "a,b\n\n,\n"),
              ElementsAre("1: a|b", "3: |"));
  EXPECT_THAT(rows("\xEF\xBB\xBF\"a\",b"), ElementsAre("1: a|b"));
  EXPECT_THAT(rows("\"\",\"x\"\r\n"), ElementsAre("1: |x"));
  EXPECT_THAT(rows("a;b,c", {';', false}), ElementsAre("1: a|b,c"));
  EXPECT_THAT(rows(" 00001 19970101  1   11.77\r\n\tx y\n", {',', true}),
              ElementsAre("1: 00001|19970101|1|11.77", "2: x|y"));
}

TEST(Csv, GoesOnAfterABadRow) {
  EXPECT_THAT(rows("\"a\"x,b\n1,2"), ElementsAre(HasSubstr("!text after a closing quote"), "2: 1|2"));
  EXPECT_THAT(rows("1,\"2"), ElementsAre("1: 1|2!a quoted field does not end"));
  EXPECT_THAT(rows(std::string(300'000, 'x') + "\n1"), ElementsAre(HasSubstr("!longer than 256 KB"), "2: 1"));
  EXPECT_THAT(rows(std::string(2'000, ',') + "\n1"), ElementsAre(HasSubstr("!more than 1000 columns"), "2: 1"));
}

Mapping orders() {
  Mapping m;
  m.user_id = "user";
  m.event = "Order";
  m.time = "at";
  m.all_columns = true;
  return m;
}

std::vector<std::string> messages(const std::string& text, const Mapping* mapping) {
  const testing::TemporaryFolder folder;
  std::ofstream(folder.path() + "/orders.csv") << text;
  const auto out = preview_file(folder.path() + "/orders.csv", {mapping}, 100);
  if (!out) return {describe(out.error())};
  return *out;
}

// The properties part of the only row.
std::string properties(const std::string& text, const Mapping& mapping) {
  const std::string message = messages(text, &mapping).front();
  const auto at = message.find("\"properties\":");
  return at == std::string::npos ? message : message.substr(at + 13, message.size() - at - 14);
}

TEST(Mapping, GuessesTypesCarefully) {
  EXPECT_EQ(properties("user,at,a,b,c,d,e,f\nann,2026-01-01,1.50,007,true,,1e5,-3\n", orders()),
            R"({"a":1.5,"b":"007","c":true,"e":"1e5","f":-3})");
  Mapping typed = orders();
  typed.properties = {{"a", "x", ValueType::text}, {"b", "", ValueType::number}};
  EXPECT_EQ(properties("user,at,a,b\nann,2026-01-01,1.50,007\n", typed), R"({"x":"1.50","b":7})");
  typed.properties = {};
  typed.all_columns = false;
  typed.products = {{"revenue", "a", "b"}};
  EXPECT_EQ(properties("user,at,a,b\nann,2026-01-01,3,2.55\n", typed), R"({"revenue":7.65})");
  EXPECT_EQ(properties("user,at,a,b\nann,2026-01-01,x,2.55\n", typed), "{}");
}

TEST(Mapping, ReadsTimesInTheirZone) {
  const auto time = [](TimeFormat format, const std::string& text, const std::string& zone = "UTC") {
    Mapping m = orders();
    m.time_format = format;
    m.time_zone = zone;
    const std::string message = messages("user,at\nann," + text + "\n", &m).front();
    const auto at = message.find("\"timestamp\":\"");
    return at == std::string::npos ? message : message.substr(at + 13, 24);
  };
  EXPECT_EQ(time(TimeFormat::iso, "2010-12-01T08:26:00+01:00"), "2010-12-01T07:26:00.000Z");
  EXPECT_EQ(time(TimeFormat::local, "2010-07-01 08:26:00", "Europe/London"), "2010-07-01T07:26:00.000Z");
  EXPECT_EQ(time(TimeFormat::local, "2010-03-28 01:30:00", "Europe/London"), "2010-03-28T01:00:00.000Z")
      << "never happened";
  EXPECT_EQ(time(TimeFormat::local, "2010-10-31 01:30:00", "Europe/London"), "2010-10-31T00:30:00.000Z")
      << "the earlier";
  EXPECT_EQ(time(TimeFormat::yyyymmdd, "19970101", "Asia/Shanghai"), "1996-12-31T16:00:00.000Z");
  EXPECT_EQ(time(TimeFormat::dmy, "1/12/2010 8:26"), "2010-12-01T08:26:00.000Z");
  EXPECT_EQ(time(TimeFormat::mdy, "12/1/2010"), "2010-12-01T00:00:00.000Z");
  EXPECT_EQ(time(TimeFormat::epoch_s, "1.5"), "1970-01-01T00:00:01.500Z");
  EXPECT_EQ(time(TimeFormat::epoch_ms, "1790000000000"), "2026-09-21T14:13:20.000Z");
  EXPECT_THAT(time(TimeFormat::yyyymmdd, "1997-01-01"), HasSubstr("line 2: at: expected a time of format yyyymmdd"));
}

TEST(Mapping, NamesEventsAndPeople) {
  Mapping m = orders();
  m.all_columns = false;
  m.whole_number_ids = true;
  m.event_rules = {{"no", "C", "Cancellation"}};
  m.event_column = "kind";
  m.missing_user = MissingUser::anonymous;
  m.missing_user_column = "no";
  const auto out = messages("user,at,no,kind\n17850.0,2026-01-01,C1,\n7,2026-01-01,2,Gift\n,2026-01-01,3,\n", &m);
  ASSERT_EQ(out.size(), 3U);
  EXPECT_THAT(out[0], HasSubstr(R"("userId":"17850","event":"Cancellation")"));
  EXPECT_THAT(out[1], HasSubstr(R"("userId":"7","event":"Gift")"));
  EXPECT_THAT(out[2], HasSubstr(R"("anonymousId":"3","event":"Order")"));
  m.missing_user = MissingUser::skip;
  EXPECT_THAT(messages("user,at,no,kind\n,2026-01-01,3,\n", &m), ElementsAre("line 2: skipped, it says nothing"));
  m.missing_user = MissingUser::quarantine;
  EXPECT_THAT(messages("user,at,no,kind\n,2026-01-01,3,\n", &m), ElementsAre("line 2: user: the row names nobody"));
}

TEST(Mapping, SaysWhatIsWrongWithIt) {
  const auto why = [](const std::string& json) {
    const auto mapping = read_mapping(json);
    return mapping ? "good" : describe(mapping.error());
  };
  EXPECT_EQ(why(R"({"user_id":"u","event":"A","time":"t"})"), "good");
  EXPECT_THAT(why(R"({"user_id":"u","event":"A"})"), HasSubstr("time: "));
  EXPECT_THAT(why(R"({"event":"A","time":"t"})"), HasSubstr("user_id: "));
  EXPECT_THAT(why(R"({"user_id":"u","time":"t"})"), HasSubstr("event: "));
  EXPECT_THAT(why(R"({"user_id":"u","event":"A","time":"t","time_zone":"Mars"})"), HasSubstr("time_zone: "));
  EXPECT_THAT(why(R"({"user_id":"u","event":"A","time":"t","delimiter":"ab"})"), HasSubstr("delimiter: "));
  EXPECT_THAT(why(R"({"user":"u"})"), HasSubstr("user: unknown field"));
  const Mapping m = orders();
  EXPECT_THAT(messages("name,at\nann,2026-01-01\n", &m),
              ElementsAre("user_id: the file has no column \"user\"; it has name, at"));
  EXPECT_THAT(messages("user,at\nann\n", &m), ElementsAre("line 2: 1 columns instead of 2"));
}

TEST(JsonLines, TakesMessagesAndFlatObjects) {
  Mapping m = orders();
  m.format = FileFormat::json_lines;
  const auto out = messages(
      "{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u\"}\n\n"
      "{\"user\":7,\"at\":\"2026-01-01\",\"tags\":[1,2],\"note\":\"x\",\"none\":null}\nnonsense\n[1]",
      &m);
  ASSERT_EQ(out.size(), 4U);
  EXPECT_THAT(out[0], HasSubstr(R"({"type":"track","event":"A","userId":"u","messageId":"orders.csv:1:)"));
  EXPECT_THAT(
      out[1],
      HasSubstr(
          R"("userId":"7","event":"Order","timestamp":"2026-01-01T00:00:00.000Z","properties":{"tags":[1,2],"note":"x"}})"));
  EXPECT_THAT(out[2], HasSubstr("line 4: not valid JSON"));
  EXPECT_THAT(out[3], HasSubstr("line 5: not a JSON object"));
  EXPECT_THAT(messages("{\"a\":1}\n", nullptr), ElementsAre(HasSubstr("no type")));
}

TEST(ImportStream, CountsWhatBecameOfTheRows) {
  const testing::TemporaryFolder folder;
  testing::FakeWarehouse warehouse;
  const auto timeline = timeline::Timeline::empty();
  const ManualClock clock(from_ms(1'790'000'000'000));
  const auto collector = Collector::open(testing::quiet_options("shop", folder.path()), warehouse, *timeline, clock);
  ASSERT_TRUE(collector);
  const std::string text = "user,at,n\nann,2026-01-01,1\nann,2026-01-01\nbob,soon,1\nann,2026-01-01,1\n";
  const Mapping mapping = orders();
  const auto import = [&] {
    const auto source = memory_source(text);
    auto report = import_stream(*source, "f.csv", {&mapping}, to(**collector, "f.csv"));
    EXPECT_TRUE(report) << describe(report.error());
    return *report;
  };
  const ImportReport first = import();
  EXPECT_EQ(first.rows, 4U);
  EXPECT_EQ(first.accepted, 2U) << "equal rows on different lines are two";
  EXPECT_EQ(first.quarantined, 2U);
  EXPECT_EQ(first.bytes, text.size());
  EXPECT_THAT(first.problems, ElementsAre("line 3: bad_row: 2 columns instead of 3",
                                          HasSubstr("line 4: bad_row: at: expected a time of format iso")));
  EXPECT_EQ(import().duplicates, 2U);
}

}  // namespace
}  // namespace throng::collect
