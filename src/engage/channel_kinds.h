// What tells the kinds of channels apart: the parts of a message that each has a place for, which trait says where it
// reaches a person, and what can be such an address.
#pragma once

#include <string>
#include <string_view>

#include "engage/channel.h"
#include "engage/rules.h"

namespace throng::engage {

enum class TitleUse { none, wanted, needed };
struct ChannelParts {
  TitleUse title = TitleUse::none;
  bool html = false;
  bool url = false;  // opened by whoever taps on it
};
ChannelParts parts_of(ChannelKind kind);

// Of a person; null: the channel has one address for all, and is told an id of the person.
const std::string* address_trait(const SendingRules& rules, ChannelKind kind);

// As the channel takes it: an address; a phone number without blanks, dots, hyphens and brackets; a device token; a
// subscription as JSON. "": it is none.
std::string usable_address(ChannelKind kind, std::string_view text);

// How many a second the rules let through; 0: any number.
std::uint32_t most_per_second(const SendingRules& rules, ChannelKind kind);

}  // namespace throng::engage
