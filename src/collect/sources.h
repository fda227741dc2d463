// Which protocols a project takes, and by which names its senders may call it besides its write keys: Matomo's
// "idsite=1" and Sensors' "project=default" are names that no sender should have to change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/result.h"
#include "collect/collector.h"

namespace throng::collect {

// What a sender of this protocol may say instead of a write key: an old project token, a site's number.
struct SourceName {
  Protocol protocol = Protocol::posthog;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(SourceName, (), (protocol, name))

struct Sources {
  std::vector<Protocol> off;
  std::vector<SourceName> names;
};
BOOST_DESCRIBE_STRUCT(Sources, (), (off, names))

inline constexpr std::size_t kMaxSourceNames = 200;

// Errors: invalid_argument (names[i].name: empty, too long, twice), too_large.
Result<void> validate(const Sources& sources);
// `is_write_key`: whether the key is one.
Admission admission(const Sources& sources, Protocol protocol, std::string_view key, bool is_write_key);

}  // namespace throng::collect
