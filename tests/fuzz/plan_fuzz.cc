// A schema, and behind a line break a value that somebody sent; a message of the quarantine as it is read in again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "collect/plan/json_schema.h"
#include "collect/quarantine.h"

using namespace throng;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string_view schema_text = text.substr(0, text.find('\n'));
  const std::string_view value =
      schema_text.size() == size ? std::string_view("{}") : text.substr(schema_text.size() + 1);
  const std::string replayed = collect::replayed_message(value, from_ms(1'790'000'000'000), "replay:1:0");
  simdjson::dom::parser parser;
  const simdjson::padded_string padded(value);
  simdjson::dom::element element;
  const bool is_json = parser.parse(padded).get(element) == simdjson::SUCCESS;
  simdjson::dom::parser again;
  const simdjson::padded_string second(replayed);
  if (is_json && again.parse(second).error() != simdjson::SUCCESS) std::abort();  // it stays JSON
  const auto schema = collect::JsonSchema::compile(schema_text);
  if (!schema || !is_json) return 0;
  if (schema->check(element).size() > collect::kMaxSchemaProblems) std::abort();
  return 0;
}
