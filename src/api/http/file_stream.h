// A file that is made piece by piece while it is sent: no more than two pieces are in memory, and no thread waits for a
// slow reader.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

#include "api/http/body_stream.h"
#include "base/result.h"

namespace throng::api::http {

class FileStream final : public BodyStream, public std::enable_shared_from_this<FileStream> {
 public:
  // The next piece; "" after the last. Called one at a time. The token is requested when nobody reads any more.
  using Make = std::move_only_function<Result<std::string>(std::stop_token)>;
  // Runs work soon, on a thread that may block.
  using Run = std::function<void(std::move_only_function<void()>)>;
  // Hears why the file broke off.
  using Failed = std::function<void(const Error&)>;

  FileStream(Make make, Run run, Failed failed)
      : make_(std::move(make)), run_(std::move(run)), failed_(std::move(failed)) {}

  bool closed() const override;
  std::string drain() override;
  bool broken() const override;
  void on_ready(std::function<void()> wake) override;
  void close() override;

 private:
  void make_one();

  Make make_;
  const Run run_;
  const Failed failed_;
  std::stop_source stop_;
  mutable std::mutex mutex_;
  std::function<void()> wake_;
  std::string ready_;
  bool making_ = false, ended_ = false, broken_ = false;
};

}  // namespace throng::api::http
