// Which events are somebody's response to a message: an opening or a click by a human.
#pragma once

#include <vector>

#include "model/message_events.h"
#include "timeline/timeline.h"
#include "timeline/views.h"

namespace throng::engage::internal {

inline constexpr std::string_view kMachineProperty = "machine";

// Bound to a snapshot that has the column kMachineProperty at `machine`, as codes.
class Responses {
 public:
  Responses() = default;
  Responses(const timeline::Snapshot& snapshot, std::size_t machine) : machine_(machine) {
    is_response_.assign(snapshot.event_names(), 0);
    for (const std::string_view name : {model::kMessageOpened, model::kMessageClicked}) {
      const auto code = snapshot.event_code(name);
      if (!code) continue;
      is_response_[*code] = 1;
      mask_ |= timeline::mask_of(*code);
    }
    for (const std::string& raw : snapshot.dictionary(machine)) is_machine_.push_back(raw == "true" ? 1 : 0);
  }

  // Whether the person may have any.
  bool may_be(const timeline::PersonView& person) const { return (person.event_mask & mask_) != 0; }
  bool is(const timeline::PersonView& person, std::size_t event) const {
    return is_response_[person.names[event]] != 0 && is_machine_[person.columns[machine_].codes[event]] == 0;
  }

 private:
  std::size_t machine_ = 0;
  std::uint64_t mask_ = 0;
  std::vector<std::uint8_t> is_response_, is_machine_;  // by codes
};

}  // namespace throng::engage::internal
