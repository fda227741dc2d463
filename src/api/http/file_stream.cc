#include "api/http/file_stream.h"

namespace throng::api::http {

bool FileStream::closed() const {
  const std::lock_guard lock(mutex_);
  return ended_;
}

bool FileStream::broken() const {
  const std::lock_guard lock(mutex_);
  return broken_;
}

std::string FileStream::drain() {
  bool begin = false;
  std::string out;
  {
    const std::lock_guard lock(mutex_);
    out = std::exchange(ready_, {});
    begin = !ended_ && !making_;
    making_ = making_ || begin;
  }
  if (begin) run_([self = shared_from_this()] { self->make_one(); });
  return out;
}

void FileStream::make_one() {
  auto piece = stop_.stop_requested() ? fail(ErrorCode::cancelled, "nobody waits for the file any more")
                                      : make_(stop_.get_token());
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    making_ = false;
    broken_ = !piece.has_value();
    ended_ = broken_ || piece->empty();
    if (!broken_) ready_ = std::move(*piece);
    wake = wake_;
  }
  if (!piece && piece.error().code != ErrorCode::cancelled) failed_(piece.error());
  if (wake) wake();
}

void FileStream::on_ready(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

void FileStream::close() { stop_.request_stop(); }

}  // namespace throng::api::http
