#include "cli/import_position.h"

#include <charconv>
#include <filesystem>

#include <fmt/format.h>

#include "cli/folder.h"
#include "collect/import/import.h"
#include "collect/import/mapping.h"

namespace throng::cli {

Result<ImportPosition> ImportPosition::of(const std::string& data, const std::string& file, std::string_view form) {
  THRONG_TRY(const auto source, collect::open_file(file));
  THRONG_TRY(const std::string_view beginning, source->next());
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(file, error);
  if (error) return fail(ErrorCode::io, "cannot read " + file + ": " + error.message());
  std::filesystem::create_directories(data + "/imports", error);
  if (error) return fail(ErrorCode::io, "cannot create " + data + "/imports: " + error.message());
  const std::string content = fmt::format("{}\n{}\n{}", collect::source_name(file), form, beginning);
  return ImportPosition(fmt::format("{}/imports/{}", data, collect::message_id_of("line", size, content)));
}

Result<std::uint64_t> ImportPosition::read() const {
  auto text = read_file(path_);
  if (!text && text.error().code == ErrorCode::not_found) return 0;
  if (!text) return std::unexpected(std::move(text).error());
  std::uint64_t line = 0;
  std::from_chars(text->data(), text->data() + text->size(), line);
  return line;
}

Result<void> ImportPosition::write(std::uint64_t line) const { return write_file(path_, std::to_string(line) + "\n"); }

void ImportPosition::forget() const {
  std::error_code ignored;
  std::filesystem::remove(path_ + ".new", ignored);  // of a writer that was killed
  std::filesystem::remove(path_, ignored);
}

}  // namespace throng::cli
