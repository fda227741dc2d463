// A parsed template: expressions in one list that nodes name by number, nodes in vectors, texts as views of the source.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "liquid/internal/item.h"

namespace throng::liquid::internal {

struct Filter;

using ExprId = std::uint32_t;
inline constexpr ExprId kNone = 0xffffffff;

// One step of a path: `.name`, or `[expr]`.
struct Segment {
  std::string_view name;  // when expr == kNone
  ExprId expr = kNone;
};

struct Expr {
  enum class Form : std::uint8_t { literal, path, range } form = Form::literal;
  Item literal;
  std::string_view source;  // as it is written
  std::string_view name;    // where a path starts, unless `first` says it
  ExprId first = kNone;     // path: the expression in the brackets it starts with; range: its first number
  ExprId last = kNone;      // range
  std::vector<Segment> segments;
};

struct FilterUse {
  const Filter* filter = nullptr;
  std::vector<ExprId> arguments;
  ExprId allow_false = kNone;  // of `default`
};

struct Pipeline {
  ExprId head = kNone;  // none: nothing to print
  std::vector<FilterUse> filters;
  bool has_default = false;
};

enum class Compare : std::uint8_t { truth, equal, unequal, less, less_equal, greater, greater_equal, contains };

struct Comparison {
  ExprId left = kNone;
  ExprId right = kNone;
  Compare compare = Compare::truth;
  bool then_or = false;  // how it is tied to the next one; the last one's means nothing
};
using Condition = std::vector<Comparison>;  // grouped from the right, as Liquid does

struct Node;
struct Block {
  std::vector<Node> nodes;
  bool blank = true;  // prints nothing but whitespace, whatever the data
};

struct Argument {
  std::string_view name;
  ExprId value = kNone;
};

struct Text {
  std::string_view text;
  bool raw = false;
};
struct Output {
  Pipeline value;
};
struct Assign {
  std::string_view name;
  Pipeline value;
};
struct Capture {
  std::string_view name;
  Block body;
};
struct Branch {
  Condition condition;
  bool is_else = false;
  bool negated = false;
  Block body;
};
struct If {
  std::vector<Branch> branches;
};
struct When {
  std::vector<ExprId> values;
  bool is_else = false;
  Block body;
};
struct Case {
  ExprId subject = kNone;
  std::vector<When> whens;
};
struct For {
  std::string_view variable;
  std::string_view name;  // "variable-collection", what `offset: continue` goes on from
  ExprId collection = kNone;
  ExprId limit = kNone;
  ExprId offset = kNone;
  ExprId columns = kNone;  // of a tablerow
  bool offset_continue = false;
  bool reversed = false;
  bool table = false;
  Block body;
  Block otherwise;
};
struct Cycle {
  ExprId group = kNone;
  std::string_view key;
  std::vector<ExprId> values;
};
struct Counter {
  std::string_view name;
  bool up = true;
};
struct IfChanged {
  Block body;
};
struct Interrupt {
  bool is_break = true;
};
struct Partial {
  ExprId name = kNone;
  bool isolated = false;  // render, not include
  bool each = false;      // `for`, not `with`
  ExprId bound = kNone;
  std::string_view alias;
  std::vector<Argument> arguments;
};

struct Node {
  std::variant<Text, Output, Assign, Capture, If, Case, For, Cycle, Counter, IfChanged, Interrupt, Partial> data;
  std::uint32_t line = 1;
};

struct Tree {
  std::string source;
  std::deque<std::string> names;  // texts that are not written as such in the source
  std::vector<Expr> exprs;
  Block root;
};

}  // namespace throng::liquid::internal
