// Mail through the operator's mail server (邮件), for campaigns: one connection for many mails.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "engage/channel.h"
#include "outbound/dkim.h"
#include "outbound/smtp.h"

namespace throng::engage {

struct EmailSettings {
  outbound::SmtpOptions server;
  std::string from_name;                                     // shown as the sender; "": the address
  std::string reply_to;                                      // "": the sender's
  std::optional<outbound::DkimOptions> dkim = std::nullopt;  // empty: the mail server signs, or nobody
};

// Mails say List-Unsubscribe and List-Unsubscribe-Post where the message has such a URL (RFC 8058), and have the
// message's id in their Message-ID. A connection costs little until the first mail opens it. `clock` outlives it.
// Errors: invalid_argument naming the field.
Result<std::unique_ptr<Channel>> email_channel(EmailSettings settings, const Clock& clock);

// What an outcome means for the mail. Only what the server said to the recipient can make an address bad: 5.1.x but for
// what is said of the sender, and 550, 551 or 553 from a server without such codes (RFC 3463); a policy (5.7.x) says
// nothing of the address. What goes wrong before the mail is begun, signing in too, is for later.
HandOver hand_over_of(const outbound::SmtpOutcome& outcome);

}  // namespace throng::engage
