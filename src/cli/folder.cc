#include "cli/folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <ranges>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>
#include <boost/describe/enum_from_string.hpp>

#include "cli/channels.h"

namespace throng::cli {
namespace {

constexpr std::string_view kSqlite = "sqlite:";

std::string reason() { return std::strerror(errno); }

Result<void> check(const DkimConfig& dkim) {
  if (dkim.domain.empty()) return invalid("smtp.dkim_domain", "expected the domain that signs, in config.toml");
  if (dkim.selector.empty()) return invalid("smtp.dkim_selector", "expected the selector of the key, in config.toml");
  if (dkim.key_file.empty()) return invalid("smtp.dkim_key", "expected the file of the private key, in config.toml");
  return {};
}

// [smtp]: host, port, user, password, from, tls; dkim_domain, dkim_selector, dkim_key (a file).
Result<void> read_smtp(const toml::node& node, Config& config) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return invalid("smtp", "expected a table [smtp] in config.toml");
  outbound::SmtpOptions options;
  DkimConfig dkim;
  const std::map<std::string_view, std::string*> texts = {
      {"host", &options.host},     {"user", &options.user},       {"password", &options.password},
      {"from", &options.from},     {"dkim_domain", &dkim.domain}, {"dkim_selector", &dkim.selector},
      {"dkim_key", &dkim.key_file}};
  for (const auto& [key, value] : *table) {
    const std::string field = "smtp." + std::string(key.str());
    if (key == "port") {
      const auto number = value.value<std::int64_t>();
      if (!value.is_integer() || !number || *number < 1 || *number > 65'535)
        return invalid(field, "expected 1 to 65535 in config.toml");
      options.port = static_cast<std::uint16_t>(*number);
      continue;
    }
    const auto text = value.value<std::string>();
    if (!value.is_string() || !text) return invalid(field, "expected a text in quotes in config.toml");
    if (const auto place = texts.find(key.str()); place != texts.end()) {
      *place->second = *text;
    } else if (key != "tls") {
      return invalid(field, fmt::format("unknown key in config.toml; known are port, tls, {}",
                                        fmt::join(texts | std::views::keys, ", ")));
    } else if (!boost::describe::enum_from_string(text->c_str(), options.tls)) {
      return invalid(field, "expected starttls, implicit or none in config.toml");
    }
  }
  THRONG_CHECK(outbound::check(options));
  config.smtp = std::move(options);
  if (dkim.domain.empty() && dkim.selector.empty() && dkim.key_file.empty()) return {};
  THRONG_CHECK(check(dkim));
  config.dkim = std::move(dkim);
  return {};
}

// [channels.X]: what they say; post_options() looks at it.
Result<std::map<std::string, std::map<std::string, std::string>>> read_channels(const toml::node& node) {
  const toml::table* const tables = node.as_table();
  if (tables == nullptr) return invalid("channels", "expected tables like [channels.sms] in config.toml");
  std::map<std::string, std::map<std::string, std::string>> all;
  for (const auto& [kind, value] : *tables) {
    const std::string at = "channels." + std::string(kind.str());
    const auto known = known_channels().find(std::string(kind.str()));
    if (known == known_channels().end())
      return invalid(at, fmt::format("unknown channel in config.toml; known are {}",
                                     fmt::join(known_channels() | std::views::keys, ", ")));
    const toml::table* const table = value.as_table();
    if (table == nullptr) return invalid(at, "expected a table in config.toml");
    auto& section = all[known->first];
    for (const auto& [key, setting] : *table) {
      const std::string field = fmt::format("{}.{}", at, key.str());
      if (!known->second.contains(std::string(key.str())))
        return invalid(field, fmt::format("unknown key in config.toml; known are {}", fmt::join(known->second, ", ")));
      const bool is_flag = key == "markdown";
      if (is_flag && !setting.is_boolean()) return invalid(field, "expected true or false in config.toml");
      if (!is_flag && !setting.is_string()) return invalid(field, "expected a text in quotes in config.toml");
      section[std::string(key.str())] =
          is_flag ? (setting.value_or(false) ? "true" : "false") : setting.value_or(std::string());
    }
  }
  return all;
}

// [webhooks]: internal_addresses.
Result<outbound::PosterOptions> read_webhooks(const toml::node& node) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return invalid("webhooks", "expected a table [webhooks] in config.toml");
  outbound::PosterOptions options;
  for (const auto& [key, value] : *table) {
    const std::string field = "webhooks." + std::string(key.str());
    if (key != "internal_addresses") return invalid(field, "unknown key in config.toml; known is internal_addresses");
    if (!value.is_boolean()) return invalid(field, "expected true or false in config.toml");
    options.internal_addresses = value.value_or(false);
  }
  return options;
}

Result<void> read_key(std::string_view key, const toml::node& value, Config& config) {
  const auto text = [&](std::string& out) -> Result<void> {
    const auto got = value.value<std::string>();
    if (!value.is_string() || !got) return invalid(std::string(key), "expected a text in quotes in config.toml");
    out = *got;
    return {};
  };
  if (key == "project") return text(config.project);
  if (key == "listen") return text(config.listen);
  if (key == "ledger") return text(config.ledger);
  if (key == "public_url") return text(config.public_url);
  if (key == "smtp") {
    return read_smtp(value, config);
  }
  if (key == "channels") {
    THRONG_TRY(config.channels, read_channels(value));
    return {};
  }
  if (key == "webhooks") {
    THRONG_TRY(config.webhooks, read_webhooks(value));
    return {};
  }
  if (key == "behind_proxy") {
    if (!value.is_boolean()) return invalid(std::string(key), "expected true or false in config.toml");
    config.behind_proxy = value.value_or(false);
    return {};
  }
  if (key == "memory_budget_mb") {
    const auto number = value.value<std::int64_t>();
    if (!value.is_integer() || !number || *number < 64)
      return invalid(std::string(key), "expected a whole number of at least 64 in config.toml");
    config.memory_budget_mb = static_cast<std::uint64_t>(*number);
    return {};
  }
  return invalid(std::string(key),
                 "unknown key in config.toml; known are project, listen, ledger, memory_budget_mb, public_url, "
                 "behind_proxy, smtp, channels, webhooks");
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                fmt::format("cannot read {}: {}", path, reason()));
  std::ostringstream out;
  out << in.rdbuf();
  if (in.bad()) return fail(ErrorCode::io, fmt::format("cannot read {}: {}", path, reason()));
  return std::move(out).str();
}

Result<void> write_file(const std::string& path, std::string_view content) {
  const std::string fresh = path + ".new";
  const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return fail(ErrorCode::io, fmt::format("cannot write {}: {}", fresh, reason()));
  std::string_view left = content;
  bool good = true;
  while (good && !left.empty()) {
    const ssize_t n = ::write(file, left.data(), left.size());
    if (n < 0 && errno == EINTR) continue;
    good = n >= 0;
    if (good) left.remove_prefix(static_cast<std::size_t>(n));
  }
  good = good && ::fsync(file) == 0;
  const std::string why = good ? "" : reason();
  ::close(file);
  if (!good) return fail(ErrorCode::io, fmt::format("cannot write {}: {}", fresh, why));
  if (::rename(fresh.c_str(), path.c_str()) != 0)
    return fail(ErrorCode::io, fmt::format("cannot rename {}: {}", fresh, reason()));
  return {};
}

bool DataFolder::initialised() const { return std::filesystem::exists(config_file()); }

Result<Config> DataFolder::read_config() const {
  if (!initialised())
    return fail(ErrorCode::not_found,
                fmt::format("{} is not a data folder; make one with: throng init --data {}", path_, path_));
  THRONG_TRY(const std::string content, read_file(config_file()));
  Config config;
  try {
    const toml::table table = toml::parse(content);
    for (const auto& [key, value] : table) THRONG_CHECK(read_key(key.str(), value, config));
  } catch (const toml::parse_error& error) {
    return invalid("", fmt::format("{}, line {}: {}", config_file(), error.source().begin.line, error.description()));
  }
  if (config.project.empty()) return invalid("project", "missing in " + config_file());
  return config;
}

Result<void> DataFolder::write_config(const Config& config) const {
  const toml::table table{
      {"project", config.project},       {"listen", config.listen},
      {"ledger", config.ledger},         {"memory_budget_mb", static_cast<std::int64_t>(config.memory_budget_mb)},
      {"public_url", config.public_url}, {"behind_proxy", config.behind_proxy}};
  std::ostringstream out;
  out << "# Written by throng init; docs/operations.md explains the keys.\n" << table << '\n';
  return write_file(config_file(), out.str());
}

std::string DataFolder::ledger_url(const Config& config) const {
  if (!config.ledger.starts_with(kSqlite)) return config.ledger;
  const std::string file = config.ledger.substr(kSqlite.size());
  return file.starts_with('/') ? config.ledger : fmt::format("{}{}/{}", kSqlite, path_, file);
}

Result<FolderLock> FolderLock::take(const DataFolder& folder) {
  const std::string path = folder.lock_file();
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return fail(ErrorCode::io, fmt::format("cannot open {}: {}", path, reason()));
  FolderLock lock(file);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    char holder[32] = {};
    const ssize_t n = ::pread(file, holder, sizeof holder - 1, 0);
    const std::string who =
        n > 0 ? fmt::format("process {}", std::string_view(holder, static_cast<std::size_t>(n))) : "another process";
    return fail(ErrorCode::conflict,
                fmt::format("{} is in use by {}; stop that one first, or talk to it with --url", folder.path(), who));
  }
  const std::string self = std::to_string(::getpid());
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, self.data(), self.size(), 0) < 0)
    return fail(ErrorCode::io, fmt::format("cannot write {}: {}", path, reason()));
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace throng::cli
