// Any bytes as a file: no crash, rows bounded, and the same rows in whatever pieces the bytes come.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "collect/import/csv_reader.h"

namespace {

using namespace throng::collect;

std::vector<std::vector<std::string>> rows(std::string_view text, std::size_t piece, CsvOptions options) {
  const auto source = memory_source(text, piece);
  CsvReader reader(*source, options);
  std::vector<std::vector<std::string>> out;
  TextRow row;
  while (reader.next(row).value_or(false)) {
    if (row.fields.size() > kMaxColumns) std::abort();
    out.push_back(row.fields);
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const bool whitespace : {false, true}) {
    const CsvOptions options{',', whitespace};
    if (rows(text, 1, options) != rows(text, 4096, options)) std::abort();
  }
  return 0;
}
