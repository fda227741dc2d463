#include <algorithm>

#include <fmt/format.h>

#include "api/messages/journeys.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/http_client.h"
#include "cli/terminal.h"

namespace throng::cli {
namespace {

Result<api::JourneysResponse> journeys_of(HttpClient& client) {
  THRONG_TRY(const std::string text, client.get("/api/journeys"));
  return json::read<api::JourneysResponse>(text);
}

Result<api::JourneyView> find(HttpClient& client, const std::string& wanted) {
  THRONG_TRY(auto all, journeys_of(client));
  for (api::JourneyView& one : all.journeys)
    if (one.id == wanted || one.name == wanted) return std::move(one);
  return fail(ErrorCode::not_found, fmt::format("there is no journey \"{}\"; throng journey list shows them", wanted));
}

std::string called(const engage::Journey& journey, const std::string& step) {
  const engage::Step* const found = engage::find_step(journey, step);
  return found == nullptr || found->name.empty() ? step : found->name;
}

std::string words_of(const engage::Journey& journey, const engage::JourneyRehearsal& went) {
  std::string out =
      fmt::format("would enter {}, walked {}, held out {}\n", went.would_enter, went.walked, went.held_out);
  for (const auto& one : went.visits)
    out += fmt::format("{:>9}  {} {}\n", one.count, one.step.empty() ? "the journey:" : called(journey, one.step),
                       one.outcome);
  for (const auto& one : went.standing)
    out += fmt::format("{:>9}  would be at {}\n", one.count, called(journey, one.step));
  for (const auto& one : went.trail)
    out += fmt::format("{}  {} {}\n", format_instant(one.at), called(journey, one.step), one.outcome);
  out.pop_back();
  return out;
}

}  // namespace

Result<void> run_journey_list(const JourneyOptions& options) {
  THRONG_TRY(HttpClient client, HttpClient::create(options.url, {"", options.secret_key}));
  THRONG_TRY(const auto all, journeys_of(client));
  if (all.journeys.empty()) print("there are no journeys yet");
  for (const auto& one : all.journeys)
    print(fmt::format("{}  {:<9}  version {}, entered {}, inside {}, at the goal {}  {}", one.id,
                      json::enum_text(one.phase), one.version, one.entered, one.inside, one.reached, one.name));
  return {};
}

Result<void> run_journey_rehearse(const JourneyOptions& options) {
  THRONG_TRY(HttpClient client, HttpClient::create(options.url, {"", options.secret_key}));
  THRONG_TRY(const api::JourneyView journey, find(client, options.journey));
  THRONG_TRY(const std::string text, client.post(fmt::format("/api/journeys/{}/rehearse?days={}&person={}", journey.id,
                                                             options.days, options.person),
                                                 "{}"));
  THRONG_TRY(const auto went, json::read<engage::JourneyRehearsal>(text));
  print(words_of(journey, went));
  return {};
}

}  // namespace throng::cli
