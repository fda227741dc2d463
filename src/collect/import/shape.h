// Lines of what other products export, one JSON object each: from them to messages of our own, by way of what the
// product's SDK would have sent (collect/protocols), so that an export counts once after the same events came live.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "collect/export_shape.h"

namespace throng::collect {

struct ShapeOptions {
  ExportShape shape = ExportShape::segment;
  std::string time_zone;  // of times that are written without one; "": not told
};

// Reads the lines of one file in order: of properties that every line repeats, only changes become messages.
class ShapeReader {
 public:
  // `source`: the file's name, part of the ids of messages that have none. Errors: invalid_argument with field
  // "--time-zone".
  static Result<ShapeReader> create(const ShapeOptions& options, std::string source);
  ShapeReader(ShapeReader&&) noexcept;
  ~ShapeReader();

  // What the line comes to, as JSON with message ids; nothing where it says nothing. Errors: invalid_argument (the
  // line cannot be understood); with field "--time-zone" the whole file cannot be.
  Result<std::vector<std::string>> read(std::string_view line, std::uint64_t number);

 private:
  struct Impl;
  explicit ShapeReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Whose export a line looks like; nothing for messages of our own and for what nobody knows.
std::optional<ExportShape> guess_shape(std::string_view line);

}  // namespace throng::collect
