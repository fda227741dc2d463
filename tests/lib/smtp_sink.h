// A mail server for tests and benchmarks: takes every mail, or answers as a script says. One thread a connection;
// tens of thousands of small mails a second.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace throng::testing {

struct SunkMail {
  std::string from;
  std::vector<std::string> to;
  std::string data;  // as the sender meant it: without the doubled dots
};

// What the server answers to: a connection, a command, the dot after a mail. `idle` is after a mail was answered:
// nobody waits for a line there, but the connection may be closed.
enum class SinkStage { connected, hello, auth, mail, rcpt, data, end, idle };

struct SinkAnswer {
  std::string line = {};  // "550 5.1.1 Nobody", without CRLF; "": what says yes, or nothing if it is silent or drops
  bool drop = false;      // closes the connection, after the line if there is one
  bool silent = false;    // says nothing more, until the other side goes
};

class SmtpSink {
 public:
  // `line` is the command, as it came; the whole mail for `end`. Called by one thread at a time.
  using Script = std::function<SinkAnswer(SinkStage stage, std::string_view line)>;
  // Called before the mail is answered, by one thread at a time. Without it, mails() keeps them.
  using Take = std::function<void(SunkMail)>;

  // On a free port of 127.0.0.1, or the one that is given.
  explicit SmtpSink(Script script = {}, Take take = {}, std::uint16_t port = 0);
  SmtpSink(const SmtpSink&) = delete;
  SmtpSink& operator=(const SmtpSink&) = delete;
  ~SmtpSink();  // ends all connections

  std::uint16_t port() const;
  // Those that were not refused: also those whose sender got no answer.
  std::vector<SunkMail> mails() const;
  std::size_t connections() const;  // so far

 private:
  struct State;
  const std::unique_ptr<State> state_;
};

// By how the address of a recipient begins: "nobody" is refused (550 5.1.1), "busy" is put off (451), "spam" is refused
// after the mail was read (554 5.7.1), "lost" is taken without an answer.
SinkAnswer answer_by_address(SinkStage stage, std::string_view line);

}  // namespace throng::testing
