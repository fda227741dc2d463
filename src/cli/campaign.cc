#include <algorithm>

#include <fmt/format.h>

#include "api/messages/campaigns.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/http_client.h"
#include "cli/terminal.h"

namespace throng::cli {
namespace {

Result<api::CampaignsResponse> campaigns_of(HttpClient& client) {
  THRONG_TRY(const std::string text, client.get("/api/campaigns"));
  return json::read<api::CampaignsResponse>(text);
}

Result<std::string> id_of(HttpClient& client, const std::string& wanted) {
  THRONG_TRY(const auto all, campaigns_of(client));
  for (const auto& one : all.campaigns)
    if (one.id == wanted || one.name == wanted) return one.id;
  return fail(ErrorCode::not_found,
              fmt::format("there is no campaign \"{}\"; throng campaign list shows them", wanted));
}

std::string words_of(const engage::Rehearsal& found) {
  std::string out = fmt::format("audience      {:>9}\n", found.audience);
  for (const auto& [variant, persons] : found.sent) out += fmt::format("would get {:<3} {:>9}\n", variant, persons);
  out += fmt::format("held out      {:>9}\nwould wait    {:>9}\n", found.held_out, found.waiting);
  for (const auto& [reason, persons] : found.refused) out += fmt::format("{:<13} {:>9}\n", reason, persons);
  for (const auto& one : found.missing)
    out += fmt::format("without {}: {}, such as person {}\n", one.variable, one.persons, one.example);
  if (!found.problem.empty()) out += fmt::format("cannot be written: {}\n", found.problem);
  out.pop_back();
  return out;
}

}  // namespace

Result<void> run_campaign_list(const CampaignOptions& options) {
  THRONG_TRY(HttpClient client, HttpClient::create(options.url, {"", options.secret_key}));
  THRONG_TRY(const auto all, campaigns_of(client));
  if (all.campaigns.empty()) print("there are no campaigns yet");
  for (const auto& one : all.campaigns)
    print(fmt::format("{}  {:<9}  sent {}, held out {}, waiting {}, failed {}  {}", one.id, json::enum_text(one.phase),
                      one.sent, one.held_out, one.waiting, one.failed, one.name));
  return {};
}

Result<void> run_campaign_send(const CampaignOptions& options) {
  THRONG_TRY(HttpClient client, HttpClient::create(options.url, {"", options.secret_key}));
  THRONG_TRY(const std::string id, id_of(client, options.campaign));
  if (options.dry_run) {
    THRONG_TRY(const std::string text, client.post(fmt::format("/api/campaigns/{}/rehearse", id), "{}"));
    THRONG_TRY(const auto found, json::read<engage::Rehearsal>(text));
    print(words_of(found));
    return {};
  }
  THRONG_TRY(const std::string text, client.post(fmt::format("/api/campaigns/{}/start", id), "{}"));
  THRONG_TRY(const auto view, json::read<api::CampaignView>(text));
  print(view.next ? fmt::format("{} at {}", json::enum_text(view.phase), format_instant(*view.next))
                  : std::string(json::enum_text(view.phase)));
  return {};
}

}  // namespace throng::cli
