#include "cli/command_line.h"

#include <functional>
#include <map>
#include <memory>

#include <CLI/CLI.hpp>

#include "api/event_file.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "collect/export_shape.h"

namespace throng::cli {
namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

using Work = std::function<Result<void>()>;

// A sub-command whose options live as long as the returned parser: `declare` binds flags to the struct's fields.
template <class Options, class Declare>
void add(CLI::App& app, Work& chosen, const char* name, const char* summary, Result<void> (*run)(const Options&),
         Declare declare) {
  CLI::App* const command = app.add_subcommand(name, summary);
  const auto options = std::make_shared<Options>();
  declare(*command, *options);
  command->callback([&chosen, options, run] { chosen = [options, run] { return run(*options); }; });
}

CLI::Option* add_data(CLI::App& command, std::string& data) {
  return command.add_option("--data", data, "The data folder")->type_name("DIR");
}

void add_init(CLI::App& app, Work& chosen) {
  add<InitOptions>(
      app, chosen, "init", "Make a data folder with a project, its keys and a first owner", run_init,
      [](CLI::App& c, InitOptions& o) {
        add_data(c, o.data)->required();
        c.add_option("--project", o.project, "Id of the project")->capture_default_str();
        c.add_option("--name", o.name, "Its name, as people read it; without it the id");
        c.add_option("--time-zone", o.time_zone, "IANA zone of its days, like Asia/Shanghai")->capture_default_str();
        c.add_option("--currency", o.currency, "Of its revenue")->capture_default_str();
        c.add_option("--week-start", o.week_start, "First day of its weeks")->capture_default_str();
        c.add_option("--write-key", o.write_key, "For SDKs; without it a random one is made and printed");
        c.add_option("--secret-key", o.secret_key, "For scripts; without it a random one is made and printed");
        c.add_option("--operator", o.owner, "E-mail of the first owner")->capture_default_str();
        c.add_option("--password", o.password, "Of the first owner; without it a random one is made and printed")
            ->envname("THRONG_PASSWORD");
        c.add_option("--ledger", o.ledger,
                     "Where decisions are kept, like postgresql://user:password@host/name; "
                     "without it a SQLite file in the folder");
      });
}

std::map<std::string, LogLevel> log_levels() {
  std::map<std::string, LogLevel> out;
  for (const auto level : {LogLevel::debug, LogLevel::info, LogLevel::warn, LogLevel::error})
    out.emplace(json::enum_text(level), level);
  return out;
}

void add_serve(CLI::App& app, Work& chosen) {
  add<ServeOptions>(
      app, chosen, "serve", "Collect and answer until SIGTERM or SIGINT", run_serve, [](CLI::App& c, ServeOptions& o) {
        add_data(c, o.data)->required();
        c.add_option("--listen", o.listen, "HOST:PORT; port 0 takes a free one; without it as config.toml says");
        c.add_option("--web", o.web, "Folder of the built web page")->type_name("DIR");
        c.add_option("--log-level", o.log_level, "Least important lines to log: debug, info, warn, error")
            ->transform(CLI::Transformer(log_levels()))
            ->option_text("LEVEL [info]");
      });
}

void add_simulate(CLI::App& app, Work& chosen) {
  add<SimulateOptions>(
      app, chosen, "simulate", "Make up the events of a shop: into a file, a server or an empty project", run_simulate,
      [](CLI::App& c, SimulateOptions& o) {
        c.add_option("--persons", o.persons, "How many")->capture_default_str();
        c.add_option("--days", o.days, "Over how many days")->capture_default_str();
        c.add_option("--seed", o.seed, "The same seed gives the same events")->capture_default_str();
        c.add_option("--until", o.until,
                     "ISO 8601 date or time after the last event; without it the last midnight of the zone");
        c.add_option("--time-zone", o.time_zone, "Of the shop's days and nights")->capture_default_str();
        c.add_option("--costs", o.costs, "CSV file to write: what each channel cost per day")->type_name("FILE");
        auto* const out = c.add_option("--out", o.out, "JSON Lines file, compressed if it ends in .gz; - is stdout")
                              ->type_name("FILE");
        auto* const url = c.add_option("--url", o.url, "Server to send to");
        auto* const key = c.add_option("--write-key", o.write_key, "The server's write key");
        url->needs(key);
        key->needs(url);
        auto* const into =
            c.add_option("--into", o.into, "Data folder of an empty project, written directly")->type_name("DIR");
        out->excludes(url)->excludes(into);
        url->excludes(into);
      });
}

void add_demo(CLI::App& app, Work& chosen) {
  add<DemoOptions>(app, chosen, "demo", "Fill an empty project with a simulated shop that ends now, and some segments",
                   run_demo, [](CLI::App& c, DemoOptions& o) {
                     add_data(c, o.data)->required();
                     c.add_option("--persons", o.persons, "How many")->capture_default_str();
                     c.add_option("--days", o.days, "Over how many days")->capture_default_str();
                   });
}

template <class Enum>
std::vector<std::string> names_of() {
  std::vector<std::string> names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto d) { names.emplace_back(d.name); });
  return names;
}

void add_form(CLI::App& command, std::string& mapping, std::string& shape, std::string& time_zone) {
  auto* const file = command.add_option("--mapping", mapping,
                                        "JSON file that says which column is what; JSON Lines of Segment messages "
                                        "need none");
  file->check(CLI::ExistingFile)->type_name("FILE");
  command.add_option("--shape", shape, "Whose export the lines are")
      ->check(CLI::IsMember(names_of<collect::ExportShape>()))
      ->excludes(file);
  command.add_option("--time-zone", time_zone, "With --shape: of times that are written without one");
}

void add_import(CLI::App& app, Work& chosen) {
  add<ImportOptions>(
      app, chosen, "import", "Import events from CSV, whitespace or JSON Lines files; running it twice adds nothing",
      run_import, [](CLI::App& c, ImportOptions& o) {
        c.add_option("files", o.files, "What to import")->required()->check(CLI::ExistingFile)->type_name("FILE...");
        auto* const data = add_data(c, o.data);
        auto* const url = c.add_option("--url", o.url, "Server to send to");
        auto* const key = c.add_option("--write-key", o.write_key, "The server's write key");
        url->needs(key)->excludes(data);
        add_form(c, o.mapping, o.shape, o.time_zone);
        c.add_flag("--resume", o.resume, "With --data: go on where an interrupted import of the same file was")
            ->needs(data);
        c.add_option("--dry-run", o.dry_run, "Print the first N messages and import nothing")->type_name("N");
      });
}

#ifdef THRONG_KAFKA
void add_consume(CLI::App& app, Work& chosen) {
  add<ConsumeOptions>(
      app, chosen, "consume", "Take events from a Kafka topic until SIGTERM or SIGINT", run_consume,
      [](CLI::App& c, ConsumeOptions& o) {
        c.add_option("--brokers", o.brokers, "HOST:PORT, several with commas between")->required();
        c.add_option("--topic", o.topic, "What to read")->required();
        c.add_option("--group", o.group, "The consumer group, which keeps how far it is")->required();
        c.add_option("--set", o.settings, "NAME=VALUE of librdkafka, as security.protocol=ssl; may be given again");
        auto* const data = add_data(c, o.data);
        auto* const url = c.add_option("--url", o.url, "Server to send to");
        url->needs(c.add_option("--write-key", o.write_key, "The server's write key"))->excludes(data);
        add_form(c, o.mapping, o.shape, o.time_zone);
        c.add_option("--until-idle", o.until_idle, "End when nothing came for so many seconds")->type_name("SECONDS");
      });
}
#else
void add_consume(CLI::App&, Work&) {}
#endif

void add_export(CLI::App& app, Work& chosen) {
  add<ExportOptions>(
      app, chosen, "export",
      "Write events to a file, in the order of their time: to be imported again, for people, or for another product",
      run_export, [](CLI::App& c, ExportOptions& o) {
        auto* const data = add_data(c, o.data);
        auto* const url = c.add_option("--url", o.url, "Server to ask");
        url->needs(c.add_option("--secret-key", o.secret_key, "The server's secret key")->envname("THRONG_SECRET_KEY"))
            ->excludes(data);
        c.add_option("--out", o.out, "The file; compressed if it ends in .gz; - is stdout")
            ->required()
            ->type_name("FILE");
        c.add_option("--from", o.from, "Date (a midnight of the project's zone) or ISO 8601 time of the first event");
        c.add_option("--to", o.to, "The same, before which the last event is");
        c.add_option("--event", o.event, "Only events of this name");
        c.add_option("--format", o.format, "Without it as the file's name ends, else jsonl; or for another product")
            ->check(CLI::IsMember(names_of<api::EventFormat>()));
      });
}

void add_costs(CLI::App& app, Work& chosen) {
  add<CostsOptions>(
      app, chosen, "costs",
      "Set what channels cost per day from a CSV file; a row replaces that of its day and channel", run_costs,
      [](CLI::App& c, CostsOptions& o) {
        c.add_option("file", o.file, "Columns day, channel, cost, and perhaps clicks, impressions")
            ->required()
            ->check(CLI::ExistingFile)
            ->type_name("FILE.csv");
        auto* const data = add_data(c, o.data);
        auto* const url = c.add_option("--url", o.url, "Server to send to");
        url->needs(c.add_option("--secret-key", o.secret_key, "The server's secret key")->envname("THRONG_SECRET_KEY"))
            ->excludes(data);
      });
}

void add_ask(CLI::App& app, Work& chosen) {
  add<AskOptions>(
      app, chosen, "ask", "Ask a question and print the answer as JSON", run_ask, [](CLI::App& c, AskOptions& o) {
        c.add_option("question", o.question, R"(File with {"analysis":"trend","question":{...}}; - is stdin)")
            ->required()
            ->type_name("FILE");
        auto* const data = add_data(c, o.data);
        auto* const url = c.add_option("--url", o.url, "Server to ask");
        url->needs(c.add_option("--secret-key", o.secret_key, "The server's secret key")->envname("THRONG_SECRET_KEY"))
            ->excludes(data);
        c.add_option("--engine", o.engine, "Where to compute it")
            ->check(CLI::IsMember({"automatic", "timeline", "sql"}));
      });
}

template <class Options>
void add_server(CLI::App& command, Options& options) {
  command.add_option("--url", options.url, "The server, like http://127.0.0.1:8710")->required();
  command.add_option("--secret-key", options.secret_key, "The server's secret key")
      ->envname("THRONG_SECRET_KEY")
      ->required();
}

void add_campaign(CLI::App& app, Work& chosen) {
  CLI::App* const group = app.add_subcommand("campaign", "Look at campaigns, and send them");
  group->require_subcommand(1);
  add<CampaignOptions>(*group, chosen, "list", "Campaigns and how far they are", run_campaign_list,
                       add_server<CampaignOptions>);
  add<CampaignOptions>(*group, chosen, "send", "Start a campaign at its time, or only say who would get what",
                       run_campaign_send, [](CLI::App& c, CampaignOptions& o) {
                         c.add_option("campaign", o.campaign, "Its name or id")->required();
                         c.add_flag("--dry-run", o.dry_run, "Send nothing: judge and write every message, and count");
                         add_server(c, o);
                       });
}

void add_journey(CLI::App& app, Work& chosen) {
  CLI::App* const group = app.add_subcommand("journey", "Look at journeys, and how they would have gone");
  group->require_subcommand(1);
  add<JourneyOptions>(*group, chosen, "list", "Journeys and how many walk in them", run_journey_list,
                      add_server<JourneyOptions>);
  add<JourneyOptions>(*group, chosen, "rehearse", "Walk persons through it by what they did, and send nothing",
                      run_journey_rehearse, [](CLI::App& c, JourneyOptions& o) {
                        c.add_option("journey", o.journey, "Its name or id")->required();
                        c.add_option("--days", o.days, "So far back")->capture_default_str()->check(CLI::Range(1, 90));
                        c.add_option("--person", o.person, "This person's number alone");
                        add_server(c, o);
                      });
}

void add_upkeep(CLI::App& app, Work& chosen) {
  add<BackupOptions>(
      app, chosen, "backup", "Write a stopped data folder to one .tar file (a running server: POST /api/backup)",
      run_backup, [](CLI::App& c, BackupOptions& o) {
        add_data(c, o.data)->required();
        c.add_option("file", o.file, "The file to write; it must not exist")->required()->type_name("FILE.tar");
      });
  add<BackupOptions>(
      app, chosen, "restore", "Make a data folder from a backup", run_restore, [](CLI::App& c, BackupOptions& o) {
        c.add_option("file", o.file, "What backup wrote")->required()->check(CLI::ExistingFile)->type_name("FILE.tar");
        add_data(c, o.data)->required();
      });
  add<DoctorOptions>(app, chosen, "doctor", "Check a data folder and say what to do", run_doctor,
                     [](CLI::App& c, DoctorOptions& o) { add_data(c, o.data)->required(); });
  app.add_subcommand("version", "Print the version")->callback([&chosen] { chosen = run_version; });
  app.add_subcommand("openapi", "Print the API's OpenAPI document")->callback([&chosen] { chosen = run_openapi; });
}

int report(const Error& error) {
  note("throng: " + describe(error));
  return error.field.starts_with("--") ? kWrongUsage : kFailed;
}

}  // namespace

int run(int argc, const char* const* argv) {
  CLI::App app("Throng: know your users and act on them", "throng");
  app.require_subcommand(1);
  app.fallthrough(false);
  Work chosen;
  for (const auto add_command : {add_init, add_serve, add_simulate, add_demo, add_import, add_consume, add_export,
                                 add_costs, add_ask, add_campaign, add_journey, add_upkeep})
    add_command(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUsage;
  }
  const Result<void> result = chosen();
  return result ? 0 : report(result.error());
}

}  // namespace throng::cli
