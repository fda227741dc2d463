#include "base/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "base/json.h"

namespace throng {
namespace {

void write_value(std::string& out, std::string_view value) { json::write_string(out, value); }
void write_value(std::string& out, bool value) { out += value ? "true" : "false"; }
void write_value(std::string& out, auto value) { json::write_number(out, value); }

void write_member(std::string& out, std::string_view name, const auto& value) {
  out += out.empty() ? '{' : ',';
  json::write_string(out, name);
  out += ':';
  write_value(out, value);
}

}  // namespace

void Log::write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) const {
  if (!wants(level) || !sink_) return;
  std::string line;
  write_member(line, "time", std::string_view(format_instant(clock_->now())));
  write_member(line, "level", json::enum_text(level));
  write_member(line, "message", message);
  for (const LogField& field : fields) {
    std::visit([&](const auto& value) { write_member(line, field.name, value); }, field.value);
  }
  line += '}';
  sink_(line);
}

Log::Sink stderr_sink() {
  auto logger = std::make_shared<spdlog::logger>("throng", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%v");
  return [logger](std::string_view line) { logger->info("{}", line); };
}

}  // namespace throng
