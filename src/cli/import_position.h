// How far an import into a data folder got: a file of its own in the folder, gone when the import is through.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace throng::cli {

class ImportPosition {
 public:
  // Of this file in this form: another size, beginning or form is another import. Errors: io.
  static Result<ImportPosition> of(const std::string& data, const std::string& file, std::string_view form);

  Result<std::uint64_t> read() const;  // 0: at the beginning
  Result<void> write(std::uint64_t line) const;
  void forget() const;

 private:
  explicit ImportPosition(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace throng::cli
