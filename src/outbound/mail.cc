#include "outbound/mail.h"

#include <algorithm>
#include <iterator>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/encoding.h"

namespace throng::outbound {
namespace {

constexpr std::size_t kWordBytes = 42;  // of an encoded word, so that it has at most 75 characters, RFC 2047
constexpr std::size_t kMaxSubject = 500;
constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxId = 60;        // with "=_r" before it a boundary, of at most 70 characters, RFC 2046
constexpr std::size_t kMaxHeader = 990;   // a line has at most 998 bytes, RFC 5322
constexpr std::size_t kHeadBytes = 2000;  // about, of everything but the parts

bool is_printable_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return c >= ' ' && c < 127; });
}

bool is_one_line(std::string_view text) {
  return std::ranges::none_of(text, [](unsigned char c) { return c < ' ' || c == 127; });
}

bool is_plain_id(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

// As it is where that is short ASCII that nobody takes for an encoded word.
bool is_plain_words(std::string_view text) {
  return is_printable_ascii(text) && text.size() <= 60 && text.find("=?") == std::string_view::npos;
}

// Encoded words must not cut a character.
void append_encoded(std::string& out, std::string_view text) {
  for (bool first = true; !text.empty(); first = false) {
    std::size_t n = std::min(text.size(), kWordBytes);
    while (n > 1 && n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80) --n;
    fmt::format_to(std::back_inserter(out), "{}=?UTF-8?B?{}?=", first ? "" : "\r\n ", base64(text.substr(0, n)));
    text.remove_prefix(n);
  }
}

void append_subject(std::string& out, std::string_view subject) {
  out += "Subject: ";
  if (is_plain_words(subject)) {
    out += subject;
  } else {
    append_encoded(out, subject);
  }
  out += "\r\n";
}

// A name stands in quotes, where it may hold anything of ASCII.
void append_from(std::string& out, std::string_view name, std::string_view address) {
  out += "From: ";
  if (!name.empty() && is_plain_words(name)) {
    out += '"';
    for (const char c : name) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += "\" <";
  } else if (!name.empty()) {
    append_encoded(out, name);
    out += "\r\n <";
  }
  out += address;
  out += name.empty() ? "\r\n" : ">\r\n";
}

void append_head(std::string& out, const Mail& mail, const Envelope& envelope) {
  const std::string_view domain = std::string_view(envelope.from).substr(envelope.from.find('@') + 1);
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(envelope.at).time_since_epoch().count();
  append_from(out, mail.from_name, envelope.from);
  const auto add = std::back_inserter(out);
  fmt::format_to(add, "To: {}\r\n", fmt::join(mail.to, ",\r\n "));
  append_subject(out, mail.subject);
  if (!mail.reply_to.empty()) fmt::format_to(add, "Reply-To: {}\r\n", mail.reply_to);
  fmt::format_to(add, "Date: {:%a, %d %b %Y %H:%M:%S} +0000\r\nMessage-ID: <{}@{}>\r\n", fmt::gmtime(seconds),
                 envelope.id, domain);
  for (const auto& [name, value] : mail.headers) fmt::format_to(add, "{}: {}\r\n", name, value);
  out += mail.automatic ? "MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\n" : "MIME-Version: 1.0\r\n";
}

// The headers of a part and what it says.
void append_part(std::string& out, std::string_view type, std::string_view body) {
  fmt::format_to(std::back_inserter(out),
                 "Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", type);
  append_base64_lines(out, body);
}

// The HTML, with images in a multipart of its own.
void append_html(std::string& out, const Mail& mail, std::string_view id) {
  if (mail.images.empty()) return append_part(out, "text/html", mail.html);
  const auto add = std::back_inserter(out);
  fmt::format_to(add, "Content-Type: multipart/related; boundary=\"=_r{0}\"\r\n\r\n--=_r{0}\r\n", id);
  append_part(out, "text/html", mail.html);
  for (const MailImage& image : mail.images) {
    fmt::format_to(add,
                   "--=_r{0}\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <{1}>\r\n"
                   "Content-Disposition: inline; filename=\"{1}.png\"\r\n\r\n",
                   id, image.id);
    append_base64_lines(out, image.bytes);
  }
  fmt::format_to(add, "--=_r{}--\r\n", id);
}

// "=_" never stands in base64, so that no part can hold a boundary.
void append_parts(std::string& out, const Mail& mail, std::string_view id) {
  if (mail.html.empty()) return append_part(out, "text/plain", mail.text);
  const auto add = std::back_inserter(out);
  fmt::format_to(add, "Content-Type: multipart/alternative; boundary=\"=_{0}\"\r\n\r\n--=_{0}\r\n", id);
  append_part(out, "text/plain", mail.text);
  fmt::format_to(add, "--=_{}\r\n", id);
  append_html(out, mail, id);
  fmt::format_to(add, "--=_{}--\r\n", id);
}

std::size_t about_size(const Mail& mail) {
  std::size_t bytes = mail.text.size() + mail.html.size();
  for (const MailImage& image : mail.images) bytes += image.bytes.size() + 200;
  return kHeadBytes + bytes * 78 / 57;
}

// Those of message_of itself would stand there twice.
bool is_ours(std::string_view name) {
  constexpr std::string_view kOurs[] = {"from",
                                        "to",
                                        "subject",
                                        "date",
                                        "message-id",
                                        "reply-to",
                                        "mime-version",
                                        "content-type",
                                        "auto-submitted",
                                        "bcc",
                                        "cc",
                                        "sender",
                                        "content-transfer-encoding"};
  return std::ranges::any_of(kOurs, [&](std::string_view ours) {
    return std::ranges::equal(ours, name, [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
  });
}

Result<void> check_headers(const Mail& mail) {
  for (const auto& [name, value] : mail.headers) {
    if (!is_plain_id(name) || is_ours(name)) return invalid("headers", "expected names of headers that are not there");
    if (value.empty() || !is_printable_ascii(value) || name.size() + value.size() > kMaxHeader)
      return invalid("headers", fmt::format("{}: expected one line of at most {} characters", name, kMaxHeader));
  }
  return {};
}

Result<void> check(const Mail& mail, const Envelope& envelope) {
  if (auto from = check_address(envelope.from); !from) return invalid("from", from.error().message);
  if (mail.to.empty() || mail.to.size() > kMaxRecipients)
    return invalid("to", fmt::format("expected 1 to {} addresses", kMaxRecipients));
  for (const std::string& to : mail.to)
    if (auto good = check_address(to); !good) return invalid("to", good.error().message);
  if (mail.subject.empty() || mail.subject.size() > kMaxSubject)
    return invalid("subject", fmt::format("expected 1 to {} bytes", kMaxSubject));
  if (!is_one_line(mail.subject)) return invalid("subject", "expected one line without control characters");
  for (const MailImage& image : mail.images)
    if (!is_plain_id(image.id)) return invalid("images", "expected ids of letters and digits");
  if (!is_one_line(mail.from_name) || mail.from_name.size() > kMaxName)
    return invalid("from_name", fmt::format("expected one line of at most {} bytes", kMaxName));
  if (!mail.reply_to.empty())
    if (auto good = check_address(mail.reply_to); !good) return invalid("reply_to", good.error().message);
  if (!is_plain_id(envelope.id) || envelope.id.size() > kMaxId)
    return invalid("id", fmt::format("expected 1 to {} letters, digits and -", kMaxId));
  return check_headers(mail);
}

}  // namespace

Result<void> check_address(std::string_view address) {
  const auto at = address.find('@');
  const bool shaped = at != std::string_view::npos && at > 0 && at + 1 < address.size() && address.rfind('@') == at &&
                      address[0] != '-';
  const bool plain = std::ranges::all_of(address, [](unsigned char c) {
    return c > ' ' && c < 127 && std::string_view("<>()[],;:\\\"").find(static_cast<char>(c)) == std::string_view::npos;
  });
  if (address.size() > 254 || !shaped || !plain) {
    std::string shown(address.substr(0, 60));
    for (char& c : shown)
      if (static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) > 126) c = '?';
    return invalid("", fmt::format("expected an e-mail address, got \"{}\"", shown));
  }
  return {};
}

Result<std::string> message_of(const Mail& mail, const Envelope& envelope) {
  THRONG_CHECK(check(mail, envelope));
  std::string out;
  out.reserve(about_size(mail));
  append_head(out, mail, envelope);
  append_parts(out, mail, envelope.id);
  return out;
}

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace throng::outbound
