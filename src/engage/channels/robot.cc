#include "engage/channels/robot.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>
#include <boost/describe/class.hpp>

#include "base/encoding.h"
#include "base/json.h"
#include "engage/channels/internal/http.h"
#include "outbound/crypto.h"

namespace throng::engage {
namespace {

// ---- what they want to be told ---------------------------------------------------------------------------------

struct Content {
  std::string content;
};
BOOST_DESCRIBE_STRUCT(Content, (), (content))
struct TitledText {
  std::string title, text;
};
BOOST_DESCRIBE_STRUCT(TitledText, (), (title, text))
// WeCom's markdown is a content, DingTalk's has a title.
template <class Markdown>
struct Told {
  std::string msgtype;
  std::optional<Content> text;
  std::optional<Markdown> markdown;
};
using WecomTold = Told<Content>;
using DingtalkTold = Told<TitledText>;
BOOST_DESCRIBE_STRUCT(WecomTold, (), (msgtype, text, markdown))
BOOST_DESCRIBE_STRUCT(DingtalkTold, (), (msgtype, text, markdown))

struct FeishuText {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(FeishuText, (), (text))
struct FeishuPiece {
  std::string tag, content;
};
BOOST_DESCRIBE_STRUCT(FeishuPiece, (), (tag, content))
struct FeishuHeader {
  FeishuPiece title;
};
BOOST_DESCRIBE_STRUCT(FeishuHeader, (), (title))
struct FeishuCard {
  std::optional<FeishuHeader> header;
  std::vector<FeishuPiece> elements;
};
BOOST_DESCRIBE_STRUCT(FeishuCard, (), (header, elements))
struct FeishuTold {
  std::optional<std::string> timestamp, sign;
  std::string msg_type;
  std::optional<FeishuText> content;
  std::optional<FeishuCard> card;
};
BOOST_DESCRIBE_STRUCT(FeishuTold, (), (timestamp, sign, msg_type, content, card))

enum class Title { with, without };

// Title, text and URL, one below the other.
std::string plain_of(const Outgoing& message) {
  std::string out = message.title;
  for (const std::string& part : {message.text, message.url})
    if (!part.empty()) out += (out.empty() ? "" : "\n") + part;
  return out;
}

std::string markdown_of(const Outgoing& message, Title title) {
  std::string out = title == Title::with && !message.title.empty() ? "### " + message.title : "";
  const std::string link = message.url.empty() ? "" : fmt::format("[{0}]({0})", message.url);
  for (const std::string& part : {message.text, link})
    if (!part.empty()) out += (out.empty() ? "" : "\n\n") + part;
  return out;
}

// ---- what they say ---------------------------------------------------------------------------------------------

struct Codes {
  std::string_view code, old_code, words;  // names of the members
  std::span<const std::int64_t> busy;      // codes that pass
};
constexpr std::int64_t kWecomBusy[] = {-1, 45009, 45033};       // busy; 20 a minute; too many at once
constexpr std::int64_t kDingtalkBusy[] = {-1, 130101, 410100};  // busy; 20 a minute, twice
constexpr std::int64_t kFeishuBusy[] = {11232, 99991400};       // 5 a second; the limit of all its interfaces
constexpr Codes kWecom{"errcode", "errcode", "errmsg", kWecomBusy};
constexpr Codes kDingtalk{"errcode", "errcode", "errmsg", kDingtalkBusy};
constexpr Codes kFeishu{"code", "StatusCode", "msg", kFeishuBusy};

HandOver judged(const Result<outbound::PostAnswer>& answer, const Codes& codes) {
  HandOver out = internal::hand_over_of(answer);
  if (!answer || answer->status == 0) return out;
  const internal::AnswerJson json(answer->body);
  auto code = json.number(codes.code);
  if (!code) code = json.number(codes.old_code);
  if (!code) {
    if (out.how == Handed::taken) out.how = Handed::unknown;  // not an answer of theirs
    return out;
  }
  if (*code == 0) return out;
  const bool busy = std::ranges::find(codes.busy, *code) != codes.busy.end();
  out.how = busy || out.how == Handed::later ? Handed::later : Handed::refused;
  out.detail = fmt::format("{}: {}", *code, json.text(codes.words).value_or(""));
  return out;
}

outbound::Post post_of(std::string url, std::string body) {
  return {.url = std::move(url), .headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

class WecomChannel final : public Channel {
 public:
  WecomChannel(WecomSettings settings, outbound::Poster& poster) : settings_(std::move(settings)), poster_(poster) {}

  HandOver deliver(const Outgoing& message, std::stop_token stop) override {
    WecomTold told;
    if (settings_.markdown) {
      told = {"markdown", std::nullopt, Content{markdown_of(message, Title::with)}};
    } else {
      told = {"text", Content{plain_of(message)}, std::nullopt};
    }
    return judged(poster_.post(post_of(settings_.url, json::to_string(told)), std::move(stop)), kWecom);
  }

 private:
  const WecomSettings settings_;
  outbound::Poster& poster_;
};

class DingtalkChannel final : public Channel {
 public:
  DingtalkChannel(DingtalkSettings settings, outbound::Poster& poster, const Clock& clock)
      : settings_(std::move(settings)), poster_(poster), clock_(clock) {}

  HandOver deliver(const Outgoing& message, std::stop_token stop) override {
    DingtalkTold told;
    if (settings_.markdown) {
      told = {"markdown", std::nullopt, TitledText{message.title, markdown_of(message, Title::with)}};
    } else {
      told = {"text", Content{plain_of(message)}, std::nullopt};
    }
    return judged(poster_.post(post_of(signed_url(), json::to_string(told)), std::move(stop)), kDingtalk);
  }

 private:
  // The secret signs the milliseconds and itself.
  std::string signed_url() const {
    std::string url = settings_.url;
    if (settings_.secret.empty()) return url;
    const std::string timestamp = std::to_string(to_ms(clock_.now()));
    const std::string sign = base64(outbound::hmac_sha256(settings_.secret, timestamp + "\n" + settings_.secret));
    url += url.find('?') == std::string::npos ? '?' : '&';
    return url + "timestamp=" + timestamp + "&sign=" + percent_encoded(sign);
  }

  const DingtalkSettings settings_;
  outbound::Poster& poster_;
  const Clock& clock_;
};

class FeishuChannel final : public Channel {
 public:
  FeishuChannel(FeishuSettings settings, outbound::Poster& poster, const Clock& clock)
      : settings_(std::move(settings)), poster_(poster), clock_(clock) {}

  HandOver deliver(const Outgoing& message, std::stop_token stop) override {
    FeishuTold told;
    sign(told);
    if (settings_.markdown) {
      told.msg_type = "interactive";
      told.card.emplace();
      if (!message.title.empty()) told.card->header = FeishuHeader{{"plain_text", message.title}};
      told.card->elements = {{"markdown", markdown_of(message, Title::without)}};
    } else {
      told.msg_type = "text";
      told.content = FeishuText{plain_of(message)};
    }
    return judged(poster_.post(post_of(settings_.url, json::to_string(told)), std::move(stop)), kFeishu);
  }

 private:
  // Seconds and secret are the key, and nothing is what it signs.
  void sign(FeishuTold& told) const {
    if (settings_.secret.empty()) return;
    told.timestamp = std::to_string(to_ms(clock_.now()) / 1000);
    told.sign = base64(outbound::hmac_sha256(*told.timestamp + "\n" + settings_.secret, ""));
  }

  const FeishuSettings settings_;
  outbound::Poster& poster_;
  const Clock& clock_;
};

}  // namespace

Result<std::unique_ptr<Channel>> wecom_channel(WecomSettings settings, outbound::Poster& poster) {
  THRONG_CHECK(outbound::check_url(settings.url));
  return std::make_unique<WecomChannel>(std::move(settings), poster);
}

Result<std::unique_ptr<Channel>> dingtalk_channel(DingtalkSettings settings, outbound::Poster& poster,
                                                  const Clock& clock) {
  THRONG_CHECK(outbound::check_url(settings.url));
  return std::make_unique<DingtalkChannel>(std::move(settings), poster, clock);
}

Result<std::unique_ptr<Channel>> feishu_channel(FeishuSettings settings, outbound::Poster& poster, const Clock& clock) {
  THRONG_CHECK(outbound::check_url(settings.url));
  return std::make_unique<FeishuChannel>(std::move(settings), poster, clock);
}

}  // namespace throng::engage
