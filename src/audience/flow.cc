#include "audience/flow.h"

namespace throng::audience {
namespace {

// The layers of one, then those whom only the other one knows.
std::vector<Bitmap> sides(const Assignment& own, const Assignment& other) {
  std::vector<Bitmap> out = own.persons;
  out.push_back(other.everyone() - own.everyone());
  return out;
}

Result<Bitmap> side(const std::optional<std::string>& layer, const Assignment& own, const Assignment& other) {
  if (!layer) return own.everyone() | other.everyone();
  if (layer->empty()) return other.everyone() - own.everyone();
  const auto place = own.find(*layer);
  if (!place) return fail(ErrorCode::not_found, "there was no layer \"" + *layer + "\"");
  return own.persons[*place];
}

}  // namespace

Flow flow_between(const Assignment& before, const Assignment& after) {
  Flow flow{.from = before.values, .to = after.values, .persons = {}};
  const std::vector<Bitmap> columns = sides(after, before);
  for (const Bitmap& row : sides(before, after)) {
    std::vector<std::uint64_t>& counts = flow.persons.emplace_back();
    for (const Bitmap& column : columns) counts.push_back(row.common_with(column));
  }
  return flow;
}

Result<Bitmap> persons_of(const FlowCell& cell, const Assignment& before, const Assignment& after) {
  THRONG_TRY(Bitmap persons, side(cell.from, before, after));
  THRONG_TRY(const Bitmap other, side(cell.to, after, before));
  return persons &= other;
}

}  // namespace throng::audience
