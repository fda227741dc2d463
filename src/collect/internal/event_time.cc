#include "collect/internal/event_time.h"

#include <cmath>

namespace throng::collect {
namespace {

constexpr Duration kMaxAhead = days(1);
constexpr double kFirstMilliseconds = 1e11;  // as seconds this would be the year 5138

// How far our clock is ahead of the client's, by the time it says it sent the request.
Duration skew(const Field& sent_at, Instant received) {
  const auto sent = sent_at ? client_time(*sent_at) : std::nullopt;
  return sent ? received - *sent : Duration(0);
}

std::optional<Refusal> take_time(const Message& message, const Request& request, Draft& draft) {
  const bool plain = message.timestamp.has_value();
  const Field& field = plain ? message.timestamp : message.original_timestamp;
  const std::string name = plain ? "timestamp" : "originalTimestamp";
  Instant time = request.received;
  if (field) {
    const auto given = client_time(*field);
    if (!given) return Refusal{Reason::bad_time, name, "expected an ISO 8601 time"};
    const Field& sent_at = message.sent_at ? message.sent_at : request.decoded.sent_at;
    time = *given + skew(sent_at, request.received);
  }
  if (time < from_ms(0)) return Refusal{Reason::bad_time, name, "before 1970"};
  if (time > request.received + kMaxAhead) return Refusal{Reason::bad_time, name, "more than a day ahead"};
  draft.event.time = time;
  return std::nullopt;
}

}  // namespace

std::optional<Instant> client_time(const simdjson::dom::element& value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) {
    const auto parsed = parse_instant(text);
    return parsed ? std::optional(*parsed) : std::nullopt;
  }
  double number = 0;
  if (value.get_double().get(number) != simdjson::SUCCESS || std::abs(number) > 1e15) return std::nullopt;
  return from_ms(static_cast<std::int64_t>(std::abs(number) >= kFirstMilliseconds ? number : number * 1000));
}

void correct_clock(Request& request) {
  for (std::size_t i = 0; i < request.drafts.size(); ++i) {
    if (request.drafts[i].refused) continue;
    if (auto refusal = take_time(request.messages[i], request, request.drafts[i])) {
      refuse(request, i, std::move(*refusal));
    }
  }
}

}  // namespace throng::collect
