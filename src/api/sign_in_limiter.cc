#include "api/sign_in_limiter.h"

#include <algorithm>

namespace throng::api {

bool SignInLimiter::allow(std::string_view email, std::string_view address, Instant now) {
  const std::lock_guard lock(mutex_);
  const bool by_email = take("e" + std::string(email), now);
  const bool by_address = take("a" + std::string(address), now);
  return by_email && by_address;
}

void SignInLimiter::succeeded(std::string_view email) {
  const std::lock_guard lock(mutex_);
  full_again_.erase("e" + std::string(email));
}

std::size_t SignInLimiter::remembered() const {
  const std::lock_guard lock(mutex_);
  return full_again_.size();
}

bool SignInLimiter::take(const std::string& key, Instant now) {
  if (!full_again_.contains(key)) make_room(now);
  Instant& full = full_again_[key];
  const Instant after = std::max(full, now) + limits_.refill;
  if (after - now > limits_.burst * limits_.refill) return false;
  full = after;
  return true;
}

// Forgets whoever has all attempts back; when nobody has, whoever is nearest to it.
void SignInLimiter::make_room(Instant now) {
  if (full_again_.size() < limits_.max_keys) return;
  std::erase_if(full_again_, [&](const auto& entry) { return entry.second <= now; });
  if (full_again_.size() < limits_.max_keys) return;
  full_again_.erase(std::ranges::min_element(full_again_, {}, [](const auto& entry) { return entry.second; }));
}

}  // namespace throng::api
