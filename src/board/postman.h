// How boards and what alerts found get to people.
#pragma once

#include <functional>
#include <mutex>
#include <string>

#include "board/mail_place.h"
#include "outbound/mailer.h"

namespace throng::board {

// What could not be sent is tried so often, once an hour, before it is given up.
inline constexpr std::size_t kMostTries = 6;

// Who carries mail, and how it is written.
struct Postman {
  outbound::Mailer* mailer = nullptr;                             // null: nothing can be sent
  std::function<MailPlace(const std::string& owner)> mail_place;  // in the language of whoever saved it
  // Held while an alert is looked at: of two who look at once both would find that it begins to fire, and tell. May be
  // null where nobody else looks.
  std::mutex* turn = nullptr;

  // Errors: conflict (no [smtp]).
  Result<void> check() const {
    if (mailer != nullptr) return {};
    return fail(ErrorCode::conflict, "no mail server is set: write [smtp] into config.toml and start again");
  }
};

}  // namespace throng::board
