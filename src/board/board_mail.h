// A board as mail: per tile a picture and its last numbers as a table, so that it can be read without pictures too.
#pragma once

#include "analyze/table.h"
#include "board/alert_mail.h"
#include "board/goal.h"

namespace throng::board {

inline constexpr std::size_t kMailedRows = 14;  // places of a table; of calendar buckets the last ones
inline constexpr std::size_t kMailedLines = 6;  // columns of a table

// One tile, in the order of the board.
struct BoardPart {
  std::string title;                      // of the report or goal; "" of a text
  std::string text;                       // of a text tile, or why there is no answer
  std::optional<analyze::Figure> figure;  // of a report
  std::optional<GoalProgress> goal;
};

// Errors: those of draw_png.
Result<outbound::Mail> mail_of(const ledger::Saved& board, const std::vector<BoardPart>& parts,
                               const std::vector<std::string>& recipients, const MailPlace& place);

// "12.5 %", "1h 30m", "1,234": a number of the figure as people read it.
std::string say_value(std::optional<double> value, analyze::FigureUnit unit);

}  // namespace throng::board
