// Assignments as they were day by day, in the warehouse (table `memberships`): the last one of each day is kept.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audience/assignment.h"
#include "audience/object.h"
#include "base/calendar.h"
#include "warehouse/warehouse.h"

namespace throng::audience {

struct NewVersion {
  Object object;
  const Assignment* assignment = nullptr;
};

// What is known of a version without reading who is in it.
struct VersionSummary {
  CivilDate day;
  Instant computed{};
  std::uint64_t everyone = 0;  // persons of the project then
  std::uint64_t persons = 0;   // with a value
  std::vector<std::string> values;
  std::vector<std::uint64_t> sizes;  // of each value
};

class Versions {
 public:
  Versions(warehouse::Warehouse& warehouse, std::string project)
      : warehouse_(&warehouse), project_(std::move(project)) {}

  // All of one moment; replaces those of the same day. Durable when it returns. Whether some of them are stored when it
  // fails is open: say it again. Errors: the warehouse's.
  Result<void> put(std::span<const NewVersion> versions, CivilDate day, Instant computed, std::uint64_t everyone) const;

  // The last one of that day or before; of any day. Empty: there is none.
  Result<std::optional<Assignment>> at(const Object& object, CivilDate day) const;
  Result<std::optional<Assignment>> latest(const Object& object) const;
  // Ascending by day, both ends included.
  Result<std::vector<VersionSummary>> history(const Object& object, CivilDate from, CivilDate to) const;
  // The latest of every object there is; of those days, both ends included.
  Result<std::vector<std::pair<Object, VersionSummary>>> latest_of_all() const;
  Result<std::vector<std::pair<Object, VersionSummary>>> latest_of_all(CivilDate from, CivilDate to) const;

  // Since which version somebody has had a value without a break. Looks back over those days, the latest version first.
  struct Holder {
    std::string_view value;                        // "" of a segment
    std::span<const model::PersonNumber> numbers;  // all of the person
  };
  struct Since {
    CivilDate day;
    bool is_first = false;  // no older version was looked at: it may have been so before
  };
  // Empty: the latest version does not have it, or there is none. Errors: the warehouse's.
  Result<std::optional<Since>> held_since(const Object& object, const Holder& holder, CivilDate from,
                                          CivilDate to) const;

  Result<void> forget(const Object& object) const;
  // Older than `day`, but for the latest, which stays. Cheap when there are none.
  Result<void> forget_before(const Object& object, CivilDate day) const;

 private:
  warehouse::Warehouse* warehouse_;
  std::string project_;
};

}  // namespace throng::audience
