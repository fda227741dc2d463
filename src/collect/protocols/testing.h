// For tests of adapters: what a request becomes, one message a line.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "collect/protocols/adapter.h"

namespace throng::collect::testing {

struct Sent {
  std::string body, query, endpoint, key;
};

inline std::string adapted(Protocol protocol, const Sent& sent, const std::string& key = "key") {
  Parsers parsers;
  const auto out = adapt(protocol,
                         {.endpoint = sent.endpoint,
                          .query = sent.query,
                          .body = sent.body,
                          .key = sent.key,
                          .received = from_ms(1'767'225'600'000)},
                         parsers);
  if (!out) return describe(out.error());
  EXPECT_TRUE(out->key == key || out->other_key == key) << out->key;
  Parsers again;
  const auto list = again.read(out->messages);
  if (!list) return "not JSON: " + out->messages;
  std::string lines;
  each_of(*list, [&](const simdjson::dom::element& one) { lines += simdjson::minify(one) + "\n"; });
  return lines;
}

}  // namespace throng::collect::testing
