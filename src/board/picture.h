// A figure as a PNG, for mail: drawn here, so that no browser is needed where the server runs.
#pragma once

#include <functional>
#include <string>

#include "analyze/table.h"

namespace throng::board {

inline constexpr int kPictureWidth = 640;  // as it is shown; drawn twice as fine
inline constexpr int kPictureHeight = 280;
inline constexpr std::size_t kMostDrawnLines = 8;  // the first ones; as many colours as are told apart

// How numbers, places and names are written.
struct FigureWords {
  std::function<std::string(double)> number;
  std::function<std::string(const std::string& place)> place;
  std::function<std::string(const analyze::FigureLine&)> line;
};

// Errors: internal (no memory, no font library). A figure without lines or values is an empty grid.
Result<std::string> draw_png(const analyze::Figure& figure, const FigureWords& words);

// The marks of an axis that holds these values and 0: at most six, 1, 2 or 5 times a power of ten apart.
std::vector<double> axis_marks(double least, double greatest);

}  // namespace throng::board
