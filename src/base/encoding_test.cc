#include "base/encoding.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace throng {
namespace {

// RFC 4648 §10.
TEST(Encoding, WritesBase64) {
  const std::pair<const char*, const char*> rows[] = {{"", ""},
                                                      {"f", "Zg=="},
                                                      {"fo", "Zm8="},
                                                      {"foo", "Zm9v"},
                                                      {"foob", "Zm9vYg=="},
                                                      {"fooba", "Zm9vYmE="},
                                                      {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : rows) {
    EXPECT_EQ(base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
  }
  EXPECT_EQ(base64("\xfb\xff"), "+/8=");
  EXPECT_EQ(base64url("\xfb\xff"), "-_8");
}

TEST(Encoding, RefusesWhatIsNotBase64) {
  for (const char* text : {"A", "AAAAA", "A B=", "Zm9v\n", "Zg=a", "ä"}) EXPECT_FALSE(from_base64(text)) << text;
}

TEST(Encoding, WrapsBase64IntoLinesOf76) {
  std::string out = "before";
  append_base64_lines(out, "");
  EXPECT_EQ(out, "before") << "nothing of nothing";
  append_base64_lines(out, std::string(57, '\0') + "f");
  EXPECT_EQ(out, "before" + std::string(76, 'A') + "\r\nZg==\r\n");
  out.clear();
  append_base64_lines(out, std::string(57, '\0'));
  EXPECT_EQ(out, std::string(76, 'A') + "\r\n") << "no empty line after a full one";
}

RC_GTEST_PROP(Encoding, ReadsWhatItWrote, (const std::string& bytes)) {
  RC_ASSERT(from_base64(base64(bytes)) == bytes);
  RC_ASSERT(from_base64(base64url(bytes)) == bytes);
  std::string lines;
  append_base64_lines(lines, bytes);
  std::erase_if(lines, [](char c) { return c == '\r' || c == '\n'; });
  RC_ASSERT(lines == base64(bytes));
}

TEST(Encoding, EscapesForms) {
  EXPECT_EQ(percent_encoded("a~B-c.d_9 +/*€"), "a~B-c.d_9%20%2B%2F%2A%E2%82%AC");
  std::string form;
  append_form_field(form, "To", "+4912");
  append_form_field(form, "Body", "a&b");
  EXPECT_EQ(form, "To=%2B4912&Body=a%26b");
  EXPECT_EQ(hex(std::string("\x00\xab", 2)), "00ab");
}

TEST(Encoding, ReadsPercentSigns) {
  EXPECT_EQ(percent_decoded("a%20b+c%2b%e4%BA%ba"), "a b+c+\u4eba");
  EXPECT_EQ(percent_decoded("100%"), "100%");
  EXPECT_EQ(percent_decoded("%zz%4"), "%zz%4");
}

}  // namespace
}  // namespace throng
