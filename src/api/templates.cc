// /api/templates: what is written to people.
#include "api/internal/saved_resource.h"
#include "api/internal/sending.h"
#include "api/json_route.h"
#include "api/messages/campaigns.h"
#include "api/routes.h"
#include "engage/channel_kinds.h"

namespace throng::api {
namespace {

using Templates = SavedResource<TemplateBody, TemplateView>;

constexpr std::string_view kPreviewed = "preview";  // the variant and the campaign of a message that is only looked at

Result<TemplatesResponse> list(Call& call) {
  THRONG_TRY(auto all, Templates::all(call));
  return TemplatesResponse{std::move(all)};
}

// One message as a run of a campaign that does not exist.
Result<engage::Composer> composer_of(const engage::Message& message) {
  engage::RunPlan plan;
  plan.name = kPreviewed;
  plan.campaign.channel = message.channel;
  plan.campaign.variants.push_back({std::string(kPreviewed), std::string(kPreviewed), 1});
  plan.messages.push_back(message);
  auto composer = engage::Composer::create(std::string(kPreviewed), std::move(plan));
  if (composer) return composer;
  Error error = std::move(composer).error();
  if (error.field.starts_with("messages[0]")) error.field.replace(0, 11, "message");
  return std::unexpected(std::move(error));
}

struct Looked {
  engage::Outgoing message;
  std::vector<std::string> missing;
};
Result<Looked> look(Call& call, const engage::Message& message, model::PersonNumber person, std::string_view language) {
  THRONG_TRY(const engage::Composer composer, composer_of(message));
  THRONG_TRY(const engage::StoredRules rules, rules_of(call.app));
  engage::KnownRecipient to;
  if (person != 0) {
    const engage::RecipientsWanted wanted{{&person, 1},      composer.plan().campaign, rules,
                                          composer.traits(), composer.tags(),          nullptr};
    THRONG_TRY(auto found,
               engage::recipients_of({call.app.services.audience, call.app.services.collector, call.app.calendar},
                                     wanted, call.request.gone));
    to = std::move(found.front());
  }
  if (!language.empty()) to.recipient.language = language;
  const engage::Links links(sending_url(call), rules.secret);
  Looked looked;
  THRONG_TRY(looked.message, composer.compose({0, kPreviewed, "", to, rules, links, call.app.now(), &looked.missing}));
  return looked;
}

Result<PreviewResponse> preview(Call& call, const PreviewRequest& request) {
  THRONG_TRY(Looked looked, look(call, request.message, request.person, request.language));
  engage::Outgoing& message = looked.message;
  PreviewResponse response{
      message.to, message.title, message.html, message.text, message.url, std::move(looked.missing), std::nullopt};
  if (request.message.channel == engage::ChannelKind::sms) response.sms = engage::sms_length(message.text);
  return response;
}

Result<TestSendResponse> test(Call& call, const TestSendRequest& request) {
  const engage::ChannelKind channel = request.message.channel;
  const bool has_addresses = engage::address_trait({}, channel) != nullptr;
  const std::string to = engage::usable_address(channel, request.to);
  if (has_addresses && to.empty()) return invalid("to", "this channel cannot reach that");
  THRONG_TRY(engage::PostOffice* const office, office_of(call.app));
  THRONG_TRY(Looked looked, look(call, request.message, request.person, ""));
  looked.message.to = has_addresses || !to.empty() ? to : "test";
  looked.message.id += "-" + ledger::random_text(12);
  looked.message.unsubscribe_url.clear();
  THRONG_TRY(const engage::HandOver handed, office->send_test(channel, looked.message, call.request.gone));
  return TestSendResponse{handed.how, handed.detail};
}

// A template that a campaign uses stays.
Result<Empty> remove_one(Call& call) {
  THRONG_TRY(const auto campaigns,
             ledger::list_saved(call.app.services.db, call.app.project.id, engage::Campaign::kKind));
  for (const ledger::Saved& saved : campaigns) {
    const auto campaign = engage::campaign_of(saved);
    if (!campaign) continue;
    for (const engage::Variant& variant : campaign->variants)
      if (variant.message == call.params[0])
        return fail(ErrorCode::conflict, "the campaign \"" + saved.name + "\" uses this template");
  }
  return Templates::remove_one(call);
}

}  // namespace

std::vector<Route> template_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<list>({.path = "/api/templates", .permission = kViewer, .summary = "What is written to people"}),
      json_route<Templates::create<>>(
          {.method = post, .path = "/api/templates", .permission = kAnalyst, .summary = "Add a template, in Liquid"}),
      json_route<preview>({.method = post,
                           .path = "/api/templates/preview",
                           .permission = kViewer,
                           .summary = "A message as one person would get it, and what that person lacks for it",
                           .run_on = RunOn::heavy}),
      json_route<test>({.method = post,
                        .path = "/api/templates/test",
                        .permission = kAnalyst,
                        .summary = "Send a message once, as a test; its links tell nothing",
                        .run_on = RunOn::heavy}),
      json_route<Templates::find<>>({.path = "/api/templates/{id}", .permission = kViewer, .summary = "One template"}),
      json_route<Templates::change<>>({.method = put,
                                       .path = "/api/templates/{id}",
                                       .permission = kAnalyst,
                                       .summary = "Change a template; runs that have begun stay as they are"}),
      json_route<remove_one>(
          {.method = remove, .path = "/api/templates/{id}", .permission = kAnalyst, .summary = "Delete a template"}),
  };
}

}  // namespace throng::api
