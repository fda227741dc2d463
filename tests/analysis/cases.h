// Worked cases as text: persons and their events, a question, the answer it must have.
//
//   case: what it shows
//   given: ann: signup@0 invite@5m; bob: signup@0        (timeline/testing.h; may go on over more given: lines)
//   zone: Europe/Berlin          week: sunday             (UTC, monday)
//   now: 2026-01-20T00:00:00Z                             (two weeks after the scripts' origin)
//   ask: funnel {"steps":[...]}
//   answer: {"all":{"steps":[{"persons":2},{"persons":1}]}}   (members that are not named may be anything)
//   persons: {"step":2} ann                               (any number of such lines)
//   error: question.steps                                 (instead of an answer: the field that is wrong)
//
// A case ends at an empty line; # begins a comment. A line that begins with two blanks goes on with the one before.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace throng::testing {

struct Case {
  std::string where;  // file:line
  std::string name;
  std::string given;
  std::string zone = "UTC";
  std::string week = "monday";
  std::string now = "2026-01-19T00:00:00Z";
  std::string analysis;
  std::string question;
  std::string answer;
  std::string error;
  std::vector<std::pair<std::string, std::string>> persons;  // cell, names
};

// Every case of every .test file of a folder, in order of the files' names.
Result<std::vector<Case>> read_cases(const std::string& folder);

}  // namespace throng::testing
