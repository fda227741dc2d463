// Behaviour over real sockets, byte for byte.
#include "api/http/server.h"

#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>
#include <zlib.h>

#include "api/http/event_stream.h"
#include "api/http/file_stream.h"
#include "api/http/gzip.h"
#include "api/testing/raw_client.h"

namespace throng::api::http {
namespace {

using testing::Answer;
using testing::RawClient;
using testing::request_text;

// Echoes method, path and body; some paths do other things.
class EchoService final : public Service {
 public:
  std::size_t admit(Request& head) override { return head.path == "/small" ? 10 : 1'000'000; }

  void handle(Request& request, Responder responder) override {
    if (request.path == "/later") {
      later_.set_value(std::move(responder));
    } else if (request.path == "/watched") {
      gone_.set_value(request.gone);
      later_.set_value(std::move(responder));
    } else if (request.path == "/thread") {
      std::thread([r = std::move(responder)]() mutable { r(text("from a thread")); }).detach();
    } else if (request.path == "/dropped") {
      const Responder dropped = std::move(responder);
    } else if (request.path == "/long") {
      responder(text(std::string(10'000, 'a')));
    } else if (request.path == "/shared") {
      responder(Response{.content_type = "text/css", .shared_body = std::make_shared<const std::string>("shared")});
    } else if (request.path == "/file") {
      responder(Response{.content_type = "text/plain", .stream = std::exchange(file, nullptr)});
    } else if (request.path == "/events") {
      responder(Response{.content_type = "text/event-stream", .stream = stream});
    } else {
      responder(text(std::string(text_of(request.method)) + " " + request.path + " " + request.body));
    }
  }

  void finished(const Request&, const Response&, std::chrono::nanoseconds) override {}
  Response refuse(const Request&, int status, std::string_view why) override {
    Response response = text(std::string(why));
    response.status = status;
    return response;
  }

  std::future<Responder> later() { return later_.get_future(); }
  std::future<std::stop_token> gone() { return gone_.get_future(); }
  std::shared_ptr<EventStream> stream = std::make_shared<EventStream>();
  std::shared_ptr<FileStream> file;

  static Response text(std::string body) { return {.content_type = "text/plain", .body = std::move(body)}; }

 private:
  std::promise<Responder> later_;
  std::promise<std::stop_token> gone_;
};

class HttpTest : public ::testing::Test {
 protected:
  void start(HttpOptions options = {}) {
    auto started = HttpServer::start(std::move(options), service, log);
    ASSERT_TRUE(started.has_value()) << started.error().message;
    server = std::move(*started);
  }
  Answer ask(std::string_view bytes) const { return RawClient(server->port()).ask(bytes); }
  int status_of(std::string_view bytes) const { return ask(bytes).status; }

  ManualClock clock{from_ms(0)};
  Log log{LogLevel::error, clock, nullptr};
  EchoService service;
  std::unique_ptr<HttpServer> server;
};

TEST_F(HttpTest, AnswersAndKeepsTheConnection) {
  start();
  RawClient client(server->port());
  for (int i = 0; i < 3; ++i) {
    const Answer answer = client.ask(request_text("POST", "/a%20b?x=1", "", "hello"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "POST /a b hello");
    EXPECT_EQ(answer.headers.at("content-type"), "text/plain");
    EXPECT_TRUE(answer.headers.contains("date"));
  }
}

TEST_F(HttpTest, AnswersPipelinedRequestsInOrder) {
  start();
  RawClient client(server->port());
  std::string all;
  for (int i = 0; i < 16; ++i) all += request_text("POST", "/" + std::to_string(i), "", "x");
  all += request_text("GET", "/thread") + request_text("GET", "/last");
  client.send(all);
  for (int i = 0; i < 16; ++i) EXPECT_EQ(client.receive().body, "POST /" + std::to_string(i) + " x");
  EXPECT_EQ(client.receive().body, "from a thread");
  EXPECT_EQ(client.receive().body, "GET /last ");
}

TEST_F(HttpTest, ReadsARequestThatArrivesByteByByte) {
  start();
  RawClient client(server->port());
  for (const char c : request_text("POST", "/slow", "X: y\r\n", "body")) client.send({&c, 1});
  EXPECT_EQ(client.receive().body, "POST /slow body");
}

TEST_F(HttpTest, ReadsChunkedBodies) {
  start();
  EXPECT_EQ(
      ask("POST /c HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n").body,
      "POST /c abcde");
}

TEST_F(HttpTest, ClosesWhenAskedAndForHttp10) {
  start();
  RawClient close(server->port());
  EXPECT_EQ(close.ask(request_text("GET", "/", "Connection: close\r\n")).headers.at("connection"), "close");
  EXPECT_TRUE(close.closed_by_server());
  RawClient old(server->port());
  EXPECT_EQ(old.ask("GET / HTTP/1.0\r\n\r\n").status, 200);
  EXPECT_TRUE(old.closed_by_server());
}

TEST_F(HttpTest, RefusesWhatIsNotARequest) {
  start();
  const auto refused = [&](std::string_view bytes) {
    RawClient client(server->port());
    const int status = client.ask(bytes).status;
    EXPECT_TRUE(client.closed_by_server()) << bytes;
    return status;
  };
  const std::string head = "POST / HTTP/1.1\r\nHost: t\r\n";
  EXPECT_EQ(refused("nonsense\r\n\r\n"), 400);
  EXPECT_EQ(refused("GET / HTTP/1.1\r\n\r\n"), 400);                        // no Host
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);  // two
  EXPECT_EQ(refused("GET / HTTP/1.1\nHost: t\n\n"), 400);                   // bare LF
  EXPECT_EQ(refused(head + "X: a\r\n b\r\n\r\n"), 400);                     // obs-fold
  EXPECT_EQ(refused(head + "X : a\r\n\r\n"), 400);                          // space before colon
  EXPECT_EQ(refused(head + std::string("X: a\0b\r\n\r\n", 11)), 400);       // NUL
  EXPECT_EQ(refused(head + "Content-Length: -1\r\n\r\n"), 400);
  EXPECT_EQ(refused(head + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), 400);
  EXPECT_EQ(refused(head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
  EXPECT_EQ(refused(head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 400);
  EXPECT_EQ(refused(head + "Transfer-Encoding: identity\r\n\r\n"), 400);
  EXPECT_EQ(refused(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"), 400);
  EXPECT_EQ(refused("GET / HTTP/2.0\r\nHost: t\r\n\r\n"), 505);
  EXPECT_EQ(refused("GET /a%zz HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
  EXPECT_EQ(refused("GET /a/../b HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
  EXPECT_EQ(refused("GET /a%2fb HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
  EXPECT_EQ(refused("GET /%00 HTTP/1.1\r\nHost: t\r\n\r\n"), 400);
  EXPECT_EQ(refused(head + "Expect: miracles\r\n\r\n"), 417);
}

TEST_F(HttpTest, TakesAnAbsoluteTarget) {
  start();
  EXPECT_EQ(ask("GET http://test/x?y HTTP/1.1\r\nHost: test\r\n\r\n").body, "GET /x ");
}

TEST_F(HttpTest, LimitsHeadAndBody) {
  start();
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: t\r\nX: " + std::string(200'000, 'a') + "\r\n\r\n"), 431);
  EXPECT_EQ(status_of(request_text("POST", "/small", "", "1234567890")), 200);
  EXPECT_EQ(status_of(request_text("POST", "/small", "", "12345678901")), 413);
  EXPECT_EQ(status_of("POST /small HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: "
                      "chunked\r\n\r\n6\r\nabcdef\r\n6\r\nabcdef\r\n0\r\n\r\n"),
            413);
  EXPECT_EQ(status_of(request_text("POST", "/big", "", std::string(2'000'000, 'x'))), 413);
  EXPECT_EQ(ask(request_text("POST", "/big", "", std::string(900'000, 'x'))).body.size(), 900'010u);
}

TEST_F(HttpTest, SaysContinueBeforeTheBody) {
  start();
  RawClient client(server->port());
  client.send("POST /e HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100);
  client.send("ok");
  EXPECT_EQ(client.receive().body, "POST /e ok");
  EXPECT_EQ(status_of("POST /small HTTP/1.1\r\nHost: t\r\nContent-Length: 99\r\nExpect: 100-continue\r\n\r\n"), 413);
}

TEST_F(HttpTest, AnswersHeadWithoutBody) {
  start();
  RawClient client(server->port());
  client.send(request_text("HEAD", "/long") + request_text("GET", "/next"));
  EXPECT_EQ(client.receive(true).headers.at("content-length"), "10000");
  EXPECT_EQ(client.receive().body, "GET /next ");
}

TEST_F(HttpTest, CompressesLongAnswersWhenAccepted) {
  start();
  EXPECT_FALSE(ask(request_text("GET", "/long")).headers.contains("content-encoding"));
  EXPECT_FALSE(ask(request_text("GET", "/long", "Accept-Encoding: gzip;q=0\r\n")).headers.contains("content-encoding"));
  EXPECT_FALSE(ask(request_text("GET", "/short", "Accept-Encoding: gzip\r\n")).headers.contains("content-encoding"));
  const Answer packed = ask(request_text("GET", "/long", "Accept-Encoding: br, gzip\r\n"));
  EXPECT_EQ(packed.headers.at("content-encoding"), "gzip");
  std::string plain(10'001, '\0');
  z_stream stream{};
  inflateInit2(&stream, 31);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.body.data()));
  stream.avail_in = static_cast<uInt>(packed.body.size());
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = static_cast<uInt>(plain.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(plain.substr(0, stream.total_out), std::string(10'000, 'a'));
  inflateEnd(&stream);
}

TEST_F(HttpTest, SendsSharedBodiesAndSurvivesADroppedResponder) {
  start();
  RawClient client(server->port());
  EXPECT_EQ(client.ask(request_text("GET", "/shared")).body, "shared");
  EXPECT_EQ(client.ask(request_text("GET", "/dropped")).status, 500);
  EXPECT_EQ(client.ask(request_text("GET", "/shared")).body, "shared");
}

TEST_F(HttpTest, ClosesSlowHeadsAndIdleConnections) {
  start({.header_timeout = Duration(20), .idle_timeout = Duration(20), .sweep_every = Duration(5)});
  RawClient slow(server->port());
  slow.send("GET / HTTP/1.1\r\nHost:");
  EXPECT_TRUE(slow.closed_by_server());
  RawClient idle(server->port());
  EXPECT_TRUE(idle.closed_by_server());
}

TEST_F(HttpTest, StreamsEventsAndHeartbeats) {
  start({.heartbeat = Duration(10)});
  RawClient client(server->port());
  client.send(request_text("GET", "/events"));
  EXPECT_NE(client.receive_until("\r\n\r\n").find("text/event-stream"), std::string::npos);
  EXPECT_TRUE(service.stream->push("event", "{\"n\":1}"));
  EXPECT_NE(client.receive_until("event: event\ndata: {\"n\":1}\n\n"), "");
  EXPECT_NE(client.receive_until(": still here\n\n"), "");
  service.stream->close();
  EXPECT_NE(client.receive_until("0\r\n\r\n"), "");
  EXPECT_FALSE(service.stream->push("event", "{}"));
}

TEST_F(HttpTest, StopAnswersWhatIsInFlightAndClosesTheRest) {
  start({.threads = 1});  // so that all three are told at once
  RawClient idle(server->port());
  EXPECT_EQ(idle.ask(request_text("GET", "/")).status, 200);
  RawClient busy(server->port());
  auto later = service.later();
  busy.send(request_text("GET", "/later"));
  Responder responder = later.get();
  RawClient streaming(server->port());
  streaming.send(request_text("GET", "/events"));
  streaming.receive_until("\r\n\r\n");

  std::thread stopping([&] { server->stop(); });
  EXPECT_TRUE(idle.closed_by_server());
  EXPECT_NE(streaming.receive_until("0\r\n\r\n"), "");
  responder(EchoService::text("done"));
  const Answer answer = busy.receive();
  EXPECT_EQ(answer.body, "done");
  EXPECT_EQ(answer.headers.at("connection"), "close");
  EXPECT_TRUE(busy.closed_by_server());
  stopping.join();
  EXPECT_EQ(server->connections(), 0u);
  EXPECT_THROW(RawClient(server->port()), std::runtime_error);
}

TEST_F(HttpTest, ResponderMayOutliveTheServer) {
  start({.grace = Duration(1)});
  RawClient client(server->port());
  auto later = service.later();
  client.send(request_text("GET", "/later"));
  Responder responder = later.get();
  server.reset();
  responder(EchoService::text("too late"));
}

// Blocks until the token is told, or too long.
bool is_told(const std::stop_token& token) {
  std::promise<void> told;
  const std::stop_callback callback(token, [&] { told.set_value(); });
  return told.get_future().wait_for(seconds(30)) == std::future_status::ready;
}

TEST_F(HttpTest, TellsTheHandlerWhenItsClientHangsUp) {
  start({.sweep_every = Duration(1)});
  auto later = service.later();
  auto gone = service.gone();
  auto client = std::make_unique<RawClient>(server->port());
  client->send(request_text("GET", "/watched") + request_text("GET", "/next"));  // bytes not read hide no hang-up
  const std::stop_token token = gone.get();
  Responder responder = later.get();
  EXPECT_FALSE(token.stop_requested());
  client.reset();
  EXPECT_TRUE(is_told(token));
  responder(EchoService::text("nobody reads this"));
}

TEST_F(HttpTest, StopTellsHandlersThatTakeTooLong) {
  start({.grace = Duration(1)});
  auto later = service.later();
  auto gone = service.gone();
  RawClient client(server->port());
  client.send(request_text("GET", "/watched"));
  const std::stop_token token = gone.get();
  Responder responder = later.get();
  EXPECT_FALSE(token.stop_requested());
  server->stop();
  EXPECT_TRUE(token.stop_requested());
  responder(EchoService::text("too late"));
}

TEST_F(HttpTest, RefusesAnAddressThatIsTaken) {
  start();
  const auto second = HttpServer::start({.port = server->port()}, service, log);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::io);
}

// A file of pieces, each made on a thread of its own; `told` hears of failures.
std::shared_ptr<FileStream> file_of(FileStream::Make make, std::string* told = nullptr) {
  return std::make_shared<FileStream>(
      std::move(make),
      [](std::move_only_function<void()> work) { std::thread([w = std::move(work)]() mutable { w(); }).detach(); },
      [told](const Error& error) {
        if (told != nullptr) *told = error.message;
      });
}

TEST_F(HttpTest, SendsAFileAsItIsMade) {
  start();
  service.file = file_of([n = 0](std::stop_token) mutable -> Result<std::string> {
    return ++n > 3 ? std::string() : std::string(700'000, static_cast<char>('a' + n));
  });
  const Answer answer = ask(request_text("GET", "/file"));
  EXPECT_EQ(answer.body, std::string(700'000, 'b') + std::string(700'000, 'c') + std::string(700'000, 'd'));
}

TEST_F(HttpTest, AFileThatCannotGoOnBreaksOff) {
  start();
  std::string told;
  service.file = file_of(
      [n = 0](std::stop_token) mutable -> Result<std::string> {
        if (++n > 1) return fail(ErrorCode::io, "the disk is gone");
        return std::string("begun");
      },
      &told);
  RawClient client(server->port());
  client.send(request_text("GET", "/file"));
  EXPECT_NE(client.receive_until("begun\r\n"), "");
  EXPECT_EQ(client.receive_until("0\r\n\r\n"), "") << "no last chunk: the reader knows that something is missing";
  EXPECT_EQ(told, "the disk is gone");
}

TEST_F(HttpTest, AFileIsNotMadeForNobody) {
  start({.sweep_every = Duration(20)});
  std::promise<void> making, gone;
  service.file = file_of([&](std::stop_token stop) -> Result<std::string> {
    making.set_value();
    std::promise<void> told;
    const std::stop_callback callback(stop, [&] { told.set_value(); });
    told.get_future().wait();
    gone.set_value();
    return fail(ErrorCode::cancelled, "nobody reads");
  });
  {
    const RawClient client(server->port());
    client.send(request_text("GET", "/file"));
    making.get_future().get();
  }
  EXPECT_EQ(gone.get_future().wait_for(seconds(30)), std::future_status::ready);
}

TEST(EventStream, DropsWhatDoesNotFitAndSaysSo) {
  EventStream stream(100);
  EXPECT_TRUE(stream.push("a", std::string(60, 'x')));
  EXPECT_FALSE(stream.push("a", std::string(60, 'y')));
  EXPECT_FALSE(stream.push("a", std::string(60, 'y')));
  const std::string drained = stream.drain();
  EXPECT_TRUE(drained.ends_with("event: lost\ndata: {\"count\":2}\n\n")) << drained;
  EXPECT_TRUE(stream.push("a", "again"));
}

TEST(AcceptsGzip, ReadsTheHeader) {
  EXPECT_TRUE(accepts_gzip("gzip"));
  EXPECT_TRUE(accepts_gzip("deflate, GZIP ;q=0.5"));
  EXPECT_TRUE(accepts_gzip("*"));
  EXPECT_FALSE(accepts_gzip(""));
  EXPECT_FALSE(accepts_gzip("br"));
  EXPECT_FALSE(accepts_gzip("gzip; q=0.0"));
}

}  // namespace
}  // namespace throng::api::http
