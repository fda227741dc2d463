// The scan of one slice: base runs as they stand, everybody else merged into scratch.
#include <algorithm>
#include <array>
#include <limits>

#include "timeline/internal/state.h"

namespace throng::timeline {
namespace {

using Per = Stretch::Column::Per;

constexpr std::uint64_t kNobody = std::numeric_limits<std::uint64_t>::max();

struct Piece {
  const Block* block = nullptr;
  std::size_t slice = 0;
  std::size_t run = 0;
  bool delta = false;
  std::uint32_t next = 0, end = 0;
};

ColumnView part(const SliceColumn& column, std::size_t first, std::size_t size) {
  if (column.numbers.empty()) return {std::span(column.codes).subspan(first, size), {}, {}};
  return {{}, std::span(column.numbers).subspan(first, size), {}};
}

class SliceScan {
 public:
  SliceScan(const Core& core, std::span<const BoundColumn> columns, std::size_t slice,
            FunctionRef<void(const Stretch&)> visit)
      : core_(core),
        columns_(columns),
        slice_(slice),
        visit_(visit),
        views_(columns.size()),
        scratch_(columns.size()),
        trait_keys_(columns.size()),
        trait_codes_(columns.size()),
        trait_numbers_(columns.size()) {
    for (std::size_t c = 0; c < columns.size(); ++c) views_[c].per = columns[c].per();
  }

  void run();
  // One of the representatives of this slice, if there is anything of them.
  void person(model::PersonNumber representative);

 private:
  struct Scratch {
    std::vector<ValueCode> codes;
    std::vector<double> numbers;
    PartList parts;
    std::array<std::uint32_t, 2> offsets{};
  };
  struct Source {
    std::uint32_t piece = 0;
    std::uint32_t event = 0;
  };

  void base_runs(std::size_t begin, std::size_t end);
  void add_pieces(model::PersonNumber owner);
  void merged(model::PersonNumber person);
  void merge_events();
  void fill_column(std::size_t column);
  void fill_trait(std::size_t column, model::PersonNumber person);
  void fill_parts(std::size_t column);
  void say(std::size_t column, std::uint64_t key, ValueCode code, double number);
  void trait_view(std::size_t column);

  const Core& core_;
  std::span<const BoundColumn> columns_;
  std::size_t slice_;
  FunctionRef<void(const Stretch&)> visit_;

  std::vector<Stretch::Column> views_;
  std::vector<Piece> pieces_;
  std::vector<Source> sources_;
  std::vector<std::uint64_t> keys_;
  std::vector<EventCode> names_;
  std::vector<std::uint32_t> refs_;
  std::vector<Scratch> scratch_;
  std::vector<std::uint64_t> trait_keys_;
  std::vector<ValueCode> trait_codes_;
  std::vector<double> trait_numbers_;
};

void SliceScan::run() {
  const Block& base = *core_.layout->slices[slice_];
  const Block& delta = *core_.delta[slice_];
  const auto& moved = core_.overlay->moved[slice_];
  const auto& gathered = core_.overlay->gathered[slice_];
  std::size_t b = 0, d = 0, m = 0, g = 0;
  const auto head = [](const auto& list, std::size_t i) { return i < list.size() ? std::uint64_t{list[i]} : kNobody; };
  for (;;) {
    const std::uint64_t next_gathered = g < gathered.size() ? gathered[g].representative : kNobody;
    const std::uint64_t special = std::min({head(delta.owners, d), head(moved, m), next_gathered});
    const auto until = special == kNobody ? base.owners.end()
                                          : std::lower_bound(base.owners.begin() + static_cast<std::ptrdiff_t>(b),
                                                             base.owners.end(), special);
    const auto end = static_cast<std::size_t>(until - base.owners.begin());
    base_runs(b, end);
    b = end;
    if (special == kNobody) return;
    const auto owner = static_cast<model::PersonNumber>(special);
    pieces_.clear();
    if (next_gathered == special) {
      for (const model::PersonNumber member : gathered[g].owners) add_pieces(member);
      ++g;
    } else if (head(moved, m) != special) {
      add_pieces(owner);
    }
    if (head(moved, m) == special) ++m;
    if (head(delta.owners, d) == special) ++d;
    if (head(base.owners, b) == special) ++b;
    if (!pieces_.empty()) merged(owner);
  }
}

void SliceScan::person(model::PersonNumber representative) {
  pieces_.clear();
  for (const model::PersonNumber owner : core_.overlay->groups.members(representative)) add_pieces(owner);
  const bool as_stored =
      pieces_.size() == 1 && !pieces_[0].delta && pieces_[0].block->owners[pieces_[0].run] == representative;
  if (as_stored) return base_runs(pieces_[0].run, pieces_[0].run + 1);
  if (!pieces_.empty()) merged(representative);
}

void SliceScan::base_runs(std::size_t begin, std::size_t end) {
  if (begin == end) return;
  const Block& base = *core_.layout->slices[slice_];
  const std::size_t size = end - begin;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const SliceColumn& column = (*columns_[c].base)[slice_];
    if (views_[c].per == Per::person) {
      views_[c].said = std::span(column.keys).subspan(begin, size);
      views_[c].values = part(column, begin, size);
    } else {
      if (views_[c].per == Per::part) views_[c].offsets = std::span(column.offsets).subspan(begin, size + 1);
      views_[c].values = {column.codes, column.numbers, column.masks};
    }
  }
  visit_({.persons = std::span(base.owners).subspan(begin, size),
          .event_masks = std::span(base.masks).subspan(begin, size),
          .offsets = std::span(base.offsets).subspan(begin, size + 1),
          .keys = base.keys,
          .names = base.names,
          .numbers = base.refs,
          .columns = views_});
}

void SliceScan::add_pieces(model::PersonNumber owner) {
  const std::size_t slice = slice_of(owner, core_.delta.size());
  const auto add = [&](const Block& block, bool delta) {
    const std::size_t run = block.find(owner);
    if (run == kNoRun) return;
    pieces_.push_back({&block, slice, run, delta, block.offsets[run], block.offsets[run + 1]});
  };
  add(*core_.layout->slices[slice], false);
  add(*core_.delta[slice], true);
}

void SliceScan::merged(model::PersonNumber person) {
  std::uint64_t mask = 0;
  for (const Piece& piece : pieces_) mask |= piece.block->masks[piece.run];
  merge_events();
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    switch (views_[c].per) {
      case Per::event: fill_column(c); break;
      case Per::person: fill_trait(c, person); break;
      case Per::part: fill_parts(c); break;
    }
  }
  const std::uint32_t offsets[] = {0, static_cast<std::uint32_t>(keys_.size())};
  visit_({.persons = {&person, 1},
          .event_masks = {&mask, 1},
          .offsets = offsets,
          .keys = keys_,
          .names = names_,
          .numbers = refs_,
          .columns = views_});
}

void SliceScan::merge_events() {
  sources_.clear();
  keys_.clear();
  names_.clear();
  refs_.clear();
  for (;;) {
    const Piece* best = nullptr;
    for (const Piece& piece : pieces_) {
      if (piece.next == piece.end) continue;
      // Between pieces the order of acceptance decides what 22 bits of the id leave open.
      const auto rank = [](const Piece& p) { return std::pair(p.block->keys[p.next], p.block->refs[p.next]); };
      if (best == nullptr || rank(piece) < rank(*best)) best = &piece;
    }
    if (best == nullptr) return;
    Piece& piece = pieces_[static_cast<std::size_t>(best - pieces_.data())];
    sources_.push_back({static_cast<std::uint32_t>(best - pieces_.data()), piece.next});
    keys_.push_back(piece.block->keys[piece.next]);
    names_.push_back(piece.block->names[piece.next]);
    refs_.push_back(piece.block->refs[piece.next]);
    ++piece.next;
  }
}

void SliceScan::fill_column(std::size_t column) {
  const BoundColumn& bound = columns_[column];
  Scratch& scratch = scratch_[column];
  if (bound.ref.kind == ColumnKind::code) {
    scratch.codes.clear();
    for (const Source& source : sources_) {
      const Piece& piece = pieces_[source.piece];
      scratch.codes.push_back(piece.delta ? bound.delta_code(piece.block->slots[source.event])
                                          : (*bound.base)[piece.slice].codes[source.event]);
    }
    views_[column].values.codes = scratch.codes;
  } else {
    scratch.numbers.clear();
    for (const Source& source : sources_) {
      const Piece& piece = pieces_[source.piece];
      scratch.numbers.push_back(piece.delta ? bound.delta_number(piece.block->slots[source.event])
                                            : (*bound.base)[piece.slice].numbers[source.event]);
    }
    views_[column].values.numbers = scratch.numbers;
  }
}

void SliceScan::fill_parts(std::size_t column) {
  Scratch& scratch = scratch_[column];
  scratch.parts.codes.clear();
  scratch.parts.masks.clear();
  columns_[column].parts->add(scratch.parts, keys_, names_);
  scratch.offsets = {0, static_cast<std::uint32_t>(scratch.parts.codes.size())};
  views_[column].values = {scratch.parts.codes, {}, scratch.parts.masks};
  views_[column].offsets = scratch.offsets;
}

void SliceScan::fill_trait(std::size_t column, model::PersonNumber person) {
  const BoundColumn& bound = columns_[column];
  if (bound.folded != nullptr) {
    if (const auto found = bound.folded->find(person); found != bound.folded->end()) {
      trait_keys_[column] = found->second.said;
      trait_codes_[column] = found->second.code;
      trait_numbers_[column] = found->second.number;
      return trait_view(column);
    }
  }
  const bool code = bound.ref.kind == ColumnKind::code;
  trait_keys_[column] = 0;
  trait_codes_[column] = 0;
  trait_numbers_[column] = std::numeric_limits<double>::quiet_NaN();
  for (const Piece& piece : pieces_) {
    if (!piece.delta) {
      const SliceColumn& base = (*bound.base)[piece.slice];
      say(column, base.keys[piece.run], code ? base.codes[piece.run] : 0, code ? 0 : base.numbers[piece.run]);
      continue;
    }
    for (std::uint32_t i = piece.end; i-- > piece.block->offsets[piece.run];) {
      const std::uint32_t slot = piece.block->slots[i];
      if (!bound.delta_says(slot)) continue;
      say(column, piece.block->keys[i] + 1, code ? bound.delta_code(slot) : 0, code ? 0 : bound.delta_number(slot));
      break;
    }
  }
  trait_view(column);
}

// The latest word counts.
void SliceScan::say(std::size_t column, std::uint64_t key, ValueCode code, double number) {
  if (key == 0 || key < trait_keys_[column]) return;
  trait_keys_[column] = key;
  trait_codes_[column] = code;
  trait_numbers_[column] = number;
}

void SliceScan::trait_view(std::size_t column) {
  Stretch::Column& view = views_[column];
  view.said = {&trait_keys_[column], 1};
  if (columns_[column].ref.kind == ColumnKind::code) {
    view.values.codes = {&trait_codes_[column], 1};
  } else {
    view.values.numbers = {&trait_numbers_[column], 1};
  }
}

}  // namespace

void scan(const Core& core, std::span<const BoundColumn> columns, std::size_t slice,
          FunctionRef<void(const Stretch&)> visit) {
  SliceScan(core, columns, slice, visit).run();
}

void scan_persons(const Core& core, std::span<const BoundColumn> columns,
                  std::span<const model::PersonNumber> representatives, FunctionRef<void(const Stretch&)> visit) {
  const std::size_t slices = core.delta.size();
  std::vector<model::PersonNumber> wanted(representatives.begin(), representatives.end());
  const auto place = [&](model::PersonNumber person) { return std::pair(slice_of(person, slices), person); };
  std::ranges::sort(wanted, {}, place);
  for (std::size_t i = 0; i < wanted.size();) {
    const std::size_t slice = slice_of(wanted[i], slices);
    SliceScan scan(core, columns, slice, visit);
    for (; i < wanted.size() && slice_of(wanted[i], slices) == slice; ++i) scan.person(wanted[i]);
  }
}

}  // namespace throng::timeline
