#include "analyze/user_sql/functions.h"

#include <algorithm>
#include <array>

namespace throng::analyze::user_sql {
namespace {

// As system.functions names them in chDB 26.7. Not among them: AI, Dictionary, Embedded Dictionary, Encryption,
// Introspection, Internal, Machine Learning, Natural Language Processing, Other (files, settings, sleep, joinGet, the
// host's name ...), Time Series, and Geo, whose libraries take memory that no limit counts.
constexpr auto kCategories = std::to_array<std::string_view>({
    "Aggregate Functions",
    "Arithmetic",
    "Arrays",
    "Bit",
    "Bitmap",
    "Comparison",
    "Conditional",
    "Dates and Times",
    "Distance",
    "Encoding",
    "Financial",
    "Hash",
    "IP Address",
    "JSON",
    "Logical",
    "Map",
    "Mathematical",
    "Null",
    "Random Number",
    "Rounding",
    "String",
    "String Replacement",
    "String Search",
    "String Splitting",
    "Time Window",
    "Tuple",
    "Type Conversion",
    "URL",
    "UUID",
});

// Of other categories, or known to the engine's parser only (exists, grouping, lambda, untuple).
constexpr auto kAlso = std::to_array<std::string_view>({"bar",
                                                        "byteSize",
                                                        "caseWithExpression",
                                                        "countDigits",
                                                        "exists",
                                                        "formatReadableDecimalSize",
                                                        "formatReadableQuantity",
                                                        "formatReadableSize",
                                                        "formatReadableTimeDelta",
                                                        "geoDistance",
                                                        "geohashDecode",
                                                        "geohashEncode",
                                                        "greatCircleDistance",
                                                        "grouping",
                                                        "identity",
                                                        "lambda",
                                                        "materialize",
                                                        "parseReadableSize",
                                                        "parseTimeDelta",
                                                        "pointInPolygon",
                                                        "toColumnTypeName",
                                                        "toTypeName",
                                                        "transform",
                                                        "untuple",
                                                        "visibleWidth"});

// The library's own, addresses inside the process, errors on purpose, and what turns bytes into values unchecked.
constexpr auto kNever = std::to_array<std::string_view>(
    {"accurateCast", "accurateCastOrDefault", "accurateCastOrNull", "aggThrow", "chdb", "finalizeAggregation",
     "flameGraph", "nothing", "nothingNull", "nothingUInt64", "reinterpret", "serverTimezone"});

constexpr auto kCombinators =
    std::to_array<std::string_view>({"If", "Array", "Map", "State", "Merge", "MergeState", "ForEach", "Distinct",
                                     "OrDefault", "OrNull", "Resample", "ArgMin", "ArgMax", "SimpleState"});

constexpr auto kTableFunctions = std::to_array<std::string_view>({"generate_series", "generateSeries", "numbers"});

bool among(const auto& list, std::string_view name) { return std::ranges::find(list, name) != list.end(); }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_allowed(const Functions::Known& function) {
  if (among(kNever, function.name)) return false;
  return among(kCategories, function.category) || among(kAlso, function.name);
}

}  // namespace

bool allows_table_function(std::string_view name) { return among(kTableFunctions, name); }

Functions::Functions(const std::vector<Known>& known) {
  std::unordered_map<std::string_view, const Known*> plain;
  for (const Known& one : known)
    if (one.alias_to.empty()) plain.emplace(one.name, &one);
  for (const Known& one : known) {
    const auto target = plain.find(one.alias_to);
    const Known& meant = target == plain.end() ? one : *target->second;
    const Entry entry{is_allowed(meant) && !among(kNever, one.name), meant.aggregate};
    by_name_[one.name] = entry;
    if (one.case_insensitive) by_lower_[lower(one.name)] = entry;
  }
  for (const auto name : kAlso) by_name_.try_emplace(std::string(name), Entry{true, false});
}

Result<Functions> Functions::load(warehouse::Warehouse& warehouse) {
  THRONG_TRY(const auto block, warehouse::query_all(warehouse,
                                                    "SELECT name, categories, alias_to, toUInt8(is_aggregate), "
                                                    "toUInt8(case_insensitive) FROM system.functions "
                                                    "WHERE origin = 'System'"));
  std::vector<Known> known;
  for (std::size_t i = 0; i < block.rows; ++i) {
    known.push_back({block.get<std::string>(0)[i], block.get<std::string>(1)[i], block.get<std::string>(2)[i],
                     block.get<std::uint8_t>(3)[i] != 0, block.get<std::uint8_t>(4)[i] != 0});
  }
  return Functions(known);
}

const Functions::Entry* Functions::find(std::string_view name) const {
  if (const auto found = by_name_.find(std::string(name)); found != by_name_.end()) return &found->second;
  const auto found = by_lower_.find(lower(name));
  return found == by_lower_.end() ? nullptr : &found->second;
}

bool Functions::allows(std::string_view name) const {
  if (const Entry* entry = find(name); entry != nullptr) return entry->allowed;
  return allows_with_combinators(name);
}

bool Functions::allows_with_combinators(std::string_view name) const {
  for (const auto suffix : kCombinators) {
    if (name.size() <= suffix.size() || !name.ends_with(suffix)) continue;
    const auto base = name.substr(0, name.size() - suffix.size());
    if (const Entry* entry = find(base); entry != nullptr && entry->aggregate) return entry->allowed;
    if (allows_with_combinators(base)) return true;
  }
  return false;
}

bool Functions::refuses(std::string_view name) const {
  const Entry* entry = find(name);
  return entry != nullptr && !entry->allowed;
}

std::vector<std::string> Functions::names() const {
  std::vector<std::string> out;
  for (const auto& [name, entry] : by_name_)
    if (entry.allowed) out.push_back(name);
  std::ranges::sort(out);
  return out;
}

}  // namespace throng::analyze::user_sql
