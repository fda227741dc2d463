#include "collect/protocols/adapter.h"

#include "collect/internal/decode.h"

namespace throng::collect {

Result<Field> Parsers::read(std::string json) {
  text = std::move(json);
  text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  simdjson::dom::element root;
  auto error = body.parse(text.data(), text.size(), false).get(root);
  if (error == simdjson::UTF8_ERROR) {
    text = repaired_utf8(text);
    text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    error = body.parse(text.data(), text.size(), false).get(root);
  }
  if (error == simdjson::STRING_ERROR) {
    text = repair_surrogates(text);
    text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    error = body.parse(text.data(), text.size(), false).get(root);
  }
  if (error) return invalid("", std::string("not valid JSON: ") + simdjson::error_message(error));
  return Field(root);
}

Result<Field> Parsers::read_part(std::string_view json) {
  simdjson::dom::element root;
  if (const auto error = part.parse(json.data(), json.size(), true).get(root))
    return invalid("", std::string("not valid JSON: ") + simdjson::error_message(error));
  return Field(root);
}

std::string key_in_address(const Inbound& inbound) {
  if (!inbound.write_key.empty()) return inbound.write_key;
  const Form query(inbound.query);
  for (const std::string_view name :
       {"api_key", "token", "project", "app_key", "api_secret", "write_key", "token_auth", "idsite"}) {
    if (std::string key = query.text(name); !key.empty()) return key;
  }
  return {};
}

Result<Adapted> adapt(Protocol protocol, Wire wire, Parsers& parsers) {
  switch (protocol) {
    case Protocol::posthog: return adapt_posthog(std::move(wire), parsers);
    case Protocol::mixpanel: return adapt_mixpanel(std::move(wire), parsers);
    case Protocol::sensors: return adapt_sensors(std::move(wire), parsers);
    case Protocol::amplitude: return adapt_amplitude(std::move(wire), parsers);
    case Protocol::ga4: return adapt_ga4(std::move(wire), parsers);
    case Protocol::matomo: return adapt_matomo(std::move(wire), parsers);
    case Protocol::snowplow: return adapt_snowplow(std::move(wire), parsers);
    case Protocol::countly: return adapt_countly(std::move(wire), parsers);
    case Protocol::segment:
    case Protocol::jitsu: break;
  }
  return fail(ErrorCode::internal, "this protocol needs no adapter");
}

}  // namespace throng::collect
