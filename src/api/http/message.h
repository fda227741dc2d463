// What handlers see of HTTP: plain structs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace throng::api::http {

class BodyStream;

enum class Method { get, head, post, put, patch, remove, options, other };
Method method_from(std::string_view text);  // "GET", ...
std::string_view text_of(Method method);    // "GET", "DELETE", ...; "" for other

// Views live until the request is answered.
struct HeaderView {
  std::string_view name;
  std::string_view value;
};

struct Request {
  Method method = Method::get;
  std::string_view target;  // as sent
  std::string path;         // percent-decoded, starts with "/", without dot segments
  std::string_view query;   // as sent, without "?"
  std::vector<HeaderView> headers;
  std::string body;
  std::string remote_address;
  std::stop_token gone;  // requested when nobody waits for the answer any more: the client left, or the server stops
  int route = -1;        // for the Service: whatever it found in admit()

  // Case-insensitive; the first of several; "" when absent.
  std::string_view header(std::string_view name) const;
};

struct Header {
  std::string name;
  std::string value;
};

struct Response {
  int status = 200;
  std::string content_type;  // "" without a body
  std::vector<Header> headers;
  std::string body;
  std::shared_ptr<const std::string> shared_body;  // instead of body: cached files
  std::shared_ptr<BodyStream> stream;              // instead of both: sent as it comes, until it is closed
};

std::string_view reason_phrase(int status);

// Header names and tokens compare without case (ASCII).
bool same_name(std::string_view a, std::string_view b);

}  // namespace throng::api::http
