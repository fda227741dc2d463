// Persons as lists show them, read in a few queries whatever their number.
#pragma once

#include <string>
#include <vector>

#include "analyze/question.h"
#include "api/messages/persons.h"
#include "timeline/timeline.h"

namespace throng::api {

struct App;

// One row per representative, in the given order.
Result<std::vector<PersonRow>> person_rows(App& app, const analyze::PersonList& representatives);

// The id that a number was given to; kind user and value "" if nobody knows.
IdView id_of_number(App& app, const timeline::Snapshot& snapshot, model::PersonNumber number);

// "(1,2,3)" for IN.
std::string number_list(const std::vector<model::PersonNumber>& numbers);

}  // namespace throng::api
