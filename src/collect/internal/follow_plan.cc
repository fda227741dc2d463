#include "collect/internal/follow_plan.h"

#include <fmt/core.h>

#include "collect/internal/text.h"

namespace throng::collect {
namespace {

constexpr std::size_t kMaxMessageBytes = 400;

const Field& properties_of(const Message& message) {
  const bool of_person = message.kind == Inbound::Kind::identify || message.kind == Inbound::Kind::profile ||
                         message.kind == Inbound::Kind::group;
  return of_person ? message.traits : message.properties;
}

Refusal refusal_of(const PlanVerdict& verdict) {
  const PlanProblem& first = verdict.problems.front();
  std::string message = presentable(first.message, kMaxMessageBytes);
  if (verdict.problems.size() > 1) message += fmt::format(" (and {} more)", verdict.problems.size() - 1);
  return {first.reason, first.field, std::move(message)};
}

}  // namespace

void follow_plan(Request& request, const Plan& plan, PlanFindings& findings) {
  for (std::size_t i = 0; i < request.drafts.size(); ++i) {
    const Draft& draft = request.drafts[i];
    if (draft.refused) continue;
    const PlanVerdict verdict = plan.look(draft.event.name, properties_of(request.messages[i]));
    if (verdict.action == PlanAction::warn) findings.add(draft.event.name, verdict.problems, request.received);
    if (verdict.action == PlanAction::quarantine) refuse(request, i, refusal_of(verdict));
  }
}

}  // namespace throng::collect
