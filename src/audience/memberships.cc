#include "audience/memberships.h"

#include <algorithm>

#include "analyze/segment/spec.h"
#include "analyze/segments/run_timeline.h"
#include "audience/segment_check.h"

namespace throng::audience {
namespace {

using analyze::PersonList;
using ledger::SavedSegment;
using Members = Result<std::shared_ptr<const PersonList>>;

std::string circle_text(const std::vector<SavedSegment>& path, const SavedSegment& again) {
  std::string text;
  for (const SavedSegment& segment : path) text += segment.name + " > ";
  return text + again.name;
}

}  // namespace

MembershipCache::Members MembershipCache::find(const std::string& segment, const Stamp& stamp) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(segment);
  return found != entries_.end() && found->second.stamp == stamp ? found->second.members : nullptr;
}

void MembershipCache::keep(const std::string& segment, const Stamp& stamp, Members members) {
  const std::lock_guard lock(mutex_);
  entries_.insert_or_assign(segment, Entry{stamp, std::move(members)});
}

void MembershipCache::clear() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
  ++version_;
}

std::uint64_t MembershipCache::version() const {
  const std::lock_guard lock(mutex_);
  return version_;
}

SegmentMemberships::SegmentMemberships(ledger::Db& db, analyze::Sources sources, MembershipCache& cache, Moment moment)
    : db_(&db),
      sources_(std::move(sources)),
      cache_(&cache),
      moment_(std::move(moment)),
      costs_(db, sources_.project) {}

SegmentMemberships::SegmentMemberships(const SegmentMemberships& outer, const SavedSegment& inside)
    : SegmentMemberships(outer) {
  path_.push_back(inside);
}

analyze::AskContext SegmentMemberships::context() const {
  return {
      .calendar = moment_.calendar, .now = moment_.now, .memberships = this, .stop = moment_.stop, .costs = &costs_};
}

std::uint64_t SegmentMemberships::snapshot_version() const {
  return sources_.timeline == nullptr ? 0 : sources_.timeline->stats().version;
}

Members SegmentMemberships::segment(std::string_view id) const {
  auto segment = ledger::find_segment(*db_, sources_.project, id);
  if (!segment && segment.error().code == ErrorCode::not_found) {
    return fail(ErrorCode::not_found, "there is no segment \"" + std::string(id) + "\"");
  }
  if (!segment) return std::unexpected(std::move(segment).error());
  if (std::ranges::find(path_, id, &SavedSegment::id) != path_.end()) {
    return fail(ErrorCode::conflict, "segments contain each other: " + circle_text(path_, *segment));
  }
  const MembershipCache::Stamp stamp = stamp_of(*segment);
  if (auto members = cache_->find(segment->id, stamp)) return members;
  THRONG_TRY(auto members, evaluate(*segment));
  cache_->keep(segment->id, stamp, members);
  return members;
}

MembershipCache::Stamp SegmentMemberships::stamp_of(const SavedSegment& segment) const {
  return {snapshot_version(), std::chrono::floor<std::chrono::minutes>(moment_.now), segment.updated};
}

// Segments that name others are left out: who they name must be known first.
void SegmentMemberships::prepare(const std::vector<SavedSegment>& segments) const {
  if (sources_.timeline == nullptr) return;
  analyze::SegmentsQuestion question;
  std::vector<std::pair<std::string, MembershipCache::Stamp>> wanted;
  for (const SavedSegment& segment : segments) {
    const MembershipCache::Stamp stamp = stamp_of(segment);
    if (question.filters.size() == analyze::kMaxSegments || cache_->find(segment.id, stamp)) continue;
    auto filter = parse_segment_filter(segment.filter);
    if (!filter || !model::segments_in(*filter).empty()) continue;
    question.filters.push_back(std::move(*filter));
    wanted.emplace_back(segment.id, stamp);
  }
  if (wanted.empty()) return;
  auto members = analyze::members_of(question, *sources_.timeline, context());
  if (!members) return;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    cache_->keep(wanted[i].first, wanted[i].second, std::make_shared<const PersonList>(std::move((*members)[i])));
  }
}

Members SegmentMemberships::evaluate(const SavedSegment& segment) const {
  THRONG_TRY(model::Filter filter, parse_segment_filter(segment.filter));
  analyze::PersonsRequest request;
  request.analysis = "segment";
  request.question.text = json::to_string(analyze::SegmentQuestion{std::move(filter)});
  const SegmentMemberships inner(*this, segment);
  THRONG_TRY(PersonList persons, analyze::persons(request, sources_, inner.context()));
  return std::make_shared<const PersonList>(std::move(persons));
}

Members SegmentMemberships::tag(std::string_view tag, const std::optional<std::string>&) const {
  return fail(ErrorCode::not_found, "there is no tag \"" + std::string(tag) + "\"");
}

Members SegmentMemberships::layer(std::string_view scheme, std::string_view layer) const {
  return fail(ErrorCode::not_found,
              "there is no layer \"" + std::string(layer) + "\" in a scheme \"" + std::string(scheme) + "\"");
}

}  // namespace throng::audience
