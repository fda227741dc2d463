// Sends events to POST /v1/batch as fast as the server takes them, on one thread:
//   throng_load --url http://127.0.0.1:8710 --write-key KEY [--connections 16] [--batch 100] [--events 1000000]
//   throng_load --url http://127.0.0.1:8710 --requests FILE [--batch 100]: whole requests, each once; before each
//   stands a line with its length in bytes
// Prints one JSON object. Bodies are made before the clock starts; only message ids are written into them for
// each request, so that the client costs little beside the server. Every answer must be 200; 429 and 503 are counted as
// busy, waited out and sent again.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kDigits = 16;              // of the counter in a message id
constexpr std::size_t kTemplateEvents = 16'384;  // different events in the prepared bodies
constexpr auto kBusyPause = std::chrono::milliseconds(20);

struct Options {
  std::string url = "http://127.0.0.1:8710";
  std::string write_key;
  std::string requests;  // a file
  unsigned connections = 16;
  std::uint64_t batch = 100;
  std::uint64_t events = 1'000'000;
};

[[noreturn]] void die(const std::string& why) {
  fmt::print(stderr, "throng_load: {}\n", why);
  std::exit(1);
}

std::string base64(std::string_view text) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::uint32_t word = 0;
    for (std::size_t k = 0; k < 3; ++k)
      word = (word << 8) | (i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += i + k <= text.size() ? kLetters[(word >> (18 - 6 * k)) & 63] : '=';
  }
  return out;
}

struct Target {
  std::string host, port;
};

Target parse_url(std::string_view url) {
  constexpr std::string_view kScheme = "http://";
  if (!url.starts_with(kScheme)) die("--url must begin with http://");
  url.remove_prefix(kScheme.size());
  url = url.substr(0, url.find('/'));
  const auto colon = url.rfind(':');
  if (colon == std::string_view::npos) return {std::string(url), "80"};
  return {std::string(url.substr(0, colon)), std::string(url.substr(colon + 1))};
}

// A request whose message ids can be written over.
struct Template {
  std::string bytes;
  std::vector<std::size_t> ids;  // where the kDigits of each are
};

std::string event_of(std::uint64_t n, const std::string& time, std::uint64_t run) {
  constexpr std::array<std::string_view, 4> kNames = {"Product Viewed", "Product Added", "Checkout Started",
                                                      "Order Completed"};
  return fmt::format(
      R"({{"type":"track","messageId":"load-{:x}-{:016}","userId":"load-{}","anonymousId":"load-device-{}","event":"{}",)"
      R"("timestamp":"{}","properties":{{"product_id":"P{}","category":"Home","price":{}.5,"quantity":{}}},)"
      R"("context":{{"page":{{"path":"/p/{}","url":"https://shop.example.com/p/{}"}},"locale":"zh-CN"}}}})",
      run, 0, n % 5003, n % 5003, kNames[n * 7 % 16 / 4], time, n % 97, n % 300, n % 3 + 1, n % 97, n % 97);
}

std::vector<Template> make_templates(const Options& options, const Target& target) {
  const std::time_t now = std::time(nullptr);
  std::array<char, 32> time{};
  std::strftime(time.data(), time.size(), "%Y-%m-%dT%H:%M:%S.000Z", std::gmtime(&now));
  const auto run = static_cast<std::uint64_t>(Clock::now().time_since_epoch().count());
  std::vector<Template> out;
  for (std::uint64_t first = 0; first < kTemplateEvents; first += options.batch) {
    std::string body = R"({"batch":[)";
    for (std::uint64_t i = 0; i < options.batch; ++i)
      body += (i == 0 ? "" : ",") + event_of(first + i, time.data(), run);
    body += "]}";
    Template made;
    made.bytes = fmt::format(
        "POST /v1/batch HTTP/1.1\r\nHost: {}\r\nAuthorization: Basic {}\r\nContent-Type: application/json\r\n"
        "Content-Length: {}\r\n\r\n{}",
        target.host, base64(options.write_key + ":"), body.size(), body);
    const std::string marker = fmt::format("\"load-{:x}-", run);
    for (auto at = made.bytes.find(marker); at != std::string::npos; at = made.bytes.find(marker, at + 1))
      made.ids.push_back(at + marker.size());
    out.push_back(std::move(made));
  }
  return out;
}

std::vector<Template> read_templates(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::vector<Template> out;
  std::string length;
  while (std::getline(in, length)) {
    Template made;
    made.bytes.resize(std::strtoull(length.c_str(), nullptr, 10));
    if (!in.read(made.bytes.data(), static_cast<std::streamsize>(made.bytes.size())))
      die("the file is cut off: " + path);
    out.push_back(std::move(made));
  }
  if (out.empty()) die("no requests in " + path);
  return out;
}

// Writes the numbers from `first` on over the message ids.
void number(Template& request, std::uint64_t first) {
  for (const std::size_t at : request.ids) {
    std::uint64_t left = first++;
    for (std::size_t d = kDigits; d-- > 0; left /= 10) request.bytes[at + d] = static_cast<char>('0' + left % 10);
  }
}

struct Connection {
  int socket = -1;
  std::string request;
  std::size_t sent = 0;
  std::string answer;
  Clock::time_point started;
  Clock::time_point again{};  // when to send the same request once more
  bool waiting = false;       // for `again`
  bool idle = true;
};

int connect_to(const Target& target) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(target.host.c_str(), target.port.c_str(), &hints, &found) != 0) die("unknown host " + target.host);
  const int fd = socket(found->ai_family, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, found->ai_addr, found->ai_addrlen) != 0)
    die(fmt::format("cannot connect: {}", std::strerror(errno)));
  freeaddrinfo(found);
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  return fd;
}

// 0: not complete yet. Answers here are small and have a Content-Length.
int complete_status(const std::string& answer) {
  const auto end = answer.find("\r\n\r\n");
  if (end == std::string::npos) return 0;
  std::string head = answer.substr(0, end);
  std::transform(head.begin(), head.end(), head.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  constexpr std::string_view kLength = "\r\ncontent-length:";
  const auto at = head.find(kLength);
  if (at == std::string::npos && head.find(" 204 ") != std::string::npos) return 204;
  if (at == std::string::npos) die("an answer without Content-Length: " + head);
  if (answer.size() < end + 4 + std::strtoull(head.c_str() + at + kLength.size(), nullptr, 10)) return 0;
  return std::atoi(head.c_str() + head.find(' ') + 1);
}

class Load {
 public:
  Load(const Options& options, const Target& target)
      : options_(options),
        templates_(options.requests.empty() ? make_templates(options, target) : read_templates(options.requests)),
        epoll_(epoll_create1(0)) {
    connections_.resize(options.connections);
    for (std::size_t i = 0; i < connections_.size(); ++i) {
      connections_[i].socket = connect_to(target);
      epoll_event event{};
      event.events = EPOLLIN | EPOLLOUT | EPOLLET;
      event.data.u64 = i;
      epoll_ctl(epoll_, EPOLL_CTL_ADD, connections_[i].socket, &event);
    }
    latencies_.reserve(total());
  }

  void run() {
    started_ = Clock::now();
    for (Connection& c : connections_) next(c);
    std::array<epoll_event, 256> ready{};
    while (latencies_.size() < total()) {
      const int n = epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), busy_ ? 5 : 1000);
      for (int i = 0; i < n; ++i) serve(connections_[ready[static_cast<std::size_t>(i)].data.u64]);
      if (busy_) resend();
    }
    seconds_ = std::chrono::duration<double>(Clock::now() - started_).count();
  }

  void report() {
    std::sort(latencies_.begin(), latencies_.end());
    const auto at = [&](double q) {
      return latencies_[static_cast<std::size_t>(q * static_cast<double>(latencies_.size() - 1))];
    };
    const auto requests = static_cast<double>(latencies_.size());
    fmt::print(
        "{{\"events\":{},\"requests\":{},\"seconds\":{:.3f},\"events_per_second\":{:.1f},\"requests_per_second\":{:.1f}"
        ","
        "\"p50_ms\":{:.2f},\"p99_ms\":{:.2f},\"busy\":{}}}\n",
        latencies_.size() * options_.batch, latencies_.size(), seconds_,
        requests * static_cast<double>(options_.batch) / seconds_, requests / seconds_, at(.5), at(.99), busy_answers_);
  }

 private:
  std::uint64_t total() const {
    return options_.requests.empty() ? (options_.events + options_.batch - 1) / options_.batch : templates_.size();
  }

  void next(Connection& c) {
    c.idle = issued_ == total();
    if (c.idle) return;
    Template& made = templates_[issued_ % templates_.size()];
    number(made, issued_++ * options_.batch);
    c.request = made.bytes;
    send_again(c);
  }

  void send_again(Connection& c) {
    c.waiting = false;
    c.sent = 0;
    c.answer.clear();
    c.started = Clock::now();
    serve(c);
  }

  void resend() {
    busy_ = false;
    for (Connection& c : connections_) {
      if (c.waiting && Clock::now() >= c.again) send_again(c);
      busy_ = busy_ || c.waiting;
    }
  }

  void serve(Connection& c) {
    if (c.idle || c.waiting) return;
    while (c.sent < c.request.size()) {
      const ssize_t n = send(c.socket, c.request.data() + c.sent, c.request.size() - c.sent, MSG_NOSIGNAL);
      if (n < 0 && errno == EAGAIN) return;
      if (n < 0) die(fmt::format("send: {}", std::strerror(errno)));
      c.sent += static_cast<std::size_t>(n);
    }
    std::array<char, 4096> buffer;
    while (true) {
      const ssize_t n = recv(c.socket, buffer.data(), buffer.size(), 0);
      if (n < 0 && errno == EAGAIN) return;
      if (n <= 0) die("the server closed a connection");
      c.answer.append(buffer.data(), static_cast<std::size_t>(n));
      if (const int status = complete_status(c.answer); status != 0) return finish(c, status);
    }
  }

  void finish(Connection& c, int status) {
    if (status == 429 || status == 503) {
      ++busy_answers_;
      c.waiting = busy_ = true;
      c.again = Clock::now() + kBusyPause;
      return;
    }
    if (status < 200 || status > 204) die("an answer that is not 200:\n" + c.answer);
    latencies_.push_back(std::chrono::duration<double, std::milli>(Clock::now() - c.started).count());
    next(c);
  }

  Options options_;
  std::vector<Template> templates_;
  int epoll_;
  std::vector<Connection> connections_;
  std::vector<double> latencies_;
  std::uint64_t issued_ = 0;
  std::uint64_t busy_answers_ = 0;
  bool busy_ = false;
  Clock::time_point started_;
  double seconds_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Load generator for POST /v1/batch");
  app.add_option("--url", options.url, "Server")->capture_default_str();
  auto* key = app.add_option("--write-key", options.write_key, "Its write key");
  app.add_option("--requests", options.requests, "A file of whole requests")->excludes(key);
  app.add_option("--connections", options.connections, "At once")->capture_default_str()->check(CLI::Range(1, 10'000));
  app.add_option("--batch", options.batch, "Events a request")->capture_default_str()->check(CLI::Range(1, 1'000));
  app.add_option("--events", options.events, "In all")->capture_default_str()->check(CLI::PositiveNumber);
  CLI11_PARSE(app, argc, argv);
  Load load(options, parse_url(options.url));
  load.run();
  load.report();
  return 0;
}
