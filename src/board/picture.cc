#include "board/picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include <cairo/cairo.h>
#include <pango/pangocairo.h>

namespace throng::board {
namespace {

constexpr double kScale = 2;
constexpr double kLeft = 64, kRight = 16, kTop = 40, kBottom = 34;
constexpr std::array<std::uint32_t, kMostDrawnLines> kColours = {0x3b6ef5, 0xf2994a, 0x27ae60, 0xeb5757,
                                                                 0x9b51e0, 0x2d9cdb, 0xb8860b, 0x828282};

struct Gone {
  void operator()(cairo_t* c) const { cairo_destroy(c); }
  void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
  void operator()(PangoLayout* l) const { g_object_unref(l); }
  void operator()(PangoFontDescription* f) const { pango_font_description_free(f); }
};
template <class T>
using Owned = std::unique_ptr<T, Gone>;

cairo_status_t take_bytes(void* to, const unsigned char* data, unsigned size) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

enum class Align { left, middle, right };

// A surface, a pen and a font.
class Paper {
 public:
  Paper()
      : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(kPictureWidth * kScale),
                                            static_cast<int>(kPictureHeight * kScale))),
        pen_(cairo_create(surface_.get())),
        layout_(pango_cairo_create_layout(pen_.get())) {
    cairo_scale(pen_.get(), kScale, kScale);
    cairo_set_source_rgb(pen_.get(), 1, 1, 1);
    cairo_paint(pen_.get());
    const Owned<PangoFontDescription> font(pango_font_description_from_string("Sans 8"));
    pango_layout_set_font_description(layout_.get(), font.get());
    pango_layout_set_ellipsize(layout_.get(), PANGO_ELLIPSIZE_END);
  }
  cairo_t* pen() { return pen_.get(); }
  void colour(std::uint32_t rgb) {
    cairo_set_source_rgb(pen(), (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
  }
  // Within `room`; at x by its left end, middle or right end; y is its top. The width it takes.
  double text(const std::string& words, double x, double y, double room, Align align = Align::left) {
    pango_layout_set_width(layout_.get(), static_cast<int>(std::max(room, 1.0) * PANGO_SCALE));
    pango_layout_set_alignment(layout_.get(), PANGO_ALIGN_LEFT);
    pango_layout_set_text(layout_.get(), words.c_str(), -1);
    int width = 0;
    pango_layout_get_pixel_size(layout_.get(), &width, nullptr);
    const double left = align == Align::left ? x : align == Align::middle ? x - width / 2.0 : x - width;
    cairo_move_to(pen(), left, y);
    pango_cairo_show_layout(pen(), layout_.get());
    return width;
  }
  Result<std::string> png() {
    std::string bytes;
    const auto status = cairo_surface_write_to_png_stream(surface_.get(), take_bytes, &bytes);
    if (status != CAIRO_STATUS_SUCCESS)
      return fail(ErrorCode::internal, std::string("the picture cannot be drawn: ") + cairo_status_to_string(status));
    return bytes;
  }

 private:
  Owned<cairo_surface_t> surface_;
  Owned<cairo_t> pen_;
  Owned<PangoLayout> layout_;
};

// Where a figure's numbers lie on the paper.
struct Grid {
  std::vector<double> marks;
  std::size_t places = 0;
  double width() const { return kPictureWidth - kLeft - kRight; }
  double height() const { return kPictureHeight - kTop - kBottom; }
  double y(double value) const {
    return kTop + height() * (1 - (value - marks.front()) / (marks.back() - marks.front()));
  }
  double step() const { return width() / static_cast<double>(std::max<std::size_t>(places, 1)); }
  double middle(std::size_t place) const { return kLeft + step() * (static_cast<double>(place) + 0.5); }
};

Grid grid_of(const analyze::Figure& figure, std::size_t lines) {
  double least = 0, greatest = 0;
  for (std::size_t i = 0; i < lines; ++i) {
    for (const auto& value : figure.lines[i].values) {
      if (!value || !std::isfinite(*value)) continue;
      least = std::min(least, *value);
      greatest = std::max(greatest, *value);
    }
  }
  return {axis_marks(least, greatest), figure.places.size()};
}

void draw_grid(Paper& paper, const Grid& grid, const analyze::Figure& figure, const FigureWords& words) {
  cairo_set_line_width(paper.pen(), 0.5);
  for (const double mark : grid.marks) {
    paper.colour(0xe0e0e0);
    cairo_move_to(paper.pen(), kLeft, grid.y(mark));
    cairo_line_to(paper.pen(), kPictureWidth - kRight, grid.y(mark));
    cairo_stroke(paper.pen());
    paper.colour(0x666666);
    paper.text(words.number(mark), kLeft - 8, grid.y(mark) - 7, kLeft - 10, Align::right);
  }
  const std::size_t most = 7;
  const std::size_t every = std::max<std::size_t>(1, (figure.places.size() + most - 1) / most);
  const double room = grid.step() * static_cast<double>(every) - 6;
  for (std::size_t i = 0; i < figure.places.size(); i += every)
    paper.text(words.place(figure.places[i]), grid.middle(i), kPictureHeight - kBottom + 8, room, Align::middle);
}

void draw_legend(Paper& paper, const analyze::Figure& figure, std::size_t lines, const FigureWords& words) {
  if (lines == 0 || (lines == 1 && figure.lines[0].name.empty())) return;
  const double room = (kPictureWidth - kLeft - kRight) / static_cast<double>(lines);
  for (std::size_t i = 0; i < lines; ++i) {
    const double x = kLeft + room * static_cast<double>(i);
    paper.colour(kColours[i]);
    cairo_rectangle(paper.pen(), x, 15, 10, 10);
    cairo_fill(paper.pen());
    paper.colour(0x333333);
    paper.text(words.line(figure.lines[i]), x + 15, 13, room - 22);
  }
}

// Breaks where there is no value; a value between two breaks is a dot.
void draw_line(Paper& paper, const Grid& grid, const analyze::FigureLine& line, std::uint32_t colour) {
  paper.colour(colour);
  cairo_set_line_width(paper.pen(), 1.75);
  cairo_set_line_join(paper.pen(), CAIRO_LINE_JOIN_ROUND);
  const auto there = [&](std::size_t i) { return i < line.values.size() && line.values[i].has_value(); };
  for (std::size_t i = 0; i < line.values.size(); ++i) {
    if (!there(i)) continue;
    const double x = grid.middle(i), y = grid.y(*line.values[i]);
    if (i > 0 && there(i - 1)) {
      cairo_line_to(paper.pen(), x, y);
    } else if (there(i + 1)) {
      cairo_move_to(paper.pen(), x, y);
    } else {
      cairo_new_sub_path(paper.pen());
      cairo_arc(paper.pen(), x, y, 2, 0, 6.3);
    }
  }
  cairo_stroke(paper.pen());
}

void draw_bars(Paper& paper, const Grid& grid, const analyze::Figure& figure, std::size_t lines) {
  const double width = std::min(grid.step() * 0.7, 90.0 * static_cast<double>(lines)) / static_cast<double>(lines);
  for (std::size_t i = 0; i < lines; ++i) {
    paper.colour(kColours[i]);
    const auto& values = figure.lines[i].values;
    for (std::size_t place = 0; place < values.size(); ++place) {
      if (!values[place]) continue;
      const double left = grid.middle(place) + width * (static_cast<double>(i) - static_cast<double>(lines) / 2);
      cairo_rectangle(paper.pen(), left, grid.y(*values[place]), width * 0.92, grid.y(0) - grid.y(*values[place]));
    }
    cairo_fill(paper.pen());
  }
}

}  // namespace

std::vector<double> axis_marks(double least, double greatest) {
  least = std::min(least, 0.0);
  greatest = std::max(greatest, 0.0);
  const double span = greatest - least;
  if (!(span > 0) || !std::isfinite(span)) return {0, 1};
  const double power = std::pow(10, std::floor(std::log10(span / 5)));
  double step = power;
  for (const double times : {1.0, 2.0, 5.0, 10.0}) {
    step = power * times;
    if (std::ceil(greatest / step) - std::floor(least / step) <= 5) break;
  }
  std::vector<double> marks;
  for (double k = std::floor(least / step); k <= std::ceil(greatest / step); ++k) marks.push_back(k * step);
  return marks;
}

Result<std::string> draw_png(const analyze::Figure& figure, const FigureWords& words) {
  const std::size_t lines = std::min(figure.lines.size(), kMostDrawnLines);
  const Grid grid = grid_of(figure, lines);
  Paper paper;
  draw_grid(paper, grid, figure, words);
  draw_legend(paper, figure, lines, words);
  if (figure.kind == analyze::FigureKind::bars && lines > 0) draw_bars(paper, grid, figure, lines);
  for (std::size_t i = 0; figure.kind == analyze::FigureKind::lines && i < lines; ++i)
    draw_line(paper, grid, figure.lines[i], kColours[i]);
  return paper.png();
}

}  // namespace throng::board
