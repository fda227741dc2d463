#include <iostream>
#include <iterator>

#include "analyze/registry.h"
#include "api/messages.h"
#include "audience/memberships.h"
#include "base/clock.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/http_client.h"
#include "cli/terminal.h"

namespace throng::cli {
namespace {

Result<analyze::AskRequest> read_question(const AskOptions& options) {
  std::string text;
  if (options.question == "-") {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    THRONG_TRY(text, read_file(options.question));
  }
  THRONG_TRY(auto request, json::read<analyze::AskRequest>(text));
  if (!options.engine.empty()) {
    std::string engine;
    json::write_string(engine, options.engine);
    THRONG_TRY(request.engine, json::read<analyze::Engine>(engine));
  }
  return request;
}

Result<std::string> ask_here(const analyze::AskRequest& request, const std::string& data) {
  const SystemClock clock;
  const Log log = command_log(clock);
  THRONG_TRY(const House house, open_house(data, clock, log));
  THRONG_CHECK(house.collector->flush());
  const analyze::Sources sources{house.timeline.get(), house.stores.warehouse.get(), house.stores.project.id};
  const audience::CurrentMemberships memberships(*house.audience, {house.stores.calendar, clock.now(), {}});
  THRONG_TRY(const analyze::Answered answered, analyze::ask(request, sources, memberships.context()));
  return json::to_string(
      api::AskResponse{request.analysis, answered.engine, answered.snapshot, answered.milliseconds, {answered.json}});
}

}  // namespace

Result<void> run_ask(const AskOptions& options) {
  if (options.url.empty() == options.data.empty())
    return invalid("--data", "say where: either --data DIR or --url URL with --secret-key");
  THRONG_TRY(const analyze::AskRequest request, read_question(options));
  std::string answer;
  if (options.url.empty()) {
    THRONG_TRY(answer, ask_here(request, options.data));
  } else {
    THRONG_TRY(HttpClient client, HttpClient::create(options.url, {"", options.secret_key}));
    THRONG_TRY(answer, client.post("/api/ask", json::to_string(request)));
  }
  print(answer);
  return {};
}

}  // namespace throng::cli
