#include "board/picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace throng::board {
namespace {

using analyze::Figure;
using analyze::FigureKind;
using ::testing::ElementsAre;

const FigureWords kPlain{[](double) { return std::string("1"); }, [](const std::string& p) { return p; },
                         [](const analyze::FigureLine& l) { return l.name; }};

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

TEST(Picture, HasMarksAtRoundNumbers) {
  EXPECT_THAT(axis_marks(0, 0), ElementsAre(0, 1));
  EXPECT_THAT(axis_marks(3, 97), ElementsAre(0, 20, 40, 60, 80, 100));
  EXPECT_THAT(axis_marks(0, 5), ElementsAre(0, 1, 2, 3, 4, 5));
  EXPECT_THAT(axis_marks(-30, 60), ElementsAre(-40, -20, 0, 20, 40, 60));
  for (double most = 0.001; most < 1e9; most *= 1.37) {
    const auto marks = axis_marks(0, most);
    EXPECT_LE(marks.size(), 6U);
    EXPECT_GE(marks.back(), most);
  }
}

TEST(Picture, IsAPngOfTwiceTheSize) {
  const Figure figure{.kind = FigureKind::bars, .places = {"浏览", "下单"}, .lines = {{"人数", false, {3, 1}}}};
  const std::string png = *draw_png(figure, kPlain);
  EXPECT_EQ(png.substr(1, 3), "PNG");
  EXPECT_EQ(big_endian(png.substr(16)), 2U * kPictureWidth);
  EXPECT_EQ(big_endian(png.substr(20)), 2U * kPictureHeight);
}

TEST(Picture, DrawsWhatIsThere) {
  const auto drawn = [](Figure figure) { return *draw_png(figure, kPlain); };
  const Figure none{.places = {"a", "b", "c"}, .lines = {{"", false, {std::nullopt, std::nullopt, std::nullopt}}}};
  Figure some = none;
  some.lines[0].values = {1, 1, 1};
  Figure dot = none;
  dot.lines[0].values = {std::nullopt, 1, std::nullopt};
  EXPECT_NE(drawn(none), drawn(some));
  EXPECT_NE(drawn(none), drawn(dot));
  EXPECT_NE(drawn(some), drawn(dot));
  EXPECT_EQ(drawn(some), drawn(some));
  Figure many = none;
  many.lines.assign(30, {"x", false, {1, 2, 3}});
  EXPECT_EQ(drawn(many).substr(1, 3), "PNG");
  EXPECT_EQ(drawn({}).substr(1, 3), "PNG");
}

}  // namespace
}  // namespace throng::board
