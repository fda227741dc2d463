// Values of tags as people write them: rows of a CSV file.
#pragma once

#include <string>
#include <vector>

#include "collect/import/byte_source.h"

namespace throng::api {

inline constexpr std::size_t kMaxTagRows = 1'000'000;

struct TagRow {
  std::string id;
  std::string value;  // "": none
};

// A table whose first row names the columns: id and value, in any order; others are not looked at.
// Errors name the line and the column: "line 7, id"; too_large for more than kMaxTagRows.
Result<std::vector<TagRow>> read_tag_csv(collect::ByteSource& source);

}  // namespace throng::api
