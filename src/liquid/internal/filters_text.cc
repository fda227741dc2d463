// Filters that make text from text.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "liquid/internal/date.h"
#include "liquid/internal/filters.h"
#include "liquid/internal/number.h"
#include "liquid/internal/state.h"
#include "liquid/internal/text.h"

namespace throng::liquid::internal {
namespace {

// In HTML, text that is safe stays so when something is put beside it, which is escaped then.
Item concat(State& state, const Item& a, const Item& b) {
  std::string out;
  const bool html = state.options.html && (a.safe || b.safe);
  for (const Item* part : {&a, &b}) {
    if (html && !part->safe)
      append_html(out, state.text_of(*part));
    else
      state.append(out, *part);
  }
  return state.keep_text(out, html);
}

Item append(Call& call) { return concat(call.state, call.input, call.argument(0)); }
Item prepend(Call& call) { return concat(call.state, call.argument(0), call.input); }

Item capitalize(Call& call) {
  const std::string_view text = call.state.text_of(call.input);
  const std::string_view first = characters(text, 0, 1);
  std::string out;
  append_upper(out, first);
  append_lower(out, text.substr(first.size()));
  return call.state.keep_text(out);
}

Item upcase(Call& call) {
  std::string out;
  append_upper(out, call.state.text_of(call.input));
  return call.state.keep_text(out);
}

Item downcase(Call& call) {
  std::string out;
  append_lower(out, call.state.text_of(call.input));
  return call.state.keep_text(out);
}

Item strip(Call& call) { return Item::of(trim(call.state.text_of(call.input)), call.input.safe); }
Item lstrip(Call& call) { return Item::of(trim_start(call.state.text_of(call.input)), call.input.safe); }
Item rstrip(Call& call) { return Item::of(trim_end(call.state.text_of(call.input)), call.input.safe); }

// All line ends become `with`.
std::string replace_lines(std::string_view text, std::string_view with) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n')
      out += with;
    else
      out += text[i];
  }
  return out;
}

Item strip_newlines(Call& call) { return call.state.keep_text(replace_lines(call.state.text_of(call.input), "")); }

Item newline_to_br(Call& call) {
  std::string text(call.state.text_of(call.input));
  if (call.state.options.html && !call.input.safe) {
    text.clear();
    append_html(text, call.state.text_of(call.input));
  }
  if (!call.state.room(text.size() + 6 * static_cast<std::size_t>(std::ranges::count(text, '\n')))) return {};
  return call.state.keep_text(replace_lines(text, "<br />\n"), call.state.options.html);
}

// Looking for a long text in a long one is slow where they are much alike.
bool may_search(State& state, std::string_view text, std::string_view part) {
  return state.step(text.size() * (1 + part.size() / 16));
}

Item replace_all(State& state, std::string_view text, std::string_view part, std::string_view with) {
  if (!may_search(state, text, part)) return {};
  std::string out;
  const auto fits = [&] { return out.size() <= state.options.limits.max_memory_bytes || state.room(out.size()); };
  if (part.empty()) {
    while (!text.empty() && fits()) {
      out += with;
      const std::size_t bytes = character_bytes(text);
      out += text.substr(0, bytes);
      text.remove_prefix(bytes);
    }
    return state.keep_text(out += with);
  }
  for (std::size_t at = text.find(part); at != std::string_view::npos && fits(); at = text.find(part)) {
    out += text.substr(0, at);
    out += with;
    text.remove_prefix(at + part.size());
  }
  return state.keep_text(out += text);
}

Item replace_one(Call& call, std::string_view with, bool last) {
  State& state = call.state;
  const std::string_view text = state.text_of(call.input);
  const std::string_view part = state.text_of(call.argument(0));
  if (!may_search(state, text, part)) return {};
  const std::size_t at = last ? text.rfind(part) : text.find(part);
  if (at == std::string_view::npos) return state.keep_text(text);
  std::string out(text.substr(0, at));
  out += with;
  out += text.substr(at + part.size());
  return state.keep_text(out);
}

Item replace(Call& call) {
  State& state = call.state;
  return replace_all(state, state.text_of(call.input), state.text_of(call.argument(0)),
                     state.text_of(call.argument(1)));
}
Item replace_first(Call& call) { return replace_one(call, call.state.text_of(call.argument(1)), false); }
Item replace_last(Call& call) { return replace_one(call, call.state.text_of(call.argument(1)), true); }
Item remove(Call& call) {
  return replace_all(call.state, call.state.text_of(call.input), call.state.text_of(call.argument(0)), "");
}
Item remove_first(Call& call) { return replace_one(call, "", false); }
Item remove_last(Call& call) { return replace_one(call, "", true); }

Item split_words(State& state, std::string_view text) {
  std::vector<Item> list;
  for (text = trim(text); !text.empty(); text = trim_start(text)) {
    const auto end = static_cast<std::size_t>(std::ranges::find_if(text, is_space) - text.begin());
    list.push_back(Item::of(text.substr(0, end)));
    text.remove_prefix(end);
  }
  return state.keep_list(list);
}

Item split(Call& call) {
  State& state = call.state;
  std::string_view text = state.text_of(call.input);
  const std::string_view part = state.text_of(call.argument(0));
  if (!may_search(state, text, part) || !state.room(text.size())) return {};
  if (part == " ") return split_words(state, text);
  std::vector<Item> list;
  while (!text.empty() && list.size() * sizeof(Item) <= state.options.limits.max_memory_bytes) {
    const std::size_t end = part.empty() ? character_bytes(text) : std::min(text.find(part), text.size());
    list.push_back(Item::of(text.substr(0, end)));
    text.remove_prefix(std::min(end + part.size(), text.size()));
  }
  while (!list.empty() && list.back().size == 0) list.pop_back();
  return state.keep_list(list);
}

// A whole number, or the filter fails.
std::optional<std::int64_t> whole_argument(Call& call, std::size_t index, std::int64_t standard) {
  if (index >= call.arguments.size()) return standard;
  const auto value = strict_integer(call.arguments[index]);
  if (!value) call.state.fail("a filter's argument must be a whole number");
  return value;
}

Item slice(Call& call) {
  State& state = call.state;
  const auto first = whole_argument(call, 0, 0);
  auto length = call.argument(1).is_nil() ? std::optional<std::int64_t>(1) : whole_argument(call, 1, 1);
  if (!first || !length) return {};
  const bool list = call.input.is_list();
  const std::string_view text = list ? std::string_view() : state.text_of(call.input);
  const std::int64_t size = list ? call.input.length() : count_characters(text);
  std::int64_t begin = *first < 0 ? *first + size : *first;
  if (begin < 0 || begin > size || *length < 0) return list ? state.keep_list({}) : Item::of(std::string_view());
  length = std::min(*length, size - begin);
  if (!list) return Item::of(characters(text, begin, *length), false);
  if (!state.room(static_cast<std::size_t>(std::min<std::int64_t>(*length, 1 << 30)) * sizeof(Item))) return {};
  std::vector<Item> out;
  for (std::int64_t i = 0; i < *length; ++i) out.push_back(call.input.at(begin + i));
  return state.keep_list(out);
}

Item truncate(Call& call) {
  State& state = call.state;
  const auto length = whole_argument(call, 0, 50);
  if (!length) return {};
  if (call.input.is_nil()) return {};
  const std::string_view text = state.text_of(call.input);
  const std::string_view tail = call.arguments.size() > 1 ? state.text_of(call.argument(1)) : "...";
  if (count_characters(text) <= *length) return Item::of(text, call.input.safe);
  std::string out(characters(text, 0, std::max<std::int64_t>(*length - count_characters(tail), 0)));
  out += tail;
  return state.keep_text(out);
}

Item truncatewords(Call& call) {
  State& state = call.state;
  const auto wanted = whole_argument(call, 0, 15);
  if (!wanted) return {};
  if (call.input.is_nil()) return {};
  const std::string_view text = state.text_of(call.input);
  const std::string_view tail = call.arguments.size() > 1 ? state.text_of(call.argument(1)) : "...";
  const Item words = split_words(state, text);
  const std::int64_t count = std::max<std::int64_t>(*wanted, 1);
  if (words.length() <= count) return Item::of(text, call.input.safe);
  std::string out;
  for (std::int64_t i = 0; i < count; ++i) {
    if (i > 0) out += ' ';
    out += words.at(i).text();
  }
  out += tail;
  return state.keep_text(out);
}

Item default_to(Call& call) {
  const bool keeps_false = call.allow_false && call.input.kind == Kind::boolean;
  if (keeps_false || (call.input.truthy() && !is_empty(call.input) && call.input.kind != Kind::empty))
    return call.input;
  return call.argument(0);
}

Item date(Call& call) {
  State& state = call.state;
  const std::string_view format = state.text_of(call.argument(0));
  if (format.empty()) return call.input;
  const auto moment = to_moment(call.input, state.options.now);
  if (!moment) return call.input;
  std::string out;
  format_moment(out, *moment, format);
  return state.keep_text(out);
}

constexpr Filter kFilters[] = {
    {"append", append, 1, 1},
    {"capitalize", capitalize, 0, 0},
    {"date", date, 1, 1},
    {"default", default_to, 0, 1, true},
    {"downcase", downcase, 0, 0},
    {"lstrip", lstrip, 0, 0},
    {"newline_to_br", newline_to_br, 0, 0},
    {"prepend", prepend, 1, 1},
    {"remove", remove, 1, 1},
    {"remove_first", remove_first, 1, 1},
    {"remove_last", remove_last, 1, 1},
    {"replace", replace, 1, 2},
    {"replace_first", replace_first, 1, 2},
    {"replace_last", replace_last, 2, 2},
    {"rstrip", rstrip, 0, 0},
    {"slice", slice, 1, 2},
    {"split", split, 1, 1},
    {"strip", strip, 0, 0},
    {"strip_newlines", strip_newlines, 0, 0},
    {"truncate", truncate, 0, 2},
    {"truncatewords", truncatewords, 0, 2},
    {"upcase", upcase, 0, 0},
};

}  // namespace

std::span<const Filter> text_filters() { return kFilters; }

}  // namespace throng::liquid::internal
