// Sends what a program knows of its users to a Throng server: one header, C++17, POSIX sockets; link with -pthread.
//
//   throng::Client client("http://127.0.0.1:8710", "WRITE_KEY");
//   client.track("ann", "Order Completed", {{"revenue", 42.5}, {"currency", "CNY"}});
//
// Speaks http:// itself. For https:// give Options::transport, a function that posts with the TLS library you have.
// Thread-safe. Calls never wait for the network; one thread of the client sends. After fork() make a new client.
#pragma once

#include <fcntl.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <deque>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace throng {

inline constexpr const char* kVersion = "0.1.0";
inline constexpr std::size_t kMaxEventBytes = 32 * 1024;

using Milliseconds = std::chrono::milliseconds;
using Time = std::chrono::system_clock::time_point;

namespace internal {

// A JSON string. Bytes that are not UTF-8 stay as they are: the server keeps such an event in its quarantine.
inline std::string quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    char escape[8] = {c};
    if (c == '"' || c == '\\')
      std::snprintf(escape, sizeof escape, "\\%c", c);
    else if (static_cast<unsigned char>(c) < 0x20)
      std::snprintf(escape, sizeof escape, "\\u%04x", c);
    out.append(escape);
  }
  return out += '"';
}

// Text that reads back the same; JSON has no NaN and no infinity.
inline std::string number(double value) {
  if (!std::isfinite(value)) return "null";
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", value);
  if (std::strtod(text, nullptr) != value) std::snprintf(text, sizeof text, "%.17g", value);
  std::replace(text, text + std::strlen(text), ',', '.');  // some locales
  return text;
}

inline std::string iso(Time time) {
  const auto ms = std::chrono::duration_cast<Milliseconds>(time.time_since_epoch()).count();
  const auto rest = ((ms % 1000) + 1000) % 1000;
  const std::time_t seconds = static_cast<std::time_t>((ms - rest) / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char date[32], out[48];
  std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &parts);
  std::snprintf(out, sizeof out, "%s.%03dZ", date, static_cast<int>(rest));
  return out;
}

}  // namespace internal

struct Values;

// One value of properties or traits, kept as its JSON. NaN and infinity become null, times ISO 8601 in UTC.
class Value {
 public:
  Value(std::nullptr_t) : json_("null") {}
  Value(const char* text) : json_(internal::quote(text)) {}
  Value(const std::string& text) : json_(internal::quote(text)) {}
  Value(std::string_view text) : json_(internal::quote(text)) {}
  Value(Time time) : json_(internal::quote(internal::iso(time))) {}
  Value(const Values& object);
  template <class T, class = std::enable_if_t<std::is_arithmetic_v<T>>>
  Value(T value) {
    if constexpr (std::is_same_v<T, bool>)
      json_ = value ? "true" : "false";
    else if constexpr (std::is_integral_v<T>)
      json_ = std::to_string(value);
    else
      json_ = internal::number(static_cast<double>(value));
  }
  template <class T>
  Value(const std::vector<T>& list) {
    for (const auto& item : list) json_ += (json_.empty() ? "[" : ",") + Value(item).json();
    json_ += json_.empty() ? "[]" : "]";
  }
  const std::string& json() const { return json_; }
  bool is_number() const { return json_[0] == '-' || (json_[0] >= '0' && json_[0] <= '9'); }

 private:
  std::string json_;
};

// Properties or traits: {{"plan", "pro"}, {"seats", 5}}.
struct Values {
  std::vector<std::pair<std::string, Value>> items;

  Values() = default;
  Values(std::initializer_list<std::pair<std::string, Value>> list) : items(list) {}
  void set(std::string name, Value value) { items.emplace_back(std::move(name), std::move(value)); }
  std::string json() const {
    std::string out = "{";
    for (const auto& [name, value] : items)
      out += (out.size() > 1 ? "," : "") + internal::quote(name) + ":" + value.json();
    return out += "}";
  }
};

inline Value::Value(const Values& object) : json_(object.json()) {}

// Whom it is about: a text is a user id.
struct Who {
  std::string user_id, anonymous_id;  // at least one of them
  Who(const char* user) : user_id(user) {}
  Who(std::string user) : user_id(std::move(user)) {}
  Who(std::string user, std::string anonymous) : user_id(std::move(user)), anonymous_id(std::move(anonymous)) {}
};
inline Who anonymous(std::string id) { return Who("", std::move(id)); }

struct Extras {
  std::optional<Time> timestamp;  // when it happened; now, if it is not given
  std::string message_id;         // the server counts one id once; a fresh UUID, if it is not given
  Values context;                 // for instance {{"ip", "..."}, {"userAgent", "..."}, {"sessionId", "..."}}
};

// full: the queue is full, the new event is dropped. closed: the client is or was closed. refused: the server will
// never take these. retries: max_retries were made. wait: host or key seem wrong, nothing is given up, it is tried
// again every retry_max. quarantined: the server keeps some events of a batch aside; nothing is to be sent again.
enum class Code { full, closed, refused, retries, wait, quarantined };

struct DeliveryError {
  Code code;
  std::string message;
  std::vector<std::string> events = {};  // JSON of those that were given up
  int status = 0;                        // HTTP; 0 without an answer
  std::string answer = {};               // the server's own words
};

struct Request {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;  // all that are needed but Host and Content-Length
  std::string body;
  Milliseconds timeout;
};

struct Response {
  int status = 0;
  std::string retry_after, date;  // headers; "" if absent
  std::string body;
};

// Posts once, without following redirects; throws std::runtime_error when no whole answer came.
using Transport = std::function<Response(const Request&)>;

struct Options {
  std::size_t flush_at = 100;           // most events in a request
  std::size_t flush_bytes = 400'000;    // most bytes in a request
  Milliseconds flush_interval{1000};    // longest time that an event waits for others
  std::size_t max_queue = 10'000;       // most events that wait in memory
  std::optional<unsigned> max_retries;  // how often a batch is tried again; empty: for ever
  Milliseconds retry_min{500};          // pause after the first failure; it doubles
  Milliseconds retry_max{60'000};
  Milliseconds timeout{10'000};                        // for one request
  bool block_when_full = false;                        // calls wait for room in the queue, rather than drop the event
  Transport transport;                                 // needed for https://
  std::function<void(const DeliveryError&)> on_error;  // by the client's thread or the caller's; else stderr
};

namespace internal {

inline std::string base64(std::string_view bytes) {
  constexpr const char* kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < 3; ++i)
      word = word << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u);
    for (std::size_t i = 0; i < 4; ++i) out += at + i <= bytes.size() ? kDigits[word >> (18 - 6 * i) & 63] : '=';
  }
  return out;
}

inline std::string uuid() {
  std::random_device random;  // of the system, so that a fork does not repeat it
  char out[40];
  const auto word = [&] { return static_cast<unsigned>(random()); };
  std::snprintf(out, sizeof out, "%08x-%04x-4%03x-%04x-%04x%08x", word(), word() & 0xFFFF, word() & 0xFFF,
                (word() & 0x3FFF) | 0x8000, word() & 0xFFFF, word());
  return out;
}

// The time of a call. The server orders one person's events by time, so that calls within one millisecond get
// consecutive ones, up to 100 ms ahead of the clock.
inline Time time_of_call() {
  static std::atomic<std::int64_t> last{0};
  const auto now =
      std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  std::int64_t before = last.load(), mine = 0;
  do {
    const std::int64_t ahead = before - now;
    mine = ahead >= 0 && ahead <= 100 ? std::min<std::int64_t>(before + 1, now + 100) : now;
  } while (!last.compare_exchange_weak(before, mine));
  return Time(Milliseconds(mine));
}

// Seconds since 1970 of "Sun, 06 Nov 1994 08:49:37 GMT".
inline std::optional<std::time_t> http_date(const std::string& text) {
  std::tm parts{};
  if (strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts) == nullptr) return std::nullopt;
  return timegm(&parts);
}

// What the server asks to be left alone, at most an hour; a date counts from the server's own clock, if it tells that.
inline Milliseconds retry_after(const Response& response) {
  if (response.retry_after.empty()) return Milliseconds(0);
  double seconds = 0;
  if (const auto until = http_date(response.retry_after)) {
    seconds = static_cast<double>(*until - http_date(response.date).value_or(std::time(nullptr)));
  } else {
    seconds = std::strtod(response.retry_after.c_str(), nullptr);
  }
  return seconds > 0 ? Milliseconds(static_cast<std::int64_t>(std::min(seconds, 3600.0) * 1000)) : Milliseconds(0);
}

enum class Meaning { ok, retry, wait, halve, refused };

inline Meaning meaning(int status) {
  if (status >= 200 && status < 300) return Meaning::ok;
  if (status == 413) return Meaning::halve;
  if (status == 0 || status == 408 || status == 429 || status >= 500) return Meaning::retry;
  if ((status >= 300 && status < 400) || status == 401 || status == 403 || status == 404) return Meaning::wait;
  return Meaning::refused;
}

#ifdef MSG_NOSIGNAL
inline constexpr int kSendFlags = MSG_NOSIGNAL;
#else
inline constexpr int kSendFlags = 0;
#endif

struct Socket {
  int fd;
  explicit Socket(int number) : fd(number) {}
  Socket(Socket&& other) noexcept : fd(std::exchange(other.fd, -1)) {}
  ~Socket() {
    if (fd >= 0) close(fd);
  }
};

// A connected socket whose calls give up after `timeout`.
inline Socket dial(const std::string& host, const std::string& port, Milliseconds timeout) {
  addrinfo hints{}, *list = nullptr;
  hints.ai_socktype = SOCK_STREAM;
  if (const int error = getaddrinfo(host.c_str(), port.c_str(), &hints, &list)) {
    throw std::runtime_error(gai_strerror(error));
  }
  int fd = -1;
  for (const addrinfo* at = list; at != nullptr && fd < 0; at = at->ai_next) {
    if ((fd = socket(at->ai_family, at->ai_socktype, at->ai_protocol)) < 0) continue;
    const timeval limit{static_cast<time_t>(timeout.count() / 1000),
                        static_cast<suseconds_t>(timeout.count() % 1000 * 1000)};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
#ifdef SO_NOSIGPIPE
    const int yes = 1;
    setsockopt(fd, SOL_SOCKET, SO_NOSIGPIPE, &yes, sizeof yes);
#endif
    if (connect(fd, at->ai_addr, at->ai_addrlen) != 0) close(std::exchange(fd, -1));
  }
  freeaddrinfo(list);
  if (fd < 0) throw std::runtime_error("cannot connect to " + host + ":" + port);
  return Socket(fd);
}

// The value of a header, asked for in lower case; "" if it is absent.
inline std::string header(const std::string& head, const std::string& name) {
  for (std::size_t at = head.find("\r\n"); at + 2 < head.size(); at = head.find("\r\n", at + 2)) {
    const std::string line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    if (line.size() <= name.size() || line[name.size()] != ':') continue;
    const auto same = [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); };
    if (!std::equal(name.begin(), name.end(), line.begin(), same)) continue;
    return line.substr(std::min(line.size(), line.find_first_not_of(' ', name.size() + 1)));
  }
  return "";
}

// The whole answer: we asked the server to close the connection after it.
inline std::string exchange(int fd, std::string_view out, Milliseconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  while (!out.empty()) {
    const ssize_t count = send(fd, out.data(), out.size(), kSendFlags);
    if (count < 0 && errno != EINTR) throw std::runtime_error(std::strerror(errno));
    if (count > 0) out.remove_prefix(static_cast<std::size_t>(count));
  }
  std::string in;
  for (char buffer[4096];;) {
    const ssize_t count = recv(fd, buffer, sizeof buffer, 0);
    const bool late = std::chrono::steady_clock::now() > deadline;
    if (count == 0) return in;
    if (count > 0) in.append(buffer, static_cast<std::size_t>(count));
    if (count < 0 && errno != EINTR && errno != EAGAIN) throw std::runtime_error(std::strerror(errno));
    if (late || (count < 0 && errno == EAGAIN)) throw std::runtime_error("no answer in time");
  }
}

inline Response parse(const std::string& in) {
  const std::size_t end = in.find("\r\n\r\n");
  if (end == std::string::npos || in.compare(0, 5, "HTTP/") != 0) throw std::runtime_error("the answer was cut off");
  const std::string head = in.substr(0, end + 2), length = header(head, "content-length"), last = "0\r\n\r\n";
  Response out{std::atoi(head.c_str() + 9), header(head, "retry-after"), header(head, "date"), in.substr(end + 4)};
  const bool chunked = header(head, "transfer-encoding") == "chunked";
  const bool whole = chunked ? out.body.size() >= last.size() && out.body.rfind(last) == out.body.size() - last.size()
                             : out.body.size() >= std::strtoul(length.c_str(), nullptr, 10);
  if (!whole || out.status < 200) throw std::runtime_error("the answer was cut off");
  return out;
}

// The transport for http://. The body of a chunked answer keeps the marks of its chunks.
inline Response post(const Request& request) {
  const std::string rest = request.url.substr(std::strlen("http://"));
  const std::string authority = rest.substr(0, rest.find('/'));
  const std::size_t bracket = authority.find(']'), colon = authority.rfind(':');
  const bool has_port = colon != std::string::npos && (bracket == std::string::npos || colon > bracket);
  std::string host = has_port ? authority.substr(0, colon) : authority;
  if (bracket != std::string::npos) host = authority.substr(1, bracket - 1);
  std::string out = "POST " + rest.substr(authority.size()) + " HTTP/1.1\r\nHost: " + authority;
  for (const auto& [name, value] : request.headers) out += "\r\n" + name + ": " + value;
  out += "\r\nConnection: close\r\nContent-Length: " + std::to_string(request.body.size()) + "\r\n\r\n" + request.body;
  const Socket socket = dial(host, has_port ? authority.substr(colon + 1) : "80", request.timeout);
  return parse(exchange(socket.fd, out, request.timeout));
}

}  // namespace internal

// Sends to one project. Calls return the message's id, or "" when the event was dropped (full, closed). They throw
// std::invalid_argument when a field is missing or wrong, and std::length_error for an event of more than 32 KB.
class Client {
 public:
  using Id = std::string;

  Client(std::string host, const std::string& write_key, Options options = {}) : options_(std::move(options)) {
    const bool plain = host.compare(0, 7, "http://") == 0;
    need(plain || host.compare(0, 8, "https://") == 0, "host must begin with http:// or https://");
    need(plain || options_.transport, "https:// needs Options::transport");
    need(!write_key.empty(), "write_key is needed");
    need(options_.flush_at > 0 && options_.max_queue > 0, "flush_at and max_queue must be at least 1");
    if (!options_.transport) options_.transport = internal::post;
    while (host.back() == '/') host.pop_back();
    request_ = {host + "/v1/batch",
                {{"Content-Type", "application/json"},
                 {"Authorization", "Basic " + internal::base64(write_key + ":")},
                 {"User-Agent", std::string("throng-cpp/") + kVersion}},
                "",
                options_.timeout};
    thread_ = std::thread([this] { run(); });
  }
  ~Client() { close(); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  Id track(const Who& who, const std::string& event, const Values& properties = {}, const Extras& more = {}) {
    need(!event.empty(), "event is needed");
    return push("track", who, more, {{"event", event}, {"properties", properties}});
  }
  Id identify(const Who& who, const Values& traits = {}, const Extras& more = {}) {
    return push("identify", who, more, {{"traits", traits}});
  }
  Id page(const Who& who, const std::string& name, const Values& properties = {}, const Extras& more = {}) {
    return push("page", who, more, {{"name", name}, {"properties", properties}});
  }
  Id screen(const Who& who, const std::string& name, const Values& properties = {}, const Extras& more = {}) {
    return push("screen", who, more, {{"name", name}, {"properties", properties}});
  }
  Id group(const Who& who, const std::string& group_id, const Values& traits = {}, const Extras& more = {}) {
    need(!group_id.empty(), "group_id is needed");
    return push("group", who, more, {{"groupId", group_id}, {"traits", traits}});
  }
  Id alias(const std::string& user_id, const std::string& previous_id, const Extras& more = {}) {
    need(!user_id.empty() && !previous_id.empty(), "user_id and previous_id are needed");
    return push("alias", user_id, more, {{"previousId", previous_id}});
  }

  // Traits: sets those that are missing; adds to numbers; adds to the end of lists, or only what they do not hold;
  // takes out of lists; takes traits away. (`union` alone is a word of C++.)
  Id set_once(const Who& who, const Values& traits, const Extras& more = {}) {
    return op("set_once", who, traits, more);
  }
  Id increment(const Who& who, const Values& traits, const Extras& more = {}) {
    for (const auto& [name, by] : traits.items) need(by.is_number(), "traits." + name + " must be a finite number");
    return op("increment", who, traits, more);
  }
  Id append(const Who& who, const Values& traits, const Extras& more = {}) { return op("append", who, traits, more); }
  Id union_(const Who& who, const Values& traits, const Extras& more = {}) { return op("union", who, traits, more); }
  Id remove(const Who& who, const Values& traits, const Extras& more = {}) { return op("remove", who, traits, more); }
  Id unset(const Who& who, const std::vector<std::string>& names, const Extras& more = {}) {
    need(!names.empty(), "traits must name at least one trait");
    Values nulls;
    for (const std::string& name : names) nulls.set(name, nullptr);
    return push("identify", who, more, {{"traits", nulls}});
  }

  // How many events are not acknowledged yet.
  std::size_t pending() const {
    const std::lock_guard lock(mutex_);
    return pushed_ - settled_;
  }

  // True once everything that was called before is acknowledged or given up; false after `timeout`.
  bool flush(Milliseconds timeout = Milliseconds(10'000)) {
    std::unique_lock lock(mutex_);
    if (is_mine()) return pushed_ == settled_;
    const std::uint64_t target = pushed_;
    ++waiters_;
    changed_.notify_all();
    const bool done = changed_.wait_for(lock, timeout, [&] { return settled_ >= target; });
    --waiters_;
    return done;
  }

  // Flushes, then gives up what is left. Waits for the request under way, at most Options::timeout. Not from on_error.
  bool close(Milliseconds timeout = Milliseconds(10'000)) {
    std::unique_lock lock(mutex_);
    closed_ = true;
    changed_.notify_all();
    lock.unlock();
    const bool done = flush(timeout);
    lock.lock();
    abandoned_ = true;
    changed_.notify_all();
    lock.unlock();
    if (thread_.joinable() && !is_mine()) thread_.join();
    return done;
  }

 private:
  using Clock = std::chrono::steady_clock;
  using Batch = std::vector<std::string>;

  static void need(bool right, const std::string& otherwise) {
    if (!right) throw std::invalid_argument(otherwise);
  }
  bool is_mine() const { return std::this_thread::get_id() == thread_.get_id(); }
  std::size_t size() const { return pushed_ - settled_; }

  Id op(const char* name, const Who& who, const Values& traits, const Extras& more) {
    need(!traits.items.empty(), "traits must name at least one trait");
    return push("profile", who, more, {{"op", name}, {"traits", traits}});
  }

  Id push(const char* type, const Who& who, const Extras& extras, Values message) {
    need(!who.user_id.empty() || !who.anonymous_id.empty(), "user_id or anonymous_id is needed");
    const std::string id = extras.message_id.empty() ? internal::uuid() : extras.message_id;
    Values context{{"library", Values{{"name", "throng-cpp"}, {"version", kVersion}}}};
    context.items.insert(context.items.end(), extras.context.items.begin(), extras.context.items.end());
    message.set("type", type);
    if (!who.user_id.empty()) message.set("userId", who.user_id);
    if (!who.anonymous_id.empty()) message.set("anonymousId", who.anonymous_id);
    message.set("messageId", id);
    message.set("timestamp", extras.timestamp ? *extras.timestamp : internal::time_of_call());
    message.set("context", context);
    return add(message.json(), type) ? id : "";
  }

  bool add(std::string json, const char* type) {
    if (json.size() > kMaxEventBytes) {
      throw std::length_error("the " + std::string(type) + " is " + std::to_string(json.size()) +
                              " bytes as JSON, at most 32768 are taken");
    }
    std::unique_lock lock(mutex_);
    if (options_.block_when_full && !is_mine()) {
      changed_.wait(lock, [&] { return closed_ || size() < options_.max_queue; });
    }
    if (closed_ || size() >= options_.max_queue) {
      const bool closed = closed_;
      lock.unlock();
      report({closed ? Code::closed : Code::full, closed ? "the client is closed" : "the queue is full", {json}});
      return false;
    }
    if (items_.empty()) oldest_at_ = Clock::now();
    bytes_ += json.size();
    items_.push_back(std::move(json));
    ++pushed_;
    changed_.notify_all();
    return true;
  }

  void run() {
    for (Batch batch = next(); !batch.empty(); batch = next()) {
      Response response;
      std::string cause;
      try {
        response = options_.transport(with_body(batch));
      } catch (const std::exception& error) {
        response = {};
        cause = error.what();
      }
      conclude(std::move(batch), response, cause);
    }
    Batch left(items_.begin(), items_.end());  // closed: nobody adds to them any more
    for (auto batch = batches_.rbegin(); batch != batches_.rend(); ++batch)
      left.insert(left.begin(), batch->begin(), batch->end());
    if (!left.empty()) give_up(left, {Code::closed, "the client was closed before the server took them"});
  }

  // The batch to send, when it is time to; empty when there is nothing more to send.
  Batch next() {
    std::unique_lock lock(mutex_);
    while (!abandoned_) {
      const bool none = batches_.empty() && items_.empty();
      if (none && closed_) break;
      if (none)
        changed_.wait(lock);
      else if (const auto due = due_at(); due > Clock::now())
        changed_.wait_until(lock, due);
      else
        return take();
    }
    return {};
  }

  Clock::time_point due_at() const {
    if (failures_ > 0) return retry_at_;
    const bool full = items_.size() >= options_.flush_at || bytes_ >= options_.flush_bytes;
    if (full || closed_ || waiters_ > 0 || !batches_.empty()) return Clock::time_point::min();
    return oldest_at_ + options_.flush_interval;
  }

  // At least one event, at most flush_at and flush_bytes.
  Batch take() {
    Batch batch;
    if (!batches_.empty()) {
      batch = std::move(batches_.front());
      batches_.pop_front();
      return batch;
    }
    for (std::size_t total = 0; !items_.empty() && batch.size() < options_.flush_at;) {
      total += items_.front().size() + 1;
      if (!batch.empty() && total > options_.flush_bytes) break;
      bytes_ -= items_.front().size();
      batch.push_back(std::move(items_.front()));
      items_.pop_front();
    }
    oldest_at_ = Clock::now();
    return batch;
  }

  Request with_body(const Batch& batch) const {
    Request request = request_;
    request.body = "{\"batch\":[";
    for (const std::string& json : batch) request.body += json + ",";
    request.body.back() = ']';
    request.body += ",\"sentAt\":\"" + internal::iso(std::chrono::system_clock::now()) + "\"}";
    return request;
  }

  void conclude(Batch batch, const Response& response, const std::string& cause) {
    using internal::Meaning;
    const Meaning what = internal::meaning(response.status);
    DeliveryError error{
        Code::refused, "the server answered " + std::to_string(response.status), {}, response.status, response.body};
    if (!cause.empty()) error.message = "the server cannot be reached: " + cause;
    if (what == Meaning::ok) return acknowledge(batch, std::move(error));
    if (what == Meaning::halve && batch.size() > 1) return halve(batch);
    if (what == Meaning::halve || what == Meaning::refused) {
      attempts_ = 0;
      return give_up(batch, std::move(error));
    }
    pause(response, what == Meaning::wait);
    if (options_.max_retries && ++attempts_ > *options_.max_retries) {
      attempts_ = 0;
      error.code = Code::retries;
      return give_up(batch, std::move(error));
    }
    put_back({std::move(batch)});
    error.code = Code::wait;
    if (what == Meaning::wait) report(std::move(error));
  }

  void acknowledge(const Batch& batch, DeliveryError error) {
    attempts_ = 0;
    const std::size_t at = error.answer.find("\"quarantined\":");
    if (at != std::string::npos && std::atoi(error.answer.c_str() + at + 14) > 0) {
      error.code = Code::quarantined;
      error.message = "the server put events into its quarantine: " + error.answer.substr(0, 500);
      report(std::move(error));
    }
    const std::lock_guard lock(mutex_);
    failures_ = 0;
    settled_ += batch.size();
    changed_.notify_all();
  }

  void halve(const Batch& batch) {
    const auto middle = batch.begin() + static_cast<std::ptrdiff_t>((batch.size() + 1) / 2);
    put_back({Batch(batch.begin(), middle), Batch(middle, batch.end())});
    failures_ = 0;
  }

  void put_back(const std::vector<Batch>& batches) {
    const std::lock_guard lock(mutex_);
    batches_.insert(batches_.begin(), batches.begin(), batches.end());
  }

  // Doubles, and varies so that clients do not come all at once.
  void pause(const Response& response, bool slowly) {
    const auto least = static_cast<double>(options_.retry_min.count());
    const auto most = static_cast<double>(options_.retry_max.count());
    const double ceiling = std::min(most, least * std::pow(2.0, std::min(++failures_, 30)));
    const double varied = ceiling * std::uniform_real_distribution<>(0.5, 1.0)(random_);
    const Milliseconds pause(static_cast<std::int64_t>(slowly ? most : std::max(least, varied)));
    retry_at_ = Clock::now() + std::max(pause, internal::retry_after(response));
  }

  void give_up(const Batch& batch, DeliveryError error) {
    error.events = batch;
    report(std::move(error));
    const std::lock_guard lock(mutex_);
    settled_ += batch.size();
    changed_.notify_all();
  }

  void report(const DeliveryError& error) const {
    try {
      if (options_.on_error) return options_.on_error(error);
      std::fprintf(stderr, "throng: %s (%zu given up)\n", error.message.c_str(), error.events.size());
    } catch (const std::exception& thrown) {
      std::fprintf(stderr, "throng: on_error threw: %s\n", thrown.what());
    }
  }

  Options options_;
  Request request_;  // without its body
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> items_;  // JSON, oldest first
  std::deque<Batch> batches_;      // older than items_: what has to be sent again
  std::size_t bytes_ = 0;          // of items_
  Clock::time_point oldest_at_;    // when items_.front() came
  std::uint64_t pushed_ = 0, settled_ = 0;
  int waiters_ = 0;
  bool closed_ = false, abandoned_ = false;
  // Of the client's thread alone.
  unsigned attempts_ = 0;  // of the batch that is first
  int failures_ = 0;       // in a row
  Clock::time_point retry_at_;
  std::mt19937 random_{std::random_device{}()};
  std::thread thread_;
};

}  // namespace throng
