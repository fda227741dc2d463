#include <cstring>
#include <memory>
#include <optional>

#include "warehouse/internal/native.h"
#include "warehouse/internal/native_type.h"

namespace throng::warehouse::internal {
namespace {

constexpr std::uint64_t kDictionaryVersion = 1;
constexpr std::uint64_t kDictionaryIndexWidth = 0xFF;  // 0..3: one, two, four, eight bytes
constexpr std::uint64_t kDictionaryShared = 0x100;     // keys in another stream; never in results
constexpr std::uint64_t kDictionaryKeys = 0x200;
constexpr std::uint64_t kMaxRepeatedText = std::uint64_t{512} << 20;

class Reader {
 public:
  explicit Reader(std::string_view input) : rest_(input) {}

  std::string_view rest() const { return rest_; }

  std::optional<std::string_view> bytes(std::uint64_t count) {
    if (count > rest_.size()) return std::nullopt;
    const auto taken = rest_.substr(0, static_cast<std::size_t>(count));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  // `count` items of `width` bytes.
  std::optional<std::string_view> items(std::uint64_t count, std::size_t width) {
    if (count > rest_.size() / width) return std::nullopt;
    return bytes(count * width);
  }

  std::optional<std::uint64_t> varint() {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < rest_.size() && i < 10; ++i) {
      const auto byte = static_cast<std::uint8_t>(rest_[i]);
      if (i == 9 && byte > 1) return std::nullopt;
      value |= std::uint64_t{byte & 0x7FU} << (7 * i);
      if (byte < 0x80) {
        rest_.remove_prefix(i + 1);
        return value;
      }
    }
    return std::nullopt;
  }

  std::optional<std::string_view> text() {
    const auto size = varint();
    if (!size) return std::nullopt;
    return bytes(*size);
  }

  std::optional<std::uint64_t> u64() {
    const auto raw = bytes(8);
    if (!raw) return std::nullopt;
    std::uint64_t value = 0;
    std::memcpy(&value, raw->data(), 8);
    return value;
  }

 private:
  std::string_view rest_;
};

std::unexpected<Error> truncated() {
  return fail(ErrorCode::corrupt, "the engine's answer ends in the middle of a block");
}

template <class T>
std::vector<T> copied(std::string_view raw) {
  std::vector<T> out(raw.size() / sizeof(T));
  if (!out.empty()) std::memcpy(out.data(), raw.data(), out.size() * sizeof(T));
  return out;
}

template <class Wire, class T>
std::vector<T> widened(std::string_view raw) {
  std::vector<T> out(raw.size() / sizeof(Wire));
  for (std::size_t i = 0; i < out.size(); ++i) {
    Wire value;
    std::memcpy(&value, raw.data() + i * sizeof(Wire), sizeof(Wire));
    out[i] = static_cast<T>(value);  // NOLINT(bugprone-signed-char-misuse): Int8 is a number
  }
  return out;
}

std::vector<std::string> fixed_texts(std::string_view raw, std::size_t width) {
  std::vector<std::string> out;
  out.reserve(raw.size() / width);
  for (std::size_t i = 0; i < raw.size(); i += width) out.emplace_back(raw.substr(i, width));
  return out;
}

std::string uuid_text(std::string_view raw) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(36);
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out.push_back('-');
    const auto byte = static_cast<std::uint8_t>(raw[i < 8 ? 7 - i : 23 - i]);  // two u64, high half first
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
  return out;
}

std::vector<std::string> uuid_texts(std::string_view raw) {
  std::vector<std::string> out;
  out.reserve(raw.size() / 16);
  for (std::size_t i = 0; i < raw.size(); i += 16) out.push_back(uuid_text(raw.substr(i, 16)));
  return out;
}

Result<Values> read_strings(Reader& reader, std::uint64_t count) {
  if (count > reader.rest().size()) return truncated();
  std::vector<std::string> out;
  out.reserve(static_cast<std::size_t>(count));
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto text = reader.text();
    if (!text) return truncated();
    out.emplace_back(*text);
  }
  return Values(std::move(out));
}

Values fixed_values(const ColumnType& type, std::string_view raw) {
  switch (type.scalar) {
    case Scalar::u8: return copied<std::uint8_t>(raw);
    case Scalar::u16: return type.date ? Values(widened<std::uint16_t, std::int64_t>(raw)) : copied<std::uint16_t>(raw);
    case Scalar::u32: return type.date ? Values(widened<std::uint32_t, std::int64_t>(raw)) : copied<std::uint32_t>(raw);
    case Scalar::u64: return copied<std::uint64_t>(raw);
    case Scalar::i8: return widened<std::int8_t, std::int64_t>(raw);
    case Scalar::i16: return widened<std::int16_t, std::int64_t>(raw);
    case Scalar::i32: return widened<std::int32_t, std::int64_t>(raw);
    case Scalar::i64: return copied<std::int64_t>(raw);
    case Scalar::f32: return widened<float, double>(raw);
    case Scalar::f64: return copied<double>(raw);
    case Scalar::fixed_string: return fixed_texts(raw, type.width);
    case Scalar::uuid: return uuid_texts(raw);
    case Scalar::string: break;
  }
  return {};
}

Result<Values> read_scalars(Reader& reader, const ColumnType& type, std::uint64_t count) {
  if (type.scalar == Scalar::string) return read_strings(reader, count);
  const auto raw = reader.items(count, type.width);
  if (!raw) return truncated();
  return fixed_values(type, *raw);
}

Result<std::vector<std::uint64_t>> read_indexes(Reader& reader, std::uint64_t width_code, std::uint64_t count) {
  if (width_code > 3) return fail(ErrorCode::corrupt, "the engine's answer has a dictionary of unknown form");
  const auto raw = reader.items(count, std::size_t{1} << width_code);
  if (!raw) return truncated();
  switch (width_code) {
    case 0: return widened<std::uint8_t, std::uint64_t>(*raw);
    case 1: return widened<std::uint16_t, std::uint64_t>(*raw);
    case 2: return widened<std::uint32_t, std::uint64_t>(*raw);
    default: return copied<std::uint64_t>(*raw);
  }
}

// A dictionary repeats its texts, so a few bytes could claim any amount of memory.
Result<void> check_expansion(const std::vector<std::uint64_t>& indexes, const std::vector<std::string>& keys) {
  std::uint64_t bytes = 0;
  for (const auto index : indexes) bytes += index < keys.size() ? keys[static_cast<std::size_t>(index)].size() : 0;
  if (bytes > kMaxRepeatedText) return fail(ErrorCode::too_large, "the query returns too much text in one block");
  return {};
}

Result<void> look_up(const std::vector<std::uint64_t>& indexes, const Values& keys, Column& out) {
  return std::visit(
      [&](const auto& from) -> Result<void> {
        std::remove_cvref_t<decltype(from)> to;
        to.reserve(indexes.size());
        for (const auto index : indexes) {
          if (index >= from.size()) return fail(ErrorCode::corrupt, "the engine's answer points past its dictionary");
          to.push_back(from[static_cast<std::size_t>(index)]);
        }
        out.values = std::move(to);
        return {};
      },
      keys);
}

// Dictionary, then one index per value; with Nullable, index 0 is NULL.
Result<void> read_low_cardinality(Reader& reader, const ColumnType& type, std::uint64_t count, Column& out) {
  if (count == 0) {
    THRONG_TRY(out.values, read_scalars(reader, type, 0));
    return {};
  }
  const auto form = reader.u64();
  const auto key_count = reader.u64();
  if (!form || !key_count) return truncated();
  if ((*form & kDictionaryShared) != 0 || (*form & kDictionaryKeys) == 0)
    return fail(ErrorCode::corrupt, "the engine's answer has a dictionary of unknown form");
  THRONG_TRY(const auto keys, read_scalars(reader, type, *key_count));
  const auto index_count = reader.u64();
  if (!index_count) return truncated();
  if (*index_count != count) return fail(ErrorCode::corrupt, "the engine's answer has a dictionary of wrong length");
  THRONG_TRY(const auto indexes, read_indexes(reader, *form & kDictionaryIndexWidth, count));
  if (type.nullable) {
    out.nulls.resize(indexes.size());
    for (std::size_t i = 0; i < indexes.size(); ++i) out.nulls[i] = indexes[i] == 0 ? 1 : 0;
  }
  if (const auto* texts = std::get_if<std::vector<std::string>>(&keys)) THRONG_CHECK(check_expansion(indexes, *texts));
  return look_up(indexes, keys, out);
}

Result<std::uint64_t> read_offsets(Reader& reader, std::uint64_t rows, Column& out) {
  const auto raw = reader.items(rows, 8);
  if (!raw) return truncated();
  out.offsets = copied<std::uint64_t>(*raw);
  std::uint64_t last = 0;
  for (const auto end : out.offsets) {
    if (end < last) return fail(ErrorCode::corrupt, "the engine's answer has a list of negative length");
    last = end;
  }
  return last;
}

Result<void> read_data(Reader& reader, const ColumnType& type, std::uint64_t rows, Column& out) {
  if (rows != 0 && type.low_cardinality) {
    const auto version = reader.u64();
    if (!version) return truncated();
    if (*version != kDictionaryVersion)
      return fail(ErrorCode::corrupt, "the engine's answer has a dictionary of unknown version");
  }
  auto count = rows;
  if (type.array) {
    THRONG_TRY(count, read_offsets(reader, rows, out));
  }
  if (type.low_cardinality) return read_low_cardinality(reader, type, count, out);
  if (type.nullable) {
    const auto raw = reader.items(count, 1);
    if (!raw) return truncated();
    out.nulls = copied<std::uint8_t>(*raw);
  }
  THRONG_TRY(out.values, read_scalars(reader, type, count));
  return {};
}

Result<Column> read_column(Reader& reader, std::uint64_t rows) {
  const auto name = reader.text();
  if (!name) return truncated();
  const auto type_name = reader.text();
  if (!type_name) return truncated();
  THRONG_TRY(const auto type, parse_type(*type_name));
  Column column;
  column.name = *name;
  THRONG_CHECK(read_data(reader, type, rows, column));
  return column;
}

}  // namespace

Result<Block> decode_native(std::string_view& input) {
  Reader reader(input);
  const auto columns = reader.varint();
  const auto rows = columns ? reader.varint() : std::nullopt;
  if (!rows || *columns > reader.rest().size()) return truncated();
  if (*columns == 0 && *rows != 0) return fail(ErrorCode::corrupt, "the engine's answer has rows without columns");
  Block block;
  block.rows = static_cast<std::size_t>(*rows);
  for (std::uint64_t i = 0; i < *columns; ++i) {
    THRONG_TRY(auto column, read_column(reader, *rows));
    block.columns.push_back(std::move(column));
  }
  input = reader.rest();
  return block;
}

}  // namespace throng::warehouse::internal
