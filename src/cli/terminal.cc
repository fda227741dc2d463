#include "cli/terminal.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace throng::cli {
namespace {

constexpr int kBarWidth = 30;
constexpr auto kRedraw = std::chrono::milliseconds(100);

}  // namespace

void print(std::string_view line) {
  fmt::print(stdout, "{}\n", line);
  std::fflush(stdout);
}

void note(std::string_view line) { fmt::print(stderr, "{}\n", line); }

std::string with_commas(std::uint64_t n) {
  std::string text = std::to_string(n);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), 1, ',');
  return text;
}

Progress::Progress(std::string title) : title_(std::move(title)), tty_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (drawn_ && tty_) fmt::print(stderr, "\n");
}

void Progress::update(std::uint64_t done, std::uint64_t total) {
  if (!tty_) {
    if (total == 0) return;
    const int tenth = static_cast<int>(done * 10 / total);
    if (tenth == tenth_) return;
    tenth_ = tenth;
    note(fmt::format("{}: {} %", title_, tenth * 10));
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < kRedraw && done != total) return;
  last_ = now;
  draw(done, total);
}

void Progress::draw(std::uint64_t done, std::uint64_t total) {
  drawn_ = true;
  if (total == 0) {
    fmt::print(stderr, "\r{}: {} ", title_, with_commas(done));
  } else {
    const auto filled = static_cast<std::size_t>(std::min(done, total) * kBarWidth / total);
    fmt::print(stderr, "\r{} [{}{}] {:3} % of {} ", title_, std::string(filled, '#'),
               std::string(kBarWidth - filled, '.'), done * 100 / total, with_commas(total));
  }
  std::fflush(stderr);
}

}  // namespace throng::cli
