// Slows down whoever guesses passwords: so many attempts per e-mail and per address, then one every now and then.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"

namespace throng::api {

struct SignInLimits {
  int burst = 10;                 // attempts at once
  Duration refill = seconds(30);  // one more after this long
  std::size_t max_keys = 10'000;  // e-mails and addresses remembered
};

// Thread-safe; time is handed in.
class SignInLimiter {
 public:
  explicit SignInLimiter(SignInLimits limits = {}) : limits_(limits) {}

  // One attempt: false when the e-mail or the address has used up its attempts.
  bool allow(std::string_view email, std::string_view address, Instant now);
  // A right password clears the e-mail's count.
  void succeeded(std::string_view email);
  std::size_t remembered() const;

 private:
  // The attempts taken, as a time: when everything taken so far is refilled.
  bool take(const std::string& key, Instant now);
  void make_room(Instant now);

  const SignInLimits limits_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Instant> full_again_;
};

}  // namespace throng::api
