#include "collect/testing.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <future>

namespace throng::collect::testing {

Result<void> FakeWarehouse::query(std::string_view sql, const warehouse::QueryOptions&,
                                  FunctionRef<Result<void>(const warehouse::Block&)> sink) {
  if (!sql.starts_with("SELECT max(")) return {};
  warehouse::Block block;
  block.rows = 1;
  block.columns.push_back({"max", std::vector<std::uint64_t>{0}, {}, {}});
  return sink(block);
}

Result<void> FakeWarehouse::insert(std::string_view table, const warehouse::Block& block, std::string_view token) {
  const std::lock_guard lock(mutex_);
  ++attempts_;
  if (failing_) return throng::fail(ErrorCode::io, "the warehouse is away");
  if (std::find(tokens_.begin(), tokens_.end(), token) != tokens_.end()) return {};
  tokens_.emplace_back(token);
  rows_[std::string(table)] += block.rows;
  return {};
}

void FakeWarehouse::fail_inserts(bool on) {
  const std::lock_guard lock(mutex_);
  failing_ = on;
}

std::size_t FakeWarehouse::attempts() const {
  const std::lock_guard lock(mutex_);
  return attempts_;
}

std::size_t FakeWarehouse::rows(const std::string& table) const {
  const std::lock_guard lock(mutex_);
  const auto found = rows_.find(table);
  return found == rows_.end() ? 0 : found->second;
}

std::vector<std::string> FakeWarehouse::tokens() const {
  const std::lock_guard lock(mutex_);
  return tokens_;
}

std::optional<Fate::Moment> Fate::step() {
  const std::lock_guard lock(mutex_);
  if (dead_) return Moment::before;
  if (left_-- > 0) return std::nullopt;
  dead_ = true;
  return moment_;
}

Result<void> MortalWarehouse::insert(std::string_view table, const warehouse::Block& block, std::string_view token) {
  const auto moment = fate_.step();
  if (!moment || moment == Fate::Moment::after) {
    THRONG_CHECK(real_.insert(table, block, token));
  }
  if (moment) return throng::fail(ErrorCode::io, "dead");
  return {};
}

namespace {

class MortalFile final : public AppendFile {
 public:
  MortalFile(Fate& fate, std::unique_ptr<AppendFile> real) : fate_(fate), real_(std::move(real)) {}
  Result<void> append(std::string_view bytes) override {
    const auto moment = fate_.step();
    if (moment == Fate::Moment::halfway) bytes = bytes.substr(0, bytes.size() / 2);
    if (moment != Fate::Moment::before) THRONG_CHECK(real_->append(bytes));
    if (moment) return throng::fail(ErrorCode::io, "dead");
    return {};
  }
  Result<void> sync() override {
    if (fate_.dead()) return throng::fail(ErrorCode::io, "dead");
    return real_->sync();
  }
  Result<void> truncate(std::uint64_t size) override {
    if (fate_.dead()) return throng::fail(ErrorCode::io, "dead");
    return real_->truncate(size);
  }

 private:
  Fate& fate_;
  std::unique_ptr<AppendFile> real_;
};

}  // namespace

Result<std::unique_ptr<AppendFile>> MortalFiles::open(const std::string& path) {
  if (fate_.dead()) return throng::fail(ErrorCode::io, "dead");
  THRONG_TRY(auto file, real_->open(path));
  return std::unique_ptr<AppendFile>(std::make_unique<MortalFile>(fate_, std::move(file)));
}

Result<void> MortalFiles::remove(const std::string& path) {
  if (fate_.dead()) return throng::fail(ErrorCode::io, "dead");
  return real_->remove(path);
}

class FragileFile final : public AppendFile {
 public:
  FragileFile(FragileFiles& owner, std::unique_ptr<AppendFile> real) : owner_(owner), real_(std::move(real)) {}
  Result<void> append(std::string_view bytes) override {
    if (!owner_.failing_) return real_->append(bytes);
    THRONG_CHECK(real_->append(bytes.substr(0, bytes.size() / 2)));
    return throng::fail(ErrorCode::io, "no space left");
  }
  Result<void> sync() override { return real_->sync(); }
  Result<void> truncate(std::uint64_t size) override {
    if (owner_.failing_truncate_) return throng::fail(ErrorCode::io, "cannot cut");
    return real_->truncate(size);
  }

 private:
  FragileFiles& owner_;
  std::unique_ptr<AppendFile> real_;
};

Result<std::unique_ptr<AppendFile>> FragileFiles::open(const std::string& path) {
  THRONG_TRY(auto file, real_->open(path));
  return std::unique_ptr<AppendFile>(std::make_unique<FragileFile>(*this, std::move(file)));
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "throng_collect_XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) std::abort();
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

CollectorOptions quiet_options(const std::string& project, const std::string& folder) {
  CollectorOptions options;
  options.project = project;
  options.folder = folder;
  options.admits = [](Protocol, std::string_view key) {
    if (key == "off") return Admission::switched_off;
    return key == "key" ? Admission::welcome : Admission::unknown;
  };
  options.flush_every = hours(24);
  options.retry_after = Duration(1);
  return options;
}

Result<Receipt> send(Collector& collector, Inbound request) {
  std::promise<Result<Receipt>> promise;
  collector.receive(std::move(request), [&](Result<Receipt> receipt) { promise.set_value(std::move(receipt)); });
  return promise.get_future().get();
}

Result<Receipt> send(Collector& collector, const std::string& messages) {
  Inbound request;
  request.write_key = "key";
  request.body = R"({"batch":[)" + messages + "]}";
  return send(collector, std::move(request));
}

}  // namespace throng::collect::testing
