// throng_smtp_sink --port-file FILE --out FILE [--port N]: a mail server that takes every mail, for tests in other
// languages and for benchmarks. The port is written to the port file when it listens; each mail is one line of JSON,
// {"from":..,"to":[..],"data":..}, written before the mail is answered. Ends with SIGTERM or SIGINT.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include <boost/describe/class.hpp>

#include "base/json.h"
#include "lib/smtp_sink.h"

namespace throng::testing {
BOOST_DESCRIBE_STRUCT(SunkMail, (), (from, to, data))
}  // namespace throng::testing

namespace {

// Whole or not at all: who waits for it never reads half a number.
bool write_port(const std::string& file, std::uint16_t port) {
  const std::string part = file + ".part";
  std::FILE* const out = std::fopen(part.c_str(), "wb");
  if (out == nullptr) return false;
  std::fprintf(out, "%u\n", static_cast<unsigned>(port));
  return std::fclose(out) == 0 && std::rename(part.c_str(), file.c_str()) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::map<std::string, std::string> options;
  for (int i = 1; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
  std::FILE* const out = std::fopen(options["--out"].c_str(), "ab");
  if (out == nullptr || options["--port-file"].empty()) {
    std::fputs("usage: throng_smtp_sink --port-file FILE --out FILE [--port N]\n", stderr);
    return 2;
  }
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);  // before there are threads
  throng::testing::SmtpSink sink(
      throng::testing::answer_by_address,
      [out](const throng::testing::SunkMail& mail) {
        const std::string line = throng::json::to_string(mail) + "\n";
        std::fwrite(line.data(), 1, line.size(), out);
        std::fflush(out);
      },
      static_cast<std::uint16_t>(std::atoi(options["--port"].c_str())));
  if (!write_port(options["--port-file"], sink.port())) return 1;
  int signal = 0;
  sigwait(&ends, &signal);
  return 0;
}
