// Lines as another product exports them: the first byte says whose, the rest are lines. What a line comes to are JSON
// objects with ids, the same ones again, and the steps behind hold what they promise.
#include <cstdint>
#include <string>

#include "collect/import/shape.h"
#include "fuzz/drafts.h"

using namespace throng;
using namespace throng::collect;

namespace {

void check(const std::vector<std::string>& messages, Workspace& work) {
  const std::vector<std::string_view> texts(messages.begin(), messages.end());
  Request request;
  request.received = from_ms(1'790'000'000'000);
  auto decoded = work.decoder.assemble(texts);
  if (!decoded || !decoded->broken.empty()) std::abort();
  request.decoded = std::move(*decoded);
  fuzz::check_drafts(request, work);
  for (const Message& message : request.messages)
    if (message.root.is_object() && !message.message_id) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Workspace work;
  if (size == 0) return 0;
  const ShapeOptions options{static_cast<ExportShape>(data[0] % 5), data[0] % 2 == 0 ? "" : "Asia/Shanghai"};
  auto once = ShapeReader::create(options, "f"), again = ShapeReader::create(options, "f");
  if (!once || !again) std::abort();
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::uint64_t line = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view one = text.substr(at, end - at);
    if (line == 0) (void)guess_shape(one);
    const auto messages = once->read(one, ++line), same = again->read(one, line);
    if (messages.has_value() != same.has_value() || (messages && *messages != *same)) std::abort();
    if (messages) check(*messages, work);
    at = end + 1;
  }
  return 0;
}
