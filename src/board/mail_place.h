// Where a mail comes from, and in which language it speaks.
#pragma once

#include <string>

#include "base/calendar.h"

namespace throng::board {

struct MailPlace {
  std::string project;     // its name
  std::string public_url;  // "": no link
  bool chinese = false;
  Calendar calendar = Calendar::utc();
};

}  // namespace throng::board
