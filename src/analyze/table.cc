#include "analyze/table.h"

#include <fmt/format.h>

#include "base/json.h"

namespace throng::analyze {
namespace {

std::string csv_field(std::string text, bool may_run) {
  if (may_run && !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos)
    text.insert(text.begin(), '\'');
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

struct CsvText {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(const std::string& text) const { return csv_field(text, true); }
  std::string operator()(std::uint64_t whole) const { return fmt::format("{}", whole); }
  std::string operator()(double number) const {
    std::string text;
    json::write_number(text, number);
    return text;
  }
  std::string operator()(Instant instant) const { return format_instant(instant); }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
};

struct JsonText {
  std::string& out;
  void operator()(std::monostate) const { out += "null"; }
  void operator()(const std::string& text) const { json::write_string(out, text); }
  void operator()(std::uint64_t whole) const { json::write_number(out, whole); }
  void operator()(double number) const { json::write_number(out, number); }
  void operator()(Instant instant) const { json::write_string(out, format_instant(instant)); }
  void operator()(bool flag) const { out += flag ? "true" : "false"; }
};

}  // namespace

TableValue value_of(const std::optional<double>& value) {
  if (!value) return std::monostate{};
  return *value;
}

std::string say_match(const model::EventMatch& match) {
  std::string text;
  for (const std::string& event : match.events) text += (text.empty() ? "" : " / ") + event;
  return text.empty() ? "*" : text;
}

void append_csv(std::string& out, std::span<const TableValue> row) {
  for (std::size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : ",") + std::visit(CsvText{}, row[i]);
  out += "\r\n";
}

std::string csv_of(const Table& table) {
  std::string out(kCsvBegin);
  std::vector<TableValue> names;
  for (const TableColumn& column : table.columns) names.emplace_back(column.name);
  append_csv(out, names);
  for (const auto& row : table.rows) append_csv(out, row);
  return out;
}

std::string json_of(const Table& table) {
  std::string out = "[";
  for (const auto& row : table.rows) {
    out += out.size() == 1 ? "{" : ",{";
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i != 0) out += ',';
      json::write_string(out, table.columns[i].name);
      out += ':';
      std::visit(JsonText{out}, row[i]);
    }
    out += '}';
  }
  return out + "]";
}

}  // namespace throng::analyze
