#include "cli/testing/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

namespace throng::cli::testing {
namespace {

std::string content(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

void redirect(const std::string& file, int to) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (fd < 0 || ::dup2(fd, to) < 0) ::_exit(126);
}

}  // namespace

Process::Process(const std::string& program, std::vector<std::string> arguments, const std::string& folder) {
  static std::atomic<int> count = 0;
  const std::string stem = folder + "/process" + std::to_string(count.fetch_add(1));
  out_ = stem + ".out";
  err_ = stem + ".err";
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  id_ = ::fork();
  if (id_ != 0) return;
  redirect(out_, STDOUT_FILENO);
  redirect(err_, STDERR_FILENO);
  ::execv(program.c_str(), argv.data());
  ::_exit(127);
}

Process::~Process() {
  if (ended()) return;
  signal(SIGKILL);
  wait();
}

bool Process::ended() {
  if (!done_) done_ = ::waitpid(id_, &status_, WNOHANG) == id_;
  return done_;
}

std::string Process::wait_for(const std::string& text) {
  while (true) {
    const bool last = ended();
    std::istringstream lines(content(out_));
    for (std::string line; std::getline(lines, line);)
      if (line.find(text) != std::string::npos) return line;
    if (last) return "";
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

void Process::signal(int number) const { ::kill(id_, number); }

Ran Process::wait() {
  if (!done_) done_ = ::waitpid(id_, &status_, 0) == id_;
  return {WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_), content(out_), content(err_)};
}

}  // namespace throng::cli::testing
