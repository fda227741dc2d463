// What people do with a message: opened, clicked, unsubscribed; and what their mail servers report of it. Each becomes
// an event of theirs, once.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "collect/collector.h"
#include "engage/links.h"
#include "engage/rules.h"
#include "ledger/consents.h"
#include "ledger/sends.h"
#include "outbound/mail_report.h"

namespace throng::engage {

// What a mail program or a scanner says of itself, to tell it from a human.
struct Reader {
  std::string_view user_agent;
  bool head = false;  // it asked for the head alone
};
// A picture or a link that was fetched by a machine: a scanner says so, asks for the head alone, or is there within
// two seconds of the hand-over. Proxies that fetch a picture when a human opens the mail count as human.
bool is_machine(const Reader& reader, Instant handed_over, Instant now);

class Tracking {
 public:
  struct Place {
    ledger::Db& db;
    collect::Collector& collector;
    std::string project;
    const Clock& clock;
  };
  explicit Tracking(Place place) : place_(std::move(place)) {}

  // Messages that are gone, and tests (0), tell nothing. Errors: the ledger's and the collector's.
  Result<void> opened(std::int64_t send, const Reader& reader);
  Result<void> clicked(std::int64_t send, std::string_view url, const Reader& reader);

  // What somebody may choose: all or nothing, and topic by topic.
  struct TopicChoice {
    std::string id, name;
    bool on = false;
  };
  struct Choices {
    std::string topic;  // of the message
    bool all_off = false;
    std::vector<TopicChoice> topics;
  };
  // Errors: not_found (the message is gone).
  Result<Choices> choices(std::int64_t send);
  // RFC 8058, and the button for it: no more of this topic, or where the message has none of anything.
  Result<void> unsubscribe(std::int64_t send, std::string_view source);
  // Topics that are not named are off; none at all: no more of anything.
  Result<void> choose(std::int64_t send, const std::vector<std::string>& topics);
  // Addresses that bounced for good, and those who complained, are not written to any more, whether the mail is known
  // here or not; of a mail that is, the person gets the event.
  Result<void> reported(std::span<const outbound::MailReport> reports);

 private:
  struct Known {
    ledger::Send send;
    ledger::SendRun run;
  };
  Result<std::optional<Known>> find(std::int64_t send);
  bool is_machine(const Known& known, const Reader& reader) const;
  Result<void> record(const Known& known, std::string_view name, std::map<std::string, json::Raw> more,
                      std::string_view once);
  Result<void> decide(const Known& known, std::vector<ledger::Consent> consents);
  Result<void> tell(const outbound::MailReport& report);

  Place place_;
};

}  // namespace throng::engage
