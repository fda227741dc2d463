// Answers about the schema, kept for a short while: builders ask for the same lists again and again.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "base/function_ref.h"
#include "base/result.h"
#include "base/time.h"

namespace throng::api {

class SchemaCache {
 public:
  // The JSON under `key` if it is younger than 30 s, else what `make` gives. Thread-safe.
  Result<std::string> get(const std::string& key, Instant now, FunctionRef<Result<std::string>()> make);

 private:
  struct Entry {
    std::string json;
    Instant until{};
  };
  std::mutex mutex_;
  std::map<std::string, Entry> entries_;
};

}  // namespace throng::api
