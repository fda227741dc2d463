// The sub-commands: one options struct and one function each, one file each. command_line.cc fills the structs.
// An error whose field begins with "--" is wrong usage (exit code 2), any other a failure (1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/log.h"
#include "base/result.h"

namespace throng::cli {

struct InitOptions {
  std::string data;
  std::string project = "shop";
  std::string name;  // "": the project's id
  std::string time_zone = "UTC";
  std::string currency = "USD";
  std::string week_start = "monday";
  std::string write_key;   // "": random
  std::string secret_key;  // "": random
  std::string owner = "owner@example.com";
  std::string password;  // "": random
  std::string ledger;    // "": SQLite in the folder
};
Result<void> run_init(const InitOptions& options);

struct ServeOptions {
  std::string data;
  std::string listen;  // "": as config.toml says
  std::string web;     // folder of the built web page
  LogLevel log_level = LogLevel::info;
};
Result<void> run_serve(const ServeOptions& options);

struct SimulateOptions {
  std::uint32_t persons = 1000;
  int days = 90;
  std::uint64_t seed = 1;
  std::string until;                        // date or instant; "": the last midnight of the zone
  std::string time_zone = "Asia/Shanghai";  // not used with `into`, which has the project's
  std::string out;                          // file, ".gz" compresses; "-": stdout
  std::string costs;                        // CSV file for what the channels cost
  std::string url;
  std::string write_key;
  std::string into;  // data folder
};
Result<void> run_simulate(const SimulateOptions& options);

struct DemoOptions {
  std::string data;
  std::uint32_t persons = 3000;
  int days = 90;
};
Result<void> run_demo(const DemoOptions& options);

struct ImportOptions {
  std::vector<std::string> files;
  std::string data;
  std::string url;
  std::string write_key;
  std::string mapping;        // JSON file
  std::string shape;          // whose export the lines are: collect::ExportShape
  std::string time_zone;      // of times in it that have none
  bool resume = false;        // go on behind the last line that an interrupted run had stored
  std::uint64_t dry_run = 0;  // show so many mapped rows and import nothing
};
Result<void> run_import(const ImportOptions& options);

// Only where the program is built with Kafka.
struct ConsumeOptions {
  std::string brokers, topic, group;
  std::vector<std::string> settings;  // NAME=VALUE, librdkafka's
  std::string data;
  std::string url;
  std::string write_key;
  std::string mapping, shape, time_zone;  // as of ImportOptions
  std::uint32_t until_idle = 0;           // end when nothing came for so many seconds; 0: never
};
Result<void> run_consume(const ConsumeOptions& options);

struct ExportOptions {
  std::string data;
  std::string url;
  std::string secret_key;
  std::string out;     // file, ".gz" compresses; "-": stdout
  std::string from;    // date or instant
  std::string to;      // the same, not included
  std::string event;   // only of this name
  std::string format;  // api::EventFormat; "": by the file's name
};
Result<void> run_export(const ExportOptions& options);

struct CostsOptions {
  std::string file;  // CSV
  std::string data;
  std::string url;
  std::string secret_key;
};
Result<void> run_costs(const CostsOptions& options);

struct AskOptions {
  std::string question;  // JSON file; "-": stdin
  std::string data;
  std::string url;
  std::string secret_key;
  std::string engine;  // "": as the question says
};
Result<void> run_ask(const AskOptions& options);

struct CampaignOptions {
  std::string campaign;  // its name or id
  std::string url;
  std::string secret_key;
  bool dry_run = false;
};
Result<void> run_campaign_list(const CampaignOptions& options);
Result<void> run_campaign_send(const CampaignOptions& options);

struct JourneyOptions {
  std::string url, secret_key;
  std::string journey;       // its name or id
  int days = 30;             // to rehearse: so far back
  std::uint32_t person = 0;  // this one alone
};
Result<void> run_journey_list(const JourneyOptions& options);
Result<void> run_journey_rehearse(const JourneyOptions& options);

struct BackupOptions {
  std::string data;
  std::string file;
};
Result<void> run_backup(const BackupOptions& options);
Result<void> run_restore(const BackupOptions& options);

struct DoctorOptions {
  std::string data;
};
Result<void> run_doctor(const DoctorOptions& options);

Result<void> run_version();
Result<void> run_openapi();

}  // namespace throng::cli
