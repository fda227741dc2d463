#include <algorithm>

#include <fmt/format.h>

#include "audience/tag.h"
#include "engage/journey.h"

namespace throng::engage {
namespace {

std::string place_of(const Journey& journey, const Step& step) {
  return fmt::format("steps[{}]", &step - journey.steps.data());
}

Result<StepContents> contents_of(ledger::Db& db, const std::string& project, const Journey& journey, const Step& step) {
  StepContents contents{.step = step.id, .messages = {}};
  for (const Variant& variant : step.message->variants) {
    const auto saved = ledger::find_saved(db, {project, Message::kKind, variant.message});
    if (!saved) return fail(ErrorCode::not_found, "there is no such message", place_of(journey, step) + ".message");
    THRONG_TRY(Message message, message_of(*saved));
    if (message.channel != step.message->channel)
      return invalid(place_of(journey, step) + ".message", "this template is for another channel");
    contents.messages.push_back(std::move(message));
  }
  return contents;
}

Result<void> check_tag(ledger::Db& db, const std::string& project, const Journey& journey, const Step& step) {
  const std::string at = place_of(journey, step) + ".tag";
  const auto saved = ledger::find_saved(db, {project, audience::Tag::kKind, step.tag->tag});
  if (!saved) return fail(ErrorCode::not_found, "there is no such tag", at);
  THRONG_TRY(const audience::Tag tag, audience::tag_of(*saved));
  if (!audience::is_put_in(tag.kind)) return invalid(at, "its values are worked out: only manual tags can be given");
  return {};
}

}  // namespace

Result<JourneyPlan> plan_of(ledger::Db& db, const ledger::Saved& saved) {
  JourneyPlan plan{.name = saved.name, .journey = {}, .contents = {}};
  THRONG_TRY(plan.journey, journey_of(saved));
  THRONG_CHECK(check_ready(plan.journey));
  for (const Step& step : plan.journey.steps) {
    if (step.message) {
      THRONG_TRY(plan.contents.emplace_back(), contents_of(db, saved.project, plan.journey, step));
    }
    if (step.tag) THRONG_CHECK(check_tag(db, saved.project, plan.journey, step));
  }
  return plan;
}

// A version that there is already has been listening: it goes on where it was.
Result<ledger::JourneyVersion> publish(ledger::Db& db, const ledger::Saved& saved, std::uint64_t heard, Instant now) {
  THRONG_TRY(const JourneyPlan plan, plan_of(db, saved));
  THRONG_TRY(auto version, ledger::publish_journey(db, saved.id, json::to_string(plan), now));
  THRONG_TRY(const auto before, ledger::journey_heard(db, saved.id));
  if (!before) THRONG_CHECK(ledger::note_journey_heard(db, saved.id, heard));
  for (const Step& step : plan.journey.steps)
    if (step.message) THRONG_CHECK(run_of_step(db, saved, version, plan, step, now));
  return version;
}

Result<ledger::SendRun> run_of_step(ledger::Db& db, const ledger::Saved& saved, const ledger::JourneyVersion& version,
                                    const JourneyPlan& plan, const Step& step, Instant now) {
  const auto contents = std::ranges::find(plan.contents, step.id, &StepContents::step);
  if (contents == plan.contents.end()) return fail(ErrorCode::corrupt, "a step of the journey has no message");
  ledger::SendRun run;
  run.project = saved.project;
  run.campaign = saved.id;
  run.step = step.id;
  run.occasion = from_ms(version.version);
  run.transactional = step.message->transactional;
  run.priority = step.message->priority;
  run.body = json::to_string(
      RunPlan{.name = plan.name, .campaign = campaign_of(*step.message), .messages = contents->messages});
  THRONG_TRY(ledger::SendRun opened, ledger::open_send_run(db, run, now));
  if (opened.state != ledger::RunState::filling) return opened;
  const ledger::RunChange running{{ledger::RunState::filling}, ledger::RunState::running, {}};
  if (auto changed = ledger::change_send_run(db, opened.id, running, now);
      !changed && changed.error().code != ErrorCode::conflict)
    return std::unexpected(changed.error());
  opened.state = ledger::RunState::running;
  return opened;
}

}  // namespace throng::engage
