// The engine's writing of a statement, read: its syntax tree line by line, and the calls in its text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace throng::analyze::user_sql {

// "   Function sum (alias total) (children 1)"; views into the lines.
struct Node {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t depth = 0;
  std::size_t parent = kNone;  // index
  std::size_t position = 0;    // among its parent's children
  std::size_t children = 0;
  std::string_view kind;
  std::string_view name;  // the first word after the kind; of literals, all that follows
};

// Nothing when the lines are no tree, or its nodes have not as many children as they say: a name with a line break
// looks like a node of its own.
std::optional<std::vector<Node>> read_tree(const std::vector<std::string>& lines);

// Every name that an opening bracket follows directly. Nothing when a quoted name has an escape in it or a quote is
// not closed.
std::optional<std::vector<std::string>> called_names(std::string_view text);

}  // namespace throng::analyze::user_sql
