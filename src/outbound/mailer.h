// Sends mail to the one server that the operator configured, and to nothing else.
#pragma once

#include <memory>
#include <string>

#include <boost/describe/enum.hpp>

#include "base/clock.h"
#include "outbound/mail.h"

namespace throng::outbound {

class Mailer {
 public:
  virtual ~Mailer() = default;
  // Blocks until the server took it, at most half a minute. Thread-safe. Errors: invalid_argument (the mail), io (the
  // message says what to check).
  virtual Result<void> send(const Mail& mail) = 0;
};

// starttls: refused if the server does not offer it. none: only for a server on this machine or in a trusted network.
enum class SmtpTls { starttls, implicit, none };
BOOST_DESCRIBE_ENUM(SmtpTls, starttls, implicit, none)

struct SmtpOptions {
  std::string host;
  std::uint16_t port = 587;
  std::string user;  // "": without signing in
  std::string password;
  std::string from;  // the address that mails come from
  SmtpTls tls = SmtpTls::starttls;
};
// Errors: invalid_argument naming the key.
Result<void> check(const SmtpOptions& options);

// `clock` outlives the mailer.
Result<std::unique_ptr<Mailer>> smtp_mailer(SmtpOptions options, const Clock& clock);

}  // namespace throng::outbound
