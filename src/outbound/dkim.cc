#include "outbound/dkim.h"

#include <algorithm>
#include <ranges>
#include <vector>

#include <fmt/format.h>

#include "base/encoding.h"

namespace throng::outbound {
namespace {

// Those that message_of writes and a reader sees or acts on; lower case.
constexpr std::string_view kSigned[] = {"from",
                                        "to",
                                        "subject",
                                        "date",
                                        "message-id",
                                        "reply-to",
                                        "mime-version",
                                        "content-type",
                                        "list-unsubscribe",
                                        "list-unsubscribe-post"};
constexpr std::size_t kFoldAt = 72;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return lower(c); });
  return out;
}

enum class LineEnds { kept, dropped };

// Every run of blanks becomes one space.
void append_squeezed(std::string& out, std::string_view text, LineEnds ends) {
  bool blank = false;
  for (const char c : text) {
    if (ends == LineEnds::dropped && (c == '\r' || c == '\n')) continue;
    if (is_blank(c)) {
      blank = true;
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c;
  }
  if (blank) out += ' ';
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return is_blank(c) || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

struct Header {
  std::string name;  // lower case
  std::string_view whole;
};

// Folded lines stay with the one before; without the CRLF at the end of each.
std::vector<Header> headers_of(std::string_view head) {
  std::vector<Header> out;
  while (!head.empty()) {
    std::size_t end = head.find("\r\n");
    while (end != std::string_view::npos && end + 2 < head.size() && is_blank(head[end + 2]))
      end = head.find("\r\n", end + 2);
    const std::string_view whole = head.substr(0, end);
    out.push_back({lower(trimmed(whole.substr(0, whole.find(':')))), whole});
    head.remove_prefix(end == std::string_view::npos ? head.size() : end + 2);
  }
  return out;
}

bool is_host_name(std::string_view text) {
  return !text.empty() && text.size() <= 253 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_';
  });
}

// The header with an empty b=, which is signed and then completed.
std::string unsigned_header(const DkimKey& key, const std::string& names, std::string_view body, Instant at) {
  return fmt::format(
      "DKIM-Signature: v=1; a={}-sha256; c=relaxed/relaxed; d={};\r\n s={}; t={};\r\n h={};\r\n bh={};\r\n b=",
      key.key.kind() == KeyKind::rsa ? "rsa" : "ed25519", key.domain, key.selector, to_ms(at) / 1000, names,
      base64(sha256(relaxed_body(body))));
}

}  // namespace

Result<DkimKey> read_dkim(const DkimOptions& options) {
  if (!is_host_name(options.domain)) return invalid("domain", "expected a domain like example.com");
  if (!is_host_name(options.selector)) return invalid("selector", "expected letters, digits, - and .");
  THRONG_TRY(PrivateKey key, PrivateKey::read(options.private_key));
  if (key.kind() == KeyKind::p256) return invalid("private_key", "expected an RSA or Ed25519 key");
  return DkimKey{options.domain, options.selector, std::move(key)};
}

std::string relaxed_header(std::string_view header) {
  const std::size_t colon = std::min(header.find(':'), header.size());
  std::string out = lower(trimmed(header.substr(0, colon))) + ':';
  if (colon < header.size()) append_squeezed(out, trimmed(header.substr(colon + 1)), LineEnds::dropped);
  return out;
}

std::string relaxed_body(std::string_view body) {
  std::string out;
  out.reserve(body.size() + 2);
  std::size_t full = 0;  // up to the end of the last line that is not empty
  while (!body.empty()) {
    const std::size_t end = std::min(body.find("\r\n"), body.size());
    std::string_view line = body.substr(0, end);
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    append_squeezed(out, line, LineEnds::kept);
    out += "\r\n";
    if (!line.empty()) full = out.size();
    body.remove_prefix(std::min(end + 2, body.size()));
  }
  out.resize(full);
  return out;
}

std::string dkim_header(const DkimKey& key, std::string_view message, Instant at) {
  const std::size_t split = std::min(message.find("\r\n\r\n"), message.size());
  const std::vector<Header> headers = headers_of(message.substr(0, split));
  const std::string_view body = message.substr(std::min(split + 4, message.size()));
  std::string names, hashed;
  std::size_t line = 3;
  const auto name = [&](std::string_view one) {
    if (!names.empty()) names += ':';
    if (line + one.size() > kFoldAt) names += "\r\n  ", line = 2;
    names += one;
    line += one.size() + 1;
  };
  for (const std::string_view wanted : kSigned) {
    // Several of one name are taken from the bottom up, §5.4.2.
    for (const Header& header : headers | std::views::reverse) {
      if (header.name != wanted) continue;
      name(wanted);
      hashed += relaxed_header(header.whole) + "\r\n";
    }
    name(wanted);
  }
  std::string header = unsigned_header(key, names, body, at);
  hashed += relaxed_header(header);
  // RFC 8463 §3: Ed25519 signs the hash, not the text.
  const std::string signature =
      base64(key.key.kind() == KeyKind::rsa ? key.key.sign(hashed) : key.key.sign(sha256(hashed)));
  for (std::size_t i = 0; i < signature.size(); i += kFoldAt) {
    if (i > 0) header += "\r\n  ";
    header += signature.substr(i, kFoldAt);
  }
  return header + "\r\n";
}

}  // namespace throng::outbound
