// Answers "may this key send to the project by this protocol?" for every request, out of memory.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
#include "collect/sources.h"
#include "ledger/db.h"

namespace throng::cli {

inline constexpr Duration kWriteKeyMemory = seconds(5);   // how long a removed key may still be accepted
inline constexpr std::size_t kMaxRememberedKeys = 1'000;  // against callers who try keys at random

// Thread-safe.
class WriteKeys {
 public:
  // db and clock must outlive it.
  WriteKeys(ledger::Db& db, std::string project, const Clock& clock)
      : db_(db), project_(std::move(project)), clock_(clock) {}
  collect::Admission admits(collect::Protocol protocol, std::string_view key);

 private:
  struct Known {
    bool good = false;
    Instant until{};
  };
  bool is_key(std::string_view key);
  std::shared_ptr<const collect::Sources> sources();

  ledger::Db& db_;
  std::string project_;
  const Clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, Known> known_;
  std::shared_ptr<const collect::Sources> sources_ = std::make_shared<collect::Sources>();
  Instant sources_until_{};
};

}  // namespace throng::cli
