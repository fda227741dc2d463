#include "api/http/gzip.h"

#include <algorithm>

#include <zlib.h>

#include "api/http/message.h"

namespace throng::api::http {
namespace {

constexpr int kGzipWindow = 15 + 16;  // the widest window, in a gzip wrapper

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool is_zero_quality(std::string_view parameters) {
  const std::string_view q = trim(parameters);
  return q.starts_with("q=0") && q.find_first_not_of("0.", 3) == std::string_view::npos;
}

}  // namespace

std::string gzip(std::string_view text, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(text.size(), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return result == Z_STREAM_END ? out : std::string();
}

bool accepts_gzip(std::string_view accept) {
  while (!accept.empty()) {
    const std::size_t end = std::min(accept.find(','), accept.size());
    const std::string_view item = accept.substr(0, end);
    accept.remove_prefix(std::min(end + 1, accept.size()));
    const std::size_t semicolon = std::min(item.find(';'), item.size());
    const std::string_view name = trim(item.substr(0, semicolon));
    if (!same_name(name, "gzip") && name != "*") continue;
    return semicolon == item.size() || !is_zero_quality(item.substr(semicolon + 1));
  }
  return false;
}

bool compressible(std::string_view content_type) {
  return content_type.starts_with("text/") || content_type.contains("json") || content_type.contains("javascript") ||
         content_type.starts_with("image/svg");
}

}  // namespace throng::api::http
