#include "analyze/user_sql/tree.h"

#include <charconv>

namespace throng::analyze::user_sql {
namespace {

// "(children 3)" at the end of a line; 0 when it is not there.
std::size_t children_of(std::string_view line) {
  constexpr std::string_view kMark = " (children ";
  const auto at = line.rfind(kMark);
  if (at == std::string_view::npos || !line.ends_with(')')) return 0;
  std::size_t count = 0;
  const char* end = line.data() + line.size() - 1;
  const auto [stop, error] = std::from_chars(line.data() + at + kMark.size(), end, count);
  return error == std::errc() && stop == end ? count : 0;
}

Node read_line(std::string_view line) {
  Node node;
  node.depth = line.find_first_not_of(' ');
  if (node.depth == std::string_view::npos) return node;  // no kind: refused as unknown
  node.kind = line.substr(node.depth);
  node.kind = node.kind.substr(0, node.kind.find(' '));
  auto rest = line.substr(node.depth + node.kind.size());
  if (!rest.empty()) rest.remove_prefix(1);
  node.name = node.kind == "Literal" ? rest : rest.substr(0, rest.find(' '));
  if (node.kind != "Literal") node.children = children_of(line);
  return node;
}

bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool continues_name(char c) { return starts_name(c) || (c >= '0' && c <= '9') || c == '$' || c == '@'; }

// Past the closing quote; npos when there is none.
std::size_t skip_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace

std::optional<std::vector<Node>> read_tree(const std::vector<std::string>& lines) {
  std::vector<Node> nodes;
  std::vector<std::size_t> path;                   // indices of the nodes above, by depth
  std::vector<std::size_t> seen(lines.size(), 0);  // children found of each node
  for (const auto& line : lines) {
    Node node = read_line(line);
    if (node.depth > path.size()) return std::nullopt;
    path.resize(node.depth);
    if (!path.empty()) {
      node.parent = path.back();
      node.position = seen[node.parent]++;
    }
    path.push_back(nodes.size());
    nodes.push_back(node);
  }
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].children != seen[i]) return std::nullopt;
  return nodes;
}

std::optional<std::vector<std::string>> called_names(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    std::size_t end = at + 1;
    std::string_view name;
    if (c == '\'' || c == '`' || c == '"') {
      end = skip_quoted(text, at);
      if (end == std::string_view::npos) return std::nullopt;
      if (c != '\'') name = text.substr(at + 1, end - at - 2);
      if (name.find('\\') != std::string_view::npos) return std::nullopt;
    } else if (starts_name(c)) {
      while (end < text.size() && continues_name(text[end])) ++end;
      name = text.substr(at, end - at);
    } else if (c >= '0' && c <= '9') {  // 1e5, 0x1f: letters in a number begin no name
      while (end < text.size() && continues_name(text[end])) ++end;
    }
    if (!name.empty() && end < text.size() && text[end] == '(') names.emplace_back(name);
    at = end;
  }
  return names;
}

}  // namespace throng::analyze::user_sql
