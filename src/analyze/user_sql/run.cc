#include "analyze/user_sql/run.h"

#include <chrono>

#include <fmt/format.h>

#include "analyze/user_sql/engine_words.h"
#include "analyze/user_sql/statement.h"

namespace throng::analyze::user_sql {
namespace {

// Counts one running statement, if there is room.
class Place {
 public:
  Place(std::atomic<int>& running, int most) : running_(running), got_(running.fetch_add(1) < most) {}
  ~Place() { running_.fetch_sub(1); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  bool got() const { return got_; }

 private:
  std::atomic<int>& running_;
  bool got_;
};

std::string_view take_line(std::string_view& bytes) {
  const auto line = bytes.substr(0, bytes.find('\n'));
  bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
  return line;
}

Result<std::vector<SqlColumn>> columns_from(std::string_view names, std::string_view types) {
  if (names.empty()) return std::vector<SqlColumn>();
  THRONG_TRY(const auto name_list, json::read<std::vector<std::string>>(names));
  THRONG_TRY(const auto type_list, json::read<std::vector<std::string>>(types));
  if (name_list.size() != type_list.size()) return fail(ErrorCode::internal, "the warehouse engine lost a column");
  std::vector<SqlColumn> columns;
  for (std::size_t i = 0; i < name_list.size(); ++i) columns.push_back({name_list[i], type_list[i]});
  return columns;
}

Result<SqlAnswer> answer_from(std::string_view bytes, std::uint32_t limit) {
  SqlAnswer answer;
  const auto names = take_line(bytes);
  const auto types = take_line(bytes);
  THRONG_TRY(answer.columns, columns_from(names, types));
  answer.rows.text = "[";
  while (!bytes.empty() && !answer.truncated) {
    const auto row = take_line(bytes);
    answer.truncated = answer.row_count == limit;
    if (answer.truncated) break;
    if (answer.row_count++ != 0) answer.rows.text += ',';
    answer.rows.text += row;
  }
  answer.rows.text += ']';
  return answer;
}

}  // namespace

struct UserSql::Wanted {
  warehouse::Format format = warehouse::Format::json_lines;
  bool whole = false;  // more rows than the limit are an error
};

UserSql::UserSql(warehouse::Warehouse& warehouse, std::string project, std::string time_zone, Limits limits)
    : warehouse_(warehouse),
      database_(views_database(project)),
      time_zone_(time_zone),
      limits_(limits),
      views_(warehouse, std::move(project), std::move(time_zone)) {}

Result<SqlAnswer> UserSql::ask(const SqlRequest& request, std::stop_token stop) {
  const auto started = std::chrono::steady_clock::now();
  THRONG_TRY(const auto result, run(request, {}, std::move(stop)));
  THRONG_TRY(auto answer, answer_from(result.bytes, request.limit));
  answer.rows_read = result.rows_read;
  answer.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
  return answer;
}

Result<std::string> UserSql::save(const SqlRequest& request, warehouse::Format format, std::stop_token stop) {
  THRONG_TRY(auto result, run(request, {format, true}, std::move(stop)));
  return std::move(result.bytes);
}

Result<std::vector<std::string>> UserSql::function_names() {
  THRONG_TRY(const Functions* known, functions());
  return known->names();
}

Result<const Functions*> UserSql::functions() {
  const std::lock_guard lock(mutex_);
  if (!functions_) {
    THRONG_TRY(auto loaded, Functions::load(warehouse_));
    functions_.emplace(std::move(loaded));
  }
  return &*functions_;
}

Result<std::string> UserSql::checked(const SqlRequest& request) {
  if (request.limit < 1 || request.limit > limits_.rows)
    return invalid("limit", fmt::format("expected 1 to {}", limits_.rows));
  THRONG_CHECK(check_input(request.sql));
  THRONG_TRY(const Functions* known, functions());
  const auto parsed = warehouse_.parse(request.sql);
  if (!parsed) return std::unexpected(readable(parsed.error(), database_));
  THRONG_CHECK(check_parsed(*parsed, *known));
  return as_one_select(*parsed);
}

Result<warehouse::FormattedResult> UserSql::run(const SqlRequest& request, const Wanted& wanted, std::stop_token stop) {
  const Place place(running_, limits_.at_once);
  if (!place.got()) return fail(ErrorCode::overloaded, "other statements are running: try again when they are done");
  THRONG_TRY(const std::string text, checked(request));
  warehouse::ReadOptions options;
  options.max_time = limits_.time;
  options.max_memory = limits_.memory;
  options.max_result_rows = wanted.whole ? request.limit : 0;
  options.stop = std::move(stop);
  options.database = database_;
  options.time_zone = time_zone_;
  options.limit = std::uint64_t{request.limit} + 1;
  options.max_result_bytes = limits_.result_bytes;
  THRONG_CHECK(views_.refresh());
  auto result = warehouse_.query_as(text, options, wanted.format);
  if (!result) {
    // The table of resolved numbers may have been replaced between the refresh and the query.
    THRONG_TRY(const bool changed, views_.refresh());
    if (changed) result = warehouse_.query_as(text, options, wanted.format);
  }
  if (!result) return std::unexpected(readable(result.error(), database_));
  return result;
}

}  // namespace throng::analyze::user_sql
