// Rows of a file as messages, one after the other.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "collect/import/byte_source.h"
#include "collect/import/mapping.h"
#include "collect/import/shape.h"

namespace throng::collect {

// How the rows of a file are to be understood: by a mapping or by a shape. By neither they are messages of our own.
struct RowForm {
  const Mapping* mapping = nullptr;
  std::optional<ShapeOptions> shape = {};
};

// What a row comes to: messages, none where it says nothing, or what is wrong with it.
struct MappedRow {
  std::uint64_t line = 0;  // where the row begins, 1-based
  std::vector<std::string> messages;
  std::string problem;
  std::string field;
  std::string text;  // of a bad row, for the quarantine
};

class MappedRows {
 public:
  virtual ~MappedRows() = default;
  // False at the end. Errors end the file.
  virtual Result<bool> next(MappedRow& out) = 0;
};

// `name`: of the file, part of the ids of messages that have none; `source` must outlive the rows. Errors: io;
// invalid_argument when the form does not fit the file.
Result<std::unique_ptr<MappedRows>> open_rows(ByteSource& source, const std::string& name, const RowForm& form);

// Puts what a mapping made of a row into `out`.
void take(Result<std::optional<std::string>> mapped, MappedRow& out);

}  // namespace throng::collect
