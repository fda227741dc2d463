#include "model/value.h"

#include <charconv>
#include <cmath>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "model/internal/raw.h"

namespace throng::model {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view take_digits(std::string_view text) {
  while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  return text;
}

// -?digits[.digits][(e|E)[+-]digits]
bool is_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  std::string_view rest = take_digits(text);
  if (rest.size() == text.size()) return false;
  if (rest.starts_with('.')) {
    text = rest.substr(1);
    rest = take_digits(text);
    if (rest.size() == text.size()) return false;
  }
  if (rest.empty()) return true;
  if (rest.front() != 'e' && rest.front() != 'E') return false;
  text = rest.substr(1);
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && take_digits(text).empty();
}

// Beyond the range of a double: too great is no number, too small is zero.
std::optional<double> parse_decimal(std::string_view text) {
  if (!is_decimal(text)) return std::nullopt;
  double value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{}) return value;
  const std::size_t e = text.find_first_of("eE");
  const bool tiny = e != std::string_view::npos && text.substr(e + 1).starts_with('-');
  return tiny ? std::optional(0.0) : std::nullopt;
}

bool is_quoted(std::string_view raw) { return raw.size() >= 2 && raw.front() == '"'; }
bool is_scalar(std::string_view raw) {
  return !raw.empty() && raw != "null" && raw.front() != '[' && raw.front() != '{';
}

// The shape of the three forms that clients' date types write; the values are parse_instant's affair.
bool has_instant_shape(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd.dddZ";
  if (text.size() != 10 && text.size() != 20 && text.size() != 24) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char wanted = text.size() == 20 && i == 19 ? 'Z' : kShape[i];
    if (wanted == 'd' ? !is_digit(text[i]) : text[i] != wanted) return false;
  }
  return text.size() == 10 || text.substr(17, 2) != "60";
}

}  // namespace

std::optional<std::string> as_text(std::string_view raw) {
  if (!is_scalar(raw)) return std::nullopt;
  if (is_quoted(raw)) return internal::unquote(raw);
  return std::string(raw);
}

std::optional<double> as_number(std::string_view raw) {
  if (is_quoted(raw)) raw = raw.substr(1, raw.size() - 2);
  return parse_decimal(raw);
}

std::optional<Instant> as_instant(std::string_view raw) {
  if (!is_quoted(raw)) return std::nullopt;
  const std::string_view text = raw.substr(1, raw.size() - 2);
  if (!has_instant_shape(text)) return std::nullopt;
  const auto instant = parse_instant(text);
  return instant ? std::optional(*instant) : std::nullopt;
}

std::optional<bool> as_boolean(std::string_view raw) {
  if (raw == "true") return true;
  if (raw == "false") return false;
  return std::nullopt;
}

std::optional<std::vector<std::string>> as_list(std::string_view raw) {
  if (raw.size() < 2 || raw.front() != '[' || internal::value_length(raw) != raw.size()) return std::nullopt;
  std::vector<std::string> out;
  std::string_view rest = raw.substr(1, raw.size() - 2);
  while (!rest.empty()) {
    const std::size_t n = internal::value_length(rest);
    if (n == 0) return std::nullopt;
    if (auto text = as_text(rest.substr(0, n))) out.push_back(*std::move(text));
    rest.remove_prefix(n);
    if (rest.starts_with(',')) rest.remove_prefix(1);
  }
  return out;
}

std::string fold_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    const std::int32_t start = i;
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0) {
      out.append(text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(i - start)));
      continue;
    }
    char bytes[U8_MAX_LENGTH];
    int n = 0;
    U8_APPEND_UNSAFE(bytes, n, u_foldCase(c, U_FOLD_CASE_DEFAULT));
    out.append(bytes, static_cast<std::size_t>(n));
  }
  return out;
}

std::string label_of(std::string_view raw) {
  if (raw.empty() || raw == "null") return std::string(kNone);
  auto text = as_text(raw);
  return text ? *std::move(text) : std::string(raw);
}

}  // namespace throng::model
