#include "engage/channels/webhook.h"

#include <boost/describe/class.hpp>

#include "base/json.h"
#include "engage/channels/internal/http.h"
#include "outbound/signature.h"

namespace throng::engage {
namespace {

struct Body {
  std::string id, to, title, text, html, url, unsubscribe_url;
};
BOOST_DESCRIBE_STRUCT(Body, (), (id, to, title, text, html, url, unsubscribe_url))

class WebhookChannel final : public Channel {
 public:
  WebhookChannel(WebhookSettings settings, outbound::Poster& poster, const Clock& clock)
      : settings_(std::move(settings)), poster_(poster), clock_(clock) {}

  HandOver deliver(const Outgoing& message, std::stop_token stop) override {
    outbound::Post post{.url = settings_.url, .headers = {}, .body = json::to_string(body_of(message))};
    post.headers = {
        {"Content-Type", "application/json"},
        {"Throng-Message-Id", message.id},
        {std::string(outbound::kSignatureHeader), outbound::signature_of(settings_.secret, post.body, clock_.now())}};
    return internal::hand_over_of(poster_.post(post, std::move(stop)));
  }

 private:
  static Body body_of(const Outgoing& m) { return {m.id, m.to, m.title, m.text, m.html, m.url, m.unsubscribe_url}; }

  const WebhookSettings settings_;
  outbound::Poster& poster_;
  const Clock& clock_;
};

}  // namespace

Result<std::unique_ptr<Channel>> webhook_channel(WebhookSettings settings, outbound::Poster& poster,
                                                 const Clock& clock) {
  THRONG_CHECK(outbound::check_url(settings.url));
  if (settings.secret.empty()) return invalid("secret", "expected a secret, so that the other side knows who sends");
  return std::make_unique<WebhookChannel>(std::move(settings), poster, clock);
}

}  // namespace throng::engage
