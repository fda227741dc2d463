// Whether a message may go to somebody now: the order of the rules in docs/semantics.md, Sending, as one function of
// what is known of the person.
#pragma once

#include <string_view>

#include <boost/describe/enum.hpp>

#include "base/calendar.h"
#include "engage/campaign.h"
#include "engage/rules.h"
#include "ledger/consents.h"
#include "ledger/sends.h"

namespace throng::engage {

// Why somebody gets nothing, or not yet. Counted under these names. merged: the message is for somebody who has become
// one with a person that has it already. expired: it had to wait too long. unrendered: the template failed.
enum class Refusal {
  merged,
  not_in_audience,
  no_address,
  suppressed,
  no_consent,
  global_control,
  capped,
  quiet_hours,
  expired,
  unrendered,
  stopped
};
BOOST_DESCRIBE_ENUM(Refusal, merged, not_in_audience, no_address, suppressed, no_consent, global_control, capped,
                    quiet_hours, expired, unrendered, stopped)

// What is known of one who is to get a message.
struct Recipient {
  model::PersonNumber person = 0;            // the representative
  std::vector<model::PersonNumber> numbers;  // all of him
  std::string address;                       // "": none, or none that can be written to
  std::string language;                      // "": not known
  Calendar zone = Calendar::utc();
  std::vector<ledger::Consent> consents;  // of all numbers
  bool suppressed = false;
  bool in_audience = true;
  bool merged = false;
};

// Of a person's decisions the latest that speaks of this channel and topic; where none does, the topic's default.
bool consents(const Recipient& recipient, std::string_view channel, const Topic* topic);

// The end of the quiet hours that `now` lies in; empty: it lies in none.
std::optional<Instant> quiet_until(const QuietHours& quiet, const Calendar& zone, Instant now);

// Whether one more message would be too many, `counted` being those of the person.
bool is_capped(const std::vector<FrequencyCap>& caps, std::string_view channel,
               std::span<const ledger::Counted> counted, const Calendar& zone, Instant now);
// Those of a person.
std::vector<ledger::Counted> counted_of(const Recipient& recipient, std::span<const ledger::Counted> all);
// How far back a cap may look.
Duration reach_of(const std::vector<FrequencyCap>& caps);

struct Judged {
  const Campaign& campaign;
  const SendingRules& rules;
  std::string_view project;
  Instant now{};
};
// What quiet hours hold back waits, if the campaign says so, unless it would expire before they end.
ledger::Verdict judge(const Judged& judged, const ledger::Send& send, const Recipient& recipient,
                      std::span<const ledger::Counted> counted);

}  // namespace throng::engage
