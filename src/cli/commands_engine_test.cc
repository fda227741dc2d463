// The commands as a person types them: processes in a fresh folder.
#include <signal.h>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"
#include "cli/folder.h"
#include "cli/http_client.h"
#include "cli/testing/process.h"
#include "collect/testing.h"

namespace throng::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Process;
using testing::Ran;

constexpr const char* kWriteKey = "test-write-key-0123456789";
constexpr const char* kSecretKey = "test-secret-key-0123456789";

class Commands : public ::testing::Test {
 protected:
  Ran run(std::vector<std::string> arguments) {
    return Process(THRONG_PROGRAM, std::move(arguments), folder_.path()).wait();
  }
  Ran good(std::vector<std::string> arguments) {
    const Ran ran = run(std::move(arguments));
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
    return ran;
  }
  Ran init() {
    return good({"init", "--data", data_, "--project", "shop", "--time-zone", "Asia/Shanghai", "--write-key", kWriteKey,
                 "--secret-key", kSecretKey, "--operator", "owner@example.com", "--password", "correct horse"});
  }
  std::string file(const std::string& name) const { return folder_.path() + "/" + name; }
  std::string write(const std::string& name, const std::string& content) {
    std::ofstream(file(name), std::ios::binary) << content;
    return file(name);
  }
  // Damages the parts of the warehouse whose names begin so; how many there were.
  int truncate_parts_of(const std::string& month) const {
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(DataFolder(data_).warehouse())) {
      const auto part = entry.path().parent_path().filename().string();
      if (entry.path().filename() != "data.bin" || !part.starts_with(month)) continue;
      std::filesystem::resize_file(entry.path(), 1);
      ++count;
    }
    return count;
  }
  // The total of a trend over everything, asked of a stopped folder; event "": any.
  double total(const std::string& event, const std::string& data, const std::string& measure = "total") {
    const std::string match = event.empty() ? "{}" : R"({"event":")" + event + R"("})";
    const std::string question = R"({"analysis":"trend","question":{"series":[{"match":)" + match + R"(,"measure":")" +
                                 measure + R"("}],"range":"ever","bucket":"total"}})";
    const Ran ran = good({"ask", write("question.json", question), "--data", data});
    const auto document = json::Document::parse(ran.out);
    if (!document) return -1;
    const auto answer = document->root().find("answer");
    if (!answer) return -1;
    const auto series = answer->find("series")->elements();
    const auto value = series.empty() ? std::nullopt : series[0].find("total");
    return value && value->kind() == json::Kind::number ? value->number() : 0;
  }

  collect::testing::TemporaryFolder folder_;
  std::string data_ = folder_.path() + "/data";
};

TEST_F(Commands, WrongUsageIsExplainedWithExitCode2) {
  EXPECT_EQ(run({}).code, 2);
  EXPECT_EQ(run({"dance"}).code, 2);
  EXPECT_EQ(run({"init"}).code, 2);
  const Ran zone = run({"init", "--data", data_, "--time-zone", "Mars/Olympus"});
  EXPECT_EQ(zone.code, 2);
  EXPECT_THAT(zone.err, HasSubstr("--time-zone: unknown time zone \"Mars/Olympus\""));
  EXPECT_FALSE(std::filesystem::exists(data_));
  EXPECT_EQ(run({"simulate", "--persons", "0"}).code, 2);
}

TEST_F(Commands, EveryCommandHasHelp) {
  for (const char* command : {"init", "serve", "simulate", "demo", "import", "export", "costs", "ask", "backup",
                              "restore", "doctor", "version", "openapi"}) {
    const Ran ran = good({command, "--help"});
    EXPECT_THAT(ran.out, HasSubstr("Usage")) << command;
  }
  EXPECT_THAT(good({"version"}).out, ::testing::StartsWith("throng "));
  EXPECT_TRUE(json::Document::parse(good({"openapi"}).out));
}

TEST_F(Commands, InitPrintsWhatItMadeUpAndRefusesTheSecondTime) {
  const Ran first = good({"init", "--data", data_});
  EXPECT_THAT(first.out, HasSubstr("password    "));
  EXPECT_THAT(first.out, HasSubstr("write key   "));
  EXPECT_THAT(first.out, HasSubstr("secret key  "));
  const Ran second = run({"init", "--data", data_});
  EXPECT_EQ(second.code, 1);
  EXPECT_THAT(second.err, HasSubstr("is initialised already"));
}

TEST_F(Commands, InitDoesNotRepeatGivenSecrets) {
  const Ran ran = init();
  EXPECT_THAT(ran.out, Not(HasSubstr("correct horse")));
  EXPECT_THAT(ran.out, Not(HasSubstr(kSecretKey)));
}

TEST_F(Commands, DoctorFindsNothingInAFreshFolderAndNamesWhoHoldsIt) {
  init();
  const Ran healthy = good({"doctor", "--data", data_});
  EXPECT_THAT(healthy.out, Not(HasSubstr("problem")));
  EXPECT_THAT(healthy.out, HasSubstr("ok       ledger: project shop"));
  const auto lock = FolderLock::take(DataFolder(data_));
  ASSERT_TRUE(lock);
  const Ran held = run({"doctor", "--data", data_});
  EXPECT_EQ(held.code, 1);
  EXPECT_THAT(held.out, HasSubstr("problem  lock: "));
  EXPECT_THAT(held.out, HasSubstr("is in use by process " + std::to_string(::getpid())));
}

TEST_F(Commands, DoctorTellsAFolderThatIsNone) {
  const Ran ran = run({"doctor", "--data", data_});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("throng init"));
}

TEST_F(Commands, SimulateWritesTheSameFileTwice) {
  const auto simulate = [&](const std::string& name) {
    good({"simulate", "--persons", "50", "--until", "2026-11-22", "--out", file(name), "--costs", file(name + ".csv")});
    return read_file(file(name)).value();
  };
  const std::string first = simulate("a.jsonl");
  EXPECT_EQ(first, simulate("b.jsonl"));
  EXPECT_GT(first.size(), 10'000U);
  EXPECT_EQ(simulate("a.jsonl.gz"), simulate("b.jsonl.gz"));
  EXPECT_THAT(read_file(file("a.jsonl.csv")).value(),
              ::testing::StartsWith("day,channel,cost\n2026-08-24,paid_search,"));
}

TEST_F(Commands, SimulateFillsAnEmptyProjectOnce) {
  init();
  good({"simulate", "--persons", "200", "--until", "2026-11-22", "--into", data_});
  EXPECT_GE(total("", data_, "persons"), 200);
  const Ran again = run({"simulate", "--persons", "200", "--until", "2026-11-22", "--into", data_});
  EXPECT_EQ(again.code, 1);
  EXPECT_THAT(again.err, HasSubstr("only an empty project can be filled"));
}

TEST_F(Commands, ImportCountsEveryRowAndTwiceIsOnce) {
  init();
  const std::string csv = write("orders.csv",
                                "customer,when,amount\n"
                                "ann,2026-01-05 10:00:00,12.5\n"
                                "bob,2026-01-06 11:30:00,20\n"
                                "ann,not a time,3\n"
                                ",2026-01-07 12:00:00,4\n");
  const std::string mapping =
      write("mapping.json",
            R"({"user_id":"customer","missing_user":"skip","event":"Purchase","time":"when","time_format":"local",)"
            R"("time_zone":"Asia/Shanghai","properties":[{"column":"amount","name":"revenue"}]})");
  const Ran preview = good({"import", csv, "--mapping", mapping, "--dry-run", "1"});
  EXPECT_THAT(preview.out, HasSubstr(R"("userId":"ann")"));
  const Ran first = good({"import", csv, "--data", data_, "--mapping", mapping});
  EXPECT_THAT(first.out, HasSubstr("rows read               4\nevents accepted         2\nimported before         0\n"
                                   "rows that say nothing   1\nquarantined             1\n"));
  EXPECT_THAT(first.out, HasSubstr("line 4"));
  const Ran second = good({"import", csv, "--data", data_, "--mapping", mapping});
  EXPECT_THAT(second.out, HasSubstr("events accepted         0\nimported before         2\n"));
  EXPECT_EQ(total("Purchase", data_), 2);
  EXPECT_EQ(total("Purchase", data_, "persons"), 2);
  EXPECT_EQ(run({"import", csv, "--data", data_, "--mapping", write("wrong.json", R"({"colour":1})")}).code, 2);
  EXPECT_EQ(run({"import", csv, "--mapping", mapping}).code, 2);
  const Ran unmapped = run({"import", csv, "--data", data_});
  EXPECT_EQ(unmapped.code, 2);
  EXPECT_THAT(unmapped.err, HasSubstr("a table needs a mapping"));
  EXPECT_EQ(run({"import", write("rows.txt", "\xEF\xBB\xBFuser;event\nann;A\n"), "--data", data_}).code, 2)
      << "whatever it is called";
}

TEST_F(Commands, CostsAreSetFromAFileAndInTheAnswers) {
  init();
  good({"simulate", "--into", data_, "--persons", "40", "--days", "10", "--until", "2026-03-01", "--costs",
        file("costs.csv")});
  const std::string question = write("ltv.json", R"({"analysis":"ltv","question":{"acquired":{},
      "revenue":{"event":"Order Completed"},"range":{"between":["2026-02-01","2026-03-01"]},"bucket":"month","ages":1}})");
  EXPECT_THAT(good({"ask", question, "--data", data_}).out, Not(HasSubstr(R"("cac")")));
  for (int i = 0; i < 2; ++i)
    EXPECT_THAT(good({"costs", file("costs.csv"), "--data", data_}).out, HasSubstr("costs set               40"));
  EXPECT_THAT(good({"ask", question, "--data", data_}).out, HasSubstr(R"("cac")"));
  const Ran wrong = run({"costs", write("wrong.csv", "day,channel,cost\n2026-02-30,email,1\n"), "--data", data_});
  EXPECT_EQ(wrong.code, 1);
  EXPECT_THAT(wrong.err, HasSubstr("line 2, day: expected a date"));
  EXPECT_EQ(run({"costs", file("costs.csv")}).code, 2);
}

TEST_F(Commands, BackupAndRestoreGiveTheSameAnswers) {
  init();
  good({"demo", "--data", data_, "--persons", "150"});
  const double orders = total("Order Completed", data_);
  EXPECT_GT(orders, 0);
  good({"backup", "--data", data_, file("backup.tar")});
  EXPECT_EQ(run({"backup", "--data", data_, file("backup.tar")}).code, 1);
  const std::string restored = file("restored");
  good({"restore", file("backup.tar"), "--data", restored});
  EXPECT_EQ(total("Order Completed", restored), orders);
  EXPECT_THAT(good({"doctor", "--data", restored}).out, HasSubstr("1 operators, 2 keys"));
  EXPECT_EQ(run({"restore", file("backup.tar"), "--data", restored}).code, 1);
  EXPECT_EQ(run({"restore", write("junk.tar", std::string(2000, 'x')), "--data", file("junk")}).code, 1);
}

TEST_F(Commands, DamagedPartsAreToldByWhateverOpensTheFolder) {
  init();
  const std::string rows =
      write("orders.jsonl",
            R"({"type":"track","userId":"ann","event":"Purchase","messageId":"1","timestamp":"2026-01-05T10:00:00Z"})");
  good({"import", rows, "--data", data_});
  EXPECT_THAT(good({"doctor", "--data", data_}).out, HasSubstr("ok       parts: none damaged"));
  ASSERT_EQ(truncate_parts_of("202601_"), 1);

  const Ran doctor = run({"doctor", "--data", data_});
  EXPECT_EQ(doctor.code, 1);
  EXPECT_THAT(doctor.out, HasSubstr("problem  parts: the warehouse engine could not read 1 of its parts"));
  EXPECT_THAT(doctor.out, HasSubstr("shop.events: broken-on-start_202601_"));
  EXPECT_THAT(doctor.out, HasSubstr("throng restore"));

  Process server(THRONG_PROGRAM, {"serve", "--data", data_, "--listen", "127.0.0.1:0"}, folder_.path());
  EXPECT_NE(server.wait_for("http://"), "");
  server.signal(SIGTERM);
  const Ran served = server.wait();
  EXPECT_EQ(served.code, 0);
  EXPECT_THAT(served.err,
              HasSubstr(R"("level":"error","message":"the warehouse engine could not read 1 of its parts)"));
  EXPECT_THAT(served.err, HasSubstr("throng restore"));
}

TEST_F(Commands, ServeCollectsAnswersAndStopsClean) {
  init();
  Process server(THRONG_PROGRAM, {"serve", "--data", data_, "--listen", "127.0.0.1:0"}, folder_.path());
  const std::string line = server.wait_for("http://");
  ASSERT_NE(line, "") << server.wait().err;
  const std::string url = line.substr(line.find("http://"));
  const Ran second = run({"serve", "--data", data_, "--listen", "127.0.0.1:0"});
  EXPECT_EQ(second.code, 1);
  EXPECT_THAT(second.err, HasSubstr("is in use by process"));
  good({"simulate", "--persons", "60", "--until", "2026-11-22", "--url", url, "--write-key", kWriteKey});
  EXPECT_EQ(run({"simulate", "--persons", "60", "--url", url, "--write-key", "wrong-key-0123456789"}).code, 1);
  auto client = HttpClient::create(url, {"", kSecretKey});
  ASSERT_TRUE(client);
  const auto backup = client->post("/api/backup", "");
  ASSERT_TRUE(backup) << describe(backup.error());
  const std::string archive(json::Document::parse(*backup)->root().find("file")->string());
  server.signal(SIGTERM);
  const Ran stopped = server.wait();
  EXPECT_EQ(stopped.code, 0) << stopped.err;
  EXPECT_GE(total("", data_, "persons"), 60);
  good({"restore", archive, "--data", file("restored")});
  EXPECT_EQ(total("", file("restored")), total("", data_)) << "all that was acknowledged before";
}

}  // namespace
}  // namespace throng::cli
