// A number of an answer, to ask for the persons behind it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace throng::testing {

struct Drill {
  std::string cell;                     // JSON
  std::optional<std::uint64_t> number;  // how many persons the answer says; empty where it counts something else
};

}  // namespace throng::testing
