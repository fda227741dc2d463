#include "model/project_id.h"

#include <algorithm>
#include <array>

namespace throng::model {
namespace {

constexpr std::size_t kMaxLength = 31;
constexpr std::array<std::string_view, 3> kReserved = {"default", "system", "information_schema"};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_allowed(char c) { return is_lower(c) || (c >= '0' && c <= '9') || c == '_'; }

}  // namespace

Result<void> check_project_id(std::string_view id) {
  if (id.empty() || id.size() > kMaxLength || !is_lower(id.front()) || !std::all_of(id.begin(), id.end(), is_allowed))
    return invalid("id", "a project's id is 1 to 31 lower-case letters, digits and _, a letter first");
  if (std::find(kReserved.begin(), kReserved.end(), id) != kReserved.end())
    return invalid("id", "the warehouse keeps this name for itself");
  return {};
}

}  // namespace throng::model
