// Answers "is this a write key of the project?" for every request, out of memory.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
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
  bool knows(std::string_view key);

 private:
  struct Known {
    bool good = false;
    Instant until{};
  };
  ledger::Db& db_;
  std::string project_;
  const Clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, Known> known_;
};

}  // namespace throng::cli
