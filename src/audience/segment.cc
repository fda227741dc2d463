#include "audience/segment.h"

#include <algorithm>
#include <limits>

#include "base/json.h"

namespace throng::audience {
namespace {

constexpr std::size_t kMaxOrigin = 2000;

// 64-bit FNV-1a, then a finalizer (splitmix64), so that neighbours lie far apart.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

struct Candidate {
  double rank = 0;  // the greater, the sooner
  std::uint64_t lot = 0;
  std::uint32_t person = 0;
};

Bitmap capped(const Bitmap& persons, const Cap& cap, const std::string& id,
              std::span<const analyze::StatisticValues> traits) {
  if (persons.size() <= cap.size) return persons;
  std::vector<Candidate> candidates;
  persons.each([&](std::uint32_t person) {
    candidates.push_back({-std::numeric_limits<double>::infinity(), lot_of(id, person), person});
  });
  if (!traits.empty()) {
    for (std::size_t i = 0; i < traits[0].persons.size(); ++i) {
      const auto at = std::ranges::lower_bound(candidates, traits[0].persons[i], {}, &Candidate::person);
      if (at == candidates.end() || at->person != traits[0].persons[i]) continue;
      at->rank = cap.lowest_first ? -traits[0].numbers[i] : traits[0].numbers[i];
    }
  }
  const auto first = [](const Candidate& a, const Candidate& b) {
    return a.rank != b.rank ? a.rank > b.rank : a.lot != b.lot ? a.lot < b.lot : a.person < b.person;
  };
  std::ranges::nth_element(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(cap.size), first);
  std::vector<std::uint32_t> kept;
  for (std::size_t i = 0; i < cap.size; ++i) kept.push_back(candidates[i].person);
  std::ranges::sort(kept);
  return Bitmap::of(kept);
}

Plan plan_of(const std::string& id, const Segment& segment) {
  Plan plan;
  plan.filters = {segment.filter};
  if (segment.cap && !segment.cap->trait.empty())
    plan.statistics = {{.measure = analyze::StatisticMeasure::trait_number, .property = segment.cap->trait}};
  plan.finish = [id, cap = segment.cap](const Findings& found) -> Result<Assignment> {
    Bitmap persons = cap ? capped(found.filters[0], *cap, id, found.statistics) : found.filters[0];
    return Assignment{.values = {""}, .persons = {std::move(persons)}, .numbered = {}, .numbers = {}};
  };
  return plan;
}

Result<void> under(std::string_view field, Result<void> result) {
  if (!result) return std::unexpected(json::under(field, std::move(result).error()));
  return result;
}

}  // namespace

std::uint64_t lot_of(std::string_view segment, model::PersonNumber person) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char byte : segment) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  return mixed(mixed(hash) + person);
}

Result<void> check(Segment& segment) {
  if (segment.origin.size() > kMaxOrigin) return invalid("origin", "at most 2000 bytes");
  THRONG_CHECK(under("schedule", check(segment.schedule)));
  if (segment.kind == SegmentKind::fixed) {
    segment.filter = {model::All{}};
    segment.cap.reset();
    segment.schedule.refresh = Refresh::manual;
    return {};
  }
  segment.origin.clear();
  THRONG_CHECK(under("filter", model::validate(segment.filter, model::FilterPlace::person)));
  if (!segment.cap) return {};
  if (segment.cap->size == 0) return invalid("cap.size", "expected 1 or more");
  if (segment.schedule.refresh == Refresh::live)
    return invalid("cap", "a live segment has no cap: who is kept depends on everybody else");
  if (segment.cap->trait.empty()) return {};
  return under("cap.trait", model::validate_property(segment.cap->trait));
}

Result<Segment> segment_of(const ledger::Saved& saved) {
  auto segment = json::read<Segment>(saved.body);
  if (!segment) return fail(ErrorCode::corrupt, "the segment \"" + saved.name + "\" cannot be read");
  return segment;
}

Definition definition_of(const ledger::Saved& saved, const Segment& segment) {
  Definition out{.object = {ObjectKind::segment, saved.id},
                 .name = saved.name,
                 .schedule = segment.schedule,
                 .updated = saved.updated,
                 .builds_on = {},
                 .plan = {}};
  if (segment.kind == SegmentKind::fixed) return out;
  out.builds_on = named_in(segment.filter);
  out.plan = plan_of(saved.id, segment);
  out.is_filter = !segment.cap;
  return out;
}

Result<void> add_segment_definitions(ledger::Db& db, std::string_view project, std::vector<Definition>& all) {
  THRONG_TRY(const auto saved, ledger::list_saved(db, project, ledger::SavedKind::segment));
  for (const ledger::Saved& one : saved) {
    if (const auto segment = segment_of(one)) all.push_back(definition_of(one, *segment));
  }
  return {};
}

}  // namespace throng::audience
