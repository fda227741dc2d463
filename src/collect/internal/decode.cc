#include "collect/internal/decode.h"

#include <fmt/core.h>
#include <zlib.h>

#include "collect/collector.h"
#include "collect/internal/text.h"

namespace throng::collect {
namespace {

using Element = simdjson::dom::element;

constexpr std::string_view kMarker = "0";  // stands where a broken message was

Decoded read_envelope(Element root, bool single) {
  Decoded out;
  simdjson::dom::array list;
  if (root.get_array().get(list) == simdjson::SUCCESS) {
    for (const Element e : list) out.messages.push_back(e);
    return out;
  }
  simdjson::dom::object object;
  if (root.get_object().get(object) != simdjson::SUCCESS) return out;
  Element element;
  if (object.at_key("sentAt").get(element) == simdjson::SUCCESS) out.sent_at = element;
  std::string_view key;
  if (object.at_key("writeKey").get_string().get(key) == simdjson::SUCCESS) out.write_key = key;
  if (object.at_key("batch").get_array().get(list) == simdjson::SUCCESS) {
    for (const Element e : list) out.messages.push_back(e);
  } else if (single) {
    out.messages.push_back(root);
  }
  return out;
}

bool is_envelope(Element root, bool single) {
  if (root.is_array()) return true;
  if (!root.is_object()) return false;
  return single || root.at_key("batch").is_array();
}

std::unexpected<Error> no_messages(const std::string& detail) {
  return invalid("", "expected JSON with a list named \"batch\", or one message" + detail);
}

std::string message_of(simdjson::error_code error) { return simdjson::error_message(error); }

// The end of the value that begins at `at`: the position of the comma or bracket that follows it.
std::size_t end_of_value(std::string_view text, std::size_t at) {
  int depth = 0;
  bool quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '\\') ++at;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth-- == 0) return at;
    } else if (c == ',' && depth == 0) {
      return at;
    }
  }
  return text.size();
}

// Fills `out` with the elements of the list that begins at `at` ('['); returns the position after ']'.
std::optional<std::size_t> split_list(std::string_view text, std::size_t at, std::vector<std::string_view>& out) {
  ++at;
  while (at < text.size()) {
    const std::size_t end = end_of_value(text, at);
    if (end >= text.size()) return std::nullopt;
    const std::string_view element = trim(text.substr(at, end - at));
    if (!element.empty()) out.push_back(element);
    at = end + 1;
    if (text[end] == ']') return at;
    if (text[end] == '}') return std::nullopt;
  }
  return std::nullopt;
}

// Where the value of the top-level key "batch" begins.
std::optional<std::size_t> find_batch(std::string_view text) {
  std::size_t at = text.find('{');
  while (at != std::string_view::npos && at < text.size()) {
    const std::size_t key = text.find('"', at);
    if (key == std::string_view::npos) return std::nullopt;
    const std::size_t colon = text.find(':', key);
    if (colon == std::string_view::npos) return std::nullopt;
    const std::size_t value = text.find_first_not_of(" \t\r\n", colon + 1);
    if (value == std::string_view::npos) return std::nullopt;
    if (trim(text.substr(key, colon - key)) == "\"batch\"") {
      return text[value] == '[' ? std::optional(value) : std::nullopt;
    }
    at = end_of_value(text, value);
    if (at >= text.size() || text[at] != ',') return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.size() >= 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b'; }

Result<std::string> gunzip(std::string_view bytes, std::size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return fail(ErrorCode::internal, "zlib does not start");
  std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out(std::min(limit + 1, bytes.size() * 4 + 1024), '\0');
  int status = Z_OK;
  while (status == Z_OK) {
    if (stream.total_out == out.size()) {
      if (out.size() > limit) break;
      out.resize(std::min(limit + 1, out.size() * 2));
    }
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + stream.total_out);
    stream.avail_out = static_cast<uInt>(out.size() - stream.total_out);
    status = inflate(&stream, Z_NO_FLUSH);
  }
  if (stream.total_out > limit)
    return fail(ErrorCode::too_large, fmt::format("the request is larger than {} KB inflated", limit / 1000));
  if (status != Z_STREAM_END) return invalid("", "the gzip body is damaged or cut off");
  out.resize(stream.total_out);
  return out;
}

std::optional<SplitBatch> split_batch(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return std::nullopt;
  const auto list = text[first] == '[' ? std::optional(first) : find_batch(text);
  if (!list) return std::nullopt;
  SplitBatch out;
  const auto end = split_list(text, *list, out.elements);
  if (!end) return std::nullopt;
  out.envelope = std::string(text.substr(0, *list)) + "[]" + std::string(text.substr(*end));
  return out;
}

std::string repair_surrogates(std::string_view json) {
  const auto unit_at = [&](std::size_t at) -> unsigned {
    if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return 0;
    return static_cast<unsigned>(std::strtoul(std::string(json.substr(at + 2, 4)).c_str(), nullptr, 16));
  };
  std::string out;
  for (std::size_t at = 0; at < json.size();) {
    std::size_t length = json[at] == '\\' && at + 1 < json.size() ? 2 : 1;
    const unsigned unit = unit_at(at);
    bool lonely = false;
    if (unit >= 0xD800 && unit < 0xE000) {
      const unsigned next = unit_at(at + 6);
      const bool pair = unit < 0xDC00 && next >= 0xDC00 && next < 0xE000;
      lonely = !pair;
      length = pair ? 12 : 6;
    }
    out += lonely ? std::string_view("\\ufffd") : json.substr(at, length);
    at += length;
  }
  return out;
}

Result<Element> Decoder::parse(std::string text) {
  text_ = std::move(text);
  text_.reserve(text_.size() + simdjson::SIMDJSON_PADDING);
  Element root;
  const auto error = parser_.parse(text_.data(), text_.size(), false).get(root);
  if (error) return invalid("", "not valid JSON: " + message_of(error));
  return root;
}

Result<Decoded> Decoder::decode(std::string body, bool single) {
  if (is_gzip(body)) {
    THRONG_TRY(body, gunzip(body, kMaxRequestBytes));
  }
  if (body.size() > kMaxRequestBytes) return fail(ErrorCode::too_large, "the request is larger than 500 KB");
  const auto root = parse(std::move(body));
  if (!root) {
    auto pieces = decode_piecewise();
    if (!pieces) return std::unexpected(root.error());
    return pieces;
  }
  if (!is_envelope(*root, single)) return no_messages("");
  return read_envelope(*root, single);
}

Result<Decoded> Decoder::list(std::string messages) {
  THRONG_TRY(const Element root, parse(std::move(messages)));
  return read_envelope(root, false);
}

Result<Decoded> Decoder::decode_piecewise() {
  const std::string text = std::move(text_);
  const auto split = split_batch(text);
  if (!split) {
    const auto root = parse(repair_surrogates(text));
    if (!root || !is_envelope(*root, true)) return no_messages("");
    return read_envelope(*root, true);
  }
  THRONG_TRY(Decoded out, assemble(split->elements));
  Element root;
  if (probe_.parse(split->envelope).get(root)) return no_messages(" in a sound envelope");
  const Decoded envelope = read_envelope(root, false);  // lives in probe_ until the next decode
  out.sent_at = envelope.sent_at;
  out.write_key = envelope.write_key;
  return out;
}

Result<Decoded> Decoder::assemble(std::span<const std::string_view> messages) {
  std::string whole = "[";
  std::map<std::size_t, BrokenMessage> broken;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    std::string text(messages[i]);
    auto error = probe_.parse(text).error();
    if (error == simdjson::STRING_ERROR) {
      text = repair_surrogates(text);
      error = probe_.parse(text).error();
    }
    if (error) {
      const bool encoding = error == simdjson::UTF8_ERROR;
      broken[i] = {encoding ? Reason::bad_text : Reason::not_json, "", message_of(error), std::string(messages[i])};
      text = kMarker;
    }
    if (i > 0) whole += ',';
    whole += text;
  }
  whole += ']';
  THRONG_TRY(const Element root, parse(std::move(whole)));
  Decoded out = read_envelope(root, false);
  out.broken = std::move(broken);
  return out;
}

}  // namespace throng::collect
