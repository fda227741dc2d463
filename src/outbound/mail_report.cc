#include "outbound/mail_report.h"

#include <algorithm>
#include <optional>

#include "base/encoding.h"

namespace throng::outbound {
namespace {

constexpr std::size_t kMaxParts = 20;
constexpr std::size_t kMaxHeaders = 1000;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// A line without its end; `text` begins after it.
std::string_view next_line(std::string_view& text) {
  const auto end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

struct Header {
  std::string name;  // lower case
  std::string value;
};

// Up to the empty line, unfolded; `text` begins after it.
std::vector<Header> read_headers(std::string_view& text) {
  std::vector<Header> all;
  while (!text.empty()) {
    const std::string_view line = next_line(text);
    if (line.empty()) break;
    if ((line[0] == ' ' || line[0] == '\t') && !all.empty()) {
      all.back().value += ' ';
      all.back().value += trimmed(line);
      continue;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || all.size() >= kMaxHeaders) continue;
    all.push_back({lower(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1)))});
  }
  return all;
}

std::string value_of(const std::vector<Header>& headers, std::string_view name) {
  const auto found = std::ranges::find(headers, name, &Header::name);
  return found == headers.end() ? std::string() : found->value;
}

// "rfc822; ann@shop.example" -> "ann@shop.example"
std::string after_type(std::string_view value) {
  const auto semicolon = value.find(';');
  std::string_view rest = trimmed(semicolon == std::string_view::npos ? value : value.substr(semicolon + 1));
  if (rest.starts_with('<') && rest.ends_with('>')) rest = rest.substr(1, rest.size() - 2);
  return std::string(rest);
}

std::string without_angles(std::string_view value) {
  const auto open = value.find('<'), close = value.find('>');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return std::string(trimmed(value));
  return std::string(value.substr(open + 1, close - open - 1));
}

// A parameter of a Content-Type, quoted or not; "": there is none.
std::string parameter_of(std::string_view content_type, std::string_view name) {
  const std::string low = lower(content_type);
  for (auto at = low.find(';'); at != std::string::npos; at = low.find(';', at + 1)) {
    const auto begin = low.find_first_not_of(" \t", at + 1);
    if (begin == std::string::npos || low.compare(begin, name.size(), name) != 0) continue;
    const auto equals = low.find_first_not_of(" \t", begin + name.size());
    if (equals == std::string::npos || low[equals] != '=') continue;
    const std::string_view value = trimmed(content_type.substr(equals + 1));
    if (value.starts_with('"')) return std::string(value.substr(1, value.find('"', 1) - 1));
    return std::string(trimmed(value.substr(0, value.find(';'))));
  }
  return {};
}

std::string from_quoted_printable(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      out += text[i];
    } else if (i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      i = std::min(text.find('\n', i), text.size());  // a soft line break
    }
  }
  return out;
}

struct Part {
  std::string type;  // lower case, without parameters
  std::string body;  // decoded
};

Part part_of(std::string_view text) {
  const auto headers = read_headers(text);
  const std::string type = value_of(headers, "content-type");
  const std::string encoding = lower(value_of(headers, "content-transfer-encoding"));
  Part part{lower(trimmed(std::string_view(type).substr(0, type.find(';')))), std::string(text)};
  if (encoding == "quoted-printable") part.body = from_quoted_printable(text);
  if (encoding == "base64") {
    std::erase_if(part.body, [](char c) { return c == '\r' || c == '\n' || c == ' '; });
    part.body = from_base64(part.body).value_or("");
  }
  return part;
}

std::vector<Part> parts_of(std::string_view body, const std::string& boundary) {
  const std::string mark = "--" + boundary;
  std::vector<Part> parts;
  std::optional<std::size_t> begin;
  for (std::string_view left = body; !left.empty() && parts.size() < kMaxParts;) {
    const auto at = static_cast<std::size_t>(left.data() - body.data());
    const std::string_view line = next_line(left);
    if (!line.starts_with(mark)) continue;
    if (begin) parts.push_back(part_of(body.substr(*begin, at - *begin)));
    begin = static_cast<std::size_t>(left.data() - body.data());
    if (line.substr(mark.size()).starts_with("--")) return parts;
  }
  if (begin && *begin < body.size() && parts.size() < kMaxParts) parts.push_back(part_of(body.substr(*begin)));
  return parts;
}

std::string message_id_in(const std::vector<Part>& parts) {
  for (const Part& part : parts) {
    const bool is_message = part.type == "message/rfc822" || part.type == "text/rfc822-headers" ||
                            part.type == "message/global" || part.type == "message/global-headers";
    if (!is_message) continue;
    std::string_view text = part.body;
    while (text.starts_with('\n') || text.starts_with("\r\n")) next_line(text);
    return without_angles(value_of(read_headers(text), "message-id"));
  }
  return {};
}

// One of the blocks after the first of a delivery status (RFC 3464 §2.3).
std::optional<MailReport> of_recipient(const std::vector<Header>& fields) {
  const std::string action = lower(value_of(fields, "action"));
  const std::string status = value_of(fields, "status");
  MailReport report;
  const std::string original = value_of(fields, "original-recipient");
  report.address = after_type(original.empty() ? value_of(fields, "final-recipient") : original);
  const std::string diagnosis = after_type(value_of(fields, "diagnostic-code"));
  report.detail = report_detail(diagnosis.empty() ? status : diagnosis);
  if (action == "delivered" || action == "relayed" || action == "expanded") {
    report.fate = MailFate::delivered;
    return report;
  }
  report.permanent = status.starts_with('5');
  return action == "failed" ? std::optional(report) : std::nullopt;
}

void add_delivery_status(const Part& part, std::vector<MailReport>& reports) {
  std::string_view text = part.body;
  read_headers(text);  // of the message as a whole
  while (!trimmed(text).empty() && reports.size() < kMaxReports) {
    const auto fields = read_headers(text);
    if (fields.empty()) continue;
    if (auto report = of_recipient(fields)) reports.push_back(*std::move(report));
  }
}

void add_feedback(const Part& part, std::vector<MailReport>& reports) {
  std::string_view text = part.body;
  const auto fields = read_headers(text);
  const std::string type = lower(value_of(fields, "feedback-type"));
  if (type == "not-spam" || type.empty()) return;
  MailReport report{.fate = MailFate::complained};
  report.address = after_type(value_of(fields, "original-rcpt-to"));
  report.detail = report_detail(type);
  reports.push_back(std::move(report));
}

}  // namespace

std::string report_detail(std::string_view text) {
  std::string out(text.substr(0, kMaxReportDetail));
  std::ranges::replace_if(out, [](unsigned char c) { return c < ' ' || c > 126; }, ' ');
  return std::string(trimmed(out));
}

Result<std::vector<MailReport>> read_report_mail(std::string_view mail) {
  std::string_view body = mail;
  const auto headers = read_headers(body);
  const std::string type = value_of(headers, "content-type");
  const std::string boundary = parameter_of(type, "boundary");
  if (!lower(type).starts_with("multipart/report") || boundary.empty())
    return invalid("", "expected a mail of the type multipart/report, or the JSON of a provider");
  const auto parts = parts_of(body, boundary);
  std::vector<MailReport> reports;
  for (const Part& part : parts) {
    if (part.type == "message/delivery-status" || part.type == "message/global-delivery-status")
      add_delivery_status(part, reports);
    if (part.type == "message/feedback-report") add_feedback(part, reports);
  }
  const std::string id = message_id_in(parts);
  for (MailReport& report : reports) report.message_id = id;
  return reports;
}

}  // namespace throng::outbound
