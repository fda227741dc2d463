// A statement of somebody outside, checked, run within limits, and answered; never more than one project's data.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "analyze/user_sql/functions.h"
#include "analyze/user_sql/views.h"
#include "base/json.h"
#include "base/result.h"
#include "warehouse/warehouse.h"

namespace throng::analyze::user_sql {

inline constexpr std::uint32_t kMostRows = 100'000;  // for people who look at them

struct Limits {
  Duration time = seconds(30);
  std::uint64_t memory = std::uint64_t{2} << 30;
  std::uint64_t result_bytes = std::uint64_t{32} << 20;
  std::uint32_t rows = kMostRows;  // the most that may be asked for
  int at_once = 1;                 // statements that run at the same time; more are refused
};

struct SqlRequest {
  std::string sql;              // one SELECT, at most 64 KiB
  std::uint32_t limit = 10000;  // rows at most, 1 to Limits::rows
  static constexpr std::string_view kRequired[] = {"sql"};
};
BOOST_DESCRIBE_STRUCT(SqlRequest, (), (sql, limit))

struct SqlColumn {
  std::string name;
  std::string type;  // the engine's name of it
};
BOOST_DESCRIBE_STRUCT(SqlColumn, (), (name, type))

struct SqlAnswer {
  std::vector<SqlColumn> columns;
  json::Raw rows;  // a list of lists; 64-bit integers and decimals are texts
  std::uint64_t row_count = 0;
  bool truncated = false;  // there were more rows than the limit
  double milliseconds = 0;
  std::uint64_t rows_read = 0;  // of the tables beneath the views
};
BOOST_DESCRIBE_STRUCT(SqlAnswer, (), (columns, rows, row_count, truncated, milliseconds, rows_read))

// One per server. Thread-safe.
class UserSql {
 public:
  UserSql(warehouse::Warehouse& warehouse, std::string project, std::string time_zone, Limits limits = {});

  // Errors: invalid_argument (field "sql": what is wrong with the statement and where, or field "limit"), too_large
  // (text, result), deadline (time, memory), overloaded, cancelled.
  Result<SqlAnswer> ask(const SqlRequest& request, std::stop_token stop);

  // All rows in one form; more rows than the limit are an error, because a file that lacks rows does not say so.
  Result<std::string> save(const SqlRequest& request, warehouse::Format format, std::stop_token stop);

  // What may be called, sorted.
  Result<std::vector<std::string>> function_names();

 private:
  struct Wanted;
  Result<warehouse::FormattedResult> run(const SqlRequest& request, const Wanted& wanted, std::stop_token stop);
  Result<std::string> checked(const SqlRequest& request);
  Result<const Functions*> functions();

  warehouse::Warehouse& warehouse_;
  const std::string database_;
  const std::string time_zone_;
  const Limits limits_;
  ViewMaker views_;
  std::atomic<int> running_ = 0;
  std::mutex mutex_;
  std::optional<Functions> functions_;  // once loaded, not changed
};

}  // namespace throng::analyze::user_sql
