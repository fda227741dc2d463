// For tests only: a GoogleTest fixture whose tests run on SQLite and on PostgreSQL.
#pragma once

#include <gtest/gtest.h>

#include "ledger/db.h"
#include "ledger/testing.h"

namespace throng::ledger {

enum class Engine { sqlite, postgresql };

class BothEngines : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == Engine::postgresql && !has_postgresql()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
    const auto address =
        GetParam() == Engine::sqlite ? Result<std::string>(fresh_sqlite_url()) : fresh_postgresql_url();
    ASSERT_TRUE(address.has_value()) << describe(address.error());
    url = *address;
    auto opened = Db::open(url);
    ASSERT_TRUE(opened.has_value()) << describe(opened.error());
    db = std::move(*opened);
  }
  std::string url;
  std::unique_ptr<Db> db;
};

inline std::string name_of_engine(const testing::TestParamInfo<Engine>& info) {
  return info.param == Engine::sqlite ? "SQLite" : "PostgreSQL";
}

#define RUN_ON_BOTH_ENGINES(Fixture) \
  INSTANTIATE_TEST_SUITE_P(, Fixture, testing::Values(Engine::sqlite, Engine::postgresql), name_of_engine)

}  // namespace throng::ledger
