#include "cli/commands.h"

#ifdef THRONG_KAFKA

#include <csignal>

#include <fmt/format.h>

#include "base/clock.h"
#include "cli/house.h"
#include "cli/import_rows.h"
#include "cli/terminal.h"
#include "kafka/intake.h"

namespace throng::cli {
namespace {

volatile std::sig_atomic_t stopping = 0;

Result<std::pair<std::string, std::string>> setting_of(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0) return invalid("--set", "expected NAME=VALUE, got \"" + text + "\"");
  return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

// Until a signal comes, or nothing else for as long as wanted.
Result<void> consume(const ConsumeOptions& options, const collect::RowForm& form, const collect::RowSink& sink) {
  kafka::ConsumerOptions from{options.brokers, options.topic, options.group, {}};
  for (const std::string& text : options.settings) {
    THRONG_TRY(auto setting, setting_of(text));
    from.more.push_back(std::move(setting));
  }
  THRONG_TRY(kafka::Consumer consumer, kafka::Consumer::open(from));
  kafka::Intake intake(consumer, options.topic, form, sink);
  collect::ImportReport report;
  std::signal(SIGTERM, [](int) { stopping = 1; });
  std::signal(SIGINT, [](int) { stopping = 1; });
  {
    Progress progress("messages");
    for (std::uint32_t idle = 0; stopping == 0 && (options.until_idle == 0 || idle < options.until_idle);) {
      THRONG_TRY(const bool some, intake.step(seconds(1), report));
      idle = some ? 0 : idle + 1;
      progress.update(report.rows, 0);
    }
  }
  print_report(report);
  return {};
}

Result<void> consume_into_folder(const ConsumeOptions& options, const collect::RowForm& form) {
  const SystemClock clock;
  const Log log = command_log(clock);
  THRONG_TRY(const House house, open_house(options.data, clock, log));
  THRONG_CHECK(consume(options, form, collect::to(*house.collector, kafka::source_of(options.topic))));
  return house.collector->flush();
}

}  // namespace

Result<void> run_consume(const ConsumeOptions& options) {
  if (options.url.empty() == options.data.empty())
    return invalid("--data", "say where to: either --data DIR or --url URL with --write-key");
  THRONG_TRY(const FormOfRows rows, FormOfRows::read(options.mapping, options.shape, options.time_zone));
  if (options.url.empty()) return consume_into_folder(options, rows.form());
  THRONG_TRY(HttpClient client, HttpClient::create(options.url, {options.write_key, ""}));
  return consume(options, rows.form(), to_server(client));
}

}  // namespace throng::cli

#endif
