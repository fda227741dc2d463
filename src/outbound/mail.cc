#include "outbound/mail.h"

#include <algorithm>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace throng::outbound {
namespace {

constexpr std::size_t kLine = 76;       // of base64, RFC 2045
constexpr std::size_t kWordBytes = 42;  // of an encoded word, so that it has at most 75 characters, RFC 2047
constexpr std::size_t kMaxSubject = 500;

std::string base64(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    unsigned bits = 0;
    for (std::size_t j = i; j < i + 3; ++j)
      bits = (bits << 8) | (j < text.size() ? static_cast<unsigned char>(text[j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j) out += i + j > text.size() ? '=' : kDigits[(bits >> (18 - 6 * j)) & 63];
  }
  return out;
}

std::string in_lines(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += kLine) out += text.substr(i, kLine) + "\r\n";
  return out;
}

bool is_printable_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return c >= ' ' && c < 127; });
}

// Encoded words must not cut a character.
std::string encoded(std::string_view text) {
  if (is_printable_ascii(text) && text.size() <= 60) return std::string(text);
  std::string out;
  while (!text.empty()) {
    std::size_t n = std::min(text.size(), kWordBytes);
    while (n > 1 && n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80) --n;
    out += (out.empty() ? "" : "\r\n ") + fmt::format("=?UTF-8?B?{}?=", base64(text.substr(0, n)));
    text.remove_prefix(n);
  }
  return out;
}

std::string part(std::string_view boundary, std::string_view type, std::string_view body) {
  return fmt::format("--{}\r\nContent-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}", boundary,
                     type, in_lines(base64(body)));
}

// The HTML, with images in a multipart of its own.
std::string html_part(std::string_view boundary, const Mail& mail, std::string_view id) {
  if (mail.images.empty()) return part(boundary, "text/html", mail.html);
  const std::string inner = fmt::format("=_r{}", id);
  std::string out = fmt::format("--{}\r\nContent-Type: multipart/related; boundary=\"{}\"\r\n\r\n", boundary, inner);
  out += part(inner, "text/html", mail.html);
  for (const MailImage& image : mail.images) {
    out += fmt::format(
        "--{0}\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <{1}>\r\n"
        "Content-Disposition: inline; filename=\"{1}.png\"\r\n\r\n{2}",
        inner, image.id, in_lines(base64(image.bytes)));
  }
  return out + fmt::format("--{}--\r\n", inner);
}

Result<void> check(const Mail& mail, const Envelope& envelope) {
  if (auto from = check_address(envelope.from); !from) return invalid("from", from.error().message);
  if (mail.to.empty() || mail.to.size() > kMaxRecipients)
    return invalid("to", fmt::format("expected 1 to {} addresses", kMaxRecipients));
  for (const std::string& to : mail.to)
    if (auto good = check_address(to); !good) return invalid("to", good.error().message);
  if (mail.subject.empty() || mail.subject.size() > kMaxSubject)
    return invalid("subject", fmt::format("expected 1 to {} bytes", kMaxSubject));
  if (std::ranges::any_of(mail.subject, [](unsigned char c) { return c < ' ' || c == 127; }))
    return invalid("subject", "expected one line without control characters");
  for (const MailImage& image : mail.images) {
    const bool plain = std::ranges::all_of(image.id, [](char c) {
      return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    if (image.id.empty() || !plain) return invalid("images", "expected ids of letters and digits");
  }
  return {};
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
  const std::string boundary = "=_" + envelope.id;  // "=_" never stands in base64
  const std::string domain = envelope.from.substr(envelope.from.find('@') + 1);
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(envelope.at).time_since_epoch().count();
  std::string to;
  for (const std::string& one : mail.to) to += (to.empty() ? "" : ",\r\n ") + one;
  std::string out = fmt::format("From: {}\r\nTo: {}\r\nSubject: {}\r\n", envelope.from, to, encoded(mail.subject));
  out += fmt::format("Date: {:%a, %d %b %Y %H:%M:%S} +0000\r\nMessage-ID: <{}@{}>\r\n", fmt::gmtime(seconds),
                     envelope.id, domain);
  out += fmt::format(
      "MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\nContent-Type: multipart/alternative; "
      "boundary=\"{}\"\r\n\r\n",
      boundary);
  out += part(boundary, "text/plain", mail.text) + html_part(boundary, mail, envelope.id);
  return out + fmt::format("--{}--\r\n", boundary);
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
