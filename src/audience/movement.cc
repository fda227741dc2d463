#include "audience/movement.h"

namespace throng::audience {
namespace {

using Today = FunctionRef<model::PersonNumber(model::PersonNumber)>;

Result<Bitmap> members_at(const Versions& versions, const Object& segment, CivilDate day, Today today) {
  THRONG_TRY(const auto stored, versions.at(segment, day));
  return stored ? in_todays_numbers(*stored, today).everyone() : Bitmap();
}

// The last version before that day; empty without one.
Result<std::optional<CivilDate>> version_before(const Versions& versions, const Object& segment, CivilDate day) {
  THRONG_TRY(const auto history, versions.history(segment, {.year = 1970, .month = 1, .day = 1}, day));
  std::optional<CivilDate> before;
  for (const VersionSummary& version : history) {
    if (version.day < day) before = version.day;
  }
  return before;
}

}  // namespace

Result<std::vector<DayOfSegment>> movement_of(const Versions& versions, const Object& segment, CivilDate from,
                                              CivilDate to, Today today) {
  THRONG_TRY(const auto history, versions.history(segment, from, to));
  std::vector<DayOfSegment> out;
  std::optional<Bitmap> before;
  if (!history.empty()) {
    THRONG_TRY(const auto day, version_before(versions, segment, history.front().day));
    if (day) {
      THRONG_TRY(before, members_at(versions, segment, *day, today));
    }
  }
  for (const VersionSummary& version : history) {
    THRONG_TRY(Bitmap members, members_at(versions, segment, version.day, today));
    DayOfSegment day{.day = version.day, .persons = members.size()};
    if (before) {
      const std::uint64_t stayed = members.common_with(*before);
      day.entered = members.size() - stayed;
      day.left = before->size() - stayed;
    }
    out.push_back(day);
    before = std::move(members);
  }
  return out;
}

Result<Bitmap> moved_on(const Versions& versions, const Object& segment, CivilDate day, bool entered, Today today) {
  THRONG_TRY(const auto history, versions.history(segment, day, day));
  if (history.empty()) return fail(ErrorCode::not_found, "there is no version of that day");
  THRONG_TRY(const auto last, version_before(versions, segment, day));
  if (!last) return Bitmap();
  THRONG_TRY(const Bitmap before, members_at(versions, segment, *last, today));
  THRONG_TRY(const Bitmap now, members_at(versions, segment, day, today));
  return entered ? now - before : before - now;
}

}  // namespace throng::audience
