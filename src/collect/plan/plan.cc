#include "collect/plan/plan.h"

#include <utility>

#include <fmt/core.h>

#include "collect/internal/text.h"

namespace throng::collect {
namespace {

constexpr std::size_t kMaxFieldBytes = 200;

const simdjson::dom::element& empty_object() {
  static simdjson::dom::parser parser;
  static const simdjson::dom::element empty = parser.parse(std::string_view("{}")).value_unsafe();
  return empty;
}

// List places say nothing about what is wrong: "items[2].sku" is "items[].sku".
std::string field_kind(std::string_view field) {
  std::string out;
  bool inside = false;
  for (const char c : field) {
    if (c == ']') inside = false;
    if (!inside) out += c;
    if (c == '[') inside = true;
  }
  return out;
}

}  // namespace

std::shared_ptr<const Plan> Plan::compile(const PlanRules& rules, std::span<const PlannedEvent> events) {
  auto plan = std::make_shared<Plan>();
  plan->rules_ = rules;
  for (const PlannedEvent& event : events) {
    Entry& entry = plan->entries_[event.name];
    entry.status = event.status;
    if (event.schema.empty()) continue;
    if (auto schema = JsonSchema::compile(event.schema)) entry.schema.emplace(std::move(*schema));
  }
  return plan;
}

PlanVerdict Plan::look(std::string_view event, const std::optional<simdjson::dom::element>& properties) const {
  const auto found = entries_.find(event);
  const Entry* entry = found == entries_.end() ? nullptr : &found->second;
  if (entry != nullptr && entry->status == EventStatus::blocked)
    return {PlanAction::quarantine, {{Reason::blocked_event, "", "this event is blocked"}}};
  const bool planned = entry != nullptr && (entry->status == EventStatus::expected || entry->schema) &&
                       entry->status != EventStatus::unexpected;
  PlanVerdict verdict;
  if (!planned && rules_.unplanned != PlanAction::take && !event.starts_with('$')) {
    verdict = {rules_.unplanned, {{Reason::unplanned_event, "", "this event is not in the plan"}}};
  }
  if (entry == nullptr || !entry->schema || rules_.mismatch == PlanAction::take) return verdict;
  const bool is_object = properties && properties->is_object();
  for (SchemaProblem& one : entry->schema->check(is_object ? *properties : empty_object()))
    verdict.problems.push_back({Reason::off_plan, std::move(one.field), std::move(one.message)});
  const bool off = !verdict.problems.empty() && verdict.problems.back().reason == Reason::off_plan;
  if (off) verdict.action = std::max(verdict.action, rules_.mismatch);
  return verdict;
}

void PlanFindings::add(std::string_view event, std::span<const PlanProblem> problems, Instant at) {
  const std::lock_guard lock(mutex_);
  for (const PlanProblem& problem : problems) {
    const std::string field = presentable(field_kind(problem.field), kMaxFieldBytes);
    const std::string key = fmt::format("{}\n{}\n{}", event, static_cast<int>(problem.reason), field);
    auto found = findings_.find(key);
    if (found == findings_.end()) {
      if (findings_.size() == kMaxFindings) continue;
      found = findings_.emplace(key, PlanFinding{std::string(event), {problem.reason, field, ""}, 0, at}).first;
    }
    ++found->second.times;
    found->second.last = at;
    found->second.problem.message = problem.message;
  }
}

std::vector<PlanFinding> PlanFindings::take() {
  std::map<std::string, PlanFinding> taken;
  {
    const std::lock_guard lock(mutex_);
    taken = std::exchange(findings_, {});
  }
  std::vector<PlanFinding> out;
  for (auto& [key, finding] : taken) out.push_back(std::move(finding));
  return out;
}

}  // namespace throng::collect
