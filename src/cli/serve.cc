#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <charconv>
#include <csignal>
#include <thread>

#include <fmt/format.h>

#include "api/app.h"
#include "api/replay_job.h"
#include "audience/live_watch.h"
#include "audience/push_watch.h"
#include "audience/recompute.h"
#include "base/clock.h"
#include "base/log.h"
#include "cli/backup_folder.h"
#include "cli/channels.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/terminal.h"
#include "cli/watcher.h"
#include "engage/post_office.h"

namespace throng::cli {
namespace {

struct Address {
  std::string host;
  std::uint16_t port = 0;
};

// "127.0.0.1:8710", "[::1]:8710"; port 0 takes any free one.
Result<Address> parse_address(const std::string& text) {
  const auto colon = text.rfind(':');
  Address address;
  const char* const end = text.data() + text.size();
  if (colon == std::string::npos || colon == 0) return invalid("--listen", "expected HOST:PORT, like 127.0.0.1:8710");
  const auto [read, error] = std::from_chars(text.data() + colon + 1, end, address.port);
  if (error != std::errc() || read != end) return invalid("--listen", "expected HOST:PORT, like 127.0.0.1:8710");
  address.host = text.substr(0, colon);
  if (address.host.starts_with('[') && address.host.ends_with(']'))
    address.host = address.host.substr(1, address.host.size() - 2);
  return address;
}

// Blocks the signals that end the server in this thread and all it will start, so that wait() gets them.
class StopSignals {
 public:
  StopSignals() {
    std::signal(SIGPIPE, SIG_IGN);
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }
  void wait() const {
    int signal = 0;
    sigwait(&set_, &signal);
  }

 private:
  sigset_t set_{};
};

std::string url_of(const Address& address, std::uint16_t port) {
  const bool v6 = address.host.find(':') != std::string::npos;
  return v6 ? fmt::format("http://[{}]:{}", address.host, port) : fmt::format("http://{}:{}", address.host, port);
}

// Where people reach the server, for links in messages.
std::string public_url_of(const Config& config, const Address& address, std::uint16_t port) {
  std::string url = config.public_url.empty() ? url_of(address, port) : config.public_url;
  while (url.ends_with('/')) url.pop_back();
  return url;
}

jobs::Kinds kinds_of_jobs(const House& house) {
  jobs::Kinds kinds = audience::kinds_of_jobs(*house.audience, house.stores.calendar);
  kinds.merge(api::kinds_of_jobs(*house.collector, *house.stores.warehouse, house.stores.project.id));
  return kinds;
}

}  // namespace

Result<void> run_serve(const ServeOptions& options) {
  THRONG_TRY(const Config config, DataFolder(options.data).read_config());
  THRONG_TRY(const Address address, parse_address(options.listen.empty() ? config.listen : options.listen));
  const StopSignals signals;  // before any thread is started
  const SystemClock clock;
  const Log log(options.log_level, clock, stderr_sink());
  THRONG_TRY(const House house, open_house(options.data, clock, log));

  api::ServerOptions server_options;
  server_options.http.address = address.host;
  server_options.http.port = address.port;
  server_options.project = house.stores.project.id;
  server_options.web_folder = options.web;
  server_options.public_url = config.public_url;
  server_options.behind_proxy = config.behind_proxy;
  THRONG_TRY(const auto teller, Teller::create(house, clock, log));
  BackupFolder backups(house, clock);
  // So that GET /api/memberships, which needs all tags and layers in memory, seldom waits for them.
  const std::jthread warming([&](const std::stop_token& stop) {
    const auto loaded = house.audience->shelf().load_all(stop);
    if (!loaded && loaded.error().code != ErrorCode::cancelled)
      log.warn("memberships could not be read", {{"why", describe(loaded.error())}});
  });
  const auto jobs = std::make_unique<jobs::Runner>(
      *house.stores.db, jobs::Runner::Options{.project = house.stores.project.id, .kinds = kinds_of_jobs(house)}, clock,
      log);
  const auto live =
      std::make_unique<audience::LiveWatch>(*house.audience, *house.collector, house.stores.calendar, clock, log);
  const auto poster = outbound::make_poster(config.webhooks);
  const auto pushes = std::make_unique<audience::PushWatch>(*house.audience, *house.collector, *poster, clock, log);
  std::atomic<std::uint16_t> port = address.port;  // known when the server has it
  THRONG_TRY(auto office_options, post_options(config, house.stores.folder, *poster, clock));
  THRONG_TRY(const auto office,
             engage::PostOffice::open({*house.audience, *house.collector, clock, log, house.stores.calendar,
                                       [&] { return public_url_of(config, address, port); }},
                                      std::move(office_options)));
  const api::Services services{
      *house.stores.db,
      *house.stores.warehouse,
      *house.timeline,
      *house.collector,
      *house.audience,
      *jobs,
      clock,
      log,
      [&](const ledger::Saved& alert, const board::AlertFinding& found) { teller->alert_changed(alert, found); },
      live.get(),
      teller->postman(),
      [&backups] { return backups.add(); },
      pushes.get(),
      office.get()};
  THRONG_TRY(const auto server, api::start_server(services, server_options));
  port = server->port();
  auto watcher = std::make_unique<Watcher>(house, *teller, *jobs, clock, log);
  print(fmt::format("throng serves {} at {}", house.stores.project.id, url_of(address, server->port())));
  signals.wait();
  log.info("stopping");
  watcher.reset();
  server->stop();
  THRONG_CHECK(house.collector->flush());
  log.info("stopped");
  return {};
}

}  // namespace throng::cli
