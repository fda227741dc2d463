// Any bytes as a request body: decode, validate, correct, enrich; properties that come out are JSON objects again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "fuzz/drafts.h"

using namespace throng;
using namespace throng::collect;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Workspace work;
  const std::string body(reinterpret_cast<const char*>(data), size);
  for (const bool single : {false, true}) {
    Request request;
    request.inbound.kind = single ? Inbound::Kind::track : Inbound::Kind::batch;
    request.received = from_ms(1'790'000'000'000);
    auto decoded = work.decoder.decode(body, single);
    if (!decoded) continue;
    request.decoded = std::move(*decoded);
    fuzz::check_drafts(request, work);
  }
  return 0;
}
