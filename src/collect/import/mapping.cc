#include "collect/import/mapping.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

#include <fmt/core.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/calendar.h"
#include "collect/import/wall_zone.h"
#include "collect/internal/json_object.h"
#include "collect/internal/text.h"

namespace throng::collect {
namespace {

// -12, 0.5, 1e3 - and with `plain` not 007, +1, 1e3.
std::optional<double> decimal(std::string_view text, bool plain) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  if (!plain) return value;
  const std::string_view digits = text.front() == '-' ? text.substr(1) : text;
  const bool padded = digits.size() > 1 && digits[0] == '0' && digits[1] != '.';
  const bool strange = digits.find_first_not_of("0123456789.") != std::string_view::npos || digits.front() == '.' ||
                       digits.back() == '.';
  return padded || strange || digits.size() > 15 ? std::nullopt : std::optional(value);
}

// The product of two decimals, rounded to the digits the factors have: 3 x 2.55 is 7.65.
std::optional<double> product(std::string_view a, std::string_view b) {
  const auto x = decimal(trim(a), false);
  const auto y = decimal(trim(b), false);
  if (!x || !y) return std::nullopt;
  const auto digits = [](std::string_view text) {
    const auto dot = text.find('.');
    return dot == std::string_view::npos ? 0 : static_cast<int>(text.size() - dot - 1);
  };
  const int places = digits(trim(a)) + digits(trim(b));
  const double exact = *x * *y;
  if (places > 9 || std::abs(exact) > 1e9) return exact;
  const double scale = std::pow(10.0, places);
  return std::round(exact * scale) / scale;
}

std::optional<int> number_at(std::string_view& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

// "1/12/2010 8:26" as ISO text; "" when it is not that.
std::string slashed_to_iso(std::string_view text, bool day_first) {
  std::array<int, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0 && (text.empty() || (text.front() != '/' && text.front() != '.' && text.front() != '-'))) return "";
    if (i > 0) text.remove_prefix(1);
    const auto part = number_at(text);
    if (!part || *part < 0) return "";
    parts[i] = *part;
  }
  const int day = day_first ? parts[0] : parts[1];
  const int month = day_first ? parts[1] : parts[0];
  std::string clock(trim(text));
  if (clock.size() > 1 && clock[1] == ':') clock.insert(0, "0");
  return fmt::format("{:04}-{:02}-{:02}{}{}", parts[2], month, day, clock.empty() ? "" : "T", clock);
}

Result<Instant> local_instant(std::string_view iso, const WallZone& zone) {
  THRONG_TRY(const Instant wall, parse_instant(iso));
  return zone.to_utc(wall);
}

std::unexpected<Error> bad_time(const std::string& column, std::string_view text, TimeFormat format) {
  return invalid(
      column, fmt::format("expected a time of format {}, got \"{}\"", json::enum_text(format), presentable(text, 40)));
}

Result<Instant> epoch(std::string_view text, double unit_ms) {
  const auto value = decimal(text, false);
  if (!value || std::abs(*value * unit_ms) > 1e15) return invalid("", "no number");
  return from_ms(static_cast<std::int64_t>(*value * unit_ms));
}

Result<Instant> read_time(std::string_view text, TimeFormat format, const WallZone& zone) {
  switch (format) {
    case TimeFormat::iso: return parse_instant(text);
    case TimeFormat::local: return local_instant(text, zone);
    case TimeFormat::yyyymmdd:
      if (text.size() != 8) break;
      return local_instant(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)), zone);
    case TimeFormat::dmy: return local_instant(slashed_to_iso(text, true), zone);
    case TimeFormat::mdy: return local_instant(slashed_to_iso(text, false), zone);
    case TimeFormat::epoch_s: return epoch(text, 1000);
    case TimeFormat::epoch_ms: return epoch(text, 1);
  }
  return invalid("", "not such a time");
}

const Cell* cell_named(const Cells& cells, std::string_view column) {
  if (column.empty()) return nullptr;
  const auto found = std::find_if(cells.begin(), cells.end(), [&](const auto& cell) { return cell.first == column; });
  return found == cells.end() ? nullptr : &found->second;
}

std::string_view text_of(const Cells& cells, std::string_view column) {
  const Cell* cell = cell_named(cells, column);
  return cell == nullptr ? std::string_view() : trim(cell->text);
}

}  // namespace

std::string json_of(std::string_view text, ValueType type) {
  text = trim(text);
  std::string out;
  if (text.empty()) return out;
  if (type == ValueType::automatic && (text == "true" || text == "false")) return std::string(text);
  if (type != ValueType::text) {
    if (const auto value = decimal(text, type == ValueType::automatic)) {
      json::write_number(out, *value);
      return out;
    }
    if (type == ValueType::number) return out;
  }
  json::write_string(out, presentable(text, text.size() * 3));
  return out;
}

std::string message_id_of(std::string_view source, std::uint64_t line, std::string_view content) {
  const XXH128_hash_t hash = XXH3_128bits(content.data(), content.size());
  return fmt::format("{}:{}:{:016x}{:016x}", source, line, hash.high64, hash.low64);
}

Result<Mapping> read_mapping(std::string_view json) {
  THRONG_TRY(Mapping mapping, json::read<Mapping>(json));
  THRONG_CHECK(validate(mapping));
  return mapping;
}

Result<void> validate(const Mapping& m) {
  if (m.delimiter.size() != 1 || m.delimiter == "\"" || m.delimiter == "\n") {
    return invalid("delimiter", "expected one character other than a quote or a line break");
  }
  if (m.time.empty()) return invalid("time", "expected the column that has the time");
  if (m.event.empty() && m.event_column.empty()) return invalid("event", "expected a name, or event_column");
  const bool anonymous = m.missing_user == MissingUser::anonymous;
  if (m.user_id.empty() && m.anonymous_id.empty() && !anonymous) {
    return invalid("user_id", "expected a column here or in anonymous_id");
  }
  if (anonymous && m.missing_user_column.empty()) {
    return invalid("missing_user_column", "expected the column that tells anonymous people apart");
  }
  if (!Calendar::create(m.time_zone)) return invalid("time_zone", "unknown time zone \"" + m.time_zone + "\"");
  return {};
}

struct RowMapper::Impl {
  Mapping mapping;
  std::string source;
  WallZone zone;
  std::set<std::string> used;  // columns that all_columns leaves out

  std::string id_at(const Cells& cells, const std::string& column) const;
  std::string event_of(const Cells& cells) const;
  std::string properties_of(const Cells& cells) const;
  std::string id_of_row(const Cells& cells, std::uint64_t line) const;
};

RowMapper::RowMapper(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RowMapper::~RowMapper() = default;
RowMapper::RowMapper(RowMapper&&) noexcept = default;

Result<RowMapper> RowMapper::create(Mapping mapping, std::string source) {
  THRONG_CHECK(validate(mapping));
  auto impl = std::make_unique<Impl>();
  THRONG_TRY(impl->zone, WallZone::named(mapping.time_zone));
  impl->used = {mapping.user_id, mapping.anonymous_id, mapping.event_column, mapping.time, mapping.message_id};
  for (const PropertyColumn& p : mapping.properties) impl->used.insert(p.column);
  impl->mapping = std::move(mapping);
  impl->source = std::move(source);
  return RowMapper(std::move(impl));
}

std::string RowMapper::Impl::id_at(const Cells& cells, const std::string& column) const {
  std::string_view id = text_of(cells, column);
  if (mapping.whole_number_ids && id.ends_with(".0")) id.remove_suffix(2);
  return presentable(id, id.size() * 3);
}

std::string RowMapper::Impl::event_of(const Cells& cells) const {
  for (const EventRule& rule : mapping.event_rules) {
    if (text_of(cells, rule.column).starts_with(rule.prefix)) return rule.event;
  }
  const std::string_view own = text_of(cells, mapping.event_column);
  return own.empty() ? mapping.event : presentable(own, own.size() * 3);
}

std::string RowMapper::Impl::properties_of(const Cells& cells) const {
  JsonObject out;
  for (const PropertyColumn& p : mapping.properties) {
    const Cell* cell = cell_named(cells, p.column);
    if (cell == nullptr) continue;
    const std::string& name = p.name.empty() ? p.column : p.name;
    out.raw(name, p.type == ValueType::automatic ? cell->json : json_of(cell->text, p.type));
  }
  if (mapping.all_columns) {
    for (const auto& [column, cell] : cells) {
      if (!used.contains(column)) out.raw(column, cell.json);
    }
  }
  for (const Product& p : mapping.products) {
    const auto value = product(text_of(cells, p.first), text_of(cells, p.second));
    std::string json;
    if (value) json::write_number(json, *value);
    out.raw(p.name, json);
  }
  return out.take();
}

std::string RowMapper::Impl::id_of_row(const Cells& cells, std::uint64_t line) const {
  if (const std::string_view given = text_of(cells, mapping.message_id); !given.empty()) {
    return presentable(given, given.size() * 3);
  }
  std::string content;
  for (const auto& [column, cell] : cells) {
    content += std::to_string(cell.text.size());
    content += ':';
    content += cell.text;
  }
  return message_id_of(source, line, content);
}

Result<std::optional<std::string>> RowMapper::map(const Cells& cells, std::uint64_t line) const {
  const Mapping& m = impl_->mapping;
  const std::string user = impl_->id_at(cells, m.user_id);
  std::string anonymous = impl_->id_at(cells, m.anonymous_id);
  if (user.empty() && anonymous.empty()) {
    if (m.missing_user == MissingUser::skip) return std::nullopt;
    if (m.missing_user == MissingUser::anonymous) anonymous = impl_->id_at(cells, m.missing_user_column);
    if (anonymous.empty()) return invalid(m.user_id, "the row names nobody");
  }
  const std::string_view when = text_of(cells, m.time);
  const auto time = read_time(when, m.time_format, impl_->zone);
  if (!time) return bad_time(m.time, when, m.time_format);
  JsonObject out;
  out.text("type", "track");
  out.text("messageId", impl_->id_of_row(cells, line));
  out.text("userId", user);
  out.text("anonymousId", anonymous);
  out.text("event", impl_->event_of(cells));
  out.text("timestamp", format_instant(*time));
  out.raw("properties", impl_->properties_of(cells));
  return out.take();
}

Result<void> RowMapper::check_columns(const std::vector<std::string>& columns) const {
  const Mapping& m = impl_->mapping;
  const auto check = [&](const std::string& field, const std::string& column) -> Result<void> {
    if (column.empty() || std::find(columns.begin(), columns.end(), column) != columns.end()) return {};
    std::string have;
    for (const std::string& name : columns) have += (have.empty() ? "" : ", ") + name;
    return invalid(field, fmt::format("the file has no column \"{}\"; it has {}", column, have));
  };
  THRONG_CHECK(check("user_id", m.user_id));
  THRONG_CHECK(check("anonymous_id", m.anonymous_id));
  THRONG_CHECK(check("missing_user_column", m.missing_user_column));
  THRONG_CHECK(check("event_column", m.event_column));
  THRONG_CHECK(check("time", m.time));
  THRONG_CHECK(check("message_id", m.message_id));
  for (const EventRule& rule : m.event_rules) THRONG_CHECK(check("event_rules.column", rule.column));
  for (const PropertyColumn& p : m.properties) THRONG_CHECK(check("properties.column", p.column));
  for (const Product& p : m.products) {
    THRONG_CHECK(check("products.first", p.first));
    THRONG_CHECK(check("products.second", p.second));
  }
  return {};
}

}  // namespace throng::collect
