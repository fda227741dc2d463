#include "outbound/mailer.h"

#include <curl/curl.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cstring>

#include <fmt/format.h>

namespace throng::outbound {
namespace {

constexpr long kPatienceSeconds = 30;

std::string random_id() {
  std::array<unsigned char, 16> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) std::abort();  // never so few
  return fmt::format("{:02x}", fmt::join(bytes, ""));
}

struct Unread {
  std::string_view left;
};

std::size_t give(char* to, std::size_t size, std::size_t count, void* from) {
  auto& left = static_cast<Unread*>(from)->left;
  const std::size_t n = std::min(left.size(), size * count);
  std::memcpy(to, left.data(), n);
  left.remove_prefix(n);
  return n;
}

class SmtpMailer final : public Mailer {
 public:
  SmtpMailer(SmtpOptions options, const Clock& clock) : options_(std::move(options)), clock_(clock) {}

  Result<void> send(const Mail& mail) override {
    THRONG_TRY(const std::string message, message_of(mail, {options_.from, clock_.now(), random_id()}));
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    if (curl == nullptr) return fail(ErrorCode::internal, "libcurl does not start");
    curl_slist* list = nullptr;
    for (const std::string& to : mail.to) list = curl_slist_append(list, to.c_str());
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(list, curl_slist_free_all);
    Unread unread{message};
    connect(curl.get());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, options_.from.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &unread);
    if (const CURLcode code = curl_easy_perform(curl.get()); code != CURLE_OK) {
      return fail(ErrorCode::io,
                  fmt::format("the mail server {}:{} did not take the mail: {}; check [smtp] in config.toml",
                              options_.host, options_.port, curl_easy_strerror(code)));
    }
    return {};
  }

 private:
  // Only SMTP, only to the configured server: no proxy of the environment, no other protocol.
  void connect(CURL* curl) const {
    const bool implicit = options_.tls == SmtpTls::implicit;
    const std::string url = fmt::format("{}://{}:{}", implicit ? "smtps" : "smtp", options_.host, options_.port);
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, implicit ? "smtps" : "smtp");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, kPatienceSeconds);
    if (options_.tls == SmtpTls::starttls) curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    if (options_.user.empty()) return;
    curl_easy_setopt(curl, CURLOPT_USERNAME, options_.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, options_.password.c_str());
  }

  const SmtpOptions options_;
  const Clock& clock_;
};

}  // namespace

Result<void> check(const SmtpOptions& options) {
  const bool plain = std::ranges::all_of(options.host, [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
  });
  if (options.host.empty() || !plain) return invalid("smtp.host", "expected the name or address of a mail server");
  if (options.port == 0) return invalid("smtp.port", "expected 1 to 65535");
  if (auto from = check_address(options.from); !from) return invalid("smtp.from", from.error().message);
  return {};
}

Result<std::unique_ptr<Mailer>> smtp_mailer(SmtpOptions options, const Clock& clock) {
  THRONG_CHECK(check(options));
  return std::make_unique<SmtpMailer>(std::move(options), clock);
}

}  // namespace throng::outbound
