#include <filesystem>

#include <fmt/format.h>
#include <boost/describe/enum_from_string.hpp>

#include "api/event_file.h"
#include "base/clock.h"
#include "base/encoding.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/http_client.h"
#include "cli/out_file.h"
#include "cli/terminal.h"

namespace throng::cli {
namespace {

// As asked for, else as the file's name ends.
std::string format_of(const ExportOptions& options) {
  if (!options.format.empty()) return options.format;
  std::filesystem::path name(options.out);
  if (name.extension() == ".gz") name = name.stem();
  const std::string ending = name.extension().string();
  api::EventFormat known{};
  return ending.size() > 1 && boost::describe::enum_from_string(ending.c_str() + 1, known) ? ending.substr(1) : "jsonl";
}

api::EventFileText text_of(const ExportOptions& options) {
  return {options.from, options.to, options.event, format_of(options)};
}

Result<void> export_folder(const ExportOptions& options, OutFile& out) {
  const SystemClock clock;
  const Log log = command_log(clock);
  THRONG_TRY(const House house, open_house(options.data, clock, log));
  THRONG_CHECK(house.collector->flush());
  auto wish = api::read_wish(text_of(options), house.stores.calendar);
  if (!wish) return invalid("--" + wish.error().field, wish.error().message);
  THRONG_TRY(api::EventFile file, api::EventFile::open({house.stores.warehouse.get(), house.stores.project.id},
                                                       *house.timeline, std::move(*wish)));
  {
    Progress progress("exporting");
    while (true) {
      THRONG_TRY(const std::string piece, file.next());
      if (piece.empty()) break;
      THRONG_CHECK(out.write(piece));
      progress.update(file.done(), file.total());
    }
  }
  note(fmt::format("{} events", with_commas(file.done())));
  return {};
}

Result<void> export_server(const ExportOptions& options, OutFile& out) {
  THRONG_TRY(HttpClient client, HttpClient::create(options.url, {"", options.secret_key}));
  const api::EventFileText text = text_of(options);
  const std::string path =
      fmt::format("/api/events/export?format={}&from={}&to={}&event={}", text.format, percent_encoded(text.from),
                  percent_encoded(text.to), percent_encoded(text.event));
  Progress progress("bytes");
  std::uint64_t bytes = 0;
  return client.download(path, [&](std::string_view piece) {
    progress.update(bytes += piece.size(), 0);
    return out.write(piece);
  });
}

}  // namespace

Result<void> run_export(const ExportOptions& options) {
  if (options.url.empty() == options.data.empty())
    return invalid("--data", "say where from: either --data DIR or --url URL with --secret-key");
  THRONG_TRY(OutFile out, OutFile::create(options.out));
  THRONG_CHECK(options.url.empty() ? export_folder(options, out) : export_server(options, out));
  return out.finish();
}

}  // namespace throng::cli
