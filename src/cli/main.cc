#include "cli/command_line.h"

int main(int argc, char** argv) { return throng::cli::run(argc, argv); }
