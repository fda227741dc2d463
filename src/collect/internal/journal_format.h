// The journal's bytes, both ways (docs/formats/journal.md). Pure over memory.
//
// A segment file is a header and frames; a frame is what one group commit wrote, whole or not at all.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "model/event.h"
#include "warehouse/schema.h"

namespace throng::collect {

inline constexpr std::size_t kSegmentHeaderBytes = 64;
inline constexpr std::size_t kFrameHeaderBytes = 12;
inline constexpr std::size_t kMaxFrameBytes = std::size_t{256} << 20;

// What was already given away when the segment was begun, so that nothing is given twice when the warehouse has
// lost or erased its newest rows.
struct SegmentHeader {
  std::uint64_t sequence = 1;
  std::uint64_t epoch = 0;  // when the journal was first created, ms; distinguishes tokens of journals
  std::uint64_t next_event = 1;
  std::uint64_t next_batch = 1;
  std::uint64_t next_link = 1;
  std::uint64_t next_person = 1;
  bool operator==(const SegmentHeader&) const = default;
};

// All rows since the previous cut are warehouse batch `batch`.
struct Cut {
  std::uint64_t batch = 0;
};
// Batch `batch` and all before it are in the warehouse.
struct Done {
  std::uint64_t batch = 0;
};

using Row = std::variant<model::Event, warehouse::IdRow, model::Link, warehouse::QuarantineRow, Cut, Done>;

std::string encode(const SegmentHeader& header);

// Builds one frame. begin() ... rows ... seal(); bytes() is then ready to be appended to the segment.
class FrameWriter {
 public:
  void begin();
  void add(const model::Event& event);
  void add(const warehouse::IdRow& row);
  void add(const model::Link& link);
  void add(const warehouse::QuarantineRow& row);
  void add(Cut cut);
  void add(Done done);
  bool empty() const { return bytes_.size() <= kFrameHeaderBytes; }
  void seal(std::uint64_t segment_sequence);
  std::string_view bytes() const { return bytes_; }

 private:
  void u8(std::uint8_t value);
  void u32(std::uint32_t value);
  void u64(std::uint64_t value);
  void text(std::string_view value);

  std::string bytes_;
};

struct Segment {
  SegmentHeader header;
  std::vector<std::vector<Row>> frames;
  std::size_t good_bytes = 0;  // header and whole frames; what follows is a torn write
};

// Errors: corrupt - not a journal, an unknown version, or damage in the middle (a sound frame follows a broken one,
// or a frame whose check holds has rows that make no sense). A torn tail is no error: good_bytes < bytes.size().
// A file shorter than its header is a torn creation: good_bytes 0.
Result<Segment> read_segment(std::string_view bytes);

}  // namespace throng::collect
