#include "timeline/internal/layout.h"

#include <algorithm>

namespace throng::timeline {
namespace {

void finish(Layout& layout, std::vector<Block> blocks) {
  for (Block& block : blocks) {
    layout.events += block.keys.size();
    layout.runs += block.runs();
    layout.bytes += block.bytes();
    for (std::size_t run = 0; run < block.runs(); ++run) {
      layout.first_key = std::min(layout.first_key, block.keys[block.offsets[run]]);
      layout.last_key = std::max(layout.last_key, block.keys[block.offsets[run + 1] - 1]);
    }
    layout.slices.push_back(std::make_shared<const Block>(std::move(block)));
  }
}

// Deals rows, which come in order of number, to the slices of their representatives.
class Dealer {
 public:
  Dealer(const Groups& groups, std::size_t slices) : groups_(groups), builders_(slices) {}

  void deal(const Source::Rows& rows) {
    for (std::size_t i = 0; i < rows.persons.size(); ++i) {
      if (builder_ == nullptr || rows.persons[i] != person_) begin(rows.persons[i]);
      Block& block = builder_->events();
      block.keys.push_back(rows.keys[i]);
      block.names.push_back(rows.names[i]);
      block.refs.push_back(rows.numbers[i]);
    }
  }

  std::vector<Block> finish() {
    if (builder_ != nullptr) builder_->close_run(owner_);
    std::vector<Block> blocks;
    for (BlockBuilder& builder : builders_) {
      blocks.push_back(builder.finish());
      builder = BlockBuilder{};
    }
    return blocks;
  }

 private:
  void begin(model::PersonNumber person) {
    if (builder_ != nullptr) builder_->close_run(owner_);
    person_ = person;
    owner_ = groups_.representative(person);
    builder_ = &builders_[slice_of(owner_, builders_.size())];
  }

  const Groups& groups_;
  std::vector<BlockBuilder> builders_;
  BlockBuilder* builder_ = nullptr;
  model::PersonNumber person_ = 0;
  model::PersonNumber owner_ = 0;
};

// The groups of the layout with the overlay's links worked in.
Groups combined(const Core& core) {
  Groups groups = core.layout->groups;
  for (const auto& [representative, owners] : core.overlay->groups.all()) {
    for (const model::PersonNumber owner : owners) groups.link(owner, representative);
  }
  return groups;
}

template <class T>
void append(std::vector<T>& to, std::span<const T> from, std::size_t first, std::size_t size) {
  const auto part = from.subspan(first, size);
  to.insert(to.end(), part.begin(), part.end());
}

void append(Block& to, const Stretch& stretch) {
  const std::size_t first = stretch.offsets.front();
  const std::size_t size = stretch.offsets.back() - first;
  const auto base = static_cast<std::uint32_t>(to.keys.size() - first);  // may wrap; so does the sum below
  append(to.keys, stretch.keys, first, size);
  append(to.names, stretch.names, first, size);
  append(to.refs, stretch.numbers, first, size);
  append(to.owners, stretch.persons, 0, stretch.persons.size());
  append(to.masks, stretch.event_masks, 0, stretch.persons.size());
  for (const std::uint32_t offset : stretch.offsets.subspan(1)) to.offsets.push_back(base + offset);
}

void append_parts(SliceColumn& to, const Stretch::Column& column) {
  const std::size_t first = column.offsets.front();
  const std::size_t size = column.offsets.back() - first;
  if (to.offsets.empty()) to.offsets.push_back(0);
  const auto base = static_cast<std::uint32_t>(to.codes.size() - first);  // may wrap; so does the sum below
  for (const std::uint32_t offset : column.offsets.subspan(1)) to.offsets.push_back(base + offset);
  append(to.codes, column.values.codes, first, size);
  append(to.masks, column.values.masks, first, size);
}

void append(SliceColumn& to, const Stretch& stretch, const Stretch::Column& column) {
  if (column.per == Stretch::Column::Per::part) return append_parts(to, column);
  const bool per_event = column.per == Stretch::Column::Per::event;
  const std::size_t first = per_event ? stretch.offsets.front() : 0;
  const std::size_t size = per_event ? stretch.offsets.back() - first : stretch.persons.size();
  if (column.values.numbers.empty()) {
    append(to.codes, column.values.codes, first, size);
  } else {
    append(to.numbers, column.values.numbers, first, size);
  }
  append(to.keys, column.said, 0, column.said.size());
}

}  // namespace

Result<std::shared_ptr<const Layout>> build_layout(Source& source, Groups groups, Dictionary& names,
                                                   const BuildRequest& request) {
  auto layout = std::make_shared<Layout>();
  layout->id = request.layout_id;
  layout->last_number = request.last_number;
  layout->groups = std::move(groups);
  Dealer dealer(layout->groups, request.slices);
  std::uint64_t done = 0;
  const auto take = [&](const Source::Rows& rows) -> Result<void> {
    dealer.deal(rows);
    done += rows.persons.size();
    request.progress(done, request.events);
    return {};
  };
  THRONG_CHECK(source.events(request.last_number, names, take));
  finish(*layout, dealer.finish());
  return layout;
}

std::shared_ptr<const Layout> empty_layout(std::size_t slices, std::uint64_t id) {
  auto layout = std::make_shared<Layout>();
  layout->id = id;
  finish(*layout, std::vector<Block>(slices));
  return layout;
}

Folded fold(const Core& core, std::span<const BoundColumn> columns, std::uint64_t layout_id, WorkerPool& pool) {
  const std::size_t slices = core.layout->slices.size();
  std::vector<Block> blocks(slices);
  std::vector<std::shared_ptr<BaseColumn>> carried;
  for (std::size_t c = 0; c < columns.size(); ++c) carried.push_back(std::make_shared<BaseColumn>(slices));
  std::vector<model::EventNumber> last(slices, core.layout->last_number);
  pool.run(slices, [&](std::size_t slice) {
    Block& block = blocks[slice];
    const std::size_t expected = core.layout->slices[slice]->keys.size() + core.delta[slice]->keys.size();
    block.keys.reserve(expected);
    block.names.reserve(expected);
    block.refs.reserve(expected);
    scan(core, columns, slice, [&](const Stretch& stretch) {
      append(block, stretch);
      const std::size_t first = stretch.offsets.front();
      for (const std::uint32_t number : stretch.numbers.subspan(first, stretch.offsets.back() - first))
        last[slice] = std::max<model::EventNumber>(last[slice], number);
      for (std::size_t c = 0; c < columns.size(); ++c) append((*carried[c])[slice], stretch, stretch.columns[c]);
    });
  });
  auto layout = std::make_shared<Layout>();
  layout->id = layout_id;
  layout->groups = combined(core);
  layout->last_number = *std::max_element(last.begin(), last.end());
  finish(*layout, std::move(blocks));
  return {std::move(layout), {carried.begin(), carried.end()}};
}

}  // namespace throng::timeline
