// /t: where the links in messages lead. Open to everybody; each link is signed, so that nobody can make one up.
#include <fmt/format.h>

#include "api/http/target.h"
#include "api/internal/sending.h"
#include "api/routes.h"
#include "engage/mail_reports.h"
#include "engage/tracking.h"

namespace throng::api {
namespace {

using outbound::escape_html;

// GIF89a of one transparent pixel.
constexpr std::string_view kPixel(
    "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff\x21\xf9\x04\x01\x00\x00\x00\x00\x2c\x00\x00\x00\x00"
    "\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00\x3b",
    43);

constexpr std::size_t kMaxReport = std::size_t{512} << 10;  // a bounce holds the whole mail

struct Words {
  std::string_view title, lead, topics, save, none, saved, gone, gone_lead;
};
constexpr Words kEnglish = {"Messages from us",
                            "Choose what you would like to hear about.",
                            "Topics",
                            "Save",
                            "No more messages",
                            "Saved. You can change this at any time.",
                            "This link is not valid",
                            "It may be old, or was not copied as a whole."};
constexpr Words kChinese = {
    "消息订阅设置",     "请选择您愿意接收的内容。", "内容类型", "保存",
    "不再接收任何消息", "已保存，您可以随时更改。", "链接无效", "链接可能已过期，或复制不完整。"};

const Words& words_for(const http::Request& request) {
  return request.header("accept-language").starts_with("zh") ? kChinese : kEnglish;
}

http::Response page(const http::Request& request, int status, std::string_view inside) {
  const bool chinese = &words_for(request) == &kChinese;
  http::Response response{.status = status, .content_type = "text/html; charset=utf-8"};
  response.headers = {{"Cache-Control", "no-store"},
                      {"Referrer-Policy", "same-origin"},  // with no-referrer the form says that it comes from nowhere
                      {"X-Robots-Tag", "noindex"},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
                       "frame-ancestors 'none'"}};
  response.body = fmt::format(
      "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\"><title>{}</title><style>body{{font:16px/1.6 system-ui,"
      "\"PingFang SC\",\"Noto Sans CJK "
      "SC\",sans-serif;color:#1f2329;background:#f5f6f8;margin:0}}main{{max-width:26rem;"
      "margin:12vh auto;padding:2rem;background:#fff;border-radius:12px;box-shadow:0 1px 4px "
      "#0001}}h1{{font-size:1.3rem;"
      "margin:0 0 .5rem}}label{{display:block;padding:.35rem 0}}button{{font:inherit;padding:.5rem "
      "1.2rem;border-radius:8px;"
      "border:1px solid #c9cdd4;background:#fff;cursor:pointer;margin:1rem .5rem 0 0}}button.main{{background:#1668dc;"
      "border-color:#1668dc;color:#fff}}.ok{{color:#237804}}</style></head><body><main>{}</main></body></html>",
      chinese ? "zh-CN" : "en", words_for(request).title, inside);
  return response;
}

http::Response not_valid(const http::Request& request) {
  const Words& words = words_for(request);
  return page(request, 404, fmt::format("<h1>{}</h1><p>{}</p>", words.gone, words.gone_lead));
}

engage::Reader reader_of(const http::Request& request) {
  return {request.header("user-agent"), request.method == http::Method::head};
}

Result<engage::Links> links_of(Call& call) {
  THRONG_TRY(const engage::StoredRules rules, rules_of(call.app));
  return engage::Links(sending_url(call), rules.secret);
}

engage::Tracking tracking_of(Call& call) {
  return engage::Tracking(
      {call.app.services.db, call.app.services.collector, call.app.project.id, call.app.services.clock});
}

// The picture is there whatever happens.
Result<http::Response> opened(Call& call) {
  THRONG_TRY(const engage::Links links, links_of(call));
  if (const auto send = links.read_opened(call.params[0])) {
    const auto told = tracking_of(call).opened(*send, reader_of(call.request));
    if (!told) call.app.services.log.warn("an opened message could not be noted", {{"why", describe(told.error())}});
  }
  http::Response response{.content_type = "image/gif", .body = std::string(kPixel)};
  response.headers = {{"Cache-Control", "no-store, private"}};
  return response;
}

// So is the way on: the address is part of what was signed.
Result<http::Response> clicked(Call& call) {
  THRONG_TRY(const engage::Links links, links_of(call));
  const std::string to = call.query_or("u", "");
  const auto send = links.read_clicked(call.params[0], to);
  if (!send) return not_valid(call.request);
  const auto told = tracking_of(call).clicked(*send, to, reader_of(call.request));
  if (!told) call.app.services.log.warn("a click could not be noted", {{"why", describe(told.error())}});
  http::Response response{.status = 302};
  response.headers = {{"Location", to}, {"Cache-Control", "no-store, private"}, {"Referrer-Policy", "no-referrer"}};
  return response;
}

std::string form_of(const Words& words, const engage::Tracking::Choices& choices, bool saved) {
  std::string out = fmt::format("<h1>{}</h1><p>{}</p>", words.title, words.lead);
  if (saved) out += fmt::format("<p class=\"ok\" role=\"status\">{}</p>", words.saved);
  out += "<form method=\"post\">";
  for (const auto& topic : choices.topics)
    out += fmt::format("<label><input type=\"checkbox\" name=\"topic\" value=\"{}\"{}> {}</label>",
                       escape_html(topic.id), topic.on ? " checked" : "", escape_html(topic.name));
  if (!choices.topics.empty())
    out += fmt::format("<button class=\"main\" name=\"do\" value=\"choose\">{}</button>", words.save);
  out += fmt::format("<button name=\"do\" value=\"none\">{}</button></form>", words.none);
  return out;
}

Result<http::Response> show(Call& call, std::int64_t send, bool saved) {
  engage::Tracking::Choices choices;
  if (send != 0) {
    auto found = tracking_of(call).choices(send);
    if (!found && found.error().code == ErrorCode::not_found) return not_valid(call.request);
    if (!found) return std::unexpected(found.error());
    choices = *std::move(found);
  }
  return page(call.request, 200, form_of(words_for(call.request), choices, saved));
}

// GET changes nothing: mail scanners follow links.
Result<http::Response> preferences(Call& call) {
  THRONG_TRY(const engage::Links links, links_of(call));
  const auto send = links.read_preferences(call.params[0]);
  if (!send) return not_valid(call.request);
  return show(call, *send, false);
}

// A mail program's one click (RFC 8058) says List-Unsubscribe=One-Click; the form of the page says what to do.
Result<http::Response> choose(Call& call) {
  THRONG_TRY(const engage::Links links, links_of(call));
  const auto send = links.read_preferences(call.params[0]);
  if (!send) return not_valid(call.request);
  std::string what;
  std::vector<std::string> topics;
  for (auto& [name, value] : http::parse_query(call.request.body)) {
    if (name == "do") what = value;
    if (name == "topic") topics.push_back(std::move(value));
  }
  engage::Tracking tracking = tracking_of(call);
  if (what == "choose")
    THRONG_CHECK(tracking.choose(*send, topics));
  else if (what == "none")
    THRONG_CHECK(tracking.choose(*send, {}));
  else
    THRONG_CHECK(tracking.unsubscribe(*send, "one click"));
  return show(call, *send, true);
}

// Of a mail that could not be delivered, or that somebody complained about.
Result<http::Response> reported(Call& call) {
  THRONG_TRY(const engage::Links links, links_of(call));
  if (!links.is_reports(call.params[0])) return fail(ErrorCode::not_found, "this address is not valid");
  THRONG_TRY(const engage::MailReports found, engage::read_mail_reports(call.request.body));
  if (!found.confirm_url.empty())
    call.app.services.log.warn("Amazon SNS asks whether to report here: open this address to say yes",
                               {{"url", found.confirm_url}});
  THRONG_CHECK(tracking_of(call).reported(found.reports));
  http::Response response{.content_type = "application/json"};
  response.body = fmt::format(R"({{"reports":{}}})", found.reports.size());
  return response;
}

Route open_route(http::Method method, std::string_view path, std::string_view summary, std::string_view answers,
                 Result<http::Response> (*handle)(Call&)) {
  Route route{.method = method, .path = path, .permission = Permission::open, .summary = summary};
  route.body_limit = std::size_t{16} << 10;
  route.answers = answers;
  route.handle = handle;
  return route;
}

Route reports_route() {
  Route route = open_route(http::Method::post, "/t/r/{token}",
                           "What became of mails: a bounce or complaint as a mail (RFC 3464, RFC 5965), or the JSON of "
                           "Amazon SES, SendGrid, Mailgun or Postmark",
                           "application/json", &reported);
  route.body_limit = kMaxReport;
  return route;
}

}  // namespace

std::vector<Route> tracking_routes() {
  using enum http::Method;
  return {
      open_route(get, "/t/o/{token}", "The picture that tells that a message was opened", "image/gif", &opened),
      open_route(get, "/t/c/{token}", "On to the address in ?u=, which tells of a click", "text/html", &clicked),
      open_route(get, "/t/u/{token}", "What somebody may choose to hear about", "text/html", &preferences),
      open_route(post, "/t/u/{token}", "Unsubscribe with one click (RFC 8058), or choose", "text/html", &choose),
      reports_route(),
  };
}

}  // namespace throng::api
