#include "ledger/consents.h"

#include <soci/soci.h>

#include <fmt/format.h>

#include "base/json.h"
#include "ledger/internal/numbers.h"
#include "ledger/internal/text.h"

namespace throng::ledger {
namespace {

constexpr std::size_t kMaxWord = 100;
constexpr std::size_t kMaxSource = 500;
constexpr std::size_t kMaxAddress = 2000;

Result<void> check(const Consent& consent) {
  if (consent.person == 0) return invalid("person", "expected the number of a person");
  THRONG_CHECK(internal::check_text("channel", consent.channel, kMaxWord));
  THRONG_CHECK(internal::check_text("topic", consent.topic, kMaxWord));
  return internal::check_text("source", consent.source, kMaxSource);
}

Result<void> check(const Suppression& suppression) {
  THRONG_CHECK(internal::check_name("channel", suppression.channel, kMaxWord));
  THRONG_CHECK(internal::check_name("address", suppression.address, kMaxAddress));
  THRONG_CHECK(internal::check_name("reason", suppression.reason, kMaxWord));
  return internal::check_text("source", suppression.source, kMaxSource);
}

// Texts as the rows of a table expression with one column.
std::string texts_of(const Db& db, std::string_view parameter) {
  if (db.is_sqlite()) return fmt::format("(SELECT value AS t FROM json_each(:{}))", parameter);
  return fmt::format("(SELECT value AS t FROM jsonb_array_elements_text(CAST(:{} AS jsonb)) AS x(value))", parameter);
}

}  // namespace

std::string normal_address(std::string_view address) {
  const auto first = address.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  std::string normal(address.substr(first, address.find_last_not_of(" \t\r\n") - first + 1));
  for (char& c : normal)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return normal;
}

Result<void> put_consents(Db& db, std::string_view project, std::span<const Consent> consents) {
  for (const Consent& consent : consents) THRONG_CHECK(check(consent));
  const std::string in(project);
  return db.transact([&](soci::session& sql) -> Result<void> {
    for (const Consent& consent : consents) {
      const long long person = consent.person, at = to_ms(consent.at);
      const int granted = consent.granted ? 1 : 0;
      sql << "INSERT INTO consents (project, person, channel, topic, granted, source, at_ms) VALUES (:project, "
             ":person, "
             ":channel, :topic, :granted, :source, :at) ON CONFLICT (project, person, channel, topic) DO UPDATE SET "
             "granted = excluded.granted, source = excluded.source, at_ms = excluded.at_ms WHERE excluded.at_ms >= "
             "consents.at_ms",
          soci::use(in), soci::use(person), soci::use(consent.channel), soci::use(consent.topic), soci::use(granted),
          soci::use(consent.source), soci::use(at);
    }
    return {};
  });
}

Result<std::vector<Consent>> list_consents(Db& db, std::string_view project,
                                           std::span<const model::PersonNumber> persons) {
  std::vector<Consent> all;
  if (!internal::is_storable(project) || persons.empty()) return all;
  const std::string in(project), list = internal::list_of(persons);
  const std::string statement = fmt::format(
      "SELECT person, channel, topic, granted, source, at_ms FROM consents WHERE project = :project AND person IN "
      "(SELECT n FROM {} AS list) ORDER BY person, at_ms, channel, topic",
      internal::rows_of(db, "persons"));
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    Consent consent;
    long long person = 0, at = 0;
    int granted = 0;
    soci::statement found = (sql.prepare << statement, soci::use(in, "project"), soci::use(list, "persons"),
                             soci::into(person), soci::into(consent.channel), soci::into(consent.topic),
                             soci::into(granted), soci::into(consent.source), soci::into(at));
    found.execute();
    while (found.fetch()) {
      consent.person = static_cast<model::PersonNumber>(person);
      consent.granted = granted != 0;
      consent.at = from_ms(at);
      all.push_back(consent);
    }
    return {};
  }));
  return all;
}

Result<std::uint64_t> add_suppressions(Db& db, std::string_view project, std::span<const Suppression> suppressions) {
  for (const Suppression& one : suppressions) THRONG_CHECK(check(one));
  const std::string in(project);
  std::uint64_t added = 0;
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    added = 0;
    for (const Suppression& one : suppressions) {
      const std::string address = normal_address(one.address);
      const long long at = to_ms(one.at);
      soci::statement insert =
          (sql.prepare << "INSERT INTO suppressions (project, channel, address, reason, source, at_ms) VALUES "
                          "(:project, :channel, :address, :reason, :source, :at) ON CONFLICT (project, channel, "
                          "address) DO NOTHING",
           soci::use(in), soci::use(one.channel), soci::use(address), soci::use(one.reason), soci::use(one.source),
           soci::use(at));
      insert.execute(true);
      added += static_cast<std::uint64_t>(insert.get_affected_rows());
    }
    long long count = 0;
    sql << "SELECT COUNT(*) FROM suppressions WHERE project = :project", soci::use(in), soci::into(count);
    if (count <= static_cast<long long>(kMaxSuppressed)) return {};
    return fail(ErrorCode::too_large, fmt::format("a project has at most {} suppressed addresses", kMaxSuppressed));
  }));
  return added;
}

Result<void> remove_suppression(Db& db, std::string_view project, const Suppression& suppression) {
  const std::string in(project), address = normal_address(suppression.address);
  if (!internal::is_storable(in) || !internal::is_storable(address) || !internal::is_storable(suppression.channel))
    return fail(ErrorCode::not_found, "this address is not suppressed", "address");
  return db.transact([&](soci::session& sql) -> Result<void> {
    soci::statement remove = (sql.prepare << "DELETE FROM suppressions WHERE project = :project AND channel = :channel "
                                             "AND address = :address",
                              soci::use(in), soci::use(suppression.channel), soci::use(address));
    remove.execute(true);
    if (remove.get_affected_rows() > 0) return {};
    return fail(ErrorCode::not_found, "this address is not suppressed", "address");
  });
}

Result<std::vector<std::string>> suppressed_of(Db& db, std::string_view project, std::string_view channel,
                                               std::span<const std::string> addresses) {
  std::vector<std::string> wanted, all;
  for (const std::string& address : addresses)
    if (internal::is_storable(address)) wanted.push_back(normal_address(address));
  if (wanted.empty()) return all;
  const std::string in(project), over(channel), list = json::to_string(wanted);
  const std::string statement = fmt::format(
      "SELECT address FROM suppressions WHERE project = :project AND channel = :channel AND address IN (SELECT t FROM "
      "{} AS list)",
      texts_of(db, "addresses"));
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    std::string address;
    soci::statement found = (sql.prepare << statement, soci::use(in, "project"), soci::use(over, "channel"),
                             soci::use(list, "addresses"), soci::into(address));
    found.execute();
    while (found.fetch()) all.push_back(address);
    return {};
  }));
  return all;
}

Result<std::vector<Suppression>> list_suppressions(Db& db, std::string_view project, const SuppressionsWanted& wanted) {
  std::vector<Suppression> all;
  const std::string in(project), begin = normal_address(wanted.begin);
  if (!internal::is_storable(in) || !internal::is_storable(begin) || !internal::is_storable(wanted.channel)) return all;
  const auto limit = static_cast<long long>(wanted.limit);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    Suppression one;
    long long at = 0;
    soci::statement found =
        (sql.prepare << "SELECT channel, address, reason, source, at_ms FROM suppressions WHERE project = :project AND "
                        "(:channel = '' OR channel = :channel) AND SUBSTR(address, 1, LENGTH(CAST(:begin AS TEXT))) = "
                        ":begin ORDER BY address, channel LIMIT :most",
         soci::use(in, "project"), soci::use(wanted.channel, "channel"), soci::use(begin, "begin"),
         soci::use(limit, "most"), soci::into(one.channel), soci::into(one.address), soci::into(one.reason),
         soci::into(one.source), soci::into(at));
    found.execute();
    while (found.fetch()) {
      one.at = from_ms(at);
      all.push_back(one);
    }
    return {};
  }));
  return all;
}

}  // namespace throng::ledger
