// The type names that result columns carry on the wire, as a small tree.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.h"

namespace throng::warehouse::internal {

enum class Scalar { u8, u16, u32, u64, i8, i16, i32, i64, f32, f64, string, fixed_string, uuid };

struct ColumnType {
  Scalar scalar = Scalar::u8;
  std::size_t width = 0;         // bytes on the wire; 0 for String
  bool array = false;            // Array(...) around the rest
  bool low_cardinality = false;  // LowCardinality(...) around the rest, inside Array
  bool nullable = false;         // Nullable(...) around the scalar
  bool date = false;             // u16, i32, u32 or i64 on the wire, a signed number in memory
};

// Errors: invalid_argument with words for the writer of the SQL.
Result<ColumnType> parse_type(std::string_view name);

}  // namespace throng::warehouse::internal
