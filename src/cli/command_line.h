// From the words on the command line to one of the functions of commands.h and an exit code.
#pragma once

namespace throng::cli {

// 0: done. 1: failed, the reason is on stderr. 2: wrong usage, stderr says what was expected.
int run(int argc, const char* const* argv);

}  // namespace throng::cli
