#include "api/http/internal/connection.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

#include <poll.h>

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include "api/http/gzip.h"
#include "api/http/internal/response_head.h"

namespace throng::api::http {
namespace {

constexpr std::size_t kReadAhead = 4096;         // room beyond the largest head
constexpr std::size_t kFlushAt = 64 * 1024;      // pipelined answers leave in writes of about this size
constexpr std::size_t kPart = 256 * 1024;        // of a stream, in one write
constexpr std::size_t kCompressFrom = 1024;      // smaller bodies fit a packet anyway
constexpr std::size_t kMaxLinger = 1024 * 1024;  // bytes read and thrown away so that a refusal is seen
constexpr Duration kLingerTime = seconds(2);

void compress(Response& response) {
  const bool ready =
      std::ranges::any_of(response.headers, [](const Header& h) { return same_name(h.name, "Content-Encoding"); });
  if (ready || response.body.size() < kCompressFrom || !compressible(response.content_type)) return;
  std::string packed = gzip(response.body);
  if (packed.empty()) return;
  response.body = std::move(packed);
  response.headers.push_back({"Content-Encoding", "gzip"});
  response.headers.push_back({"Vary", "Accept-Encoding"});
}

std::string chunk_of(std::string_view data) {
  std::array<char, 20> size{};
  const int length = std::snprintf(size.data(), size.size(), "%zx\r\n", data.size());
  std::string out(size.data(), static_cast<std::size_t>(length));
  out.append(data).append("\r\n");
  return out;
}

}  // namespace

net::mutable_buffer InBuffer::room() {
  if (begin_ > 0) {
    std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  return net::buffer(bytes_.data() + end_, bytes_.size() - end_);
}

Connection::Connection(std::shared_ptr<Loop> loop, Socket socket)
    : loop_(std::move(loop)),
      socket_(std::move(socket)),
      wake_(loop_->context),
      in_(loop_->options.header_limit + kReadAhead) {
  boost::system::error_code ignored;
  socket_.set_option(net::ip::tcp::no_delay(true), ignored);
  const auto peer = socket_.remote_endpoint(ignored);
  if (!ignored) request_.remote_address = peer.address().to_string();
  set_deadline(loop_->options.idle_timeout);
  loop_->connections.insert(this);
  loop_->open->add();
}

Connection::~Connection() {
  loop_->connections.erase(this);
  loop_->open->remove();
}

Task<> Connection::run() {
  const auto self = shared_from_this();
  Reading reading = Reading::complete;
  for (bool keep = true; keep && !broken_;) {
    reading = co_await read_request();
    if (reading == Reading::closed) co_return;
    keep = false;
    if (reading == Reading::complete) keep = co_await answer();
  }
  co_await flush();
  if (reading == Reading::refused) co_await linger();
}

// Reads until the buffer has more; false when the connection is over.
Task<bool> Connection::read_more() {
  if (!out_.empty()) {
    const auto deadline = deadline_;
    co_await flush();
    deadline_ = deadline;
  }
  if (broken_ || (loop_->stopping && phase_ == Phase::idle)) co_return false;
  auto [error, n] = co_await socket_.async_read_some(in_.room(), kAwait);
  in_.commit(n);
  co_return !error;
}

Task<> Connection::flush(const std::string* tail) {
  if (!broken_ && (!out_.empty() || tail)) {
    set_deadline(loop_->options.write_timeout);
    writing_ = true;
    const std::array<net::const_buffer, 2> parts = {net::buffer(out_), tail ? net::buffer(*tail) : net::const_buffer()};
    auto [error, n] = co_await net::async_write(socket_, parts, kAwait);
    writing_ = false;
    if (error) broken_ = true;
    no_deadline();
  }
  out_.clear();
}

// After a refusal the rest of the request may still be on its way; closing at once would reset the connection before
// the client has read why. So: close our half, then read and throw away until the client closes.
Task<> Connection::linger() {
  boost::system::error_code error;
  socket_.shutdown(net::ip::tcp::socket::shutdown_send, error);
  if (error || broken_) co_return;
  set_deadline(kLingerTime);
  for (std::size_t thrown = 0; thrown < kMaxLinger;) {
    in_.consume(in_.view().size());
    auto [failed, n] = co_await socket_.async_read_some(in_.room(), kAwait);
    if (failed) co_return;
    thrown += n;
  }
}

Task<bool> Connection::answer() {
  const auto started = SteadyClock::now();
  phase_ = Phase::handling;
  no_deadline();
  accepts_gzip_ = accepts_gzip(request_.header("accept-encoding"));
  response_.reset();
  gone_ = std::stop_source();
  request_.gone = gone_.get_token();
  loop_->service.handle(request_, Responder(shared_from_this()));
  if (!response_) co_await flush();
  if (!response_) co_await wait_for_response();
  loop_->service.finished(request_, *response_, SteadyClock::now() - started);
  if (response_->stream && request_.method != Method::head) {
    streaming_ = std::move(response_->stream);
    co_await send_stream(*streaming_);
    co_return false;
  }
  const bool keep = parser_->keep_alive() && !loop_->stopping;
  append(*response_, keep);
  if (response_->shared_body && request_.method != Method::head) {
    co_await flush(response_->shared_body.get());
  } else if (out_.size() > kFlushAt) {
    co_await flush();
  }
  phase_ = Phase::idle;
  co_return keep;
}

Task<> Connection::wait_for_response() {
  auto store = [this](auto handler) { resume_ = [h = std::move(handler)]() mutable { std::move(h)(); }; };
  constexpr net::use_awaitable_t<Executor> kPlain;
  co_await net::async_initiate<const net::use_awaitable_t<Executor>, void()>(store, kPlain);
}

void Connection::respond(Response response) {
  if (accepts_gzip_ && !response.stream) compress(response);
  const Executor executor = loop_->context.get_executor();
  if (executor.running_in_this_thread()) {
    complete(std::move(response));
    return;
  }
  if (loop_->ended) return;
  net::post(executor, [self = shared_from_this(), r = std::move(response)]() mutable { self->complete(std::move(r)); });
}

void Connection::complete(Response response) {
  response_ = std::move(response);
  if (resume_) std::exchange(resume_, nullptr)();
}

void Connection::append(const Response& response, bool keep_alive) {
  append_head(out_, response, {.date = loop_->http_date_now(), .keep_alive = keep_alive, .chunked = false});
  if (request_.method != Method::head && !response.shared_body && response.status != 304) out_ += response.body;
}

Task<> Connection::send_stream(BodyStream& stream) {
  phase_ = Phase::streaming;
  append_head(out_, *response_, {.date = loop_->http_date_now(), .keep_alive = false, .chunked = true});
  co_await flush();
  stream.on_ready([weak = weak_from_this()] {
    const auto self = weak.lock();
    if (self) net::post(self->loop_->context, [self] { self->wake_.cancel(); });
  });
  const bool complete = co_await send_pieces(stream);
  stream.on_ready(nullptr);
  stream.close();
  // Without the last chunk the client knows that something is missing.
  if (!complete && stream.heartbeat().empty()) broken_ = true;
  out_ = "0\r\n\r\n";
}

// True when all that the stream had was sent.
Task<bool> Connection::send_pieces(BodyStream& stream) {
  while (!broken_ && !loop_->stopping) {
    const bool last = stream.closed();
    std::string data = stream.drain();
    if (data.empty() && last) co_return !stream.broken();
    if (data.empty()) {
      wake_.expires_after(loop_->options.heartbeat);
      auto [woken] = co_await wake_.async_wait(kAwait);
      if (woken) continue;
      data = stream.heartbeat();
      if (data.empty()) continue;
    }
    // Each part has the write timeout to itself: a slow reader is not one that is gone.
    for (std::string_view left = data; !left.empty() && !broken_; left.remove_prefix(std::min(kPart, left.size()))) {
      out_ = chunk_of(left.substr(0, kPart));
      co_await flush();
    }
  }
  co_return false;
}

void Connection::sweep(SteadyClock::time_point now) {
  if (now > deadline_) abort();
  if (phase_ == Phase::handling && !response_ && hung_up()) gone_.request_stop();
  if (phase_ == Phase::streaming && streaming_->heartbeat().empty() && hung_up()) abort();
}

// Has the client closed its half? Some half-close and still read: they get their answer, unless it is worth nothing
// without somebody waiting (Request::gone).
bool Connection::hung_up() {
  pollfd state{.fd = socket_.native_handle(), .events = POLLRDHUP, .revents = 0};
  return ::poll(&state, 1, 0) > 0 && (state.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

void Connection::stop() {
  if (phase_ == Phase::idle && !writing_) abort();
  if (phase_ == Phase::streaming) wake_.cancel();
}

void Connection::forget() {
  const auto self = shared_from_this();
  const auto dropped = std::exchange(resume_, nullptr);
}

void Connection::abort() {
  boost::system::error_code ignored;
  broken_ = true;
  gone_.request_stop();
  socket_.close(ignored);
  wake_.cancel();
}

}  // namespace throng::api::http
