#include "liquid/internal/parser.h"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "liquid/internal/cursor.h"
#include "liquid/internal/text.h"
#include "liquid/internal/tokens.h"

namespace throng::liquid::internal {
namespace {

// Whether a node prints nothing but whitespace, whatever the data.
struct Blank {
  bool operator()(const Text& t) const { return !t.raw && only_space(t.text); }
  bool operator()(const Assign&) const { return true; }
  bool operator()(const Capture&) const { return true; }
  bool operator()(const If& n) const {
    return std::ranges::all_of(n.branches, [](const Branch& b) { return b.body.blank; });
  }
  bool operator()(const Case& n) const {
    return std::ranges::all_of(n.whens, [](const When& w) { return w.body.blank; });
  }
  bool operator()(const For& n) const { return !n.table && n.body.blank && n.otherwise.blank; }
  bool operator()(const IfChanged& n) const { return n.body.blank; }
  bool operator()(const Interrupt&) const { return true; }
  bool operator()(const auto&) const { return false; }
};

void drop_text(Block& block) {
  std::erase_if(block.nodes, [](const Node& node) { return std::holds_alternative<Text>(node.data); });
}

class Parser {
 public:
  Parser(Tree& tree, std::span<const Token> tokens, int max_nesting, int nesting = 0)
      : tree_(tree), tokens_(tokens), max_nesting_(max_nesting), nesting_(nesting) {}

  // The whole of the tokens.
  Result<void> run(Block& out) { return block({}, out); }

 private:
  using Names = std::initializer_list<std::string_view>;

  Cursor cursor(const Token& token) const { return {tree_, token.body, token.line, max_nesting_}; }

  void add(Block& block, const Token& token, auto data) {
    block.blank = block.blank && Blank{}(data);
    block.nodes.push_back({std::move(data), token.line});
  }

  // Up to a tag with one of the names, which becomes closing_; to the end of the tokens when there are no names.
  Result<void> block(Names closing, Block& out, const Token* opened = nullptr) {
    if (nesting_ >= max_nesting_) {
      return std::unexpected(at_line(opened != nullptr ? opened->line : 1,
                                     "tags are nested too deeply; move the inner part into a partial"));
    }
    ++nesting_;
    for (; position_ < tokens_.size();) {
      const Token& token = tokens_[position_++];
      if (token.kind == Token::Kind::text) {
        add(out, token, Text{token.body, token.raw});
      } else if (token.kind == Token::Kind::output) {
        THRONG_TRY(Pipeline value, cursor(token).pipeline());
        add(out, token, Output{std::move(value)});
      } else if (std::ranges::find(closing, token.name) != closing.end()) {
        closing_ = &token;
        --nesting_;
        return {};
      } else {
        THRONG_CHECK(tag(token, out));
      }
    }
    --nesting_;
    if (closing.size() == 0) return {};
    const std::string_view end = *(closing.end() - 1);
    return std::unexpected(
        at_line(opened->line, fmt::format("{{% {} %}} is not closed; end it with {{% {} %}}", opened->name, end)));
  }

  Result<void> tag(const Token& token, Block& out) {
    using Read = Result<void> (Parser::*)(const Token&, Block&);
    static constexpr std::pair<std::string_view, Read> kTags[] = {
        {"assign", &Parser::assign},        {"break", &Parser::interrupt},
        {"capture", &Parser::capture},      {"case", &Parser::case_of},
        {"continue", &Parser::interrupt},   {"cycle", &Parser::cycle},
        {"decrement", &Parser::counter},    {"echo", &Parser::echo},
        {"for", &Parser::for_each},         {"if", &Parser::if_or_unless},
        {"ifchanged", &Parser::if_changed}, {"include", &Parser::partial},
        {"increment", &Parser::counter},    {"liquid", &Parser::lines},
        {"render", &Parser::partial},       {"tablerow", &Parser::for_each},
        {"unless", &Parser::if_or_unless},
    };
    for (const auto& [name, read] : kTags) {
      if (name == token.name) return (this->*read)(token, out);
    }
    if (token.name.empty()) return std::unexpected(at_line(token.line, "{% must be followed by the name of a tag"));
    if (token.name.starts_with("end") || token.name == "else" || token.name == "elsif" || token.name == "when") {
      return std::unexpected(
          at_line(token.line, fmt::format("{{% {} %}} closes nothing that is open here", token.name)));
    }
    return std::unexpected(at_line(token.line, fmt::format("there is no tag \"{}\"", token.name)));
  }

  Result<void> assign(const Token& token, Block& out) {
    Cursor in = cursor(token);
    Assign node;
    THRONG_TRY(node.name, in.target());
    if (!in.accept('=')) return std::unexpected(in.wrong("expected = behind the name"));
    THRONG_TRY(node.value, in.pipeline());
    if (node.value.head == kNone) return std::unexpected(in.wrong("expected a value"));
    add(out, token, std::move(node));
    return {};
  }

  Result<void> capture(const Token& token, Block& out) {
    Cursor in = cursor(token);
    Capture node;
    const char quote = in.peek();
    const bool quoted = (quote == '\'' || quote == '"') && in.accept(quote);
    THRONG_TRY(node.name, in.target());
    if (quoted && !in.accept(quote)) return std::unexpected(in.wrong("expected the closing quote"));
    THRONG_CHECK(in.end());
    THRONG_CHECK(block({"endcapture"}, node.body, &token));
    add(out, token, std::move(node));
    return {};
  }

  Result<void> echo(const Token& token, Block& out) {
    THRONG_TRY(Pipeline value, cursor(token).pipeline());
    add(out, token, Output{std::move(value)});
    return {};
  }

  Result<void> interrupt(const Token& token, Block& out) {
    THRONG_CHECK(cursor(token).end());
    add(out, token, Interrupt{token.name == "break"});
    return {};
  }

  Result<void> counter(const Token& token, Block& out) {
    Cursor in = cursor(token);
    Counter node{{}, token.name == "increment"};
    THRONG_TRY(node.name, in.target());
    THRONG_CHECK(in.end());
    add(out, token, node);
    return {};
  }

  Result<void> if_changed(const Token& token, Block& out) {
    IfChanged node;
    THRONG_CHECK(block({"endifchanged"}, node.body, &token));
    add(out, token, std::move(node));
    return {};
  }

  Result<void> lines(const Token& token, Block& out) {
    const std::string_view before(token.name.data(), static_cast<std::size_t>(token.body.data() - token.name.data()));
    const auto line = token.line + static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
    THRONG_TRY(const std::vector<Token> tokens, tokenize_lines(token.body, line));
    if (nesting_ + 1 >= max_nesting_) return std::unexpected(at_line(token.line, "tags are nested too deeply"));
    Parser inner(tree_, tokens, max_nesting_, nesting_);
    Block body;
    THRONG_CHECK(inner.run(body));
    out.blank = out.blank && body.blank;
    std::ranges::move(body.nodes, std::back_inserter(out.nodes));
    return {};
  }

  Result<void> if_or_unless(const Token& token, Block& out) {
    If node;
    const std::string_view end = token.name == "if" ? "endif" : "endunless";
    Branch first;
    first.negated = token.name == "unless";
    THRONG_TRY(first.condition, cursor(token).condition());
    THRONG_CHECK(block({"elsif", "else", end}, first.body, &token));
    node.branches.push_back(std::move(first));
    while (closing_->name != end) {
      Branch branch;
      branch.is_else = closing_->name == "else";
      if (!branch.is_else) {
        THRONG_TRY(branch.condition, cursor(*closing_).condition());
      }
      THRONG_CHECK(block({"elsif", "else", end}, branch.body, &token));
      node.branches.push_back(std::move(branch));
    }
    if (Blank{}(node)) {
      for (Branch& branch : node.branches) drop_text(branch.body);
    }
    add(out, token, std::move(node));
    return {};
  }

  Result<void> case_of(const Token& token, Block& out) {
    Cursor in = cursor(token);
    Case node;
    THRONG_TRY(node.subject, in.expression());
    THRONG_CHECK(in.end());
    Block before;  // prints nothing
    THRONG_CHECK(block({"when", "else", "endcase"}, before, &token));
    while (closing_->name != "endcase") {
      When when;
      when.is_else = closing_->name == "else";
      if (!when.is_else) THRONG_CHECK(when_values(*closing_, when));
      THRONG_CHECK(block({"when", "else", "endcase"}, when.body, &token));
      node.whens.push_back(std::move(when));
    }
    if (Blank{}(node)) {
      for (When& when : node.whens) drop_text(when.body);
    }
    add(out, token, std::move(node));
    return {};
  }

  Result<void> when_values(const Token& token, When& when) {
    Cursor in = cursor(token);
    do {
      THRONG_TRY(const ExprId value, in.expression());
      when.values.push_back(value);
    } while (in.accept(',') || in.accept_word("or"));
    return in.end();
  }

  Result<void> for_each(const Token& token, Block& out) {
    For node;
    node.table = token.name == "tablerow";
    THRONG_CHECK(for_head(token, node));
    if (node.table) {
      THRONG_CHECK(block({"endtablerow"}, node.body, &token));
    } else {
      THRONG_CHECK(block({"else", "endfor"}, node.body, &token));
      while (closing_->name == "else") {
        node.otherwise = {};
        THRONG_CHECK(block({"else", "endfor"}, node.otherwise, &token));
      }
    }
    if (Blank{}(node)) {
      drop_text(node.body);
      drop_text(node.otherwise);
    }
    add(out, token, std::move(node));
    return {};
  }

  Result<void> for_head(const Token& token, For& node) {
    Cursor in = cursor(token);
    THRONG_TRY(node.variable, in.name());
    if (!in.accept_word("in")) return std::unexpected(in.wrong("expected \"in\" behind the variable"));
    THRONG_TRY(node.collection, in.expression());
    node.name = tree_.names.emplace_back(fmt::format("{}-{}", node.variable, tree_.exprs[node.collection].source));
    while (true) {
      while (in.accept(',')) {
      }
      if (in.at_end()) break;
      THRONG_TRY(const std::string_view option, in.name(false));
      if (option == "reversed") {
        node.reversed = true;
        continue;
      }
      ExprId* place = option == "limit" ? &node.limit : option == "offset" ? &node.offset : nullptr;
      if (option == "cols" && node.table) place = &node.columns;
      if (place == nullptr || !in.accept(':')) return std::unexpected(in.wrong("expected reversed, limit: or offset:"));
      node.offset_continue = option == "offset" && in.accept_word("continue");
      if (option == "offset" && node.offset_continue) continue;
      THRONG_TRY(*place, in.expression());
    }
    return {};
  }

  Result<void> cycle(const Token& token, Block& out) {
    Cursor in = cursor(token);
    Cycle node;
    node.key = token.body;
    THRONG_TRY(const ExprId first, in.expression());
    if (in.accept(':')) {
      node.group = first;
      THRONG_TRY(const ExprId value, in.expression());
      node.values.push_back(value);
    } else {
      node.values.push_back(first);
    }
    while (in.accept(',')) {
      if (in.at_end()) break;
      THRONG_TRY(const ExprId value, in.expression());
      node.values.push_back(value);
    }
    THRONG_CHECK(in.end());
    add(out, token, std::move(node));
    return {};
  }

  // "a/b.html" is known as `b` inside, as far as it is a name.
  static std::string_view alias_of(std::string_view name) { return name.substr(name.rfind('/') + 1); }

  Result<void> partial(const Token& token, Block& out) {
    Cursor in = cursor(token);
    Partial node;
    node.isolated = token.name == "render";
    THRONG_TRY(node.name, in.expression());
    const Expr& name = tree_.exprs[node.name];
    const bool quoted = name.form == Expr::Form::literal && name.literal.kind == Kind::text;
    if (node.isolated && !quoted)
      return std::unexpected(at_line(token.line, "{% render %} takes the partial's name in quotes"));
    if (quoted) node.alias = alias_of(name.literal.text());
    node.each = in.accept_word("for");
    if (node.each || in.accept_word("with")) {
      THRONG_TRY(node.bound, in.expression());
      if (in.accept_word("as")) {
        THRONG_TRY(node.alias, in.name());
      }
    }
    while (true) {
      while (in.accept(',')) {
      }
      if (in.at_end()) break;
      Argument argument;
      THRONG_TRY(argument.name, in.name());
      if (!in.accept(':')) return std::unexpected(in.wrong("expected : behind the argument's name"));
      THRONG_TRY(argument.value, in.expression());
      node.arguments.push_back(argument);
    }
    add(out, token, std::move(node));
    return {};
  }

  Tree& tree_;
  std::span<const Token> tokens_;
  std::size_t position_ = 0;
  int max_nesting_;
  int nesting_;
  const Token* closing_ = nullptr;
};

}  // namespace

Result<void> parse_tree(Tree& tree, const ParseOptions& options) {
  THRONG_TRY(const std::vector<Token> tokens, tokenize(tree.source));
  Parser parser(tree, tokens, options.max_nesting);
  return parser.run(tree.root);
}

}  // namespace throng::liquid::internal
