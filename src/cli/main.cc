#include "cli/command_line.h"

#include <cstdio>
#include <cstdlib>

// Everything is closed when run() returns; the engine's exit handlers are not waited for, because its background
// threads may still run then and have been seen to crash a program that was done.
int main(int argc, char** argv) {
  const int code = throng::cli::run(argc, argv);
  std::fflush(nullptr);
  std::_Exit(code);
}
