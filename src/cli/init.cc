#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "base/calendar.h"
#include "base/clock.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/folder.h"
#include "cli/terminal.h"
#include "ledger/db.h"
#include "ledger/operators.h"
#include "ledger/projects.h"
#include "warehouse/schema.h"
#include "warehouse/warehouse.h"

namespace throng::cli {
namespace {

constexpr std::size_t kMinPassword = 8;

bool is_project_id(std::string_view id) {
  const auto rest_is_good = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !id.empty() && id.size() <= 31 && id[0] >= 'a' && id[0] <= 'z' &&
         std::all_of(id.begin(), id.end(), rest_is_good);
}

bool is_currency(std::string_view code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

Result<Weekday> read_weekday(const std::string& text) {
  std::string json;
  json::write_string(json, text);
  const auto day = json::read<Weekday>(json);
  if (!day) return invalid("--week-start", day.error().message);
  return *day;
}

Result<model::Project> read_project(const InitOptions& options) {
  if (!is_project_id(options.project))
    return invalid("--project", "expected a small letter and then up to 30 small letters, digits or _, like shop");
  if (!is_currency(options.currency)) return invalid("--currency", "expected three capital letters, like CNY");
  THRONG_TRY(const Weekday week_start, read_weekday(options.week_start));
  if (const auto calendar = Calendar::create(options.time_zone, week_start); !calendar)
    return invalid("--time-zone", calendar.error().message);
  model::Project project;
  project.id = options.project;
  project.name = options.name.empty() ? options.project : options.name;
  project.time_zone = options.time_zone;
  project.week_start = week_start;
  project.currency = options.currency;
  return project;
}

Result<void> check_rest(const InitOptions& options) {
  if (options.owner.find('@') == std::string::npos) return invalid("--operator", "expected an e-mail address");
  if (!options.password.empty() && options.password.size() < kMinPassword)
    return invalid("--password", fmt::format("expected at least {} characters", kMinPassword));
  for (const auto& [flag, key] :
       {std::pair{"--write-key", options.write_key}, std::pair{"--secret-key", options.secret_key}})
    if (!key.empty() && key.size() < 16) return invalid(flag, "expected at least 16 characters");
  return {};
}

Result<void> make_folder(const DataFolder& folder) {
  if (folder.initialised())
    return fail(ErrorCode::conflict, fmt::format("{} is initialised already; start it with: throng serve --data {}",
                                                 folder.path(), folder.path()));
  std::error_code error;
  std::filesystem::create_directories(folder.path(), error);
  if (error) return fail(ErrorCode::io, fmt::format("cannot create {}: {}", folder.path(), error.message()));
  if (std::filesystem::exists(folder.ledger_file()) || std::filesystem::exists(folder.warehouse()))
    return fail(
        ErrorCode::conflict,
        fmt::format(
            "{} holds data but no config.toml: an earlier init did not finish; remove the folder and run init again",
            folder.path()));
  std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all, error);
  return {};
}

std::optional<std::string> if_given(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

// 80 bits in letters that cannot be mistaken for one another.
std::string random_password() {
  constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz234567899";
  static_assert(kLetters.size() == 32);
  std::array<unsigned char, 16> bytes{};
  if (::getentropy(bytes.data(), bytes.size()) != 0) std::abort();  // never fails for so few bytes
  std::string text;
  for (const unsigned char byte : bytes) text += kLetters[byte % kLetters.size()];
  return text;
}

struct Credentials {
  std::string write_key, secret_key, password;
};

Result<Credentials> fill_ledger(ledger::Db& db, const InitOptions& options, const model::Project& project) {
  const Instant now = SystemClock().now();
  THRONG_CHECK(ledger::add_project(db, project, now));
  const auto key = [&](ledger::KeyKind kind, const std::string& given) {
    ledger::ApiKey wanted;
    wanted.project = project.id;
    wanted.kind = kind;
    wanted.label = "first";
    return ledger::add_key(db, wanted, if_given(given), now);
  };
  THRONG_TRY(const ledger::NewKey write, key(ledger::KeyKind::write, options.write_key));
  THRONG_TRY(const ledger::NewKey secret, key(ledger::KeyKind::secret, options.secret_key));
  Credentials out{write.text, secret.text, options.password};
  if (out.password.empty()) out.password = random_password();
  ledger::Operator owner;
  owner.email = options.owner;
  owner.name = options.owner.substr(0, options.owner.find('@'));
  owner.role = ledger::Role::owner;
  owner.language = "zh-CN";
  THRONG_CHECK(ledger::add_operator(db, owner, out.password, now));
  return out;
}

Result<void> make_warehouse(const DataFolder& folder, const model::Project& project) {
  warehouse::EmbeddedOptions options;
  options.folder = folder.warehouse();
  THRONG_TRY(auto warehouse, warehouse::open_embedded(options));
  return warehouse::migrate(*warehouse, project.id);
}

}  // namespace

Result<void> run_init(const InitOptions& options) {
  THRONG_TRY(const model::Project project, read_project(options));
  THRONG_CHECK(check_rest(options));
  const DataFolder folder(options.data);
  THRONG_CHECK(make_folder(folder));
  THRONG_TRY(const FolderLock lock, FolderLock::take(folder));
  Config config;
  config.project = project.id;
  if (!options.ledger.empty()) config.ledger = options.ledger;
  THRONG_CHECK(make_warehouse(folder, project));
  THRONG_TRY(const auto db, ledger::Db::open(folder.ledger_url(config)));
  THRONG_TRY(const Credentials credentials, fill_ledger(*db, options, project));
  THRONG_CHECK(folder.write_config(config));  // last: a folder without it was not finished

  print(fmt::format("project     {} ({}, {}, weeks begin on {})", project.id, project.time_zone, project.currency,
                    options.week_start));
  print(fmt::format("operator    {}", options.owner));
  print(fmt::format("password    {}", options.password.empty() ? credentials.password : "as given"));
  print(fmt::format("write key   {}", credentials.write_key));
  print(fmt::format("secret key  {}", options.secret_key.empty() ? credentials.secret_key : "as given"));
  if (options.password.empty() || options.secret_key.empty())
    print("Password and secret key are shown this once; keep them.");
  print(fmt::format("Next: throng serve --data {}", options.data));
  return {};
}

}  // namespace throng::cli
