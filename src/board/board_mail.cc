#include "board/board_mail.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "board/picture.h"

namespace throng::board {
namespace {

using analyze::Figure;
using analyze::FigureLine;
using analyze::FigureUnit;
using outbound::escape_html;

struct Word {
  std::string_view en, zh;
};
// The words of figures (FigureLine::word), and labels that everybody knows.
constexpr auto kWords = std::to_array<Word>({{"new", "新增"},
                                             {"returning", "留存"},
                                             {"resurrected", "回流"},
                                             {"dormant", "沉默"},
                                             {"mean", "平均"},
                                             {"median", "中位数"},
                                             {"sessions", "会话数"},
                                             {"paths", "路径数"},
                                             {"in the segment", "分群人数"},
                                             {"everyone", "全体"},
                                             {"odds ratio", "优势比"},
                                             {"sent", "已触达"},
                                             {"held out", "对照组"},
                                             {"first", "首次触点"},
                                             {"last", "末次触点"},
                                             {"last_non_direct", "末次非直接"},
                                             {"linear", "线性"},
                                             {"position", "位置 40/20/40"},
                                             {"time_decay", "时间衰减"},
                                             {"markov", "马尔可夫"},
                                             {"shapley", "Shapley"}});

std::string in_words(std::string_view word, bool chinese) {
  if (!chinese) return std::string(word);
  const auto found = std::ranges::find(kWords, word, &Word::en);
  return std::string(found == kWords.end() ? word : found->zh);
}

std::string name_of(const FigureLine& line, bool chinese) {
  if (line.word) return in_words(line.name, chinese);
  if (line.name == "$none") return chinese ? "（无）" : "(none)";
  if (line.name == "$other") return chinese ? "（其他）" : "(other)";
  if (line.name.empty()) return chinese ? "数值" : "Value";
  return line.name;
}

std::string place_of(const std::string& place, const Figure& figure, const MailPlace& at) {
  if (figure.bucket) {
    if (const auto start = parse_instant(place)) return say_bucket(*start, *figure.bucket, at.calendar);
  }
  return place.empty() ? (at.chinese ? "合计" : "Total") : place;
}

struct Rows {
  std::size_t begin = 0, end = 0, lines = 0;
};
Rows rows_of(const Figure& figure) {
  const std::size_t n = figure.places.size();
  const std::size_t shown = std::min(n, kMailedRows);
  const std::size_t begin = figure.bucket ? n - shown : 0;
  return {begin, begin + shown, std::min(figure.lines.size(), kMailedLines)};
}

std::string table_text(const Figure& figure, const MailPlace& at) {
  const Rows rows = rows_of(figure);
  std::string out;
  for (std::size_t i = rows.begin; i < rows.end; ++i) {
    out += place_of(figure.places[i], figure, at) + ":";
    for (std::size_t k = 0; k < rows.lines; ++k) {
      const FigureLine& line = figure.lines[k];
      out += fmt::format("{} {}{}", k == 0 ? "" : ",", rows.lines > 1 ? name_of(line, at.chinese) + " " : "",
                         say_value(line.values[i], figure.unit));
    }
    out += "\n";
  }
  return out;
}

std::string table_html(const Figure& figure, const MailPlace& at) {
  const Rows rows = rows_of(figure);
  std::string out = "<table cellpadding=\"4\" style=\"border-collapse:collapse;font-size:13px\"><tr><th></th>";
  for (std::size_t k = 0; k < rows.lines; ++k)
    out += fmt::format("<th align=\"right\">{}</th>", escape_html(name_of(figure.lines[k], at.chinese)));
  out += "</tr>";
  for (std::size_t i = rows.begin; i < rows.end; ++i) {
    out += fmt::format("<tr style=\"border-top:1px solid #eee\"><td>{}</td>",
                       escape_html(place_of(figure.places[i], figure, at)));
    for (std::size_t k = 0; k < rows.lines; ++k)
      out += fmt::format("<td align=\"right\">{}</td>", escape_html(say_value(figure.lines[k].values[i], figure.unit)));
    out += "</tr>";
  }
  return out + "</table>";
}

Result<std::string> picture_of(const Figure& figure, const MailPlace& at) {
  return draw_png(figure, {[&](double value) { return say_value(value, figure.unit); },
                           [&](const std::string& place) { return place_of(place, figure, at); },
                           [&](const FigureLine& line) { return name_of(line, at.chinese); }});
}

std::string say_goal(const GoalProgress& goal, bool chinese) {
  constexpr std::array<Word, 5> kStates = {{{"not begun", "未开始"},
                                            {"on track", "进度正常"},
                                            {"behind", "落后"},
                                            {"reached", "已达成"},
                                            {"missed", "未达成"}}};
  const Word& state = kStates[static_cast<std::size_t>(goal.state)];
  return fmt::format("{} · {}{}", chinese ? state.zh : state.en, say_number(goal.value),
                     goal.progress ? " · " + say_value(goal.progress, FigureUnit::share) : "");
}

std::string with_breaks(const std::string& text) {
  std::string out;
  for (const char c : escape_html(text)) out += c == '\n' ? std::string("<br>") : std::string(1, c);
  return out;
}

// Writes the parts into a mail.
class Writer {
 public:
  Writer(outbound::Mail& mail, const MailPlace& at) : mail_(mail), at_(at) {}
  Result<void> add(const BoardPart& part) {
    if (!part.title.empty()) {
      mail_.text += "\n## " + part.title + "\n";
      mail_.html += "<h3>" + escape_html(part.title) + "</h3>";
    }
    if (!part.text.empty()) say(part.text);
    if (part.goal) say(say_goal(*part.goal, at_.chinese));
    if (!part.figure) return {};
    if (part.figure->lines.empty() || part.figure->places.empty()) {
      say(at_.chinese ? "没有数据" : "No data");
      return {};
    }
    return draw(*part.figure, part.title);
  }

 private:
  void say(const std::string& text) {
    mail_.text += text + "\n";
    mail_.html += "<p>" + with_breaks(text) + "</p>";
  }
  Result<void> draw(const Figure& figure, const std::string& title) {
    const bool big_number = figure.places.size() == 1;  // a picture would say less than the numbers
    if (!big_number) {
      THRONG_TRY(std::string png, picture_of(figure, at_));
      const std::string id = fmt::format("c{}", mail_.images.size() + 1);
      mail_.html += fmt::format("<img src=\"cid:{}\" width=\"{}\" height=\"{}\" alt=\"{}\">", id, kPictureWidth,
                                kPictureHeight, escape_html(title));
      mail_.images.push_back({id, std::move(png)});
    }
    mail_.text += table_text(figure, at_);
    mail_.html += table_html(figure, at_);
    return {};
  }

  outbound::Mail& mail_;
  const MailPlace& at_;
};

}  // namespace

std::string say_value(std::optional<double> value, FigureUnit unit) {
  if (!value || !std::isfinite(*value)) return "–";
  if (unit == FigureUnit::share) return fmt::format("{:.1f} %", *value * 100);
  if (unit == FigureUnit::number) return say_number(value);
  const auto total = static_cast<std::int64_t>(std::llround(*value / 1000));
  if (total < 60) return fmt::format("{:.1f}s", *value / 1000);
  if (total < 3600) return fmt::format("{}m {}s", total / 60, total % 60);
  if (total < 48 * 3600) return fmt::format("{}h {}m", total / 3600, total / 60 % 60);
  return fmt::format("{}d {}h", total / 86400, total / 3600 % 24);
}

Result<outbound::Mail> mail_of(const ledger::Saved& board, const std::vector<BoardPart>& parts,
                               const std::vector<std::string>& recipients, const MailPlace& place) {
  outbound::Mail mail{recipients, fmt::format("[{}] {}", place.project, board.name), board.name + "\n", {}};
  for (char& c : mail.subject)
    if (static_cast<unsigned char>(c) < ' ' || c == 127) c = ' ';
  mail.html = fmt::format("<!doctype html><html><body style=\"font-family:sans-serif;max-width:{}px\"><h2>{}</h2>",
                          kPictureWidth, escape_html(board.name));
  if (!board.description.empty()) {
    mail.text += board.description + "\n";
    mail.html += "<p>" + with_breaks(board.description) + "</p>";
  }
  Writer writer(mail, place);
  for (const BoardPart& part : parts) THRONG_CHECK(writer.add(part));
  if (!place.public_url.empty()) {
    const std::string link = place.public_url + (place.public_url.ends_with('/') ? "boards/" : "/boards/") + board.id;
    mail.text += "\n" + link + "\n";
    mail.html += fmt::format("<p><a href=\"{0}\">{0}</a></p>", escape_html(link));
  }
  mail.html += "</body></html>";
  return mail;
}

}  // namespace throng::board
