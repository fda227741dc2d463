// For tests only: the program as its users run it.
#pragma once

#include <string>
#include <vector>

namespace throng::cli::testing {

struct Ran {
  int code = -1;  // exit code, or 128 + signal
  std::string out;
  std::string err;
};

class Process {
 public:
  // Starts `program`; its stderr goes to a file in `folder`.
  Process(const std::string& program, std::vector<std::string> arguments, const std::string& folder);
  ~Process();  // kills what still runs
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Blocks until stdout has a line with `text` in it and returns that line; "" if the program ended before.
  std::string wait_for(const std::string& text);
  void signal(int number) const;
  Ran wait();

 private:
  bool read_more();  // blocks until stdout has more; false at its end

  int id_ = -1;
  int out_ = -1;
  int status_ = 0;
  bool done_ = false;
  std::string text_;  // of stdout, so far
  std::string err_;
};

}  // namespace throng::cli::testing
