#include "engage/mail_reports.h"

#include <charconv>

#include "base/json.h"

namespace throng::engage {
namespace {

using outbound::kMaxReports;
using outbound::MailFate;
using outbound::MailReport;

// A text of an object in objects: {"mail", "messageId"}; "" where it is none.
std::string text_at(json::Node node, std::initializer_list<std::string_view> path) {
  for (const std::string_view name : path) {
    if (node.kind() != json::Kind::object) return {};
    const auto found = node.find(name);
    if (!found) return {};
    node = *found;
  }
  return node.kind() == json::Kind::string ? std::string(node.string()) : std::string();
}

std::vector<json::Node> list_at(json::Node node, std::string_view object, std::string_view list) {
  if (node.kind() != json::Kind::object) return {};
  const auto inner = node.find(object);
  if (!inner || inner->kind() != json::Kind::object) return {};
  const auto found = inner->find(list);
  return found && found->kind() == json::Kind::array ? found->elements() : std::vector<json::Node>();
}

std::string bare(std::string_view id) {
  if (id.starts_with('<') && id.ends_with('>')) id = id.substr(1, id.size() - 2);
  return std::string(id);
}

// Our own Message-ID, which SES keeps among the headers of the mail; its own id is another one.
std::string id_of_ses(json::Node notice) {
  const std::string common = text_at(notice, {"mail", "commonHeaders", "messageId"});
  if (!common.empty()) return bare(common);
  for (const json::Node& header : list_at(notice, "mail", "headers"))
    if (text_at(header, {"name"}) == "Message-ID") return bare(text_at(header, {"value"}));
  return {};
}

void add_ses(json::Node notice, MailReports& out) {
  std::string kind = text_at(notice, {"notificationType"});
  if (kind.empty()) kind = text_at(notice, {"eventType"});
  const std::string id = id_of_ses(notice);
  if (kind == "Bounce") {
    const bool permanent = text_at(notice, {"bounce", "bounceType"}) == "Permanent";
    for (const json::Node& one : list_at(notice, "bounce", "bouncedRecipients"))
      out.reports.push_back({MailFate::bounced, permanent, text_at(one, {"emailAddress"}), id,
                             outbound::report_detail(text_at(one, {"diagnosticCode"}))});
  } else if (kind == "Complaint") {
    for (const json::Node& one : list_at(notice, "complaint", "complainedRecipients"))
      out.reports.push_back({MailFate::complained, false, text_at(one, {"emailAddress"}), id,
                             outbound::report_detail(text_at(notice, {"complaint", "complaintFeedbackType"}))});
  } else if (kind == "Delivery") {
    const auto recipients = list_at(notice, "delivery", "recipients");
    for (const json::Node& one : recipients)
      if (one.kind() == json::Kind::string)
        out.reports.push_back({MailFate::delivered, false, std::string(one.string()), id, {}});
  }
}

// What a provider calls the three.
struct FateWords {
  std::string_view bounced, complained, delivered;
};
// Nothing where it is of another kind.
void add(const FateWords& words, std::string_view kind, MailReport report, MailReports& out) {
  if (kind == words.complained)
    report.fate = MailFate::complained;
  else if (kind == words.delivered)
    report.fate = MailFate::delivered;
  else if (kind != words.bounced)
    return;
  report.permanent = report.permanent && report.fate == MailFate::bounced;
  out.reports.push_back(std::move(report));
}

void add_sendgrid(json::Node event, MailReports& out) {
  add({"bounce", "spamreport", "delivered"}, text_at(event, {"event"}),
      {.permanent = text_at(event, {"type"}) != "blocked",
       .address = text_at(event, {"email"}),
       .message_id = bare(text_at(event, {"smtp-id"})),
       .detail = outbound::report_detail(text_at(event, {"reason"}))},
      out);
}

void add_mailgun(json::Node data, MailReports& out) {
  add({"failed", "complained", "delivered"}, text_at(data, {"event"}),
      {.permanent = text_at(data, {"severity"}) == "permanent",
       .address = text_at(data, {"recipient"}),
       .message_id = bare(text_at(data, {"message", "headers", "message-id"})),
       .detail = outbound::report_detail(text_at(data, {"delivery-status", "message"}))},
      out);
}

// Postmark has an id of its own; ours it keeps among the headers that it gives back as metadata, or not at all.
void add_postmark(json::Node record, MailReports& out) {
  const std::string type = text_at(record, {"Type"}), to = text_at(record, {"Email"});
  add({"Bounce", "SpamComplaint", "Delivery"}, text_at(record, {"RecordType"}),
      {.permanent = type == "HardBounce" || type == "BadEmailAddress",
       .address = to.empty() ? text_at(record, {"Recipient"}) : to,
       .message_id = bare(text_at(record, {"Metadata", "message_id"})),
       .detail = outbound::report_detail(text_at(record, {"Description"}))},
      out);
}

Result<void> add_object(json::Node root, MailReports& out) {
  const std::string sns = text_at(root, {"Type"});
  if (sns == "SubscriptionConfirmation" && root.find("SubscribeURL")) {
    out.confirm_url = text_at(root, {"SubscribeURL"});
  } else if (sns == "Notification" && root.find("Message")) {
    THRONG_TRY(const json::Document inner, json::Document::parse(text_at(root, {"Message"})));
    add_ses(inner.root(), out);
  } else if (root.find("mail")) {
    add_ses(root, out);
  } else if (const auto data = root.find("event-data")) {
    add_mailgun(*data, out);
  } else if (root.find("RecordType")) {
    add_postmark(root, out);
  } else {
    return invalid("", "expected the JSON of Amazon SES, SendGrid, Mailgun or Postmark");
  }
  return {};
}

}  // namespace

Result<MailReports> read_mail_reports(std::string_view body) {
  MailReports out;
  const auto first = body.find_first_not_of(" \t\r\n");
  const bool is_json = first != std::string_view::npos && (body[first] == '{' || body[first] == '[');
  if (!is_json) {
    THRONG_TRY(out.reports, outbound::read_report_mail(body));
    return out;
  }
  THRONG_TRY(const json::Document document, json::Document::parse(body));
  if (document.root().kind() == json::Kind::array) {
    for (const json::Node& event : document.root().elements()) add_sendgrid(event, out);
  } else {
    THRONG_CHECK(add_object(document.root(), out));
  }
  if (out.reports.size() > kMaxReports) out.reports.resize(kMaxReports);
  return out;
}

std::optional<NamedSend> named_send(std::string_view message_id) {
  const std::string_view local = message_id.substr(0, message_id.find('@'));
  const auto dash = local.rfind('-');
  if (dash == std::string_view::npos || dash == 0) return std::nullopt;
  const std::string_view digits = local.substr(dash + 1);
  NamedSend named{std::string(local.substr(0, dash)), 0};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), named.send);
  if (error != std::errc() || end != digits.data() + digits.size() || named.send <= 0) return std::nullopt;
  return named;
}

}  // namespace throng::engage
