// What mail servers report of mails that they took: delivered or not (RFC 3464, in a multipart/report of RFC 6522), and
// complaints of those who got them (RFC 5965).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>

#include "base/result.h"

namespace throng::outbound {

enum class MailFate { delivered, bounced, complained };
BOOST_DESCRIBE_ENUM(MailFate, delivered, bounced, complained)

struct MailReport {
  MailFate fate = MailFate::bounced;
  bool permanent = false;  // bounced: for good (a status of 5.x.x)
  std::string address;     // of whom the mail was for; "": not said
  std::string message_id;  // of that mail, without <>; "": not said
  std::string detail;      // in the other side's words, one line of at most kMaxReportDetail bytes
};
inline constexpr std::size_t kMaxReportDetail = 500;
inline constexpr std::size_t kMaxReports = 500;  // in one message

// The reports in a mail; none in one that says that it is still being tried. Errors: invalid_argument (no such mail).
Result<std::vector<MailReport>> read_report_mail(std::string_view mail);

// Of a kind of their own, one line, cut.
std::string report_detail(std::string_view text);

}  // namespace throng::outbound
