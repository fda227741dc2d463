#include "warehouse/warehouse.h"

#include <iterator>

namespace throng::warehouse {
namespace {

// Column by column; lists move their offsets up by what is there already.
void append(Column& to, const Column& from) {
  const auto before = to.offsets.empty() ? 0 : to.offsets.back();
  for (const auto end : from.offsets) to.offsets.push_back(before + end);
  to.nulls.insert(to.nulls.end(), from.nulls.begin(), from.nulls.end());
  std::visit(
      [&from](auto& values) {
        const auto& more = std::get<std::remove_cvref_t<decltype(values)>>(from.values);
        values.insert(values.end(), more.begin(), more.end());
      },
      to.values);
}

}  // namespace

Result<ParsedStatement> Warehouse::parse(std::string_view) {
  return fail(ErrorCode::internal, "this warehouse does not parse statements");
}

Result<FormattedResult> Warehouse::query_as(std::string_view, const ReadOptions&, Format) {
  return fail(ErrorCode::internal, "this warehouse does not format results");
}

Result<Block> query_all(Warehouse& warehouse, std::string_view sql, const QueryOptions& options) {
  Block all;
  const auto sink = [&all](const Block& block) -> Result<void> {
    if (all.columns.empty()) {
      all = block;
      return {};
    }
    all.rows += block.rows;
    for (std::size_t i = 0; i < all.columns.size(); ++i) append(all.columns[i], block.columns[i]);
    return {};
  };
  THRONG_CHECK(warehouse.query(sql, options, sink));
  return all;
}

Result<std::vector<std::string>> damaged_parts(Warehouse& warehouse) {
  THRONG_TRY(const auto found, query_all(warehouse,
                                         "SELECT concat(database, '.', table, ': ', name) FROM system.detached_parts "
                                         "WHERE reason != '' "
                                         "ORDER BY database, table, name"));
  if (found.rows == 0) return std::vector<std::string>();
  return found.get<std::string>(0);
}

}  // namespace throng::warehouse
