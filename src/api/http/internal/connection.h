// One client connection: a coroutine on its loop that reads requests, asks the Service and writes answers.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "api/http/body_stream.h"
#include "api/http/internal/loop.h"

namespace throng::api::http {

// Bytes that arrived and are not used yet; fixed capacity.
class InBuffer {
 public:
  explicit InBuffer(std::size_t capacity) : bytes_(capacity) {}
  std::string_view view() const { return {bytes_.data() + begin_, end_ - begin_}; }
  void consume(std::size_t n) { begin_ += n; }
  bool full() const { return begin_ == 0 && end_ == bytes_.size(); }
  // Room to read into; moves what is left to the front.
  net::mutable_buffer room();
  void commit(std::size_t n) { end_ += n; }

 private:
  std::vector<char> bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

class Connection final : public Responder::Target, public std::enable_shared_from_this<Connection> {
 public:
  Connection(std::shared_ptr<Loop> loop, Socket socket);
  ~Connection() override;

  Task<> run();
  void respond(Response response) override;

  // All on the loop's thread.
  void sweep(SteadyClock::time_point now);
  void stop();  // finish what is in flight, then close
  void abort();
  void forget();  // after the loop ended: drops the wait for an answer that can no longer be sent

 private:
  enum class Phase { idle, reading, handling, streaming };
  enum class Reading { complete, closed, refused };
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  Task<Reading> read_request();
  Task<Reading> read_head();
  Task<Reading> read_body();
  Task<bool> read_more();
  Task<bool> answer();
  Task<> wait_for_response();
  Task<> send_stream(BodyStream& stream);
  Task<bool> send_pieces(BodyStream& stream);
  Task<> flush(const std::string* tail = nullptr);
  Task<> linger();

  Reading refuse(int status, std::string_view why);
  std::optional<std::string_view> unacceptable() const;
  Reading parse_head(std::size_t size);
  Reading take_head();
  void append(const Response& response, bool keep_alive);
  void complete(Response response);
  void set_deadline(Duration from_now) { deadline_ = SteadyClock::now() + from_now; }
  bool hung_up();
  void no_deadline() { deadline_ = SteadyClock::time_point::max(); }

  std::shared_ptr<Loop> loop_;  // first: the socket must go before the loop
  Socket socket_;
  Timer wake_;
  InBuffer in_;
  std::string out_;
  std::optional<Parser> parser_;
  Request request_;
  std::stop_source gone_{std::nostopstate};  // of the request being handled
  std::optional<Response> response_;
  std::move_only_function<void()> resume_;
  std::shared_ptr<BodyStream> streaming_;
  SteadyClock::time_point deadline_;
  SteadyClock::time_point body_deadline_;
  Phase phase_ = Phase::idle;
  bool accepts_gzip_ = false;
  bool broken_ = false;  // the socket is of no more use
  bool writing_ = false;
};

}  // namespace throng::api::http
