#include "engage/channels/sms_length.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "base/json.h"

namespace throng::engage {
namespace {

std::string length(std::string_view text) {
  const SmsLength out = sms_length(text);
  return fmt::format("{} {} in {}, {} left", json::enum_text(out.alphabet), out.units, out.parts, out.left);
}

std::string times(std::size_t n, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += text;
  return out;
}

TEST(SmsLength, CountsSeptets) {
  EXPECT_EQ(length(""), "gsm 0 in 0, 0 left");
  EXPECT_EQ(length("Hello"), "gsm 5 in 1, 155 left");
  EXPECT_EQ(length("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà\r\n"), "gsm 44 in 1, 116 left");
  EXPECT_EQ(length("€{}[]\\|^~\f"), "gsm 20 in 1, 140 left") << "each counts twice";
  EXPECT_EQ(length(times(160, "a")), "gsm 160 in 1, 0 left");
  EXPECT_EQ(length(times(161, "a")), "gsm 161 in 2, 145 left");
  EXPECT_EQ(length(times(306, "a")), "gsm 306 in 2, 0 left");
  EXPECT_EQ(length(times(307, "a")), "gsm 307 in 3, 152 left");
}

TEST(SmsLength, CountsUnitsOfUcs2) {
  EXPECT_EQ(length("您好"), "ucs2 2 in 1, 68 left");
  EXPECT_EQ(length("`"), "ucs2 1 in 1, 69 left") << "not in GSM's alphabet, though in ASCII";
  EXPECT_EQ(length("ç"), "ucs2 1 in 1, 69 left") << "only the capital is";
  EXPECT_EQ(length(times(70, "好")), "ucs2 70 in 1, 0 left");
  EXPECT_EQ(length(times(71, "好")), "ucs2 71 in 2, 63 left");
  EXPECT_EQ(length(times(134, "好")), "ucs2 134 in 2, 0 left");
  EXPECT_EQ(length(times(135, "好")), "ucs2 135 in 3, 66 left");
  EXPECT_EQ(length(times(159, "a") + "好"), "ucs2 160 in 3, 41 left") << "one such character makes all of it so";
  EXPECT_EQ(length("🎉"), "ucs2 2 in 1, 68 left");
}

TEST(SmsLength, CutsNoPair) {
  EXPECT_EQ(length(times(152, "a") + "€" + times(10, "a")), "gsm 164 in 2, 141 left") << "€ goes to the second part";
  EXPECT_EQ(length(times(66, "好") + "🎉" + times(5, "好")), "ucs2 73 in 2, 60 left");
  EXPECT_EQ(length(times(152, "a") + times(77, "€")), "gsm 306 in 3, 151 left") << "and so a third is needed";
}

TEST(SmsLength, CountsBrokenTextAsSomething) {
  EXPECT_EQ(length("a\xE5\xA5"), "ucs2 3 in 1, 67 left");
  EXPECT_EQ(length("\xFF"), "ucs2 1 in 1, 69 left");
  EXPECT_EQ(length("\xC3("), "ucs2 2 in 1, 68 left");
}

}  // namespace
}  // namespace throng::engage
