// Rows of text files: CSV as in RFC 4180 (quotes, doubled quotes, line breaks in quotes, LF or CRLF, a byte order
// mark), or columns separated by any white space. Streams; memory is bounded by one row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "collect/import/byte_source.h"

namespace throng::collect {

inline constexpr std::size_t kMaxRowBytes = 256 * 1024;
inline constexpr std::size_t kMaxColumns = 1000;

struct CsvOptions {
  char delimiter = ',';
  bool whitespace = false;  // columns are separated by blanks and tabs; no quoting
};

struct TextRow {
  std::vector<std::string> fields;
  std::uint64_t line = 0;  // where the row begins, 1-based
  std::string problem;     // not empty: the row is malformed, and what is wrong; fields hold what could be read
};

class CsvReader {
 public:
  CsvReader(ByteSource& source, CsvOptions options) : source_(source), options_(options) {}

  // Reads the next row that is not blank; false at the end. A malformed row is a row with a problem; reading goes on
  // after it. Errors: io.
  Result<bool> next(TextRow& row);

 private:
  enum class State { field_start, plain, quoted, quote_in_quoted };
  Result<int> peek();  // the next byte, -1 at the end
  void take() { ++at_; }
  Result<bool> read_row(TextRow& row);
  void step(TextRow& row, char c);
  void begin_field(TextRow& row, char c);
  void put(TextRow& row, char c);
  void close_field(TextRow& row);
  bool separates(char c) const;

  ByteSource& source_;
  CsvOptions options_;
  std::string_view piece_;
  std::size_t at_ = 0;
  bool ended_ = false, started_ = false;
  std::uint64_t line_ = 1;
  State state_ = State::field_start;
  std::string field_;
  std::size_t row_bytes_ = 0;
};

}  // namespace throng::collect
