#include "api/http/message.h"

#include <algorithm>
#include <array>

namespace throng::api::http {
namespace {

struct MethodName {
  Method method;
  std::string_view text;
};
constexpr std::array kMethods = {
    MethodName{Method::get, "GET"},         MethodName{Method::head, "HEAD"},   MethodName{Method::post, "POST"},
    MethodName{Method::put, "PUT"},         MethodName{Method::patch, "PATCH"}, MethodName{Method::remove, "DELETE"},
    MethodName{Method::options, "OPTIONS"},
};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

Method method_from(std::string_view text) {
  const auto* found = std::ranges::find(kMethods, text, &MethodName::text);
  return found == kMethods.end() ? Method::other : found->method;
}

std::string_view text_of(Method method) {
  const auto* found = std::ranges::find(kMethods, method, &MethodName::method);
  return found == kMethods.end() ? std::string_view() : found->text;
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view Request::header(std::string_view name) const {
  for (const HeaderView& h : headers) {
    if (same_name(h.name, name)) return h.value;
  }
  return {};
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 499: return "Client Closed Request";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return status < 500 ? "Error" : "Internal Server Error";
  }
}

}  // namespace throng::api::http
