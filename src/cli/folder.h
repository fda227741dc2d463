// The data folder: where everything lies, its config.toml, and the lock that gives it to one process.
//   config.toml   what init wrote and operators may edit
//   ledger.db     the SQLite ledger (absent with PostgreSQL)
//   warehouse/    the events
//   journal/      acknowledged events on their way into the warehouse
//   backups/      what a running server wrote of itself
//   lock          held while a process works in the folder; holds its number
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "outbound/mailer.h"
#include "outbound/poster.h"

namespace throng::cli {

// Signs campaign mails (RFC 6376).
struct DkimConfig {
  std::string domain, selector;
  std::string key_file;  // of the private key, PEM; a relative one lies in the data folder
};

struct Config {
  std::string project;
  std::string listen = "127.0.0.1:8710";
  std::string ledger = "sqlite:ledger.db";    // a relative SQLite path lies in the data folder
  std::uint64_t memory_budget_mb = 8192;      // of the timeline
  std::string public_url;                     // where people reach the server; "": by the address they used
  bool behind_proxy = false;                  // believe X-Forwarded-For, -Proto and -Host
  std::optional<outbound::SmtpOptions> smtp;  // [smtp]; without it nothing is mailed
  std::optional<DkimConfig> dkim;             // in [smtp]
  std::map<std::string, std::map<std::string, std::string>> channels;  // [channels.X]: cli/channels.h
  outbound::PosterOptions webhooks;                                    // [webhooks]
};

class DataFolder {
 public:
  explicit DataFolder(std::string path) : path_(std::move(path)) {}
  const std::string& path() const { return path_; }
  std::string config_file() const { return path_ + "/config.toml"; }
  std::string ledger_file() const { return path_ + "/ledger.db"; }
  std::string warehouse() const { return path_ + "/warehouse"; }
  std::string journal() const { return path_ + "/journal"; }
  std::string lock_file() const { return path_ + "/lock"; }

  bool initialised() const;
  // Errors: not_found (no such folder, or never initialised), invalid_argument naming the key of config.toml.
  Result<Config> read_config() const;
  // Replaces the file in one step.
  Result<void> write_config(const Config& config) const;
  // Where the ledger is, with the folder put before a relative SQLite path.
  std::string ledger_url(const Config& config) const;

 private:
  std::string path_;
};

// Held for the life of the object, and given back by the system when the process dies.
class FolderLock {
 public:
  // Errors: conflict (held by another process: the message names it and what to do), io.
  static Result<FolderLock> take(const DataFolder& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

// A whole file. Errors: not_found, io.
Result<std::string> read_file(const std::string& path);
// Writes, syncs and renames into place.
Result<void> write_file(const std::string& path, std::string_view content);

}  // namespace throng::cli
