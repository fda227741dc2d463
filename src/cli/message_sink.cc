#include "cli/message_sink.h"

#include <zlib.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>

namespace throng::cli {
namespace {

std::unexpected<Error> cannot_write(const std::string& file) {
  return fail(ErrorCode::io, fmt::format("cannot write {}: {}", file, std::strerror(errno)));
}

class PlainSink final : public MessageSink {
 public:
  PlainSink(std::FILE* out, std::string file) : out_(out), file_(std::move(file)) {}
  ~PlainSink() override {
    if (out_ != nullptr && out_ != stdout) std::fclose(out_);
  }
  Result<void> put(std::string_view message) override {
    if (std::fwrite(message.data(), 1, message.size(), out_) != message.size() || std::fputc('\n', out_) == EOF)
      return cannot_write(file_);
    return {};
  }
  Result<void> finish() override {
    if (std::fflush(out_) != 0) return cannot_write(file_);
    return {};
  }

 private:
  std::FILE* out_;
  std::string file_;
};

class GzipSink final : public MessageSink {
 public:
  GzipSink(gzFile out, std::string file) : out_(out), file_(std::move(file)) {}
  ~GzipSink() override {
    if (out_ != nullptr) gzclose(out_);
  }
  Result<void> put(std::string_view message) override {
    if (gzwrite(out_, message.data(), static_cast<unsigned>(message.size())) == 0 || gzputc(out_, '\n') < 0)
      return cannot_write(file_);
    return {};
  }
  Result<void> finish() override {
    if (gzclose(std::exchange(out_, nullptr)) != Z_OK) return cannot_write(file_);
    return {};
  }

 private:
  gzFile out_;
  std::string file_;
};

class ServerSink final : public MessageSink {
 public:
  explicit ServerSink(HttpClient client) : client_(std::move(client)) {}
  Result<void> put(std::string_view message) override {
    if (count_ > 0 && (count_ == kSendMessages || body_.size() + message.size() > kSendBytes)) THRONG_CHECK(send());
    if (count_++ > 0) body_ += ',';
    body_ += message;
    return {};
  }
  Result<void> finish() override { return count_ == 0 ? Result<void>() : send(); }

 private:
  Result<void> send() {
    body_ += "]}";
    THRONG_CHECK(client_.post("/v1/batch", body_));
    body_ = kOpening;
    count_ = 0;
    return {};
  }

  static constexpr std::string_view kOpening = R"({"batch":[)";
  HttpClient client_;
  std::string body_{kOpening};
  std::size_t count_ = 0;
};

}  // namespace

Result<std::unique_ptr<MessageSink>> open_file_sink(const std::string& file) {
  if (file.ends_with(".gz")) {
    const gzFile out = gzopen(file.c_str(), "wb6");
    if (out == nullptr) return cannot_write(file);
    return std::make_unique<GzipSink>(out, file);
  }
  std::FILE* const out = file == "-" ? stdout : std::fopen(file.c_str(), "wb");
  if (out == nullptr) return cannot_write(file);
  return std::make_unique<PlainSink>(out, file);
}

std::unique_ptr<MessageSink> open_server_sink(HttpClient client) {
  return std::make_unique<ServerSink>(std::move(client));
}

}  // namespace throng::cli
