// One event loop and its thread. Heavy: only the server's own sources include this.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_set>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "api/http/server.h"

namespace throng::api::http {

namespace net = boost::asio;
using SteadyClock = std::chrono::steady_clock;
// Concrete executors instead of any_io_executor: no virtual call and no allocation per operation.
using Executor = net::io_context::executor_type;
using Socket = net::basic_stream_socket<net::ip::tcp, Executor>;
using Acceptor = net::basic_socket_acceptor<net::ip::tcp, Executor>;
using Timer = net::basic_waitable_timer<SteadyClock, net::wait_traits<SteadyClock>, Executor>;
template <class T = void>
using Task = net::awaitable<T, Executor>;
inline constexpr net::as_tuple_t<net::use_awaitable_t<Executor>> kAwait;

class Connection;

// Counts the connections of all loops, so that stop() can wait for none.
class OpenCount {
 public:
  std::size_t value() const { return open_.load(std::memory_order_relaxed); }
  void add() { open_.fetch_add(1, std::memory_order_relaxed); }
  void remove() {
    const std::lock_guard lock(mutex_);
    open_.fetch_sub(1, std::memory_order_relaxed);
    changed_.notify_all();
  }
  bool wait_for_none(Duration at_most) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, at_most, [&] { return value() == 0; });
  }

 private:
  std::atomic<std::size_t> open_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
};

// Everything but `context` is touched on the loop's own thread only.
struct Loop {
  Loop(const HttpOptions& o, Service& s, const Log& l, std::shared_ptr<OpenCount> count)
      : options(o), service(s), log(l), open(std::move(count)) {}

  HttpOptions options;
  Service& service;
  const Log& log;
  std::shared_ptr<OpenCount> open;
  net::io_context context{1};
  net::executor_work_guard<Executor> busy{context.get_executor()};
  Timer sweeper{context};
  std::unordered_set<Connection*> connections;
  bool stopping = false;
  std::atomic<bool> ended = false;  // the thread is gone: nothing posted from now on would run
  std::int64_t date_second = 0;
  std::string date;
  std::thread thread;

  std::string_view http_date_now();
};

// Starts a connection on its loop's thread.
void start_connection(const std::shared_ptr<Loop>& loop, Socket socket);

}  // namespace throng::api::http
