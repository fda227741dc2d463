// What commands that bring rows in share: how rows are to be understood, where they go, what came of it.
#pragma once

#include <optional>
#include <string>

#include "cli/http_client.h"
#include "collect/import/import.h"

namespace throng::cli {

// A mapping or a shape, as the command line names them.
class FormOfRows {
 public:
  // `mapping`: a JSON file. Errors: invalid_argument naming the option, io.
  static Result<FormOfRows> read(const std::string& mapping, const std::string& shape, const std::string& time_zone);
  collect::RowForm form() const;  // valid while this is

 private:
  std::optional<collect::Mapping> mapping_;
  std::optional<collect::ShapeOptions> shape_;
};

// Rows in requests that the server takes. `client` must outlive it.
collect::RowSink to_server(HttpClient& client);

void print_report(const collect::ImportReport& report);

}  // namespace throng::cli
