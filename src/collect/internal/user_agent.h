// What a user-agent text says about device, system and browser.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace throng::collect {

struct Agent {
  std::string device;   // desktop, mobile, tablet, bot, server, "" unknown
  std::string os;       // family: "Mac OS X", "Android"
  std::string browser;  // family: "Chrome", "Mobile Safari"
};

// Thread-safe; answers are remembered for the last some thousand distinct texts.
class AgentReader {
 public:
  // `regexes`: uap-core's regexes.yaml; "" for a small set of rules built in.
  // Errors: io (file not readable), invalid_argument (not that format).
  static Result<std::unique_ptr<AgentReader>> open(const std::string& regexes);
  ~AgentReader();
  std::shared_ptr<const Agent> read(std::string_view user_agent) const;

 private:
  struct Impl;
  explicit AgentReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace throng::collect
