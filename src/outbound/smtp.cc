#include "outbound/smtp.h"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "outbound/mail.h"

namespace throng::outbound {
namespace {

constexpr std::size_t kKeptAnswer = 500;
constexpr int kClosing = 421;  // the server closes the connection, RFC 5321 §3.8

// The sockets that libcurl has open: one, but for a moment while it tries several addresses.
struct Sockets {
  std::vector<curl_socket_t> open;

  // Nothing more is heard from the server. libcurl says QUIT and waits two minutes for the answer.
  void stop_listening() const {
    for (const curl_socket_t socket : open) ::shutdown(socket, SHUT_RD);
  }
};

curl_socket_t open_socket(void* to, curlsocktype, curl_sockaddr* address) {
  const int socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (socket >= 0) static_cast<Sockets*>(to)->open.push_back(socket);
  return socket;
}

int close_socket(void* to, curl_socket_t socket) {
  std::erase(static_cast<Sockets*>(to)->open, socket);
  return ::close(socket);
}

// What a mail meets on its way.
struct Way {
  std::string_view left;
  const std::stop_token& stop;
  const Sockets& sockets;
  SmtpOutcome outcome = {};
  bool over = false;  // what follows is goodbye, and its answer says nothing of the mail

  void begin(SmtpStage stage) {
    outcome.stage = stage;
    outcome.code = 0;
    outcome.answer.clear();
  }
};

// libcurl writes the dot after the last bytes that it gets here: from then on the server may have all of the mail.
std::size_t give(char* to, std::size_t size, std::size_t count, void* from) {
  Way& way = *static_cast<Way*>(from);
  const std::size_t n = std::min(way.left.size(), size * count);
  std::memcpy(to, way.left.data(), n);
  way.left.remove_prefix(n);
  if (way.left.empty() && way.outcome.stage != SmtpStage::end) way.begin(SmtpStage::end);
  return n;
}

void hear(Way& way, std::string_view line) {
  int code = 0;
  if (line.size() < 3) return;
  for (const char c : line.substr(0, 3)) {
    if (c < '0' || c > '9') return;
    code = code * 10 + (c - '0');
  }
  SmtpOutcome& outcome = way.outcome;
  outcome.code = code;
  // Of an answer in several lines, the text of the later ones only.
  if (!outcome.answer.empty()) line.remove_prefix(std::min<std::size_t>(line.size(), 4));
  if (!outcome.answer.empty()) outcome.answer += ' ';
  for (const char c : line.substr(0, kKeptAnswer - std::min(kKeptAnswer, outcome.answer.size())))
    if (c != '\r' && c != '\n') outcome.answer += c >= ' ' && c < 127 ? c : '?';
}

// The commands that libcurl sends and the lines that it gets.
int watch(CURL*, curl_infotype type, char* data, std::size_t size, void* to) {
  Way& way = *static_cast<Way*>(to);
  const std::string_view line(data, size);
  if (way.over) return 0;
  if (type == CURLINFO_HEADER_IN) hear(way, line);
  if (type != CURLINFO_HEADER_OUT) return 0;
  if (line.starts_with("MAIL ")) {
    way.begin(SmtpStage::sender);
  } else if (line.starts_with("RCPT ")) {
    way.begin(SmtpStage::recipient);
  } else if (line.starts_with("DATA")) {
    way.begin(SmtpStage::text);
  } else if (line.starts_with("QUIT")) {
    way.over = true;
    way.sockets.stop_listening();
  } else if (way.outcome.stage == SmtpStage::connecting) {
    way.begin(SmtpStage::connecting);
  }
  return 0;
}

// Called about once a second, and whenever something moves; other than 0 ends the transfer.
int go_on(void* to, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Way*>(to)->stop.stop_requested() ? 1 : 0;
}

// The answer to the mail is what counts, also where libcurl does not like it (it knows 250 only).
void judge(Way& way, CURLcode code, const char* problem) {
  SmtpOutcome& outcome = way.outcome;
  outcome.taken = code == CURLE_OK || (outcome.stage == SmtpStage::end && outcome.code / 100 == 2);
  if (outcome.taken) return;
  outcome.problem = *problem != '\0' ? problem : curl_easy_strerror(code);
}

}  // namespace

struct SmtpSession::Curl {
  Sockets sockets;
  CURL* handle = nullptr;
  std::array<char, CURL_ERROR_SIZE> problem{};
  bool fresh = false;  // the last mail opened a connection

  ~Curl() { close(); }

  void open(const SmtpOptions& options);
  // Goodbye is said without the way of a mail that is gone, and not waited for.
  void close() {
    if (handle == nullptr) return;
    curl_easy_setopt(handle, CURLOPT_VERBOSE, 0L);
    sockets.stop_listening();
    curl_easy_cleanup(std::exchange(handle, nullptr));
  }
};

void SmtpSession::Curl::open(const SmtpOptions& options) {
  handle = curl_easy_init();
  if (handle == nullptr) return;  // hand_over says so
  const bool implicit = options.tls == SmtpTls::implicit;
  const std::string url = fmt::format("{}://{}:{}", implicit ? "smtps" : "smtp", options.host, options.port);
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, implicit ? "smtps" : "smtp");
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, problem.data());
  curl_easy_setopt(handle, CURLOPT_MAIL_FROM, options.from.c_str());
  curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, watch);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &sockets);
  curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
  curl_easy_setopt(handle, CURLOPT_CLOSESOCKETDATA, &sockets);
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, go_on);
  if (options.tls == SmtpTls::starttls) curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  if (options.user.empty()) return;
  curl_easy_setopt(handle, CURLOPT_USERNAME, options.user.c_str());
  curl_easy_setopt(handle, CURLOPT_PASSWORD, options.password.c_str());
}

Result<void> check(const SmtpOptions& options) {
  const bool plain = std::ranges::all_of(options.host, [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
  });
  if (options.host.empty() || !plain) return invalid("smtp.host", "expected the name or address of a mail server");
  if (options.port == 0) return invalid("smtp.port", "expected 1 to 65535");
  if (auto from = check_address(options.from); !from) return invalid("smtp.from", from.error().message);
  return {};
}

SmtpSession::SmtpSession(SmtpOptions options, Duration patience)
    : options_(std::move(options)), patience_(patience), curl_(std::make_unique<Curl>()) {}

SmtpSession::~SmtpSession() = default;

SmtpOutcome SmtpSession::hand_over(const std::vector<std::string>& to, std::string_view message,
                                   const std::stop_token& stop) {
  const auto began = std::chrono::steady_clock::now();
  SmtpOutcome outcome = once(to, message, stop, patience_);
  const bool closed =
      !curl_->fresh && outcome.stage != SmtpStage::end && (outcome.code == 0 || outcome.code == kClosing);
  const auto left = patience_ - std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - began);
  if (outcome.taken || !closed || left <= Duration::zero() || stop.stop_requested()) return outcome;
  return once(to, message, stop, left);
}

SmtpOutcome SmtpSession::once(const std::vector<std::string>& to, std::string_view message, const std::stop_token& stop,
                              Duration patience) {
  if (curl_->handle == nullptr) curl_->open(options_);
  CURL* const curl = curl_->handle;
  if (curl == nullptr) return {.answer = {}, .problem = "libcurl does not start"};
  std::vector<curl_slist> recipients(to.size());
  for (std::size_t i = 0; i < to.size(); ++i)
    recipients[i] = {const_cast<char*>(to[i].c_str()), i + 1 < to.size() ? &recipients[i + 1] : nullptr};  // only read
  Way way{.left = message, .stop = stop, .sockets = curl_->sockets};
  curl_->problem[0] = '\0';
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(patience.count()));
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.data());
  curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
  curl_easy_setopt(curl, CURLOPT_READDATA, &way);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &way);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &way);
  const CURLcode code = curl_easy_perform(curl);
  long opened = 0;
  curl_easy_getinfo(curl, CURLINFO_NUM_CONNECTS, &opened);
  curl_->fresh = opened > 0;
  judge(way, code, curl_->problem.data());
  // libcurl keeps some connections on which an answer is still due, and would take it for that to the next mail.
  if (code != CURLE_OK) curl_->close();
  return std::move(way.outcome);
}

}  // namespace throng::outbound
