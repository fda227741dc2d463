#include "analyze/user_sql/statement.h"

#include <algorithm>
#include <array>
#include <vector>

#include "analyze/user_sql/tree.h"

namespace throng::analyze::user_sql {
namespace {

std::unexpected<Error> refuse(std::string why) { return invalid("sql", std::move(why)); }

// Nodes of SELECTs that are safe in themselves. Everything else is refused, also what a later engine adds.
constexpr auto kNodes = std::to_array<std::string_view>({
    "ArrayJoin",
    "Asterisk",
    "ColumnsExceptTransformer",
    "ColumnsListMatcher",
    "ColumnsRegexpMatcher",
    "ColumnsReplaceTransformer",
    "ColumnsReplaceTransformer::Replacement",
    "ColumnsTransformerList",
    "ExpressionList",
    "Function",
    "Identifier",
    "InterpolateElement",
    "Literal",
    "OrderByElement",
    "QualifiedAsterisk",
    "QualifiedColumnsListMatcher",
    "QualifiedColumnsRegexpMatcher",
    "SelectIntersectExceptQuery",
    "SelectQuery",
    "SelectWithUnionQuery",
    "Subquery",
    "TableExpression",
    "TableIdentifier",
    "TableJoin",
    "TablesInSelectQuery",
    "TablesInSelectQueryElement",
    "WindowDefinition",
    "WindowListElement",
    "WithElement",
});

struct Refusal {
  std::string_view node;
  std::string_view why;
};
constexpr auto kRefusals = std::to_array<Refusal>({
    {"Set", "SETTINGS are the server's: leave them out"},
    {"ColumnsApplyTransformer", "APPLY is not allowed: call the function on each column"},
    {"SampleRatio", "SAMPLE is not allowed: the views have no sampling key"},
    {"QueryParameter", "parameters like {name:Type} are not allowed: write the value"},
});

constexpr auto kCasts = std::to_array<std::string_view>({"CAST", "cast", "_CAST"});
constexpr auto kIn = std::to_array<std::string_view>(
    {"in", "notIn", "globalIn", "globalNotIn", "nullIn", "notNullIn", "globalNullIn", "globalNotNullIn"});

bool among(const auto& list, std::string_view name) { return std::ranges::find(list, name) != list.end(); }

bool has_dot(std::string_view name) { return name.find('.') != std::string_view::npos; }

class TreeCheck {
 public:
  TreeCheck(const std::vector<Node>& nodes, const Functions& functions) : nodes_(nodes), functions_(functions) {}

  Result<void> run() const {
    if (nodes_.empty() || nodes_.front().kind != "SelectWithUnionQuery")
      return refuse("expected one SELECT; statements of other kinds are not allowed");
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (i > 0 && nodes_[i].depth == 0) return refuse("expected one statement");
      THRONG_CHECK(check(nodes_[i]));
    }
    return {};
  }

 private:
  Result<void> check(const Node& node) const {
    if (!among(kNodes, node.kind)) return refused_node(node.kind);
    if (node.kind == "SelectWithUnionQuery" && node.children != 1)
      return refuse("FORMAT and INTO OUTFILE are not allowed: ask the API for the form that you need");
    if (node.kind == "TableIdentifier") THRONG_CHECK(check_table(node.name));
    if (node.kind == "Function") THRONG_CHECK(check_function(node));
    if (node.kind == "Identifier") THRONG_CHECK(check_identifier(node));
    return check_cast(node);
  }

  static Result<void> refused_node(std::string_view kind) {
    for (const auto& [node, why] : kRefusals)
      if (node == kind) return refuse(std::string(why));
    return refuse("this part of SQL is not allowed: " + std::string(kind));
  }

  static Result<void> check_table(std::string_view name) {
    if (has_dot(name))
      return refuse("\"" + std::string(name) + "\" is not allowed: tables are the views, named without a database");
    return {};
  }

  Result<void> check_function(const Node& node) const {
    const bool as_table = kind_above(node, 1) == "TableExpression";
    if (as_table ? allows_table_function(node.name) : functions_.allows(node.name)) return {};
    return refuse((as_table ? "table function " : "function ") + std::string(node.name) + " is not allowed");
  }

  // A function may be named without brackets where a lambda may stand: arrayMap(file, ['/etc/passwd']).
  Result<void> check_identifier(const Node& node) const {
    if (functions_.refuses(node.name))
      return refuse("\"" + std::string(node.name) +
                    "\" is a function that is not allowed; give your column another name");
    if (among(kIn, argument_of(node)) && node.position == 1 && has_dot(node.name))
      return refuse("the right side of IN must be a list, a view or a sub-query, not \"" + std::string(node.name) +
                    "\"");
    return {};
  }

  // States of aggregate functions are bytes that the engine trusts, so none may be made from a text.
  Result<void> check_cast(const Node& node) const {
    if (!among(kCasts, argument_of(node)) || node.position != 1) return {};
    if (node.kind != "Literal" || node.name.find("AggregateFunction") != std::string_view::npos)
      return refuse("a cast needs a plain type");
    return {};
  }

  std::string_view kind_above(const Node& node, int levels) const {
    const Node* at = &node;
    for (; levels > 0 && at->parent != Node::kNone; --levels) at = &nodes_[at->parent];
    return levels == 0 ? at->kind : std::string_view();
  }

  // The function whose direct argument this is; "" when it is none.
  std::string_view argument_of(const Node& node) const {
    if (kind_above(node, 1) != "ExpressionList" || kind_above(node, 2) != "Function") return {};
    return nodes_[nodes_[node.parent].parent].name;
  }

  const std::vector<Node>& nodes_;
  const Functions& functions_;
};

// The engine writes a call as name(, without a space, and a keyword never so, but for COLUMNS.
Result<void> check_call(std::string_view name, const Functions& functions) {
  if (name == "COLUMNS" || functions.allows(name) || allows_table_function(name)) return {};
  return refuse("function " + std::string(name) + " is not allowed");
}

}  // namespace

Result<void> check_input(std::string_view sql) {
  if (sql.size() > kMaxText) return fail(ErrorCode::too_large, "a statement has at most 64 KiB", "sql");
  if (sql.find_first_not_of(" \t\r\n;") == std::string_view::npos) return refuse("the statement is empty");
  for (const char c : sql)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t')
      return refuse("the statement contains a control character");
  return {};
}

Result<void> check_parsed(const warehouse::ParsedStatement& parsed, const Functions& functions) {
  const auto nodes = read_tree(parsed.tree);
  if (!nodes) return refuse("a name contains a line break");
  THRONG_CHECK(TreeCheck(*nodes, functions).run());
  const auto calls = called_names(parsed.text);
  if (!calls) return refuse("a name contains a backslash or a line break");
  for (const auto& name : *calls) THRONG_CHECK(check_call(name, functions));
  return {};
}

std::string as_one_select(const warehouse::ParsedStatement& parsed) {
  const auto nodes = read_tree(parsed.tree);
  const bool one = nodes && nodes->size() > 2 && (*nodes)[1].children == 1 && (*nodes)[2].kind == "SelectQuery";
  return one ? parsed.text : "SELECT * FROM (" + parsed.text + ")";
}

}  // namespace throng::analyze::user_sql
