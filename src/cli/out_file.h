// A file that is written from beginning to end, and has its name only when it is whole.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace throng::cli {

class OutFile {
 public:
  // Compressed if the name ends in ".gz"; "-" is stdout. Written as NAME.part. Errors: io.
  static Result<OutFile> create(const std::string& name);
  OutFile(OutFile&&) noexcept;
  ~OutFile();  // what was not finished is removed

  Result<void> write(std::string_view bytes);
  Result<void> finish();

 private:
  struct Impl;
  explicit OutFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace throng::cli
