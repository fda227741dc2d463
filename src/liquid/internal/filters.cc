#include "liquid/internal/filters.h"

#include <algorithm>
#include <array>
#include <vector>

namespace throng::liquid::internal {

const Filter* find_filter(std::string_view name) {
  static const std::vector<Filter> kAll = [] {
    std::vector<Filter> all;
    for (const auto family : {text_filters(), number_filters(), list_filters(), search_filters(), code_filters()}) {
      all.insert(all.end(), family.begin(), family.end());
    }
    std::ranges::sort(all, {}, &Filter::name);
    return all;
  }();
  const auto at = std::ranges::lower_bound(kAll, name, {}, &Filter::name);
  return at != kAll.end() && at->name == name ? &*at : nullptr;
}

}  // namespace throng::liquid::internal
