// One rendering: its memory, its variables, its limits. Thrown away afterwards.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "liquid/internal/tree.h"
#include "liquid/template.h"

namespace throng::liquid::internal {

struct Binding {
  std::string_view name;
  Item value;
};

// What {% render %} starts anew, and {% include %} shares.
struct Scope {
  std::vector<Binding> assigned;  // by assign and capture
  std::vector<Binding> framed;    // by loops and arguments of partials; the last of a name counts
  std::vector<std::pair<std::string_view, std::int64_t>> counters;
  std::vector<std::pair<std::string_view, std::int64_t>> cycles;   // key -> next
  std::vector<std::pair<std::string_view, std::int64_t>> offsets;  // loop name -> where it ended
  const Loop* loop = nullptr;
};

struct State {
  State(const Value& data, const RenderOptions& given);

  const Value::Object* globals;  // null when the data is not an object
  const RenderOptions& options;
  const Tree* tree = nullptr;
  Scope* scope = nullptr;
  std::uint32_t line = 1;
  std::size_t start = 0;          // bytes that the output had before
  std::string_view partial_name;  // where `line` is, "" for the template itself
  int depth = 0;                  // of partials
  bool in_render = false;         // include is not allowed there
  bool watch_missing = false;
  std::string_view changed;  // what the last ifchanged printed
  std::optional<Error> error;
  std::string scratch;

  bool failed() const { return error.has_value(); }
  // Keeps the first error. Returns nil, so that filters can return it.
  Item fail(std::string message, ErrorCode code = ErrorCode::invalid_argument);
  // False, and failed, when a limit is passed.
  bool step(std::size_t bytes = 0);
  bool iterate(std::int64_t count);
  // Whether a == b, in steps.
  bool same(const Item& a, const Item& b);
  // Bytes that may be looked at with the steps that are left.
  std::size_t budget() const;
  // Before one of `count` names is looked for; few of them cost nothing.
  bool look(std::size_t count) { return count <= 64 || step(count * 8); }
  bool check_output(std::size_t bytes);
  // The tree of a partial, null when there is none.
  const Tree* partial(std::string_view name) const;
  // Before something of this size is made.
  bool room(std::size_t bytes);

  // Into the arena.
  std::string_view keep(std::string_view text);
  Item keep_text(std::string_view text, bool safe = false) { return Item::of(keep(text), safe); }
  Item keep_list(std::span<const Item> list);

  // What {{ }} prints, unescaped. Lists run together; objects as Ruby shows them.
  void append(std::string& out, const Item& item);
  std::string_view text_of(const Item& item);

  Item eval(ExprId id);
  Item eval(const Pipeline& pipeline);
  bool eval(const Condition& condition);
  bool compare(const Comparison& comparison);

 private:
  Item eval_path(const Expr& expr);
  Item find(std::string_view name, bool& found);
  Item bracket(const Item& base, const Item& key, bool& found);
  void miss(std::string_view path);

  std::int64_t steps_ = 0;
  std::int64_t iterations_ = 0;
  std::size_t memory_ = 0;
  alignas(16) std::byte first_[4096];
  std::pmr::monotonic_buffer_resource arena_{first_, sizeof first_};
};

// `item.name`; nil and not found when there is nothing of that name.
Item member(const Item& item, std::string_view name, bool& found);

// The text's or number's whole number as Integer() of Ruby reads it; nothing for all else.
std::optional<std::int64_t> strict_integer(const Item& item);

enum class Flow : std::uint8_t { normal, leave, next, failed };

Flow render_block(State& state, const Block& block, std::string& out);
Flow render_for(State& state, const For& node, std::string& out);
Flow render_partial(State& state, const Partial& node, std::string& out);

}  // namespace throng::liquid::internal
