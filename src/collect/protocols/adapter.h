// From a wire form to messages of our own: one pure function a protocol.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "collect/collector.h"
#include "collect/protocol.h"
#include "collect/protocols/body.h"
#include "collect/protocols/wire.h"

namespace throng::collect {

// What an adapter looks at.
struct Wire {
  std::string_view endpoint;  // which of the protocol's, as the route names it: "engage"
  std::string_view query;
  std::string body;
  std::string key;        // from the head, "" when it has none
  std::string other_key;  // the password beside it
  Instant received{};
};

// Memory that lives as long as elements do; reused.
struct Parsers {
  simdjson::dom::parser body, part;
  std::string text;  // what `body` read

  // Errors: invalid_argument. Text that is not UTF-8 is mended.
  Result<Field> read(std::string json);
  Result<Field> read_part(std::string_view json);
};

struct Adapted {
  std::string key;             // who sends: a write key, or what stands for one in this protocol
  std::string messages;        // a JSON list
  std::string other_key = {};  // what else may stand for one, where the first is unknown
};

// What of the head and the address tells who sends; "" where only the body does.
std::string key_in_address(const Inbound& inbound);
// Errors: invalid_argument (nothing in it can be understood), too_large.
Result<Adapted> adapt(Protocol protocol, Wire wire, Parsers& parsers);

// The adapters. Not for segment and jitsu, whose messages are our own.
Result<Adapted> adapt_posthog(Wire wire, Parsers& parsers);
Result<Adapted> adapt_mixpanel(Wire wire, Parsers& parsers);
Result<Adapted> adapt_sensors(Wire wire, Parsers& parsers);
Result<Adapted> adapt_amplitude(Wire wire, Parsers& parsers);
Result<Adapted> adapt_ga4(Wire wire, Parsers& parsers);
Result<Adapted> adapt_matomo(Wire wire, Parsers& parsers);
Result<Adapted> adapt_snowplow(Wire wire, Parsers& parsers);
Result<Adapted> adapt_countly(Wire wire, Parsers& parsers);

// Whether they say what is done to traits ("$set", "$add", ...), not what the traits are.
bool operates_in_amplitude(const Field& user_properties);

// Calls `each` with every element of a list; with the value itself when it is none.
template <class Each>
void each_of(const Field& field, Each each) {
  if (!field) return;
  if (!field->is_array()) return each(*field);
  const simdjson::dom::array list = field->get_array().value_unsafe();
  for (const auto element : list) each(element);
}

}  // namespace throng::collect
