#include "board/board.h"

#include <fmt/format.h>

namespace throng::board {
namespace {

Result<void> check_tile(const Tile& tile) {
  const int contents = (tile.report ? 1 : 0) + (tile.goal ? 1 : 0) + (tile.text ? 1 : 0);
  if (contents != 1) return invalid("", "expected exactly one of report, goal and text");
  for (const auto& [field, id] : {std::pair{"report", &tile.report}, std::pair{"goal", &tile.goal}})
    if (*id && ((*id)->empty() || (*id)->size() > 64)) return invalid(field, "expected an id");
  if (tile.text && tile.text->size() > kMaxTileText)
    return invalid("text", fmt::format("at most {} bytes", kMaxTileText));
  if (tile.w < 1 || tile.w > kColumns) return invalid("w", fmt::format("expected 1 to {}", kColumns));
  if (tile.x > kColumns - tile.w) return invalid("x", fmt::format("x + w may be at most {}", kColumns));
  if (tile.h < 1 || tile.h > kMaxTileHeight) return invalid("h", fmt::format("expected 1 to {}", kMaxTileHeight));
  if (tile.y > kMaxTileRow) return invalid("y", fmt::format("at most {}", kMaxTileRow));
  return {};
}

}  // namespace

Result<void> check(Board& board) {
  if (board.tiles.size() > kMaxTiles)
    return fail(ErrorCode::too_large, fmt::format("at most {} tiles", kMaxTiles), "tiles");
  for (std::size_t i = 0; i < board.tiles.size(); ++i) {
    if (auto r = check_tile(board.tiles[i]); !r)
      return std::unexpected(json::under("tiles", json::under(i, std::move(r).error())));
  }
  if (board.filter) {
    if (auto r = model::validate(*board.filter, model::FilterPlace::event); !r)
      return std::unexpected(json::under("filter", std::move(r).error()));
  }
  if (board.range) {
    if (auto r = model::validate(*board.range); !r) return std::unexpected(json::under("range", std::move(r).error()));
  }
  const std::uint32_t seconds = board.refresh_seconds;
  if (seconds != 0 && (seconds < kMinRefresh || seconds > kMaxRefresh))
    return invalid("refresh_seconds", fmt::format("expected 0, or {} to {}", kMinRefresh, kMaxRefresh));
  return {};
}

}  // namespace throng::board
