// Any bytes as a request body: decode, validate, correct, enrich; properties that come out are JSON objects again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/json.h"
#include "collect/internal/enrich.h"
#include "collect/internal/event_time.h"
#include "collect/internal/validate.h"

namespace {

using namespace throng;
using namespace throng::collect;

void check(const Draft& draft) {
  if (draft.refused) return;
  const auto document = json::Document::parse(draft.event.props);
  if (!document || document->root().kind() != json::Kind::object) std::abort();
  if (draft.event.time < from_ms(0)) std::abort();
  if (draft.event.user_id.empty() && draft.event.anonymous_id.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto agents = AgentReader::open("");
  static Workspace work;
  const std::string body(reinterpret_cast<const char*>(data), size);
  for (const bool single : {false, true}) {
    Request request;
    request.inbound.kind = single ? Inbound::Kind::track : Inbound::Kind::batch;
    request.received = from_ms(1'790'000'000'000);
    auto decoded = work.decoder.decode(body, single);
    if (!decoded) continue;
    request.decoded = std::move(*decoded);
    validate(request, work);
    correct_clock(request);
    enrich(request, **agents);
    for (const Draft& draft : request.drafts) check(draft);
  }
  return 0;
}
