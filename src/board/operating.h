// Operating models: boards that are ready, as questions made of the project's roles. docs/semantics.md says what every
// figure is; the questions are ordinary ones, so that each number has its persons and its page.
#pragma once

#include <string>
#include <vector>

#include "analyze/registry.h"
#include "board/roles.h"

namespace throng::board {

enum class OperatingModel { aarrr, cspdd };
BOOST_DESCRIBE_ENUM(OperatingModel, aarrr, cspdd)

// Keys of AARRR: acquisition, cac, cac_channel, activation, retention_1, retention_7, retention_30, revenue, referral,
// ltv. Keys of CSPDD: channel, scene - one funnel, broken down by either.
struct OperatingQuestion {
  std::string key;
  analyze::AskRequest now;
  std::optional<analyze::AskRequest> before;  // over the period before; absent for `ever`
};
BOOST_DESCRIBE_STRUCT(OperatingQuestion, (), (key, now, before))

enum class CspddStage { channel, scene, product, decision, done };
BOOST_DESCRIBE_ENUM(CspddStage, channel, scene, product, decision, done)

struct OperatingQuestions {
  std::vector<OperatingQuestion> questions;  // those that the roles are there for
  std::vector<CspddStage> stages;            // of the steps of CSPDD's funnels
  BucketUnit bucket = BucketUnit::day;       // of figures over time
};
BOOST_DESCRIBE_STRUCT(OperatingQuestions, (), (questions, stages, bucket))

// Errors: invalid_argument (range).
Result<OperatingQuestions> operating_questions(OperatingModel model, const Roles& roles, const model::Window& range,
                                               const Calendar& calendar, Instant now);

}  // namespace throng::board
