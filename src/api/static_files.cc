#include "api/static_files.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <openssl/evp.h>

#include "api/http/gzip.h"

namespace throng::api {
namespace {

namespace fs = std::filesystem;

struct Type {
  std::string_view ending;
  std::string_view type;
};
constexpr std::array kTypes = {
    Type{".html", "text/html; charset=utf-8"},
    Type{".js", "text/javascript; charset=utf-8"},
    Type{".css", "text/css; charset=utf-8"},
    Type{".json", "application/json"},
    Type{".svg", "image/svg+xml"},
    Type{".png", "image/png"},
    Type{".ico", "image/x-icon"},
    Type{".woff2", "font/woff2"},
    Type{".txt", "text/plain; charset=utf-8"},
    Type{".webmanifest", "application/manifest+json"},
};

constexpr std::string_view kNotBuilt = R"(<!doctype html><meta charset="utf-8"><title>Throng</title>
<h1>Throng is running</h1><p>The web page is not built yet. In a checkout, run <code>./dev build</code>, then start the server again.
<p>The API is here: <a href="/openapi.json">/openapi.json</a>, <a href="/healthz">/healthz</a>, <a href="/metrics">/metrics</a>.
)";

std::string type_of(std::string_view path) {
  for (const Type& t : kTypes) {
    if (path.ends_with(t.ending)) return std::string(t.type);
  }
  return "application/octet-stream";
}

std::string digest(std::string_view content) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  EVP_Digest(content.data(), content.size(), bytes.data(), &size, EVP_sha256(), nullptr);
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < 16; ++i) {
    out += kHex[bytes[i] >> 4];
    out += kHex[bytes[i] & 15];
  }
  return out;
}

Result<std::string> read_file(const fs::path& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file) return fail(ErrorCode::io, "cannot read " + path.string());
  return std::move(content).str();
}

bool looks_like_file(std::string_view path) { return path.substr(path.rfind('/')).contains('.'); }

}  // namespace

StaticFiles::File StaticFiles::make_file(const std::string& path, std::string content) {
  File file{type_of(path), '"' + digest(content) + '"', path.starts_with("/assets/"), nullptr, nullptr};
  if (http::compressible(file.type)) {
    std::string packed = http::gzip(content, 9);
    if (!packed.empty()) file.packed = std::make_shared<const std::string>(std::move(packed));
  }
  file.plain = std::make_shared<const std::string>(std::move(content));
  return file;
}

Result<StaticFiles> StaticFiles::load(const std::string& folder) {
  StaticFiles out;
  std::error_code error;
  if (!folder.empty() && fs::is_directory(folder, error)) {
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      if (!it->is_regular_file(error)) continue;
      const std::string path = "/" + fs::relative(it->path(), folder, error).generic_string();
      THRONG_TRY(std::string content, read_file(it->path()));
      out.files_.emplace(path, make_file(path, std::move(content)));
    }
    if (error) return fail(ErrorCode::io, "cannot read the folder " + folder + ": " + error.message());
  }
  if (!out.files_.contains("/index.html")) out.files_["/index.html"] = make_file("/index.html", std::string(kNotBuilt));
  return out;
}

http::Response StaticFiles::respond(const http::Request& request) const {
  const auto found = files_.find(request.path);
  if (found != files_.end()) return respond(request, found->second);
  if (!looks_like_file(request.path)) return respond(request, files_.at("/index.html"));
  http::Response missing{.status = 404, .content_type = "text/plain", .body = "no such file"};
  add_security_headers(missing);
  return missing;
}

http::Response StaticFiles::respond(const http::Request& request, const File& file) const {
  http::Response response;
  add_security_headers(response);
  response.headers.push_back({"ETag", file.etag});
  response.headers.push_back({"Cache-Control", file.hashed ? "public, max-age=31536000, immutable" : "no-cache"});
  if (file.packed) response.headers.push_back({"Vary", "Accept-Encoding"});
  if (request.header("if-none-match").contains(file.etag)) {
    response.status = 304;
    return response;
  }
  response.content_type = file.type;
  const bool pack = file.packed && http::accepts_gzip(request.header("accept-encoding"));
  if (pack) response.headers.push_back({"Content-Encoding", "gzip"});
  response.shared_body = pack ? file.packed : file.plain;
  return response;
}

// Frames may show other sites: heatmaps lie on the page they are of.
void add_security_headers(http::Response& response) {
  response.headers.push_back(
      {"Content-Security-Policy",
       "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
       "connect-src 'self'; frame-src http: https:; object-src 'none'; base-uri 'self'; form-action 'self'; "
       "frame-ancestors 'none'"});
  response.headers.push_back({"X-Content-Type-Options", "nosniff"});
  response.headers.push_back({"X-Frame-Options", "DENY"});
  response.headers.push_back({"Referrer-Policy", "same-origin"});
}

}  // namespace throng::api
