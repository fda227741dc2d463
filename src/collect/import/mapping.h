// What the columns of a file mean: from rows to Segment messages.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/json.h"
#include "base/result.h"

namespace throng::collect {

enum class FileFormat { csv, whitespace, json_lines };
BOOST_DESCRIBE_ENUM(FileFormat, csv, whitespace, json_lines)

enum class TimeFormat {
  iso,       // 2010-12-01T08:26:00Z, with its own zone (UTC when it has none)
  local,     // 2010-12-01 08:26[:00] in time_zone
  yyyymmdd,  // 19970101, midnight in time_zone
  dmy,       // 1/12/2010[ 8:26[:00]] in time_zone
  mdy,       // 12/1/2010[ 8:26[:00]] in time_zone
  epoch_s,
  epoch_ms,
};
BOOST_DESCRIBE_ENUM(TimeFormat, iso, local, yyyymmdd, dmy, mdy, epoch_s, epoch_ms)

// automatic: numbers written plainly (no leading zeros) are numbers, true and false booleans, the rest text.
enum class ValueType { automatic, text, number };
BOOST_DESCRIBE_ENUM(ValueType, automatic, text, number)

// What to do with a row that names no user and no anonymous id.
enum class MissingUser { skip, anonymous, quarantine };
BOOST_DESCRIBE_ENUM(MissingUser, skip, anonymous, quarantine)

struct PropertyColumn {
  std::string column;
  std::string name;  // "" for the column's name
  ValueType type = ValueType::automatic;
};
BOOST_DESCRIBE_STRUCT(PropertyColumn, (), (column, name, type))

// name = first x second, as decimal numbers; missing when one of them is not a number.
struct Product {
  std::string name;
  std::string first;
  std::string second;
};
BOOST_DESCRIBE_STRUCT(Product, (), (name, first, second))

// Rows whose `column` begins with `prefix` are events called `event`; the first rule that fits wins.
struct EventRule {
  std::string column;
  std::string prefix;
  std::string event;
};
BOOST_DESCRIBE_STRUCT(EventRule, (), (column, prefix, event))

struct Mapping {
  FileFormat format = FileFormat::csv;
  std::string delimiter = ",";       // csv: one character
  std::vector<std::string> columns;  // names, when the file has no header line
  std::string user_id;               // column; "": none
  std::string anonymous_id;          // column; "": none
  bool whole_number_ids = false;     // "17850.0" is the id 17850
  MissingUser missing_user = MissingUser::quarantine;
  std::string missing_user_column;     // anonymous: rows of equal value here are one anonymous person
  std::string event;                   // name of the events
  std::string event_column;            // or the column that has it
  std::vector<EventRule> event_rules;  // before both
  std::string time;                    // column
  TimeFormat time_format = TimeFormat::iso;
  std::string time_zone = "UTC";
  std::string message_id;    // column; "": from file name, line and content
  bool all_columns = false;  // columns that nothing else uses become properties
  std::vector<PropertyColumn> properties;
  std::vector<Product> products;
};
BOOST_DESCRIBE_STRUCT(Mapping, (),
                      (format, delimiter, columns, user_id, anonymous_id, whole_number_ids, missing_user,
                       missing_user_column, event, event_column, event_rules, time, time_format, time_zone, message_id,
                       all_columns, properties, products))

// Errors: invalid_argument naming the field.
Result<Mapping> read_mapping(std::string_view json);
Result<void> validate(const Mapping& mapping);

// One cell by column name: its text and its JSON form (CSV cells: see ValueType::automatic).
struct Cell {
  std::string text;
  std::string json;  // "" or null when missing
};
using Cells = std::vector<std::pair<std::string, Cell>>;  // in order of the columns

// The JSON of a text by type; "" when empty, or when `number` does not read as one.
std::string json_of(std::string_view text, ValueType type);

// Turns rows into messages. Immutable; thread-safe.
class RowMapper {
 public:
  // `source`: the file's name, part of the message ids. Errors: invalid_argument.
  static Result<RowMapper> create(Mapping mapping, std::string source);
  ~RowMapper();
  RowMapper(RowMapper&&) noexcept;

  // The message as JSON; nothing when the row is to be skipped. Errors: invalid_argument with the column that is wrong.
  Result<std::optional<std::string>> map(const Cells& cells, std::uint64_t line) const;
  // Errors: invalid_argument naming a column of the mapping that is not among these.
  Result<void> check_columns(const std::vector<std::string>& columns) const;

 private:
  struct Impl;
  explicit RowMapper(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// "orders.csv:17:0123..." : the same row of the same file always gets the same id.
std::string message_id_of(std::string_view source, std::uint64_t line, std::string_view content);

}  // namespace throng::collect
