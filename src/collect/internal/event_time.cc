#include "collect/internal/event_time.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "model/profile_op.h"
#include "model/properties.h"

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
    const Field& sent_at = message.sent_at ? message.sent_at : request.decoded.sent_at;
    const auto given = corrected_time(*field, sent_at, request.received);
    if (!given) return Refusal{Reason::bad_time, name, "expected an ISO 8601 time"};
    time = *given;
  }
  if (time < from_ms(0)) return Refusal{Reason::bad_time, name, "before 1970"};
  if (time > request.received + kMaxAhead) return Refusal{Reason::bad_time, name, "more than a day ahead"};
  draft.event.time = time;
  return std::nullopt;
}

// Events of one instant are in no order of their own. Operations on one trait have one: that in which the request has
// them, so that each is a millisecond later than the one before it.
class Sequence {
 public:
  void keep(Draft& draft) {
    model::Event& e = draft.event;
    const std::string& id = !e.user_id.empty()       ? e.user_id
                            : e.anonymous_id.empty() ? draft.distinct_id
                                                     : e.anonymous_id;
    Profile& profile = profiles_[id];
    if (profile.told != e.time) profile = {.told = e.time};
    const auto traits = model::members_of(e.props);
    const bool all = e.name == model::kProfileDelete;
    std::optional<Instant> before = profile.deleted;
    for (const auto& [trait, given] : profile.given) {
      if (all || traits.contains(trait)) before = before ? std::max(*before, given) : given;
    }
    if (before) e.time = *before + Duration(1);
    if (all) profile.deleted = e.time;
    for (const auto& [trait, operand] : traits) profile.given[trait] = e.time;
  }

 private:
  struct Profile {
    Instant told = Instant::max();
    std::optional<Instant> deleted = {};
    std::map<std::string, Instant> given = {};  // by trait
  };
  std::unordered_map<std::string, Profile> profiles_;
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

std::optional<Instant> corrected_time(const simdjson::dom::element& time, const Field& sent_at, Instant received) {
  const auto given = client_time(time);
  return given ? std::optional(*given + skew(sent_at, received)) : std::nullopt;
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
