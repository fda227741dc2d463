// The journal on disk: a folder of segments, appended by one thread.
#pragma once

#include <deque>
#include <memory>
#include <string>

#include "base/function_ref.h"
#include "collect/file_ops.h"
#include "collect/internal/journal_format.h"

namespace throng::collect {

inline constexpr std::uint64_t kSegmentBytes = std::uint64_t{64} << 20;

class Journal {
 public:
  Journal(FileOps& files, std::string folder) : files_(files), folder_(std::move(folder)) {}

  // Hands every frame's rows to `sink` in order, then opens the last segment for appending with its torn tail cut
  // off (or creates the first, with `fresh` as its header). Errors: corrupt, io.
  Result<void> open(const SegmentHeader& fresh, FunctionRef<void(const SegmentHeader&)> header_sink,
                    FunctionRef<void(Row&&)> sink);

  // Appends the frame; `durable`: and returns when it is on disk. After an error nothing of it is in the journal.
  // `next` heads a new segment when this one is full.
  Result<void> append(FrameWriter& frame, bool durable, const SegmentHeader& next);

  std::uint64_t sequence() const { return header_.sequence; }  // of the segment that append() wrote to last
  std::uint64_t epoch() const { return header_.epoch; }
  std::uint64_t bytes() const;  // of all segments
  // Deletes segments before `sequence`, as far as the disk allows.
  void drop_before(std::uint64_t sequence);

 private:
  struct Old {
    std::uint64_t sequence = 0;
    std::uint64_t bytes = 0;
  };
  std::string path_of(std::uint64_t sequence) const;
  Result<void> start_segment(const SegmentHeader& header);
  Result<void> repair();

  FileOps& files_;
  std::string folder_;
  std::deque<Old> old_;
  SegmentHeader header_;
  std::unique_ptr<AppendFile> file_;
  std::uint64_t size_ = 0;  // good bytes of the open segment
  bool torn_ = false;       // bytes after size_ must be cut off first
};

}  // namespace throng::collect
