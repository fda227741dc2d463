#include "ledger/costs.h"

#include <fmt/format.h>

#include "api/cost_rows.h"
#include "base/clock.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/http_client.h"
#include "cli/terminal.h"

namespace throng::cli {

Result<void> run_costs(const CostsOptions& options) {
  if (options.url.empty() == options.data.empty())
    return invalid("--data", "say where to: either --data DIR or --url URL with --secret-key");
  // Read here first, so that a wrong line is named before anything is sent.
  THRONG_TRY(const std::string csv, read_file(options.file));
  const auto source = collect::memory_source(csv);
  THRONG_TRY(const auto costs, api::read_cost_csv(*source));
  if (options.url.empty()) {
    const SystemClock clock;
    THRONG_TRY(const Stores stores, open_stores(options.data, command_log(clock)));
    THRONG_CHECK(ledger::put_costs(*stores.db, stores.project.id, costs));
  } else {
    THRONG_TRY(HttpClient client, HttpClient::create(options.url, {"", options.secret_key}));
    THRONG_CHECK(client.post("/api/costs/csv", csv));
  }
  print(fmt::format("{:<24}{}", "costs set", with_commas(costs.size())));
  return {};
}

}  // namespace throng::cli
