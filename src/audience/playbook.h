// The playbook (运营手册): segments that most shops want, as ordinary filters over what the project's events mean. The
// page says in words what each is for; here is only what it is.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audience/plan.h"

namespace throng::audience {

// What a play can need: events of the operating roles, or a property of one of these.
enum class PlayRole { purchase, revenue, view, order, invite, coupon, category };
BOOST_DESCRIBE_ENUM(PlayRole, purchase, revenue, view, order, invite, coupon, category)

struct PlayRoles {
  std::optional<model::EventMatch> purchase;
  std::optional<model::EventMatch> view;   // one item is looked at
  std::optional<model::EventMatch> order;  // an order is made, not yet paid
  std::optional<model::EventMatch> invite;
  std::string revenue;   // property of `purchase`, a number; "": not mapped, as for the others
  std::string coupon;    // property of `purchase` that is set where a coupon was used
  std::string category;  // property of `view`
};

inline constexpr std::uint32_t kPlayValueDays = 90;  // over which spending is looked at
inline constexpr double kHighValueShare = 0.8;       // "high value" is more than this share of the buyers spend

// What the plays take their constants from, so that they suit a shop of cheap and one of dear things. Rounded down to
// two digits. Empty: nobody bought (looked at anything) in kPlayValueDays.
struct PlayFacts {
  std::optional<double> high_value;         // the spending of the buyer at kHighValueShare
  std::optional<double> typical_order;      // median of the buyers' mean orders
  std::optional<std::string> top_category;  // what most persons look at most
};
// Fills `facts`, which must live until the plan was carried out; its assignment is empty.
Plan facts_plan(const PlayRoles& roles, PlayFacts& facts);

struct Play {
  std::string_view key;  // the page's words are kept under it
  std::vector<PlayRole> needs;
  // Valid for persons. With all roles that it needs; empty: a fact is missing.
  std::optional<model::Filter> (*filter)(const PlayRoles& roles, const PlayFacts& facts);
};

std::span<const Play> plays();
bool is_mapped(PlayRole role, const PlayRoles& roles);

Plan plan_of(const model::Filter& filter);  // its assignment has one value, ""

}  // namespace throng::audience
