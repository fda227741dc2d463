#include "model/properties.h"

#include <algorithm>

#include "base/json.h"
#include "model/internal/raw.h"

namespace throng::model {
namespace {

const std::string& column_of(const Event& event, std::string_view name) {
  if (name == "$channel") return event.channel;
  if (name == "$device") return event.device;
  if (name == "$os") return event.os;
  if (name == "$browser") return event.browser;
  if (name == "$page") return event.page;
  return event.session;
}

}  // namespace

bool is_column_property(std::string_view name) {
  return std::find(kColumnProperties.begin(), kColumnProperties.end(), name) != kColumnProperties.end();
}

std::map<std::string, std::string> members_of(std::string_view props) {
  std::map<std::string, std::string> out;
  if (!props.starts_with('{')) return out;
  std::string_view rest = props.substr(1);
  while (rest.starts_with('"')) {
    const std::size_t key = internal::value_length(rest);
    if (key == 0 || key >= rest.size() || rest[key] != ':') break;
    const auto name = internal::unquote(rest.substr(0, key));
    rest.remove_prefix(key + 1);
    const std::size_t value = internal::value_length(rest);
    if (name) out.emplace(*name, rest.substr(0, value));
    rest.remove_prefix(value);
    if (rest.starts_with(',')) rest.remove_prefix(1);
  }
  return out;
}

std::string raw_property(const Event& event, std::string_view name) {
  if (is_column_property(name)) {
    const std::string& value = column_of(event, name);
    std::string raw;
    if (!value.empty()) json::write_string(raw, value);
    return raw;
  }
  const auto members = members_of(event.props);
  const auto found = members.find(std::string(name));
  return found == members.end() || found->second == "null" ? std::string() : found->second;
}

}  // namespace throng::model
