#include "collect/import/shape_lines.h"

#include <fmt/core.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "collect/internal/event_time.h"

namespace throng::collect {
namespace {

constexpr std::size_t kMaxRemembered = 2'000'000;
constexpr std::string_view kZoneOption = "--time-zone";

std::unexpected<Error> bad_time(const Field& field, std::string_view name) {
  return invalid(std::string(name), fmt::format("expected a time, got \"{}\"", presentable(text_of(field), 40)));
}

bool has_zone(std::string_view text) {
  if (text.ends_with('Z') || text.ends_with('z')) return true;
  const auto clock = text.find(':');
  return clock != std::string_view::npos && text.find_first_of("+-", clock) != std::string_view::npos;
}

Result<Instant> on_the_wall(Instant wall, const ShapeContext& context) {
  if (!context.zone)
    return invalid(std::string(kZoneOption),
                   "the file's times are of a clock on the wall: say of which zone, like UTC "
                   "or Asia/Shanghai");
  return context.zone->to_utc(wall);
}

}  // namespace

bool LastSeen::changes(std::string_view who, std::string_view what) {
  if (hashes_.size() >= kMaxRemembered) hashes_.clear();
  const std::uint64_t hash = XXH3_64bits(what.data(), what.size());
  const auto [entry, fresh] = hashes_.try_emplace(XXH3_64bits(who.data(), who.size()), hash);
  return fresh || std::exchange(entry->second, hash) != hash;
}

Result<Instant> utc_time(const Field& field, std::string_view name) {
  const auto time = field ? client_time(*field) : std::nullopt;
  if (!time) return bad_time(field, name);
  return *time;
}

Result<Instant> wall_time(const Field& field, std::string_view name, const ShapeContext& context) {
  const std::string text = text_of(field);
  if (const auto number = number_of(field)) {
    if (std::abs(*number) > 1e15) return bad_time(field, name);
    return from_ms(static_cast<std::int64_t>(*number));
  }
  THRONG_TRY(const Instant time, utc_time(field, name));
  return has_zone(text) ? time : on_the_wall(time, context);
}

Result<Instant> wall_epoch(const Field& field, std::string_view name, const ShapeContext& context) {
  constexpr double kFirstMilliseconds = 1e11;
  const auto number = number_of(field);
  if (!number || std::abs(*number) > 1e15) return bad_time(field, name);
  const double ms = *number >= kFirstMilliseconds ? *number : *number * 1000;
  return on_the_wall(from_ms(static_cast<std::int64_t>(ms)), context);
}

std::string content_id(std::string_view prefix, std::string_view content) {
  const XXH128_hash_t hash = XXH3_128bits(content.data(), content.size());
  return fmt::format("{}{:016x}{:016x}", prefix, hash.high64, hash.low64);
}

}  // namespace throng::collect
