// What mail servers and providers report, in the form that each has: bounces and complaints come back here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "outbound/mail_report.h"

namespace throng::engage {

struct MailReports {
  std::vector<outbound::MailReport> reports;
  std::string
      confirm_url;  // Amazon SNS asks whether this address wants its messages: yes is to open that; "": it does not
};

// A mail of RFC 3464 or RFC 5965; or JSON as it comes from Amazon SES (through SNS, or by itself), SendGrid, Mailgun or
// Postmark. Events of other kinds (opened, clicked, ...) are left out. Errors: invalid_argument (none of these).
Result<MailReports> read_mail_reports(std::string_view body);

// The campaign and send that a mail of ours names in its Message-ID, "CAMPAIGN-SEND@DOMAIN"; empty: it is none.
struct NamedSend {
  std::string campaign;
  std::int64_t send = 0;
};
std::optional<NamedSend> named_send(std::string_view message_id);

}  // namespace throng::engage
