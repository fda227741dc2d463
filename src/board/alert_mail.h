// What people are told when an alert begins or stops to fire.
#pragma once

#include "board/alert.h"
#include "board/mail_place.h"
#include "outbound/mail.h"

namespace throng::board {

outbound::Mail mail_of(const ledger::Saved& saved, const Alert& alert, const AlertFinding& found,
                       const MailPlace& place);

// "1,234.5": at most two digits after the point.
std::string say_number(std::optional<double> value);
// "2026-03-01", with the hour "2026-03-01 14:00".
std::string say_bucket(Instant start, BucketUnit unit, const Calendar& calendar);

}  // namespace throng::board
