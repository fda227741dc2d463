// Nodes to text.
#include <algorithm>

#include "liquid/internal/filters.h"
#include "liquid/internal/state.h"
#include "liquid/internal/text.h"

namespace throng::liquid::internal {
namespace {

Flow after(State& state) { return state.failed() ? Flow::failed : Flow::normal; }

void set(State& state, std::string_view name, const Item& value) {
  if (!state.look(state.scope->assigned.size())) return;
  for (Binding& binding : state.scope->assigned) {
    if (binding.name == name) {
      binding.value = value;
      return;
    }
  }
  state.scope->assigned.push_back({name, value});
}

void print(State& state, std::string& out, const Item& item) {
  if (state.options.html && !item.safe && item.kind == Kind::text) {
    append_html(out, item.text());
  } else if (state.options.html && !item.safe && (item.is_list() || item.kind == Kind::object)) {
    state.scratch.clear();
    state.append(state.scratch, item);
    append_html(out, state.scratch);
  } else {
    state.append(out, item);
  }
}

std::int64_t& counted(std::vector<std::pair<std::string_view, std::int64_t>>& counts, std::string_view key) {
  for (auto& [name, value] : counts) {
    if (name == key) return value;
  }
  return counts.emplace_back(key, 0).second;
}

struct Renderer {
  State& state;
  std::string& out;

  Flow operator()(const Text& node) const {
    out += node.text;
    return Flow::normal;
  }

  Flow operator()(const Output& node) const {
    const Item item = state.eval(node.value);
    if (!state.failed()) print(state, out, item);
    return after(state);
  }

  Flow operator()(const Assign& node) const {
    const Item item = state.eval(node.value);
    if (!state.failed()) set(state, node.name, item);
    return after(state);
  }

  Flow operator()(const Capture& node) const {
    std::string text;
    const Flow flow = render_block(state, node.body, text);
    if (flow == Flow::failed) return flow;
    set(state, node.name, state.keep_text(text, state.options.html));
    return state.failed() ? Flow::failed : flow;
  }

  Flow operator()(const If& node) const {
    for (const Branch& branch : node.branches) {
      if (!branch.is_else && state.eval(branch.condition) == branch.negated) continue;
      if (state.failed()) break;
      return render_block(state, branch.body, out);
    }
    return after(state);
  }

  Flow operator()(const Case& node) const {
    const Item subject = state.eval(node.subject);
    bool matched = false;
    for (const When& when : node.whens) {
      std::size_t times = when.is_else && !matched ? 1 : 0;
      for (const ExprId value : when.values) times += state.same(subject, state.eval(value)) ? 1 : 0;
      if (state.failed() || !state.step()) return Flow::failed;
      matched = matched || (!when.is_else && times > 0);
      for (; times > 0; --times) {
        const Flow flow = render_block(state, when.body, out);
        if (flow != Flow::normal) return flow;
      }
    }
    return after(state);
  }

  Flow operator()(const For& node) const { return render_for(state, node, out); }

  // A cycle is known by its group's value, or by how it is written.
  Flow operator()(const Cycle& node) const {
    std::string_view key = node.key;
    if (node.group != kNone) {
      std::string group = ":";
      state.append(group, state.eval(node.group));
      key = group;
      const auto known = std::ranges::find(state.scope->cycles, key, &std::pair<std::string_view, std::int64_t>::first);
      key = known != state.scope->cycles.end() ? known->first : state.keep(group);
    }
    if (!state.look(state.scope->cycles.size())) return Flow::failed;
    std::int64_t& next = counted(state.scope->cycles, key);
    const auto size = static_cast<std::int64_t>(node.values.size());
    const Item item = next < size ? state.eval(node.values[static_cast<std::size_t>(next)]) : Item{};
    next = next + 1 >= size ? 0 : next + 1;
    print(state, out, item);
    return after(state);
  }

  Flow operator()(const Counter& node) const {
    if (!state.look(state.scope->counters.size())) return Flow::failed;
    std::int64_t& value = counted(state.scope->counters, node.name);
    if (!node.up) --value;
    append_integer(out, value);
    if (node.up) ++value;
    return Flow::normal;
  }

  Flow operator()(const IfChanged& node) const {
    std::string text;
    const Flow flow = render_block(state, node.body, text);
    if (flow == Flow::failed) return flow;
    if (text != state.changed) {
      state.changed = state.keep(text);
      out += text;
    }
    return state.failed() ? Flow::failed : flow;
  }

  Flow operator()(const Interrupt& node) const { return node.is_break ? Flow::leave : Flow::next; }

  Flow operator()(const Partial& node) const { return render_partial(state, node, out); }
};

}  // namespace

Flow render_block(State& state, const Block& block, std::string& out) {
  for (const Node& node : block.nodes) {
    state.line = node.line;
    if (!state.step()) return Flow::failed;
    const Flow flow = std::visit(Renderer{state, out}, node.data);
    if (flow != Flow::normal) return flow;
    if (!state.check_output(out.size())) return Flow::failed;
  }
  return Flow::normal;
}

}  // namespace throng::liquid::internal
