// What channels cost per day.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace throng::api {

struct CostRow {
  std::string day;  // 2026-01-31, of the project's time zone
  std::string channel;
  double cost = 0;  // in the project's currency, to four decimals
  std::uint64_t clicks = 0;
  std::uint64_t impressions = 0;
  static constexpr std::string_view kRequired[] = {"day", "channel", "cost"};
};
BOOST_DESCRIBE_STRUCT(CostRow, (), (day, channel, cost, clicks, impressions))
struct CostsBody {  // PUT /api/costs: each row replaces what was known of its day and channel
  std::vector<CostRow> rows;
  static constexpr std::string_view kRequired[] = {"rows"};
};
BOOST_DESCRIBE_STRUCT(CostsBody, (), (rows))
struct CostsResponse {      // GET /api/costs?first=&last=&channel=&limit=&offset=, newest day first
  std::uint64_t total = 0;  // rows
  double cost = 0;          // of all of these
  std::vector<CostRow> rows;
};
BOOST_DESCRIBE_STRUCT(CostsResponse, (), (total, cost, rows))
struct CostsChanged {  // PUT, POST /api/costs/csv, DELETE
  std::uint64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(CostsChanged, (), (rows))

}  // namespace throng::api
