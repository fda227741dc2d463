#include "warehouse/internal/native_type.h"

#include <charconv>
#include <optional>
#include <string>

namespace throng::warehouse::internal {
namespace {

constexpr std::size_t kMaxFixedString = 65'536;

struct Named {
  std::string_view name;
  Scalar scalar;
  std::size_t width;
  bool has_parameters = false;  // "DateTime('UTC')" is as good as "DateTime"
};

constexpr Named kScalars[] = {{"UInt8", Scalar::u8, 1},
                              {"Bool", Scalar::u8, 1},
                              {"Enum8", Scalar::u8, 1, true},
                              {"UInt16", Scalar::u16, 2},
                              {"UInt32", Scalar::u32, 4},
                              {"UInt64", Scalar::u64, 8},
                              {"Int8", Scalar::i8, 1},
                              {"Int16", Scalar::i16, 2},
                              {"Enum16", Scalar::i16, 2, true},
                              {"Int32", Scalar::i32, 4},
                              {"Int64", Scalar::i64, 8},
                              {"Float32", Scalar::f32, 4},
                              {"Float64", Scalar::f64, 8},
                              {"String", Scalar::string, 0},
                              {"UUID", Scalar::uuid, 16},
                              {"Date", Scalar::u16, 2},
                              {"Date32", Scalar::i32, 4},
                              {"DateTime", Scalar::u32, 4, true},
                              {"DateTime64", Scalar::i64, 8, true}};

// Engine dates count days or seconds; they come as signed numbers (warehouse.h), unlike UInt16 and UInt32.
bool is_date(std::string_view name) { return name.starts_with("Date"); }

std::optional<std::string_view> unwrap(std::string_view name, std::string_view wrapper) {
  if (name.size() < wrapper.size() + 2 || !name.starts_with(wrapper) || name[wrapper.size()] != '(' ||
      name.back() != ')')
    return std::nullopt;
  return name.substr(wrapper.size() + 1, name.size() - wrapper.size() - 2);
}

std::optional<std::size_t> fixed_string_width(std::string_view name) {
  const auto inside = unwrap(name, "FixedString");
  if (!inside) return std::nullopt;
  std::size_t width = 0;
  const auto [end, error] = std::from_chars(inside->data(), inside->data() + inside->size(), width);
  if (error != std::errc{} || end != inside->data() + inside->size() || width == 0 || width > kMaxFixedString)
    return std::nullopt;
  return width;
}

bool parse_scalar(std::string_view name, ColumnType& out) {
  if (const auto width = fixed_string_width(name)) {
    out.scalar = Scalar::fixed_string;
    out.width = *width;
    return true;
  }
  const auto base = name.substr(0, name.find('('));
  for (const auto& known : kScalars) {
    if (known.name != base || (base.size() != name.size() && !(known.has_parameters && name.back() == ')'))) continue;
    out.scalar = known.scalar;
    out.width = known.width;
    out.date = is_date(base);
    return true;
  }
  return false;
}

}  // namespace

Result<ColumnType> parse_type(std::string_view name) {
  ColumnType type;
  auto rest = name;
  if (const auto inside = unwrap(rest, "Array")) {
    type.array = true;
    rest = *inside;
  }
  if (const auto inside = unwrap(rest, "LowCardinality")) {
    type.low_cardinality = true;
    rest = *inside;
  }
  if (const auto inside = unwrap(rest, "Nullable")) {
    type.nullable = true;
    rest = *inside;
  }
  if (parse_scalar(rest, type)) return type;
  return fail(ErrorCode::invalid_argument,
              "the query returns a column of type " + std::string(name.substr(0, 200)) + "; cast it in the query");
}

}  // namespace throng::warehouse::internal
