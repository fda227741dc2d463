#include "engage/tracking.h"

#include <algorithm>
#include <array>

#include "engage/campaign.h"
#include "engage/mail_reports.h"
#include "engage/message_event.h"
#include "engage/policy.h"
#include "outbound/mail.h"

namespace throng::engage {
namespace {

constexpr Duration kFasterThanHumans = seconds(2);
constexpr std::size_t kMaxSource = 400;
// Words of scanners and link checkers; mail proxies that fetch for a human are not among them.
constexpr std::array<std::string_view, 9> kMachines = {"bot",    "crawler", "spider",  "scanner", "curl/",
                                                       "python", "wget",    "preview", "monitor"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

json::Raw raw(std::string_view text) { return json::Raw{json::to_string(std::string(text))}; }
json::Raw raw(bool value) { return json::Raw{value ? "true" : "false"}; }

}  // namespace

bool is_machine(const Reader& reader, Instant handed_over, Instant now) {
  if (reader.head || now - handed_over < kFasterThanHumans) return true;
  const std::string agent = lower(reader.user_agent);
  return std::ranges::any_of(kMachines, [&](std::string_view word) { return agent.contains(word); });
}

Result<std::optional<Tracking::Known>> Tracking::find(std::int64_t send) {
  if (send == 0) return std::nullopt;
  THRONG_TRY(const auto found, ledger::find_send(place_.db, send));
  if (!found) return std::nullopt;
  auto run = ledger::find_send_run(place_.db, place_.project, found->run);
  if (!run && run.error().code == ErrorCode::not_found) return std::nullopt;
  if (!run) return std::unexpected(run.error());
  return Known{*found, *std::move(run)};
}

Result<void> Tracking::record(const Known& known, std::string_view name, std::map<std::string, json::Raw> more,
                              std::string_view once) {
  auto event =
      message_event(place_.collector, known.run, {known.send, name, place_.clock.now(), std::move(more), once});
  if (!event) return {};
  std::vector<model::Event> events;
  events.push_back(*std::move(event));
  THRONG_CHECK(place_.collector.record(std::move(events)));
  return {};
}

// In an app it is on the screen at once, and nobody scans it on the way.
bool Tracking::is_machine(const Known& known, const Reader& reader) const {
  const bool on_screen = known.send.channel == json::enum_text(ChannelKind::in_app);
  return engage::is_machine(reader, on_screen ? Instant{} : known.send.at, place_.clock.now());
}

// A machine's opening does not hide the human's that comes later.
Result<void> Tracking::opened(std::int64_t send, const Reader& reader) {
  THRONG_TRY(const auto known, find(send));
  if (!known) return {};
  const bool machine = is_machine(*known, reader);
  return record(*known, model::kMessageOpened, {{"machine", raw(machine)}}, machine ? "machine" : "");
}

Result<void> Tracking::clicked(std::int64_t send, std::string_view url, const Reader& reader) {
  THRONG_TRY(const auto known, find(send));
  if (!known) return {};
  const bool machine = is_machine(*known, reader);
  const std::string once = (machine ? "machine " : "") + std::string(url);
  return record(*known, model::kMessageClicked, {{"machine", raw(machine)}, {"url", raw(url)}}, once);
}

Result<Tracking::Choices> Tracking::choices(std::int64_t send) {
  THRONG_TRY(const auto known, find(send));
  if (!known) return fail(ErrorCode::not_found, "this message is gone");
  THRONG_TRY(const RunPlan plan, json::read<RunPlan>(known->run.body));
  THRONG_TRY(const StoredRules rules, sending_rules(place_.db, place_.project, place_.clock.now()));
  Recipient recipient;
  for (const auto& id : place_.collector.ids_of(known->send.person)) recipient.numbers.push_back(id.number);
  THRONG_TRY(recipient.consents, ledger::list_consents(place_.db, place_.project, recipient.numbers));
  Choices choices{
      .topic = plan.campaign.topic, .all_off = !consents(recipient, known->send.channel, nullptr), .topics = {}};
  for (const Topic& topic : rules.topics)
    choices.topics.push_back({topic.id, topic.name, consents(recipient, known->send.channel, &topic)});
  return choices;
}

Result<void> Tracking::decide(const Known& known, std::vector<ledger::Consent> consents) {
  for (ledger::Consent& one : consents) {
    one.person = known.send.person;
    one.channel = known.send.channel;
    one.at = place_.clock.now();
  }
  return ledger::put_consents(place_.db, place_.project, consents);
}

Result<void> Tracking::unsubscribe(std::int64_t send, std::string_view source) {
  THRONG_TRY(const auto known, find(send));
  if (!known) return {};
  THRONG_TRY(const RunPlan plan, json::read<RunPlan>(known->run.body));
  ledger::Consent no;
  no.topic = plan.campaign.topic;
  no.source = source;
  THRONG_CHECK(decide(*known, {no}));
  return record(*known, model::kMessageUnsubscribed, {{"topic", raw(no.topic)}}, "");
}

// Said topic by topic after what is said of everything, so that both are of one instant and the topics count.
Result<void> Tracking::choose(std::int64_t send, const std::vector<std::string>& topics) {
  THRONG_TRY(const auto known, find(send));
  if (!known) return {};
  THRONG_TRY(const StoredRules rules, sending_rules(place_.db, place_.project, place_.clock.now()));
  std::vector<ledger::Consent> said;
  const auto say = [&](const std::string& topic, bool on) {
    ledger::Consent one;
    one.topic = topic;
    one.granted = on;
    one.source = "preferences";
    said.push_back(std::move(one));
  };
  say("", !topics.empty());
  for (const Topic& topic : rules.topics) say(topic.id, std::ranges::find(topics, topic.id) != topics.end());
  THRONG_CHECK(decide(*known, std::move(said)));
  if (!topics.empty()) return {};
  return record(*known, model::kMessageUnsubscribed, {{"topic", raw(std::string_view())}}, "");
}

// A bounce for good does not hide behind one that was not.
Result<void> Tracking::tell(const outbound::MailReport& report) {
  using outbound::MailFate;
  const auto named = named_send(report.message_id);
  if (!named) return {};
  THRONG_TRY(const auto known, find(named->send));
  if (!known || known->run.campaign != named->campaign) return {};
  switch (report.fate) {
    case MailFate::delivered: return record(*known, model::kMessageDelivered, {}, "");
    case MailFate::complained: return record(*known, model::kMessageComplained, {{"reason", raw(report.detail)}}, "");
    case MailFate::bounced: break;
  }
  return record(*known, model::kMessageBounced, {{"reason", raw(report.detail)}, {"permanent", raw(report.permanent)}},
                report.permanent ? "" : "soft");
}

Result<void> Tracking::reported(std::span<const outbound::MailReport> reports) {
  std::vector<ledger::Suppression> suppressed;
  for (const outbound::MailReport& report : reports) {
    THRONG_CHECK(tell(report));
    const bool complained = report.fate == outbound::MailFate::complained;
    if (!complained && !report.permanent) continue;
    if (!outbound::check_address(report.address)) continue;
    suppressed.push_back({std::string(json::enum_text(ChannelKind::email)), report.address,
                          complained ? "complained" : "bounced", report.detail.substr(0, kMaxSource),
                          place_.clock.now()});
  }
  if (suppressed.empty()) return {};
  THRONG_CHECK(ledger::add_suppressions(place_.db, place_.project, suppressed));
  return {};
}

}  // namespace throng::engage
