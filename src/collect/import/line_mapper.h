// One JSON object as text: a line of a file, or what a queue delivers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "collect/import/rows.h"

namespace throng::collect {

// Read lines in their order: shapes remember what came before (ShapeReader).
class LineMapper {
 public:
  // `name`: where the lines are from, part of the ids of messages that have none. Errors: invalid_argument.
  static Result<LineMapper> create(const RowForm& form, std::string name);

  // Errors end everything: invalid_argument with field "--time-zone".
  Result<void> map(std::string_view text, std::uint64_t number, MappedRow& out);

 private:
  LineMapper(std::string name, std::optional<RowMapper> mapper, ShapeReader exported, bool shaped)
      : name_(std::move(name)), mapper_(std::move(mapper)), exported_(std::move(exported)), shaped_(shaped) {}
  Result<void> read(std::string_view text, MappedRow& out);
  Result<void> read_exported(std::string_view text, MappedRow& out);
  std::string with_id(json::Node root, std::string_view text, std::uint64_t number) const;

  std::string name_;
  std::optional<RowMapper> mapper_;
  ShapeReader exported_;  // of the lines, or without a shape of the messages that say when they were sent
  bool shaped_;
};

}  // namespace throng::collect
