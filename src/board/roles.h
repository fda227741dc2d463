// Which of a project's own events play which part: what ready boards are made of. One mapping per project, guessed from
// names until an operator has confirmed it.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/question.h"
#include "ledger/saved.h"

namespace throng::board {

inline constexpr std::uint32_t kMaxRoleDays = 365;

// A part without events is one that the project does not have, or that nobody has mapped yet.
struct Roles {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::roles;
  analyze::PropertyRef channel{analyze::Scope::event, "$channel"};      // where somebody comes from
  std::optional<model::EventMatch> activation;                          // what makes a new person more than a visitor
  std::uint32_t activation_days = 7;                                    // how long that may take; 1..kMaxRoleDays
  std::optional<model::EventMatch> scene;                               // a place of the shop is entered
  analyze::PropertyRef scene_property{analyze::Scope::event, "$page"};  // which one
  std::optional<model::EventMatch> product;                             // one item is looked at
  std::optional<model::EventMatch> order;                               // the decision: an order is made
  std::optional<model::EventMatch> paid;
  std::string revenue;                      // property of `paid`; "": none
  std::uint32_t journey_days = 7;           // from channel to payment; 1..kMaxRoleDays
  std::optional<model::EventMatch> invite;  // a person invites somebody
  std::optional<model::EventMatch> accepted;
};
BOOST_DESCRIBE_STRUCT(Roles, (),
                      (channel, activation, activation_days, scene, scene_property, product, order, paid, revenue,
                       journey_days, invite, accepted))

// Errors: invalid_argument naming the field.
Result<void> check(const Roles& roles);

// Names of the event's properties that are looked at as numbers, or as anything else.
struct SeenProperties {
  std::vector<std::string> numbers;
  std::vector<std::string> others;
};
using PropertiesOf = std::function<SeenProperties(std::string_view event)>;

// `names`: event names, most frequent first. Known names of every part come first (board/role_names.cc), then names
// that contain one of its words; of these the most frequent. What nothing fits stays empty.
Roles guess_roles(std::span<const std::string> names, const PropertiesOf& properties_of);

}  // namespace throng::board
