// A request of one protocol (THRONG_PROTOCOL): the query up to the first line end, then the body. Whatever it is, the
// adapter writes a JSON list, and the steps behind it hold what they promise.
#include <cstdint>
#include <string>

#include "fuzz/drafts.h"

using namespace throng;
using namespace throng::collect;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Workspace work;
  const std::string all(reinterpret_cast<const char*>(data), size);
  const std::string query = all.substr(0, all.find('\n'));
  const std::string body = query.size() < all.size() ? all.substr(query.size() + 1) : std::string();
  for (const std::string_view endpoint : {"track", "engage", "groups", "bulk", "identify", "groupidentify"}) {
    Request request;
    request.received = from_ms(1'790'000'000'000);
    auto adapted = adapt(Protocol::THRONG_PROTOCOL,
                         {.endpoint = endpoint, .query = query, .body = body, .key = "", .received = request.received},
                         work.parsers);
    if (!adapted) continue;
    auto decoded = work.decoder.list(std::move(adapted->messages));
    if (!decoded) std::abort();
    request.decoded = std::move(*decoded);
    fuzz::check_drafts(request, work);
  }
  return 0;
}
