#include "engage/markup.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "outbound/mail.h"

namespace throng::engage {
namespace {

constexpr auto npos = std::string_view::npos;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

bool begins(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::ranges::equal(text.substr(0, word.size()), word, {}, lower, [](char c) { return c; });
}

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0) {
  for (std::size_t at = from; at + word.size() <= text.size(); ++at)
    if (begins(text.substr(at), word)) return at;
  return npos;
}

// The last one.
std::size_t find_last_word(std::string_view text, std::string_view word) {
  std::size_t found = npos;
  for (std::size_t at = find_word(text, word); at != npos; at = find_word(text, word, at + 1)) found = at;
  return found;
}

// What & and ; stand around in addresses and texts.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kEntities = {
    {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"#39", "'"}, {"apos", "'"}, {"nbsp", " "}}};

std::string decoded(std::string_view html) {
  std::string out;
  for (std::size_t i = 0; i < html.size(); ++i) {
    const auto end = html[i] == '&' ? html.substr(i, 10).find(';') : npos;
    const auto entity = end == npos ? kEntities.end()
                                    : std::ranges::find(kEntities, html.substr(i + 1, end - 1),
                                                        [](const auto& one) { return one.first; });
    if (entity == kEntities.end()) {
      out += html[i];
    } else {
      out += entity->second;
      i += end;
    }
  }
  return out;
}

// A tag as it stands in the text: [begin, end), end after its '>'.
struct Tag {
  std::size_t begin = 0, end = 0;
  std::string name;  // lower case, "/p" where it closes
};

// The next one at or after `from`; a comment has the name "!--". Quotes inside a tag may hold a '>'.
bool next_tag(std::string_view html, std::size_t from, Tag& tag) {
  for (std::size_t at = html.find('<', from); at != npos; at = html.find('<', at + 1)) {
    if (html.substr(at).starts_with("<!--")) {
      const auto end = html.find("-->", at + 4);
      tag = {at, end == npos ? html.size() : end + 3, "!--"};
      return true;
    }
    std::size_t name = at + 1;
    if (name < html.size() && html[name] == '/') ++name;
    if (name >= html.size() || (!is_letter(html[name]) && html[name] != '!')) continue;
    tag = {at, html.size(), {}};
    for (std::size_t i = at + 1;
         i < html.size() && !is_space(html[i]) && html[i] != '>' && (html[i] != '/' || i == at + 1); ++i)
      tag.name += lower(html[i]);
    char quote = 0;
    for (std::size_t i = at + 1; i < html.size(); ++i) {
      if (quote != 0) {
        if (html[i] == quote) quote = 0;
      } else if (html[i] == '"' || html[i] == '\'') {
        quote = html[i];
      } else if (html[i] == '>') {
        tag.end = i + 1;
        break;
      }
    }
    return true;
  }
  return false;
}

// Where the value of an attribute stands in the html, without its quotes; {0, 0}: it has none.
std::pair<std::size_t, std::size_t> attribute_in(std::string_view html, const Tag& tag, std::string_view name) {
  std::size_t i = tag.begin + 1;
  while (i < tag.end && !is_space(html[i]) && html[i] != '>') ++i;
  while (i < tag.end) {
    while (i < tag.end && (is_space(html[i]) || html[i] == '/')) ++i;
    const std::size_t begin = i;
    while (i < tag.end && !is_space(html[i]) && html[i] != '=' && html[i] != '>') ++i;
    const std::string_view found = html.substr(begin, i - begin);
    while (i < tag.end && is_space(html[i])) ++i;
    if (i >= tag.end || html[i] != '=') {
      if (i < tag.end && html[i] == '>') break;
      continue;
    }
    ++i;
    while (i < tag.end && is_space(html[i])) ++i;
    const char quote = i < tag.end && (html[i] == '"' || html[i] == '\'') ? html[i++] : '\0';
    const std::size_t value = i;
    while (i < tag.end && (quote != 0 ? html[i] != quote : !is_space(html[i]) && html[i] != '>')) ++i;
    if (found.size() == name.size() && begins(found, name)) return {value, i};
    if (quote != 0 && i < tag.end) ++i;
  }
  return {0, 0};
}

bool is_web(std::string_view url) { return begins(url, "http://") || begins(url, "https://"); }

}  // namespace

std::string with_links(std::string_view html, FunctionRef<std::string(std::string_view url)> link) {
  std::string out;
  std::size_t done = 0;
  Tag tag;
  for (std::size_t at = 0; next_tag(html, at, tag); at = tag.end) {
    if (tag.name != "a" && tag.name != "area") continue;
    const auto [begin, end] = attribute_in(html, tag, "href");
    const std::string url = decoded(html.substr(begin, end - begin));
    if (!is_web(url)) continue;
    out += html.substr(done, begin - done);
    out += outbound::escape_html(link(url));
    done = end;
  }
  out += html.substr(done);
  return out;
}

std::string with_pixel(std::string html, std::string_view url) {
  const std::string pixel =
      fmt::format("<img src=\"{}\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block;border:0\">",
                  outbound::escape_html(url));
  const auto body = find_last_word(html, "</body");
  html.insert(body == npos ? html.size() : body, pixel);
  return html;
}

std::string with_preheader(std::string html, std::string_view text) {
  const std::string hidden = fmt::format(
      "<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\">{}</div>", outbound::escape_html(text));
  const auto body = find_word(html, "<body");
  const auto after = body == npos ? npos : html.find('>', body);
  html.insert(after == npos ? 0 : after + 1, hidden);
  return html;
}

namespace {

bool is_block(std::string_view name) {
  constexpr std::string_view kBlocks[] = {"p",       "div",    "table",  "tr", "ul", "ol",     "li",
                                          "h1",      "h2",     "h3",     "h4", "h5", "h6",     "blockquote",
                                          "section", "header", "footer", "hr", "br", "center", "article"};
  if (name.starts_with('/')) name.remove_prefix(1);
  return std::ranges::find(kBlocks, name) != std::end(kBlocks);
}

// Collects text: whitespace becomes one space, line breaks come from blocks.
class TextWriter {
 public:
  void add(std::string_view html) {
    for (const char c : decoded(html)) {
      if (is_space(c)) {
        space_ = true;
        continue;
      }
      if (space_ && !out_.empty() && out_.back() != '\n') out_ += ' ';
      space_ = false;
      out_ += c;
    }
  }
  void line() {
    space_ = false;
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }
  std::string finish() && {
    while (!out_.empty() && is_space(out_.back())) out_.pop_back();
    return out_.empty() ? "" : out_ + "\n";
  }

 private:
  std::string out_;
  bool space_ = false;
};

}  // namespace

std::string text_of(std::string_view html) {
  TextWriter text;
  std::string link, skipping;  // the address of the link we are in; the element whose inside is no text
  std::size_t done = 0;
  Tag tag;
  for (; next_tag(html, done, tag); done = tag.end) {
    if (skipping.empty()) text.add(html.substr(done, tag.begin - done));
    if (tag.name == "style" || tag.name == "script" || tag.name == "head" || tag.name == "title") skipping = tag.name;
    if (tag.name == "/" + skipping) skipping.clear();
    if (tag.name == "a") {
      const auto [begin, end] = attribute_in(html, tag, "href");
      link = decoded(html.substr(begin, end - begin));
    }
    if (tag.name == "/a" && is_web(link)) text.add(fmt::format(" ({})", outbound::escape_html(link)));
    if (tag.name == "/a") link.clear();
    if (tag.name == "td" || tag.name == "th") text.add(" ");
    if (tag.name == "li" || is_block(tag.name)) text.line();
    if (tag.name == "li") text.add("- ");
  }
  if (skipping.empty()) text.add(html.substr(done));
  return std::move(text).finish();
}

}  // namespace throng::engage
