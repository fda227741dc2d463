// How boards get to those who subscribed.
#pragma once

#include <functional>
#include <string>

#include "board/mail_place.h"
#include "outbound/mailer.h"

namespace throng::board {

// Who carries mail, and how it is written.
struct Postman {
  outbound::Mailer* mailer = nullptr;                             // null: nothing can be sent
  std::function<MailPlace(const std::string& owner)> mail_place;  // in the language of whoever saved it
};

}  // namespace throng::board
