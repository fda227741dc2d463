#include "api/file_form.h"

#include <array>

#include <fmt/format.h>

namespace throng::api {
namespace {

constexpr auto kForms = std::to_array<FileForm>({
    {"csv", warehouse::Format::csv, "text/csv; charset=utf-8"},
    {"json", warehouse::Format::json, "application/json"},
    {"parquet", warehouse::Format::parquet, "application/vnd.apache.parquet"},
});

}  // namespace

Result<const FileForm*> file_form(const Call& call) {
  const std::string wanted = call.query_or("format", "csv");
  for (const FileForm& form : kForms)
    if (form.name == wanted) return &form;
  return invalid("format", "expected csv, json or parquet");
}

http::Response file_response(std::string_view name, const FileForm& form, std::string bytes) {
  http::Response response{.content_type = std::string(form.content_type), .body = std::move(bytes)};
  response.headers.push_back({"Content-Disposition", fmt::format("attachment; filename=\"{}.{}\"", name, form.name)});
  response.headers.push_back({"Cache-Control", "no-store"});
  return response;
}

}  // namespace throng::api
