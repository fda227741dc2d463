// /api/targeting: audiences side by side. /api/playbook: segments worth having.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "api/internal/project_roles.h"
#include "api/json_route.h"
#include "api/messages/targeting.h"
#include "api/routes.h"
#include "board/role_names.h"

namespace throng::api {
namespace {

using audience::Assignment;
using audience::Object;
using audience::ObjectKind;
using audience::VersionSummary;

constexpr std::size_t kMostTargets = 1000;
constexpr int kVersionGrace = 7;  // a version so many days older still counts as that of the day

// ---- targeting -----------------------------------------------------------------------------------------------

Result<audience::Weights> weights_of(const Call& call) {
  audience::Weights weights{};
  std::size_t place = 0;
  for (const std::string_view name : {"size", "growth", "value", "conversion", "reach"}) {
    THRONG_TRY(const std::uint64_t weight, call.query_number(name, 1, audience::kMaxWeight));
    weights[place++] = static_cast<std::uint32_t>(weight);
  }
  return weights;
}

// Sizes by object and value as they were about so many days ago.
class Before {
 public:
  static Result<Before> read(App& app, int days_ago) {
    const Instant today = app.calendar.floor(app.now(), BucketUnit::day);
    const auto date = [&](int days) {
      return app.calendar.date_of(app.calendar.advance(today, BucketUnit::day, -days));
    };
    Before out;
    THRONG_TRY(out.versions_,
               app.services.audience.shelf().versions().latest_of_all(date(days_ago + kVersionGrace), date(days_ago)));
    std::ranges::sort(out.versions_, {}, &Version::first);
    return out;
  }
  std::optional<BeforeView> of(const Object& object, std::string_view value) const {
    const auto found = std::ranges::lower_bound(versions_, object, {}, &Version::first);
    if (found == versions_.end() || found->first != object) return std::nullopt;
    const VersionSummary& version = found->second;
    BeforeView view{fmt::format("{:04}-{:02}-{:02}", version.day.year, version.day.month, version.day.day), 0};
    const auto place = std::ranges::find(version.values, value);
    if (place != version.values.end())
      view.persons = version.sizes[static_cast<std::size_t>(place - version.values.begin())];
    return view;
  }

 private:
  using Version = std::pair<Object, VersionSummary>;
  std::vector<Version> versions_;  // ascending by object
};

struct Past {
  Before week, month;
  bool by_week = true;  // growth is against the week before, else against the month before
};
Result<Past> past_of(Call& call) {
  THRONG_TRY(const std::uint64_t days, call.query_number("growth_days", 7, 30));
  if (days != 7 && days != 30) return invalid("growth_days", "expected 7 or 30");
  Past past{.by_week = days == 7};
  THRONG_TRY(past.week, Before::read(call.app, 7));
  THRONG_TRY(past.month, Before::read(call.app, 30));
  return past;
}

struct Target {
  TargetView view;
  audience::Measures measures;
};

Target target_of(const audience::Definition& definition, std::string layer, const Bitmap& members,
                 const audience::People& people, const Past& past) {
  const Object& object = definition.object;
  const audience::Figures figures = audience::figures_of(members, people);
  Target out{{.kind = object.kind, .id = object.id, .name = definition.name, .layer = std::move(layer)}, {}};
  TargetView& view = out.view;
  view.persons = figures.persons;
  view.days_ago_7 = past.week.of(object, view.layer);
  view.days_ago_30 = past.month.of(object, view.layer);
  view.buyers = figures.buyers;
  view.revenue = figures.revenue;
  view.reachable = figures.reachable;
  for (std::size_t i = 0; i < audience::kChannels; ++i)
    view.reached.push_back({audience::kChannelTraits[i].channel, figures.by_channel[i]});
  const auto& before = past.by_week ? view.days_ago_7 : view.days_ago_30;
  out.measures = audience::measures_of(figures, before ? std::optional(before->persons) : std::nullopt);
  return out;
}

// Scores them, and puts the best first.
void rank(std::vector<Target>& targets, const audience::Weights& weights) {
  std::vector<audience::Measures> measures;
  for (const Target& target : targets) measures.push_back(target.measures);
  const auto scores = audience::scores_of(measures, weights);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    targets[i].view.score = scores[i].score;
    for (std::size_t j = 0; j < audience::kTargetingMeasures; ++j) {
      targets[i].view.parts.push_back(
          {static_cast<audience::TargetingMeasure>(j), measures[i][j], scores[i].standings[j], scores[i].parts[j]});
    }
  }
  const auto order = [](const Target& target) {
    const TargetView& view = target.view;
    return std::tuple(-view.score.value_or(-1), -static_cast<double>(view.persons), std::string_view(view.name),
                      std::string_view(view.id), std::string_view(view.layer));
  };
  std::ranges::sort(targets, {}, order);
}

std::vector<const audience::Definition*> audiences_of(const std::vector<audience::Definition>& all) {
  std::vector<const audience::Definition*> out;
  for (const audience::Definition& one : all) {
    if (one.object.kind != ObjectKind::tag) out.push_back(&one);
  }
  return out;
}

void add_channels(TargetingResponse& response) {
  for (const audience::ChannelTraits& one : audience::kChannelTraits) {
    ChannelView& view = response.channels.emplace_back(ChannelView{one.channel, {}, audience::reached_by(one.channel)});
    for (const std::string_view trait : one.traits)
      if (!trait.empty()) view.traits.emplace_back(trait);
  }
}

void add_roles(TargetingResponse& response, const audience::Purchases& purchases) {
  using enum audience::PlayRole;
  if (purchases.purchase) response.bought = audience::bought(*purchases.purchase);
  if (!purchases.purchase)
    response.missing = {purchase, revenue};
  else if (purchases.revenue.empty())
    response.missing = {revenue};
}

Result<TargetingResponse> targeting(Call& call) {
  THRONG_TRY(const audience::Weights weights, weights_of(call));
  THRONG_TRY(const Past past, past_of(call));
  THRONG_TRY(const RolesView roles, project_roles(call.app));
  THRONG_TRY(const auto definitions, call.app.services.audience.definitions());
  const auto audiences = audiences_of(*definitions);
  std::vector<Object> objects;
  for (const auto* one : audiences) objects.push_back(one->object);

  const audience::Purchases purchases{roles.paid, roles.revenue};
  const audience::Plan of_people = audience::people_plan(purchases);
  const audience::CurrentMemberships memberships = call.app.memberships(call.request.gone);
  THRONG_TRY(auto found, memberships.prepare_with(objects, {&of_people, 1}));
  THRONG_TRY(const Assignment about, std::move(found.front()));
  const audience::People people = audience::people_of(about, purchases);

  TargetingResponse response;
  std::vector<Target> targets;
  for (const auto* one : audiences) {
    const auto assignment = memberships.assignment(one->object);
    if (!assignment) {
      response.failed.push_back({one->object.kind, one->object.id, one->name, assignment.error().message});
      continue;
    }
    const Assignment& groups = **assignment;
    if (one->object.kind == ObjectKind::segment)
      targets.push_back(target_of(*one, "", groups.everyone(), people, past));
    else
      for (std::size_t i = 0; i < groups.values.size(); ++i)
        targets.push_back(target_of(*one, groups.values[i], groups.persons[i], people, past));
  }
  rank(targets, weights);
  response.total = targets.size();
  for (std::size_t i = 0; i < std::min(targets.size(), kMostTargets); ++i)
    response.audiences.push_back(std::move(targets[i].view));
  add_channels(response);
  add_roles(response, purchases);
  return response;
}

// ---- the playbook --------------------------------------------------------------------------------------------

// As they are usually called, the best first; compared without case, spaces and signs.
constexpr std::string_view kCoupons[] = {"coupon",    "couponcode",     "couponid", "couponname",
                                         "promocode", "优惠券",         "优惠券id", "优惠码",
                                         "discount",  "discountamount", "优惠金额", "折扣金额"};
constexpr std::string_view kCategories[] = {
    "category", "categoryname", "productcategory", "itemcategory", "分类", "商品分类", "品类", "类目"};

std::string property_called(App& app, const std::optional<model::EventMatch>& match,
                            std::span<const std::string_view> names) {
  if (!match || match->events.empty()) return "";
  auto seen = seen_properties(app, match->events.front());
  seen.others.insert(seen.others.end(), seen.numbers.begin(), seen.numbers.end());
  for (const std::string_view name : names) {
    const auto found = std::ranges::find(seen.others, name, board::plain_name);
    if (found != seen.others.end()) return *found;
  }
  return "";
}

audience::PlayRoles play_roles(App& app, const RolesView& roles) {
  return {.purchase = roles.paid,
          .view = roles.product,
          .order = roles.order,
          .invite = roles.invite,
          .revenue = roles.revenue,
          .coupon = property_called(app, roles.paid, kCoupons),
          .category = property_called(app, roles.product, kCategories)};
}

PlayView view_of(const audience::Play& play, const audience::PlayRoles& roles, const audience::PlayFacts& facts) {
  PlayView view{.key = std::string(play.key), .needs = play.needs};
  for (const audience::PlayRole role : play.needs)
    if (!audience::is_mapped(role, roles)) view.missing.push_back(role);
  if (view.missing.empty()) view.filter = play.filter(roles, facts);
  return view;
}

// In two passes: what the constants are, then for whom the rules hold.
Result<PlaybookResponse> playbook(Call& call) {
  THRONG_TRY(const RolesView mapped, project_roles(call.app));
  const audience::PlayRoles roles = play_roles(call.app, mapped);
  const audience::CurrentMemberships memberships = call.app.memberships(call.request.gone);
  audience::PlayFacts facts;
  const audience::Plan of_facts = audience::facts_plan(roles, facts);
  THRONG_TRY(const auto found, audience::carry_out({&of_facts, 1}, call.app.sources(), memberships.context()));
  if (!found.front()) return std::unexpected(found.front().error());

  PlaybookResponse response{
      .high_value = facts.high_value, .typical_order = facts.typical_order, .top_category = facts.top_category};
  std::vector<audience::Plan> plans = {audience::plan_of({model::All{}})};
  for (const audience::Play& play : audience::plays()) {
    response.plays.push_back(view_of(play, roles, facts));
    if (response.plays.back().filter) plans.push_back(audience::plan_of(*response.plays.back().filter));
  }
  THRONG_TRY(const auto done, audience::carry_out(plans, call.app.sources(), memberships.context()));
  if (done.front()) response.everyone = done.front()->persons[0].size();
  auto members = done.begin() + 1;
  for (PlayView& play : response.plays) {
    if (!play.filter) continue;
    if (*members) play.persons = (**members).persons[0].size();
    ++members;
  }
  return response;
}

constexpr QueryParameter weight(std::string_view measure) {
  return {measure, "integer", "weight of this measure in the score, 0 to 100; 1"};
}

}  // namespace

std::vector<Route> targeting_routes() {
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kHeavy = RunOn::heavy;
  return {
      json_route<targeting>({.path = "/api/targeting",
                             .permission = kViewer,
                             .summary = "All segments and layers by size, growth, value, conversion and reach, ranked",
                             .query = {weight("size"),
                                       weight("growth"),
                                       weight("value"),
                                       weight("conversion"),
                                       weight("reach"),
                                       {"growth_days", "integer", "since when: 7 (the default) or 30"}},
                             .run_on = kHeavy}),
      json_route<playbook>({.path = "/api/playbook",
                            .permission = kViewer,
                            .summary = "Segments that are worth having, as filters of the project's own events",
                            .run_on = kHeavy}),
  };
}

}  // namespace throng::api
