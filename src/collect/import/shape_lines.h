// Of one line of an export: what its product's SDK would have sent. One function a product.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "collect/import/wall_zone.h"
#include "collect/internal/json_object.h"
#include "collect/protocol.h"

namespace throng::collect {

// What a line comes to: the body of a request of `protocol`, or with Protocol::segment a message of our own. "" says
// nothing.
struct WireLine {
  Protocol protocol = Protocol::segment;
  std::string endpoint = {};
  std::string body = {};
};

// What was last seen of each person, to tell a change from a repetition.
class LastSeen {
 public:
  bool changes(std::string_view who, std::string_view what);

 private:
  std::unordered_map<std::uint64_t, std::uint64_t> hashes_;
};

struct ShapeContext {
  std::optional<WallZone> zone = {};  // of times written without one
  LastSeen traits = {};
};

// Errors of all: invalid_argument naming the member that is wrong.
Result<WireLine> segment_line(const Field& line, ShapeContext& context);
Result<WireLine> posthog_line(const Field& line, ShapeContext& context);
Result<WireLine> mixpanel_line(const Field& line, ShapeContext& context);
Result<WireLine> amplitude_line(const Field& line, ShapeContext& context);
Result<WireLine> sensors_line(const Field& line, ShapeContext& context);

// A time as text or number; in UTC where it says nothing else.
Result<Instant> utc_time(const Field& field, std::string_view name);
// Text that is not a number and has no zone is a clock's on the wall. Errors: also invalid_argument with field
// "--time-zone" where no zone was told.
Result<Instant> wall_time(const Field& field, std::string_view name, const ShapeContext& context);
// The same of seconds or milliseconds that count from 1970 on that clock.
Result<Instant> wall_epoch(const Field& field, std::string_view name, const ShapeContext& context);

// "posthog-person:" and a hash of the texts: the same ones always get the same id.
std::string content_id(std::string_view prefix, std::string_view content);

}  // namespace throng::collect
