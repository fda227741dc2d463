#include "collect/internal/journal.h"

#include <fmt/core.h>

namespace throng::collect {
namespace {

constexpr std::string_view kSuffix = ".journal";

}  // namespace

std::string Journal::path_of(std::uint64_t sequence) const {
  return fmt::format("{}/{:016x}{}", folder_, sequence, kSuffix);
}

Result<void> Journal::start_segment(const SegmentHeader& header) {
  THRONG_TRY(auto file, files_.open(path_of(header.sequence)));
  THRONG_CHECK(file->truncate(0));  // a torn creation may have left part of a header
  const std::string bytes = encode(header);
  THRONG_CHECK(file->append(bytes));
  THRONG_CHECK(file->sync());
  file_ = std::move(file);
  header_ = header;
  size_ = bytes.size();
  torn_ = false;
  return {};
}

Result<void> Journal::open(const SegmentHeader& fresh, FunctionRef<void(const SegmentHeader&)> header_sink,
                           FunctionRef<void(Row&&)> sink) {
  THRONG_TRY(auto names, files_.list(folder_));
  std::erase_if(names, [](const std::string& name) { return !name.ends_with(kSuffix); });
  header_ = fresh;
  header_.sequence = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string path = folder_ + "/" + names[i];
    const bool last = i + 1 == names.size();
    THRONG_TRY(const std::string bytes, files_.read(path));
    auto segment = read_segment(bytes);
    if (!segment) return fail(segment.error().code, segment.error().message + " (" + path + ")");
    if (!last && segment->good_bytes != bytes.size()) {
      return fail(ErrorCode::corrupt, "the journal is damaged: a segment ends early (" + path + ")");
    }
    if (segment->good_bytes == 0) break;  // torn creation of the last one: begun anew below
    if (size_ > 0) old_.push_back({header_.sequence, size_});
    header_ = segment->header;
    size_ = segment->good_bytes;
    torn_ = segment->good_bytes != bytes.size();
    header_sink(header_);
    for (auto& frame : segment->frames) {
      for (Row& row : frame) sink(std::move(row));
    }
  }
  if (size_ == 0) {
    header_ = fresh;
    return start_segment(fresh);
  }
  THRONG_TRY(file_, files_.open(path_of(header_.sequence)));
  return repair();
}

Result<void> Journal::repair() {
  if (!torn_) return {};
  THRONG_CHECK(file_->truncate(size_));
  torn_ = false;
  return {};
}

Result<void> Journal::append(FrameWriter& frame, bool durable, const SegmentHeader& next) {
  THRONG_CHECK(repair());
  if (size_ >= kSegmentBytes) {
    const Old full{header_.sequence, size_};
    SegmentHeader header = next;
    header.sequence = header_.sequence + 1;
    header.epoch = header_.epoch;
    THRONG_CHECK(file_->sync());
    THRONG_CHECK(start_segment(header));
    old_.push_back(full);
  }
  frame.seal(header_.sequence);
  auto written = file_->append(frame.bytes());
  if (written && durable) written = file_->sync();
  if (!written) {
    torn_ = true;
    if (const auto cut = repair(); !cut)
      return fail(ErrorCode::io, written.error().message + "; " + cut.error().message);
    return written;
  }
  size_ += frame.bytes().size();
  return {};
}

std::uint64_t Journal::bytes() const {
  std::uint64_t total = size_;
  for (const Old& segment : old_) total += segment.bytes;
  return total;
}

void Journal::drop_before(std::uint64_t sequence) {
  while (!old_.empty() && old_.front().sequence < sequence) {
    if (!files_.remove(path_of(old_.front().sequence))) return;
    old_.pop_front();
  }
}

}  // namespace throng::collect
