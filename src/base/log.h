// Structured logs: one JSON object per line. No global logger: whoever logs is handed one.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include <boost/describe/enum.hpp>

#include "base/clock.h"

namespace throng {

enum class LogLevel { debug, info, warn, error };
BOOST_DESCRIBE_ENUM(LogLevel, debug, info, warn, error)

struct LogField {
  std::string_view name;
  std::variant<std::string_view, std::int64_t, double, bool> value;
};

// Thread-safe when its sink is.
class Log {
 public:
  using Sink = std::function<void(std::string_view line)>;  // without the line feed

  Log(LogLevel least, const Clock& clock, Sink sink) : least_(least), clock_(&clock), sink_(std::move(sink)) {}

  bool wants(LogLevel level) const { return level >= least_; }
  // {"time":"...","level":"info","message":"...",fields in order}
  void write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {}) const;

  void debug(std::string_view message, std::initializer_list<LogField> fields = {}) const {
    write(LogLevel::debug, message, fields);
  }
  void info(std::string_view message, std::initializer_list<LogField> fields = {}) const {
    write(LogLevel::info, message, fields);
  }
  void warn(std::string_view message, std::initializer_list<LogField> fields = {}) const {
    write(LogLevel::warn, message, fields);
  }
  void error(std::string_view message, std::initializer_list<LogField> fields = {}) const {
    write(LogLevel::error, message, fields);
  }

 private:
  LogLevel least_;
  const Clock* clock_;
  Sink sink_;
};

// Lines to standard error; thread-safe.
Log::Sink stderr_sink();

}  // namespace throng
