// One connection to a mail server, kept between mails, and exactly what became of each mail.
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>

#include "base/time.h"

namespace throng::outbound {

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

// How far a mail came: connecting and signing in, MAIL, RCPT, DATA up to the end of the text, and after it.
enum class SmtpStage { connecting, sender, recipient, text, end };
BOOST_DESCRIBE_ENUM(SmtpStage, connecting, sender, recipient, text, end)

struct SmtpOutcome {
  bool taken = false;
  SmtpStage stage = SmtpStage::connecting;  // the last that was begun; `end`: the server may have all of the mail
  int code = 0;                             // the server's answer to that stage; 0: none came
  std::string answer;                       // its words, "550 5.1.1 Nobody", at most 500 bytes of printable ASCII
  std::string problem;                      // libcurl's words; "" when taken
};

inline constexpr Duration kSmtpPatience = seconds(50);  // of one mail

// Not thread-safe. Talks SMTP and nothing else, only with the server of its options: no proxy of the environment.
class SmtpSession {
 public:
  // For options that were checked.
  explicit SmtpSession(SmtpOptions options, Duration patience = kSmtpPatience);
  SmtpSession(const SmtpSession&) = delete;
  SmtpSession& operator=(const SmtpSession&) = delete;
  ~SmtpSession();

  const SmtpOptions& options() const { return options_; }

  // Hands over one message to 1 or more addresses. Where the server closed a connection that was kept, it is sent over
  // a fresh one, if the server cannot have all of it. `stop` gives it up within about a second.
  SmtpOutcome hand_over(const std::vector<std::string>& to, std::string_view message, const std::stop_token& stop);

 private:
  struct Curl;
  SmtpOutcome once(const std::vector<std::string>& to, std::string_view message, const std::stop_token& stop,
                   Duration patience);

  const SmtpOptions options_;
  const Duration patience_;
  const std::unique_ptr<Curl> curl_;
};

}  // namespace throng::outbound
