// What every analysis shares: the context a question is asked in, and references to properties.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "analyze/costs.h"
#include "base/calendar.h"
#include "base/json.h"
#include "model/event.h"
#include "model/filter.h"

namespace throng::analyze {

// Sorted, distinct representative numbers.
using PersonList = std::vector<model::PersonNumber>;

// Who is in which segment, tag or layer now. Handed in by whoever asks; analyses do not know where it comes from.
class Memberships {
 public:
  virtual ~Memberships() = default;
  // Errors: not_found naming what does not exist.
  virtual Result<std::shared_ptr<const PersonList>> segment(std::string_view id) const = 0;
  virtual Result<std::shared_ptr<const PersonList>> tag(std::string_view tag,
                                                        const std::optional<std::string>& value) const = 0;
  virtual Result<std::shared_ptr<const PersonList>> layer(std::string_view scheme, std::string_view layer) const = 0;
  // Grows whenever a definition of one of them changes.
  virtual std::uint64_t version() const { return 0; }
};

// No segment, tag or layer exists.
const Memberships& no_memberships();

struct AskContext {
  Calendar calendar = Calendar::utc();
  Instant now{};
  const Memberships* memberships = &no_memberships();
  std::stop_token stop;
  const Costs* costs = &no_costs();
  // As if nothing had happened from this instant on; who is who is as of now. SQL runs only: timelines do not look.
  std::optional<Instant> as_of;
};

// "event.price" or "person.plan" in JSON text form.
enum class Scope { event, person };
struct PropertyRef {
  Scope scope = Scope::event;
  std::string name;
  bool operator==(const PropertyRef&) const = default;
};
Result<void> from_json(json::Node node, PropertyRef& out);
void to_json(std::string& out, const PropertyRef& ref);

// A question's range, and its calendar buckets: bucket i is [bounds[i], bounds[i + 1]), cut by the range at both ends.
struct Buckets {
  TimeRange range;
  std::vector<Instant> bounds;  // one more than there are buckets; empty for an empty range
  std::size_t count() const { return bounds.empty() ? 0 : bounds.size() - 1; }
  std::vector<Instant> edges() const;  // bounds as the range cuts them
  // What answers say of them: where each begins, where the last ends, which are over and not cut by the range.
  std::vector<Instant> starts() const;
  Instant end() const { return bounds.empty() ? range.end : bounds.back(); }
  std::vector<bool> complete(Instant now) const;
};
inline constexpr std::size_t kMaxBuckets = 20'000;
// `extent`: from the project's first event to its last (end excluded); empty without events. The range `ever` is cut to
// the buckets it touches. Errors: invalid_argument for a window that does not resolve, too_large for more than
// kMaxBuckets (both name "range").
Result<Buckets> buckets_of(const model::Window& range, BucketUnit unit, const AskContext& context,
                           const std::optional<TimeRange>& extent);

// Persons of one number of an answer, and how many there are in all.
struct PersonsPage {
  std::uint64_t total = 0;
  PersonList persons;  // ascending by number, at most `limit` after `offset`
};

}  // namespace throng::analyze
