#include "liquid/internal/tokens.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "liquid/internal/text.h"

namespace throng::liquid::internal {

Error at_line(std::uint32_t line, std::string message) {
  return {ErrorCode::invalid_argument, fmt::format("line {}: {}", line, message), ""};
}

namespace {

constexpr auto npos = std::string_view::npos;

std::uint32_t newlines(std::string_view text) { return static_cast<std::uint32_t>(std::ranges::count(text, '\n')); }

// "name rest": the name is `#` or a word.
std::pair<std::string_view, std::string_view> split_name(std::string_view body) {
  body = trim(body);
  std::size_t end = body.starts_with('#') ? 1 : 0;
  if (end == 0) {
    while (end < body.size() && is_word(body[end])) ++end;
  }
  return {body.substr(0, end), trim(body.substr(end))};
}

// Every line of an inline comment begins with #.
bool is_comment(std::string_view rest) {
  for (std::size_t at = rest.find('\n'); at != npos; at = rest.find('\n', at + 1)) {
    const std::string_view next = trim_start(rest.substr(at + 1));
    if (!next.empty() && next.front() != '#') return false;
  }
  return true;
}

struct Tag {
  std::string_view name;
  std::string_view rest;
  bool trim_before = false;
  bool trim_after = false;
  std::size_t begin = 0;  // of "{%"
  std::size_t end = 0;    // behind "%}"
};

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view source) : source_(source) {}

  Result<std::vector<Token>> run() {
    while (position_ < source_.size()) {
      const std::size_t open = next_open();
      add_text(open);
      if (open == npos) break;
      if (source_[open + 1] == '{')
        THRONG_CHECK(output(open));
      else
        THRONG_CHECK(tag(open));
    }
    return std::move(tokens_);
  }

 private:
  std::size_t next_open() const {
    for (std::size_t at = source_.find('{', position_); at != npos; at = source_.find('{', at + 1)) {
      if (at + 1 < source_.size() && (source_[at + 1] == '{' || source_[at + 1] == '%')) return at;
    }
    return npos;
  }

  std::uint32_t line_at(std::size_t at) {
    line_ += newlines(source_.substr(counted_, at - counted_));
    counted_ = at;
    return line_;
  }

  void add_text(std::size_t end, bool raw = false) {
    end = std::min(end, source_.size());
    std::string_view text = source_.substr(position_, end - position_);
    if (trim_next_) text = trim_start(text);
    trim_next_ = false;
    const std::uint32_t line = line_at(position_);
    position_ = end;
    if (!text.empty()) tokens_.push_back({Token::Kind::text, text, {}, line, raw});
  }

  // Whitespace before something that opens with a dash; `before` is where it opens.
  void trim_last(std::size_t before) {
    if (tokens_.empty() || tokens_.back().kind != Token::Kind::text) return;
    Token& last = tokens_.back();
    if (last.body.data() + last.body.size() != source_.data() + before) return;
    last.body = trim_end(last.body);
    if (last.body.empty()) tokens_.pop_back();
  }

  Result<void> output(std::size_t open) {
    const std::uint32_t line = line_at(open);
    const std::size_t close = source_.find("}}", open + 2);
    if (close == npos) return std::unexpected(at_line(line, "{{ is not closed; end it with }}"));
    std::string_view body = source_.substr(open + 2, close - open - 2);
    if (body.starts_with('-')) {
      body.remove_prefix(1);
      trim_last(open);
    }
    if (body.ends_with('-')) {
      body.remove_suffix(1);
      trim_next_ = true;
    }
    tokens_.push_back({Token::Kind::output, trim(body), {}, line});
    position_ = close + 2;
    return {};
  }

  // The next tag at or after `from`; an empty end when there is none.
  Tag find_tag(std::size_t from) const {
    Tag tag;
    tag.begin = source_.find("{%", from);
    if (tag.begin == npos) return tag;
    const std::size_t close = source_.find("%}", tag.begin + 2);
    if (close == npos) return tag;
    std::string_view body = source_.substr(tag.begin + 2, close - tag.begin - 2);
    tag.trim_before = body.starts_with('-');
    if (tag.trim_before) body.remove_prefix(1);
    tag.trim_after = body.ends_with('-');
    if (tag.trim_after) body.remove_suffix(1);
    std::tie(tag.name, tag.rest) = split_name(body);
    tag.end = close + 2;
    return tag;
  }

  // The tag that ends text nothing in which is read: it may hold unfinished tags.
  Tag find_end(std::size_t from, std::string_view name) const {
    for (std::size_t at = source_.find("{%", from); at != npos; at = source_.find("{%", at + 2)) {
      std::string_view body = source_.substr(at + 2);
      if (body.starts_with('-')) body.remove_prefix(1);
      body = trim_start(body);
      if (!body.starts_with(name) || (body.size() > name.size() && is_word(body[name.size()]))) continue;
      return find_tag(at);
    }
    return {};
  }

  // Comments may hold comments, and raw text with anything in it.
  Tag find_endcomment(std::size_t from) const {
    int depth = 1;
    bool raw_ends = true;  // once there is no end, there is none further on
    for (Tag tag = find_tag(from); tag.end != 0; tag = find_tag(tag.end)) {
      if (tag.name == "comment") ++depth;
      if (tag.name == "endcomment" && --depth == 0) return tag;
      if (tag.name == "raw" && raw_ends) {
        const Tag end = find_end(tag.end, "endraw");
        raw_ends = end.end != 0;
        if (raw_ends) tag = end;
      }
    }
    return {};
  }

  Result<void> tag(std::size_t open) {
    const std::uint32_t line = line_at(open);
    const Tag tag = find_tag(open);
    if (tag.end == 0) return std::unexpected(at_line(line, "{% is not closed; end it with %}"));
    if (tag.trim_before) trim_last(open);
    trim_next_ = tag.trim_after;
    position_ = tag.end;
    if (tag.name == "raw" || tag.name == "comment" || tag.name == "doc") return skip(tag, line);
    if (tag.name == "#") {
      if (is_comment(tag.rest)) return {};
      return std::unexpected(at_line(line, "each line of a comment in {% # %} must begin with #"));
    }
    tokens_.push_back({Token::Kind::tag, tag.rest, tag.name, line});
    return {};
  }

  Result<void> skip(const Tag& tag, std::uint32_t line) {
    const std::string end_name = "end" + std::string(tag.name);
    if (tag.name == "doc" && !tag.rest.empty())
      return std::unexpected(at_line(line, "{% doc %} takes nothing behind its name"));
    const Tag end = tag.name == "comment" ? find_endcomment(tag.end) : find_end(tag.end, end_name);
    if (end.end == 0) {
      return std::unexpected(
          at_line(line, fmt::format("{{% {} %}} is not closed; end it with {{% {} %}}", tag.name, end_name)));
    }
    if (tag.name == "doc" && find_end(tag.end, "doc").begin < end.begin && find_end(tag.end, "doc").end != 0) {
      return std::unexpected(at_line(line, "{% doc %} must not stand within {% doc %}"));
    }
    if (tag.name == "raw") {
      add_text(end.begin, true);
      if (end.trim_before) trim_last(end.begin);
    }
    position_ = end.end;
    trim_next_ = end.trim_after;
    return {};
  }

  std::string_view source_;
  std::size_t position_ = 0;
  bool trim_next_ = false;
  std::uint32_t line_ = 1;
  std::size_t counted_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

Result<std::vector<Token>> tokenize(std::string_view source) { return Tokenizer(source).run(); }

Result<std::vector<Token>> tokenize_lines(std::string_view body, std::uint32_t line) {
  std::vector<Token> tokens;
  std::string_view skipped;  // the tag whose end is looked for: comment or doc
  int depth = 0;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const auto [name, rest] = split_name(body.substr(0, end));
    const bool empty = only_space(body.substr(0, end));
    body.remove_prefix(std::min(end + 1, body.size()));
    const std::uint32_t here = line++;
    if (depth > 0) {
      if (name == skipped) ++depth;
      if (name.starts_with("end") && name.substr(3) == skipped) --depth;
    } else if (name == "comment" || name == "doc") {
      skipped = name;
      depth = 1;
    } else if (name == "raw") {
      return std::unexpected(at_line(here, "{% raw %} cannot stand within {% liquid %}"));
    } else if (!empty && name != "#") {
      tokens.push_back({Token::Kind::tag, rest, name, here});
    }
  }
  if (depth > 0)
    return std::unexpected(at_line(line, fmt::format("{} is not closed; end it with end{}", skipped, skipped)));
  return tokens;
}

}  // namespace throng::liquid::internal
