#include "outbound/mailer.h"

#include <fmt/format.h>

#include "base/encoding.h"
#include "outbound/crypto.h"

namespace throng::outbound {
namespace {

constexpr std::size_t kIdBytes = 16;

// A connection for each mail: there are few, and from any thread.
class SmtpMailer final : public Mailer {
 public:
  SmtpMailer(SmtpOptions options, const Clock& clock) : options_(std::move(options)), clock_(clock) {}

  Result<void> send(const Mail& mail) override {
    THRONG_TRY(const std::string message, message_of(mail, {options_.from, clock_.now(), hex(random_bytes(kIdBytes))}));
    const SmtpOutcome outcome = SmtpSession(options_).hand_over(mail.to, message, {});
    if (outcome.taken) return {};
    return fail(ErrorCode::io,
                fmt::format("the mail server {}:{} did not take the mail: {}; check [smtp] in config.toml",
                            options_.host, options_.port, outcome.answer.empty() ? outcome.problem : outcome.answer));
  }

 private:
  const SmtpOptions options_;
  const Clock& clock_;
};

}  // namespace

Result<std::unique_ptr<Mailer>> smtp_mailer(SmtpOptions options, const Clock& clock) {
  THRONG_CHECK(check(options));
  return std::make_unique<SmtpMailer>(std::move(options), clock);
}

}  // namespace throng::outbound
