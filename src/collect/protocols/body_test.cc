#include "collect/protocols/body.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "base/encoding.h"

namespace throng::collect {
namespace {

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() + 100, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

TEST(WireBody, IsUnwrappedWhateverItIs) {
  const std::string json = R"({"a":"人~?>"})";
  EXPECT_EQ(unwrapped(json), json);
  EXPECT_EQ(unwrapped(gzip(json)), json);
  EXPECT_EQ(unwrapped(base64(json)), json);
  EXPECT_EQ(unwrapped(base64url(json)), json);
  EXPECT_EQ(unwrapped(base64(gzip(json))), json);
  EXPECT_EQ(unwrapped("data=x"), "data=x");
  EXPECT_EQ(unwrapped(""), "");
}

TEST(WireBody, IsBounded) {
  EXPECT_EQ(unwrapped(gzip(std::string(kMaxWireBytes + 10, 'a'))).error().code, ErrorCode::too_large);
  EXPECT_EQ(unwrapped(std::string(kMaxWireBytes + 10, 'a')).error().code, ErrorCode::too_large);
  EXPECT_EQ(unwrapped(gzip(R"({"a":1})").substr(0, 20)).error().code, ErrorCode::invalid_argument);
}

TEST(WireForm, DecodesFieldsAndKeepsThePlusOfBase64) {
  const Form form("a=1+2%2B3&b&=x&a=9&c=");
  EXPECT_EQ(form.text("a"), "1 2+3");
  EXPECT_TRUE(form.has("b"));
  EXPECT_FALSE(form.has("d"));
  const std::string json = R"({"a":"~~~>>>???"})";  // has plus and slash in base64
  ASSERT_TRUE(base64(json).contains('+'));
  EXPECT_EQ(Form("data=" + base64(json)).json("data"), json);
  EXPECT_EQ(Form("data=" + percent_encoded(base64(json))).json("data"), json);
  EXPECT_EQ(Form("data=" + percent_encoded(json)).json("data"), json);
}

TEST(WireText, IsMendedToUtf8) {
  EXPECT_EQ(repaired_utf8("\xED\xA0\xBC\xED\xBD\xB5"), "\U0001F375");
  EXPECT_EQ(repaired_utf8("a\xED\xA0\xBCz"), "a\uFFFD\uFFFD\uFFFDz");
  EXPECT_EQ(repaired_utf8("人\xff"), "人\uFFFD");
}

}  // namespace
}  // namespace throng::collect
