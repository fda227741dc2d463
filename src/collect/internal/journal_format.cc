#include "collect/internal/journal_format.h"

#include <bit>
#include <cstring>
#include <optional>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace throng::collect {
namespace {

static_assert(std::endian::native == std::endian::little, "the journal is little-endian and written by copying");

constexpr std::string_view kMagic = "THRNGJNL";
constexpr std::uint32_t kVersion = 1;

enum class RowKind : std::uint8_t { event = 1, id = 2, link = 3, quarantine = 4, cut = 5, done = 6 };

template <class T>
void put(std::string& out, T value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

template <class T>
T get(const char* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

std::uint64_t check_of(std::string_view payload, std::uint64_t sequence) {
  return XXH3_64bits_withSeed(payload.data(), payload.size(), sequence);
}

// Reads fields until one does not fit; then everything is empty and good() is false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}
  bool good() const { return good_; }
  bool at_end() const { return rest_.empty(); }

  template <class T>
  T number() {
    const std::string_view bytes = take(sizeof(T));
    return good_ ? get<T>(bytes.data()) : T{};
  }
  std::string text() {
    const auto size = number<std::uint32_t>();
    return std::string(take(size));
  }
  std::string_view take(std::size_t size) {
    if (!good_ || rest_.size() < size) {
      good_ = false;
      return {};
    }
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

Instant read_instant(Reader& in) { return from_ms(in.number<std::int64_t>()); }

model::Event read_event(Reader& in) {
  model::Event e;
  e.number = in.number<std::uint64_t>();
  const std::string_view id = in.take(e.id.bytes.size());
  if (in.good()) std::memcpy(e.id.bytes.data(), id.data(), id.size());
  e.person = in.number<std::uint32_t>();
  e.time = read_instant(in);
  e.received = read_instant(in);
  for (std::string* text : {&e.name, &e.anonymous_id, &e.user_id, &e.session, &e.channel, &e.device, &e.os, &e.browser,
                            &e.page, &e.props}) {
    *text = in.text();
  }
  return e;
}

warehouse::IdRow read_id(Reader& in) {
  warehouse::IdRow row;
  row.person = in.number<std::uint32_t>();
  row.kind = in.number<std::uint8_t>() == 0 ? model::IdKind::anonymous : model::IdKind::user;
  row.first_seen = read_instant(in);
  row.value = in.text();
  return row;
}

model::Link read_link(Reader& in) {
  model::Link link;
  link.id = in.number<std::uint64_t>();
  link.kind = static_cast<model::LinkKind>(in.number<std::uint8_t>() % 3);
  link.from = in.number<std::uint32_t>();
  link.into = in.number<std::uint32_t>();
  link.target = in.number<std::uint64_t>();
  link.at = read_instant(in);
  link.why = in.text();
  return link;
}

warehouse::QuarantineRow read_quarantine(Reader& in) {
  warehouse::QuarantineRow row;
  row.at = read_instant(in);
  row.line = in.number<std::uint64_t>();
  for (std::string* text : {&row.source, &row.reason, &row.field, &row.message, &row.body}) *text = in.text();
  return row;
}

std::optional<std::vector<Row>> read_rows(std::string_view payload) {
  std::vector<Row> rows;
  Reader in(payload);
  while (in.good() && !in.at_end()) {
    switch (static_cast<RowKind>(in.number<std::uint8_t>())) {
      case RowKind::event: rows.emplace_back(read_event(in)); break;
      case RowKind::id: rows.emplace_back(read_id(in)); break;
      case RowKind::link: rows.emplace_back(read_link(in)); break;
      case RowKind::quarantine: rows.emplace_back(read_quarantine(in)); break;
      case RowKind::cut: rows.emplace_back(Cut{in.number<std::uint64_t>()}); break;
      case RowKind::done: rows.emplace_back(Done{in.number<std::uint64_t>()}); break;
      default: return std::nullopt;
    }
  }
  return in.good() ? std::optional(std::move(rows)) : std::nullopt;
}

struct FrameView {
  std::string_view payload;
  bool whole = false;       // length fits and the check holds
  std::size_t claimed = 0;  // bytes of the frame by its own length, header included; 0 when not plausible
};

FrameView frame_at(std::string_view bytes, std::size_t at, std::uint64_t sequence) {
  FrameView out;
  if (bytes.size() - at < kFrameHeaderBytes) return out;
  const auto length = get<std::uint32_t>(bytes.data() + at);
  const auto check = get<std::uint64_t>(bytes.data() + at + 4);
  if (length == 0 || length > kMaxFrameBytes || bytes.size() - at - kFrameHeaderBytes < length) return out;
  out.claimed = kFrameHeaderBytes + length;
  out.payload = bytes.substr(at + kFrameHeaderBytes, length);
  out.whole = check_of(out.payload, sequence) == check;
  return out;
}

std::unexpected<Error> corrupt(const std::string& what) {
  return fail(ErrorCode::corrupt, "the journal is damaged: " + what);
}

Result<SegmentHeader> read_header(std::string_view bytes) {
  if (bytes.substr(0, kMagic.size()) != kMagic) return corrupt("not a journal segment");
  const auto version = get<std::uint32_t>(bytes.data() + 8);
  if (version != kVersion) return corrupt("format version " + std::to_string(version) + " is not known here");
  const std::size_t checked = kSegmentHeaderBytes - 4;
  const auto check = static_cast<std::uint32_t>(check_of(bytes.substr(0, checked), 0));
  if (check != get<std::uint32_t>(bytes.data() + checked)) return corrupt("the header's check fails");
  SegmentHeader header;
  const char* at = bytes.data() + 12;
  for (std::uint64_t* field : {&header.sequence, &header.epoch, &header.next_event, &header.next_batch,
                               &header.next_link, &header.next_person}) {
    *field = get<std::uint64_t>(at);
    at += 8;
  }
  return header;
}

}  // namespace

std::string encode(const SegmentHeader& header) {
  std::string out(kMagic);
  put(out, kVersion);
  for (const std::uint64_t field :
       {header.sequence, header.epoch, header.next_event, header.next_batch, header.next_link, header.next_person}) {
    put(out, field);
  }
  put(out, static_cast<std::uint32_t>(check_of(out, 0)));
  return out;
}

void FrameWriter::u8(std::uint8_t value) { put(bytes_, value); }
void FrameWriter::u32(std::uint32_t value) { put(bytes_, value); }
void FrameWriter::u64(std::uint64_t value) { put(bytes_, value); }
void FrameWriter::text(std::string_view value) {
  u32(static_cast<std::uint32_t>(value.size()));
  bytes_ += value;
}

void FrameWriter::begin() { bytes_.assign(kFrameHeaderBytes, '\0'); }

void FrameWriter::add(const model::Event& e) {
  u8(static_cast<std::uint8_t>(RowKind::event));
  u64(e.number);
  bytes_.append(reinterpret_cast<const char*>(e.id.bytes.data()), e.id.bytes.size());
  u32(e.person);
  u64(static_cast<std::uint64_t>(to_ms(e.time)));
  u64(static_cast<std::uint64_t>(to_ms(e.received)));
  for (const std::string* value : {&e.name, &e.anonymous_id, &e.user_id, &e.session, &e.channel, &e.device, &e.os,
                                   &e.browser, &e.page, &e.props}) {
    text(*value);
  }
}

void FrameWriter::add(const warehouse::IdRow& row) {
  u8(static_cast<std::uint8_t>(RowKind::id));
  u32(row.person);
  u8(static_cast<std::uint8_t>(row.kind));
  u64(static_cast<std::uint64_t>(to_ms(row.first_seen)));
  text(row.value);
}

void FrameWriter::add(const model::Link& link) {
  u8(static_cast<std::uint8_t>(RowKind::link));
  u64(link.id);
  u8(static_cast<std::uint8_t>(link.kind));
  u32(link.from);
  u32(link.into);
  u64(link.target);
  u64(static_cast<std::uint64_t>(to_ms(link.at)));
  text(link.why);
}

void FrameWriter::add(const warehouse::QuarantineRow& row) {
  u8(static_cast<std::uint8_t>(RowKind::quarantine));
  u64(static_cast<std::uint64_t>(to_ms(row.at)));
  u64(row.line);
  for (const std::string* value : {&row.source, &row.reason, &row.field, &row.message, &row.body}) text(*value);
}

void FrameWriter::add(Cut cut) {
  u8(static_cast<std::uint8_t>(RowKind::cut));
  u64(cut.batch);
}

void FrameWriter::add(Done done) {
  u8(static_cast<std::uint8_t>(RowKind::done));
  u64(done.batch);
}

void FrameWriter::seal(std::uint64_t segment_sequence) {
  const std::string_view payload = std::string_view(bytes_).substr(kFrameHeaderBytes);
  const auto length = static_cast<std::uint32_t>(payload.size());
  const std::uint64_t check = check_of(payload, segment_sequence);
  std::memcpy(bytes_.data(), &length, sizeof length);
  std::memcpy(bytes_.data() + 4, &check, sizeof check);
}

Result<Segment> read_segment(std::string_view bytes) {
  Segment out;
  // Shorter than a header, or one that was allocated but never filled: a torn creation.
  if (bytes.substr(0, kSegmentHeaderBytes + 1).find_first_not_of('\0') == std::string_view::npos) return out;
  if (bytes.size() < kSegmentHeaderBytes) return out;
  THRONG_TRY(out.header, read_header(bytes));
  std::size_t at = kSegmentHeaderBytes;
  while (at < bytes.size()) {
    const FrameView frame = frame_at(bytes, at, out.header.sequence);
    if (!frame.whole) {
      const bool sound_after = frame.claimed > 0 && at + frame.claimed < bytes.size() &&
                               frame_at(bytes, at + frame.claimed, out.header.sequence).whole;
      if (sound_after) return corrupt("a frame at byte " + std::to_string(at) + " fails its check");
      break;
    }
    auto rows = read_rows(frame.payload);
    if (!rows) return corrupt("a frame at byte " + std::to_string(at) + " has unknown rows");
    out.frames.push_back(std::move(*rows));
    at += frame.claimed;
  }
  out.good_bytes = at;
  return out;
}

}  // namespace throng::collect
