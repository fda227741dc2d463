#include "outbound/poster.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <string>
#include <thread>

#include <fmt/format.h>

namespace throng::outbound {
namespace {

// Takes one connection on a free port of this machine, and answers each request on it with the bytes it was given, or
// never.
class Receiver {
 public:
  explicit Receiver(std::string answer) : Receiver(std::vector{std::move(answer)}) {}
  // `heard` is called after each request, before it is answered.
  explicit Receiver(
      std::vector<std::string> answers, std::function<void()> heard = [] {})
      : answers_(std::move(answers)), heard_(std::move(heard)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(listener_, 4), 0);
    EXPECT_EQ(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  Receiver(const Receiver&) = delete;
  Receiver& operator=(const Receiver&) = delete;
  ~Receiver() { (void)received(); }

  std::string url(std::string_view scheme = "http") const {
    return fmt::format("{}://127.0.0.1:{}/hook?x=1", scheme, port_);
  }
  // Ends it; "": nobody came.
  std::string received() {
    if (thread_.joinable()) {
      ::shutdown(listener_, SHUT_RDWR);
      thread_.join();
      ::close(listener_);
    }
    return got_;
  }

 private:
  void serve() {
    const int peer = ::accept(listener_, nullptr, nullptr);
    if (peer < 0) return;
    for (const std::string& answer : answers_) {
      if (!read_body(peer)) break;
      heard_();
      for (std::size_t at = 0; at < answer.size();) {
        const ssize_t n = ::send(peer, answer.data() + at, answer.size() - at, MSG_NOSIGNAL);
        if (n <= 0) break;
        at += static_cast<std::size_t>(n);
      }
      // Without an answer the connection stays open until the other side goes.
      while (answer.empty() && read_body(peer)) continue;
    }
    ::close(peer);
  }
  // Up to the next "}".
  bool read_body(int peer) {
    char buffer[4096];
    for (const std::size_t before = got_.size(); got_.find('}', before) == std::string::npos;) {
      const ssize_t n = ::recv(peer, buffer, sizeof buffer, 0);
      if (n <= 0) return false;
      got_.append(buffer, static_cast<std::size_t>(n));
    }
    return true;
  }

  const std::vector<std::string> answers_;
  const std::function<void()> heard_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::string got_;
  std::thread thread_;
};

Post post_to(const std::string& url) {
  return {url, {{"Content-Type", "application/json"}, {"X-One", "1"}}, "{\"a\":1}"};
}

TEST(Poster, PostsAndKeepsTheAnswer) {
  Receiver receiver("HTTP/1.1 503 Busy\r\nContent-Length: 5\r\n\r\nlater");
  const auto answer = make_poster({.internal_addresses = true})->post(post_to(receiver.url()), {});
  ASSERT_TRUE(answer) << describe(answer.error());
  EXPECT_EQ(answer->status, 503);
  EXPECT_EQ(answer->body, "later");
  const std::string request = receiver.received();
  EXPECT_TRUE(request.starts_with("POST /hook?x=1 HTTP/1.1\r\n")) << request;
  EXPECT_NE(request.find("X-One: 1\r\n"), std::string::npos) << request;
  EXPECT_TRUE(request.ends_with("\r\n\r\n{\"a\":1}")) << request;
}

TEST(Poster, DoesNotReachInternalAddresses) {
  Receiver receiver("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  const auto refused = make_poster({})->post(post_to(receiver.url()), {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
  EXPECT_EQ(receiver.received(), "") << "not even connected to";
}

TEST(Poster, DoesNotFollowRedirects) {
  Receiver other("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  Receiver receiver(fmt::format("HTTP/1.1 302 Found\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n", other.url()));
  EXPECT_EQ(make_poster({.internal_addresses = true})->post(post_to(receiver.url()), {})->status, 302);
  EXPECT_EQ(other.received(), "");
}

TEST(Poster, DoesNotReadEndlessAnswers) {
  Receiver receiver("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + std::string(1 << 20, 'x'));
  const auto answer = make_poster({.internal_addresses = true})->post(post_to(receiver.url()), {});
  ASSERT_TRUE(answer) << describe(answer.error());
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body.size(), kKeptAnswer);
}

TEST(Poster, SaysWhyThereIsNoAnswerAndStopsWhenAsked) {
  Receiver silent("");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(make_poster({.internal_addresses = true})->post(post_to(silent.url()), stop.get_token()).error().code,
            ErrorCode::cancelled);
  std::string nobody;
  {
    const Receiver gone("");
    nobody = gone.url();
  }
  EXPECT_EQ(make_poster({.internal_addresses = true})->post(post_to(nobody), {}).error().code, ErrorCode::io);
}

TEST(Poster, KnowsThatTheOtherSideMayHaveIt) {
  for (const char* lost : {"\r\n", "HTTP/1.1 100 Continue\r\n\r\n"}) {
    Receiver receiver(lost);
    const auto answer = make_poster({.internal_addresses = true})->post(post_to(receiver.url()), {});
    ASSERT_TRUE(answer) << describe(answer.error());
    EXPECT_EQ(answer->status, 0) << lost;
    EXPECT_TRUE(words_of(*answer).starts_with("no answer: ")) << words_of(*answer);
  }
  std::stop_source stop;
  Receiver silent(std::vector<std::string>{""}, [&] { stop.request_stop(); });
  const auto answer = make_poster({.internal_addresses = true})->post(post_to(silent.url()), stop.get_token());
  ASSERT_TRUE(answer) << describe(answer.error());
  EXPECT_EQ(answer->status, 0) << "given up when all of it was there";
}

TEST(Poster, CountsAnAnswerThatWasCutShort) {
  Receiver receiver("HTTP/1.1 201 Made\r\nContent-Length: 100\r\n\r\nbegun");
  const auto answer = make_poster({.internal_addresses = true})->post(post_to(receiver.url()), {});
  ASSERT_TRUE(answer) << describe(answer.error());
  EXPECT_EQ(words_of(*answer), "answered 201: begun");
}

TEST(Poster, ReadsHowLongToWait) {
  Receiver receiver("HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
  const auto answer = make_poster({.internal_addresses = true})->post(post_to(receiver.url()), {});
  ASSERT_TRUE(answer) << describe(answer.error());
  EXPECT_EQ(answer->wait, seconds(7));
  EXPECT_EQ(words_of(*answer), "answered 429");
}

TEST(Poster, KeepsConnectionsAndSendsNothingTwiceOverThem) {
  const std::string good = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  Receiver receiver(std::vector<std::string>{good, good, "\r\n"});
  const auto poster = make_poster({.internal_addresses = true});
  EXPECT_EQ(poster->post(post_to(receiver.url()), {})->status, 200);
  EXPECT_EQ(poster->post(post_to(receiver.url()), {})->status, 200);
  const auto lost = poster->post(post_to(receiver.url()), {});
  ASSERT_TRUE(lost) << describe(lost.error());
  EXPECT_EQ(lost->status, 0);
  const std::string all = receiver.received();
  std::size_t bodies = 0;
  for (std::size_t at = all.find("{\"a\":1}"); at != std::string::npos; at = all.find("{\"a\":1}", at + 1)) ++bodies;
  EXPECT_EQ(bodies, 3U) << all;
}

TEST(Poster, TakesOnlyAddressesOfTheWeb) {
  for (const char* url : {"http://example.com", "https://example.com/hook?a=b", "http://127.0.0.1:8080/x"})
    EXPECT_TRUE(check_url(url)) << url;
  for (const std::string url :
       {"", "example.com", "ftp://example.com/x", "file:///etc/passwd", "http://", "https://a:b@example.com/",
        "http://me@example.com/", "gopher://example.com/", "http://exa mple.com/"})
    EXPECT_FALSE(check_url(url)) << url;
  EXPECT_FALSE(check_url("http://example.com/" + std::string(2000, 'x')));
}

}  // namespace
}  // namespace throng::outbound
