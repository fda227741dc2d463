// Answers as files to keep: CSV, JSON, Parquet.
#pragma once

#include "api/route.h"
#include "warehouse/warehouse.h"

namespace throng::api {

struct FileForm {
  std::string_view name;  // also the ending of the file's name
  warehouse::Format format;
  std::string_view content_type;
};

// What routes that answer files say of their query.
inline constexpr QueryParameter kFormParameter{"format", "string", "csv (the default), json or parquet"};

// The one that the query's `format` asks for. Errors: invalid_argument (field "format").
Result<const FileForm*> file_form(const Call& call);
http::Response file_response(std::string_view name, const FileForm& form, std::string bytes);

}  // namespace throng::api
