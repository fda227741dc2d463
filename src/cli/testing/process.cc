#include "cli/testing/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <sstream>

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

// The line of `text` that has `wanted` in it, once it is complete.
std::string line_with(const std::string& text, const std::string& wanted) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.find(wanted) != std::string::npos && !lines.eof()) return line;
  return "";
}

}  // namespace

Process::Process(const std::string& program, std::vector<std::string> arguments, const std::string& folder) {
  static std::atomic<int> count = 0;
  const std::string stem = folder + "/process" + std::to_string(count.fetch_add(1));
  err_ = stem + ".err";
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) std::abort();
  out_ = ends[0];
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  id_ = ::fork();
  if (id_ != 0) {
    ::close(ends[1]);
    return;
  }
  if (::dup2(ends[1], STDOUT_FILENO) < 0) ::_exit(126);
  redirect(err_, STDERR_FILENO);
  ::execv(program.c_str(), argv.data());
  ::_exit(127);
}

Process::~Process() {
  if (!done_) {
    signal(SIGKILL);
    wait();
  }
  ::close(out_);
}

bool Process::read_more() {
  char bytes[4096];
  ssize_t n = 0;
  do {
    n = ::read(out_, bytes, sizeof bytes);
  } while (n < 0 && errno == EINTR);
  if (n <= 0) return false;
  text_.append(bytes, static_cast<std::size_t>(n));
  return true;
}

std::string Process::wait_for(const std::string& text) {
  while (true) {
    std::string line = line_with(text_, text);
    if (!line.empty() || !read_more()) return line;
  }
}

void Process::signal(int number) const { ::kill(id_, number); }

Ran Process::wait() {
  while (read_more()) {
  }
  if (!done_) done_ = ::waitpid(id_, &status_, 0) == id_;
  return {WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_), text_, content(err_)};
}

}  // namespace throng::cli::testing
