#include "engage/internal/stored_events.h"

#include <fmt/format.h>

#include "warehouse/schema.h"

namespace throng::engage::internal {

Result<std::vector<model::Event>> stored_events(const PostOfficePlace& place, const std::string& condition,
                                                const std::stop_token& stop) {
  std::vector<model::Event> events;
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) {
      model::Event& event = events.emplace_back();
      event.number = block.get<std::uint64_t>(0)[i];
      event.person = block.get<std::uint32_t>(1)[i];
      event.name = block.get<std::string>(2)[i];
      event.time = from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(3)[i]));
      event.props = block.get<std::string>(4)[i];
    }
    return {};
  };
  const std::string sql = fmt::format("SELECT num, person, event, ts_ms, props FROM {} WHERE {}",
                                      warehouse::table(place.audience.project(), "events"), condition);
  THRONG_CHECK(place.audience.sources().warehouse->query(sql, {.stop = stop}, take));
  return events;
}

std::string quoted_list(const std::set<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + warehouse::quote(text);
  return list;
}

}  // namespace throng::engage::internal
