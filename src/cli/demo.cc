#include <array>

#include <fmt/format.h>

#include "audience/segment.h"
#include "base/clock.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/simulate/into_warehouse.h"
#include "cli/terminal.h"
#include "ledger/costs.h"
#include "ledger/operators.h"

namespace throng::cli {
namespace {

struct Example {
  std::string_view name;
  std::string_view description;
  std::string_view filter;
};

constexpr std::array<Example, 3> kExamples = {{
    {"高价值客户 High value", "Paid more than 1,000 in the last 90 days",
     R"({"did":{"event":"Order Completed","sum":{"property":"revenue","op":">","value":1000},"within":{"last":90,"unit":"day"}}})"},
    {"加购未下单 Left in the cart", "Put something into the cart in the last 14 days and ordered nothing",
     R"({"all":[{"did":{"event":"Product Added","within":{"last":14,"unit":"day"}}},)"
     R"({"did_not":{"event":"Order Completed","within":{"last":14,"unit":"day"}}}]})"},
    {"爱邀请的人 Inviters", "Sent an invitation and are members from Shanghai, Beijing or Shenzhen",
     R"({"all":[{"did":{"event":"Invite Sent"}},{"person":"city","op":"in","value":["Shanghai","Beijing","Shenzhen"]}]})"},
}};

Result<void> save_examples(ledger::Db& db, const std::string& project, Instant now) {
  THRONG_TRY(const auto operators, ledger::list_operators(db));
  for (const Example& example : kExamples) {
    audience::Segment segment;
    THRONG_TRY(segment.filter, json::read<model::Filter>(example.filter));
    THRONG_CHECK(ledger::add_saved(db,
                                   {.id = {},
                                    .project = project,
                                    .kind = ledger::SavedKind::segment,
                                    .name = std::string(example.name),
                                    .description = std::string(example.description),
                                    .body = json::to_string(segment),
                                    .owner = operators.empty() ? "" : operators.front().email},
                                   now));
  }
  return {};
}

Result<void> save_costs(ledger::Db& db, const std::string& project, const ShopSimulator& shop) {
  std::vector<ledger::Cost> costs;
  for (const CostRow& row : shop.costs()) {
    costs.push_back({.day = fmt::format("{:04}-{:02}-{:02}", row.day.year, row.day.month, row.day.day),
                     .channel = std::string(row.channel),
                     .units = row.cents * ledger::kCostUnits / 100});
  }
  return ledger::put_costs(db, project, costs);
}

}  // namespace

Result<void> run_demo(const DemoOptions& options) {
  if (!DataFolder(options.data).initialised()) {
    InitOptions init;
    init.data = options.data;
    init.time_zone = "Asia/Shanghai";
    init.currency = "CNY";
    THRONG_CHECK(run_init(init));
  }
  const SystemClock clock;
  THRONG_TRY(const Stores stores, open_stores(options.data, command_log(clock)));
  const Instant now = clock.now();
  SimulatorOptions wanted;
  wanted.persons = options.persons;
  wanted.days = options.days;
  wanted.until = now;
  wanted.calendar = stores.calendar;
  const auto shop = ShopSimulator::create(wanted);
  if (!shop) return invalid("--" + shop.error().field, shop.error().message);
  THRONG_TRY(const FillCounts counts, fill_warehouse(*shop, *stores.warehouse, stores.project.id));
  THRONG_CHECK(save_examples(*stores.db, stores.project.id, now));
  THRONG_CHECK(save_costs(*stores.db, stores.project.id, *shop));
  print(fmt::format("simulated {} events of {} persons over {} days, and saved {} segments", with_commas(counts.events),
                    with_commas(counts.persons), options.days, kExamples.size()));
  print("sign in with the operator and password that init printed");
  return {};
}

}  // namespace throng::cli
