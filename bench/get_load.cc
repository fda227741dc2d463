// Asks for one person's memberships at a fixed pace, whatever the server does:
//   throng_get_load --url http://127.0.0.1:8710 --secret-key KEY --ids FILE [--rate 2000] [--connections 32] [--seconds
//   5]
// FILE has a user id a line. Prints one JSON object. A request's time counts from when it was due, so that one that
// waits behind a slow one is slow too. Every answer must be 200.
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  std::string host = "127.0.0.1", port = "8710";
  std::string secret_key, ids;
  unsigned rate = 2000, connections = 32, seconds = 5;
};

[[noreturn]] void die(const std::string& why) {
  fmt::print(stderr, "throng_get_load: {}\n", why);
  std::_Exit(1);  // of any thread
}

int connect_to(const Options& options) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(options.host.c_str(), options.port.c_str(), &hints, &found) != 0) die("unknown host " + options.host);
  const int fd = socket(found->ai_family, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, found->ai_addr, found->ai_addrlen) != 0) die("cannot connect");
  freeaddrinfo(found);
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

// Reads one answer, which has a Content-Length.
void take_answer(int socket, std::string& answer) {
  answer.clear();
  constexpr std::string_view kLength = "Content-Length: ";
  char buffer[8192];
  while (true) {
    const ssize_t n = recv(socket, buffer, sizeof buffer, 0);
    if (n <= 0) die("the server closed a connection");
    answer.append(buffer, static_cast<std::size_t>(n));
    const auto end = answer.find("\r\n\r\n");
    if (end == std::string::npos) continue;
    const auto at = answer.find(kLength);
    if (at == std::string::npos || at > end) die("an answer without Content-Length: " + answer);
    if (answer.size() >= end + 4 + std::strtoull(answer.c_str() + at + kLength.size(), nullptr, 10)) break;
  }
  if (!answer.starts_with("HTTP/1.1 200")) die("an answer that is not 200:\n" + answer);
}

// One connection: its share of the requests, each when it is due.
std::vector<double> ask(const Options& options, const std::vector<std::string>& ids, unsigned which,
                        Clock::time_point begin) {
  const int socket = connect_to(options);
  const std::size_t all = std::size_t{options.rate} * options.seconds;
  std::vector<double> took;
  std::string answer;
  for (std::size_t i = which; i < all; i += options.connections) {
    const auto due = begin + std::chrono::nanoseconds(1'000'000'000 * i / options.rate);
    const std::string request =
        fmt::format("GET /api/memberships?user_id={} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\r\n",
                    ids[i * 7919 % ids.size()], options.host, options.secret_key);
    std::this_thread::sleep_until(due);
    if (send(socket, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
      die("cannot send");
    take_answer(socket, answer);
    took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - due).count());
  }
  close(socket);
  return took;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  std::string url = "http://127.0.0.1:8710";
  CLI::App app("Load generator for GET /api/memberships");
  app.add_option("--url", url, "Server")->capture_default_str();
  app.add_option("--secret-key", options.secret_key, "Its secret key")->required();
  app.add_option("--ids", options.ids, "File of user ids")->required();
  app.add_option("--rate", options.rate, "Requests a second")->capture_default_str()->check(CLI::PositiveNumber);
  app.add_option("--connections", options.connections, "At once")->capture_default_str()->check(CLI::Range(1, 1000));
  app.add_option("--seconds", options.seconds, "So long")->capture_default_str()->check(CLI::PositiveNumber);
  CLI11_PARSE(app, argc, argv);
  const auto colon = url.rfind(':');
  options.port = url.substr(colon + 1);
  std::vector<std::string> ids;
  std::ifstream file(options.ids);
  for (std::string line; std::getline(file, line);) ids.push_back(line);
  if (ids.empty()) die("no ids in " + options.ids);
  std::vector<std::vector<double>> parts(options.connections);
  const auto begin = Clock::now() + std::chrono::milliseconds(200);
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < options.connections; ++i)
      threads.emplace_back([&, i] { parts[i] = ask(options, ids, i, begin); });
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  std::vector<double> took;
  for (const auto& part : parts) took.insert(took.end(), part.begin(), part.end());
  std::ranges::sort(took);
  const auto at = [&](double q) { return took[static_cast<std::size_t>(q * static_cast<double>(took.size() - 1))]; };
  fmt::print(
      "{{\"requests\":{},\"requests_per_second\":{:.1f},\"p50_ms\":{:.3f},\"p99_ms\":{:.3f},\"max_ms\":{:.3f}}}\n",
      took.size(), static_cast<double>(took.size()) / seconds, at(.5), at(.99), took.back());
  return 0;
}
