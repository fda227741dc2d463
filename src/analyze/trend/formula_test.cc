#include "analyze/trend/formula.h"

#include <gtest/gtest.h>

namespace throng::analyze {
namespace {

std::optional<double> value(std::string_view text, std::vector<std::optional<double>> series) {
  const auto formula = Formula::parse(text, series.size());
  if (!formula) ADD_FAILURE() << formula.error().message;
  return formula->value(series);
}
std::string error(std::string_view text, std::size_t series = 2) {
  const auto formula = Formula::parse(text, series);
  return formula ? "" : formula.error().message;
}

TEST(Formula, BindsAsInArithmetic) {
  EXPECT_EQ(value("A / B * 100", {1, 4}), 25.0);
  EXPECT_EQ(value("A - B - 1", {5, 2}), 2.0);
  EXPECT_EQ(value("2 + 3*A", {4}), 14.0);
  EXPECT_EQ(value("(2+3) * a", {4}), 20.0);
  EXPECT_EQ(value("--A", {4}), 4.0);
  EXPECT_EQ(value("-(A - B) / 2", {1, 4}), 1.5);
  EXPECT_EQ(value("1e3 / A", {4}), 250.0);
}

TEST(Formula, HasNoValueWithoutOperandsOrOverZero) {
  EXPECT_EQ(value("A / B", {1, 0}), std::nullopt);
  EXPECT_EQ(value("1 + A / B", {0, 0}), std::nullopt);
  EXPECT_EQ(value("A + B", {1, std::nullopt}), std::nullopt);
  EXPECT_EQ(value("-A", {std::nullopt}), std::nullopt);
  EXPECT_EQ(value("A * A", {1e200}), std::nullopt);
}

TEST(Formula, SaysWhatIsWrongWhere) {
  EXPECT_EQ(error("A +"), "expected a number, \"(\" or a series from A to B at character 4, found the end");
  EXPECT_EQ(error("A B"), "expected an operator or the end at character 3, found \"B\"");
  EXPECT_EQ(error("(A"), "expected \")\" at character 3, found the end");
  EXPECT_EQ(error("C", 2), "expected a number, \"(\" or a series from A to B at character 1, found \"C\"");
  EXPECT_EQ(error("AB"), "expected a number, \"(\" or a series from A to B at character 1, found \"AB\"");
  EXPECT_EQ(error("B", 1), "expected a number, \"(\" or A at character 1, found \"B\"");
  EXPECT_EQ(error("1 / ."), "expected a number at character 5, found \".\"");
  EXPECT_EQ(error(""), "expected a number, \"(\" or a series from A to B at character 1, found the end");
}

TEST(Formula, IsBounded) {
  EXPECT_EQ(error(std::string(600, '1')), "longer than 500 characters");
  EXPECT_EQ(error(std::string(100, '(') + "A"), "nested deeper than 50");
}

}  // namespace
}  // namespace throng::analyze
