// Statements from outside that reach for what is not theirs, against the real engine: each is refused with a reason.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyze/user_sql/statement.h"
#include "analyze/user_sql/testing.h"

namespace throng::analyze::user_sql {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Shop;
using testing::shop;
using warehouse::TestWarehouse;

// P is the project's own database, O another project's.
const std::vector<std::string> kAttacks = {
    // other statements, and more than one
    "",
    " ; ",
    "-- nothing",
    "SELECT 1; SELECT 2",
    "SELECT 1;\n\nDROP DATABASE P",
    "SELECT 1; -- a\nDROP TABLE P.events",
    "INSERT INTO events VALUES (1)",
    "INSERT INTO FUNCTION file('/tmp/throng_out.csv') SELECT 1",
    "ALTER TABLE P.events DELETE WHERE 1",
    "DELETE FROM P.events WHERE 1",
    "DROP VIEW events",
    "TRUNCATE TABLE P.events",
    "CREATE TABLE x (a Int8) ENGINE = Memory",
    "CREATE VIEW v AS SELECT * FROM P.events",
    "CREATE FUNCTION f AS x -> x",
    "CREATE USER eve",
    "GRANT ALL ON *.* TO default",
    "RENAME TABLE events TO e2",
    "OPTIMIZE TABLE P.events",
    "KILL QUERY WHERE 1",
    "SYSTEM SHUTDOWN",
    "SET max_threads = 100",
    "USE P",
    "USE system",
    "SHOW TABLES",
    "SHOW DATABASES",
    "SHOW CREATE TABLE events",
    "DESCRIBE events",
    "EXISTS TABLE P.events",
    "CHECK TABLE P.events",
    "EXPLAIN SELECT 1",
    "EXPLAIN AST SELECT 1",
    "EXECUTE AS root SELECT 1",
    "BACKUP DATABASE P TO File('/tmp/throng.tar')",
    "RESTORE DATABASE P FROM File('/tmp/throng.tar')",
    "DETACH DATABASE P",
    "ATTACH TABLE P.x",
    "BEGIN TRANSACTION",
    "SELECT 1 PARALLEL WITH SELECT 2",
    "SELECT 1 INTO OUTFILE '/tmp/throng_out'",
    "SELECT 1 FORMAT CSV",
    "SELECT 1 INTO OUTFILE '/tmp/throng_out' FORMAT CSV",
    "WATCH events",
    "UPDATE P.events SET page = '' WHERE 1",
    "MOVE USER a TO b",
    "COPY events TO '/tmp/throng_out'",
    "PREPARE TRANSACTION 'x'",
    "UNDROP TABLE P.events",
    // other tables
    "SELECT * FROM P.events",
    "SELECT * FROM O.events",
    "SELECT * FROM `O`.`events`",
    "SELECT * FROM \"O\".events",
    "SELECT * FROM `O-sql`.events",
    "SELECT * FROM `P-sql`.events",
    "SELECT * FROM system.tables",
    "SELECT * FROM SYSTEM.TABLES",
    "SELECT * FROM system.one",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM INFORMATION_SCHEMA.TABLES",
    "SELECT * FROM `system`.`query_log`",
    "SELECT * FROM `system.tables`",
    "SELECT * FROM/**/system/**/./**/users",
    "SELECT * FROM system -- x\n . tables",
    "SELECT * FROM links",
    "SELECT * FROM quarantine",
    "SELECT * FROM schema_versions",
    "SELECT * FROM default.x",
    "FROM system.tables SELECT *",
    "SELECT * FROM (SELECT * FROM (SELECT * FROM system.tables))",
    "SELECT (SELECT count() FROM system.tables)",
    "WITH t AS (SELECT * FROM system.tables) SELECT * FROM t",
    "WITH events AS (SELECT * FROM O.events) SELECT * FROM events",
    "WITH RECURSIVE t AS (SELECT name FROM system.tables UNION ALL SELECT name FROM t) SELECT * FROM t",
    "WITH (SELECT count() FROM O.events) AS n SELECT n",
    "SELECT * FROM events UNION ALL SELECT * FROM O.events",
    "SELECT 1 INTERSECT SELECT count() FROM O.events",
    "(SELECT 1) EXCEPT (SELECT count() FROM O.events)",
    "SELECT * FROM events, system.tables",
    "SELECT * FROM events AS e JOIN O.events AS o ON e.person = o.person",
    "SELECT * FROM events AS e ANY LEFT JOIN system.tables AS t ON e.event = t.name",
    "SELECT person FROM events WHERE person IN O.events",
    "SELECT person FROM events WHERE event IN (system.tables)",
    "SELECT person FROM events WHERE event GLOBAL NOT IN system.tables",
    "SELECT person FROM events WHERE (event, page) IN `P-sql`.events",
    "SELECT person FROM events WHERE in(event, system.tables)",
    "SELECT person FROM events WHERE EXISTS (SELECT 1 FROM O.events)",
    "SELECT person FROM events WHERE person = ANY (SELECT person FROM O.events)",
    "SELECT person FROM events ARRAY JOIN (SELECT groupArray(name) FROM system.tables) AS n",
    "SELECT 1 ORDER BY (SELECT count() FROM O.events)",
    "SELECT 1 LIMIT (SELECT count() FROM O.events)",
    "SELECT sum(1) OVER (PARTITION BY (SELECT count() FROM O.events)) FROM events",
    "SELECT 1 FROM events WINDOW w AS (ORDER BY (SELECT count() FROM O.events))",
    "SELECT 1 FROM events QUALIFY (SELECT count() FROM O.events) > 0",
    "SELECT * FROM merge('O', '.*')",
    "SELECT * FROM merge(REGEXP('.*'), 'events')",
    // table functions
    "SELECT * FROM file('/etc/passwd', 'LineAsString')",
    "SELECT * FROM `file`('/etc/passwd', 'LineAsString')",
    "SELECT * FROM FILE('/etc/passwd', LineAsString)",
    "SELECT * FROM url('http://127.0.0.1/', 'LineAsString')",
    "SELECT * FROM remote('127.0.0.1', 'system.one')",
    "SELECT * FROM remoteSecure('127.0.0.1', 'system.one')",
    "SELECT * FROM cluster('default', 'system.one')",
    "SELECT * FROM s3('http://127.0.0.1/bucket/key')",
    "SELECT * FROM mysql('127.0.0.1', 'a', 'b', 'c', 'd')",
    "SELECT * FROM postgresql('127.0.0.1', 'a', 'b', 'c', 'd')",
    "SELECT * FROM sqlite('/tmp/throng.db', 't')",
    "SELECT * FROM input('a Int8')",
    "SELECT * FROM executable('id', 'TSV', 'a String')",
    "SELECT * FROM view(SELECT * FROM O.events)",
    "SELECT * FROM viewIfPermitted(SELECT 1 ELSE null('a Int8'))",
    "SELECT * FROM dictionary('d')",
    "SELECT * FROM loop(O.events)",
    "SELECT * FROM mergeTreeIndex(P, events)",
    "SELECT * FROM Python(x)",
    "SELECT * FROM arrowstream('x')",
    "SELECT * FROM generateRandom('a Int8')",
    "SELECT * FROM (EXPLAIN SELECT 1)",
    "SELECT * FROM viewExplain('EXPLAIN', '', (SELECT 1))",
    "SELECT * FROM events(1)",
    "SELECT * FROM numbers((SELECT count() FROM O.events))",
    "SELECT * FROM numbers(length(file('/etc/passwd')))",
    "SELECT 1 IN file('/etc/passwd')",
    "SELECT * FROM kql($$events$$)",
    "SELECT * FROM hdfs('hdfs://a', 'TSV')",
    "SELECT * FROM `/etc/passwd`",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM filesystem('/etc')",
    // functions
    "SELECT file('/etc/passwd')",
    "SELECT `file`('/etc/passwd')",
    "SELECT arrayMap(file, ['/etc/passwd'])",
    "SELECT arrayMap(`file`, ['/etc/passwd'])",
    "SELECT arrayMap(x -> file(x), ['/etc/passwd'])",
    "SELECT arrayFilter((file), ['/etc/passwd'])",
    "SELECT arrayMap(if(1, file, file), ['/etc/passwd'])",
    "WITH file AS f SELECT arrayMap(f, ['/etc/passwd'])",
    "WITH x -> file(x) AS f SELECT f('/etc/passwd')",
    "SELECT * APPLY file FROM events",
    "SELECT * APPLY(x -> file(x)) FROM events",
    "SELECT COLUMNS('page') APPLY(file) FROM events",
    "SELECT * REPLACE (file('/etc/passwd') AS page) FROM events",
    "SELECT 1 FROM events ORDER BY file('/etc/passwd')",
    "SELECT 1 AS k FROM events ORDER BY k WITH FILL FROM 1 TO 3 INTERPOLATE (page AS file('/etc/passwd'))",
    "SELECT sum(1) OVER (ROWS BETWEEN length(file('/etc/passwd')) PRECEDING AND CURRENT ROW) FROM events",
    "SELECT sum(1) OVER (PARTITION BY file('/etc/passwd')) FROM events",
    "SELECT quantile(length(file('/etc/passwd')))(person) FROM events",
    "SELECT sum(person) FILTER (WHERE file('/etc/passwd') = '') FROM events",
    "SELECT DISTINCT ON (file('/etc/passwd')) 1 FROM events",
    "SELECT 1 FROM events LIMIT 1 BY file('/etc/passwd')",
    "SELECT 1 FROM events PREWHERE file('/etc/passwd') = ''",
    "SELECT 1 FROM events GROUP BY GROUPING SETS ((file('/etc/passwd')), (person))",
    "SELECT CASE file('/etc/passwd') WHEN '' THEN 1 END",
    "SELECT hostName()",
    "SELECT HOSTNAME()",
    "SELECT `hostName`()",
    "SELECT hostName/**/()",
    "SELECT FQDN()",
    "SELECT version()",
    "SELECT @@version",
    "SELECT currentDatabase()",
    "SELECT currentUser()",
    "SELECT user()",
    "SELECT getSetting('max_threads')",
    "SELECT getServerSetting('max_server_memory_usage')",
    "SELECT getMacro('x')",
    "SELECT sleep(3)",
    "SELECT sleepEachRow(1) FROM events",
    "SELECT dictGet('d', 'a', 1)",
    "SELECT dictHas('d', 1)",
    "SELECT joinGet('O.events', 'page', 1)",
    "SELECT hasColumnInTable('O', 'events', 'page')",
    "SELECT filesystemAvailable()",
    "SELECT evalMLMethod(1, 2)",
    "SELECT catboostEvaluate('/etc/passwd', 1)",
    "SELECT showCertificate()",
    "SELECT addressToLine(1)",
    "SELECT demangle('x')",
    "SELECT logTrace('x')",
    "SELECT throwIf(1)",
    "SELECT initializeAggregation('sum', 1)",
    "SELECT aiGenerate('x')",
    "SELECT chdb()",
    "SELECT getClientHTTPHeader('x')",
    "SELECT serverUUID()",
    "SELECT regionToName(toUInt32(1))",
    "SELECT __getScalar('x')",
    "SELECT encrypt('aes-128-ecb', 'a', 'b')",
    "SELECT viewExplain('', '', (SELECT 1))",
    "SELECT lemmatize('en', 'x')",
    "SELECT CAST('x', 'AggregateFunction(groupBitmap, UInt8)')",
    "SELECT 'x'::AggregateFunction(uniq, UInt8)",
    "SELECT CAST('x', concat('Aggregate', 'Function(uniq, UInt8)'))",
    "SELECT reinterpret('x', 'AggregateFunction(uniq, UInt8)')",
    "SELECT accurateCastOrNull('x', 'AggregateFunction(uniq, UInt8)')",
    "SELECT numbers(3)",
    "SELECT noSuchFunction(1)",
    "SELECT fіle('/etc/passwd')",
    "SELECT person.file('x') FROM events",
    "SELECT ﬁle('/etc/passwd')",
    // settings, parameters, sampling, odd names
    "SELECT 1 SETTINGS max_memory_usage = 0",
    "SELECT (SELECT 1 SETTINGS max_execution_time = 0)",
    "SELECT * FROM (SELECT 1 SETTINGS readonly = 0)",
    "SELECT 1 UNION ALL SELECT 2 SETTINGS max_threads = 64",
    "SELECT {x:UInt8}",
    "SELECT * FROM {t:Identifier}",
    "SELECT * FROM events SAMPLE 0.1",
    "SELECT * FROM events STREAM",
    "SELECT `a\nb` FROM events",
    "SELECT 1 AS `a\n  Literal 1`",
    "SELECT `a\\b`(1)",
    "SELECT * FROM `a\n  TableIdentifier events`.b",
    std::string("SELECT 1\0", 9),
    std::string("SELECT '\x01'"),
};

std::string with_names(std::string sql, const std::string& own, const std::string& other) {
  const auto is_word = [&](std::size_t at) {
    const auto letter = [&](std::size_t i) { return i < sql.size() && (std::isalnum(sql[i]) != 0 || sql[i] == '_'); };
    return !(at > 0 && letter(at - 1)) && !letter(at + 1);
  };
  for (std::size_t at = 0; at < sql.size(); ++at) {
    if ((sql[at] != 'P' && sql[at] != 'O') || !is_word(at)) continue;
    sql.replace(at, 1, sql[at] == 'P' ? own : other);
  }
  return sql;
}

TEST(Attacks, AreRefusedWithAReason) {
  Shop other;
  ASSERT_EQ(other.rows("SELECT count() FROM events"), R"([["6"]])");  // so that its views exist
  for (const auto& attack : kAttacks) {
    const auto sql = with_names(attack, shop().project, other.project);
    const Error error = shop().error(sql);
    EXPECT_EQ(error.code, ErrorCode::invalid_argument) << sql << "\n" << describe(error);
    EXPECT_EQ(error.field, "sql") << sql;
    EXPECT_FALSE(error.message.empty()) << sql;
    EXPECT_THAT(error.message, Not(HasSubstr("Expected one of"))) << sql;
  }
  EXPECT_GE(kAttacks.size(), 60U);
  EXPECT_EQ(shop().rows("SELECT count() FROM events"), R"([["6"]])");
  EXPECT_EQ(other.rows("SELECT count() FROM events"), R"([["6"]])");
}

// Those that the second wall stops are stopped before it: the check alone refuses them, without running anything.
TEST(Attacks, AreRefusedBeforeTheyRun) {
  const auto functions = Functions::load(TestWarehouse::shared());
  ASSERT_TRUE(functions.has_value());
  std::size_t unknown_names = 0;
  for (const auto& attack : kAttacks) {
    const auto sql = with_names(attack, shop().project, "other");
    if (!check_input(sql)) continue;
    const auto parsed = TestWarehouse::shared().parse(sql);
    if (!parsed) continue;
    if (check_parsed(*parsed, *functions).has_value()) {
      ++unknown_names;  // left to the engine: a name that only the views' database could have
      EXPECT_THAT(parsed->text, ::testing::ContainsRegex("FROM [`a-z_/'\"\\.]+$|fіle|arrayMap\\(f, |`a.b`")) << sql;
    }
  }
  EXPECT_LE(unknown_names, 8U);
}

TEST(SecondWall, KeepsSourcesFromTheWholeProcess) {
  for (const auto* sql :
       {"SELECT * FROM file('/etc/passwd', 'LineAsString')", "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
        "SELECT * FROM remote('127.0.0.1', 'system.one')", "SELECT * FROM mysql('a', 'b', 'c', 'd', 'e')"}) {
    const auto answer = warehouse::query_all(TestWarehouse::shared(), sql);
    ASSERT_FALSE(answer.has_value()) << sql;
    EXPECT_THAT(answer.error().message, HasSubstr("ACCESS_DENIED")) << sql;
  }
  for (const auto* sql : {"CREATE TABLE default.f (a Int8) ENGINE = File(CSV)", "CREATE USER eve",
                          "CREATE FUNCTION f AS x -> x", "GRANT ALL ON *.* TO default"})
    EXPECT_FALSE(TestWarehouse::shared().execute(sql).has_value()) << sql;
}

TEST(SecondWall, LetsNothingBeWritten) {
  warehouse::ReadOptions options;
  options.database = "default";
  const std::string view = warehouse::identifier(shop().project + "-sql") + ".events";
  ASSERT_EQ(shop().rows("SELECT count() FROM events"), R"([["6"]])");
  for (const auto& sql : {std::string("CREATE TABLE default.f (a Int8) ENGINE = Memory"), "DROP VIEW " + view,
                          "TRUNCATE TABLE " + warehouse::table(shop().project, "events")})
    EXPECT_FALSE(TestWarehouse::shared().query_as(sql, options, warehouse::Format::json_lines).has_value()) << sql;
  EXPECT_EQ(shop().rows("SELECT count() FROM events"), R"([["6"]])");
}

}  // namespace
}  // namespace throng::analyze::user_sql
