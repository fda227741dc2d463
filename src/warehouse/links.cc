#include "warehouse/links.h"

#include "warehouse/schema.h"

namespace throng::warehouse {

Result<std::vector<model::Link>> read_links(Warehouse& warehouse, std::string_view project,
                                            const QueryOptions& options) {
  std::vector<model::Link> links;
  const auto take = [&links](const Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) {
      links.push_back({.id = block.get<std::uint64_t>(0)[i],
                       .kind = static_cast<model::LinkKind>(block.get<std::uint8_t>(1)[i]),
                       .from = block.get<std::uint32_t>(2)[i],
                       .into = block.get<std::uint32_t>(3)[i],
                       .target = block.get<std::uint64_t>(4)[i],
                       .at = from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(5)[i])),
                       .why = block.get<std::string>(6)[i]});
    }
    return {};
  };
  const std::string sql =
      "SELECT id, kind, src, dst, target, at_ms, why FROM " + table(project, "links") + " ORDER BY id";
  THRONG_CHECK(warehouse.query(sql, options, take));
  return links;
}

}  // namespace throng::warehouse
