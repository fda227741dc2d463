#include "collect/internal/event_time.h"

#include <cmath>
#include <string>
#include <unordered_map>

#include "model/profile_op.h"

namespace throng::collect {
namespace {

constexpr Duration kMaxAhead = days(1);
constexpr double kFirstMilliseconds = 1e11;  // as seconds this would be the year 5138

// How far our clock is ahead of the client's, by the time it says it sent the request. A request is on its way for a
// while, each for another: what is less than that says nothing of clocks, and would change the order of requests.
Duration skew(const Field& sent_at, Instant received) {
  constexpr Duration kOnTheWay = seconds(30);
  const auto sent = sent_at ? client_time(*sent_at) : std::nullopt;
  const Duration apart = sent ? received - *sent : Duration(0);
  return apart > -kOnTheWay && apart < kOnTheWay ? Duration(0) : apart;
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

// Events of one instant are in no order of their own. Operations on one profile have one: that in which the request has
// them, so that each is a millisecond later than the one before it.
class Sequence {
 public:
  void keep(Draft& draft) {
    model::Event& e = draft.event;
    const std::string& id = !e.user_id.empty()       ? e.user_id
                            : e.anonymous_id.empty() ? draft.distinct_id
                                                     : e.anonymous_id;
    Last& last = last_[id];
    if (last.told == e.time) {
      e.time = last.given + Duration(1);
    } else {
      last.told = e.time;
    }
    last.given = e.time;
  }

 private:
  struct Last {
    Instant told = Instant::max(), given{};
  };
  std::unordered_map<std::string, Last> last_;
};

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
  Sequence sequence;
  for (std::size_t i = 0; i < request.drafts.size(); ++i) {
    if (request.drafts[i].refused) continue;
    if (auto refusal = take_time(request.messages[i], request, request.drafts[i])) {
      refuse(request, i, std::move(*refusal));
    } else if (model::profile_op(request.drafts[i].event.name)) {
      sequence.keep(request.drafts[i]);
    }
  }
}

}  // namespace throng::collect
