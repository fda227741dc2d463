#include "collect/internal/identity.h"

#include <algorithm>
#include <random>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace throng::collect {
namespace {

constexpr std::size_t kFirstSlots = 4096;

std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

Identity::Identity()
    : rows_(1), slots_(kFirstSlots), nodes_(1), seed_((std::uint64_t{std::random_device{}()} << 32) | 1) {}

std::uint64_t Identity::hash(model::IdKind kind, std::string_view value) const {
  return XXH3_64bits_withSeed(value.data(), value.size(), seed_ + static_cast<std::uint64_t>(kind) * 2);
}

std::size_t Identity::slot_of(model::IdKind kind, std::string_view value, std::uint64_t h) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = h & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.number == 0) return at;
    if (slot.tag != tag_of(h)) continue;
    const warehouse::IdRow& row = rows_[slot.number];
    if (row.kind == kind && row.value == value) return at;
  }
}

void Identity::grow() {
  slots_.assign(slots_.size() * 2, {});
  for (std::size_t number = 1; number < rows_.size(); ++number) {
    const warehouse::IdRow& row = rows_[number];
    if (row.value.empty()) continue;
    const std::uint64_t h = hash(row.kind, row.value);
    slots_[slot_of(row.kind, row.value, h)] = {tag_of(h), static_cast<model::PersonNumber>(number)};
  }
}

void Identity::add_row(model::PersonNumber number, warehouse::IdRow row) {
  reserve(number + 1);
  if (++used_ * 10 > slots_.size() * 7) grow();
  const std::uint64_t h = hash(row.kind, row.value);
  const std::size_t at = slot_of(row.kind, row.value, h);
  rows_[number] = std::move(row);
  slots_[at] = {tag_of(h), number};
}

void Identity::reserve(model::PersonNumber next) {
  if (next <= rows_.size()) return;
  rows_.resize(next);
  nodes_.resize(next);
}

void Identity::restore(const warehouse::IdRow& row) {
  if (row.person == 0 || row.value.empty() || find(row.kind, row.value)) return;
  add_row(row.person, row);
}

std::optional<model::PersonNumber> Identity::find(model::IdKind kind, std::string_view value) const {
  const Slot& slot = slots_[slot_of(kind, value, hash(kind, value))];
  return slot.number == 0 ? std::nullopt : std::optional(slot.number);
}

model::PersonNumber Identity::number_of(model::IdKind kind, std::string_view value, Instant seen) {
  const std::uint64_t h = hash(kind, value);
  if (const Slot& slot = slots_[slot_of(kind, value, h)]; slot.number != 0) return slot.number;
  const auto number = static_cast<model::PersonNumber>(rows_.size());
  add_row(number, {number, kind, std::string(value), seen});
  return number;
}

model::PersonNumber Identity::representative(model::PersonNumber number) const {
  while (number < nodes_.size() && nodes_[number].parent != 0) number = nodes_[number].parent;
  return number;
}

std::vector<model::PersonNumber> Identity::members(model::PersonNumber root) const {
  std::vector<model::PersonNumber> out = {root};
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i] >= nodes_.size()) continue;
    for (auto child = nodes_[out[i]].first_child; child != 0; child = nodes_[child].next_sibling) out.push_back(child);
  }
  std::sort(out.begin(), out.end());
  return out;
}

const warehouse::IdRow* Identity::id(model::PersonNumber number) const {
  if (number == 0 || number >= rows_.size() || rows_[number].value.empty()) return nullptr;
  return &rows_[number];
}

void Identity::attach(model::PersonNumber child, model::PersonNumber parent) {
  nodes_[child].parent = parent;
  nodes_[child].next_sibling = nodes_[parent].first_child;
  nodes_[parent].first_child = child;
}

void Identity::detach(model::PersonNumber child) {
  model::PersonNumber* at = &nodes_[nodes_[child].parent].first_child;
  while (*at != child) at = &nodes_[*at].next_sibling;
  *at = nodes_[child].next_sibling;
  nodes_[child].parent = nodes_[child].next_sibling = 0;
}

// A link's `from` represents its person when the link is made, and undoing earlier links leaves it so: every number has
// at most one parent and no cycle can arise.
void Identity::apply(const model::Link& link) {
  if (link.kind != model::LinkKind::undo) {
    reserve(std::max(link.from, link.into) + 1);
    if (nodes_[link.from].parent == 0 && representative(link.into) != link.from) attach(link.from, link.into);
    return;
  }
  undone_.insert(link.target);
  const model::Link* target = this->link(link.target);
  if (target == nullptr) return;
  if (nodes_[target->from].parent == target->into) detach(target->from);
  if (target->kind == model::LinkKind::claim) refused_claims_.insert({target->from, target->into});
}

void Identity::unapply(const model::Link& link) {
  if (link.kind != model::LinkKind::undo) {
    if (nodes_[link.from].parent == link.into) detach(link.from);
    return;
  }
  undone_.erase(link.target);
  const model::Link* target = this->link(link.target);
  if (target == nullptr) return;
  refused_claims_.erase({target->from, target->into});
  attach(target->from, target->into);
}

void Identity::restore(const model::Link& link) {
  if (link.id < next_link() && this->link(link.id) != nullptr) return;
  links_.push_back(link);
  apply(link);
}

const model::Link* Identity::link(std::uint64_t id) const {
  const auto at = std::lower_bound(links_.begin(), links_.end(), id,
                                   [](const model::Link& link, std::uint64_t wanted) { return link.id < wanted; });
  return at != links_.end() && at->id == id ? &*at : nullptr;
}

void Identity::claim(model::PersonNumber from, model::PersonNumber into, Instant at, const model::EventId& why) {
  if (nodes_[from].parent != 0 || representative(into) == from || refused_claims_.contains({from, into})) return;
  links_.push_back({next_link(), model::LinkKind::claim, from, into, 0, at, to_text(why)});
  apply(links_.back());
}

Result<model::Link> Identity::merge(model::PersonNumber from, model::PersonNumber into, Instant at,
                                    const std::string& why) {
  from = representative(from);
  into = representative(into);
  if (from == into) return fail(ErrorCode::conflict, "the two ids belong to one person already");
  links_.push_back({next_link(), model::LinkKind::merge, from, into, 0, at, why});
  apply(links_.back());
  return links_.back();
}

Result<model::Link> Identity::undo(std::uint64_t id, Instant at, const std::string& why) {
  const model::Link* target = link(id);
  if (target == nullptr) return fail(ErrorCode::not_found, "there is no link " + std::to_string(id), "link");
  if (target->kind == model::LinkKind::undo) return invalid("link", "an undo cannot be undone; merge again instead");
  if (is_undone(id)) return fail(ErrorCode::conflict, "link " + std::to_string(id) + " is undone already", "link");
  links_.push_back({next_link(), model::LinkKind::undo, target->from, target->into, id, at, why});
  apply(links_.back());
  return links_.back();
}

std::vector<model::Link> Identity::links(std::size_t limit, std::size_t offset) const {
  std::vector<model::Link> out;
  for (std::size_t i = offset; i < links_.size() && out.size() < limit; ++i)
    out.push_back(links_[links_.size() - 1 - i]);
  return out;
}

void Identity::mark() {
  marked_rows_ = rows_.size();
  marked_links_ = links_.size();
}

void Identity::roll_back() {
  while (links_.size() > marked_links_) {
    const model::Link link = links_.back();
    links_.pop_back();
    unapply(link);
  }
  // Slots filled later lie behind those filled earlier on every probe path, so freeing them in reverse is safe;
  // after a growth the order is by number, which is the same order.
  while (rows_.size() > marked_rows_) {
    const warehouse::IdRow& row = rows_.back();
    if (!row.value.empty()) {
      slots_[slot_of(row.kind, row.value, hash(row.kind, row.value))] = {};
      --used_;
    }
    rows_.pop_back();
    nodes_.pop_back();
  }
}

std::vector<warehouse::IdRow> Identity::new_ids() const {
  return {rows_.begin() + static_cast<std::ptrdiff_t>(marked_rows_), rows_.end()};
}

std::vector<model::Link> Identity::new_links() const {
  return {links_.begin() + static_cast<std::ptrdiff_t>(marked_links_), links_.end()};
}

}  // namespace throng::collect
