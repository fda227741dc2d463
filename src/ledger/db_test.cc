#include "ledger/db.h"

#include <gmock/gmock.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "ledger/both_engines.h"
#include "ledger/migrations.h"

namespace throng::ledger {
namespace {

using testing::HasSubstr;

class DbTest : public BothEngines {
 protected:
  void make_counter() {
    ASSERT_TRUE(db->transact([](soci::session& sql) -> Result<void> {
                    sql << "CREATE TABLE counters (id INTEGER PRIMARY KEY, n BIGINT NOT NULL)";
                    sql << "INSERT INTO counters (id, n) VALUES (1, 0)";
                    return {};
                  }).has_value());
  }
  long long counter() {
    long long n = -1;
    EXPECT_TRUE(db->read([&](soci::session& sql) -> Result<void> {
                    sql << "SELECT n FROM counters WHERE id = 1", soci::into(n);
                    return {};
                  }).has_value());
    return n;
  }
};
RUN_ON_BOTH_ENGINES(DbTest);

TEST_P(DbTest, MayBeOpenedAgainAndAgain) {
  for (int i = 0; i < 2; ++i) {
    const auto again = Db::open(url);
    ASSERT_TRUE(again.has_value()) << describe(again.error());
  }
  EXPECT_EQ(db->is_sqlite(), GetParam() == Engine::sqlite);
}

TEST_P(DbTest, RefusesAStoreOfANewerProgram) {
  ASSERT_TRUE(db->transact([](soci::session& sql) -> Result<void> {
                  sql << "INSERT INTO schema_versions (version) VALUES (9999)";
                  return {};
                }).has_value());
  const auto again = Db::open(url);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
}

// What a kill in the middle of a migration leaves, and a failure too: nothing of it.
TEST_P(DbTest, TakesAMigrationWholeOrNotAtAll) {
  ASSERT_TRUE(db->transact([](soci::session& sql) -> Result<void> {
                  sql << "DROP TABLE sessions";
                  sql << "DROP TABLE operators";
                  sql << "DELETE FROM schema_versions";
                  return {};
                }).has_value());
  ASSERT_FALSE(Db::open(url).has_value());  // operators and sessions are made, then projects is in the way
  const auto rows_of = [&](const std::string& table) {
    int rows = 0;
    const auto counted = db->read([&](soci::session& sql) -> Result<void> {
      sql << "SELECT COUNT(*) FROM " + table, soci::into(rows);
      return {};
    });
    return counted ? rows : -1;
  };
  EXPECT_EQ(rows_of("operators"), -1);
  EXPECT_EQ(rows_of("schema_versions"), 0);
  EXPECT_EQ(rows_of("projects"), 0);
}

TEST_P(DbTest, LosesNoUpdateWhenManyReadAndWrite) {
  make_counter();
  const auto other = Db::open(url);  // as another process would
  ASSERT_TRUE(other.has_value());
  std::atomic<int> failed = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < 100; ++i) {
          const auto done = (t % 2 == 0 ? *db : **other).transact([](soci::session& sql) -> Result<void> {
            long long n = 0;
            sql << "SELECT n FROM counters WHERE id = 1", soci::into(n);
            ++n;
            sql << "UPDATE counters SET n = :n WHERE id = 1", soci::use(n);
            return {};
          });
          if (!done) ++failed;
        }
      });
  }
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(counter(), 400);
}

TEST_P(DbTest, RollsBackWhenTheWorkFails) {
  make_counter();
  const auto done = db->transact([](soci::session& sql) -> Result<void> {
    sql << "UPDATE counters SET n = 5 WHERE id = 1";
    return fail(ErrorCode::conflict, "no");
  });
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().message, "no");
  EXPECT_EQ(counter(), 0);
}

TEST_P(DbTest, TurnsExceptionsIntoErrors) {
  make_counter();
  const auto twice = db->transact([](soci::session& sql) -> Result<void> {
    sql << "INSERT INTO counters (id, n) VALUES (1, 0)";
    return {};
  });
  ASSERT_FALSE(twice.has_value());
  EXPECT_EQ(twice.error().code, ErrorCode::conflict);
  const auto orphan = db->transact([](soci::session& sql) -> Result<void> {
    sql << "INSERT INTO sessions (token, csrf, expires_ms, operator_id) VALUES ('t', 'c', 0, 77)";
    return {};
  });
  ASSERT_FALSE(orphan.has_value());
  EXPECT_EQ(orphan.error().code, ErrorCode::conflict);
  const auto nonsense = db->read([](soci::session& sql) -> Result<void> {
    sql << "SELECT nothing FROM nowhere";
    return {};
  });
  ASSERT_FALSE(nonsense.has_value());
  EXPECT_EQ(nonsense.error().code, ErrorCode::internal);
  EXPECT_EQ(counter(), 0);  // the connections are still good
}

TEST(Open, SaysWhatToCheck) {
  const auto folder = Db::open("sqlite:/nonexistent-folder/x.db");
  ASSERT_FALSE(folder.has_value());
  EXPECT_EQ(folder.error().code, ErrorCode::io);
  EXPECT_THAT(folder.error().message, HasSubstr("folder"));
  const auto server = Db::open("postgresql://user:secret@/name?host=/nonexistent-folder");
  ASSERT_FALSE(server.has_value());
  EXPECT_EQ(server.error().code, ErrorCode::io);
  EXPECT_THAT(server.error().message, testing::Not(HasSubstr("secret")));
  for (const auto* url : {"mysql://x", "", "sqlite:", "sqlite:a\"b"}) {
    const auto none = Db::open(url);
    ASSERT_FALSE(none.has_value()) << url;
    EXPECT_EQ(none.error().code, ErrorCode::invalid_argument);
  }
}

TEST(Sqlite, IsReadableByItsOwnerOnly) {
  const auto url = fresh_sqlite_url();
  ASSERT_TRUE(Db::open(url).has_value());
  const auto mode = std::filesystem::status(url.substr(7)).permissions();
  EXPECT_EQ(mode & std::filesystem::perms::mask,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Sqlite, HasOneWriterFromTheBeginningOfATransaction) {
  const auto url = fresh_sqlite_url();
  const auto db = Db::open(url);
  ASSERT_TRUE(db.has_value());
  const auto done = (*db)->transact([&](soci::session&) -> Result<void> {
    soci::session other(soci::sqlite3, "db=" + url.substr(7) + " timeout=0");
    EXPECT_THROW(other << "BEGIN IMMEDIATE", soci::soci_error);
    return {};
  });
  EXPECT_TRUE(done.has_value());
}

TEST(Backup, IsAWholeLedgerOfItsOwn) {
  const auto url = fresh_sqlite_url();
  const auto db = Db::open(url);
  ASSERT_TRUE(db.has_value());
  ASSERT_TRUE((*db)
                  ->transact([](soci::session& sql) -> Result<void> {
                    sql << "CREATE TABLE marks (n INTEGER)";
                    sql << "INSERT INTO marks VALUES (42)";
                    return {};
                  })
                  .has_value());
  const auto copy = url.substr(7) + ".copy";
  const auto saved = (*db)->backup(copy);
  ASSERT_TRUE(saved.has_value()) << describe(saved.error());
  const auto again = (*db)->backup(copy);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
  const auto opened = Db::open("sqlite:" + copy);
  ASSERT_TRUE(opened.has_value());
  int mark = 0;
  ASSERT_TRUE((*opened)
                  ->read([&](soci::session& sql) -> Result<void> {
                    sql << "SELECT n FROM marks", soci::into(mark);
                    return {};
                  })
                  .has_value());
  EXPECT_EQ(mark, 42);
}

TEST_P(DbTest, PointsToPgDumpOnPostgresql) {
  if (GetParam() == Engine::sqlite) return;
  const auto saved = db->backup("unused");
  ASSERT_FALSE(saved.has_value());
  EXPECT_THAT(saved.error().message, HasSubstr("pg_dump"));
}

TEST_P(DbTest, ComesBackAfterTheServerDroppedItsConnections) {
  if (GetParam() == Engine::sqlite) return;
  make_counter();
  const auto other = Db::open(url);
  ASSERT_TRUE(other.has_value());
  ASSERT_TRUE((*other)
                  ->transact([](soci::session& sql) -> Result<void> {
                    sql << "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                           "AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
                    return {};
                  })
                  .has_value());
  EXPECT_EQ(counter(), 0);
}

}  // namespace
}  // namespace throng::ledger
