#include "engage/internal/feeder.h"

#include <algorithm>

#include <fmt/format.h>

#include "engage/channel_kinds.h"
#include "engage/policy.h"
#include "engage/rules.h"
#include "engage/winner.h"

namespace throng::engage::internal {
namespace {

using ledger::RunState;
using ledger::SendState;
using model::PersonNumber;

constexpr std::size_t kBatch = 256;
constexpr Duration kFactsAge = seconds(2);     // so old may their traits and tags be
constexpr Duration kAudienceAge = seconds(5);  // so old may what is known of the audience be

// Whether another row of the run is for the same person, and goes before this one. Of two who became one person while
// they waited the row that was queued first is sent.
bool is_merged(const ledger::Send& send, const Recipient& to, std::span<const ledger::InRun> in_run) {
  return std::ranges::any_of(in_run, [&](const ledger::InRun& other) {
    if (other.send == send.id || other.entry != send.entry || other.state == SendState::dropped) return false;
    if (std::ranges::find(to.numbers, other.person) == to.numbers.end()) return false;
    return other.send < send.id || other.state != SendState::queued;
  });
}

std::string key_of(const FactsWanted& wanted) {
  const std::string* const address = address_trait(wanted.rules, wanted.channel);
  const std::vector<std::string> of_rules = {wanted.rules.zone_trait, wanted.rules.language_trait,
                                             address == nullptr ? std::string() : *address};
  return json::to_string(of_rules) + json::to_string(wanted.traits) + json::to_string(wanted.tags);
}

}  // namespace

Result<bool> Feeder::step(const std::stop_token& stop) {
  ledger::Db& db = place_.audience.db();
  THRONG_TRY(const StoredRules rules, sending_rules(db, place_.audience.project(), place_.clock.now()));
  THRONG_TRY(const auto runs, ledger::running_send_runs(db, place_.audience.project()));
  for (const auto& [kind, sender] : senders_) sender->limit(most_per_second(rules, kind));
  std::erase_if(
      open_, [&](const auto& one) { return std::ranges::find(runs, one.first, &ledger::SendRun::id) == runs.end(); });
  ++step_;
  const Instant now = place_.clock.now();
  std::erase_if(facts_, [&](const auto& one) { return now - one.second.read >= kFactsAge; });  // they hold a snapshot
  bool any = false;
  for (const ledger::SendRun& run : runs) {
    if (stop.stop_requested()) break;
    Result<Fed> fed = Fed::some;
    while (fed && *fed == Fed::some && !stop.stop_requested()) {
      fed = feed(run, rules, stop);
      any |= fed && *fed != Fed::nothing;
    }
    if (!fed && fed.error().code != ErrorCode::cancelled)
      place_.log.warn("a campaign could not be sent", {{"campaign", run.campaign}, {"why", describe(fed.error())}});
  }
  return any;
}

Result<Feeder::Open*> Feeder::open(const ledger::SendRun& run) {
  if (const auto found = open_.find(run.id); found != open_.end()) return &found->second;
  THRONG_TRY(RunPlan plan, plan_of_run(place_.audience.db(), run));
  THRONG_TRY(Composer composer, Composer::create(run.campaign, std::move(plan)));
  Open fresh{.composer = std::move(composer), .audience = {}, .looked = Instant{}, .winner = {}};
  return &open_.emplace(run.id, std::move(fresh)).first->second;
}

// Looked at anew for each batch would be a scan of everybody for 256 messages.
Result<void> Feeder::refresh(Open& open, const std::stop_token& stop) const {
  const Instant now = place_.clock.now();
  if (open.looked != Instant{} && now - open.looked < kAudienceAge) return {};
  const Campaign& campaign = open.composer.plan().campaign;
  THRONG_TRY(open.audience, audience_of(place_.audience, place_.calendar, campaign.audience, now, stop));
  open.looked = now;
  return {};
}

// Each reading asks the warehouse for what is new of every trait, and there is one in a step. Whom an event triggers
// may be new, or may have said just before how to reach him: what was read before he was queued is too old.
Result<std::shared_ptr<const PersonFacts>> Feeder::facts_for(const Composer& composer, const StoredRules& rules,
                                                             std::vector<ledger::Send>& sends,
                                                             const std::stop_token& stop) {
  const Campaign& campaign = composer.plan().campaign;
  const FactsWanted wanted{rules, campaign.channel, composer.traits(), composer.tags()};
  Facts& known = facts_[key_of(wanted)];
  const bool is_triggered = campaign.timing.rhythm == Rhythm::event;
  const auto is_too_new = [&](const ledger::Send& send) { return is_triggered && send.at >= known.read; };
  if (known.facts && known.step == step_) std::erase_if(sends, is_too_new);
  if (known.facts && std::ranges::none_of(sends, is_too_new)) return known.facts;
  const Instant now = place_.clock.now();
  if (is_triggered) THRONG_CHECK(place_.collector.flush());
  THRONG_TRY(PersonFacts facts, read_facts(source(), wanted, stop));
  known = {std::make_shared<const PersonFacts>(std::move(facts)), now, step_};
  return known.facts;
}

// The first of those who waited for it is due: the winner is chosen, and stays so.
Result<void> Feeder::give_winner(const ledger::SendRun& run, Open& open, std::span<ledger::Send> sends,
                                 const std::stop_token& stop) const {
  std::vector<std::int64_t> without;
  for (const ledger::Send& send : sends)
    if (send.variant.empty()) without.push_back(send.id);
  if (without.empty()) return {};
  ledger::Db& db = place_.audience.db();
  if (open.winner.empty()) open.winner = run.winner;
  if (open.winner.empty()) {
    THRONG_CHECK(place_.collector.flush());
    const TrialWanted wanted{run, open.composer.plan().campaign, place_.calendar, place_.clock.now()};
    THRONG_TRY(const auto tried, tried_of(place_.audience, wanted, stop));
    THRONG_TRY(open.winner, ledger::choose_winner(db, run.id, best_of(tried)));
    for (const Tried& one : tried)
      place_.log.info("a content was tried", {{"campaign", run.campaign},
                                              {"variant", one.variant},
                                              {"sent", static_cast<std::int64_t>(one.sent)},
                                              {"did", static_cast<std::int64_t>(one.did)},
                                              {"won", one.variant == open.winner ? "yes" : "no"}});
  }
  THRONG_CHECK(ledger::give_variant(db, without, open.winner));
  for (ledger::Send& send : sends)
    if (send.variant.empty()) send.variant = open.winner;
  return {};
}

Result<Feeder::Fed> Feeder::feed(const ledger::SendRun& run, const StoredRules& rules, const std::stop_token& stop) {
  THRONG_TRY(Open* const open, this->open(run));
  const Campaign& campaign = open->composer.plan().campaign;
  const auto found = senders_.find(campaign.channel);
  if (found == senders_.end()) return Fed::nothing;
  Sender& sender = *found->second;
  const std::size_t room = std::min(kBatch, sender.room(run.transactional));
  if (room < kBatch / 2) return Fed::full;  // soon there is; few at a time cost as much as many
  ledger::Db& db = place_.audience.db();
  THRONG_TRY(auto sends, ledger::due_sends(db, run.id, place_.clock.now(), room));
  if (sends.empty()) {
    const bool goes_on = campaign.timing.rhythm == Rhythm::event;  // until it is stopped
    if (goes_on || run.state != RunState::running) return Fed::nothing;
    THRONG_TRY(const bool finished, ledger::finish_send_run(db, run.id, place_.clock.now()));
    return finished ? Fed::full : Fed::nothing;  // look again: its campaign may be over
  }
  THRONG_CHECK(give_winner(run, *open, sends, stop));
  if (campaign.recheck) THRONG_CHECK(refresh(*open, stop));
  THRONG_TRY(const auto facts, facts_for(open->composer, rules, sends, stop));
  if (sends.empty()) return Fed::nothing;
  std::vector<PersonNumber> persons;
  for (const ledger::Send& send : sends) persons.push_back(send.person);
  const RecipientsWanted wanted{persons,
                                campaign,
                                rules,
                                open->composer.traits(),
                                open->composer.tags(),
                                campaign.recheck ? &open->audience : nullptr};
  THRONG_TRY(auto recipients, recipients_of(source(), wanted, *facts));
  THRONG_TRY(const auto claimed, claim(rules, campaign, sends, recipients));
  std::map<std::int64_t, const KnownRecipient*> to;
  for (std::size_t i = 0; i < sends.size(); ++i) to[sends[i].id] = &recipients[i];
  THRONG_CHECK(give(sender, run, rules, *open, claimed, to));
  return Fed::some;
}

Result<std::vector<ledger::Send>> Feeder::claim(const StoredRules& rules, const Campaign& campaign,
                                                std::span<const ledger::Send> sends,
                                                std::vector<KnownRecipient>& to) const {
  const Instant now = place_.clock.now();
  std::vector<PersonNumber> numbers;
  for (const KnownRecipient& one : to)
    numbers.insert(numbers.end(), one.recipient.numbers.begin(), one.recipient.numbers.end());
  const Judged judged{campaign, rules, place_.audience.project(), now};
  const auto decide = [&](const ledger::KnownSends& known) {
    std::vector<ledger::Counted> counted = known.counted;
    std::vector<ledger::Verdict> verdicts;
    for (std::size_t i = 0; i < sends.size(); ++i) {
      Recipient& recipient = to[i].recipient;
      recipient.merged = is_merged(sends[i], recipient, known.in_run);
      verdicts.push_back(judge(judged, sends[i], recipient, counted_of(recipient, counted)));
      if (verdicts.back().counts) counted.push_back({recipient.person, now, sends[i].channel});
    }
    return verdicts;
  };
  return ledger::claim_sends(place_.audience.db(), {sends, numbers, now - reach_of(rules.caps), now}, decide);
}

Result<void> Feeder::give(Sender& sender, const ledger::SendRun& run, const StoredRules& rules, const Open& open,
                          std::span<const ledger::Send> claimed,
                          const std::map<std::int64_t, const KnownRecipient*>& to) {
  const Links links(place_.public_url(), rules.secret);
  const Instant now = place_.clock.now();
  std::vector<Prepared> prepared;
  std::vector<ledger::SendEnd> failed;
  for (const ledger::Send& send : claimed) {
    auto message =
        open.composer.compose({send.id, send.variant, send.context, *to.at(send.id), rules, links, now, nullptr});
    if (!message) {
      failed.push_back({send.id, SendState::dropped, "unrendered", {}});
      place_.log.warn("a message could not be written",
                      {{"campaign", run.campaign}, {"why", describe(message.error())}});
      continue;
    }
    prepared.push_back({send.id, run.transactional, send.tries,
                        send.first_due + open.composer.plan().campaign.give_up_after, *std::move(message)});
  }
  if (!failed.empty()) THRONG_CHECK(ledger::hand_over_sends(place_.audience.db(), failed, {}, place_.clock.now()));
  sender.give(std::move(prepared));
  return {};
}

}  // namespace throng::engage::internal
