#include "board/board_mail.h"

#include <gtest/gtest.h>

namespace throng::board {
namespace {

using analyze::Figure;
using analyze::FigureKind;
using analyze::FigureUnit;

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

const ledger::Saved kBoard{.id = "b1", .name = "Monday <view>", .description = "a & b"};

TEST(BoardMail, HasAPictureAndATableOfEachReport) {
  const Figure steps{.kind = FigureKind::bars, .places = {"View", "Pay <x>"}, .lines = {{"", false, {1234, 5}}}};
  const auto mail = *mail_of(kBoard, {{.title = "Funnel", .figure = steps}, {.text = "line 1\nline <2>"}}, {"ann@x"},
                             {.project = "Shop", .public_url = "https://t.example"});
  EXPECT_EQ(mail.subject, "[Shop] Monday <view>");
  EXPECT_EQ(mail.to, (std::vector<std::string>{"ann@x"}));
  ASSERT_EQ(mail.images.size(), 1U);
  EXPECT_TRUE(has(mail.html, "src=\"cid:" + mail.images[0].id + "\""));
  EXPECT_EQ(mail.images[0].bytes.substr(1, 3), "PNG");
  EXPECT_TRUE(has(mail.text, "## Funnel\nView: 1,234\nPay <x>: 5\n")) << mail.text;
  EXPECT_TRUE(has(mail.html, "Pay &lt;x&gt;") && !has(mail.html, "<x>") && has(mail.html, "a &amp; b"));
  EXPECT_TRUE(has(mail.html, "line 1<br>line &lt;2&gt;"));
  EXPECT_TRUE(has(mail.text, "https://t.example/boards/b1"));
}

TEST(BoardMail, ShowsTheLastBucketsInTheProjectsZoneAndLanguage) {
  Figure days{.bucket = BucketUnit::day, .lines = {{"returning", true, {}}, {"$other", false, {}}}};
  for (int i = 0; i < 20; ++i) {
    days.places.push_back(format_instant(from_ms(0) + throng::days(i) + hours(16)));
    for (auto& line : days.lines) line.values.emplace_back(i);
  }
  const auto mail = *mail_of(kBoard, {{.title = "周期", .figure = days}}, {"ann@x"},
                             {.project = "店", .chinese = true, .calendar = *Calendar::create("Asia/Shanghai")});
  EXPECT_TRUE(has(mail.text, "1970-01-21: 留存 19, （其他） 19\n")) << mail.text;
  EXPECT_TRUE(has(mail.text, "1970-01-08:"));
  EXPECT_FALSE(has(mail.text, "1970-01-07:"));
}

TEST(BoardMail, SaysWhyThereIsNothing) {
  const auto mail =
      *mail_of(kBoard,
               {{.title = "A", .figure = Figure{}},
                {.title = "B", .text = "range: wrong"},
                {.title = "G", .goal = GoalProgress{.state = GoalState::behind, .value = 3, .progress = 0.25}}},
               {"ann@x"}, {});
  EXPECT_TRUE(has(mail.text, "## A\nNo data\n"));
  EXPECT_TRUE(has(mail.text, "## B\nrange: wrong\n"));
  EXPECT_TRUE(has(mail.text, "## G\nbehind · 3 · 25.0 %\n")) << mail.text;
  EXPECT_TRUE(mail.images.empty());
}

TEST(BoardMail, SaysValuesInTheirUnit) {
  EXPECT_EQ(say_value(0.1234, FigureUnit::share), "12.3 %");
  EXPECT_EQ(say_value(1500, FigureUnit::milliseconds), "1.5s");
  EXPECT_EQ(say_value(90'000, FigureUnit::milliseconds), "1m 30s");
  EXPECT_EQ(say_value(5'400'000, FigureUnit::milliseconds), "1h 30m");
  EXPECT_EQ(say_value(3.0 * 86'400'000, FigureUnit::milliseconds), "3d 0h");
  EXPECT_EQ(say_value(std::nullopt, FigureUnit::number), "–");
}

}  // namespace
}  // namespace throng::board
