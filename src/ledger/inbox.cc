#include "ledger/inbox.h"

#include <soci/soci.h>

#include <fmt/format.h>

#include "ledger/internal/numbers.h"
#include "ledger/internal/text.h"

namespace throng::ledger {
Result<std::optional<std::int64_t>> add_to_inbox(Db& db, std::string_view project, const InboxMessage& message) {
  THRONG_CHECK(internal::check_text("title", message.title, kMaxInboxText));
  THRONG_CHECK(internal::check_text("text", message.text, kMaxInboxText));
  THRONG_CHECK(internal::check_text("url", message.url, kMaxInboxText));
  const std::string in(project);
  const long long send = message.send, person = message.person, created = to_ms(message.created);
  std::optional<std::int64_t> added;
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    long long id = 0;
    sql << "INSERT INTO inbox (project, send, person, title, text, url, created_ms, seen_ms, dismissed_ms) VALUES "
           "(:project, :send, :person, :title, :text, :url, :created, -1, -1) ON CONFLICT DO NOTHING RETURNING id",
        soci::use(in), soci::use(send), soci::use(person), soci::use(message.title), soci::use(message.text),
        soci::use(message.url), soci::use(created), soci::into(id);
    added = sql.got_data() ? std::optional<std::int64_t>(id) : std::nullopt;
    return {};
  }));
  return added;
}

Result<std::vector<InboxMessage>> list_inbox(Db& db, std::string_view project,
                                             std::span<const model::PersonNumber> numbers, Instant now) {
  std::vector<InboxMessage> all;
  if (!internal::is_storable(project) || numbers.empty()) return all;
  const std::string in(project), persons = internal::list_of(numbers);
  const long long since = to_ms(now - kInboxAge);
  const std::string statement = fmt::format(
      "SELECT id, send, person, title, text, url, created_ms, seen_ms FROM inbox WHERE project = :project AND person "
      "IN "
      "(SELECT n FROM {} AS list) AND dismissed_ms < 0 AND created_ms >= :since ORDER BY id DESC LIMIT {}",
      internal::rows_of(db, "persons"), kMaxInboxShown);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    InboxMessage one;
    long long id = 0, send = 0, person = 0, created = 0, seen = 0;
    soci::statement found =
        (sql.prepare << statement, soci::use(in, "project"), soci::use(persons, "persons"), soci::use(since, "since"),
         soci::into(id), soci::into(send), soci::into(person), soci::into(one.title), soci::into(one.text),
         soci::into(one.url), soci::into(created), soci::into(seen));
    found.execute();
    while (found.fetch()) {
      one.id = id;
      one.send = send;
      one.person = static_cast<model::PersonNumber>(person);
      one.created = from_ms(created);
      one.seen = seen < 0 ? std::nullopt : std::optional(from_ms(seen));
      all.push_back(one);
    }
    return {};
  }));
  return all;
}

Result<std::uint64_t> mark_inbox(Db& db, std::string_view project, const InboxMarking& marking, Instant now) {
  if (!internal::is_storable(project) || marking.numbers.empty() || marking.ids.empty()) return 0;
  const std::string in(project), persons = internal::list_of(marking.numbers), ids = internal::list_of(marking.ids);
  const long long at = to_ms(now);
  const std::string statement = fmt::format(
      "UPDATE inbox SET {0} = :at WHERE project = :project AND person IN (SELECT n FROM {1} AS list) AND "
      "id IN (SELECT n FROM {2} AS wanted) AND {0} < 0",
      marking.mark == InboxMark::seen ? "seen_ms" : "dismissed_ms", internal::rows_of(db, "persons"),
      internal::rows_of(db, "ids"));
  std::uint64_t marked = 0;
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    soci::statement update = (sql.prepare << statement, soci::use(at, "at"), soci::use(in, "project"),
                              soci::use(persons, "persons"), soci::use(ids, "ids"));
    update.execute(true);
    marked = static_cast<std::uint64_t>(update.get_affected_rows());
    return {};
  }));
  return marked;
}

Result<std::uint64_t> prune_inbox(Db& db, Instant now) {
  const long long before = to_ms(now - kInboxAge);
  std::uint64_t deleted = 0;
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    soci::statement remove = (sql.prepare << "DELETE FROM inbox WHERE created_ms < :before", soci::use(before));
    remove.execute(true);
    deleted = static_cast<std::uint64_t>(remove.get_affected_rows());
    return {};
  }));
  return deleted;
}

}  // namespace throng::ledger
