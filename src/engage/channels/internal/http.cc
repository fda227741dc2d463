#include "engage/channels/internal/http.h"

namespace throng::engage::internal {
namespace {

Handed handed_of(int status) {
  if (status == 0 || status == 504) return Handed::unknown;
  if (status >= 200 && status < 300) return Handed::taken;
  if (status == 401 || status == 408 || status == 425 || status == 429 || status >= 500) return Handed::later;
  return Handed::refused;
}

}  // namespace

HandOver hand_over_of(const Result<outbound::PostAnswer>& answer) {
  if (!answer) {
    const ErrorCode code = answer.error().code;
    const bool hopeless = code == ErrorCode::invalid_argument || code == ErrorCode::forbidden;
    return {.how = hopeless ? Handed::refused : Handed::later, .detail = describe(answer.error())};
  }
  HandOver out{.how = handed_of(answer->status), .detail = outbound::words_of(*answer)};
  if (out.how == Handed::later) out.wait = answer->wait;
  return out;
}

AnswerJson::AnswerJson(std::string_view text) {
  auto document = json::Document::parse(text);
  if (document && document->root().kind() == json::Kind::object) document_ = *std::move(document);
}

std::optional<json::Node> AnswerJson::find(std::string_view name) const {
  return document_ ? document_->root().find(name) : std::nullopt;
}

std::optional<std::int64_t> AnswerJson::number(std::string_view name) const {
  const auto node = find(name);
  return node && node->kind() == json::Kind::number ? node->integer() : std::nullopt;
}

std::optional<std::string> AnswerJson::text(std::string_view name) const {
  const auto node = find(name);
  if (!node || node->kind() != json::Kind::string) return std::nullopt;
  return std::string(node->string());
}

}  // namespace throng::engage::internal
