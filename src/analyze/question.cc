#include "analyze/question.h"

#include <fmt/core.h>

namespace throng::analyze {
namespace {

class NoMemberships final : public Memberships {
 public:
  using List = Result<std::shared_ptr<const PersonList>>;
  List segment(std::string_view id) const override { return none("segment", id); }
  List tag(std::string_view tag, const std::optional<std::string>&) const override { return none("tag", tag); }
  List layer(std::string_view scheme, std::string_view) const override { return none("layer scheme", scheme); }

 private:
  static List none(std::string_view what, std::string_view name) {
    return fail(ErrorCode::not_found, fmt::format("there is no {} \"{}\"", what, name));
  }
};

// A lower bound on the number of buckets, cheap enough to ask before the calendar makes them all.
std::int64_t fewest_buckets(TimeRange range, BucketUnit unit) {
  constexpr std::int64_t kHourMs = 3'600'000;
  const std::int64_t ms = (range.end - range.begin).count();
  switch (unit) {
    case BucketUnit::hour: return ms / kHourMs;
    case BucketUnit::day: return ms / (25 * kHourMs);
    case BucketUnit::week: return ms / (8 * 24 * kHourMs);
    case BucketUnit::month: return ms / (32 * 24 * kHourMs);
    case BucketUnit::quarter: return ms / (93 * 24 * kHourMs);
    case BucketUnit::total: return 1;
  }
  return 0;
}

}  // namespace

const Memberships& no_memberships() {
  static const NoMemberships none;
  return none;
}

Result<void> from_json(json::Node node, PropertyRef& out) {
  if (node.kind() != json::Kind::string) {
    return std::unexpected(json::wrong_kind("\"event.<property>\" or \"person.<trait>\"", node));
  }
  const std::string_view text = node.string();
  const bool event = text.starts_with("event.");
  if (!event && !text.starts_with("person.")) {
    return invalid("",
                   fmt::format("expected \"event.<property>\" or \"person.<trait>\", got \"{}\"", text.substr(0, 40)));
  }
  out.scope = event ? Scope::event : Scope::person;
  out.name = std::string(text.substr(text.find('.') + 1));
  return {};
}

void to_json(std::string& out, const PropertyRef& ref) {
  json::write_string(out, (ref.scope == Scope::event ? "event." : "person.") + ref.name);
}

std::vector<Instant> Buckets::edges() const {
  std::vector<Instant> edges;
  for (const Instant bound : bounds) edges.push_back(std::clamp(bound, range.begin, range.end));
  return edges;
}

std::vector<Instant> Buckets::starts() const { return {bounds.begin(), bounds.end() - (bounds.empty() ? 0 : 1)}; }

std::vector<bool> Buckets::complete(Instant now) const {
  std::vector<bool> complete;
  for (std::size_t i = 0; i < count(); ++i)
    complete.push_back(bounds[i] >= range.begin && bounds[i + 1] <= range.end && bounds[i + 1] <= now);
  return complete;
}

Result<Buckets> buckets_of(const model::Window& range, BucketUnit unit, const AskContext& context,
                           const std::optional<TimeRange>& extent) {
  const bool ever = std::holds_alternative<model::Window::Ever>(range.form);
  if (ever && !extent) return Buckets{};
  auto resolved = model::resolve(range, context.calendar, context.now);
  if (!resolved) return std::unexpected(json::under("range", std::move(resolved).error()));
  if (ever) resolved = *extent;
  const auto too_many = [] {
    return fail(ErrorCode::too_large,
                fmt::format("more than {} buckets; take a shorter range or a coarser bucket", kMaxBuckets), "range");
  };
  if (fewest_buckets(*resolved, unit) > static_cast<std::int64_t>(kMaxBuckets)) return too_many();
  Buckets buckets{*resolved, context.calendar.boundaries(*resolved, unit)};
  if (buckets.count() > kMaxBuckets) return too_many();
  if (ever) buckets.range = {buckets.bounds.front(), buckets.bounds.back()};
  return buckets;
}

}  // namespace throng::analyze
