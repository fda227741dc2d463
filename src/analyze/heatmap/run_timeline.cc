#include "analyze/heatmap/run_timeline.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "analyze/heatmap/internal/complete.h"
#include "analyze/internal/labels.h"
#include "analyze/internal/timeline_ask.h"
#include "analyze/internal/wildcard.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

using timeline::ColumnKind;
using timeline::FilterCursor;
using timeline::PersonView;

constexpr std::size_t kKinds = kHeatmapEvents.size();

// One event that counts.
struct Seen {
  HeatmapKind kind;
  std::size_t at;                      // among the person's events
  std::optional<std::uint32_t> width;  // its class
};

// A question bound to a snapshot.
class Run {
 public:
  Run(const HeatmapQuestion& question, const AskContext& context)
      : question_(question),
        context_(context),
        program_(internal::filter_context(context)),
        match_(program_.add(question.match)),
        page_(code("$page")),
        selector_(code("$selector")),
        text_(code("$element_text")),
        viewport_width_(number("$viewport_width")),
        viewport_height_(number("$viewport_height")),
        page_width_(number("$page_width")),
        page_height_(number("$page_height")),
        x_(number("$click_x")),
        y_(number("$click_y")),
        depth_(number("$scroll_depth")) {}

  Result<void> bind(timeline::Timeline& timeline) {
    THRONG_TRY(snapshot_, program_.bind(timeline, context_.stop));
    THRONG_TRY(const Buckets buckets, buckets_of(question_.range, BucketUnit::total, context_, snapshot_.extent()));
    begin_ = timeline::key_bound(buckets.range.begin);
    end_ = timeline::key_bound(buckets.range.end);
    const internal::Labels pages = internal::labels_of(snapshot_.dictionary(page_));
    for (const std::uint32_t label : pages.of_code)
      is_page_.push_back(internal::fits_wildcard(question_.page, pages.texts[label]));
    selectors_ = internal::labels_of(snapshot_.dictionary(selector_));
    texts_ = internal::labels_of(snapshot_.dictionary(text_));
    no_selector_ = selectors_.find(model::kNone);
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      const auto found = snapshot_.event_code(kHeatmapEvents[kind]);
      if (!found) continue;
      codes_[kind] = *found;
      mask_ |= timeline::mask_of(*found);
    }
    return {};
  }
  const HeatmapQuestion& question() const { return question_; }
  const timeline::FilterProgram& program() const { return program_; }
  const timeline::Snapshot& snapshot() const { return snapshot_; }
  const internal::Labels& selectors() const { return selectors_; }
  const internal::Labels& texts() const { return texts_; }

  // Calls visit(Seen) for every event that counts, of every width.
  template <class Visit>
  void each(FilterCursor& cursor, const PersonView& person, Visit visit) const {
    if ((person.event_mask & mask_) == 0) return;
    cursor.enter(person);
    for (std::size_t i = 0; i < person.keys.size() && person.keys[i] < end_; ++i) {
      if (person.keys[i] < begin_) continue;
      const auto kind = kind_of(person.names[i]);
      if (!kind || is_page_[person.columns[page_].codes[i]] == 0 || !cursor.matches(match_, i)) continue;
      visit(Seen{*kind, i, width_of(person, i)});
    }
  }

  std::optional<HeatmapPlace> spot_of(const PersonView& person, std::size_t at) const {
    const double column = std::floor(share_of_width(person, at) * question_.columns);
    const double y = person.columns[y_].numbers[at];
    if (std::isnan(column) || !(y >= 0 && y < kMaxHeatmapY)) return std::nullopt;
    return HeatmapPlace{std::min(static_cast<std::uint32_t>(column), question_.columns - 1),
                        static_cast<std::uint32_t>(y / question_.row)};
  }
  // 0..1; NaN where it is not known.
  double share_of_width(const PersonView& person, std::size_t at) const {
    const double width = person.columns[page_width_].numbers[at];
    const double share = person.columns[x_].numbers[at] / width;
    return width > 0 ? std::clamp(share, 0.0, 1.0) : std::nan("");
  }
  double y_of(const PersonView& person, std::size_t at) const { return person.columns[y_].numbers[at]; }
  std::optional<std::uint32_t> selector_of(const PersonView& person, std::size_t at) const {
    const std::uint32_t label = selectors_.of_code[person.columns[selector_].codes[at]];
    return label == no_selector_ ? std::nullopt : std::optional(label);
  }
  std::uint32_t text_of(const PersonView& person, std::size_t at) const {
    return texts_.of_code[person.columns[text_].codes[at]];
  }
  // The step of the scroll depth that a view has reached.
  std::optional<std::uint32_t> depth_of(const PersonView& person, std::size_t at) const {
    const double depth = person.columns[depth_].numbers[at];
    if (std::isnan(depth)) return std::nullopt;
    return static_cast<std::uint32_t>(std::floor(std::clamp(depth, 0.0, 1.0) * kHeatmapDepths));
  }
  // $page_height, $viewport_width, $viewport_height.
  std::array<double, 3> sizes_of(const PersonView& person, std::size_t at) const {
    return {person.columns[page_height_].numbers[at], person.columns[viewport_width_].numbers[at],
            person.columns[viewport_height_].numbers[at]};
  }
  bool is_looked_at(const Seen& seen) const { return !question_.width || seen.width == question_.width; }

 private:
  std::size_t code(std::string name) { return program_.add({false, std::move(name), ColumnKind::code}); }
  std::size_t number(std::string name) { return program_.add({false, std::move(name), ColumnKind::number}); }
  std::optional<HeatmapKind> kind_of(timeline::EventCode name) const {
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      if (codes_[kind] == name) return static_cast<HeatmapKind>(kind);
    }
    return std::nullopt;
  }
  std::optional<std::uint32_t> width_of(const PersonView& person, std::size_t at) const {
    const double width = person.columns[viewport_width_].numbers[at];
    if (std::isnan(width)) return std::nullopt;
    const auto edge = std::upper_bound(question_.widths.begin(), question_.widths.end(), width);
    return static_cast<std::uint32_t>(edge - question_.widths.begin());
  }

  const HeatmapQuestion& question_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  std::size_t match_;
  std::size_t page_, selector_, text_;
  std::size_t viewport_width_, viewport_height_, page_width_, page_height_, x_, y_, depth_;
  timeline::Snapshot snapshot_;
  std::uint64_t begin_ = 0, end_ = 0, mask_ = 0;
  std::array<std::optional<timeline::EventCode>, kKinds> codes_;
  std::vector<std::uint8_t> is_page_;  // per code
  internal::Labels selectors_, texts_;
  std::optional<std::uint32_t> no_selector_;
};

// Events and persons; a person is counted by remembering the last one.
struct Counted {
  HeatmapCount count;
  std::uint32_t last = 0;
  void add(std::uint32_t person) {
    ++count.events;
    count.persons += last != person ? 1 : 0;
    last = person;
  }
  void add(const Counted& other) {
    count.events += other.count.events;
    count.persons += other.count.persons;
  }
};

struct Element {
  Counted own;  // of the question's kind
  std::array<std::uint64_t, kKinds> events{};
  std::uint64_t placed = 0;
  double x = 0, y = 0;                                     // sums
  std::unordered_map<std::uint32_t, std::uint64_t> texts;  // by label

  void add(const Element& other) {
    own.add(other.own);
    for (std::size_t i = 0; i < kKinds; ++i) events[i] += other.events[i];
    placed += other.placed;
    x += other.x;
    y += other.y;
    for (const auto& [text, count] : other.texts) texts[text] += count;
  }
};

class Counts {
 public:
  explicit Counts(const Run& run) : run_(run), cursor_(run.program()), widths_(run.question().widths.size() + 1) {}

  void add(const PersonView& person) {
    ++person_;
    std::optional<std::uint32_t> deepest;
    run_.each(cursor_, person, [&](const Seen& seen) {
      if (seen.width && seen.kind == HeatmapKind::view) widths_[*seen.width].views.add(person_);
      if (seen.width && seen.kind == HeatmapKind::click) widths_[*seen.width].clicks.add(person_);
      if (!run_.is_looked_at(seen)) return;
      kinds_[static_cast<std::size_t>(seen.kind)].add(person_);
      if (seen.kind != HeatmapKind::view) return add_click(person, seen);
      deepest = std::max(deepest, add_view(person, seen));
    });
    if (deepest) ++reached_[*deepest].persons;
  }

  void add(Counts&& other) {
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      widths_[i].views.add(other.widths_[i].views);
      widths_[i].clicks.add(other.widths_[i].clicks);
    }
    for (std::size_t i = 0; i < kKinds; ++i) kinds_[i].add(other.kinds_[i]);
    for (std::size_t i = 0; i < sizes_.size(); ++i)
      sizes_[i].insert(sizes_[i].end(), other.sizes_[i].begin(), other.sizes_[i].end());
    for (std::size_t i = 0; i < reached_.size(); ++i) {
      reached_[i].events += other.reached_[i].events;
      reached_[i].persons += other.reached_[i].persons;
    }
    for (const auto& [place, spot] : other.spots_) spots_[place].add(spot);
    for (const auto& [selector, element] : other.elements_) elements_[selector].add(element);
    unplaced_ += other.unplaced_;
  }

  HeatmapAnswer answer();

 private:
  std::optional<std::uint32_t> add_view(const PersonView& person, const Seen& seen) {
    const auto sizes = run_.sizes_of(person, seen.at);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      if (!std::isnan(sizes[i])) sizes_[i].push_back(sizes[i]);
    }
    const auto depth = run_.depth_of(person, seen.at);
    if (depth) ++reached_[*depth].events;
    return depth;
  }

  void add_click(const PersonView& person, const Seen& seen) {
    const bool is_own = seen.kind == run_.question().kind;
    const auto spot = is_own ? run_.spot_of(person, seen.at) : std::nullopt;
    if (spot) spots_[(std::uint64_t{spot->y} << 32) | spot->x].add(person_);
    unplaced_ += is_own && !spot ? 1 : 0;
    const auto selector = run_.selector_of(person, seen.at);
    if (!selector) return;
    Element& element = elements_[*selector];
    ++element.events[static_cast<std::size_t>(seen.kind)];
    if (!is_own) return;
    element.own.add(person_);
    ++element.texts[run_.text_of(person, seen.at)];
    if (!spot) return;
    ++element.placed;
    element.x += run_.share_of_width(person, seen.at);
    element.y += run_.y_of(person, seen.at);
  }

  std::string text_of(const Element& element) const;

  struct Width {
    Counted views, clicks;
  };
  const Run& run_;
  FilterCursor cursor_;
  std::uint32_t person_ = 0;
  std::vector<Width> widths_;
  std::array<Counted, kKinds> kinds_;
  std::array<std::vector<double>, 3> sizes_;
  internal::HeatmapReached reached_{};
  std::unordered_map<std::uint64_t, Counted> spots_;     // by row and column
  std::unordered_map<std::uint32_t, Element> elements_;  // by label
  std::uint64_t unplaced_ = 0;
};

// The one most often seen, none where none was.
std::string Counts::text_of(const Element& element) const {
  std::string best;
  std::uint64_t most = 0;
  for (const auto& [label, count] : element.texts) {
    const std::string& text = run_.texts().texts[label];
    if (text == model::kNone) continue;
    if (count > most || (count == most && text < best)) {
      best = text;
      most = count;
    }
  }
  return best;
}

HeatmapAnswer Counts::answer() {
  HeatmapAnswer out;
  out.widths = internal::heatmap_widths(run_.question());
  for (std::size_t i = 0; i < widths_.size(); ++i) {
    out.widths[i].views = widths_[i].views.count;
    out.widths[i].clicks = widths_[i].clicks.count;
  }
  out.views = kinds_[0].count;
  out.clicks = kinds_[1].count;
  out.rage_clicks = kinds_[2].count;
  out.dead_clicks = kinds_[3].count;
  out.page_height = internal::percentile(sizes_[0], 0.5);
  out.viewport_width = internal::percentile(sizes_[1], 0.5);
  out.viewport_height = internal::percentile(sizes_[2], 0.5);
  for (const auto& [place, spot] : spots_) {
    out.spots.push_back({static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(place >> 32), spot.count.events,
                         spot.count.persons});
  }
  out.unplaced = unplaced_;
  for (const auto& [label, one] : elements_) {
    HeatmapElement& element = out.elements.emplace_back();
    element.selector = run_.selectors().texts[label];
    element.text = text_of(one);
    element.events = one.own.count.events;
    element.persons = one.own.count.persons;
    element.clicks = one.events[1];
    element.rage_clicks = one.events[2];
    element.dead_clicks = one.events[3];
    if (one.placed == 0) continue;
    element.x = one.x / static_cast<double>(one.placed);
    element.y = one.y / static_cast<double>(one.placed);
  }
  out.depths = internal::heatmap_depths(reached_);
  internal::complete_heatmap(run_.question(), out);
  return out;
}

bool is_in(const Run& run, const HeatmapCell& cell, const PersonView& person, const Seen& seen) {
  if (seen.kind != cell.kind) return false;
  if (cell.width ? seen.width != cell.width : !run.is_looked_at(seen)) return false;
  if (cell.depth && !(run.depth_of(person, seen.at) >= cell.depth)) return false;
  if (cell.spot) {
    const auto spot = run.spot_of(person, seen.at);
    if (!spot || spot->x != cell.spot->x || spot->y != cell.spot->y) return false;
  }
  if (!cell.selector) return true;
  const auto selector = run.selector_of(person, seen.at);
  return selector && run.selectors().texts[*selector] == *cell.selector;
}

}  // namespace

Result<HeatmapAnswer> run_timeline(const HeatmapQuestion& question, timeline::Timeline& timeline,
                                   const AskContext& context) {
  Run run(question, context);
  THRONG_CHECK(run.bind(timeline));
  Counts all(run);
  THRONG_CHECK(timeline::parallel_scan(
      run.snapshot(), timeline.pool(), context.stop, [&] { return Counts(run); },
      [](Counts& counts, const PersonView& person) { counts.add(person); },
      [&](Counts&& counts) { all.add(std::move(counts)); }));
  return all.answer();
}

Result<PersonList> persons_timeline(const HeatmapQuestion& question, const HeatmapCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  Run run(question, context);
  THRONG_CHECK(run.bind(timeline));
  return internal::collect_persons(
      run.program(), run.snapshot(), timeline.pool(), context.stop,
      [&](FilterCursor& cursor, const PersonView& person) {
        bool found = false;
        run.each(cursor, person, [&](const Seen& seen) { found = found || is_in(run, cell, person, seen); });
        return found;
      });
}

}  // namespace throng::analyze
