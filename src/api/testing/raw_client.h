// A plain blocking client over a loopback socket: what is sent is byte for byte what the test says.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace throng::api::testing {

struct Answer {
  int status = 0;                              // 0: the server closed without an answer
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void send(std::string_view bytes) const;
  // The next answer; a body by Content-Length or chunks. `head`: an answer to HEAD, which has no body.
  Answer receive(bool head = false);
  // Reads until the text has come; "" when the connection ends first.
  std::string receive_until(std::string_view text);
  bool closed_by_server();  // blocks until a byte or the end comes
  Answer ask(std::string_view bytes) {
    send(bytes);
    return receive();
  }

 private:
  bool fill();
  int fd_;
  std::string buffer_;
};

// "POST /x HTTP/1.1" with Host and Content-Length.
std::string request_text(std::string_view method, std::string_view target, std::string_view headers = {},
                         std::string_view body = {});

inline RawClient::RawClient(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{.tv_sec = 30, .tv_usec = 0};  // a hanging test fails instead
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
}

inline RawClient::~RawClient() { ::close(fd_); }

inline void RawClient::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

inline bool RawClient::fill() {
  char bytes[16384];
  const ssize_t n = ::recv(fd_, bytes, sizeof bytes, 0);
  if (n <= 0) return false;
  buffer_.append(bytes, static_cast<std::size_t>(n));
  return true;
}

inline std::string RawClient::receive_until(std::string_view text) {
  std::size_t at = buffer_.find(text);
  while (at == std::string::npos) {
    if (!fill()) return {};
    at = buffer_.find(text);
  }
  std::string out = buffer_.substr(0, at + text.size());
  buffer_.erase(0, at + text.size());
  return out;
}

inline bool RawClient::closed_by_server() { return buffer_.empty() && !fill(); }

inline Answer RawClient::receive(bool head) {
  Answer answer;
  const std::string text = receive_until("\r\n\r\n");
  if (text.empty()) return answer;
  answer.status = std::atoi(text.c_str() + 9);
  for (std::size_t line = text.find("\r\n") + 2; line + 2 < text.size(); line = text.find("\r\n", line) + 2) {
    const std::size_t colon = text.find(':', line);
    std::string name = text.substr(line, colon - line);
    for (char& c : name) c = static_cast<char>(std::tolower(c));
    answer.headers[name] = text.substr(colon + 2, text.find("\r\n", line) - colon - 2);
  }
  if (head || answer.status == 204 || answer.status == 304 || answer.status == 100) return answer;
  if (answer.headers.contains("transfer-encoding")) {
    for (;;) {
      const auto size = std::strtoul(receive_until("\r\n").c_str(), nullptr, 16);
      while (buffer_.size() < size + 2 && fill()) {
      }
      answer.body += buffer_.substr(0, size);
      buffer_.erase(0, size + 2);
      if (size == 0) return answer;
    }
  }
  const auto length = std::strtoul(answer.headers["content-length"].c_str(), nullptr, 10);
  while (buffer_.size() < length && fill()) {
  }
  answer.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  return answer;
}

inline std::string request_text(std::string_view method, std::string_view target, std::string_view headers,
                                std::string_view body) {
  std::string out(method);
  out.append(" ").append(target).append(" HTTP/1.1\r\nHost: test\r\n").append(headers);
  if (!body.empty()) out.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
  return out.append("\r\n").append(body);
}

}  // namespace throng::api::testing
