#include "model/profile_op.h"

#include <algorithm>
#include <vector>

#include "base/json.h"
#include "model/internal/raw.h"
#include "model/value.h"

namespace throng::model {
namespace {

bool is_none(std::string_view raw) { return raw.empty() || raw == "null"; }
bool is_list(std::string_view raw) { return raw.starts_with('['); }
bool is_text(std::string_view raw) { return raw.starts_with('"'); }

// The raw elements of a list of scalars; of another value that value.
std::vector<std::string_view> elements_of(std::string_view raw) {
  std::vector<std::string_view> out;
  if (is_none(raw)) return out;
  if (!is_list(raw)) return {raw};
  raw = raw.substr(1, raw.size() - 2);
  while (!raw.empty()) {
    const std::size_t size = internal::value_length(raw);
    if (size == 0) break;
    out.push_back(raw.substr(0, size));
    raw.remove_prefix(std::min(raw.size(), size + 1));
  }
  return out;
}

std::string list_of(const std::vector<std::string_view>& elements) {
  const std::size_t dropped = elements.size() - std::min(elements.size(), kMostListElements);
  std::string out = "[";
  for (std::size_t i = dropped; i < elements.size(); ++i) {
    if (i > dropped) out += ',';
    out += elements[i];
  }
  return out + ']';
}

bool holds(const std::vector<std::string_view>& list, std::string_view element) {
  return std::ranges::find(list, element) != list.end();
}

std::optional<double> number_in(std::string_view raw) { return is_text(raw) ? std::nullopt : as_number(raw); }

std::string incremented(std::string value, std::string_view operand) {
  const auto by = number_in(operand);
  const auto now = is_none(value) ? std::optional(0.0) : number_in(value);
  if (!by || !now) return value;
  std::string out;
  json::write_number(out, *now + *by);
  return out;
}

std::string joined(std::string_view value, std::string_view operand, bool repeats) {
  std::vector<std::string_view> list = elements_of(value);
  for (const std::string_view element : elements_of(operand)) {
    if (repeats || !holds(list, element)) list.push_back(element);
  }
  return list_of(list);
}

std::string without(std::string value, std::string_view operand) {
  if (!is_list(value)) return value;
  std::vector<std::string_view> list = elements_of(value);
  const std::vector<std::string_view> removed = elements_of(operand);
  std::erase_if(list, [&](std::string_view element) { return holds(removed, element); });
  return list_of(list);
}

}  // namespace

std::optional<ProfileOp> profile_op(std::string_view event_name) {
  const auto* const found = std::ranges::find(kProfileOperations, event_name);
  if (found == std::end(kProfileOperations)) return std::nullopt;
  return static_cast<ProfileOp>(found - std::begin(kProfileOperations));
}

std::string after(ProfileOp op, std::string value, std::string_view operand) {
  if (value == "null") value.clear();
  if (op == ProfileOp::clear) return {};
  if (op == ProfileOp::set) return is_none(operand) ? std::string() : std::string(operand);
  if (is_none(operand)) return value;
  switch (op) {
    case ProfileOp::set_once: return value.empty() ? std::string(operand) : value;
    case ProfileOp::increment: return incremented(std::move(value), operand);
    case ProfileOp::append: return joined(value, operand, true);
    case ProfileOp::unite: return joined(value, operand, false);
    case ProfileOp::remove: return without(std::move(value), operand);
    default: return value;
  }
}

}  // namespace throng::model
