// What is known of persons who are to get a message, read for a batch of them at a time.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "audience/audience.h"
#include "audience/person_traits.h"
#include "collect/collector.h"
#include "engage/message.h"
#include "engage/person_tags.h"
#include "engage/policy.h"

namespace throng::engage {

struct KnownRecipient {
  Recipient recipient;
  std::vector<std::pair<std::string, std::string>> traits;  // those that were asked for: name and raw JSON
  PersonTags::Values tags;
};

// Where recipients are read from; everything must outlive what is done with it.
struct RecipientSource {
  audience::Audience& audience;
  const collect::Collector& collector;
  Calendar calendar = Calendar::utc();  // of the project: of those without a zone of their own
};

// What messages through a channel must know of persons.
struct FactsWanted {
  const SendingRules& rules;
  ChannelKind channel = ChannelKind::email;
  const std::vector<std::string>& traits;
  const std::vector<std::string>& tags;  // by their names
};
// Traits and tags as of one moment, for those who ask for many batches in a row: to open one reads what is new of every
// trait.
struct PersonFacts {
  std::vector<std::string> names;
  audience::PersonTraits traits;
  PersonTags tags;
};
Result<PersonFacts> read_facts(const RecipientSource& source, const FactsWanted& wanted, std::stop_token stop);

struct RecipientsWanted {
  std::span<const model::PersonNumber> persons;  // any numbers of theirs
  const Campaign& campaign;
  const SendingRules& rules;
  const std::vector<std::string>& traits;
  const std::vector<std::string>& tags;
  const Bitmap* audience = nullptr;  // who is in it now; null: that does not matter
};
// In the order of `persons`; `merged` is left false. Errors: the ledger's and the timeline's.
Result<std::vector<KnownRecipient>> recipients_of(const RecipientSource& source, const RecipientsWanted& wanted,
                                                  std::stop_token stop);
// The same with what was read before, for the same rules, channel, traits and tags.
Result<std::vector<KnownRecipient>> recipients_of(const RecipientSource& source, const RecipientsWanted& wanted,
                                                  const PersonFacts& facts);

// Who is in the campaign's audience now. Errors: those of a segment question.
Result<Bitmap> audience_of(audience::Audience& audience, const Calendar& calendar, const model::Filter& filter,
                           Instant now, std::stop_token stop);

}  // namespace throng::engage
