// An answer for readers that do not know its shape: a flat table for files, and a figure for mail and small pictures.
// Each analysis has `table_of` and `figure_of` in its tables.h; the registry hands them out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/time.h"
#include "model/filter.h"

namespace throng::analyze {

enum class TableType { text, whole, number, instant, flag };

// monostate: no value.
using TableValue = std::variant<std::monostate, std::string, std::uint64_t, double, Instant, bool>;

struct TableColumn {
  std::string name;  // as members of the answer are named
  TableType type = TableType::text;
};

// One row per place of the answer's numbers: bucket and group, step and group. Every row has a value per column, of the
// column's type or none.
struct Table {
  std::vector<TableColumn> columns;
  std::vector<std::vector<TableValue>> rows;
};

enum class FigureKind { lines, bars };
enum class FigureUnit { number, share, milliseconds };

struct FigureLine {
  std::string name;   // "" where there is one only
  bool word = false;  // the name is a word of ours ("returning"), not of the project
  std::vector<std::optional<double>> values;
};

// The main chart of an answer: lines or groups of bars over the same places.
struct Figure {
  FigureKind kind = FigureKind::lines;
  FigureUnit unit = FigureUnit::number;
  std::vector<std::string> places;   // instants as format_instant() writes them where `bucket` is there
  std::optional<BucketUnit> bucket;  // places are calendar buckets
  std::vector<FigureLine> lines;     // empty: nothing to draw
};

// "" for none, else the value as it is.
TableValue value_of(const std::optional<double>& value);

// "Order Completed", "A / B", "*" for any event.
std::string say_match(const model::EventMatch& match);

// RFC 4180 with a byte-order mark, so that spreadsheets read UTF-8. Texts that a spreadsheet would take for a formula
// get a ' in front: labels come from whoever sent the events. Instants are ISO 8601 in UTC.
std::string csv_of(const Table& table);
// The same a row at a time, for files that are too long for a table: kCsvBegin, the names, the rows.
inline constexpr std::string_view kCsvBegin = "\xEF\xBB\xBF";
void append_csv(std::string& out, std::span<const TableValue> row);
// A list of objects, one per row. Whole numbers beyond 2^53 keep their digits.
std::string json_of(const Table& table);

}  // namespace throng::analyze
