// Any text as a crontab line: no crash, no endless search, and what comes next comes after now and on one of its days.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engage/cron.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace throng;
  static const Calendar calendar = Calendar::create("America/New_York").value();
  const auto cron = engage::parse_cron({reinterpret_cast<const char*>(data), size});
  if (!cron) return 0;
  const Instant now = from_ms(1'795'000'000'000);
  const auto next = engage::next_of(*cron, calendar, now);
  if (!next) return 0;
  if (*next <= now || !engage::is_day_of(*cron, calendar.date_of(*next))) std::abort();
  return 0;
}
