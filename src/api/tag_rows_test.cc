#include "api/tag_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace throng::api {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

Result<std::vector<TagRow>> read(std::string_view csv) {
  const auto source = collect::memory_source(csv, 7);
  return read_tag_csv(*source);
}
std::vector<std::string> lines_of(std::string_view csv) {
  std::vector<std::string> lines;
  for (const TagRow& row : read(csv).value()) lines.push_back(row.id + "=" + row.value);
  return lines;
}
std::string error_of(std::string_view csv) {
  const auto rows = read(csv);
  return rows ? "" : describe(rows.error());
}

TEST(TagRows, AreReadFromATable) {
  EXPECT_THAT(lines_of("id,value\nann,gold\n\"b,b\",\n"), ElementsAre("ann=gold", "b,b="));
  EXPECT_THAT(lines_of("name,value,id\r\nx,金,ann\r\n"), ElementsAre("ann=金"));
  EXPECT_THAT(lines_of("id,value\n"), ElementsAre());
}

TEST(TagRows, NameTheLineAndTheColumnThatIsWrong) {
  EXPECT_THAT(error_of(""), StartsWith("line 1: the file is empty"));
  EXPECT_THAT(error_of("id\n"), StartsWith("line 1, value: the column is missing"));
  EXPECT_THAT(error_of("value,id,id\n"), StartsWith("line 1, id: the column is there twice"));
  EXPECT_THAT(error_of("id,value\nann,a\n,b\n"), StartsWith("line 3, id: expected an id"));
  EXPECT_THAT(error_of("id,value\nann\n"), StartsWith("line 2: expected 2 columns, got 1"));
}

}  // namespace
}  // namespace throng::api
