// The addresses in messages that lead back here, signed so that nobody can make one up: opened, clicked, preferences.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace throng::engage {

class Links {
 public:
  // `public_url`: "https://throng.example.com", without a slash at the end.
  Links(std::string public_url, std::string secret) : url_(std::move(public_url)), secret_(std::move(secret)) {}

  // `send` 0: of a message that was sent as a test. Such links work, and tell nothing.
  std::string opened(std::int64_t send) const;                        // URL/t/o/TOKEN
  std::string clicked(std::int64_t send, std::string_view to) const;  // URL/t/c/TOKEN?u=TO
  std::string preferences(std::int64_t send) const;                   // URL/t/u/TOKEN; POST there unsubscribes

  std::string reports() const;  // URL/t/r/TOKEN; mail servers and providers post there what became of mails

  // What a token says; empty: it was not made here. Takes the same time whatever is wrong.
  std::optional<std::int64_t> read_opened(std::string_view token) const;
  std::optional<std::int64_t> read_clicked(std::string_view token, std::string_view to) const;
  std::optional<std::int64_t> read_preferences(std::string_view token) const;
  bool is_reports(std::string_view token) const;

  const std::string& public_url() const { return url_; }

 private:
  std::string token(char kind, std::int64_t send, std::string_view more) const;
  std::optional<std::int64_t> read(char kind, std::string_view token, std::string_view more) const;

  std::string url_, secret_;
};

}  // namespace throng::engage
