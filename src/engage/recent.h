// Something that is read from everybody's timelines, and good enough for a while. Thread-safe: who asks while another
// reads it waits for the same.
#pragma once

#include <memory>
#include <mutex>

#include "base/function_ref.h"
#include "base/result.h"
#include "base/time.h"

namespace throng::engage {

template <class What>
class Recent {
 public:
  static constexpr Duration kAge = minutes(15);
  Result<std::shared_ptr<const What>> get(Instant now, FunctionRef<Result<What>()> read) {
    const std::lock_guard lock(mutex_);
    if (known_ && now >= read_ && now - read_ < kAge) return known_;
    THRONG_TRY(What fresh, read());
    known_ = std::make_shared<const What>(std::move(fresh));
    read_ = now;
    return known_;
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<const What> known_;
  Instant read_{};
};

}  // namespace throng::engage
