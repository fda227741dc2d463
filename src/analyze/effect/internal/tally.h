// What both runs say of a person, what is counted of it, and the answer made of that.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analyze/effect/spec.h"
#include "analyze/effect/uplift.h"

namespace throng::analyze::internal {

// Of an opened or clicked message: true where no human did.
inline constexpr std::string_view kMachineProperty = "machine";

constexpr std::uint32_t bit_of(EffectOf of) { return std::uint32_t{1} << static_cast<unsigned>(of); }

// One person in one group. Groups are numbered: 0 all, then those of the answer in order, then the rest.
struct EffectMember {
  std::uint32_t group = 0;
  std::uint32_t is = 0;  // bit_of() of each that holds; either sent or held_out
  std::uint64_t messages = 0;
  std::int64_t revenue = 0;  // in kMoneyUnits
};

class EffectCounts {
 public:
  explicit EffectCounts(std::size_t groups) : groups_(groups) {}

  // `messages` and `persons` of several alike: all that they were sent, and how many they are.
  void add(const EffectMember& member, std::uint64_t persons = 1);
  void add(const EffectCounts& other);

  struct Group {
    std::array<std::uint64_t, kEffectOfs> persons{};
    std::uint64_t messages = 0;
    Moments sent, held_out;  // revenue of each person
  };
  const std::vector<Group>& groups() const { return groups_; }

 private:
  std::vector<Group> groups_;
};

// The groups that a question always has, those of hours and numbers; else none.
std::vector<std::string> fixed_groups(EffectBy by);
// The property whose label a send's group is.
std::optional<PropertyRef> property_of(const EffectQuestion& question);
// How many groups with labels are kept.
std::size_t most_groups(const EffectQuestion& question);

// The number of a cell's group, given those that are kept. Where it is about all who were held out, the group of all.
std::uint32_t group_of(const EffectCell& cell, EffectBy by, const std::vector<std::string>& kept);
// Whether the groups that are kept must be known for it, or only the one that it names.
bool is_of_rest(const EffectCell& cell, EffectBy by);

// Windows that end before it are over.
Instant windows_end(const AskContext& context);

// `kept`: the groups after that of all; one more is counted for the rest.
EffectAnswer answer_of(const EffectQuestion& question, const std::vector<std::string>& kept,
                       const EffectCounts& counts);

}  // namespace throng::analyze::internal
