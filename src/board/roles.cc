#include "board/roles.h"

#include <fmt/format.h>

#include "board/role_names.h"

namespace throng::board {
namespace {

using Match = std::optional<model::EventMatch>;

Result<void> check_match(std::string_view field, const Match& match) {
  if (!match) return {};
  if (match->events.empty() && !match->where)
    return invalid(std::string(field), "expected an event, or nothing at all");
  if (auto r = model::validate(*match); !r) return std::unexpected(json::under(field, std::move(r).error()));
  return {};
}

Result<void> check_property(std::string_view field, std::string_view name) {
  if (auto r = model::validate_property(name); !r) return std::unexpected(json::under(field, std::move(r).error()));
  return {};
}

Result<void> check_days(std::string_view field, std::uint32_t days) {
  if (days >= 1 && days <= kMaxRoleDays) return {};
  return invalid(std::string(field), fmt::format("expected 1 to {}", kMaxRoleDays));
}

// System events describe persons or are everywhere; no part is played by one of them.
std::vector<std::string> own_names(std::span<const std::string> names) {
  std::vector<std::string> own;
  for (const std::string& name : names)
    if (!name.starts_with('$')) own.push_back(name);
  return own;
}

}  // namespace

Result<void> check(const Roles& roles) {
  for (const auto& [field, match] :
       {std::pair{"activation", &roles.activation}, std::pair{"scene", &roles.scene},
        std::pair{"product", &roles.product}, std::pair{"order", &roles.order}, std::pair{"paid", &roles.paid},
        std::pair{"invite", &roles.invite}, std::pair{"accepted", &roles.accepted}})
    THRONG_CHECK(check_match(field, *match));
  THRONG_CHECK(check_property("channel", roles.channel.name));
  THRONG_CHECK(check_property("scene_property", roles.scene_property.name));
  if (!roles.revenue.empty()) THRONG_CHECK(check_property("revenue", roles.revenue));
  THRONG_CHECK(check_days("activation_days", roles.activation_days));
  return check_days("journey_days", roles.journey_days);
}

Roles guess_roles(std::span<const std::string> names, const PropertiesOf& properties_of) {
  const std::vector<std::string> own = own_names(names);
  Roles roles;
  for (const auto& [part, match] :
       {std::pair{Part::activation, &roles.activation}, std::pair{Part::scene, &roles.scene},
        std::pair{Part::product, &roles.product}, std::pair{Part::order, &roles.order},
        std::pair{Part::paid, &roles.paid}, std::pair{Part::invite, &roles.invite},
        std::pair{Part::accepted, &roles.accepted}}) {
    if (auto name = best_name(part, own)) match->emplace().events = {*std::move(name)};
  }
  if (roles.paid)
    roles.revenue = best_name(Part::revenue, properties_of(roles.paid->events.front()).numbers).value_or("");
  if (roles.scene) {
    const SeenProperties seen = properties_of(roles.scene->events.front());
    if (auto name = best_name(Part::scene_property, seen.others)) roles.scene_property.name = *std::move(name);
  }
  return roles;
}

}  // namespace throng::board
