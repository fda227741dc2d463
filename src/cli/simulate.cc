#include "cli/simulate/simulator.h"

#include <fmt/format.h>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/folder.h"
#include "cli/house.h"
#include "cli/http_client.h"
#include "cli/message_sink.h"
#include "cli/simulate/into_warehouse.h"
#include "cli/terminal.h"

namespace throng::cli {
namespace {

Result<SimulatorOptions> simulator_options(const SimulateOptions& options, Calendar calendar) {
  SimulatorOptions out;
  out.persons = options.persons;
  out.days = options.days;
  out.seed = options.seed;
  out.calendar = std::move(calendar);
  if (options.until.empty()) {
    out.until = out.calendar.floor(SystemClock().now(), BucketUnit::day);
    return out;
  }
  const auto instant = parse_instant(options.until);
  if (!instant) return invalid("--until", instant.error().message);
  out.until = *instant;
  if (options.until.size() == 10) {  // a date alone: midnight in the shop
    const Calendar utc = Calendar::utc();
    out.until = out.calendar.midnight(utc.date_of(*instant));
  }
  return out;
}

Result<ShopSimulator> create_shop(const SimulateOptions& options, Calendar calendar) {
  THRONG_TRY(const SimulatorOptions wanted, simulator_options(options, std::move(calendar)));
  auto shop = ShopSimulator::create(wanted);
  if (!shop) return invalid("--" + shop.error().field, shop.error().message);
  return shop;
}

Result<void> write_costs(const ShopSimulator& shop, const std::string& file) {
  if (file.empty()) return {};
  std::string csv = "day,channel,cost\n";
  for (const CostRow& row : shop.costs())
    csv += fmt::format("{:04}-{:02}-{:02},{},{}.{:02}\n", row.day.year, row.day.month, row.day.day, row.channel,
                       row.cents / 100, row.cents % 100);
  return write_file(file, csv);
}

Result<std::unique_ptr<MessageSink>> open_sink(const SimulateOptions& options) {
  if (options.url.empty()) return open_file_sink(options.out.empty() ? "-" : options.out);
  THRONG_TRY(HttpClient client, HttpClient::create(options.url, {options.write_key, ""}));
  return open_server_sink(std::move(client));
}

Result<void> simulate_messages(const ShopSimulator& shop, MessageSink& sink) {
  Progress progress("simulating");
  std::string message;
  for (std::uint32_t n = 0; n < shop.neighbourhoods(); ++n) {
    for (const SimPerson& person : shop.persons_of(n)) {
      for (const SimEvent& event : person.events) {
        message.clear();
        append_message(message, person, event);
        THRONG_CHECK(sink.put(message));
      }
    }
    progress.update(n + 1, shop.neighbourhoods());
  }
  return sink.finish();
}

}  // namespace

Result<void> run_simulate(const SimulateOptions& options) {
  if (!options.into.empty()) {
    const SystemClock clock;
    THRONG_TRY(Stores stores, open_stores(options.into, command_log(clock)));
    THRONG_TRY(const ShopSimulator shop, create_shop(options, stores.calendar));
    THRONG_CHECK(write_costs(shop, options.costs));
    THRONG_TRY(const FillCounts counts, fill_warehouse(shop, *stores.warehouse, stores.project.id));
    note(fmt::format("{} events of {} persons", with_commas(counts.events), with_commas(counts.persons)));
    return {};
  }
  auto calendar = Calendar::create(options.time_zone);
  if (!calendar) return invalid("--time-zone", calendar.error().message);
  THRONG_TRY(const ShopSimulator shop, create_shop(options, std::move(*calendar)));
  THRONG_CHECK(write_costs(shop, options.costs));
  THRONG_TRY(const auto sink, open_sink(options));
  return simulate_messages(shop, *sink);
}

}  // namespace throng::cli
