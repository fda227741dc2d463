#include "warehouse/property_sql.h"

#include <fmt/format.h>

#include "base/json.h"
#include "warehouse/warehouse.h"

namespace throng::warehouse {
namespace {

const std::string kBackslash = R"(\\)";  // as JSON writes one
const std::string kQuote = R"(\")";
const std::string kPlainBackslash = R"(\u005c)";
const std::string kPlainQuote = R"(\u0022)";

// Escapes are pairs that begin at a backslash, so taking them from left to right is enough.
std::string plain_key(std::string_view key) {
  std::string json;
  json::write_string(json, key);
  std::string out;
  for (std::size_t i = 1; i + 1 < json.size(); ++i) {
    const std::string pair = json.substr(i, 2);
    if (pair == kBackslash || pair == kQuote) {
      out += pair == kQuote ? kPlainQuote : kPlainBackslash;
      ++i;
    } else {
      out += json[i];
    }
  }
  return quote(out);
}

}  // namespace

std::string plain_props(std::string_view column) {
  return fmt::format("replaceAll(replaceAll({}, {}, {}), {}, {})", column, quote(kBackslash), quote(kPlainBackslash),
                     quote(kQuote), quote(kPlainQuote));
}

std::string raw_property(std::string_view plain, std::string_view key) {
  return fmt::format("replaceAll(replaceAll(visitParamExtractRaw({}, {}), {}, {}), {}, {})", plain, plain_key(key),
                     quote(kPlainQuote), quote(kQuote), quote(kPlainBackslash), quote(kBackslash));
}

std::string has_property(std::string_view plain, std::string_view key) {
  return fmt::format("visitParamHas({}, {})", plain, plain_key(key));
}

}  // namespace throng::warehouse
