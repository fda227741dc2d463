#include "api/http/server.h"

#include <ctime>
#include <future>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include "api/http/internal/connection.h"
#include "api/http/internal/response_head.h"

namespace throng::api::http {
namespace {

constexpr int kBacklog = 1024;
constexpr Duration kAcceptPause = Duration(100);  // when out of file descriptors

void sweep_forever(Loop& loop) {
  loop.sweeper.expires_after(loop.options.sweep_every);
  loop.sweeper.async_wait([&loop](boost::system::error_code error) {
    if (error) return;
    const auto now = SteadyClock::now();
    for (Connection* connection : loop.connections) connection->sweep(now);
    sweep_forever(loop);
  });
}

void run_loop(Loop& loop) {
  while (!loop.context.stopped()) {
    try {
      loop.context.run();
    } catch (const std::exception& e) {
      loop.log.error("a connection failed", {{"why", std::string_view(e.what())}});
    }
  }
}

void for_each_connection(Loop& loop, void (Connection::*what)()) {
  const std::vector<Connection*> all(loop.connections.begin(), loop.connections.end());
  for (Connection* connection : all) (connection->*what)();
}

}  // namespace

std::string_view Loop::http_date_now() {
  const std::int64_t now = std::time(nullptr);
  if (now != date_second) {
    date_second = now;
    date = http_date(now);
  }
  return date;
}

void start_connection(const std::shared_ptr<Loop>& loop, Socket socket) {
  const auto connection = std::make_shared<Connection>(loop, std::move(socket));
  auto failed = [loop](const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
  };
  net::co_spawn(loop->context, connection->run(), std::move(failed));
}

struct HttpServer::Impl {
  std::shared_ptr<OpenCount> open = std::make_shared<OpenCount>();
  std::vector<std::shared_ptr<Loop>> loops;
  std::unique_ptr<Acceptor> acceptor;
  std::uint16_t port = 0;
  bool stopped = false;

  Result<void> listen(const HttpOptions& options);
  Task<> accept_forever();
  void stop();
};

Result<void> HttpServer::Impl::listen(const HttpOptions& options) {
  boost::system::error_code error;
  const auto address = net::ip::make_address(options.address, error);
  if (error) return invalid("address", "\"" + options.address + "\" is not an IP address");
  const net::ip::tcp::endpoint endpoint(address, options.port);
  acceptor = std::make_unique<Acceptor>(loops.front()->context);
  acceptor->open(endpoint.protocol(), error);
  if (!error) acceptor->set_option(net::socket_base::reuse_address(true), error);
  if (!error) acceptor->bind(endpoint, error);
  if (!error) acceptor->listen(kBacklog, error);
  if (error) {
    return fail(ErrorCode::io,
                "cannot listen on " + options.address + ":" + std::to_string(options.port) + ": " + error.message());
  }
  port = acceptor->local_endpoint(error).port();
  return {};
}

Task<> HttpServer::Impl::accept_forever() {
  Timer pause(loops.front()->context);
  for (std::size_t next = 0;; ++next) {
    const std::shared_ptr<Loop> loop = loops[next % loops.size()];
    Socket socket(loop->context);
    auto [error] = co_await acceptor->async_accept(socket, kAwait);
    if (!acceptor->is_open()) co_return;
    if (error) {
      pause.expires_after(kAcceptPause);
      co_await pause.async_wait(kAwait);
      continue;
    }
    if (open->value() >= loop->options.max_connections) continue;
    auto begin = [loop, s = std::move(socket)]() mutable { start_connection(loop, std::move(s)); };
    net::post(loop->context, std::move(begin));
  }
}

void HttpServer::Impl::stop() {
  if (stopped || loops.empty()) return;
  stopped = true;
  std::promise<void> closed;
  net::post(loops.front()->context, [&] {
    boost::system::error_code ignored;
    if (acceptor) acceptor->close(ignored);
    closed.set_value();
  });
  closed.get_future().wait();
  for (const auto& loop : loops) {
    net::post(loop->context, [loop] {
      loop->stopping = true;
      for_each_connection(*loop, &Connection::stop);
    });
  }
  if (!open->wait_for_none(loops.front()->options.grace)) {
    for (const auto& loop : loops) net::post(loop->context, [loop] { for_each_connection(*loop, &Connection::abort); });
    open->wait_for_none(seconds(1));
  }
  for (const auto& loop : loops) loop->context.stop();
  for (const auto& loop : loops) loop->thread.join();
  // What was posted but not run yet holds connections, which hold their loop: run it, or neither would ever go.
  for (const auto& loop : loops) {
    loop->ended = true;
    for_each_connection(*loop, &Connection::forget);
    loop->context.restart();
    loop->context.poll();
  }
  acceptor.reset();
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() { stop(); }

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpOptions& options, Service& service, const Log& log) {
  auto impl = std::make_unique<Impl>();
  for (int i = 0; i < std::max(options.threads, 1); ++i) {
    impl->loops.push_back(std::make_shared<Loop>(options, service, log, impl->open));
  }
  THRONG_CHECK(impl->listen(options));
  for (const auto& loop : impl->loops) {
    sweep_forever(*loop);
    loop->thread = std::thread([loop] { run_loop(*loop); });
  }
  net::co_spawn(impl->loops.front()->context, impl->accept_forever(), [](const std::exception_ptr&) {});
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

std::uint16_t HttpServer::port() const { return impl_->port; }
std::size_t HttpServer::connections() const { return impl_->open->value(); }
void HttpServer::stop() { impl_->stop(); }

}  // namespace throng::api::http
