// For tests of channels over HTTP: a poster that keeps what it was given and answers what it was told.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "engage/channel.h"
#include "outbound/poster.h"

namespace throng::engage::testing {

class FakePoster final : public outbound::Poster {
 public:
  Result<outbound::PostAnswer> post(const outbound::Post& post, std::stop_token) override {
    posts.push_back(post);
    if (answers.empty()) return outbound::PostAnswer{200, otherwise, {}};
    Result<outbound::PostAnswer> answer = std::move(answers.front());
    answers.pop_front();
    return answer;
  }
  // "": no such header in the last post.
  std::string header(std::string_view name) const {
    for (const auto& [key, value] : posts.back().headers)
      if (key == name) return value;
    return {};
  }

  std::vector<outbound::Post> posts;
  std::deque<Result<outbound::PostAnswer>> answers;  // in this order, then 200 with `otherwise`
  std::string otherwise;
};

inline Result<outbound::PostAnswer> answers(int status, std::string body = {}, Duration wait = {}) {
  return outbound::PostAnswer{status, std::move(body), wait};
}

// "taken", "refused bad", "later 7s", "unknown": what became of a message, in short.
inline std::string said(const HandOver& handed) {
  std::string out(json::enum_text(handed.how));
  if (handed.bad_address) out += " bad";
  if (handed.wait > Duration::zero()) out += " " + format_duration(handed.wait);
  return out;
}

}  // namespace throng::engage::testing
