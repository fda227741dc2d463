#include "liquid/internal/state.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <fmt/format.h>

#include "liquid/internal/text.h"

namespace throng::liquid::internal {

State::State(const Value& data, const RenderOptions& given)
    : globals(std::get_if<Value::Object>(&data.data)), options(given) {}

Item State::fail(std::string message, ErrorCode code) {
  if (error) return {};
  const std::string place = partial_name.empty() ? "" : fmt::format("partial \"{}\", ", partial_name);
  error = Error{code, fmt::format("{}line {}: {}", place, line, message), ""};
  return {};
}

bool State::step(std::size_t bytes) {
  const std::int64_t before = steps_ >> 10;
  steps_ += 1 + static_cast<std::int64_t>(bytes / 64);
  if (steps_ > options.limits.max_steps) {
    fail(fmt::format("the template takes more than {} steps; shorten its loops", options.limits.max_steps),
         ErrorCode::deadline);
  } else if (options.deadline && steps_ >> 10 != before && std::chrono::steady_clock::now() > *options.deadline) {
    fail("the template takes too long; shorten its loops", ErrorCode::deadline);
  }
  return !failed();
}

std::size_t State::budget() const {
  return static_cast<std::size_t>(std::max<std::int64_t>(options.limits.max_steps - steps_, 0)) * 64;
}

bool State::same(const Item& a, const Item& b) {
  const std::size_t before = budget();
  std::size_t left = before;
  const bool result = equal(a, b, left);
  return step(before - left) && result;
}

bool State::iterate(std::int64_t count) {
  if (count > options.limits.max_iterations - iterations_) {
    fail(fmt::format("more than {} iterations of loops; use limit: or a shorter range", options.limits.max_iterations),
         ErrorCode::deadline);
    return false;
  }
  iterations_ += count;
  return true;
}

bool State::check_output(std::size_t bytes) {
  if (bytes <= options.limits.max_output_bytes + start) return true;
  fail(fmt::format("more than {} bytes of output", options.limits.max_output_bytes), ErrorCode::too_large);
  return false;
}

const Tree* State::partial(std::string_view name) const {
  const Template* found = options.partials ? options.partials(name) : nullptr;
  return found != nullptr ? found->tree_.get() : nullptr;
}

bool State::room(std::size_t bytes) {
  if (bytes <= options.limits.max_memory_bytes - memory_) return true;
  fail(fmt::format("the template makes more than {} bytes of texts and lists", options.limits.max_memory_bytes),
       ErrorCode::too_large);
  return false;
}

std::string_view State::keep(std::string_view text) {
  if (text.empty() || !room(text.size())) return {};
  memory_ += text.size();
  char* copy = static_cast<char*>(arena_.allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

Item State::keep_list(std::span<const Item> list) {
  if (list.empty() || !room(list.size_bytes())) return Item::of(std::span<const Item>());
  memory_ += list.size_bytes();
  Item* copy = static_cast<Item*>(arena_.allocate(list.size_bytes(), alignof(Item)));
  std::uninitialized_copy(list.begin(), list.end(), copy);
  return Item::of(std::span<const Item>(copy, list.size()));
}

namespace {

// As Ruby's inspect shows what is inside an object.
void inspect(State& state, std::string& out, const Item& item) {
  if (item.kind == Kind::text) {
    out += '"';
    for (const char c : item.text()) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  } else if (item.is_nil()) {
    out += "nil";
  } else if (item.is_list()) {
    out += '[';
    for (std::int64_t i = 0; i < item.length(); ++i) {
      if (i > 0) out += ", ";
      inspect(state, out, item.at(i));
    }
    out += ']';
  } else {
    state.append(out, item);
  }
}

}  // namespace

namespace {

// A list may name one long text many times.
bool too_long(State& state, const std::string& out) {
  const RenderLimits& limits = state.options.limits;
  if (out.size() <= state.start + std::max(limits.max_output_bytes, limits.max_memory_bytes)) return false;
  state.fail("a list is too long to be printed", ErrorCode::too_large);
  return true;
}

}  // namespace

void State::append(std::string& out, const Item& item) {
  switch (item.kind) {
    case Kind::boolean: out += item.boolean ? "true" : "false"; break;
    case Kind::integer: append_integer(out, item.integer); break;
    case Kind::real: append_real(out, item.real); break;
    case Kind::text: out += item.text(); break;
    case Kind::range:
      append_integer(out, item.integer);
      out += "..";
      append_integer(out, item.last);
      break;
    case Kind::values:
    case Kind::items:
      for (std::int64_t i = 0; i < item.length() && !too_long(*this, out); ++i) append(out, item.at(i));
      break;
    case Kind::object: {
      out += '{';
      bool first = true;
      for (const Member& member : *item.object) {
        if (!first) out += ", ";
        first = false;
        inspect(*this, out, Item::of(std::string_view(member.name)));
        out += "=>";
        inspect(*this, out, Item::of(member.value));
      }
      out += '}';
      break;
    }
    default: break;
  }
}

std::string_view State::text_of(const Item& item) {
  if (item.kind == Kind::text) return item.text();
  std::string text;
  append(text, item);
  return keep(text);
}

Item member(const Item& item, std::string_view name, bool& found) {
  found = true;
  switch (item.kind) {
    case Kind::object:
      if (const Value* value = find_member(*item.object, name)) return Item::of(*value);
      if (name == "size") return Item::of(static_cast<std::int64_t>(item.object->size()));
      break;
    case Kind::values:
    case Kind::items:
    case Kind::range:
      if (name == "size") return Item::of(item.length());
      if (name == "first") return item.length() > 0 ? item.at(0) : Item{};
      if (name == "last") return item.length() > 0 ? item.at(item.length() - 1) : Item{};
      break;
    case Kind::text:
      if (name == "size") return Item::of(count_characters(item.text()));
      if (name == "first") return Item::of(characters(item.text(), 0, 1));
      if (name == "last")
        return Item::of(characters(item.text(), std::max<std::int64_t>(count_characters(item.text()) - 1, 0), 1));
      break;
    case Kind::loop: {
      Item out;
      if (loop_member(*item.loop, name, out)) return out;
      break;
    }
    default: break;
  }
  found = false;
  return {};
}

std::optional<std::int64_t> strict_integer(const Item& item) {
  if (item.kind == Kind::integer) return item.integer;
  if (item.kind != Kind::text) return std::nullopt;
  std::string_view text = trim(item.text());
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace throng::liquid::internal
