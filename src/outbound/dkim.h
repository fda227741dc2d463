// Signs mails with the domain that answers for them: DomainKeys Identified Mail (RFC 6376).
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "outbound/crypto.h"

namespace throng::outbound {

struct DkimOptions {
  std::string domain;       // that of the From address, or one above it, so that DMARC is content
  std::string selector;     // the public key is the TXT record SELECTOR._domainkey.DOMAIN
  std::string private_key;  // PEM; RSA or Ed25519 (RFC 8463)
};
struct DkimKey {
  std::string domain, selector;
  PrivateKey key;
};
// Errors: invalid_argument naming the field.
Result<DkimKey> read_dkim(const DkimOptions& options);

// The header that goes before the message, "DKIM-Signature: ...\r\n": relaxed/relaxed, over the headers that a reader
// sees or acts on, List-Unsubscribe and List-Unsubscribe-Post among them (RFC 8058 §4). Each is named once more than
// it is there, so that none can be added to it. `message` has headers, an empty line and a body, all with CRLF.
std::string dkim_header(const DkimKey& key, std::string_view message, Instant at);

// ---- what is hashed (RFC 6376 §3.4) ---------------------------------------------------------------------------

// One header, with its name, as it was written, folded or not; without CRLF at its end.
std::string relaxed_header(std::string_view header);
std::string relaxed_body(std::string_view body);

}  // namespace throng::outbound
