#include "board/alert_mail.h"

#include <cmath>

#include <fmt/format.h>

namespace throng::board {
namespace {

struct Row {
  std::string_view zh, en;
  std::string value;
};

std::string difference_of(const Alert& alert, const AlertFinding& found) {
  if (!found.difference) return "–";
  return say_number(found.difference) + (alert.rule == AlertRule::change ? " %" : " × 1.4826 MAD");
}

std::vector<Row> rows_of(const Alert& alert, const AlertFinding& found, const MailPlace& place) {
  std::vector<Row> rows;
  if (found.bucket) rows.push_back({"周期", "Of", say_bucket(*found.bucket, alert.question.bucket, place.calendar)});
  if (alert.rule == AlertRule::collapse) {
    for (const CollapsedEvent& one : found.collapsed) {
      rows.push_back({"骤减的事件", "Collapsed",
                      fmt::format("{}: {} ({})", one.event, say_number(one.value), say_number(one.expected))});
    }
    return rows;
  }
  rows.push_back({"数值", "Value", say_number(found.value)});
  rows.push_back({"对比值", "Compared with", say_number(found.expected)});
  if (alert.rule != AlertRule::threshold) rows.push_back({"差异", "Difference", difference_of(alert, found)});
  return rows;
}

}  // namespace

std::string say_number(std::optional<double> value) {
  if (!value || !std::isfinite(*value)) return "–";
  std::string text = fmt::format("{:.2f}", *value);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  if (text == "-0") text = "0";
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(text.find('.'), text.size());
  for (std::size_t at = point; at > first + 3;) text.insert(at -= 3, ",");
  return text;
}

std::string say_bucket(Instant start, BucketUnit unit, const Calendar& calendar) {
  const CivilDate date = calendar.date_of(start);
  std::string text = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
  if (unit != BucketUnit::hour) return text;
  const auto hour = std::chrono::floor<std::chrono::hours>(start - calendar.floor(start, BucketUnit::day)).count();
  return text + fmt::format(" {:02}:00", hour);
}

outbound::Mail mail_of(const ledger::Saved& saved, const Alert& alert, const AlertFinding& found,
                       const MailPlace& place) {
  const bool fires = found.state == AlertState::firing;
  const std::string head = place.chinese
                               ? fmt::format("{}：{}", fires ? "预警触发" : "预警恢复正常", saved.name)
                               : fmt::format("{}: {}", fires ? "Alert fires" : "Alert is quiet again", saved.name);
  outbound::Mail mail{alert.recipients, fmt::format("[{}] {}", place.project, head), head + "\n\n", {}};
  for (char& c : mail.subject)
    if (static_cast<unsigned char>(c) < ' ' || c == 127) c = ' ';
  mail.html =
      "<!doctype html><html><body style=\"font-family:sans-serif\"><h2>" + outbound::escape_html(head) + "</h2>";
  if (!saved.description.empty()) {
    mail.text += saved.description + "\n\n";
    mail.html += "<p>" + outbound::escape_html(saved.description) + "</p>";
  }
  mail.html += "<table cellpadding=\"6\">";
  for (const Row& row : rows_of(alert, found, place)) {
    const std::string_view name = place.chinese ? row.zh : row.en;
    mail.text += fmt::format("{}: {}\n", name, row.value);
    mail.html += fmt::format("<tr><td>{}</td><td><b>{}</b></td></tr>", name, outbound::escape_html(row.value));
  }
  mail.html += "</table>";
  if (!place.public_url.empty()) {
    const std::string link = place.public_url + (place.public_url.ends_with('/') ? "alerts" : "/alerts");
    mail.text += "\n" + link + "\n";
    mail.html += fmt::format("<p><a href=\"{0}\">{0}</a></p>", outbound::escape_html(link));
  }
  mail.html += "</body></html>";
  return mail;
}

}  // namespace throng::board
