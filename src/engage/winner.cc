#include "engage/winner.h"

#include <algorithm>

#include "analyze/effect/run_timeline.h"
#include "audience/memberships.h"
#include "engage/split.h"
#include "model/message_events.h"

namespace throng::engage {
namespace {

// a's share is greater than b's.
bool is_better(const Tried& a, const Tried& b) {
  if (a.sent == 0 || b.sent == 0) return a.sent > 0 && a.did > 0;
  return a.did * b.sent > b.did * a.sent;
}

std::uint64_t did_of(const analyze::EffectGroup& group, WinnerBy by) {
  switch (by) {
    case WinnerBy::opened: return group.opened;
    case WinnerBy::clicked: return group.clicked;
    case WinnerBy::converted: return group.converted;
  }
  return 0;
}

}  // namespace

std::string best_of(std::span<const Tried> tried) {
  const Tried* best = nullptr;
  for (const Tried& one : tried)
    if (best == nullptr || is_better(one, *best)) best = &one;
  return best == nullptr ? std::string() : best->variant;
}

Result<std::vector<Tried>> tried_of(audience::Audience& audience, const TrialWanted& wanted,
                                    const std::stop_token& stop) {
  const Campaign& campaign = wanted.campaign;
  analyze::EffectQuestion question;
  question.campaigns = {wanted.run.campaign};
  question.range = {
      model::Window::Between{format_instant(wanted.run.occasion), format_instant(wanted.now + seconds(1))}};
  question.by = analyze::EffectBy::variant;
  question.goal.events = {std::string(model::kMessageClicked)};
  if (campaign.goal) {
    question.goal = campaign.goal->event;
    question.window = campaign.goal->window;
  }
  const audience::CurrentMemberships memberships(audience, {wanted.calendar, wanted.now, stop});
  THRONG_TRY(const auto answer, analyze::run_timeline(question, *audience.sources().timeline, memberships.context()));
  std::vector<Tried> tried;
  for (const Variant& variant : campaign.variants) {
    Tried& one = tried.emplace_back();
    one.variant = variant.name;
    const auto group = std::ranges::find(answer.groups, variant.name, &analyze::EffectGroup::label);
    if (group == answer.groups.end()) continue;
    one.sent = group->sent;
    one.did = did_of(*group, campaign.winner->by);
  }
  return tried;
}

bool is_tried_on(std::string_view campaign, model::PersonNumber person, double percent) {
  return lot_of(std::string(campaign) + "/trial", person) < percent * 100;
}

}  // namespace throng::engage
