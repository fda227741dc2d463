// What the answer to a post means for a message, and the JSON in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "engage/channel.h"
#include "outbound/poster.h"

namespace throng::engage::internal {

// 2xx: taken. 408, 425, 429 and 5xx: later, but 504: whoever stands before the other side handed it on, so unknown, as
// where no answer came. 401: later, for it says who sends and nothing of the message. All else: refused. A request that
// could not be sent whole: later, or refused where the URL is at fault.
HandOver hand_over_of(const Result<outbound::PostAnswer>& answer);

// The JSON object of an answer; nothing where there is none.
class AnswerJson {
 public:
  explicit AnswerJson(std::string_view text);
  // Nothing where it is missing or of another kind.
  std::optional<std::int64_t> number(std::string_view name) const;
  std::optional<std::string> text(std::string_view name) const;
  std::optional<json::Node> find(std::string_view name) const;

 private:
  std::optional<json::Document> document_;
};

}  // namespace throng::engage::internal
