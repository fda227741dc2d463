// The reading half of a connection: bytes to an acceptable Request, or a refusal.
#include "api/http/internal/connection.h"
#include "api/http/internal/head_scan.h"
#include "api/http/target.h"

namespace throng::api::http {
namespace {

namespace beast_http = boost::beast::http;

std::string_view std_view(boost::beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

Task<Connection::Reading> Connection::read_request() {
  Reading reading = co_await read_head();
  if (reading == Reading::complete) reading = take_head();
  if (reading == Reading::complete) reading = co_await read_body();
  co_return reading;
}

Connection::Reading Connection::refuse(int status, std::string_view why) {
  const Response response = loop_->service.refuse(request_, status, why);
  loop_->service.finished(request_, response, {});
  append(response, false);
  return Reading::refused;
}

Task<Connection::Reading> Connection::read_head() {
  phase_ = Phase::idle;
  request_.headers.clear();
  request_.route = -1;
  request_.method = Method::other;
  request_.path.clear();
  set_deadline(loop_->options.idle_timeout);
  for (std::size_t scanned = 0;;) {
    while (scanned == 0 && in_.view().starts_with("\r\n")) in_.consume(2);  // left over by sloppy clients
    if (phase_ == Phase::idle && !in_.view().empty()) {
      phase_ = Phase::reading;
      set_deadline(loop_->options.header_timeout);
    }
    const HeadScan scan = scan_head(in_.view(), scanned);
    if (scan.state == HeadState::bare_line_feed) co_return refuse(400, "a line of the head ends without CR");
    if (scan.state == HeadState::folded) co_return refuse(400, "folded header lines are not accepted");
    const std::size_t size = scan.state == HeadState::complete ? scan.size : in_.view().size();
    if (size > loop_->options.header_limit) co_return refuse(431, "the request head is too large");
    if (scan.state == HeadState::complete) co_return parse_head(scan.size);
    if (!co_await read_more()) co_return Reading::closed;
  }
}

Connection::Reading Connection::parse_head(std::size_t size) {
  parser_.emplace();
  parser_->eager(false);
  parser_->header_limit(static_cast<std::uint32_t>(loop_->options.header_limit));
  parser_->body_limit(boost::none);  // known once the route is
  boost::system::error_code error;
  const std::size_t used = parser_->put(net::buffer(in_.view().data(), size), error);
  in_.consume(used);
  if (error == beast_http::error::bad_version) return refuse(505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
  if (error || !parser_->is_header_done()) return refuse(400, "the request head is malformed: " + error.message());
  return Reading::complete;
}

// What the parser lets through and we do not.
std::optional<std::string_view> Connection::unacceptable() const {
  std::size_t hosts = 0;
  for (const HeaderView& header : request_.headers) {
    if (same_name(header.name, "host")) ++hosts;
    if (!same_name(header.name, "transfer-encoding")) continue;
    if (!same_name(header.value, "chunked")) return "the only Transfer-Encoding accepted is chunked";
    if (parser_->get().version() < 11) return "Transfer-Encoding needs HTTP/1.1";
  }
  if (hosts > 1 || (hosts == 0 && parser_->get().version() >= 11)) return "exactly one Host header is needed";
  return std::nullopt;
}

Connection::Reading Connection::take_head() {
  const auto& message = parser_->get();
  request_.method = method_from(std_view(message.method_string()));
  request_.target = std_view(message.target());
  for (const auto& field : message)
    request_.headers.push_back({std_view(field.name_string()), std_view(field.value())});
  auto target = parse_target(request_.target);
  if (!target) return refuse(400, target.error().message);
  request_.path = std::move(target->path);
  request_.query = target->query;
  if (const auto why = unacceptable()) return refuse(400, *why);

  const std::size_t limit = loop_->service.admit(request_);
  if (parser_->content_length().value_or(0) > limit) return refuse(413, "the body is too large");
  parser_->body_limit(limit);
  parser_->eager(true);
  const std::string_view expect = request_.header("expect");
  if (expect.empty()) return Reading::complete;
  if (!same_name(expect, "100-continue")) return refuse(417, "the only expectation known is 100-continue");
  if (!parser_->is_done() && in_.view().empty()) out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  return Reading::complete;
}

Task<Connection::Reading> Connection::read_body() {
  if (!parser_->is_done()) set_deadline(loop_->options.body_timeout);
  while (!parser_->is_done()) {
    boost::system::error_code error;
    std::size_t used = 0;
    if (!in_.view().empty()) used = parser_->put(net::buffer(in_.view().data(), in_.view().size()), error);
    in_.consume(used);
    if (error == beast_http::error::body_limit) co_return refuse(413, "the body is too large");
    if (error && error != beast_http::error::need_more)
      co_return refuse(400, "the body is malformed: " + error.message());
    if (parser_->is_done() || (used > 0 && !in_.view().empty() && !error)) continue;
    if (in_.full()) co_return refuse(400, "a chunk header or trailer is too large");
    if (!co_await read_more()) co_return Reading::closed;
  }
  request_.body = std::move(parser_->get().body());
  co_return Reading::complete;
}

}  // namespace throng::api::http
