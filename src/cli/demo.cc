#include <array>

#include <fmt/format.h>

#include "audience/layers.h"
#include "audience/segment.h"
#include "audience/tag.h"
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
  ledger::SavedKind kind;
  std::string_view name;
  std::string_view description;
  std::string_view body;
};

constexpr std::array<Example, 7> kExamples = {{
    {ledger::SavedKind::segment, "高价值客户 High value", "Paid more than 1,000 in the last 90 days",
     R"({"filter":{"did":{"event":"Order Completed","sum":{"property":"revenue","op":">","value":1000},)"
     R"("within":{"last":90,"unit":"day"}}}})"},
    {ledger::SavedKind::segment, "加购未下单 Left in the cart",
     "Put something into the cart in the last 14 days and ordered nothing",
     R"({"filter":{"all":[{"did":{"event":"Product Added","within":{"last":14,"unit":"day"}}},)"
     R"({"did_not":{"event":"Order Completed","within":{"last":14,"unit":"day"}}}]}})"},
    {ledger::SavedKind::segment, "爱邀请的人 Inviters",
     "Sent an invitation and are members from Shanghai, Beijing or Shenzhen",
     R"({"filter":{"all":[{"did":{"event":"Invite Sent"}},)"
     R"({"person":"city","op":"in","value":["Shanghai","Beijing","Shenzhen"]}]}})"},
    {ledger::SavedKind::tag, "生命阶段 Life stage", "Where a customer stands, by their orders",
     R"({"kind":"rule","category":"生命周期 Lifecycle","rules":[)"
     R"({"value":"新客 New","filter":{"first_time":{"event":"Order Completed","within":{"last":30,"unit":"day"}}}},)"
     R"({"value":"活跃 Active","filter":{"did":{"event":"Order Completed","within":{"last":30,"unit":"day"}}}},)"
     R"({"value":"沉睡 At risk","filter":{"did":{"event":"Order Completed","within":{"last":90,"unit":"day"}}}},)"
     R"({"value":"流失 Lost","filter":{"did":{"event":"Order Completed"}}},)"
     R"({"value":"访客 Visitor","filter":{"all":[]}}]})"},
    {ledger::SavedKind::tag, "消费力 Spending",
     "Revenue of the last 90 days: the lower half, the next 30 %, the top 20 %",
     R"({"kind":"statistic","category":"价值 Value","statistic":{"match":{"event":"Order Completed"},)"
     R"("within":{"last":90,"unit":"day"},"measure":"sum","property":"revenue"},)"
     R"("split":{"by":"percent","cuts":[50,80],"names":["低 Low","中 Middle","高 High"]}})"},
    {ledger::SavedKind::layers, "RFM 客户分层 RFM", "Recency, frequency and revenue of the orders of half a year",
     R"({"kind":"rfm","rfm":{"purchase":{"event":"Order Completed"},"monetary":"revenue",)"
     R"("within":{"last":180,"unit":"day"},"groups":["重要价值 Champions","重要发展 Big, still rare","重要保持 Big, now quiet",)"
     R"("重要挽留 Big, lost","一般价值 Loyal, small","一般发展 New, small","一般保持 Small, now quiet","一般挽留 Small, lost"]},)"
     R"("rest":"未购买 No order"})"},
    {ledger::SavedKind::layers, "生命周期 Lifecycle", "New, active, at risk, churned, won back: by any activity",
     R"({"kind":"lifecycle","lifecycle":{"names":{"new_person":"新用户 New","active":"活跃 Active",)"
     R"("win_back":"回流 Won back","at_risk":"有流失风险 At risk","churned":"已流失 Churned"}},"rest":"无活动 No activity"})"},
}};

// As it is saved: with everything that may be left out.
template <class Body>
Result<std::string> checked(std::string_view text) {
  THRONG_TRY(Body body, json::read<Body>(text));
  THRONG_CHECK(check(body));
  return json::to_string(body);
}

Result<std::string> body_of(const Example& example) {
  switch (example.kind) {
    case ledger::SavedKind::tag: return checked<audience::Tag>(example.body);
    case ledger::SavedKind::layers: return checked<audience::LayerScheme>(example.body);
    default: return checked<audience::Segment>(example.body);
  }
}

Result<void> save_examples(ledger::Db& db, const std::string& project, Instant now) {
  THRONG_TRY(const auto operators, ledger::list_operators(db));
  for (const Example& example : kExamples) {
    THRONG_TRY(const std::string body, body_of(example));
    THRONG_CHECK(ledger::add_saved(db,
                                   {.id = {},
                                    .project = project,
                                    .kind = example.kind,
                                    .name = std::string(example.name),
                                    .description = std::string(example.description),
                                    .body = body,
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
  print(fmt::format("simulated {} events of {} persons over {} days, and saved {} segments, tags and layers",
                    with_commas(counts.events), with_commas(counts.persons), options.days, kExamples.size()));
  print("sign in with the operator and password that init printed");
  return {};
}

}  // namespace throng::cli
