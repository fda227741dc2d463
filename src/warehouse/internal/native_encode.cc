#include <cstring>
#include <type_traits>

#include "warehouse/internal/native.h"

namespace throng::warehouse::internal {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they are in memory");

void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

void put_text(std::string& out, std::string_view text) {
  put_varint(out, text.size());
  out.append(text);
}

template <class T>
void put_numbers(std::string& out, const std::vector<T>& values) {
  if (!values.empty()) out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

template <class T>
constexpr std::string_view type_name() {
  if constexpr (std::is_same_v<T, std::uint8_t>) return "UInt8";
  if constexpr (std::is_same_v<T, std::uint16_t>) return "UInt16";
  if constexpr (std::is_same_v<T, std::uint32_t>) return "UInt32";
  if constexpr (std::is_same_v<T, std::uint64_t>) return "UInt64";
  if constexpr (std::is_same_v<T, std::int64_t>) return "Int64";
  if constexpr (std::is_same_v<T, double>) return "Float64";
  if constexpr (std::is_same_v<T, std::string>) return "String";
}

std::string wire_type(const Column& column) {
  std::string name = std::visit(
      [](const auto& values) {
        return std::string(type_name<typename std::remove_cvref_t<decltype(values)>::value_type>());
      },
      column.values);
  if (!column.nulls.empty()) name = "Nullable(" + name + ")";
  if (!column.offsets.empty()) name = "Array(" + name + ")";
  return name;
}

std::size_t size_of(const Values& values) {
  return std::visit([](const auto& v) { return v.size(); }, values);
}

bool is_consistent(const Column& column, std::size_t rows) {
  const auto count = size_of(column.values);
  if (!column.nulls.empty() && column.nulls.size() != count) return false;
  if (column.offsets.empty()) return count == rows;
  std::uint64_t last = 0;
  for (const auto end : column.offsets) {
    if (end < last) return false;
    last = end;
  }
  return column.offsets.size() == rows && last == count;
}

void put_column(std::string& out, const Column& column) {
  put_text(out, column.name);
  put_text(out, wire_type(column));
  put_numbers(out, column.offsets);
  put_numbers(out, column.nulls);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&column.values)) {
    for (const auto& text : *texts) put_text(out, text);
    return;
  }
  std::visit(
      [&out](const auto& values) {
        if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(values)>, std::vector<std::string>>)
          put_numbers(out, values);
      },
      column.values);
}

std::size_t wire_size(const Block& block) {
  std::size_t bytes = 64;
  for (const auto& column : block.columns) {
    bytes += column.name.size() + 64 + column.offsets.size() * 8 + column.nulls.size();
    if (const auto* texts = std::get_if<std::vector<std::string>>(&column.values))
      for (const auto& text : *texts) bytes += text.size() + 3;
    else
      bytes += size_of(column.values) * 8;
  }
  return bytes;
}

}  // namespace

Result<std::string> encode_native(const Block& block) {
  for (const auto& column : block.columns)
    if (!is_consistent(column, block.rows))
      return invalid(column.name, "the column's length disagrees with the block's rows");
  std::string out;
  out.reserve(wire_size(block));
  put_varint(out, block.columns.size());
  put_varint(out, block.rows);
  for (const auto& column : block.columns) put_column(out, column);
  return out;
}

}  // namespace throng::warehouse::internal
