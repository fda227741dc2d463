// Tokens to tree: one function for each tag.
#pragma once

#include <string_view>

#include "base/result.h"
#include "liquid/internal/tree.h"
#include "liquid/template.h"

namespace throng::liquid::internal {

// Fills tree.root from tree.source. Errors: as Template::parse says.
Result<void> parse_tree(Tree& tree, const ParseOptions& options);

}  // namespace throng::liquid::internal
