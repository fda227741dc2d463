// for, tablerow, include and render.
#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "liquid/internal/lists.h"
#include "liquid/internal/number.h"
#include "liquid/internal/state.h"
#include "liquid/internal/text.h"

namespace throng::liquid::internal {
namespace {

struct Slice {
  Item list;
  std::int64_t begin = 0;
  std::int64_t end = 0;
  bool exists = true;
  std::int64_t length() const { return end - begin; }
};

// Text is a list of itself, an object one of its [key, value] pairs.
Item iterable(State& state, const Item& item) {
  if (item.is_list()) return item;
  std::vector<Item> list;
  if (item.kind == Kind::text && item.size > 0) list.push_back(item);
  if (item.kind == Kind::object && state.room(item.object->size() * 3 * sizeof(Item))) {
    for (const Member& member : *item.object) list.push_back(pair_of(state, member));
  }
  return state.keep_list(list);
}

// A count that a loop is given: whole, or a number that is cut. Nil is `standard`.
std::int64_t count_of(State& state, ExprId id, std::string_view name, std::int64_t standard) {
  if (id == kNone) return standard;
  const Item item = state.eval(id);
  if (item.is_nil()) return standard;
  if (item.kind == Kind::real) return to_integer(item);
  if (const auto value = strict_integer(item)) return *value;
  state.fail(fmt::format("{}: must be a whole number", name));
  return standard;
}

std::int64_t* offset_of(State& state, std::string_view name) {
  for (auto& [known, offset] : state.scope->offsets) {
    if (known == name) return &offset;
  }
  return &state.scope->offsets.emplace_back(name, 0).second;
}

Slice slice_of(State& state, const For& node) {
  state.watch_missing = state.options.missing != nullptr;
  const Item collection = state.eval(node.collection);
  Slice slice{iterable(state, collection)};
  slice.exists = !collection.is_nil();
  state.watch_missing = false;
  const std::int64_t length = slice.list.length();
  if (!state.look(state.scope->offsets.size())) return slice;
  std::int64_t* continued = offset_of(state, node.name);
  const std::int64_t offset = node.offset_continue ? *continued : count_of(state, node.offset, "offset", 0);
  const std::int64_t limit = count_of(state, node.limit, "limit", length);
  slice.begin = std::clamp<std::int64_t>(offset, 0, length);
  slice.end = slice.begin + std::clamp<std::int64_t>(limit, 0, length - slice.begin);
  *continued = slice.end;
  return slice;
}

// The body once; false when the loop ends here.
bool turn(State& state, const For& node, std::string& out, Flow& flow) {
  flow = render_block(state, node.body, out);
  if (flow == Flow::next) flow = Flow::normal;
  return flow == Flow::normal;
}

Item element(const Slice& slice, const For& node, std::int64_t index) {
  return slice.list.at(node.reversed ? slice.end - 1 - index : slice.begin + index);
}

void table_row(State& state, std::string& out, const Loop& loop, bool opens) {
  const std::int64_t column = loop.index % loop.columns + 1;
  if (opens) {
    fmt::format_to(std::back_inserter(out), "<td class=\"col{}\">", column);
    return;
  }
  out += "</td>";
  if (column == loop.columns && loop.index + 1 < loop.length) {
    fmt::format_to(std::back_inserter(out), "</tr>\n<tr class=\"row{}\">", loop.index / loop.columns + 2);
  }
  state.check_output(out.size());
}

// The turns of a loop whose variables stand in the scope's last two frames.
Flow turns(State& state, const For& node, const Slice& slice, Loop& loop, std::string& out) {
  const std::size_t frame = state.scope->framed.size();
  state.scope->framed.push_back({node.table ? "tablerowloop" : "forloop", Item::of_loop(loop)});
  state.scope->framed.push_back({node.variable, {}});
  Flow flow = Flow::normal;
  for (; loop.index < loop.length && !state.failed(); ++loop.index) {
    if (!state.iterate(1) || !state.step()) break;
    state.scope->framed[frame + 1].value = element(slice, node, loop.index);
    if (node.table) table_row(state, out, loop, true);
    const bool more = turn(state, node, out, flow);
    if (flow == Flow::failed) break;
    if (node.table) table_row(state, out, loop, false);
    if (!more) break;
  }
  state.scope->framed.resize(frame);
  return state.failed() ? Flow::failed : Flow::normal;
}

}  // namespace

Flow render_for(State& state, const For& node, std::string& out) {
  const Slice slice = slice_of(state, node);
  if (state.failed()) return Flow::failed;
  Loop loop{node.name, slice.length()};
  if (node.table) {
    if (!slice.exists) return Flow::normal;
    loop.columns = std::max<std::int64_t>(count_of(state, node.columns, "cols", slice.length()), 1);
    if (state.failed()) return Flow::failed;
    out += "<tr class=\"row1\">\n";
    const Flow flow = turns(state, node, slice, loop, out);
    out += "</tr>\n";
    return flow;
  }
  if (loop.length == 0) return render_block(state, node.otherwise, out);
  loop.parent = state.scope->loop;
  state.scope->loop = &loop;
  const Flow flow = turns(state, node, slice, loop, out);
  state.scope->loop = loop.parent;
  return flow;
}

namespace {

struct Frames {
  Scope& scope;
  std::size_t size;
  explicit Frames(Scope& of) : scope(of), size(of.framed.size()) {}
  ~Frames() { scope.framed.resize(size); }
};

Flow render_body(State& state, const Tree& tree, std::string& out) {
  const Tree* outer = std::exchange(state.tree, &tree);
  const Flow flow = render_block(state, tree.root, out);
  state.tree = outer;
  return flow;
}

// Once for each element of a list, else once.
Flow render_bound(State& state, const Partial& node, const Tree& tree, const Item& bound, std::string_view alias,
                  std::string& out) {
  const bool each = bound.is_list() && (node.each || !node.isolated);
  Loop loop{alias, each ? bound.length() : 1};
  const Frames frames(*state.scope);
  if (node.isolated && node.each) state.scope->framed.push_back({"forloop", Item::of_loop(loop)});
  const std::size_t place = state.scope->framed.size();
  if (node.bound != kNone) state.scope->framed.push_back({alias, bound});
  Flow flow = Flow::normal;
  for (; loop.index < loop.length; ++loop.index) {
    if (each && !state.iterate(1)) return Flow::failed;
    if (each) state.scope->framed[place].value = bound.at(loop.index);
    flow = render_body(state, tree, out);
    if (flow == Flow::failed) return flow;
    if (flow == Flow::leave && node.isolated) break;
    if (flow != Flow::normal && !node.isolated) return flow;
  }
  return node.isolated ? Flow::normal : flow;
}

Flow render_isolated(State& state, const Partial& node, const Tree& tree, const Item& bound,
                     std::vector<Binding> arguments, std::string& out) {
  Scope scope;
  scope.assigned = std::move(arguments);  // an assign there writes over them
  Scope* outer = std::exchange(state.scope, &scope);
  const bool was_in_render = std::exchange(state.in_render, true);
  const Flow flow = render_bound(state, node, tree, bound, node.alias, out);
  state.scope = outer;
  state.in_render = was_in_render;
  return flow;
}

const Tree* find_partial(State& state, std::string_view name) {
  const Tree* tree = state.partial(name);
  if (tree == nullptr) state.fail(fmt::format("there is no partial \"{}\"", name.substr(0, 60)));
  return tree;
}

}  // namespace

Flow render_partial(State& state, const Partial& node, std::string& out) {
  if (!node.isolated && state.in_render) {
    state.fail("{% include %} cannot stand in what {% render %} renders; use {% render %}");
    return Flow::failed;
  }
  const Item name = state.eval(node.name);
  if (name.kind != Kind::text) state.fail("the name of a partial must be text");
  const Tree* tree = state.failed() ? nullptr : find_partial(state, name.text());
  if (tree == nullptr) return Flow::failed;
  if (state.depth >= state.options.limits.max_partial_depth) {
    state.fail(fmt::format("partials are nested more than {} deep", state.options.limits.max_partial_depth),
               ErrorCode::too_large);
    return Flow::failed;
  }
  std::vector<Binding> arguments;
  for (const Argument& argument : node.arguments) arguments.push_back({argument.name, state.eval(argument.value)});
  const Item bound = node.bound != kNone ? state.eval(node.bound) : Item{};
  if (state.failed()) return Flow::failed;
  ++state.depth;
  const std::string_view outer_name = std::exchange(state.partial_name, name.text());
  const std::uint32_t line = state.line;
  Flow flow = Flow::normal;
  if (node.isolated) {
    flow = render_isolated(state, node, *tree, bound, std::move(arguments), out);
  } else {
    const Frames frames(*state.scope);
    state.scope->framed.insert(state.scope->framed.end(), arguments.begin(), arguments.end());
    std::string_view alias = node.alias.empty() ? name.text() : node.alias;
    flow = render_bound(state, node, *tree, bound, alias, out);
  }
  --state.depth;
  state.partial_name = outer_name;
  state.line = line;
  return flow;
}

}  // namespace throng::liquid::internal
