// Any bytes as a report of a mail server or provider: no crash, and what comes out is bounded.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engage/mail_reports.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace throng;
  const auto found = engage::read_mail_reports({reinterpret_cast<const char*>(data), size});
  if (!found) return 0;
  if (found->reports.size() > outbound::kMaxReports) std::abort();
  for (const outbound::MailReport& report : found->reports) {
    if (report.detail.size() > outbound::kMaxReportDetail) std::abort();
    engage::named_send(report.message_id);
  }
  return 0;
}
