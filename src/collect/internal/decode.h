// Step 1: bytes to JSON messages. Pure over its input; a broken message never spoils its neighbours.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "base/result.h"
#include "collect/reason.h"

namespace throng::collect {

// A message whose text is not JSON, as it came.
struct BrokenMessage {
  Reason reason = Reason::not_json;
  std::string field;
  std::string message;
  std::string body;
};

// A request's messages. Elements stay valid until the next decode with the same Decoder.
struct Decoded {
  std::vector<simdjson::dom::element> messages;
  std::map<std::size_t, BrokenMessage> broken;  // by index into messages (which holds a marker there)
  std::optional<simdjson::dom::element> sent_at;
  std::string_view write_key;
};

// Reusable memory; one thread at a time.
class Decoder {
 public:
  // The body of a request: gzip is recognised by its first bytes whatever headers say. `single`: one message
  // and its envelope in one object (unless it has a "batch"); else {"batch": [...]} or a bare list.
  // Errors: too_large (beyond kMaxRequestBytes, inflated), invalid_argument (no such JSON).
  Result<Decoded> decode(std::string body, bool single);
  // A list of messages as an adapter writes it.
  Result<Decoded> list(std::string messages);
  // Messages that were never one text.
  Result<Decoded> assemble(std::span<const std::string_view> messages);

 private:
  Result<simdjson::dom::element> parse(std::string text);
  Result<Decoded> decode_piecewise();

  simdjson::dom::parser parser_;
  simdjson::dom::parser probe_;
  std::string text_;
};

// Errors: too_large, invalid_argument (not gzip, or cut off).
Result<std::string> gunzip(std::string_view bytes, std::size_t limit);
bool is_gzip(std::string_view bytes);

// The texts of the elements of {"batch": [...]} or [...], found by brackets and quotes alone, and the text of the
// envelope with the list emptied. Empty when there is no such list.
struct SplitBatch {
  std::vector<std::string_view> elements;
  std::string envelope;
};
std::optional<SplitBatch> split_batch(std::string_view text);

// Surrogate halves without their other half (\ud83d) become \ufffd; truncated emoji are common.
std::string repair_surrogates(std::string_view json);

}  // namespace throng::collect
