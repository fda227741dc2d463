// How commands speak: results on stdout, progress and remarks on stderr.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace throng::cli {

void print(std::string_view line);  // stdout, with a line end
void note(std::string_view line);   // stderr, with a line end

// "1,234,567"
std::string with_commas(std::uint64_t n);

// A bar that redraws itself on a terminal; elsewhere one line per ten percent.
class Progress {
 public:
  explicit Progress(std::string title);
  ~Progress();  // ends the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Cheap enough to call for every few events. total 0: unknown, only the count is shown.
  void update(std::uint64_t done, std::uint64_t total);

 private:
  void draw(std::uint64_t done, std::uint64_t total);

  std::string title_;
  bool tty_;
  bool drawn_ = false;
  int tenth_ = 0;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace throng::cli
