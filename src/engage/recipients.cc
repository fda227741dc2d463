#include "engage/recipients.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "audience/memberships.h"
#include "audience/person_traits.h"
#include "audience/plan.h"
#include "engage/channel_kinds.h"
#include "engage/internal/zones.h"
#include "engage/message_event.h"

namespace throng::engage {
namespace {

using model::PersonNumber;

void add_consents(std::vector<KnownRecipient>& all, std::span<const ledger::Consent> consents) {
  std::unordered_map<PersonNumber, std::vector<const ledger::Consent*>> of;
  for (const ledger::Consent& one : consents) of[one.person].push_back(&one);
  for (KnownRecipient& one : all) {
    for (const PersonNumber number : one.recipient.numbers) {
      const auto found = of.find(number);
      if (found == of.end()) continue;
      for (const ledger::Consent* consent : found->second) one.recipient.consents.push_back(*consent);
    }
  }
}

Result<void> add_what_the_ledger_knows(audience::Audience& audience, const Campaign& campaign,
                                       std::vector<KnownRecipient>& all) {
  std::vector<PersonNumber> numbers;
  std::vector<std::string> addresses;
  for (const KnownRecipient& one : all) {
    numbers.insert(numbers.end(), one.recipient.numbers.begin(), one.recipient.numbers.end());
    if (!one.recipient.address.empty()) addresses.push_back(one.recipient.address);
  }
  THRONG_TRY(const auto consents, ledger::list_consents(audience.db(), audience.project(), numbers));
  add_consents(all, consents);
  const std::string channel = boost::describe::enum_to_string(campaign.channel, "");
  THRONG_TRY(const auto found, ledger::suppressed_of(audience.db(), audience.project(), channel, addresses));
  const std::set<std::string> suppressed(found.begin(), found.end());
  for (KnownRecipient& one : all)
    one.recipient.suppressed = suppressed.contains(ledger::normal_address(one.recipient.address));
  return {};
}

}  // namespace

// Those of the rules, then those of the message, each once.
Result<PersonFacts> read_facts(const RecipientSource& source, const FactsWanted& wanted, std::stop_token stop) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (const std::string* name : {&wanted.rules.zone_trait, &wanted.rules.language_trait}) add(*name);
  if (const std::string* const address = address_trait(wanted.rules, wanted.channel)) add(*address);
  for (const std::string& name : wanted.traits) add(name);
  THRONG_TRY(auto tags, PersonTags::read(source.audience, wanted.tags, stop));
  THRONG_TRY(auto traits, audience::PersonTraits::open(*source.audience.sources().timeline, names, std::move(stop)));
  return PersonFacts{std::move(names), std::move(traits), std::move(tags)};
}

Result<std::vector<KnownRecipient>> recipients_of(const RecipientSource& source, const RecipientsWanted& wanted,
                                                  std::stop_token stop) {
  THRONG_TRY(const PersonFacts facts,
             read_facts(source, {wanted.rules, wanted.campaign.channel, wanted.traits, wanted.tags}, std::move(stop)));
  return recipients_of(source, wanted, facts);
}

Result<std::vector<KnownRecipient>> recipients_of(const RecipientSource& source, const RecipientsWanted& wanted,
                                                  const PersonFacts& facts) {
  const auto place_of = [&](const std::string& name) {
    return static_cast<std::size_t>(std::ranges::find(facts.names, name) - facts.names.begin());
  };
  const ChannelKind channel = wanted.campaign.channel;
  const std::string* const address = address_trait(wanted.rules, channel);
  const std::size_t zone = place_of(wanted.rules.zone_trait), language = place_of(wanted.rules.language_trait);
  const timeline::Snapshot& snapshot = facts.traits.snapshot();
  std::vector<KnownRecipient> all(wanted.persons.size());
  std::unordered_map<PersonNumber, std::size_t> row_of;
  std::vector<PersonNumber> representatives;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Recipient& one = all[i].recipient;
    one.person = snapshot.representative(wanted.persons[i]);
    one.numbers = snapshot.numbers_of(one.person);
    one.in_audience = wanted.audience == nullptr || wanted.audience->contains(one.person);
    if (row_of.emplace(one.person, representatives.size()).second) representatives.push_back(one.person);
  }
  const auto rows = facts.traits.of(representatives);
  internal::Zones zones(source.calendar);
  for (KnownRecipient& one : all) {
    const auto& row = rows[row_of[one.recipient.person]];
    if (address != nullptr)
      one.recipient.address = usable_address(channel, internal::text_of_trait(row[place_of(*address)]));
    else if (const auto id = shown_id(source.collector, one.recipient.person))
      one.recipient.address = id->value;
    one.recipient.language = internal::text_of_trait(row[language]);
    one.recipient.zone = zones.of(internal::text_of_trait(row[zone]));
    one.tags = facts.tags.of(one.recipient.numbers);
    for (const std::string& name : wanted.traits) one.traits.emplace_back(name, std::string(row[place_of(name)]));
  }
  THRONG_CHECK(add_what_the_ledger_knows(source.audience, wanted.campaign, all));
  return all;
}

Result<Bitmap> audience_of(audience::Audience& audience, const Calendar& calendar, const model::Filter& filter,
                           Instant now, std::stop_token stop) {
  const audience::CurrentMemberships memberships(audience, {calendar, now, std::move(stop)});
  THRONG_TRY(auto holders, audience::holders_of({&filter, 1}, *audience.sources().timeline, memberships.context()));
  return std::move(holders.filters.front());
}

}  // namespace throng::engage
