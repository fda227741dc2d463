// The built web page: read once, kept in memory with its gzip form, served with strict headers.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "api/http/message.h"
#include "base/result.h"

namespace throng::api {

class StaticFiles {
 public:
  // A folder that does not exist gives a page that explains how to build it. Errors: io.
  static Result<StaticFiles> load(const std::string& folder);

  // Any path: a file, else index.html for what looks like a page of the client's router, else 404.
  http::Response respond(const http::Request& request) const;
  std::size_t size() const { return files_.size(); }

 private:
  struct File {
    std::string type;
    std::string etag;
    bool hashed = false;  // its name changes with its content
    std::shared_ptr<const std::string> plain;
    std::shared_ptr<const std::string> packed;  // null: gzip gains nothing
  };
  static File make_file(const std::string& path, std::string content);
  http::Response respond(const http::Request& request, const File& file) const;

  std::map<std::string, File, std::less<>> files_;  // by URL path
};

// On every page and file.
void add_security_headers(http::Response& response);

}  // namespace throng::api
