// An accepted event as a message of our own: imported again, it becomes the same event.
#pragma once

#include <string>

#include "model/event.h"

namespace throng::collect {

// One JSON object without a line end. `person` and `receivedAt` are for readers only.
std::string message_of(const model::Event& event);

}  // namespace throng::collect
