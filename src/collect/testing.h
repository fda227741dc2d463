// For tests of this module: a collector on a real or a fake warehouse, with a clock and a disk to play with.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "collect/collector.h"

namespace throng::collect::testing {

// Keeps the blocks it is given, by table and token; fails on demand. Answers no query with rows.
class FakeWarehouse final : public warehouse::Warehouse {
 public:
  Result<void> query(std::string_view sql, const warehouse::QueryOptions& options,
                     FunctionRef<Result<void>(const warehouse::Block&)> sink) override;
  Result<void> insert(std::string_view table, const warehouse::Block& block, std::string_view token) override;
  Result<void> execute(std::string_view) override { return {}; }
  Result<void> backup(std::string_view, const std::string&) override { return {}; }
  Result<void> restore(std::string_view, const std::string&) override { return {}; }
  std::string version() override { return "fake"; }

  void fail_inserts(bool on);
  std::size_t attempts() const;
  std::size_t rows(const std::string& table) const;
  std::vector<std::string> tokens() const;

 private:
  mutable std::mutex mutex_;
  bool failing_ = false;
  std::size_t attempts_ = 0;
  std::map<std::string, std::size_t> rows_;
  std::vector<std::string> tokens_;
};

// When the process dies: at the n-th step of journal or warehouse, before it, half-way or just after it. From then on
// nothing has any effect any more.
class Fate {
 public:
  enum class Moment { before, halfway, after };
  Fate(std::size_t step, Moment moment) : left_(step), moment_(moment) {}
  // Called at each step; the moment if this is the one. Dead processes stay dead.
  std::optional<Moment> step();
  bool dead() const { return dead_; }

 private:
  std::mutex mutex_;
  std::size_t left_;
  Moment moment_;
  std::atomic<bool> dead_ = false;
};

// A real warehouse behind a process that dies.
class MortalWarehouse final : public warehouse::Warehouse {
 public:
  MortalWarehouse(warehouse::Warehouse& real, Fate& fate) : real_(real), fate_(fate) {}
  Result<void> query(std::string_view sql, const warehouse::QueryOptions& options,
                     FunctionRef<Result<void>(const warehouse::Block&)> sink) override {
    return real_.query(sql, options, sink);
  }
  Result<void> insert(std::string_view table, const warehouse::Block& block, std::string_view token) override;
  Result<void> execute(std::string_view sql) override { return real_.execute(sql); }
  Result<void> backup(std::string_view, const std::string&) override { return {}; }
  Result<void> restore(std::string_view, const std::string&) override { return {}; }
  std::string version() override { return real_.version(); }

 private:
  warehouse::Warehouse& real_;
  Fate& fate_;
};

// The real disk behind a process that dies.
class MortalFiles final : public FileOps {
 public:
  explicit MortalFiles(Fate& fate) : fate_(fate) {}
  Result<std::unique_ptr<AppendFile>> open(const std::string& path) override;
  Result<std::string> read(const std::string& path) override { return real_->read(path); }
  Result<void> remove(const std::string& path) override;
  Result<std::vector<std::string>> list(const std::string& folder) override { return real_->list(folder); }
  std::uint64_t free_bytes(const std::string& folder) override { return real_->free_bytes(folder); }

 private:
  std::shared_ptr<FileOps> real_ = posix_files();
  Fate& fate_;
};

// The real disk, until told to fail: appends then write half and report a full disk.
class FragileFiles final : public FileOps {
 public:
  void fail(bool on) { failing_ = on; }
  void fail_truncate(bool on) { failing_truncate_ = on; }
  void set_free(std::uint64_t bytes) { free_ = bytes; }

  Result<std::unique_ptr<AppendFile>> open(const std::string& path) override;
  Result<std::string> read(const std::string& path) override { return real_->read(path); }
  Result<void> remove(const std::string& path) override { return real_->remove(path); }
  Result<std::vector<std::string>> list(const std::string& folder) override { return real_->list(folder); }
  std::uint64_t free_bytes(const std::string&) override { return free_; }

 private:
  friend class FragileFile;
  std::shared_ptr<FileOps> real_ = posix_files();
  std::atomic<bool> failing_ = false;
  std::atomic<bool> failing_truncate_ = false;
  std::atomic<std::uint64_t> free_ = std::uint64_t{1} << 40;
};

// A new empty folder under the system's temporary one; removed by the destructor.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Options that flush only when asked to, with the write key "key".
CollectorOptions quiet_options(const std::string& project, const std::string& folder);

// Sends {"batch": [messages...]} and waits for the answer.
Result<Receipt> send(Collector& collector, const std::string& messages);
Result<Receipt> send(Collector& collector, Inbound request);

}  // namespace throng::collect::testing
