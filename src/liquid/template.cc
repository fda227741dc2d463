#include "liquid/template.h"

#include <set>
#include <utility>

#include <fmt/format.h>

#include "liquid/internal/parser.h"
#include "liquid/internal/state.h"

namespace throng::liquid {

Result<Template> Template::parse(std::string_view text, const ParseOptions& options) {
  if (text.size() > options.max_bytes) {
    return fail(ErrorCode::too_large,
                fmt::format("the template has {} bytes, at most {} are allowed", text.size(), options.max_bytes));
  }
  auto tree = std::make_shared<internal::Tree>();
  tree->source = text;
  THRONG_CHECK(internal::parse_tree(*tree, options));
  Template out;
  out.tree_ = std::move(tree);
  return out;
}

std::vector<std::string> Template::paths() const {
  std::set<std::string> all;
  for (const internal::Expr& expr : tree_->exprs) {
    if (expr.form != internal::Expr::Form::path || expr.first != internal::kNone) continue;
    std::string path(expr.name);
    for (const internal::Segment& segment : expr.segments) {
      if (segment.expr == internal::kNone) {
        path += fmt::format(".{}", segment.name);
        continue;
      }
      const internal::Expr& inside = tree_->exprs[segment.expr];
      if (inside.form != internal::Expr::Form::literal || inside.literal.kind != internal::Kind::text) break;
      path += fmt::format(".{}", std::string_view(inside.literal.chars, inside.literal.size));
    }
    all.insert(std::move(path));
  }
  return {all.begin(), all.end()};
}

Result<void> Template::render(const Value& globals, const RenderOptions& options, std::string& out) const {
  internal::State state(globals, options);
  internal::Scope scope;
  state.scope = &scope;
  state.tree = tree_.get();
  state.start = out.size();
  render_block(state, tree_->root, out);
  if (!state.error) return {};
  out.resize(state.start);
  return std::unexpected(std::move(*state.error));
}

}  // namespace throng::liquid
