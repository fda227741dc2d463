#include "warehouse/property_sql.h"

#include <gtest/gtest.h>

#include <map>

#include "base/json.h"
#include "warehouse/testing.h"

namespace throng::warehouse {
namespace {

std::string text(std::string_view value) {
  std::string out;
  json::write_string(out, value);
  return out;
}

TEST(PropertySql, ReadsEveryPropertyAsItWasStored) {
  const std::map<std::string, std::string> members = {{"plain", text("x")},
                                                      {"back\\", text("ends\\")},
                                                      {"quo\"te", text("a\"b")},
                                                      {"te", text("\\\"")},
                                                      {"u", text("\\u005c")},
                                                      {"v", text("\\\\u0022\"")},
                                                      {"list", "[\"a\\\\\",\"]\\\"\",5]"},
                                                      {"number", "-1.5"},
                                                      {"gone", "null"},
                                                      {"line\n", text("\n\t\x01")},
                                                      {"漢", text("字\\")},
                                                      {"\\\"", "true"}};
  std::string props = "{";
  for (const auto& [key, raw] : members) props += (props.size() > 1 ? "," : "") + text(key) + ":" + raw;
  props += "}";
  const std::string plain = plain_props(quote(props));
  for (const auto& [key, raw] : members) {
    const auto found =
        query_all(TestWarehouse::shared(), "SELECT " + raw_property(plain, key) + ", " + has_property(plain, key));
    ASSERT_TRUE(found) << describe(found.error());
    EXPECT_EQ(found->get<std::string>(0)[0], raw) << key;
    EXPECT_EQ(found->get<std::uint8_t>(1)[0], 1) << key;
  }
  const auto missing =
      query_all(TestWarehouse::shared(), "SELECT " + raw_property(plain, "e") + ", " + has_property(plain, "e"));
  ASSERT_TRUE(missing);
  EXPECT_EQ(missing->get<std::string>(0)[0], "");
  EXPECT_EQ(missing->get<std::uint8_t>(1)[0], 0);
}

}  // namespace
}  // namespace throng::warehouse
