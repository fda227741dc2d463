#include "engage/channels/email.h"

#include <algorithm>

#include <fmt/format.h>

#include "outbound/mail.h"

namespace throng::engage {
namespace {

using outbound::SmtpOutcome;
using outbound::SmtpStage;

constexpr std::size_t kMaxUrl = 900;  // in a header, on one line

// "550 5.1.1 Nobody" -> "5.1.1"; "" for servers without enhanced codes.
std::string_view enhanced_code(std::string_view answer) {
  if (answer.size() < 9 || (answer[3] != ' ' && answer[3] != '-')) return {};
  const std::string_view word = answer.substr(4, answer.find(' ', 4) - 4);
  const bool shaped = word.size() >= 5 && word[1] == '.' && std::ranges::count(word, '.') == 2 &&
                      std::ranges::all_of(word, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
  return shaped ? word : std::string_view();
}

bool is_about_address(const SmtpOutcome& outcome) {
  if (outcome.stage != SmtpStage::recipient) return false;
  const std::string_view code = enhanced_code(outcome.answer);
  if (code.empty()) return outcome.code == 550 || outcome.code == 551 || outcome.code == 553;
  return code.starts_with("5.1.") && code != "5.1.7" && code != "5.1.8";  // those are of the sender's address
}

// 421: the server goes away. 530 to 538: it wants another sign-in, which is no fault of the mail (RFC 4954 §6).
bool is_about_session(const SmtpOutcome& outcome) {
  return outcome.stage == SmtpStage::connecting || outcome.code == 421 || (outcome.code >= 530 && outcome.code <= 538);
}

class EmailChannel final : public Channel {
 public:
  EmailChannel(EmailSettings settings, std::optional<outbound::DkimKey> dkim, const Clock& clock)
      : settings_(std::move(settings)), dkim_(std::move(dkim)), clock_(clock), session_(settings_.server) {}

  HandOver deliver(const Outgoing& message, std::stop_token stop) override {
    if (stop.stop_requested()) return {.how = Handed::later, .detail = "stopped"};
    const outbound::Envelope envelope{settings_.server.from, clock_.now(), message.id};
    auto mail = mail_of(message);
    Result<std::string> text = mail ? outbound::message_of(*mail, envelope) : std::unexpected(mail.error());
    if (!text)
      return {.how = Handed::refused, .detail = describe(text.error()), .bad_address = text.error().field == "to"};
    if (dkim_) text->insert(0, outbound::dkim_header(*dkim_, *text, envelope.at));
    return hand_over_of(session_.hand_over(mail->to, *text, stop));
  }

 private:
  Result<outbound::Mail> mail_of(const Outgoing& message) const {
    outbound::Mail mail{.to = {message.to},
                        .subject = message.title,
                        .text = message.text,
                        .html = message.html,
                        .from_name = message.from_name.empty() ? settings_.from_name : message.from_name,
                        .reply_to = message.reply_to.empty() ? settings_.reply_to : message.reply_to,
                        .automatic = false};
    const std::string& url = message.unsubscribe_url;
    if (url.empty()) return mail;
    const bool plain = std::ranges::all_of(url, [](char c) { return c > ' ' && c < 127 && c != '<' && c != '>'; });
    if (!plain || url.size() > kMaxUrl || !(url.starts_with("https://") || url.starts_with("http://")))
      return invalid("unsubscribe_url", fmt::format("expected an address of at most {} characters", kMaxUrl));
    mail.headers = {{"List-Unsubscribe", '<' + url + '>'}, {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}};
    return mail;
  }

  const EmailSettings settings_;
  const std::optional<outbound::DkimKey> dkim_;
  const Clock& clock_;
  outbound::SmtpSession session_;
};

}  // namespace

HandOver hand_over_of(const SmtpOutcome& outcome) {
  HandOver out{.detail = outcome.answer.empty() ? outcome.problem : outcome.answer};
  if (outcome.taken) {
    out.how = Handed::taken;
  } else if (outcome.code == 0) {
    out.how = outcome.stage == SmtpStage::end ? Handed::unknown : Handed::later;
  } else if (outcome.code / 100 == 5 && !is_about_session(outcome)) {
    out.how = Handed::refused;
    out.bad_address = is_about_address(outcome);
  } else if (outcome.code / 100 == 4 || outcome.code / 100 == 5 || outcome.stage != SmtpStage::end) {
    out.how = Handed::later;
  } else {
    out.how = Handed::unknown;  // an answer that means nothing, to a mail that the server has
  }
  return out;
}

Result<std::unique_ptr<Channel>> email_channel(EmailSettings settings, const Clock& clock) {
  THRONG_CHECK(outbound::check(settings.server));
  const outbound::Mail probe{
      .to = {settings.server.from}, .subject = "probe", .from_name = settings.from_name, .reply_to = settings.reply_to};
  THRONG_CHECK(outbound::message_of(probe, {settings.server.from, clock.now(), "probe"}));
  std::optional<outbound::DkimKey> dkim;
  if (settings.dkim) {
    auto key = outbound::read_dkim(*settings.dkim);
    if (!key) return invalid("dkim." + key.error().field, key.error().message);
    dkim = *std::move(key);
  }
  return std::make_unique<EmailChannel>(std::move(settings), std::move(dkim), clock);
}

}  // namespace throng::engage
