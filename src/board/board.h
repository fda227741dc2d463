// A board: tiles on a grid of 12 columns, with a filter and a range for all of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "board/report.h"

namespace throng::board {

inline constexpr std::uint32_t kColumns = 12;
inline constexpr std::uint32_t kMaxTileHeight = 40;
inline constexpr std::uint32_t kMaxTileRow = 2000;
inline constexpr std::size_t kMaxTiles = 50;  // as many questions as may be asked together
inline constexpr std::size_t kMaxTileText = 5000;
inline constexpr std::uint32_t kMinRefresh = 30;
inline constexpr std::uint32_t kMaxRefresh = 86'400;

// Exactly one of report, goal and text.
struct Tile {
  std::optional<std::string> report;  // id
  std::optional<std::string> goal;    // id
  std::optional<std::string> text;    // at most kMaxTileText; line breaks stay, nothing else is read out of it
  std::uint32_t x = 0;                // 0..kColumns - 1
  std::uint32_t y = 0;
  std::uint32_t w = 6;  // x + w at most kColumns
  std::uint32_t h = 6;  // 1..kMaxTileHeight
};
BOOST_DESCRIBE_STRUCT(Tile, (), (report, goal, text, x, y, w, h))

struct Board {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::board;
  std::vector<Tile> tiles;
  std::optional<model::Filter> filter;  // of events, on top of every question's own
  std::optional<model::Window> range;   // instead of every question's own
  std::uint32_t refresh_seconds = 0;    // 0: by hand; else kMinRefresh..kMaxRefresh
};
BOOST_DESCRIBE_STRUCT(Board, (), (tiles, filter, range, refresh_seconds))

// Whether what the tiles name exists is not looked at: a tile whose report is gone says so in its place.
Result<void> check(Board& board);

}  // namespace throng::board
