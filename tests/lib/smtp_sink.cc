#include "lib/smtp_sink.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>

namespace throng::testing {
namespace {

constexpr std::size_t kReadBytes = 64 * 1024;

bool starts_with(std::string_view line, std::string_view word) {
  return line.size() >= word.size() && strncasecmp(line.data(), word.data(), word.size()) == 0;
}

// "MAIL FROM:<ann@shop.example> SIZE=100" -> "ann@shop.example"
std::string address_in(std::string_view line) {
  const std::size_t open = line.find('<'), close = line.find('>');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  return std::string(line.substr(open + 1, close - open - 1));
}

std::string without_doubled_dots(std::string_view data) {
  std::string out;
  out.reserve(data.size());
  if (data.starts_with("..")) data.remove_prefix(1);
  for (;;) {
    const std::size_t at = data.find("\r\n..");
    out += data.substr(0, at == std::string_view::npos ? at : at + 3);
    if (at == std::string_view::npos) return out;
    data.remove_prefix(at + 4);
  }
}

// The bytes of one connection.
class Peer {
 public:
  explicit Peer(int socket) : socket_(socket) {}

  // Without CRLF; nothing when the other side went.
  std::optional<std::string> line() {
    for (std::size_t seen = 0;;) {
      if (const std::size_t end = read_.find("\r\n", seen); end != std::string::npos) {
        std::string out = read_.substr(0, end);
        read_.erase(0, end + 2);
        return out;
      }
      seen = read_.empty() ? 0 : read_.size() - 1;
      if (!more()) return std::nullopt;
    }
  }

  // Up to the dot, with the last CRLF before it.
  std::optional<std::string> data() {
    for (std::size_t seen = 0;;) {
      if (read_.starts_with(".\r\n")) return cut(0);
      if (const std::size_t end = read_.find("\r\n.\r\n", seen); end != std::string::npos) return cut(end + 2);
      seen = read_.size() < 4 ? 0 : read_.size() - 4;
      if (!more()) return std::nullopt;
    }
  }

  bool say(std::string text) {
    text += "\r\n";
    for (std::size_t at = 0; at < text.size();) {
      const ssize_t n = ::send(socket_, text.data() + at, text.size() - at, MSG_NOSIGNAL);
      if (n <= 0) return false;
      at += static_cast<std::size_t>(n);
    }
    return true;
  }

  void wait_until_gone() {
    do read_.clear();
    while (more());
  }

 private:
  std::string cut(std::size_t size) {
    std::string out = read_.substr(0, size);
    read_.erase(0, size + 3);
    return out;
  }
  bool more() {
    const std::size_t before = read_.size();
    read_.resize(before + kReadBytes);
    const ssize_t n = ::recv(socket_, read_.data() + before, kReadBytes, 0);
    read_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    return n > 0;
  }

  const int socket_;
  std::string read_;
};

}  // namespace

struct SmtpSink::State {
  Script script;
  Take take;
  int listener = -1;
  std::uint16_t port = 0;
  std::thread accepting;
  std::atomic<std::size_t> connections = 0;

  std::mutex talking;  // script and take
  mutable std::mutex lock;
  std::vector<SunkMail> mails;
  std::set<int> peers;
  std::vector<std::thread> threads;
  bool ending = false;

  SinkAnswer asked(SinkStage stage, std::string_view line) {
    if (!script) return {};
    const std::lock_guard guard(talking);
    return script(stage, line);
  }

  // False: the connection is over.
  bool answer(Peer& peer, SinkStage stage, std::string_view line, const char* usual) {
    const SinkAnswer given = asked(stage, line);
    return follow(peer, given, usual);
  }
  static bool follow(Peer& peer, const SinkAnswer& given, const char* usual) {
    if (given.silent) {
      peer.wait_until_gone();
      return false;
    }
    if (!given.line.empty()) return peer.say(given.line) && !given.drop;
    return !given.drop && (usual == nullptr || peer.say(usual));
  }

  void keep(SunkMail mail) {
    if (take) {
      const std::lock_guard guard(talking);
      return take(std::move(mail));
    }
    const std::lock_guard guard(lock);
    mails.push_back(std::move(mail));
  }

  // After DATA was allowed.
  bool read_mail(Peer& peer, SunkMail mail) {
    std::optional<std::string> data = peer.data();
    if (!data) return false;
    mail.data = without_doubled_dots(*data);
    const SinkAnswer given = asked(SinkStage::end, mail.data);
    if (given.line.empty() || given.line[0] == '2') keep(std::move(mail));
    return follow(peer, given, "250 2.0.0 Taken") && answer(peer, SinkStage::idle, "", nullptr);
  }

  bool sign_in(Peer& peer, const std::string& line) {
    // "AUTH PLAIN" without the secret asks for it.
    if (std::ranges::count(line, ' ') < 2 && (!peer.say("334 ") || !peer.line())) return false;
    return answer(peer, SinkStage::auth, line, "235 2.7.0 Welcome");
  }

  bool serve_line(Peer& peer, SunkMail& mail, const std::string& line) {
    if (starts_with(line, "EHLO") || starts_with(line, "HELO"))
      return answer(peer, SinkStage::hello, line, "250-sink\r\n250-SIZE 104857600\r\n250-8BITMIME\r\n250 AUTH PLAIN");
    if (starts_with(line, "AUTH ")) return sign_in(peer, line);
    if (starts_with(line, "MAIL FROM:")) {
      mail = {address_in(line), {}, {}};
      return answer(peer, SinkStage::mail, line, "250 2.1.0 Go on");
    }
    if (starts_with(line, "RCPT TO:")) {
      mail.to.push_back(address_in(line));
      return answer(peer, SinkStage::rcpt, line, "250 2.1.5 Go on");
    }
    if (starts_with(line, "DATA")) {
      const SinkAnswer given = asked(SinkStage::data, line);
      const bool refused = !given.line.empty() && given.line[0] != '3';
      return follow(peer, given, "354 Go on") && (refused || read_mail(peer, std::exchange(mail, {})));
    }
    if (starts_with(line, "QUIT")) return peer.say("221 Bye") && false;
    if (starts_with(line, "RSET") || starts_with(line, "NOOP")) return peer.say("250 Well");
    return peer.say("500 What?");
  }

  void serve(int socket) {
    Peer peer(socket);
    SunkMail mail;
    if (answer(peer, SinkStage::connected, "", "220 sink ESMTP")) {
      for (auto line = peer.line(); line && serve_line(peer, mail, *line);) line = peer.line();
    }
    const std::lock_guard guard(lock);
    peers.erase(socket);
    ::close(socket);
  }

  void accept_all() {
    for (;;) {
      const int peer = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
      if (peer < 0) return;
      const int yes = 1;
      ::setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      ++connections;
      const std::lock_guard guard(lock);
      if (ending) {
        ::close(peer);
        return;
      }
      peers.insert(peer);
      threads.emplace_back([this, peer] { serve(peer); });
    }
  }
};

SmtpSink::SmtpSink(Script script, Take take, std::uint16_t port) : state_(std::make_unique<State>()) {
  state_->script = std::move(script);
  state_->take = std::move(take);
  state_->listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const at = reinterpret_cast<sockaddr*>(&address);
  if (::bind(state_->listener, at, size) != 0 || ::listen(state_->listener, 64) != 0 ||
      ::getsockname(state_->listener, at, &size) != 0)
    std::abort();
  state_->port = ntohs(address.sin_port);
  state_->accepting = std::thread([this] { state_->accept_all(); });
}

SmtpSink::~SmtpSink() {
  {
    const std::lock_guard guard(state_->lock);
    state_->ending = true;
    for (const int peer : state_->peers) ::shutdown(peer, SHUT_RDWR);
  }
  ::shutdown(state_->listener, SHUT_RDWR);
  state_->accepting.join();
  for (std::thread& thread : state_->threads) thread.join();
  ::close(state_->listener);
}

std::uint16_t SmtpSink::port() const { return state_->port; }

std::vector<SunkMail> SmtpSink::mails() const {
  const std::lock_guard guard(state_->lock);
  return state_->mails;
}

std::size_t SmtpSink::connections() const { return state_->connections; }

SinkAnswer answer_by_address(SinkStage stage, std::string_view line) {
  if (stage == SinkStage::rcpt) {
    const std::string to = address_in(line);
    if (to.starts_with("nobody")) return {.line = "550 5.1.1 Nobody of that name"};
    if (to.starts_with("busy")) return {.line = "451 4.7.1 Come back later"};
  }
  if (stage == SinkStage::end) {
    const std::size_t to = line.find("\r\nTo: ");
    const std::string_view address = to == std::string_view::npos ? line : line.substr(to + 6);
    if (address.starts_with("spam")) return {.line = "554 5.7.1 We do not want this"};
    if (address.starts_with("lost")) return {.drop = true};
  }
  return {};
}

}  // namespace throng::testing
