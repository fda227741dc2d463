// Why something failed, as histories keep it.
#pragma once

#include <string>

#include "base/result.h"

namespace throng::board {

// At most 1,000 bytes of what the error says, cut between characters.
std::string reason_of(const Error& error);

}  // namespace throng::board
