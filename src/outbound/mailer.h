// Sends mail to the one server that the operator configured, and to nothing else.
#pragma once

#include <memory>

#include "base/clock.h"
#include "outbound/mail.h"
#include "outbound/smtp.h"

namespace throng::outbound {

class Mailer {
 public:
  virtual ~Mailer() = default;
  // Blocks until the server took it, at most a minute. Thread-safe. Errors: invalid_argument (the mail), io (the
  // message says what to check).
  virtual Result<void> send(const Mail& mail) = 0;
};

// `clock` outlives the mailer. Errors: invalid_argument naming the key.
Result<std::unique_ptr<Mailer>> smtp_mailer(SmtpOptions options, const Clock& clock);

}  // namespace throng::outbound
